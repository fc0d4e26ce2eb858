"""Sources as the configuration would give them. Not a test."""

from datetime import timedelta

from config.settings import SourceSettings
from watcher.fetching.kind import Known
from watcher.fetching.results import Look, Validators


def source(
    kind: str, *, url: str | None = None, path: str | None = None, **options: str | int | bool
) -> SourceSettings:
    """A source of `kind` with these options."""
    return SourceSettings("key", kind, "name", timedelta(hours=1), url=url, path=path, options=options)


def remembered(look: Look, before: Known | None = None) -> Known:
    """What a store remembers after `look`: the validators of each good answer, and what was listed."""
    known: dict[str, Validators] = dict(before.validators) if before else {}
    entry = (look.entry,) if look.entry else ()
    for answer in (*entry, *look.answers):
        if answer.status in ("fetched", "unchanged"):
            known[answer.address] = answer.validators
    return Known(known, look.present if look.present is not None else before.listed if before else None)
