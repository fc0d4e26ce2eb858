"""`search`: policies by their words. Indexes what is not indexed yet, then asks."""

from typing import Annotated, Any

import typer

from watcher.asking.policy_search import search_policies
from watcher.asking.shapes.search_shape import found_policy_shape
from watcher.cli import screen
from watcher.cli.opened import load_settings, open_store
from watcher.cli.session import ConfigOption, JsonOption, print_json, say
from watcher.upkeep.indexing import index_some


def search(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORD…", help="All of them must stand in the text or its title."),
    ],
    *,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 20,
    offset: Annotated[
        int, typer.Option("--offset", min=0, help="After so many: the next page.")
    ] = 0,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Find policies by their words.

    Chinese words need no spaces between them; a 发文字号 is found in any bracket style.
    The best first: those with the words in the title, then those that say them most.

    Example: policywatch search 技术改造 贴息
    """
    settings = load_settings(ctx, config)
    with open_store(settings) as database:
        while index_some(database):
            pass
        with database.read() as tx:
            found = search_policies(tx, " ".join(words), limit=limit, offset=offset)
    records = [found_policy_shape(one) for one in found]
    if json:
        for record in records:
            print_json(record)
        return
    rows = [_row(one.hit.title, record) for one, record in zip(found, records, strict=True)]
    if not screen.entries(("id", "status", "policy"), rows):
        say("no policy holds all of these words")


def _row(title: str, record: dict[str, Any]) -> tuple[object, ...]:
    """A hit in a list; `title` is the indexed one, which the highlights count in."""
    policy = record["policy"]
    return (
        f"#{policy['id']}",
        policy["status"],
        _marked(title, record["title_highlights"]),
        _marked(record["snippet"], record["snippet_highlights"]),
    )


def _marked(text: str, spans: list[list[int]]) -> str:
    """The text with what was found in brackets: a terminal without colour shows it too."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text.replace("\n", " ")
