"""The article that a gkmlpt page keeps in a script (window._CONFIG.DETAIL) instead of in its
markup.

Reads JSON strings only; runs no script.
"""

import json
import re

_START = "window._CONFIG"
_FIELDS = {
    "title": "标题",
    "document_number": "文号",
    "identifier": "索引号",
    "publisher": "发布机构",
}
_LONGEST_FIELD = 400


def scripted_article(page: str) -> tuple[str, list[tuple[str, str]]] | None:
    """The article's markup and the labelled facts beside it, or None where the page keeps none in a
    script.
    """
    start = page.find(_START)
    if start < 0:
        return None
    detail = max(start, page.find("DETAIL", start))
    content = _string_of(page, "content", detail)
    if not content:
        return None
    stated = ((label, _string_of(page, key, detail)) for key, label in _FIELDS.items())
    return content, [
        (label, value) for label, value in stated if value and len(value) <= _LONGEST_FIELD
    ]


def _string_of(page: str, key: str, start: int) -> str | None:
    """The JSON string of the first `key` after `start`."""
    found = re.compile(rf"[\"']?\b{key}[\"']?\s{{0,4}}:\s{{0,4}}(?=\")").search(page, start)
    if found is None:
        return None
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(page, found.end())
    except ValueError:
        return None
    return value if isinstance(value, str) else None
