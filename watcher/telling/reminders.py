"""The reminders of today: deadlines × subscriptions. Pure; is given today, reads no clock."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from store.records import Deadline, Policy
from watcher.deciding.news import Match, Reminder, Subject
from watcher.telling.alert_ids import reminder_alert_id, reminder_alert_key
from watcher.telling.teller import Teller

URGENT_DAYS = 7
JUST_TOLD = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class ClosingDate:
    """A date that is near, with what matching looks at of its policy.

    `base` is the policy that this date was moved for by the notice that prints it; None where the
    date is the policy's own.
    """

    deadline: Deadline
    policy: Policy
    subject: Subject
    base: Subject | None = None


@dataclass(frozen=True, slots=True)
class DueReminder:
    """One subscriber to be reminded of one date at one lead time."""

    deadline: Deadline
    policy: Policy
    match: Match
    reminder: Reminder

    @property
    def alert_key(self) -> str:
        """Follows from subscriber, policy, date and lead time."""
        return reminder_alert_key(
            self.match.subscription.name,
            self.policy.id,
            self.deadline.slot.key,
            closes=self.reminder.closes,
            lead_days=self.reminder.lead,
        )

    @property
    def alert_id(self) -> str:
        """Follows from the same, the policy named by its content."""
        return reminder_alert_id(
            self.match.subscription.name,
            self.policy,
            self.deadline.slot.key,
            closes=self.reminder.closes,
            lead_days=self.reminder.lead,
        )


def due_reminders(
    teller: Teller, closing: ClosingDate, joined: Mapping[str, datetime], now: datetime
) -> Iterator[DueReminder]:
    """Everybody whom a date should have reminded by today, told already or not.

    A notice that only repeats the date of the policy it moved is silent to those whom that policy
    reminds of it.
    """
    deadline = closing.deadline
    if deadline.closes is None or deadline.known_since is None:
        return
    told_there: set[str] = set()
    if closing.base is not None:
        told_there = {match.subscription.name for match in teller.index.matches(closing.base)}
    for match in teller.index.matches(closing.subject):
        one = match.subscription
        if one.name in told_there:
            continue
        since = max(deadline.known_since, joined.get(one.name, now))
        reminder = reminder_due(
            deadline.closes,
            one.remind_days,
            today=now.astimezone(teller.zone).date(),
            known_since=since.astimezone(teller.zone).date(),
            announced=deadline.announced and since == deadline.known_since,
        )
        if reminder is not None:
            yield DueReminder(deadline, closing.policy, match, reminder)


def reminder_due(
    closes: date, leads: Iterable[int], *, today: date, known_since: date, announced: bool
) -> Reminder | None:
    """The reminder a subscriber should have by today for a date, or None.

    Of all lead times whose day has come only the shortest is told: a service that was down for a
    week says once how many days are left, not three times.

    A lead time whose day was over before the date (or the subscriber) was known is told late only
    when the date is less than a week away and no alert of its own (`announced`) told it: a date
    that far off comes up again at the next lead time. Nor is a lead time told whose day is that of
    the alert or the next: "new, closes in 31 days" and "closes in 30 days" are one message.
    """
    days_left = (closes - today).days
    if days_left < 0:
        return None
    begun = [lead for lead in leads if days_left <= lead]
    if not begun:
        return None
    lead = min(begun)
    quiet = JUST_TOLD if announced else timedelta()
    in_time = closes - timedelta(days=lead) >= known_since + quiet
    late_but_urgent = days_left < URGENT_DAYS and not announced
    return Reminder(lead, days_left, closes) if in_time or late_but_urgent else None
