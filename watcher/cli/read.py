"""`read` and `compare`: what the reader finds in files, and what differs between two. Stores nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watcher.cli import session
from watcher.cli.session import CommandError, JsonOption, complain, print_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from watcher.diffing import ClauseChange, FactChange
    from watcher.reading.document import Document

    _Found = tuple[
        tuple[Document, ...], str, tuple[str, ...]
    ]  # documents, why none were read, what was left out


def read(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="txt, md, html, pdf, docx, xlsx.")
    ],
    *,
    json: JsonOption = False,
    region: Annotated[
        str | None,
        typer.Option(
            "--region", metavar="PLACE", help="Where the texts apply unless they say otherwise."
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day they are read.")
    ] = None,
    body: Annotated[
        str | None, typer.Option("--body", metavar="CSS", help="Selector of a page's body.")
    ] = None,
    document: Annotated[
        int | None,
        typer.Option("--document", metavar="N", min=1, help="Show the facts of the Nth document."),
    ] = None,
) -> None:
    """Find documents and their facts in files; stores nothing.

    A file with several documents is split; each fact comes with the sentence that says it.

    \b
    policywatch read notice.html
    policywatch read --json --region 柳州 digest.txt handbook.md
    """
    code, today = session.region_code(region), session.day(as_of, "--as-of")
    folders = [str(file) for file in files if file.is_dir()]
    if folders:
        raise CommandError(f"a folder, not a file: {', '.join(folders)}")
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        raise CommandError(f"no such file: {', '.join(missing)}")
    failed = False
    for file in files:
        documents, note, cautions = _read(file, code, today, body)
        if note:
            complain(f"{file}: {note}")
            failed = True
        for caution in cautions:  # read, but not the whole of it
            complain(f"{file}: {caution}")
        if json:
            _print_json(documents, file)
        else:
            _print(documents, file, document)
    if failed:
        raise typer.Exit(1)


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier file.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later file.")],
    json: JsonOption = False,
) -> None:
    """Show which clauses differ between two files; stores nothing.

    Added, removed, amended, renumbered, moved; with the figures and dates that changed. Where each file is one document,
    the facts that differ stand first, a line each.

    \b
    policywatch compare measures-2024.docx measures-2026.docx
    """
    from watcher.diffing import compare as compare_texts  # noqa: PLC0415 -- late: --help needs none of it
    from watcher.diffing.compare_record import contract  # noqa: PLC0415 -- as above
    from watcher.rendering import redline  # noqa: PLC0415 -- as above

    texts = [_text(file) for file in (old, new)]
    changes = compare_texts(*texts)
    if json:
        for change in changes:
            print_json(contract(change))
        return
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only

    screen.facts(_facts(old, new, changes))
    if changes:
        screen.redline(redline.segments(changes))
    else:
        say("no clause differs")


def _read(file: Path, code: str | None, today: "date | None", body: str | None) -> "_Found":
    from watcher.parsing import parse  # noqa: PLC0415 -- late: --help needs none of it
    from watcher.reading import read as read_documents  # noqa: PLC0415 -- as above
    from watcher.reading.document import Context  # noqa: PLC0415 -- as above

    parsed = parse(file.read_bytes(), name=file.name, body=body)
    note = "" if parsed.outcome == "readable" else f"{parsed.outcome}: {parsed.note}"
    return (
        read_documents(parsed, Context(source=file.name, region=code, as_of=today)),
        note,
        parsed.warnings,
    )


def _text(file: Path) -> tuple[str, ...]:
    """A file's paragraphs: of the whole text, whatever documents are in it."""
    from watcher.parsing import parse  # noqa: PLC0415 -- late: --help needs none of it
    from watcher.reading.paragraphs.joined_lines import join_lines  # noqa: PLC0415 -- as above

    if not file.is_file():
        raise CommandError(f"no such file: {file}")
    parsed = parse(file.read_bytes(), name=file.name)
    if parsed.outcome != "readable":
        raise CommandError(f"{file}: {parsed.note}")
    return tuple(block.text for block in join_lines(parsed.lines, parsed.levels))


def _facts(old: Path, new: Path, changes: "Sequence[ClauseChange]") -> "tuple[FactChange, ...]":
    """The facts that differ, where either file is one document."""
    from watcher.diffing.fact_changes import compare_facts, with_rates  # noqa: PLC0415 -- late: --help needs none of it
    from watcher.reading.facts_record import facts_record  # noqa: PLC0415 -- as above

    found = [_read(file, None, None, None)[0] for file in (old, new)]
    if any(len(documents) != 1 for documents in found):
        return ()
    return with_rates(compare_facts(*(facts_record(documents[0]) for documents in found)), changes)


def _print_json(documents: "tuple[Document, ...]", file: Path) -> None:
    from watcher.reading.facts_record import contract  # noqa: PLC0415 -- beside its use

    for found in documents:
        print_json(contract(found, file.name))


def _print(documents: "tuple[Document, ...]", file: Path, chosen: int | None) -> None:
    from watcher.cli import findings, screen  # noqa: PLC0415 -- Rich is for people only

    if chosen is None and len(documents) != 1:
        screen.heading(f"{file}: {len(documents)} documents")
        findings.documents(documents)
        if documents:
            say("the facts of one: add --document N")
        return
    number = chosen or 1
    if number > len(documents):
        raise CommandError(f"--document: {file} holds {len(documents)} documents")
    findings.facts(documents[number - 1])
