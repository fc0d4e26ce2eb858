"""Writes the deadlines of many policies in few statements, and files them by place and industry."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from store.database.columns import table
from store.database.inserting import chunks, insert_numbered
from store.database.opening import Transaction, plain
from store.database.tables import DeadlineRow
from store.deadlines import deadline_columns
from store.lists.filing import ALIVE, NEVER, file_due
from store.lists.walks import province_of
from store.records import Deadline, Policy, Slot

_DEADLINES = table(DeadlineRow).c
_NAMES = tuple(each.name for each in fields(Deadline))
_STORED: Any = (
    select(_DEADLINES.id, *(_DEADLINES[name] for name in _NAMES))
    .where(_DEADLINES.policy_id.in_(bindparam("asked", expanding=True)))
    .order_by(_DEADLINES.id)
)
_SET: Any = (
    update(table(DeadlineRow))
    .where(_DEADLINES.id == bindparam("of_deadline"))
    .values({name: bindparam(f"now_{name}") for name in (*_NAMES, "slot", "due_on")})
)


@dataclass(slots=True, eq=False)
class _Stored:
    """A deadline of a policy as it is by now, and its row: the id, or None while it has none."""

    policy_id: int
    deadline: Deadline
    row_id: int | None = None


@dataclass(slots=True)
class _Diff:
    """The rows to be written where sets of deadlines follow one another."""

    new: list[_Stored] = field(default_factory=list)
    changed: dict[int, _Stored] = field(default_factory=dict)
    gone: list[_Stored] = field(default_factory=list)


def set_deadlines(
    tx: Transaction,
    wanted: Sequence[tuple[int, Sequence[Deadline]]],
    policies: Mapping[int, Policy],
    *,
    created: Collection[int],
) -> set[int]:
    """The deadlines of policies become these, one set after another.

    `policies` are they as they are now, `created` those of them that had no deadlines before:
    theirs are filed here. Returns the others whose deadlines must be filed anew: all that got a
    new one or another one.
    """
    stored = _stored_ones(tx, {policy_id for policy_id, _ in wanted} - set(created))
    diff = _Diff()
    for policy_id, deadlines in wanted:
        stored[policy_id] = _follow(diff, policy_id, stored.get(policy_id, {}), deadlines)
    # a slot that went and came back would stand there twice; other rows go last, so that no id is
    # given again to the one that takes their place
    again, gone = _returned(diff)
    _delete(tx, again)
    rows = [_new_row(one, policies[one.policy_id]) for one in diff.new]
    ids = insert_numbered(tx, DeadlineRow, rows)
    if diff.changed:
        plain(tx).execute(_SET, [_set_row(one) for one in diff.changed.values()])
    _delete(tx, gone)
    _file_first(tx, zip(ids, diff.new, strict=True), policies, created)
    touched = {one.policy_id for one in (*diff.new, *diff.changed.values())}
    return touched - set(created)


def _file_first(
    tx: Transaction,
    due: Iterable[tuple[int, _Stored]],
    policies: Mapping[int, Policy],
    created: Collection[int],
) -> None:
    """Files deadlines, each with its id, of policies that had none before."""
    first = []
    for number, one in due:
        if one.policy_id in created:
            first.append((policies[one.policy_id], number, one.deadline.closes or NEVER))
    file_due(tx, first)


def _returned(diff: _Diff) -> tuple[list[_Stored], list[_Stored]]:
    """The deadlines that are gone: those whose slot is there again, and the others."""
    new = {(one.policy_id, one.deadline.slot) for one in diff.new}
    again: list[_Stored] = []
    gone: list[_Stored] = []
    for one in diff.gone:
        those = again if (one.policy_id, one.deadline.slot) in new else gone
        those.append(one)
    return again, gone


def _stored_ones(tx: Transaction, policy_ids: Collection[int]) -> dict[int, dict[Slot, _Stored]]:
    found: dict[int, dict[Slot, _Stored]] = defaultdict(dict)
    for part in chunks(list(policy_ids)):
        for row in plain(tx).execute(_STORED, {"asked": part}):
            deadline = Deadline(*row[1:])
            found[row.policy_id][deadline.slot] = _Stored(row.policy_id, deadline, row.id)
    return found


def _follow(
    diff: _Diff, policy_id: int, stored: Mapping[Slot, _Stored], deadlines: Sequence[Deadline]
) -> dict[Slot, _Stored]:
    left, now = dict(stored), {}
    for deadline in deadlines:
        slot = left.pop(deadline.slot, None)
        if slot is None:
            slot = _Stored(policy_id, deadline)
            diff.new.append(slot)
        elif slot.deadline != deadline:
            slot.deadline = deadline
            if slot.row_id is not None:
                diff.changed[slot.row_id] = slot
        now[deadline.slot] = slot
    for slot in left.values():
        if slot.row_id is None:
            diff.new.remove(slot)
        else:
            diff.gone.append(slot)
            diff.changed.pop(slot.row_id, None)
    return now


def _delete(tx: Transaction, slots: Sequence[_Stored]) -> None:
    for part in chunks([slot.row_id for slot in slots]):
        plain(tx).execute(delete(table(DeadlineRow)).where(_DEADLINES.id.in_(part)))


def _new_row(slot: _Stored, policy: Policy) -> dict[str, Any]:
    return deadline_columns(slot.deadline, slot.policy_id) | {
        "region_code": policy.region_code,
        "province": province_of(policy.region_code),
        "alive": policy.status == ALIVE,
    }


def _set_row(slot: _Stored) -> dict[str, Any]:
    columns = deadline_columns(slot.deadline, slot.policy_id)
    return {f"now_{name}": value for name, value in columns.items()} | {"of_deadline": slot.row_id}
