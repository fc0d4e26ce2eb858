"""The words of a sentence that moves another document's date: which date, which way, which window.

Reads no dates.
"""

from dataclasses import replace

from store.records import ExtendedDate
from watcher.reading.document import Reference

_TERM = "有效期"
# without one of these words an extension to an earlier day is a misreading
_EARLIER = ("提前", "缩短", "调整", "变更", "改为", "改至")


def with_extended_date(extension: Reference) -> Reference:
    """The reference of an extension, with what its sentence says of the date that it moves."""
    sentence = extension.evidence.text
    return replace(
        extension,
        moves=ExtendedDate.TERM if _TERM in sentence else ExtendedDate.UNSAID,
        earlier=any(word in sentence for word in _EARLIER),
    )


def names_window(sentence: str, batch: str) -> bool:
    """True where a sentence prints the name of a call's window: its batch, or its row in a table.

    Only the call knows the names of its windows: the reader of the notice cannot list them.
    """
    return batch in sentence
