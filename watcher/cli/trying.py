"""`sources test`: a dry run of one source. Stores nothing."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from config.settings import SourceSettings
from store.records import LookStatus
from watcher.cli.opened import load_settings
from watcher.cli.session import CommandError, ConfigOption, JsonOption, complain, print_json, say
from watcher.fetching import KINDS
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.results import Answer
from watcher.fetching.web.client import Web
from watcher.reading.document import Document
from watcher.reading.facts_record import contract
from watcher.understanding import understand_answer


def try_out(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The source to try.")],
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Fetch a source now and show what would be found.

    A dry run: stores nothing, tells nobody. Try a new source's selectors with it.
    """
    settings = load_settings(ctx, config)
    source = next((one for one in settings.sources if one.key == key), None)
    if source is None:
        raise CommandError(f"no source is called “{key}”; see `policywatch sources`")
    look = KINDS[source.kind].look(source, SourceMemory(), Web())
    if not json:
        outcome = f": {look.reason}" if look.reason else f", {len(look.answers)} places"
        say(f"{key}: {look.status}{outcome}")
    found = [_dry_run(source, answer, json=json) for answer in look.answers]
    if not json:
        say(f"{sum(found)} documents would be found")
    if look.status not in (LookStatus.FETCHED, LookStatus.UNCHANGED):
        complain(f"{key}: {look.status}: {look.reason}")
        raise typer.Exit(1)


def _dry_run(source: SourceSettings, answer: Answer, *, json: bool) -> int:
    """Reads one answer as the pipeline would and prints what it holds.

    Returns the number of documents.
    """
    if answer.body is None:
        complain(f"{answer.address}: {answer.status}: {answer.reason}")
        return 0
    parsed, documents = understand_answer(answer, source, datetime.now(UTC))
    if parsed.outcome != "readable":
        complain(f"{answer.address}: {parsed.note}")
    for document in documents:
        if json:
            print_json(contract(document, answer.address))
        else:
            say(_found_line(document, answer.address))
    return len(documents)


def _found_line(document: Document, address: str) -> str:
    number = f" {document.doc_number.value}" if document.doc_number else ""
    return f"  {document.kind:<14} {document.title}{number}   {address}"
