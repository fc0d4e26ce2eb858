"""A redline without the marks that tell nothing: on noise, and on numbers that only follow."""

from collections.abc import Iterator, Sequence
from typing import Final

from watcher.diffing.clause_changes import Mark
from watcher.diffing.noise.folding import fold_noise

AFTER_TITLE: Final = "》"
SHORT_WORD: Final = 8  # characters: what goes may be a word that comes back with a space behind it
MarkedRun = tuple[Mark, str]


def without_quiet_marks(
    words: Sequence[MarkedRun], references: Sequence[tuple[str, str]]
) -> Iterator[MarkedRun]:
    """Runs without the marks on noise and on references that follow a renumbering.

    There the newer spelling stands as if it had always.
    """
    kept = ""
    for gone, come, same in _edits_in(words):
        if fold_noise(gone) == fold_noise(come) or _only_follows((gone, come), references, kept):
            kept += come + same
            continue
        lead, old, new = _without_lead(gone, come)
        if kept + lead:
            yield "same", kept + lead
        if old:
            yield "deleted", old
        if new:
            yield "inserted", new
        kept = same
    if kept:
        yield "same", kept


def _only_follows(
    edit: tuple[str, str], references: Sequence[tuple[str, str]], before: str
) -> bool:
    """True where a number only follows a renumbering; behind a title it is another law's."""
    return edit in references and not before.endswith(AFTER_TITLE)


def _edits_in(words: Sequence[MarkedRun]) -> Iterator[tuple[str, str, str]]:
    """(what goes, what comes, what stays after it), in order; the first may have neither."""
    edit: dict[Mark, str] = {}
    for mark, text in words:
        if mark in edit or "same" in edit or (mark == "deleted" and edit):
            yield edit.get("deleted", ""), edit.get("inserted", ""), edit.get("same", "")
            edit = {}
        edit[mark] = text
    yield edit.get("deleted", ""), edit.get("inserted", ""), edit.get("same", "")


def _without_lead(gone: str, come: str) -> tuple[str, str, str]:
    """The beginning of both but for noise, as it is spelt now, and the rest of each.

    局 and 局 某局 begin alike.
    """
    key = fold_noise(gone)
    if key and len(gone) <= SHORT_WORD and fold_noise(come).startswith(key):
        end = next(at for at in range(1, len(come) + 1) if fold_noise(come[:at]) == key)
        return come[:end], "", come[end:]
    return "", gone, come
