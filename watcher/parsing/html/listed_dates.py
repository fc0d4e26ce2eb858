"""The civil date that a list prints beside a link. A date without a year is no date."""

import datetime as dt
import re

from watcher.patterns import deferred

_FORMS = (
    deferred(
        r"(?<!\d)(?P<y>(?:19|20)\d{2})\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?!\d)"
    ),
    deferred(r"(?<!\d)(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)"),
    # a day set large beside its month: "07 2026-09", "2026.09 07"
    deferred(
        r"(?<!\d)(?P<d>\d{1,2})\s?日?[\s/]{1,3}(?P<y>20\d{2})\s?[-/.年]\s?(?P<m>\d{1,2})(?![-/.]?\d)"
    ),
    deferred(r"(?<!\d)(?P<y>20\d{2})\s?[-/.年]\s?(?P<m>\d{1,2})\s?月?\s{1,3}(?P<d>\d{1,2})(?!\d)"),
)


def listed_date(text: str) -> dt.date | None:
    """The last full date in `text` (2026-09-07, 2026/9/7, 2026.09.07, 2026年9月7日, 20260907), or
    None.
    """
    for form in _FORMS:
        for match in reversed(list(form.finditer(text))):
            date = _civil_date(int(match["y"]), int(match["m"]), int(match["d"]))
            if date:
                return date
    return None


def without_dates(text: str) -> str:
    """`text` with a date cut off its start and its end, as lists print it inside the link."""
    date = r"[\[【(（]?\s?(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?\s?[\]】)）]?"
    cut = re.sub(rf"^{date}(?=\D)|(?<=\D){date}$", "", text.strip())
    return cut.strip() or text


def _civil_date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
