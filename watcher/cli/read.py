"""`read` and `compare`: what the reader finds in files, and what differs between two.

Stores nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from watcher.bounded_reading import read_bounded
from watcher.cli import findings, screen, session
from watcher.cli.place_option import region_code
from watcher.cli.session import CommandError, JsonOption, complain, print_json, say
from watcher.diffing import ClauseChange, FactChange, compare_facts
from watcher.diffing import compare as compare_texts
from watcher.diffing.compare_record import clause_record
from watcher.diffing.comparing_facts import with_rates
from watcher.parsing import parse
from watcher.reading.document import Context, Document
from watcher.reading.facts_record import contract, facts_record
from watcher.reading.paragraphs.joined_lines import join_lines
from watcher.reading_process import Job
from watcher.rendering import redline


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The documents of one file.

    `note` says why none were read, `cautions` what was left out of them.
    """

    documents: tuple[Document, ...]
    note: str
    cautions: tuple[str, ...]


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
    code, today = region_code(region), session.day(as_of, "--as-of")
    _require_files(files)
    failed = False
    for file in files:
        found = _read(file, code, today, body)
        failed = failed or bool(found.note)
        _complain_of(file, found)
        if json:
            for one in found.documents:
                print_json(contract(one, file.name))
        else:
            _print(found.documents, file, document)
    if failed:
        raise typer.Exit(1)


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier file.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later file.")],
    json: JsonOption = False,
) -> None:
    """Show which clauses differ between two files; stores nothing.

    Added, removed, amended, renumbered, moved; with the figures and dates that changed. Where each
    file is one document, the facts that differ stand first, a line each.

    \b
    policywatch compare measures-2024.docx measures-2026.docx
    """
    texts = [_text(file) for file in (old, new)]
    changes = compare_texts(*texts)
    if json:
        for change in changes:
            print_json(clause_record(change))
        return
    screen.facts(_facts(old, new, changes))
    if changes:
        screen.redline(redline.terminal_segments(changes))
    else:
        say("no clause differs")


def _require_files(files: Sequence[Path]) -> None:
    """Nothing is read where one of them is no file. Raises CommandError."""
    folders = [str(file) for file in files if file.is_dir()]
    if folders:
        raise CommandError(f"a folder, not a file: {', '.join(folders)}")
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        raise CommandError(f"no such file: {', '.join(missing)}")


def _read(file: Path, code: str | None, today: date | None, body: str | None) -> ReadFile:
    context = Context(source=file.name, region=code, as_of=today)
    parsed, documents = read_bounded(Job(file.read_bytes(), file.name, None, body, context))
    note = "" if parsed.outcome == "readable" else f"{parsed.outcome}: {parsed.note}"
    return ReadFile(documents, note, parsed.warnings)


def _complain_of(file: Path, found: ReadFile) -> None:
    """Says on standard error what kept a file, or a part of it, from being read."""
    if found.note:
        complain(f"{file}: {found.note}")
    for caution in found.cautions:
        complain(f"{file}: {caution}")


def _text(file: Path) -> tuple[str, ...]:
    """A file's paragraphs: of the whole text, whatever documents are in it."""
    if not file.is_file():
        raise CommandError(f"no such file: {file}")
    parsed = parse(file.read_bytes(), name=file.name)
    if parsed.outcome != "readable":
        raise CommandError(f"{file}: {parsed.note}")
    return tuple(block.text for block in join_lines(parsed.lines, parsed.levels))


def _facts(old: Path, new: Path, changes: Sequence[ClauseChange]) -> tuple[FactChange, ...]:
    """The facts that differ, where either file is one document."""
    before = _read(old, None, None, None).documents
    after = _read(new, None, None, None).documents
    if len(before) != 1 or len(after) != 1:
        return ()
    return with_rates(compare_facts(facts_record(before[0]), facts_record(after[0])), changes)


def _print(documents: tuple[Document, ...], file: Path, chosen: int | None) -> None:
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
