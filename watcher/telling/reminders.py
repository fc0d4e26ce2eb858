"""Who is reminded today: deadlines × subscriptions. Pure; is given today, reads no clock."""

from collections.abc import Iterable
from datetime import date, timedelta

from watcher.deciding.news import Reminder

URGENT_DAYS = 7
JUST_TOLD = timedelta(days=2)


def due(
    closes: date, leads: Iterable[int], *, today: date, known_since: date, announced: bool
) -> Reminder | None:
    """The reminder a subscriber should have by today for a date, or None.

    Of all lead times whose day has come only the shortest is told: a service that was down for a week says once how
    many days are left, not three times. A lead time whose day was over before the date (or the subscriber) was known
    is told late only when the date is less than a week away and no alert of its own (`announced`) told it: a date
    that far off comes up again at the next lead time. Nor is a lead time told whose day is that of the alert or the
    next: "new, closes in 31 days" and "closes in 30 days" are one message.
    """
    days_left = (closes - today).days
    if days_left < 0:
        return None
    leads = sorted(set(leads))
    lead = next((lead for lead in leads if days_left <= lead), None)
    if lead is None:
        return None
    quiet = JUST_TOLD if announced else timedelta()
    if closes - timedelta(days=lead) >= known_since + quiet:
        return Reminder(lead, days_left, closes)
    return Reminder(lead, days_left, closes) if days_left < URGENT_DAYS and not announced else None
