"""`read` and `compare`: what the reader finds in files, and what differs between two. Stores nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from watcher.cli import session
from watcher.cli.session import CommandError, JsonOption, complain, print_json, say

if TYPE_CHECKING:
    from datetime import date

    from watcher.reading.document import Document, Evidence, Fact


def read(  # noqa: PLR0913 -- the options of the contract
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="txt, md, html, pdf, docx, xlsx.")],
    *,
    json: JsonOption = False,
    region: Annotated[
        str | None, typer.Option("--region", help="Where the texts apply unless they say otherwise.")
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day they are read.")] = None,
    body: Annotated[str | None, typer.Option("--body", metavar="CSS", help="Selector of a page's body.")] = None,
    document: Annotated[
        int | None, typer.Option("--document", metavar="N", min=1, help="Show the facts of the Nth document.")
    ] = None,
) -> None:
    """Find the documents in files and their facts, each with the sentence it came from. Stores nothing."""
    code, today = session.region_code(region), session.day(as_of, "--as-of")
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        raise CommandError(f"no such file: {', '.join(missing)}")
    failed = False
    for file in files:
        documents, note = _read(file, code, today, body)
        if note:
            complain(f"{file}: {note}")
            failed = True
        if json:
            _print_json(documents, file)
        else:
            _print(documents, file, document)
    if failed:
        raise typer.Exit(1)


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD")],
    new: Annotated[Path, typer.Argument(metavar="NEW")],
    json: JsonOption = False,
) -> None:
    """Show which clauses differ between two files: added, removed, amended, renumbered, moved. Stores nothing."""
    from watcher.diffing import compare as compare_texts  # noqa: PLC0415 -- late: --help needs none of it
    from watcher.diffing.record import contract  # noqa: PLC0415 -- as above
    from watcher.rendering import redline  # noqa: PLC0415 -- as above

    texts = [_text(file) for file in (old, new)]
    changes = compare_texts(*texts)
    if json:
        for change in changes:
            print_json(contract(change))
        return
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only

    if changes:
        screen.marked(redline.segments(changes))
    else:
        say("no clause differs")


def _read(file: Path, code: str | None, today: "date | None", body: str | None) -> "tuple[tuple[Document, ...], str]":
    from watcher.parsing import parse  # noqa: PLC0415 -- late: --help needs none of it
    from watcher.reading import read as read_documents  # noqa: PLC0415 -- as above
    from watcher.reading.document import Context  # noqa: PLC0415 -- as above

    parsed = parse(file.read_bytes(), name=file.name, body=body)
    note = "" if parsed.outcome == "readable" else f"{parsed.outcome}: {parsed.note}"
    return read_documents(parsed, Context(source=file.name, region=code, as_of=today)), note


def _text(file: Path) -> tuple[str, ...]:
    """A file's paragraphs: of the whole text, whatever documents are in it."""
    from watcher.parsing import parse  # noqa: PLC0415 -- late: --help needs none of it
    from watcher.reading.joining import joined  # noqa: PLC0415 -- as above

    if not file.is_file():
        raise CommandError(f"no such file: {file}")
    parsed = parse(file.read_bytes(), name=file.name)
    if parsed.outcome != "readable":
        raise CommandError(f"{file}: {parsed.note}")
    return tuple(block.text for block in joined(parsed.lines, parsed.levels))


def _print_json(documents: "tuple[Document, ...]", file: Path) -> None:
    from watcher.reading.record import contract  # noqa: PLC0415 -- beside its use

    for found in documents:
        print_json(contract(found, file.name))


def _print(documents: "tuple[Document, ...]", file: Path, chosen: int | None) -> None:
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only

    if chosen is not None or len(documents) == 1:
        number = chosen or 1
        if number > len(documents):
            raise CommandError(f"{file} holds {len(documents)} documents")
        _print_facts(documents[number - 1])
        return
    rows = [
        (
            number,
            f"{found.lines[0]}–{found.lines[1]}",
            found.kind,
            found.title,
            _value(found.doc_number),
            _closes(found),
        )
        for number, found in enumerate(documents, 1)
    ]
    screen.heading(f"{file}: {len(documents)} documents")
    screen.table(("#", "lines", "kind", "title", "number", "closes"), rows)
    if rows:
        say("the facts of one: add --document N")


def _print_facts(found: "Document") -> None:
    from watcher.cli import screen  # noqa: PLC0415 -- Rich is for people only

    screen.heading(found.title)
    screen.pairs(
        [("kind", found.kind), ("lines", f"{found.lines[0]}–{found.lines[1]}"), ("audience", "、".join(found.audience))]
    )
    rows = [
        *_fact("number", found.doc_number),
        *(row for issuer in found.issuers for row in _fact("issuer", issuer)),
        *_fact("issued", found.issued_on),
        *_fact("published", found.published_on),
        *_fact("effective", found.effective_from),
        *_fact("valid until", found.valid_until),
        *_fact("valid years", found.validity_years),
        *(
            (w.kind, f"{w.opens or ''} – {w.closes or w.status} {w.batch or ''}", w.basis, *_where(w.evidence))
            for w in found.windows
        ),
        *(
            (f"in {d.amount} {d.unit}s", f"{d.anchor} → {d.due or '?'}", "", *_where(d.evidence))
            for d in found.relative_deadlines
        ),
        *(("repeals", r.doc_number or r.title, "", *_where(r.evidence)) for r in found.repeals),
        *(
            (r.relation, r.reference.doc_number or r.reference.title, "", *_where(r.reference.evidence))
            for r in found.relations
        ),
        *(("cites", r.doc_number or r.title, "", *_where(r.evidence)) for r in found.cites),
        *(
            ("region", f"{found.region.value.name} {found.region.value.code}", found.region.basis, "", "")
            for _ in [0]
            if found.region
        ),
        *((f"industry {i.strength}", i.label, "", *_where(i.evidence)) for i in found.industries),
        *(("amount", a.text, "", *_where(a.evidence)) for a in found.amounts),
        *(("conflict", text, "", "", "") for text in found.conflicts),
        *(("not understood", e.text, "", *_where(e)) for e in found.unclear),
    ]
    screen.table(("fact", "value", "basis", "line", "from the sentence"), rows)


def _fact(label: str, fact: "Fact[Any] | None") -> list[tuple[object, ...]]:
    return [] if fact is None else [(label, f"{fact.value}", fact.basis, *_where(fact.evidence))]


def _where(evidence: "Evidence | None") -> tuple[str, str]:
    return (str(evidence.lines[0]), evidence.text) if evidence else ("", "")


def _value(fact: "Fact[str] | None") -> str:
    return fact.value if fact else ""


def _closes(found: "Document") -> str:
    return " ".join(str(window.closes or window.status) for window in found.windows)
