"""`merge` and `split`: two policies that are one, and one that is two. Both stand in the log, and can be undone."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from watcher.cli import session
from watcher.cli.session import CommandError, ConfigOption, say
from watcher.cli.show import known_policy


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
    from store.care import joining_policies  # noqa: PLC0415 -- late: --help needs no store

    settings = session.settings(ctx, config)
    with session.store(settings) as database, database.write() as tx:
        try:
            joining_policies.merge(tx, gone, into, datetime.now(UTC))
        except (KeyError, ValueError) as error:
            raise CommandError(str(error.args[0])) from None
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

    Without PLACE it shows the places and their numbers. The log keeps what was done. Nobody is told.
    """
    from store import sightings  # noqa: PLC0415
    from store.care import joining_policies  # noqa: PLC0415 -- late: --help needs no store
    from watcher.recording.parting import redate  # noqa: PLC0415 -- as above

    now = datetime.now(UTC)
    settings = session.settings(ctx, config)
    with session.store(settings) as database:
        if place is None:
            with database.read() as tx:
                places = sightings.of_policy(tx, known_policy(tx, policy).id)
            for one in places:
                say(f"{one.id:>6}  {one.source_key}  {one.address}")
            say(
                f"take one out: policywatch split {policy} NUMBER"
                if len(places) > 1
                else "it is seen at one place only"
            )
            return
        with database.write() as tx:
            try:
                new = joining_policies.split(tx, policy, place, now)
                redate(tx, new, now)
            except (KeyError, ValueError) as error:
                raise CommandError(str(error.args[0])) from None
    say(f"what is seen there is #{new} now")
