"""Compares what is listed of policies with the versions it was read from.

What somebody edited beside the log shows.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from store import changes, deadlines, policies, relations, versions
from store.database.failures import MissingVersionError, TornBodyError
from store.database.opening import Database, Transaction
from store.lists.walks import Filter
from store.records import ChangeKind, Policy, Related, Version
from watcher.deciding.slots import printed_days

PAGE = 500  # policies that are compared in one transaction


def edited(database: Database) -> Iterator[str]:
    """A line for each thing that does not follow from a policy's newest version and relations."""
    before = None
    while True:
        with database.read() as tx:
            page = policies.list_policies(tx, Filter(before_id=before, limit=PAGE))
            found = [fault for policy in page for fault in _faults(tx, policy)]
        yield from found
        if len(page) < PAGE:
            return
        before = page[-1].id


def _faults(tx: Transaction, policy: Policy) -> list[str]:
    version_id = policies.current_version_id(tx, policy.id)
    try:
        version = versions.get(tx, version_id) if version_id is not None else None
    except MissingVersionError as error:
        return [f"policy {policy.id}: {error}"]
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
                f"policy {policy.id}: its {name} “{here}” is not that of its version "
                f"{version.number}, “{there}”: "
                "it was edited beside the log; put it back, or restore a backup"
            )


def _days(tx: Transaction, policy: Policy, version: Version) -> Iterator[str]:
    """Days that neither the version prints nor a document gives that moved or ended the policy."""
    printed = printed_days(version.facts)
    related = relations.of_policy(tx, policy.id)
    given = _days_given(related)
    stored = deadlines.of_policy(tx, policy.id)
    for one in stored:
        is_printed = one.slot in printed and printed[one.slot] == one.closes
        if one.closes not in given and not is_printed:
            yield (
                f"policy {policy.id}: no version and no other document says that its {one.kind} "
                f"ends on {one.closes}: it was edited beside the log; put it back, or restore a "
                "backup"
            )
    if related:  # a document that moves a date may also take one away
        return
    for slot in printed.keys() - {one.slot for one in stored}:
        yield (
            f"policy {policy.id}: its {slot.kind} is not listed: it was deleted beside "
            "the log; restore a backup"
        )


def _days_given(related: Sequence[Related]) -> set[date | None]:
    """The last days that documents set for others: a day until which, or that before an end."""
    given: set[date | None] = {one.until for one in related}
    given |= {one.on - timedelta(days=1) for one in related if one.on}
    return given


def _parted(tx: Transaction, policy: Policy) -> bool:
    """True where it was merged or split by hand: its row then comes from the policy that it was."""
    log = changes.history(tx, Filter(policy_id=policy.id, kinds=(ChangeKind.TECHNICAL,)))
    for entry in log:
        if any(fact.get("what") in ("merged", "split") for fact in entry.facts):
            return True
    return False


def _value(fact: Any) -> Any:
    return fact.get("value") if isinstance(fact, Mapping) else fact
