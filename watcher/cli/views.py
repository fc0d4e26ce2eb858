"""The objects that `--json` prints: changes, deadlines, alerts and sources as JSON. Shapes only."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from config.settings import SourceSettings
from store.records import Alert, Change, Deadline, Policy, Related, Sighting, SourceState, Version
from store.versions import Heading
from watcher.rendering.languages import FIRST
from watcher.rendering.summary import in_words, told_facts


def policy(known: Policy | None) -> dict[str, Any] | None:
    """A policy as lists name it."""
    if known is None:
        return None
    return {
        "id": known.id,
        "title": known.title,
        "doc_number": known.doc_number,
        "region": region(known),
        "industries": [
            {"label": label, "strength": strength} for label, strength in known.industries
        ],
        "status": known.status,
        "url": known.url,
    }


def region(known: Policy) -> dict[str, Any] | None:
    """Where a policy applies."""
    if known.region_code is None:
        return None
    return {"code": known.region_code, "level": known.region_level, "name": known.region_name}


def change(
    entry: Change, known: Policy | None, zone: ZoneInfo, language: str = FIRST
) -> dict[str, Any]:
    """One entry of the log, in the words of a language."""
    return {
        "id": entry.id,
        "at": instant(entry.at, zone),
        "kind": entry.kind,
        "policy": policy(known),
        "source": entry.source_key,
        "from_version": entry.from_version,
        "to_version": entry.to_version,
        "summary": in_words(entry, language),
        "clauses": entry.clauses,
        "facts": told_facts(entry, language),
        "baseline": entry.baseline,
        "alerted": entry.alerted,
    }


def deadline(found: Deadline, known: Policy, today: date) -> dict[str, Any]:
    """One window or expiry ahead."""
    return {
        "policy": policy(known),
        "kind": found.kind,
        "opens": found.opens.isoformat() if found.opens else None,
        "closes": found.closes.isoformat() if found.closes else None,
        "closes_at": found.closes_at.strftime("%H:%M") if found.closes_at else None,
        "days_left": (found.closes - today).days if found.closes else None,
        "status": found.status,
        "batch": found.batch,
        "actor": found.actor,
        "basis": found.basis,
        "evidence": found.evidence,
    }


def alert(told: Alert, zone: ZoneInfo) -> dict[str, Any]:
    """One alert with the state of each delivery."""
    return {
        "id": told.id,
        "subscriber": told.subscriber,
        "kind": told.kind,
        "policy_id": told.policy_id,
        "change_id": told.change_id,
        "title": told.title,
        "reason": told.reason,
        "created_at": instant(told.created_at, zone),
        "deliveries": [
            {
                "channel": sending.label,
                "state": sending.state,
                "attempts": sending.attempts,
                "next_attempt_at": instant(sending.next_attempt_at, zone),
                "sent_at": instant(sending.sent_at, zone),
                "error": sending.error,
            }
            for sending in told.deliveries
        ],
    }


def source(declared: SourceSettings, state: SourceState, zone: ZoneInfo) -> dict[str, Any]:
    """The health of one source."""
    return {
        "key": declared.key,
        "name": declared.name,
        "kind": declared.kind,
        "address": declared.url or declared.path,
        "region": declared.region,
        "enabled": declared.enabled,
        "health": health(declared, state),
        "last_status": state.last_status,
        "reason": state.last_reason or None,
        "last_check_at": instant(state.last_check_at, zone),
        "last_ok_at": instant(state.last_ok_at, zone),
        "next_check_at": instant(state.next_check_at, zone),
        "failing_since": instant(state.failing_since, zone),
        "failures": state.failures,
        "checks": state.checks,
        "baseline_at": instant(state.baseline_at, zone),
    }


def health(declared: SourceSettings, state: SourceState) -> str:
    """disabled, new (never checked), failing, silent (failing, and its subscribers were told) or ok."""
    if not declared.enabled:
        return "disabled"
    if state.last_check_at is None:
        return "new"
    if state.failing_since is None:
        return "ok"
    return "silent" if state.silent_told_at else "failing"


def instant(moment: datetime | None, zone: ZoneInfo) -> str | None:
    """ISO 8601 with offset, in the service's zone."""
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None


def deadline_only(found: Deadline) -> dict[str, Any]:
    """A deadline of the policy it is shown with."""
    return {
        "kind": found.kind,
        "status": found.status,
        "opens": found.opens.isoformat() if found.opens else None,
        "closes": found.closes.isoformat() if found.closes else None,
        "batch": found.batch,
        "actor": found.actor,
        "basis": found.basis,
        "evidence": found.evidence,
    }


def version(one: Heading, text: Version | None, zone: ZoneInfo) -> dict[str, Any]:
    """A version without its text; `text` is None where that is damaged."""
    return {
        "number": one.number,
        "at": instant(one.at, zone),
        "snapshot_id": one.snapshot_id,
        "reader_version": one.reader_version,
        "paragraphs": len(text.paragraphs) if text else None,
        "damaged": text is None,
    }


def sighting(one: Sighting, zone: ZoneInfo) -> dict[str, Any]:
    """A place where a policy was seen."""
    return {
        "source": one.source_key,
        "address": one.address,
        "first_seen_at": instant(one.first_seen_at, zone),
        "last_seen_at": instant(one.last_seen_at, zone),
        "missing_since": instant(one.missing_since, zone),
    }


def relation(one: Related, of: int, known: Mapping[int, Policy]) -> dict[str, Any]:
    """A relation as one of its two ends sees it; `known` are the policies at its other end."""
    outgoing = one.from_policy == of
    other_id = one.to_policy if outgoing else one.from_policy
    other = known.get(other_id) if other_id else None
    return {
        "relation": one.relation,
        "direction": "to" if outgoing else "from",
        "policy_id": other_id,
        "title": other.title if other else one.title,
        "doc_number": other.doc_number if other else one.doc_number,
        "on": one.on.isoformat() if one.on else None,
        "until": one.until.isoformat() if one.until else None,
        "evidence": one.evidence,
    }
