"""The rule by which a policy concerns a subscription: policies × subscriptions. Pure.

Thousands of subscriptions ask the same of one subject: `AskedSubject` looks it up once.
"""

from collections.abc import Sequence

from config import catalogue
from config.settings import SubscriberSettings
from watcher.deciding.news import Match, Subject
from watcher.deciding.subjects import ASIDE
from watcher.telling.asked_industries import labels_asked_by

NATION = catalogue.NATION


class AskedSubject:
    """One subject with the answers it has given, by word and by set of labels."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._words: dict[str, bool] = {}
        self._named: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}

    def says(self, word: str) -> bool:
        """True where the word stands in the title or in the text."""
        found = self._words.get(word)
        if found is None:
            found = word in self.subject.title or word in self.subject.text
            self._words[word] = found
        return found

    def named_of(self, labels: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Those of the labels that the subject is filed under, each with strong or weak."""
        found = self._named.get(labels)
        if found is None:
            strength = self.subject.industries
            found = tuple((label, strength[label]) for label in labels if label in strength)
            self._named[labels] = found
        return found


def match(subscription: SubscriberSettings, subject: Subject) -> Match | None:
    """The rule, with the grounds on which it holds.

    Its place or one that governs it, one of its industries or none named, one keyword, no excluded
    word.
    """
    if subscription.regions and not covers_region(subscription, subject.region):
        return None
    return match_beyond_place(subscription, labels_asked_by(subscription), AskedSubject(subject))


def match_beyond_place(
    subscription: SubscriberSettings, labels: tuple[str, ...], asked: AskedSubject
) -> Match | None:
    """The rule but for the place; `labels` are those that the subscription asks for."""
    subject = asked.subject
    named = asked.named_of(labels)
    if subscription.industries and not named and not subject.general:
        return None
    keywords = _said_of(subscription.keywords, asked)
    needs_a_word = bool(subscription.keywords) or subject.kind in ASIDE
    if needs_a_word and not keywords:
        return None
    if _said_of(subscription.exclude, asked):
        return None
    return Match(subscription, subject.region, named, keywords)


def _said_of(words: tuple[str, ...], asked: AskedSubject) -> tuple[str, ...]:
    if not words:  # most ask for none, and a generator a subscription costs time
        return ()
    return tuple(word for word in words if asked.says(word))


def covers_region(subscription: SubscriberSettings, region: str | None) -> bool:
    """True for its places, those that govern them and the nation; with `districts` those below.

    A place that is not known concerns everybody.
    """
    if region is None or region == NATION:
        return True
    above = catalogue.ancestors(region)
    for code in subscription.regions:
        if code == region or region in catalogue.ancestors(code):
            return True
        if subscription.districts and code in above:
            return True
    return False


def concerned_by_source(
    subscriptions: Sequence[SubscriberSettings], region: str | None
) -> list[SubscriberSettings]:
    """Those whom the silence of a source concerns: everyone for whom it may carry a policy."""
    return [one for one in subscriptions if not one.regions or covers_region(one, region)]
