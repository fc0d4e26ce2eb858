"""The rule of matching one condition at a time, for a person who asks why.

Pure. All of them are met exactly where `matching.match` gives a match; a test holds the two
together.
"""

from dataclasses import dataclass
from enum import StrEnum

from config.settings import SubscriberSettings
from watcher.deciding.news import Subject
from watcher.deciding.subjects import ASIDE
from watcher.telling.asked_industries import labels_asked_by
from watcher.telling.matching import covers_region


class Condition(StrEnum):
    """The conditions of a match, in the order in which they are told."""

    PLACE = "place"  # it applies there, or governs that place, or nobody knows where
    INDUSTRY = "industry"  # it names an industry that is asked for, or none at all
    KEYWORDS = "keywords"  # it says one of the words
    KIND = "kind"  # it is more than mere news; those are heard of by a keyword only
    EXCLUDED = "excluded"  # it says none of the words that are not wanted


@dataclass(frozen=True, slots=True)
class CheckedCondition:
    """One condition and its outcome.

    What the subscription `asked`, and what the policy has of it (`found`).
    """

    condition: Condition
    met: bool
    asked: tuple[str, ...]
    found: tuple[str, ...]


def checked_conditions(
    subscription: SubscriberSettings, subject: Subject
) -> tuple[CheckedCondition, ...]:
    """Every condition of a subscription, for what matching sees of one policy."""
    said = _said(subject, subscription.keywords)
    return (
        checked_place(subscription, subject.region),
        _checked_industry(subscription, subject),
        CheckedCondition(
            Condition.KEYWORDS, bool(said) or not subscription.keywords, subscription.keywords, said
        ),
        CheckedCondition(
            Condition.KIND, bool(said) or subject.kind not in ASIDE, (), (subject.kind,)
        ),
        _checked_exclusion(subscription, subject),
    )


def checked_place(subscription: SubscriberSettings, region: str | None) -> CheckedCondition:
    """The place alone: all that a source's silence is told by."""
    regions = tuple(subscription.regions)
    met = not regions or covers_region(subscription, region)
    return CheckedCondition(Condition.PLACE, met, regions, (region,) if region else ())


def _checked_industry(subscription: SubscriberSettings, subject: Subject) -> CheckedCondition:
    asked = tuple(subscription.industries)
    shared = [label for label in labels_asked_by(subscription) if label in subject.industries]
    met = not asked or bool(shared) or subject.general
    return CheckedCondition(Condition.INDUSTRY, met, asked, tuple(shared or subject.industries))


def _checked_exclusion(subscription: SubscriberSettings, subject: Subject) -> CheckedCondition:
    unwanted = tuple(subscription.exclude)
    said = _said(subject, unwanted)
    return CheckedCondition(Condition.EXCLUDED, not said, unwanted, said)


def _said(subject: Subject, words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the words that stand in the title or the text."""
    return tuple(word for word in words if word in subject.title or word in subject.text)
