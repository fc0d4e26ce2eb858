"""A body that the page itself marks, made an element: Hanweb sets two meta tags or two comments
around it.
"""

import re

MARKED = "marked-body"  # the element's class, first of the known bodies
_MARKS = tuple(
    (word, re.compile(start, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for word, start, end in (
        (
            "ContentStart",
            r"<meta\s+name=[\"']?ContentStart\b[^<>]{0,20}>",
            r"<meta\s+name=[\"']?ContentEnd\b",
        ),
        (
            "ZJEG_RSS.content.begin",
            r"<!--ZJEG_RSS\.content\.begin-->",
            r"<!--ZJEG_RSS\.content\.end-->",
        ),
    )
)
_MAY_BE_PARTED = ("div", "table", "td")


def with_marks(html: str) -> str:
    """The page with its marked body in an element; as it is where nothing is marked, or the marks
    part an element.
    """
    for word, start, end in _MARKS:
        first = start.search(html) if word in html else None
        last = end.search(html, first.end()) if first else None
        if first and last:
            body = html[first.end() : last.start()]
            low = body.lower()
            if all(low.count(f"<{tag}") == low.count(f"</{tag}") for tag in _MAY_BE_PARTED):
                return (
                    f'{html[: first.end()]}<div class="{MARKED}">{body}</div>{html[last.start() :]}'
                )
    return html
