"""Tell whether a document is a draft put out for comment (征求意见稿).

Windows for comments are read in `windows`.
"""

from store.records import DocumentKind
from watcher.patterns import deferred
from watcher.reading.segment import Segment

_DRAFT = deferred(
    r"征求意见稿|公开征求[^。]{0,60}意见|征求[^。]{0,40}意见的(?:公告|通知|函|通告)|意见征集"
    r"|向社会[^。]{0,10}征求意见|[（(](?:草案|送审稿)[)）]"
)


def is_draft(segment: Segment) -> bool:
    """True where the title, or the words cut off it, call the text a draft for comment."""
    return segment.kind == DocumentKind.POLICY_TEXT and any(
        _DRAFT.search(text) for text in (segment.title, *segment.labels)
    )
