"""A policy that was found by its words, as JSON."""

from collections.abc import Sequence
from typing import Any

from watcher.asking.policy_search import FoundPolicy
from watcher.rendering.policy_record import policy_record


def found_policy_shape(found: FoundPolicy) -> dict[str, Any]:
    """One hit; highlights are [start, end) in the title and in the snippet."""
    hit = found.hit
    return {
        "policy": policy_record(found.policy),
        "score": round(hit.score, 4),
        "title_highlights": _spans(hit.title_highlights),
        "snippet": hit.snippet,
        "snippet_highlights": _spans(hit.snippet_highlights),
    }


def _spans(highlights: Sequence[tuple[int, int]]) -> list[list[int]]:
    return [list(span) for span in highlights]
