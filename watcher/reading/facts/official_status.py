"""The official mark a document carries: 有效, 失效, 废止, 已修改.

Read from the page or the title, never concluded.
"""

from store.records import Basis
from watcher.patterns import deferred
from watcher.reading.document import Fact
from watcher.reading.segment import Segment

# A mark in brackets behind or before the title, or a notice in brackets on the page. Folded text;
# samples beside.
RULES = (
    (
        "废止",
        deferred(r"[(\[【〔](?:该|本)?(?:文件|文)?(?:全文)?已?(?:被|经)?废止[)\]】〕]"),
        "澄江市低空办法【已废止】 · (该文件已废止)",
    ),
    (
        "失效",
        deferred(r"[(\[【〔](?:该|本)?(?:文件|文)?(?:全文)?已?(?:自动)?失效[)\]】〕]"),
        "澄江市低空办法【已失效】",
    ),
    (
        "已修改",
        deferred(r"[(\[【〔](?:该|本)?(?:文件|文)?已(?:被|经)?(?:修改|修订)[)\]】〕]"),
        "澄江市低空办法（已修改）",
    ),
)
_NEAR = 200  # characters below the title in which such a notice stands


def find_status(segment: Segment) -> Fact[str] | None:
    """The page's own field first, else a mark at the title or right below it.

    As printed in the field, else the word.
    """
    if segment.meta.status:
        return Fact(segment.meta.status, Basis.STATED, None, "page metadata")
    for word, pattern, _ in RULES:
        if found := pattern.search(segment.text, 0, segment.body_start + _NEAR):
            return Fact(word, Basis.STATED, segment.cite(*found.span()), "mark at the title")
        if any(word in label for label in segment.labels):
            return Fact(word, Basis.STATED, None, "mark in the title")
    return None
