"""What a clause change is called, and which of a run are told as one. Words only; marks nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from watcher.diffing.clause_changes import ClauseChange, ClauseKind
from watcher.rendering.words import Language

KINDS: Final[dict[Language, dict[ClauseKind, str]]] = {
    "zh": {
        "added": "新增",
        "removed": "删除",
        "amended": "修改",
        "split": "拆分",
        "merged": "合并",
        "moved": "位置移动",
        "renumbered": "仅序号变动",
    },
    "en": {
        "added": "added",
        "removed": "removed",
        "amended": "amended",
        "split": "split",
        "merged": "merged",
        "moved": "moved",
        "renumbered": "renumbered",
    },
}
TYPOGRAPHIC: Final[dict[Language, str]] = {"zh": "文字勘误", "en": "typographic"}
_UNNAMED: Final[dict[Language, str]] = {"zh": "正文", "en": "Text"}
_SPLIT_OFF: Final[dict[Language, str]] = {"zh": "由{}拆出", "en": "split off from {}"}
_MERGED_INTO: Final[dict[Language, str]] = {"zh": "并入{}", "en": "merged into {}"}
_RANGE: Final[dict[Language, str]] = {"zh": "{}至{}", "en": "{} to {}"}
_CLAUSES: Final[dict[Language, str]] = {"zh": "{}，共{}处", "en": "{}, {} clauses"}
_TITLE: Final = 30  # characters: a chapter's title names it

Block = tuple[ClauseChange, ...]


def blocks(changes: Iterable[ClauseChange]) -> Iterator[Block]:
    """The changes in order, each alone; labelled clauses in a row that were only renumbered together."""
    for run, members in groupby(
        changes, key=lambda change: change.kind == "renumbered" and bool(change.old)
    ):
        if run:
            yield tuple(members)
        else:
            yield from ((change,) for change in members)


def name(block: Block, language: Language) -> str:
    """第九条 → 第十条, 第三章 监督 → 第二章 监督, 第三条至第九条 → 第四条至第十条; "" for a text without a label."""
    first, last = block[0], block[-1]
    if len(block) > 1:
        span = _RANGE[language].format
        return f"{span(first.old, last.old)} → {span(first.new, last.new)}"
    part = part_of(first)
    if part:
        return first.new or "" if first.old_text is None else first.old or ""
    labels = list(dict.fromkeys(filter(None, (first.old, first.new))))
    if not labels and first.kind in ("renumbered", "moved"):
        labels = list(
            dict.fromkeys(
                text for text in (first.old_text, first.new_text) if text and len(text) <= _TITLE
            )
        )
    return " → ".join(labels)


def kind(block: Block, language: Language) -> str:
    """修改, 由第八条拆出, 并入第五十九条, 仅序号变动，共15处."""
    first = block[0]
    if len(block) > 1:
        return _CLAUSES[language].format(KINDS[language][first.kind], len(block))
    if part := part_of(first):
        whole = first.old if part == "split" else first.new
        wording = _SPLIT_OFF if part == "split" else _MERGED_INTO
        return wording[language].format(whole or _UNNAMED[language])
    return told(first, language)


def told(change: ClauseChange, language: Language) -> str:
    """The kind by itself."""
    return TYPOGRAPHIC[language] if change.typographic else KINDS[language][change.kind]


def heading(block: Block, language: Language) -> str:
    """Name and kind on one line: 第九条 → 第十条（修改）."""
    named, of_kind = name(block, language) or _UNNAMED[language], kind(block, language)
    return f"{named}（{of_kind}）" if language == "zh" else f"{named} ({of_kind})"


def part_of(change: ClauseChange) -> ClauseKind | None:
    """Of a further part, whose words stand in the redline of the whole: `split` for what came out of another clause, `merged` for what went into one; None for a clause of its own."""
    if change.kind == "split" and change.old_text is None:
        return "split"
    return "merged" if change.kind == "merged" and change.new_text is None else None


def counts(changes: Sequence[ClauseChange], language: Language) -> list[tuple[str, int]]:
    """How many of each kind, what matters most first."""
    found = Counter(told(change, language) for change in changes)
    order = [*KINDS[language].values()]
    order.insert(-2, TYPOGRAPHIC[language])
    return [(word, found[word]) for word in order if found[word]]
