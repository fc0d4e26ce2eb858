"""The health of a source, and of all sources of a place, as JSON."""

from typing import Any
from zoneinfo import ZoneInfo

from watcher.asking.coverage import Coverage
from watcher.asking.shapes.moments import spoken_instant
from watcher.asking.source_states import SourceHealth


def source_shape(one: SourceHealth, zone: ZoneInfo) -> dict[str, Any]:
    """The health of one source; `damaged` counts its stored pages and versions that do not open."""
    declared, state = one.declared, one.state
    return {
        "key": declared.key,
        "name": declared.name,
        "kind": declared.kind,
        "address": declared.url or declared.path,
        "region": declared.region,
        "enabled": declared.enabled,
        "health": one.health.value,
        "last_status": state.last_status,
        "reason": state.last_reason or None,
        "last_check_at": spoken_instant(state.last_check_at, zone),
        "last_ok_at": spoken_instant(state.last_ok_at, zone),
        "next_check_at": spoken_instant(state.next_check_at, zone),
        "failing_since": spoken_instant(state.failing_since, zone),
        "failures": state.failures,
        "checks": state.checks,
        "baseline_at": spoken_instant(state.baseline_at, zone),
        "damaged": one.damaged,
    }


def coverage_shape(found: Coverage, zone: ZoneInfo) -> dict[str, Any]:
    """The sources that a list of one place rests on, and those of them that say nothing."""
    return {
        "region": found.region,
        "sources": found.sources,
        "unchecked": found.unchecked,
        "silent": list(found.silent),
        "silent_since": spoken_instant(found.silent_since, zone),
    }
