"""The names of clause changes, and which of a run are told as one. Words only; marks nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from watcher.diffing.clause_changes import ClauseChange, ClauseKind
from watcher.rendering.formatting import ARROW, from_to
from watcher.rendering.languages import Wording, wording

TYPOGRAPHIC: Final = "typographic"  # beside the kinds: an amendment that changes no meaning
# the kinds as they are counted, those that matter most first
BY_WEIGHT: Final = (
    "added", "removed", "amended", "split", "merged", TYPOGRAPHIC, "moved", "renumbered",
)  # fmt: skip
ONLY_ELSEWHERE: Final = ("renumbered", "moved")  # its words are what they were
LONGEST_TITLE: Final = 30  # characters: a chapter's title names it

Block = tuple[ClauseChange, ...]


def blocks_of(changes: Iterable[ClauseChange]) -> Iterator[Block]:
    """The changes in order, each alone; labelled clauses that were only renumbered, in runs."""
    for run, members in groupby(changes, key=_only_renumbered):
        if run:
            yield tuple(members)
        else:
            for change in members:
                yield (change,)


def block_name(block: Block, language: str) -> str:
    """第九条 → 第十条, 第三章 监督 → 第二章 监督, 第三条至第九条 → 第四条至第十条; "" for a text without a label."""
    first, last = block[0], block[-1]
    if len(block) > 1:
        speech = wording(language)
        old = speech.say("clause_line.span", first=first.old, last=last.old)
        return from_to(old, speech.say("clause_line.span", first=first.new, last=last.new))
    if part_of(first):
        label = first.new if first.old_text is None else first.old
        return label or ""
    labels = _distinct_labels(first.old, first.new)
    if not labels and first.kind in ONLY_ELSEWHERE:
        labels = _distinct_labels(*_short_titles(first))
    return ARROW.join(labels)


def block_kind(block: Block, language: str) -> str:
    """修改, 由第八条拆出, 并入第五十九条, 仅序号变动，共15处."""
    speech, first = wording(language), block[0]
    if len(block) > 1:
        kind = speech.name_in("clause", first.kind)
        return speech.count("clause_line.several", len(block), kind=kind)
    part = part_of(first)
    if part == "split":
        return speech.say("clause_line.split_off", whole=first.old or _unnamed_clause(speech))
    if part == "merged":
        return speech.say("clause_line.merged_into", whole=first.new or _unnamed_clause(speech))
    return speech.name_in("clause", weighed_kind(first))


def weighed_kind(change: ClauseChange) -> str:
    """The kind under which a change is counted: one of BY_WEIGHT."""
    return TYPOGRAPHIC if change.typographic else change.kind


def block_heading(block: Block, language: str) -> str:
    """Name and kind on one line: 第九条 → 第十条（修改）."""
    speech = wording(language)
    name = block_name(block, language) or _unnamed_clause(speech)
    return speech.say("clause_line.heading", name=name, kind=block_kind(block, language))


def part_of(change: ClauseChange) -> ClauseKind | None:
    """The kind of a part whose words stand in the redline of the whole; None for a whole clause.

    `split` came out of another clause, `merged` went into one.
    """
    if change.kind == "split" and change.old_text is None:
        return "split"
    if change.kind == "merged" and change.new_text is None:
        return "merged"
    return None


def count_kinds(changes: Sequence[ClauseChange], language: str) -> list[tuple[str, int]]:
    """The number of changes of each kind there is, with its name; what matters most first."""
    speech = wording(language)
    found = Counter(weighed_kind(change) for change in changes)
    return [(speech.name_in("clause", kind), found[kind]) for kind in BY_WEIGHT if found[kind]]


def _only_renumbered(change: ClauseChange) -> bool:
    return change.kind == "renumbered" and bool(change.old)


def _short_titles(change: ClauseChange) -> Iterator[str]:
    """Both texts of a clause without a label, where they are short enough to name it."""
    for text in (change.old_text, change.new_text):
        if text and len(text) <= LONGEST_TITLE:
            yield text


def _distinct_labels(*labels: str | None) -> list[str]:
    return list(dict.fromkeys(filter(None, labels)))


def _unnamed_clause(speech: Wording) -> str:
    return speech.say("clause_line.unnamed")
