"""Plain text and markdown: the file's own lines, exactly as a person counts them.

Interprets nothing but headings.
"""

from watcher.parsing.charset import decode_bytes
from watcher.parsing.parsed import Form, Parsed
from watcher.parsing.source import RawSource
from watcher.patterns import deferred

MAX_BYTES = 20_000_000
_BREAK = deferred(r"\r\n|\r|\n")  # str.splitlines would also break at form feeds, U+0085 and U+2028
_HEADING = deferred(r"[\u200b\u2060\ufeff]? {0,3}(#{1,6})[ \t\u200b]")
_DASHES = deferred(r":?-+:?")
_FENCE = deferred(r" {0,3}(```|~~~)")


def parse_plain(source: RawSource) -> Parsed:
    return _parse_text(source, "plain")


def parse_markdown(source: RawSource) -> Parsed:
    return _parse_text(source, "markdown")


def _parse_text(source: RawSource, form: Form) -> Parsed:
    if len(source.data) > MAX_BYTES:
        note = (
            f"{len(source.data):,} bytes of text; more than {MAX_BYTES:,} are not read."
            " Split the file."
        )
        return Parsed((), form, outcome="too_large", note=note)
    decoded = decode_bytes(source.data, source.content_type)
    lines = split_lines(decoded.text)
    warnings = (decoded.warning,) if decoded.warning else ()
    if not decoded.text.strip():
        return Parsed(
            (), form, outcome="empty", note="The file holds no text.", charset=decoded.charset
        )
    levels = heading_levels(lines) if form == "markdown" else (0,) * len(lines)
    tables = pipe_tables(lines) if "|" in decoded.text else ()
    return Parsed(
        lines, form, levels=levels, tables=tables, charset=decoded.charset, warnings=warnings
    )


def split_lines(text: str) -> tuple[str, ...]:
    r"""The lines of `text` at \n, \r\n and \r only; a final line break ends the last line, it
    starts no other.
    """
    lines = _BREAK.split(text) if "\r" in text else text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def pipe_tables(lines: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The tables drawn with pipes: rows of `| a | b |`, the second one dashes (GFM), which is left
    out.
    """
    tables: list[tuple[tuple[str, ...], ...]] = []
    rows: list[tuple[str, ...]] = []
    for line in (*lines, ""):
        bare = line.strip()
        if len(bare) > 2 and bare[0] == bare[-1] == "|":
            rows.append(tuple(cell.strip() for cell in bare[1:-1].split("|")))
            continue
        if len(rows) > 2 and all(_DASHES.fullmatch(cell) for cell in rows[1]):
            tables.append((rows[0], *rows[2:]))
        rows = []
    return tuple(tables)


def heading_levels(lines: tuple[str, ...]) -> tuple[int, ...]:
    """Level of each ATX heading (`# …` = 1), 0 elsewhere and inside fenced code (CommonMark 4.2,
    4.5).
    """
    levels: list[int] = []
    fenced = False
    for line in lines:
        if _FENCE.match(line):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(line)
        levels.append(len(heading[1]) if heading else 0)
    return tuple(levels)
