"""The 发文字号 in the cell of a page's metadata.

The cell is the number: nothing there is cut off as introducing it.

A cell may leave out what the page says beside it: 2024年第9号 on an announcement of 岚岗市财政局 is
岚岗市财政局公告2024年第9号. Numbers in running text are read elsewhere.
"""

import re

from watcher.patterns import deferred
from watcher.reading.names import organ_runs
from watcher.reading.numbers.number_parts import (
    CLOSE,
    COUNT,
    GAP,
    OPEN,
    YEAR,
    Number,
    NumberKind,
    count_value,
    plain_text,
    squeeze_spaces,
    year_digits,
)
from watcher.reading.segment import Segment

_NAME = r"[一-龥〇A-Za-z][一-龥〇A-Za-z· \u200b、,]{0,59}?"
_KIND = "公告|通告|令"
_LABEL = deferred(r"\s*(?:(?:发文|文件)?字号|文件编号|发文号|文号)\s*:\s*")
_CODE = deferred(
    rf"(?P<code>{_NAME}){GAP}"
    rf"(?:{OPEN}{GAP}(?P<y>{YEAR}){GAP}年?{GAP}{CLOSE}|(?P<bare>(?:19|20)\d\d){GAP}-){GAP}"
    rf"(?P<di>第?){GAP}(?P<n>{COUNT}){GAP}(?P<end>号?)"
)
# 岚岗市人民政府令(第58号), 公告2024年第5号, 2024年第9号, 第58号令, 〔2024〕9号
_COUNTED = deferred(
    rf"(?P<name>{_NAME})??{GAP}(?P<what>{_KIND})?{GAP}[(]?{GAP}"
    rf"(?:(?P<y>{YEAR}){GAP}年{GAP}|{OPEN}{GAP}(?P<b>{YEAR}){GAP}{CLOSE}{GAP})?"
    rf"(?P<di>第?){GAP}(?P<n>{COUNT}){GAP}号"
    rf"{GAP}[)]?{GAP}(?P<after>{_KIND})?{GAP}[)]?"
)
_OF_TITLE = deferred(rf"({_KIND})(?:[(（][^()（）]{{1,20}}[)）])?$")
_HEAD_LINE = deferred(rf"[一-龥、 ]{{2,60}}?({_KIND})")
_NEAR = 6  # paragraphs at the top of a page that may hold an order's head
# 政府令第58号 leaves out whose, and so does 令第58号
_NOBODY = frozenset({"", "政府", "人民政府"})


def number_in_cell(cell: str, segment: Segment) -> Number | None:
    """The number a cell states; None where it states none (无, an index number).

    Offsets are the cell's own.
    """
    text = plain_text(cell)
    begin = label.end() if (label := _LABEL.match(text)) else len(text) - len(text.lstrip())
    if (match := _CODE.match(text, begin)) and len(squeeze_spaces(match["code"])) > 1:
        return _coded_number(match, cell)
    if match := _COUNTED.fullmatch(text.rstrip(), begin):
        return _counted_number(match, cell, segment)
    return None


def _coded_number(match: re.Match[str], cell: str) -> Number:
    code = squeeze_spaces(match["code"])
    # an announcement keeps its 第: 中国人民银行公告〔2024〕第5号
    di = "第" if match["di"] and code.endswith(("公告", "通告", "令")) else ""
    dated = year_digits(match["y"] or match["bare"])
    canonical = f"{code}〔{dated}〕{di}{count_value(match['n'])}号"
    torn = bool(match["bare"]) or not match["end"]
    return _cell_number(match, cell, canonical, "bracket", torn=torn)


def _counted_number(match: re.Match[str], cell: str, segment: Segment) -> Number | None:
    name = " ".join(re.split(r"[\s、,\u200b]+", match["name"] or ""))
    nobody = name in _NOBODY
    stated = match["what"] or match["after"]
    if not (nobody or stated):
        return None  # 总第5号, 附件2号
    organ = (_organs_of(segment) or name) if nobody else name
    what = stated or _kind_of(segment)
    canonical = f"{organ}{what}{_dated_count(match)}"
    kind: NumberKind = "order" if what == "令" else "announcement"
    return _cell_number(match, cell, canonical, kind, torn=nobody)


def _dated_count(match: re.Match[str]) -> str:
    """The year and the count: 2024年第9号, 〔2024〕9号 (第 as printed), 第58号."""
    count = f"{count_value(match['n'])}号"
    if match["y"]:
        return f"{year_digits(match['y'])}年第{count}"
    if match["b"]:
        return f"〔{year_digits(match['b'])}〕{match['di']}{count}"
    return f"第{count}"


def _cell_number(
    match: re.Match[str], cell: str, canonical: str, kind: NumberKind, *, torn: bool
) -> Number:
    raw = cell[match.start() : match.end()].strip()
    return Number(canonical, raw, match.start(), match.end(), torn, kind)


def _kind_of(segment: Segment) -> str:
    """公告, 通告 or 令 by the title's last word, else by the head above the text (岚岗市人民政府令)."""
    if match := _OF_TITLE.search(segment.title):
        return match[1]
    heads = _head_lines(segment)
    return heads[0][1] if heads else ""


def _organs_of(segment: Segment) -> str:
    """The issuing organs as the metadata names them, else the title up to 关于, else the head above
    the text; "" where none of them does.
    """
    titled = segment.title.partition("关于")[0]
    heads = [head.string[: head.start(1)] for head in _head_lines(segment)]
    for stated in (segment.meta.issuer or "", titled, *heads):
        text = stated.strip()
        if spans := organ_runs.split_organs(text):
            return " ".join("".join(text[a:b].split()) for a, b in spans)
    return ""


def _head_lines(segment: Segment) -> list[re.Match[str]]:
    """The lines at the top that are an order's or announcement's head, the kind as first group."""
    lines = [plain_text(paragraph.text).strip() for paragraph in segment.paragraphs[:_NEAR]]
    return [head for line in lines if (head := _HEAD_LINE.fullmatch(line))]
