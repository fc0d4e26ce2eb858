"""`merge` and `split`: two policies that are one, and one that is two. Both can be undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer

from store.database.opening import Database
from watcher.cli.asked import said_if_unknown
from watcher.cli.opened import load_settings, open_store
from watcher.cli.session import CommandError, ConfigOption, say
from watcher.upkeep.joining import CannotJoinError, join_policies, part_policy, places_of


def merge(
    ctx: typer.Context,
    gone: Annotated[
        int, typer.Argument(metavar="ID", help="The policy that becomes a part of the other.")
    ],
    into: Annotated[int, typer.Argument(metavar="INTO", help="The policy that stays.")],
    config: ConfigOption = None,
) -> None:
    """Join two policies that are one document.

    The log keeps what was done; `split` takes them apart again. Nobody is told.
    """
    settings = load_settings(ctx, config)
    with open_store(settings) as database, _said_if_refused():
        join_policies(database, gone, into, datetime.now(UTC))
    say(f"#{gone} is a part of #{into} now; `policywatch split {into}` shows how to take it apart")


def split(
    ctx: typer.Context,
    policy: Annotated[int, typer.Argument(metavar="ID", help="The policy to take apart.")],
    place: Annotated[
        int | None,
        typer.Argument(
            metavar="PLACE", help="Which of its places, by the number shown without it."
        ),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Take one place out of a policy.

    What is seen there is a policy of its own from then on.

    Without PLACE it shows the places and their numbers. The log keeps what was done. Nobody is
    told.
    """
    settings = load_settings(ctx, config)
    with open_store(settings) as database:
        if place is None:
            _list_places(database, policy)
            return
        with _said_if_refused():
            new = part_policy(database, policy, place, datetime.now(UTC))
    say(f"what is seen there is #{new} now")


def _list_places(database: Database, policy: int) -> None:
    with database.read() as tx, said_if_unknown():
        places = places_of(tx, policy)
    for one in places:
        say(f"{one.id:>6}  {one.source_key}  {one.address}")
    if len(places) > 1:
        say(f"take one out: policywatch split {policy} NUMBER")
    else:
        say("it is seen at one place only")


@contextmanager
def _said_if_refused() -> Iterator[None]:
    try:
        yield
    except CannotJoinError as error:
        raise CommandError(str(error)) from None
