"""`show` and `diff`: one policy, and what changed between two of its versions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli import session
from watcher.cli.session import CommandError, ConfigOption, JsonOption, print_json, say

if TYPE_CHECKING:
    from store.database.opening import Transaction
    from store.records import Policy, Version

PolicyArgument = Annotated[
    int, typer.Argument(metavar="ID", help="The number that lists show as #ID.")
]


def show(
    ctx: typer.Context,
    policy_id: PolicyArgument,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """One policy: facts, dates, versions, places, relations.

    Each fact with the line and the sentence it came from.
    """
    from store import changes, deadlines, sightings, versions  # noqa: PLC0415 -- late: --help needs no store
    from store.lists.walks import Filter  # noqa: PLC0415 -- as above
    from watcher.cli import views  # noqa: PLC0415 -- as above

    settings = session.settings(ctx, config)
    with session.store(settings) as database, database.read() as tx:
        policy = known_policy(tx, policy_id)
        found = [(one, _sound(tx, one.id)) for one in versions.headings(tx, policy.id)]
        texts = [text for _, text in found if text]
        record: dict[str, Any] = {
            **(views.policy(policy) or {}),
            "kind": policy.kind,
            "facts": dict(texts[-1].facts) if texts else {},
            "deadlines": [
                views.deadline_only(deadline) for deadline in deadlines.of_policy(tx, policy.id)
            ],
            "versions": [views.version(one, text, settings.timezone) for one, text in found],
            "sightings": [
                views.sighting(one, settings.timezone) for one in sightings.of_policy(tx, policy.id)
            ],
            "relations": _relations(tx, policy.id),
            "changes": [
                views.change(entry, policy, settings.timezone)
                for entry in changes.history(tx, Filter(policy_id=policy.id))
            ],
        }
    if json:
        print_json(record)
    else:
        from watcher.cli import card  # noqa: PLC0415 -- Rich is for people only

        card.show(record)


def diff(  # noqa: PLR0913 -- each is an option
    ctx: typer.Context,
    policy_id: PolicyArgument,
    *,
    first: Annotated[
        int | None,
        typer.Option(
            "--from", metavar="N", help="Version to start from (default: the one before)."
        ),
    ] = None,
    last: Annotated[
        int | None,
        typer.Option("--to", metavar="M", help="Version to compare with (default: the newest)."),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a self-contained page instead."),
    ] = None,
    side_by_side: Annotated[
        bool, typer.Option("--side-by-side", help="With --html: old and new in two columns.")
    ] = False,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """What changed between two versions of a policy.

    The facts that differ, a line each; then clause by clause, with the words marked: in colour, or as [-old-] and
    {+new+} where there is none.

    \b
    policywatch diff 7
    policywatch diff 7 --from 1 --to 3 --html redline.html --side-by-side
    """
    from watcher.diffing import compare, compare_facts  # noqa: PLC0415 -- late: --help needs none of it
    from watcher.diffing.compare_record import contract  # noqa: PLC0415 -- as above
    from watcher.diffing.fact_changes import with_rates  # noqa: PLC0415 -- as above
    from watcher.rendering import redline, redline_html  # noqa: PLC0415 -- as above

    settings = session.settings(ctx, config)
    with session.store(settings) as database, database.read() as tx:
        policy = known_policy(tx, policy_id)
        old, new = _pair(tx, policy, first, last)
    changes = compare(old.paragraphs, new.paragraphs)
    facts = with_rates(compare_facts(old.facts, new.facts), changes)
    if json:
        for change in changes:
            print_json(contract(change))
    elif html:
        page = redline_html.side_by_side_html if side_by_side else redline_html.html_page
        html.write_text(page(policy.title, changes, facts=facts), encoding="utf-8")
        say(f"wrote {html}")
    else:
        from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only

        screen.heading(f"{policy.title}  version {old.number} → {new.number}")
        screen.facts(facts)
        screen.redline(redline.segments(changes)) if changes else say("no clause differs")


def known_policy(tx: "Transaction", policy_id: int) -> "Policy":
    """The policy of a number that was typed. Raises CommandError where there is none."""
    from store import policies  # noqa: PLC0415 -- late: --help needs no store

    policy = policies.get(tx, policy_id)
    if policy is None:
        raise CommandError(f"no policy #{policy_id}; `policywatch history` lists those there are")
    return policy


def _sound(tx: "Transaction", version_id: int) -> "Version | None":
    """A version, None where it is damaged: what else is known of the policy is shown all the same."""
    from store import versions  # noqa: PLC0415 -- late: --help needs no store
    from store.database.compression import TornBodyError  # noqa: PLC0415 -- as above

    try:
        return versions.get(tx, version_id)
    except TornBodyError:
        return None


def _relations(tx: "Transaction", policy_id: int) -> "list[dict[str, Any]]":
    from store import policies, relations  # noqa: PLC0415 -- late: --help needs no store
    from watcher.cli import views  # noqa: PLC0415 -- as above

    found = relations.of_policy(tx, policy_id)
    others = policies.many(
        tx, {end for one in found for end in (one.from_policy, one.to_policy) if end}
    )
    return [views.relation(one, policy_id, others) for one in found]


def _pair(
    tx: "Transaction", policy: "Policy", first: int | None, last: int | None
) -> "tuple[Version, Version]":
    from store import versions  # noqa: PLC0415 -- late: --help needs no store

    newest = last or policy.version_number
    oldest = first or newest - 1
    if policy.version_number < 2 and first is None:
        raise CommandError(f"#{policy.id} has one version only: nothing to compare yet")
    old, new = versions.numbered(tx, policy.id, oldest), versions.numbered(tx, policy.id, newest)
    if old is None or new is None:
        raise CommandError(f"#{policy.id} has versions 1 to {policy.version_number}")
    return old, new
