"""`why`: the conditions by which somebody was told of a policy, or was not."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from watcher.asking.shapes.grounds_shape import alert_grounds_shape, policy_grounds_shape
from watcher.asking.why import why_alert, why_policy
from watcher.cli import screen
from watcher.cli.asked import said_if_unknown
from watcher.cli.opened import load_settings, named_subscriber, open_store
from watcher.cli.session import CommandError, ConfigOption, JsonOption, minute, print_json, say
from watcher.rendering.grounds import place_name
from watcher.telling.conditions import Condition

# each outcome of a change, as the person who asks reads it
TELLINGS = {
    "told": "told",
    "baseline": "not told: it was there at the first look, which tells nobody",
    "event_not_asked": "not told: the subscription leaves out this kind of change",
    "not_matched": "not told: a condition above is not met",
    "not_told": "not told, though it fits now: subscription or policy were different then",
}
# the two sides of each condition
CONDITIONS = {
    Condition.PLACE: "asked for: {asked}; it applies in: {found}",
    Condition.INDUSTRY: "asked for: {asked}; it names: {found}",
    Condition.KEYWORDS: "asked for: {asked}; it says: {found}",
    Condition.KIND: "it is: {found}; mere news is told of where it says a keyword",
    Condition.EXCLUDED: "not wanted words that it says: {found}",
}


def why(
    ctx: typer.Context,
    about: Annotated[
        str,
        typer.Argument(metavar="ALERT|POLICY", help="An alert's id, or a policy's number."),
    ],
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="With POLICY: the subscriber who was told, or not."),
    ] = None,
    *,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """The reasons why somebody was told of a policy, or was not.

    Of an alert: the reason it was sent with. Of a policy and a subscriber: each change, told or
    not. With both, each condition of the subscription as it is now, met or not.

    \b
    policywatch why a-0f3c5d2b9e8a7c6d5e4f3a2b
    policywatch why 7 me
    """
    settings = load_settings(ctx, config)
    number = about.removeprefix("#")
    if name is None and number.isdecimal():
        raise CommandError(f"whom does it concern? policywatch why {number} NAME")
    with open_store(settings) as database, database.read() as tx:
        if name is None:
            alert = why_alert(tx, about, settings.subscribers, settings.sources)
            if alert is None:
                raise CommandError(
                    f"no alert “{about}”; `policywatch alerts --json` lists their ids"
                )
            record = alert_grounds_shape(alert, settings.timezone)
        else:
            if not number.isdecimal():
                raise CommandError(f"“{about}” is no number of a policy; lists show it as #7")
            with said_if_unknown():
                grounds = why_policy(tx, int(number), named_subscriber(settings, name))
            record = policy_grounds_shape(grounds, settings.timezone)
    if json:
        print_json(record)
    elif name is None:
        _print_alert(record)
    else:
        _print_policy(record)


def _print_alert(record: Mapping[str, Any]) -> None:
    alert = record["alert"]
    screen.heading(alert["title"])
    screen.pairs(
        [
            ("told", f"{record['subscriber']}, {minute(alert['created_at'])}"),
            ("because", record["reason"]),
        ]
    )
    if record["conditions"] is None:
        say("its subscriber or its source is configured no more: nothing else can be asked")
        return
    _print_conditions(record["conditions"])


def _print_policy(record: Mapping[str, Any]) -> None:
    policy = record["policy"]
    screen.heading(f"#{policy['id']}  {policy['title']}")
    verdict = "concerns" if record["matches"] else "does not concern"
    say(f"it {verdict} {record['subscriber']} as both are now")
    _print_conditions(record["conditions"])
    screen.line()
    rows = [_change_row(one) for one in record["changes"]]
    screen.entries(("at", "change", "what came of it"), rows, whole=True)


def _print_conditions(conditions: Sequence[Mapping[str, Any]]) -> None:
    rows = [_condition_row(one) for one in conditions]
    screen.entries(("condition", "met", "what is compared"), rows, whole=True)


def _condition_row(record: Mapping[str, Any]) -> tuple[object, ...]:
    condition = record["condition"]
    asked = _listed(condition, record["asked"])
    found = _listed(condition, record["found"])
    words = CONDITIONS[condition].format(asked=asked or "any", found=found or "none")
    return condition, "yes" if record["met"] else "NO", words, None


def _listed(condition: str, values: Sequence[str]) -> str:
    """The values of a condition as people read them: places by their names."""
    if condition == Condition.PLACE:
        return "、".join(place_name(code, "en") for code in values)
    return "、".join(values)


def _change_row(record: Mapping[str, Any]) -> tuple[object, ...]:
    change = record["change"]
    alert = f" by {record['alert_id']}" if record["alert_id"] else ""
    said = TELLINGS[record["telling"]] + alert
    return minute(change["at"]), change["kind"], said, change["summary"]
