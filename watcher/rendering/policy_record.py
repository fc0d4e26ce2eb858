"""A policy as JSON: the one shape that `--json` prints and webhooks carry a part of.

Shapes only.
"""

from typing import Any

from store.records import Policy

# what an alert names a policy by; the rest of its record stands behind the address
NAMED = ("id", "title", "doc_number", "url")


def policy_record(policy: Policy) -> dict[str, Any]:
    """A policy as lists name it."""
    industries = [{"label": label, "strength": strength} for label, strength in policy.industries]
    return {
        "id": policy.id,
        "title": policy.title,
        "doc_number": policy.doc_number,
        "region": region_record(policy),
        "industries": industries,
        "status": policy.status,
        "url": policy.url,
    }


def region_record(policy: Policy) -> dict[str, Any] | None:
    """The place where a policy applies, None where it is not known."""
    if policy.region_code is None:
        return None
    return {
        "code": policy.region_code,
        "level": policy.region_level,
        "name": policy.region_name,
    }


def named_policy(policy: Policy | None) -> dict[str, Any]:
    """The `policy` of a webhook: a part of the record; nulls where an alert is about a source."""
    record = policy_record(policy) if policy else {}
    return {key: record.get(key) for key in NAMED}
