"""`search`: policies by their words. Indexes what is not indexed yet, then asks the store."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli import session
from watcher.cli.session import ConfigOption, JsonOption, print_json, say

if TYPE_CHECKING:
    from store.lists.full_text import Hit
    from store.records import Policy


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
    from store import policies  # noqa: PLC0415 -- late: --help needs no store
    from store.lists import full_text as store  # noqa: PLC0415 -- as above
    from watcher.upkeep.indexing import index_some  # noqa: PLC0415 -- as above

    settings = session.settings(ctx, config)
    with session.store(settings) as database:
        while index_some(database):
            pass
        with database.read() as tx:
            hits = store.find(tx, " ".join(words), limit=limit, offset=offset)
            known = policies.many(tx, {hit.policy_id for hit in hits})
    if json:
        for hit in hits:
            print_json(_view(hit, known[hit.policy_id]))
    elif not _print(hits, known):
        say("no policy holds all of these words")


def _view(hit: "Hit", known: "Policy") -> dict[str, Any]:
    from watcher.cli import views  # noqa: PLC0415 -- beside its use

    return {
        "policy": views.policy(known),
        "score": round(hit.score, 4),
        "title_highlights": [list(span) for span in hit.title_highlights],
        "snippet": hit.snippet,
        "snippet_highlights": [list(span) for span in hit.snippet_highlights],
    }


def _print(hits: "list[Hit]", known: "dict[int, Policy]") -> int:
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only

    rows = [
        (
            f"#{hit.policy_id}",
            known[hit.policy_id].status,
            _marked(hit.title, hit.title_highlights),
            _marked(hit.snippet, hit.snippet_highlights),
        )
        for hit in hits
    ]
    return screen.entries(("id", "status", "policy"), rows)


def _marked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with what was found in brackets: a terminal without colour shows it too."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text.replace("\n", " ")
