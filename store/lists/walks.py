"""Serves every list of the store: the filter, pages of ordered walks, a policy row as a record."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, union

from store.database.columns import table
from store.database.tables import GENERAL, PolicyRow
from store.records import Policy

PROVINCE = 2  # digits of a code
# read as plain columns: a row object costs more to make than the query
POLICY = tuple(table(PolicyRow).c[field.name] for field in fields(Policy))


@dataclass(frozen=True, slots=True)
class Filter:
    """The entries that a list is to have.

    `regions` are codes that match whole; `below` is a code prefix whose places match too.

    `before_id` is the last entry of the page before; `limit` the length of a page, None for all
    there are.
    """

    regions: Sequence[str] = ()
    below: str | None = None
    industries: Sequence[str] = ()
    kinds: Sequence[str] = ()
    policy_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    before_id: int | None = None
    limit: int | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels to look under: those asked for, and what concerns every industry."""
        return (*dict.fromkeys(self.industries), GENERAL) if self.industries else ()

    @property
    def apart(self) -> tuple[str, ...]:
        """The regions that are not `below` anyway."""
        below = self.below
        return tuple(
            code for code in dict.fromkeys(self.regions) if not (below and code.startswith(below))
        )

    def place(self, column: Any) -> list[Any]:
        """The places as a condition on a column of codes, in a list that is empty where every place
        is wanted.
        """
        places = [column == code for code in self.apart]
        if self.below:
            places.append(is_below(column, self.below))
        return [or_(*places)] if places else []


def is_below(column: Any, prefix: str) -> Any:
    """That a code begins so: as a range, which an index serves on both databases, whatever the
    collation.
    """
    return (column >= prefix) & (column < prefix + "~")


def province_of(code: str | None) -> str | None:
    """The two digits of a code that name its province."""
    return code[:PROVINCE] if code else None


def by_place(query: Any, wanted: Filter, table: Any) -> list[Any]:
    """One walk a place that is wanted, or one for all places; the rows of a walk come out in the
    order of one index.

    A province is a column of its own. What lies below a city is taken out first and then ordered:
    left to itself, PostgreSQL would walk all entries in order until enough of them lie there, and
    those may be the oldest of all.
    """
    code, below = table.region_code, wanted.below
    walks = [query.where(code == region) for region in wanted.apart]
    if below and len(below) == PROVINCE:
        walks.append(query.where(table.province == below))
    elif below:
        walks.append(select(*query.where(is_below(code, below)).offset(0).subquery().c))
    return walks or [query]


def walk(queries: Sequence[Any], order: Sequence[str], limit: int | None) -> Any:
    """One query for the first `limit` rows of several, each of which gives its own in order by an
    index.

    `order` names the columns that they share, `-` before one that falls. A database that is asked
    for all at once sorts everything that matches; asked like this it reads a page of each.
    """
    pages = [
        query.order_by(*_order_by(query.selected_columns, order)).limit(limit) for query in queries
    ]
    if len(pages) == 1:
        return pages[0]
    parts = [select(*page.subquery().c) for page in pages]
    rows = union(*parts).subquery()
    return select(*rows.c).order_by(*_order_by(rows.c, order)).limit(limit)


def _order_by(columns: Any, order: Sequence[str]) -> list[Any]:
    return [
        columns[name[1:]].desc() if name.startswith("-") else columns[name].asc() for name in order
    ]


def policy_of(row: Any) -> Policy:
    """A policy's row, or its columns, as its record."""
    return Policy(
        id=row.id,
        title=row.title,
        kind=row.kind,
        doc_number=row.doc_number,
        issuers=tuple(row.issuers),
        issued_on=row.issued_on,
        published_on=row.published_on,
        region_code=row.region_code,
        region_level=row.region_level,
        region_name=row.region_name,
        industries=tuple((label, strength) for label, strength in row.industries),
        general=row.general,
        status=row.status,
        source_key=row.source_key,
        url=row.url,
        first_seen_at=row.first_seen_at,
        version_number=row.version_number,
        merged_into=row.merged_into,
    )
