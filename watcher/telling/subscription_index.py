"""Subscriptions by place and industry, so that one change does not ask each of 100,000. Pure.

The rule is in `matching.py`: the index only leaves out those for whom it cannot hold.
"""

from collections import defaultdict
from collections.abc import Iterable

from config import catalogue
from config.settings import SubscriberSettings
from watcher.deciding.news import Match, Subject
from watcher.telling.asked_industries import labels_asked_by
from watcher.telling.matching import NATION, AskedSubject, match_beyond_place


class Index:
    """The subscriptions of one configuration by what they ask for; each is its number there."""

    def __init__(self, subscriptions: Iterable[SubscriberSettings]) -> None:
        self._all: list[SubscriberSettings] = list(subscriptions)
        self._labels: list[tuple[str, ...]] = [labels_asked_by(one) for one in self._all]
        self._by_label: dict[str, set[int]] = defaultdict(set)
        self._any_label: set[int] = set()
        self._by_region: dict[str, set[int]] = defaultdict(set)
        self._by_region_above: dict[str, set[int]] = defaultdict(set)  # who asks for districts too
        self._any_region: set[int] = set()
        for number, subscription in enumerate(self._all):
            self._file_by_industry(number, subscription)
            self._file_by_place(number, subscription)

    @property
    def reads_text(self) -> bool:
        """True where any subscription asks for words, so that a text must be at hand."""
        return any(one.keywords or one.exclude for one in self._all)

    def matches(self, subject: Subject) -> list[Match]:
        """Every subscription that the subject concerns, in the order of the configuration."""
        asked = AskedSubject(subject)
        found = []
        for number in sorted(self._candidates(subject)):
            one = match_beyond_place(self._all[number], self._labels[number], asked)
            if one is not None:
                found.append(one)
        return found

    def _file_by_industry(self, number: int, subscription: SubscriberSettings) -> None:
        for label in self._labels[number]:
            self._by_label[label].add(number)
        if not subscription.industries:
            self._any_label.add(number)

    def _file_by_place(self, number: int, subscription: SubscriberSettings) -> None:
        if not subscription.regions:
            self._any_region.add(number)
        for code in subscription.regions:
            for covered in (code, *catalogue.ancestors(code)):
                self._by_region[covered].add(number)
            if subscription.districts:
                self._by_region_above[code].add(number)

    def _candidates(self, subject: Subject) -> set[int]:
        """Everyone whose place it is and who wants one of its labels, and nobody else."""
        everywhere = subject.region is None or subject.region == NATION
        if subject.general:
            return set(range(len(self._all))) if everywhere else self._of_region(subject.region)
        of_industry = self._of_industries(subject)
        return of_industry if everywhere else of_industry & self._of_region(subject.region)

    def _of_industries(self, subject: Subject) -> set[int]:
        named = [self._by_label.get(label, set()) for label in subject.industries]
        return self._any_label.union(*named)

    def _of_region(self, region: str | None) -> set[int]:
        assert region is not None, "asked by the caller"
        above = [self._by_region_above.get(code, set()) for code in catalogue.ancestors(region)]
        return self._any_region.union(self._by_region.get(region, set()), *above)
