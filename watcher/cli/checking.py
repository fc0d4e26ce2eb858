"""`check`: named sources now, as one sweep."""

from collections.abc import Sequence
from typing import Annotated

import typer

from config.settings import Settings, SourceSettings
from watcher.cli import session
from watcher.cli.opened import load_settings, pick
from watcher.cli.rehearsing import sweep_as_of
from watcher.cli.session import AsOfOption, ConfigOption, JsonOption, ReallyOption, say
from watcher.cli.sweeping import started_service, sweep_once
from watcher.engine.service import Service


def check(  # noqa: PLR0913 -- one for each option of the command
    ctx: typer.Context,
    *,
    keys: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY…", help="Sources; none means all that are due."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Also those that are not due.")] = False,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
    really: ReallyOption = False,
    json: JsonOption = False,
) -> None:
    """Check named sources now, then remind and deliver.

    As `run --once` does, for the sources named. One that is not due is left alone, unless --force.
    --as-of rehearses another day: it sends and stores nothing, unless --really.

    \b
    policywatch check inbox --force
    """
    moment = session.instant(as_of)
    session.check_rehearsal(moment, really=really, json=json)
    settings = load_settings(ctx, config)
    named = [_source(settings, key) for key in keys or ()]

    def choose(service: Service) -> list[SourceSettings]:
        wanted = named or [source for source in settings.sources if source.enabled]
        chosen = wanted if force else _due(service, wanted)
        if named:
            _say_not_due([source for source in named if source not in chosen])
        return chosen

    if moment and not really:
        sweep_as_of(settings, moment, choose, json=json)
        return
    with started_service(settings, moment) as service:
        sweep_once(service, choose(service))


def _due(service: Service, wanted: Sequence[SourceSettings]) -> list[SourceSettings]:
    due = service.due()
    return [source for source in wanted if source in due]


def _say_not_due(sources: Sequence[SourceSettings]) -> None:
    for source in sources:
        say(f"{source.key}: not due yet; --force checks it now")


def _source(settings: Settings, key: str) -> SourceSettings:
    known = {source.key: source for source in settings.sources}
    return pick(known, key, kind="source", otherwise="see `policywatch sources`")
