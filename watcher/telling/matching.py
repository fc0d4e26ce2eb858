"""Who hears of what: policies × subscriptions. Pure; the rule is `match`, the rest makes it quick."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from config import catalogue
from config.settings import SubscriberSettings
from store.records import DocumentKind
from watcher.deciding.news import Match, Subject

NATION = catalogue.NATION
# what is said of these is read in a digest of news, not acted on; only a keyword asks for them
ASIDE = frozenset({DocumentKind.NEWS, DocumentKind.CASE})


def match(subscription: SubscriberSettings, subject: Subject) -> Match | None:
    """The rule: its place or one that governs it, one of its industries or none named, one keyword, no excluded word."""
    if subscription.regions and not covers(subscription, subject.region):
        return None
    return _match_there(subscription, wanted(subscription), _Asked(subject))


def _match_there(
    subscription: SubscriberSettings, labels: tuple[str, ...], asked: "_Asked"
) -> Match | None:
    """The rule but for the place; `labels` are those that the subscription wants."""
    subject, named = asked.subject, asked.named(labels)
    if subscription.industries and not named and not subject.general:
        return None
    keywords = (
        tuple(word for word in subscription.keywords if asked.says(word))
        if subscription.keywords
        else ()
    )
    if (subscription.keywords or subject.kind in ASIDE) and not keywords:
        return None
    if subscription.exclude and any(asked.says(word) for word in subscription.exclude):
        return None
    return Match(subscription, subject.region, named, keywords)


class _Asked:
    """One subject that thousands of subscriptions ask the same of: each word and each set of labels is looked up once."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._words: dict[str, bool] = {}
        self._named: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}

    def says(self, word: str) -> bool:
        found = self._words.get(word)
        if found is None:
            found = self._words[word] = word in self.subject.title or word in self.subject.text
        return found

    def named(self, labels: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        found = self._named.get(labels)
        if found is None:
            strength = self.subject.industries
            found = self._named[labels] = tuple(
                (label, strength[label]) for label in labels if label in strength
            )
        return found


def covers(subscription: SubscriberSettings, region: str | None) -> bool:
    """Itself, its ancestors and the nation; with `districts` those below. An unknown place concerns everybody."""
    if region is None or region == NATION:
        return True
    above = catalogue.ancestors(region)
    return any(
        code == region
        or region in catalogue.ancestors(code)
        or (subscription.districts and code in above)
        for code in subscription.regions
    )


def wanted(subscription: SubscriberSettings) -> tuple[str, ...]:
    """The labels a subscription asks for; a GB/T 4754 code asks for every label that shares a class with it."""
    labels = dict.fromkeys(label for asked in subscription.industries for label in labels_of(asked))
    return tuple(labels)


def labels_of(asked: str) -> tuple[str, ...]:
    """A label as it is; a GB/T 4754 code as the labels whose classes contain it or lie in it."""
    rows = catalogue.industries()
    if any(row.label == asked for row in rows):
        return (asked,)
    classes = _below(asked)
    return tuple(
        row.label
        for row in rows
        if any(
            code.startswith(asked_class) or asked_class.startswith(code)
            for code in row.gb_codes
            for asked_class in classes
        )
    )


def _below(code: str) -> tuple[str, ...]:
    """A numeric class as it is; a section (门类, a letter) as the divisions in it, for their numbers do not show it."""
    digits = code.lstrip("ABCDEFGHIJKLMNOPQRST")
    return (
        (digits,)
        if digits
        else tuple(row.code for row in catalogue.gbt_classes() if row.parent == code)
    )


class Index:
    """Subscriptions by place and industry, so that one change does not ask each of 100,000."""

    def __init__(self, subscriptions: Iterable[SubscriberSettings]) -> None:
        self._all: list[SubscriberSettings] = list(subscriptions)
        self._by_label: dict[str, set[int]] = defaultdict(set)
        self._any_label: set[int] = set()
        self._by_region: dict[str, set[int]] = defaultdict(set)
        self._any_region: set[int] = set()
        self._wanted: list[tuple[str, ...]] = [wanted(one) for one in self._all]
        for number, subscription in enumerate(self._all):
            for label in self._wanted[number]:
                self._by_label[label].add(number)
            if not subscription.industries:
                self._any_label.add(number)
            self._place(number, subscription)

    @property
    def reads_text(self) -> bool:
        """Whether any subscription asks for words, so that a text must be at hand."""
        return any(one.keywords or one.exclude for one in self._all)

    def matches(self, subject: Subject) -> list[Match]:
        """Every subscription that the subject concerns, in the order of the configuration."""
        asked, everyone, labels = _Asked(subject), self._all, self._wanted
        found = (
            _match_there(everyone[n], labels[n], asked) for n in sorted(self._candidates(subject))
        )
        return [one for one in found if one]

    def _place(self, number: int, subscription: SubscriberSettings) -> None:
        if not subscription.regions:
            self._any_region.add(number)
        for code in subscription.regions:
            for covered in (code, *catalogue.ancestors(code)):
                self._by_region[covered].add(number)
            if subscription.districts:
                self._by_region[f"below:{code}"].add(number)

    def _candidates(self, subject: Subject) -> set[int]:
        """Everyone whose place it is and who wants one of its labels, and nobody else."""
        if subject.general:
            by_label = None
        else:
            by_label = self._any_label.union(
                *(self._by_label.get(label, ()) for label in subject.industries)
            )
        if subject.region is None or subject.region == NATION:
            return by_label if by_label is not None else set(range(len(self._all)))
        below = (f"below:{code}" for code in catalogue.ancestors(subject.region))
        by_region = self._any_region.union(
            self._by_region.get(subject.region, ()),
            *(self._by_region.get(key, ()) for key in below),
        )
        return by_region if by_label is None else by_region & by_label


def concerned(
    subscriptions: Sequence[SubscriberSettings], region: str | None
) -> list[SubscriberSettings]:
    """Whom the silence of a source concerns: everyone for whom it may carry a policy."""
    return [one for one in subscriptions if not one.regions or covers(one, region)]
