"""Label and value pairs out of lines: table cells, dl, `标签：值`, one `|` row.

Decides nothing about documents.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from watcher.parsing.html.blocks import SEAM, Flow, FlowLine
from watcher.parsing.html.page_title import one_title
from watcher.parsing.html.sites import UNKEPT, Label, site_tables
from watcher.patterns import deferred

_TRIM = SEAM + " \t\u3000|｜;；:：【】[]"
_BAR = deferred(r"\s*[|｜]\s*")
_COLON = deferred(r"[：:]")
_COLONS = frozenset("：:")
_STATING = deferred(
    rf"[：:|｜【\[［{SEAM}]"
)  # a line without any of these is a label alone, or states nothing
_OUTSIDE = deferred(
    rf"[{SEAM}\s|｜;；【\[（(、，。>·•]"
)  # what may stand before a label inside a line
_LONGEST_VALUE = 400
_SHORT_FIELDS = frozenset(
    {"doc_number", "issued_on", "published_on", "status", "index_number"}
)  # one inline element each
_DATE_FIELDS = frozenset({"issued_on", "published_on"})
_DATE = deferred(
    r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)\s?日?"
    r"(?:\s{0,3}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_NUMBER = deferred(r"[^\s：:]{1,24}\d\s?号")
_BRACKETED = deferred(r"[【\[［]([^【\[［】\]］]{2,20})[】\]］]")
_OPENING = frozenset("【[［")
_EDGES = SEAM + " "
_FAR = 14  # characters a label may take with white space between its own


@dataclass(frozen=True, slots=True)
class Pair:
    """A label as known to sites.toml, its value as printed, what the label means, and the line it
    stands in.
    """

    label: str
    value: str
    meaning: Label
    line: int


def pairs_of(flow: Flow, lines: Sequence[FlowLine], *, stacked: bool = False) -> list[Pair]:
    """Every known label with its value, in page order.

    With `stacked`, a row of labels is answered by the row below it: right for a record, wrong
    inside a text, where such a table lists other documents.
    """
    found: list[Pair] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        columns = (
            _stacked_pairs(line, following)
            if stacked and line.cells and following is not None
            else []
        )
        for label, value in columns or _pairs_of_line(flow, line, following):
            meaning = site_tables().labels[label]
            if meaning.field != UNKEPT and len(value) <= _LONGEST_VALUE:
                found.append(Pair(label, _on_one_line(value, meaning.field), meaning, at))
    return found


def _on_one_line(value: str, field: str) -> str:
    """A value set in several lines."""
    return one_title(value.split("\n")) if field == "title" else value.replace("\n", " ")


def label_of(text: str) -> str | None:
    """The known label that `text` is, white space and colons taken out (发 文 机 关： → 发文机关)."""
    if len(text) > 2 * site_tables().longest_label + _FAR:
        return None
    bare = "".join(text.split()).strip(_TRIM)
    return bare if bare in site_tables().labels else None


def _pairs_of_line(
    flow: Flow, line: FlowLine, following: FlowLine | None
) -> Iterator[tuple[str, str]]:
    if line.cells:
        yield from _pairs_of_cells(line.cells)
        return
    label = label_of(line.text)
    if label:
        if (
            following is not None
            and _is_in_group(flow, line, following)
            and not _starts_pair(following)
        ):
            yield label, following.text.strip(_TRIM)
    elif _STATING.search(line.seamed or line.text):
        yield from _pairs_of_text(line.seamed or line.text)


def _pairs_of_cells(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Label cells answered by the cell after them, and cells that hold both."""
    cells = [cell for cell in cells if cell not in _COLONS]  # a colon may have a cell of its own
    at = 0
    while at < len(cells):
        label = label_of(cells[at])
        if label is None:
            yield from _pairs_of_text(cells[at])
        elif at + 1 < len(cells) and not _begins_with_label(cells[at + 1]):
            yield label, cells[at + 1].strip()
            at += 1
        at += 1


def _begins_with_label(cell: str) -> bool:
    """Tell whether a cell is a label or begins with one: 成文日期：2026-03-02 answers no empty 文号：."""
    colon = _COLON.search(cell)
    begun = colon and _label_before(cell, colon.start(), 0)
    return label_of(cell) is not None or bool(begun and not cell[: begun[0]].strip(_TRIM))


def _stacked_pairs(labels: FlowLine, values: FlowLine) -> list[tuple[str, str]]:
    """The columns of a row of nothing but labels and the row under it."""
    names = [label_of(cell) for cell in labels.cells]
    if (
        len(names) < 2
        or len(names) != len(values.cells)
        or None in names
        or any(map(label_of, values.cells))
    ):
        return []
    return [(name, value) for name, value in zip(names, values.cells, strict=True) if name]


def _pairs_of_text(text: str) -> Iterator[tuple[str, str]]:
    """`标签：值 标签：值`, or parts between bars (`文号：桂政发〔2026〕1号 | 公文时效 有效`), colons or not."""
    if "|" in text or "｜" in text:
        found = _pairs_between_bars(text)
    else:
        found = _pairs_in_brackets(text) or inline_pairs(text)
        if not found:
            yield from _pairs_of_pieces(text)  # a colon may be that of a time of day
    for label, value in found:
        yield label, _one_value(label, value)


def _pairs_between_bars(text: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for part in _BAR.split(text):
        found = inline_pairs(part)
        if not found:
            label, _, value = part.replace(SEAM, " ").strip().partition(" ")
            found = [(label, value.strip())] if value and label in site_tables().labels else []
        pairs += found
    return pairs


def _pairs_in_brackets(text: str) -> list[tuple[str, str]]:
    """`[索引号] A/1 【文号】桂政发〔2026〕1号`: a line that begins with a label in brackets."""
    if text.lstrip(_EDGES)[:1] not in _OPENING:
        return []
    marks = [(mark, label) for mark in _BRACKETED.finditer(text) if (label := label_of(mark[1]))]
    if not marks or text[: marks[0][0].start()].strip(_EDGES):
        return []
    ends = [*(mark.start() for mark, _ in marks[1:]), len(text)]
    return [
        (label, text[mark.end() : end].strip(_TRIM))
        for (mark, label), end in zip(marks, ends, strict=True)
    ]


def _pairs_of_pieces(text: str) -> Iterator[tuple[str, str]]:
    """Labels told from their values by nothing but their inline element (`<em>索引号</em>A/1`)."""
    if SEAM not in text:
        return
    pieces = [piece.strip() for piece in text.split(SEAM) if piece.strip()]
    for at, piece in enumerate(pieces[:-1]):
        label = label_of(piece)
        if label and not label_of(pieces[at + 1]):
            yield label, _one_value(label, SEAM.join(takewhile(_is_no_label, pieces[at + 1 :])))


def _is_no_label(piece: str) -> bool:
    return label_of(piece) is None


def _one_value(label: str, value: str) -> str:
    """A value without the seams in it; a number or a date ends at the first, unless it goes on."""
    value = value.strip(_TRIM)
    whole = value.replace(SEAM, "")
    if site_tables().labels[label].field not in _SHORT_FIELDS:
        return whole.strip(_TRIM)
    dated = _DATE.match(whole)
    if dated and site_tables().labels[label].field in _DATE_FIELDS:
        return dated[0].strip()
    going_on = _NUMBER.match(whole) if SEAM in value else None
    return going_on[0] if going_on else value.partition(SEAM)[0].strip(_TRIM)


def inline_pairs(text: str) -> list[tuple[str, str]]:
    """`标签：值 标签：值` on one line; a value runs to the next known label."""
    # (the label's first character, the value's first character, the label)
    marks: list[tuple[int, int, str]] = []
    floor = 0
    for colon in _COLON.finditer(text):
        at = _label_before(text, colon.start(), floor)
        if at is not None:
            marks.append((at[0], colon.end(), at[1]))
            floor = colon.end()
    pairs = []
    for index, (_, start, label) in enumerate(marks):
        end = marks[index + 1][0] if index + 1 < len(marks) else len(text)
        pairs.append((label, text[start:end].strip(_TRIM)))
    return pairs


def _label_before(text: str, colon: int, floor: int) -> tuple[int, str] | None:
    """The start of the longest known label that ends at `colon`, and the label, read backwards over
    white space.
    """
    labels = site_tables().labels
    best: tuple[int, str] | None = None
    letters = ""
    for at in range(colon - 1, max(floor, colon - site_tables().longest_label - _FAR) - 1, -1):
        if text[at].isspace() or text[at] == SEAM:
            continue
        letters = text[at] + letters
        if letters in labels and (at == floor or _OUTSIDE.match(text[at - 1])):
            best = at, letters
    return best


def _is_in_group(flow: Flow, label: FlowLine, value: FlowLine) -> bool:
    """Tell whether a value's block stands in the same group as its label's (dt and dd, two divs of
    one row).
    """
    around = flow.parents[label.box] if label.box >= 0 else -1
    if label.box >= 0 and around >= 0 and flow.tags[label.box] not in {"dt", "td", "th"}:
        around = flow.parents[around]
    return around < 0 or around <= value.box < (flow.ends[around] or len(flow.parents))


def _starts_pair(line: FlowLine) -> bool:
    return bool(label_of(line.text) or line.cells or inline_pairs(line.seamed or line.text))
