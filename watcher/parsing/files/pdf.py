"""The text layer of a PDF, page by page, read in a process of its own with limits.

Recognises no images.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from watcher.parsing.files.text_files import split_lines
from watcher.parsing.parsed import Parsed
from watcher.parsing.source import RawSource
from watcher.patterns import deferred

MAX_BYTES = 100_000_000
MAX_PAGES = 500
MAX_SECONDS = 90
_WORKER = Path(__file__).with_name("pdf_worker.py")
_FOLIO = deferred(
    r"[-—–－·\s]{0,8}(?:第\s?)?\d{1,4}(?:\s?页)?(?:\s?[/／共]\s?\d{1,4}\s?页?)?[-—–－·\s]{0,8}"
)
_SHORTEST_PAGE = 8  # characters: pages with fewer on average are scans
_SURROGATE = deferred("[\ud800-\udfff]")


def parse_pdf(source: RawSource) -> Parsed:
    """Up to 500 pages in at most 90 s; what was read by then is kept, with a warning."""
    if len(source.data) > MAX_BYTES:
        note = (
            f"A PDF of {len(source.data):,} bytes; more than {MAX_BYTES:,} are not read."
            " Split the file."
        )
        return Parsed((), "pdf", outcome="too_large", note=note)
    facts, late = _ask_worker(source.data)
    if any("encrypted" in fact for fact in facts):
        note = (
            "The PDF is encrypted. Save it without protection, or watch the page that announces it."
        )
        return Parsed((), "pdf", outcome="encrypted", note=note)
    pages = [fact for fact in facts if "text" in fact]
    count = _stated_pages(facts)
    if count is None or (count and not pages):
        return Parsed((), "pdf", outcome="damaged", note=_broken_note(facts, late=late))
    return _parsed_pages(pages, _reading_warnings(pages, count, late=late))


def _stated_pages(facts: Sequence[dict[str, Any]]) -> int | None:
    """The number of pages the file says it has; None where it was not read so far."""
    for fact in facts:
        if "pages" in fact:
            return int(fact["pages"])
    return None


def _ask_worker(data: bytes) -> tuple[list[dict[str, Any]], bool]:
    """The facts that the worker told before it ended, and True where it had to be ended."""
    # -P keeps this folder off the worker's path: its html.py would stand before the standard
    # library's
    command = [sys.executable, "-P", str(_WORKER), str(MAX_PAGES), str(MAX_SECONDS)]
    try:
        done = subprocess.run(  # noqa: S603 - our own file
            command, input=data, capture_output=True, timeout=MAX_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as stopped:
        return _whole_facts(stopped.stdout or b""), True
    return _whole_facts(done.stdout), done.returncode < 0


def _whole_facts(output: bytes) -> list[dict[str, Any]]:
    """The whole lines of the worker's output; the last one is torn when it was stopped."""
    whole = output[: output.rfind(b"\n") + 1]
    return [json.loads(line) for line in whole.splitlines()]


def _broken_note(facts: Sequence[dict[str, Any]], *, late: bool) -> str:
    if late:
        return (
            f"Reading the PDF took more than {MAX_SECONDS} s or too much memory."
            " Save it again with another program."
        )
    reason = next((fact["broken"] for fact in facts if "broken" in fact), "nothing could be read")
    return (
        f"The PDF is damaged or cut short ({reason})."
        " Fetch it again, or save it again with another program."
    )


def _parsed_pages(pages: Sequence[dict[str, Any]], warnings: tuple[str, ...]) -> Parsed:
    lines: list[str] = []
    numbers: list[int] = []
    for number, page in enumerate(pages, 1):
        own = _lines_of(page["text"])
        lines += own
        numbers += [number] * len(own)
    scanned = sum(map(len, lines)) < _SHORTEST_PAGE * len(pages) or not lines
    if scanned and any(page["images"] for page in pages):
        note = (
            f"{len(pages)} page(s) of images without a text layer: a scan."
            " Recognise its text (OCR) and save it as txt."
        )
        return Parsed((), "pdf", outcome="scanned", note=note, warnings=warnings)
    if not lines:
        note = "The PDF's pages hold no text."
        return Parsed((), "pdf", outcome="empty", note=note, warnings=warnings)
    return Parsed(
        tuple(lines),
        "pdf",
        levels=(0,) * len(lines),
        pages=tuple(numbers),
        warnings=warnings,
    )


def _lines_of(text: str) -> list[str]:
    """A page's lines without blank ones and without the page number above or below."""
    lines = [
        line.strip()
        for line in split_lines(_SURROGATE.sub("\ufffd", text).replace("\x00", ""))
        if line.strip()
    ]
    if lines and _FOLIO.fullmatch(lines[-1]):
        lines.pop()
    if lines and _FOLIO.fullmatch(lines[0]):
        lines.pop(0)
    return lines


def _reading_warnings(
    pages: Sequence[dict[str, Any]], count: int, *, late: bool
) -> tuple[str, ...]:
    found = []
    if count > len(pages):
        why = f"after {MAX_SECONDS} s or too much memory" if late else f"at {MAX_PAGES} pages"
        found.append(f"reading stopped {why}: {len(pages)} of {count} pages were read")
    numbered = list(enumerate(pages, 1))
    blank = [number for number, page in numbered if _is_blank_image(page)]
    if blank and len(blank) < len(pages):
        found.append(f"{len(blank)} page(s) are images without text, the first is page {blank[0]}")
    broken = [number for number, page in numbered if "error" in page]
    if broken:
        found.append(f"{len(broken)} page(s) could not be read, the first is page {broken[0]}")
    return tuple(found)


def _is_blank_image(page: dict[str, Any]) -> bool:
    return bool(page["images"]) and not page["text"].strip()
