"""发文字号: every number a text prints, and which one is the document's own.

What a number's parts look like is elsewhere.
"""

from functools import lru_cache

from store.records import Basis, DocumentKind
from watcher.patterns import deferred
from watcher.reading.document import Evidence, Fact
from watcher.reading.names import organ_runs
from watcher.reading.numbers import (
    bracket_numbers,
    cell_numbers,
    code_parts,
    number_heads,
    order_numbers,
)
from watcher.reading.numbers.number_parts import (
    COUNT,
    GAP,
    Number,
    NumberKind,
    count_value,
    plain_text,
)
from watcher.reading.segment import Segment

__all__ = ["Number", "NumberKind", "find_numbers", "number_conflicts", "own_number"]

# how many paragraphs below the title a number still is the document's own when it stands alone
_NEAR = 8
_LABEL = deferred(r"(?:发文字号|文件字号|文件编号|发文号|文号)\s?[】\]]?\s?[::]?\s?$")
# "澄江市财政局关于…的公告" and "2026年第3号" beneath it
_OF_ANNOUNCEMENT = deferred(r"关于.{2,120}的(公告|通告)(?:[(（][^()（）]{1,20}[)）])?$")
# "(2026年3月10日云岭省人民政府令第12号公布 根据2028年…令第20号修正)" right below a regulation's title
_MADE_BY = deferred(r"[(]?(?:\d{4}年\d{1,2}月\d{1,2}日)?(?:以|由)?")
_MADE = deferred("(?:公布|发布|颁布)|,.{4,120}(?:通过|公布|施行)")
_COUNTED = deferred(rf"[(]?((?:19|20)\d\d年)?{GAP}第{GAP}({COUNT}){GAP}号[)]?")
# （2023年12月26日澄政办规〔2023〕9号公布 根据2025年1月13日《…》修订）
_MADE_KNOWN = deferred(rf"[(]{GAP}(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日{GAP}(?:以|经|由)?{GAP}")
_KNOWN = deferred("(?:公布|发布|印发|颁布)")
# more of a line than this is never looked at: a number with so much beside it does not stand alone
_WIDE = 200
_AROUND = " \t\u200b()[]【】<>*#_"
_TITLE_ENDS = "知见法定告复案施则》"  # what the title before a number ends in
# what may follow a number at the start of a paragraph: the addressee, never 文件 or 规定
_ADDRESSEE = deferred(r"\s{0,4}(?:各|[^,。;]{0,40}[::]\s*$)|\s+\S")


@lru_cache(maxsize=16)
def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number in the text, in order; none overlaps another.

    `text` may be printed or folded, offsets are its own.
    """
    flat = plain_text(text)
    candidates = [
        *order_numbers.find_order_numbers(flat, text),
        *bracket_numbers.find_bracket_numbers(flat, text),
    ]
    found: list[Number] = []
    for number in sorted(candidates, key=lambda n: (n.start, -n.end)):
        if not found or number.start >= found[-1].end:
            found.append(number)
    return number_heads.complete_places(found, flat)


def own_number(segment: Segment) -> tuple[Fact[str], str] | None:
    """The document's own number and its raw form, never one it cites.

    From the metadata cell; else behind the title in brackets or before it; else alone on a line by
    the title, at the start of the first lines, or behind a label 文号. Only a policy text has one:
    a report's numbers are those of the papers it reports.
    """
    if listed := _number_of_cell(segment):
        fact = Fact(listed.canonical, Basis.STATED, None, _number_note(listed, "page metadata"))
        return fact, listed.raw
    if segment.kind != DocumentKind.POLICY_TEXT:
        return None
    for number in find_numbers(segment.text):
        if _is_own(segment, number):
            found = segment.cite(number.start, number.end)
            return Fact(number.canonical, Basis.STATED, found, _number_note(number, "")), found.text
    return _number_in_title(segment) or _announced_number(segment)


def number_conflicts(segment: Segment, stated: Fact[str] | None) -> tuple[str, ...]:
    """In words, another number that the page's metadata states than the text prints as its own; the
    page's stands.
    """
    if stated is None or stated.evidence is not None:
        return ()
    if segment.kind != DocumentKind.POLICY_TEXT or "〔" not in stated.value:
        return ()
    for number in find_numbers(segment.text):
        if _is_own(segment, number):
            first = number.canonical
            if first != stated.value and "〔" in first:
                return (f"发文字号：页面信息为{stated.value}，正文为{first}",)
            break
    return ()


def _number_of_cell(segment: Segment) -> Number | None:
    """The number that the metadata's cell states: read as in running text where that takes in the
    whole cell, else as a cell.
    """
    cell = segment.meta.doc_number or ""
    listed = find_numbers(cell)
    first = listed[0] if listed else None
    if first and _takes_in(first, cell):
        return first
    return cell_numbers.number_in_cell(cell, segment) or first


def _takes_in(number: Number, cell: str) -> bool:
    """True where nothing of the cell is left beside the number, or only its organ.

    财政部 财税〔2014〕75号: the organ is not the code's.
    """
    before, after = cell[: number.start].strip(_AROUND), cell[number.end :].strip(_AROUND)
    code = number.canonical.partition("〔")[0]
    if organ_runs.split_organs(before) and code_parts.is_known_code(code, strong=True):
        return True
    whose = number.canonical.startswith(("政府令", "人民政府令"))  # the metadata says whose
    return not (before or after or whose)


def _announced_number(segment: Segment) -> tuple[Fact[str], str] | None:
    """澄江市财政局关于…的公告 / 2026年第3号: the number lacks its organs, which the title names."""
    verb = _OF_ANNOUNCEMENT.search(segment.title)
    spans = organ_runs.split_organs(segment.title[: verb.start()].rstrip()) if verb else ()
    if not verb or not spans:
        return None
    for index in range(segment.heads, min(segment.heads + 3, len(segment.paragraphs))):
        start = segment.starts[index]
        text = segment.paragraphs[index].text
        if found := _COUNTED.fullmatch(plain_text(text).strip()):
            names = " ".join("".join(segment.title[a:b].split()) for a, b in spans)
            canonical = f"{names}{verb[1]}{found[1] or ''}第{count_value(found[2])}号"
            cited = segment.cite(start, start + len(text))
            return Fact(canonical, Basis.STATED, cited, "the organs are the title's"), cited.text
    return None


def _number_in_title(segment: Segment) -> tuple[Fact[str], str] | None:
    """A number behind the title when the title's paragraphs do not carry it (a link's text)."""
    for number in find_numbers(segment.title):
        if _stands_outside(segment.title, number):
            found = Evidence(number.raw, segment.lines)
            return Fact(number.canonical, Basis.STATED, found, _number_note(number, "")), number.raw
    return None


def _number_note(number: Number, origin: str) -> str:
    repaired = f"repaired from {number.raw}" if number.repaired else ""
    return "; ".join(part for part in (origin, repaired) if part)


def _is_own(segment: Segment, number: Number) -> bool:
    first, last = segment.index_at(number.start), segment.index_at(number.end - 1)
    if last < segment.heads:
        title = segment.text[: segment.body_start].rstrip("\n")
        return _stands_outside(title, number)
    base = max(segment.starts[first], number.start - _WIDE)
    stop = min(segment.starts[last] + len(segment.paragraphs[last].text), number.end + _WIDE)
    before, after = segment.text[base : number.start], segment.text[number.end : stop]
    below = first - segment.heads
    if _is_made_known(before, after, below):
        return True
    if _LABEL.search(before):
        return below < 2 * _NEAR
    if below >= _NEAR or before.strip(_AROUND):
        return False
    if not after.strip(_AROUND):
        return True
    return below < 3 and _ADDRESSEE.match(after) is not None


def _is_made_known(before: str, after: str, below: int) -> bool:
    """A number in the brackets below a regulation's title, that made it known; `below` counts the
    paragraphs between.
    """
    if below == 0 and _MADE_BY.fullmatch(before) and _MADE.match(after):
        return True
    if below >= 3 or not _KNOWN.match(after):
        return False
    # a label 文号 has a word of its own to say
    return _LABEL.search(before) is None and _MADE_KNOWN.fullmatch(before.strip()) is not None


def _stands_outside(title: str, number: Number) -> bool:
    """True where a number in a title stands before or behind it, not within its sentence
    (废止粤府办〔1990〕76号文件).
    """
    before, after = title[: number.start], title[number.end :]
    if after.strip(_AROUND):
        return not before.strip(_AROUND) and after.lstrip()[:1] in ("(", "《", "关", "-")
    if not before.strip(_AROUND) or before[-1:] in " \n([【<":
        return True
    return before.rstrip()[-1:] in _TITLE_ENDS
