"""A clause change → the object that `compare --json` prints. Decides nothing."""

from typing import Any

from watcher.diffing.clause_changes import ClauseChange


def clause_record(change: ClauseChange) -> dict[str, Any]:
    """The object of `compare --json`: five kinds.

    A split or merged clause with both texts is `amended`; the further part of a split is `added`,
    the further origin of a merger `removed`.

    Beside what is promised: `typographic`, and `of` – the label that a part was split from or
    merged into, else null.
    """
    kind, old, new, of = change.kind, change.old, change.new, None
    if kind in ("split", "merged"):
        if change.old_text is None:
            kind, old, of = "added", None, old
        elif change.new_text is None:
            kind, new, of = "removed", None, new
        else:
            kind = "amended"
    return {
        "kind": kind,
        "old": old,
        "new": new,
        "old_text": change.old_text,
        "new_text": change.new_text,
        "facts": [{"what": fact.what, "old": fact.old, "new": fact.new} for fact in change.facts],
        "typographic": change.typographic,
        "of": of,
    }
