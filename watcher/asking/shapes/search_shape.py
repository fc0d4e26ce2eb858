"""A policy that was found by its words, as JSON."""

from typing import Any

from watcher.asking.policy_search import FoundPolicy
from watcher.rendering.policy_record import policy_record


def found_policy_shape(found: FoundPolicy) -> dict[str, Any]:
    """One hit; highlights are [start, end) in the title and in the snippet."""
    hit = found.hit
    return {
        "policy": policy_record(found.policy),
        "score": round(hit.score, 4),
        "title_highlights": [list(span) for span in hit.title_highlights],
        "snippet": hit.snippet,
        "snippet_highlights": [list(span) for span in hit.snippet_highlights],
    }
