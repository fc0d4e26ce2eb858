"""Compares what is listed of policies with the versions it was read from: what somebody edited beside the log shows."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from store import changes, deadlines, policies, relations, versions
from store.database.compression import TornBodyError
from store.database.opening import Database, Transaction
from store.lists.walks import Filter
from store.records import ChangeKind, Policy, Version
from watcher.recording import kept_facts

PAGE = 500  # policies that are compared in one transaction


def edited(database: Database) -> Iterator[str]:
    """What does not follow from the newest version and the relations of a policy, a line each."""
    before = None
    while True:
        with database.read() as tx:
            page = policies.listing(tx, Filter(before_id=before, limit=PAGE))
            found = [fault for policy in page for fault in _faults(tx, policy)]
        yield from found
        if len(page) < PAGE:
            return
        before = page[-1].id


def _faults(tx: Transaction, policy: Policy) -> list[str]:
    version_id = policies.current_version_id(tx, policy.id)
    try:
        version = versions.get(tx, version_id) if version_id is not None else None
    except TornBodyError:  # reported as such
        version = None
    if version is None:
        return []
    found = [*_listed(policy, version), *_days(tx, policy, version)]
    return found if found and not _parted(tx, policy) else []


def _listed(policy: Policy, version: Version) -> Iterator[str]:
    record = version.facts
    region = _value(record.get("region"))
    stated = {
        "title": record.get("title"),
        "kind": record.get("kind"),
        "doc_number": _value(record.get("doc_number")),
        "issuers": tuple(_value(one) for one in record.get("issuers") or ()),
        "issued_on": _value(record.get("issued_on")),
        "published_on": _value(record.get("published_on")),
        "region_code": region.get("code") if isinstance(region, Mapping) else None,
    }
    for name, there in stated.items():
        here = getattr(policy, name)
        here = here.isoformat() if isinstance(here, date) else here
        if here != there:
            yield (
                f"policy {policy.id}: its {name} “{here}” is not that of its version {version.number}, “{there}”: "
                "it was edited beside the log; put it back, or restore a backup"
            )


def _days(tx: Transaction, policy: Policy, version: Version) -> Iterator[str]:
    """A day must be one that the version prints, or one that a document which moved or ended the policy gives."""
    printed = kept_facts.printed(version.facts)
    related = relations.of_policy(tx, policy.id)
    moved: set[date | None] = {one.until for one in related}
    moved |= {one.on - timedelta(days=1) for one in related if one.on}
    stored = deadlines.of_policy(tx, policy.id)
    for one in stored:
        if one.closes not in moved and (one.slot not in printed or printed[one.slot] != one.closes):
            yield (
                f"policy {policy.id}: no version and no other document says that its {one.kind} ends on {one.closes}: "
                "it was edited beside the log; put it back, or restore a backup"
            )
    for slot in () if related else printed.keys() - {one.slot for one in stored}:
        yield f"policy {policy.id}: its {slot.split(':')[0]} is not listed: it was deleted beside the log; restore a backup"


def _parted(tx: Transaction, policy: Policy) -> bool:
    """Whether it was merged or split by hand: its row then comes from the policy that it was."""
    log = changes.history(tx, Filter(policy_id=policy.id, kinds=(ChangeKind.TECHNICAL,)))
    return any(fact.get("what") in ("merged", "split") for entry in log for fact in entry.facts)


def _value(fact: Any) -> Any:
    return fact.get("value") if isinstance(fact, Mapping) else fact
