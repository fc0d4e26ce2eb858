"""What every list of the store shares: the filter by place and industry, and how a policy row is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, or_, select

from store.records import Policy
from store.tables import PolicyIndustryRow, PolicyRow


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries to list. `regions` are codes that match whole; `below` is a code prefix whose places match too."""

    regions: Sequence[str] = ()
    below: str | None = None
    industries: Sequence[str] = ()
    kinds: Sequence[str] = ()
    policy_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    before_id: int | None = None
    limit: int | None = None


def concerning(query: Any, wanted: Filter) -> Any:
    """Narrows a query that already joins PolicyRow to the places and industries wanted.

    A policy that names no industry concerns every industry.
    """
    if wanted.regions or wanted.below:
        inside = col(PolicyRow.region_code).in_(wanted.regions)
        query = query.where(
            or_(inside, col(PolicyRow.region_code).startswith(wanted.below)) if wanted.below else inside
        )
    if wanted.industries:
        named = select(PolicyIndustryRow.policy_id).where(col(PolicyIndustryRow.label).in_(wanted.industries))
        query = query.where(or_(col(PolicyRow.id).in_(named), col(PolicyRow.general)))
    return query


def policy_of(row: PolicyRow) -> Policy:
    """A policy row as its record."""
    assert row.id is not None, "a stored row has an id"
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
    )
