"""Sources as the configuration would give them. Not a test."""

from datetime import timedelta
from typing import TypeAlias

from config.settings import SourceSettings
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.results import Look, Validators

Options: TypeAlias = dict[str, str | int | bool]


def source(
    kind: str, options: Options | None = None, *, url: str | None = None, path: str | None = None
) -> SourceSettings:
    """A source of `kind` with these options."""
    return SourceSettings(
        "key", kind, "name", timedelta(hours=1), url=url, path=path, options=options or {}
    )


def remembered(look: Look, before: SourceMemory | None = None) -> SourceMemory:
    """What a store remembers after `look`: the validators of each good answer, and what was listed."""
    known: dict[str, Validators] = dict(before.validators) if before else {}
    known = {address: Validators() for address in look.present or ()} | known
    entry = (look.entry,) if look.entry else ()
    for answer in (*entry, *look.answers):
        if answer.status in ("fetched", "unchanged"):
            known[answer.address] = answer.validators
    if look.present is None:
        return (
            SourceMemory(known, before.listed, before.unlisted) if before else SourceMemory(known)
        )
    return SourceMemory(known, look.present - look.unlisted, look.unlisted)
