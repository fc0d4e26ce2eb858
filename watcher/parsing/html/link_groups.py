"""Places a link in its list: finds the row around it, and the group of a page's links that is the
list.

Judges shapes and dates, not subjects.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from watcher.parsing.html.blocks import tidy_space
from watcher.patterns import deferred

_ROWS = frozenset({"li", "tr", "dd", "dl", "article"})
_LISTS = frozenset({"body", "html", "ul", "ol", "table", "tbody"})
_CLIMB = 5
_CROWD = 12  # a row with more links than this is a layout, not a row
_TITLE = deferred("[\u4e00-\u9fff].{0,300}[\u4e00-\u9fff]")
_SHORTEST = 8  # characters: menu entries are shorter, titles of documents longer
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that may belong to the list: its node, its title, whether a date stands beside it."""

    node: LexborNode
    title: str
    dated: bool


class Rows:
    """Finds the row around a link; counts links per block once, so that a crowded page stays
    linear.
    """

    def __init__(self, anchors: Iterable[LexborNode]) -> None:
        self._links: Counter[int] = Counter()
        for anchor in anchors:
            for around in _nearest_ancestors(anchor):
                self._links[around.mem_id] += 1

    def row_around(self, anchor: LexborNode) -> LexborNode:
        """The nearest li, tr or dd, else the widest block that holds no other link, else the anchor
        itself.
        """
        widest = anchor
        for around in _nearest_ancestors(anchor):
            if around.tag in _LISTS or self._links[around.mem_id] > _CROWD:
                break
            if around.tag in _ROWS:
                return around
            if self._links[around.mem_id] == 1:
                widest = around
        return widest


def text_after(anchor: LexborNode) -> str:
    """The text behind a link that has no row of its own, up to the next link or line break."""
    found: list[str] = []
    node = anchor.next
    while node is not None and node.tag not in {"a", "br"} and len(found) < _CLIMB:
        found.append(node.text_content or "" if node.tag == "-text" else node.text(separator=" "))
        node = node.next
    return tidy_space(" ".join(found))


def likeliest_list(candidates: Sequence[Candidate]) -> list[int]:
    """Indexes of the candidates that form the page's list: most dated titles, then most text; []
    without any.
    """
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, candidate in enumerate(candidates):
        if len(candidate.title) >= _SHORTEST and _TITLE.search(candidate.title):
            groups[_list_place(candidate.node)].append(at)
    sized = [
        group for group in groups.values() if len(group) >= _FEWEST or candidates[group[0]].dated
    ]
    return max(sized, key=lambda group: _group_worth(candidates, group), default=[])


def _group_worth(candidates: Sequence[Candidate], group: Sequence[int]) -> tuple[int, int]:
    dated = sum(candidates[at].dated for at in group)
    return dated, sum(len(candidates[at].title) for at in group)


def _list_place(anchor: LexborNode) -> tuple[str, ...]:
    """The tags above a link, with the class of its list: rows of one list share it, whatever their
    own classes.
    """
    place: list[str] = []
    for around in _nearest_ancestors(anchor):
        tag = around.tag or ""
        if (
            tag in _ROWS
            or not place
            or place[-1].partition(".")[0] not in {"ul", "ol", "table", "body"}
        ):
            styled = tag not in _ROWS and tag not in {"p", "span", "h3", "h4", "h5", "td", "tbody"}
            place.append(f"{tag}.{around.attributes.get('class') or ''}" if styled else tag)
    return tuple(place)


def _nearest_ancestors(node: LexborNode) -> Iterable[LexborNode]:
    around = node.parent
    for _ in range(_CLIMB):
        if around is None:
            return
        yield around
        around = around.parent
