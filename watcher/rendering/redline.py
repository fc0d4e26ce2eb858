"""Clause changes as text: marked plain text for alerts, styled runs for a terminal. Wording and trimming only."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from watcher.diffing.changes import ClauseChange, ClauseFact, ClauseKind, Mark
from watcher.diffing.noise import folded
from watcher.rendering.words import Language

Run = tuple[Mark, str]

KINDS: Final[dict[Language, dict[ClauseKind, str]]] = {
    "zh": {
        "added": "新增",
        "removed": "删除",
        "amended": "修改",
        "renumbered": "仅序号变动",
        "moved": "位置移动",
        "split": "拆分",
        "merged": "合并",
    },
    "en": {
        "added": "added",
        "removed": "removed",
        "amended": "amended",
        "renumbered": "renumbered",
        "moved": "moved",
        "split": "split",
        "merged": "merged",
    },
}
TYPOGRAPHIC: Final[dict[Language, str]] = {"zh": "文字勘误", "en": "typographic"}
_UNNAMED: Final[dict[Language, str]] = {"zh": "正文", "en": "Text"}
_MARKED: Final[dict[Language, dict[Mark, str]]] = {
    "zh": {"same": "{}", "deleted": "【删除】「{}」", "inserted": "【新增】「{}」"},
    "en": {"same": "{}", "deleted": "[deleted]「{}」", "inserted": "[inserted]「{}」"},
}
_MORE: Final[dict[Language, str]] = {"zh": "另有{}处条款变动", "en": "{} more clauses changed"}
_COUNTED: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "renumbered": "另有{}条仅序号变动",
        "moved": "另有{}条位置移动，文字未变",
        "typographic": "另有{}条仅文字勘误",
    },
    "en": {
        "renumbered": "{} clauses only renumbered",
        "moved": "{} clauses moved, words unchanged",
        "typographic": "{} clauses with typographic corrections only",
    },
}
_STYLES: Final[dict[Mark, str]] = {"same": "", "deleted": "red strike", "inserted": "green underline"}
_CONTEXT: Final = 18  # characters kept on each side of an edit
_LONGEST: Final = 120  # characters of one edit, or of a whole clause, in an alert
_ELLIPSIS: Final = "…"


def heading(change: ClauseChange, language: Language) -> str:
    """第九条 → 第十条（修改）; a part of a split or merged clause names the other one."""
    name = " → ".join(dict.fromkeys(filter(None, (change.old, change.new)))) or _UNNAMED[language]
    kind = TYPOGRAPHIC[language] if change.typographic else KINDS[language][change.kind]
    return f"{name}（{kind}）" if language == "zh" else f"{name} ({kind})"


def visible(change: ClauseChange) -> tuple[Run, ...]:
    """The redline as a reader wants it: whole clauses as one run, and no marks on differences of mere noise."""
    if change.words:
        return tuple(_quiet(change.words))
    if change.kind in ("renumbered", "moved"):
        return (("same", change.new_text or ""),)
    if change.new_text is None:
        return (("deleted", change.old_text or ""),)
    return (("inserted", change.new_text),)


def fact_line(fact: ClauseFact, language: Language) -> str:
    """最高200万元 → 最高300万元; 新增 50% where only one wording has it."""
    words = KINDS[language]
    if fact.old is None:
        return f"{words['added']} {fact.new}"
    if fact.new is None:
        return f"{words['removed']} {fact.old}"
    return f"{fact.old} → {fact.new}"


def plain(changes: Sequence[ClauseChange], limit: int = 8, language: Language = "zh") -> str:
    """Marked text for an alert's body: at most `limit` clauses in full, each trimmed around its edits; the others, and
    those that are only renumbered, moved or put right, are counted. "" for no change.
    """
    told = [change for change in changes if not _minor(change)]
    blocks = [_block(change, language) for change in told[:limit]]
    tail = [_MORE[language].format(len(told) - limit)] if len(told) > limit else []
    for minor, wording in _COUNTED[language].items():
        if count := sum(_minor(change) == minor for change in changes):
            tail.append(wording.format(count))
    return "\n".join(blocks + tail)


def segments(changes: Iterable[ClauseChange], language: Language = "en") -> Iterator[tuple[str, str]]:
    """(text, Rich style) runs for a terminal, in order; line breaks are part of the text. No control characters."""
    for change in changes:
        yield heading(change, language), "bold"
        yield "\n", ""
        if change.kind in ("renumbered", "moved"):
            yield from ((f"  {_short(change.new_text or '', _LONGEST)}", "dim"), ("\n\n", ""))
            continue
        for fact in change.facts:
            yield f"  {fact_line(fact, language)}\n", "yellow"
        yield "  ", ""
        for mark, text in visible(change):
            yield printable(text).replace("\n", "\n  "), _STYLES[mark]
        yield "\n\n", ""


def printable(text: str) -> str:
    """Without control characters: what a page says must not steer a terminal."""
    return "".join(character for character in text if character.isprintable() or character == "\n")


def _minor(change: ClauseChange) -> str | None:
    if change.kind in ("renumbered", "moved"):
        return change.kind
    return "typographic" if change.typographic else None


def _block(change: ClauseChange, language: Language) -> str:
    lines = [f"{heading(change, language)}"]
    lines += (f"  {fact_line(fact, language)}" for fact in dict.fromkeys(change.facts))
    text = "".join(_MARKED[language][mark].format(part) for mark, part in _trimmed(visible(change)))
    return "\n".join([*lines, f"  {text}"])


def _trimmed(runs: Sequence[Run]) -> Iterator[Run]:
    """Edits with a little text around them, on one line."""
    for at, (mark, text) in enumerate(runs):
        line = " ".join(printable(text).split("\n"))
        if mark != "same":
            yield mark, _short(line, _LONGEST)
            continue
        head = line[: _CONTEXT if at else 0]
        tail = line[-_CONTEXT if at < len(runs) - 1 else len(line) :]
        if len(head) + len(tail) + 1 < len(line):
            line = head + _ELLIPSIS + tail
        yield mark, line


def _short(text: str, most: int) -> str:
    text = " ".join(printable(text).split("\n"))
    return text if len(text) <= most else text[: most - 1] + _ELLIPSIS


def _quiet(words: Sequence[Run]) -> Iterator[Run]:
    """Runs without the marks on noise: the newer spelling stands as if it had always been there."""
    kept = ""
    at = 0
    while at < len(words):
        mark, text = words[at]
        after = words[at + 1] if mark == "deleted" and at + 1 < len(words) else None
        replaced = after[1] if after and after[0] == "inserted" else None
        at += 1 if replaced is None else 2
        if mark == "same":
            kept += text
        elif folded(text if mark == "deleted" else "") == folded(replaced or (text if mark == "inserted" else "")):
            kept += replaced if replaced is not None else text if mark == "inserted" else ""
        else:
            if kept:
                yield "same", kept
                kept = ""
            yield mark, text
            if replaced is not None:
                yield "inserted", replaced
    if kept:
        yield "same", kept
