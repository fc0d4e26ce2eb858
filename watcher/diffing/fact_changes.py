"""The fact that differs between two versions: one value, which log, alerts and cards tell.

Facts are compared in `comparing_facts`.
"""

from dataclasses import dataclass
from typing import Final, Literal

# the name under which a kind of the table is told; windows also tell "opens", amounts also
# "percent"
FactName = str
YEARS: Final = "年"  # behind the number of a term
BETWEEN_NAMES: Final = "、"
Direction = Literal["extended", "shortened"]


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact that differs between two versions; None on the side that does not have it.

    Dates are YYYY-MM-DD, a closing time follows after a space; a window without a date has its
    status (rolling, recurring, unannounced); validity in years is "3年". `direction` and `days`
    (positive when extended) are given where two dates, or two terms, can be compared. `window`,
    `batch`, `actor` and `channel` say which window a deadline belongs to.
    """

    what: FactName
    old: str | None
    new: str | None
    direction: Direction | None = None
    days: int | None = None
    evidence_old: str | None = None
    evidence_new: str | None = None
    window: str | None = None
    batch: str | None = None
    actor: str | None = None
    channel: str | None = None
