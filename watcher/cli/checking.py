"""`check`: named sources now, as one sweep."""

from typing import Annotated

import typer

from config.settings import Settings, SourceSettings
from watcher.cli import session
from watcher.cli.opened import load_settings, pick
from watcher.cli.session import AsOfOption, ConfigOption, say
from watcher.cli.sweeping import started_service, sweep_once


def check(
    ctx: typer.Context,
    keys: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY…", help="Sources; none means all that are due."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Also those that are not due.")] = False,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Check named sources now, then remind and deliver.

    As `run --once` does, for the sources named. One that is not due is left alone, unless --force.

    \b
    policywatch check inbox --force
    """
    settings = load_settings(ctx, config)
    named = [_source(settings, key) for key in keys or ()]
    with started_service(settings, session.instant(as_of)) as service:
        due = service.due()
        wanted = named or [source for source in settings.sources if source.enabled]
        chosen = wanted if force else [source for source in wanted if source in due]
        for source in wanted:
            if source not in chosen and named:
                say(f"{source.key}: not due yet; --force checks it now")
        sweep_once(service, chosen)


def _source(settings: Settings, key: str) -> SourceSettings:
    known = {source.key: source for source in settings.sources}
    return pick(known, key, kind="source", otherwise="see `policywatch sources`")
