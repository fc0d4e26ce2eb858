"""发文机关: who issued a document.

Reads 主管部门, the signature, the title, running text; an organiser or contact is none.

The order is that of the labels in docs/reading.md: the page's metadata, 主管部门, the signature (落款),
the title, the organs an order or announcement is numbered by, running text with 印发/发布/编写/设立.
"""

import re
from collections.abc import Iterable

from store.records import Basis
from watcher.patterns import deferred, worded
from watcher.reading.document import Fact
from watcher.reading.names import homes, organ_runs, organs, reported_issuers
from watcher.reading.names.reported_issuers import organs_in
from watcher.reading.numbers import document_numbers
from watcher.reading.segment import Segment

_DATE = r"[12一二][\d〇○O零一二三四五六七八九]{3}\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日"
_A_DATE = deferred(_DATE)
_DATE_LINE = deferred(rf"\s*[(]?{_DATE}[)]?\s*")
_DATE_TAIL = deferred(rf"\s+{_DATE}\s*$|(?<=[部局委厅府室院会行署社])\s*{_DATE}\s*$")
_AUTHORITY = worded("issuer_words", "{authority}")
_LINE_LEAD = frozenset(" \t*#【[")
# where the organs that a title begins with end
_TITLE_VERB = worded("issuer_words", "{title_verb}")
_SESSION = r"第[一二三四五六七八九十]{1,3}届"
_CONGRESS = deferred(
    r"[(]?(?:\d{4}年\d{1,2}月\d{1,2}日)?"
    rf"(?P<body>(?:{_SESSION})?(?P<place>[一-龥]{{2,16}}?)(?:{_SESSION})?"
    r"人民代表大会(?P<standing>常务委员会)?)第[一二三四五六七八九十]{1,4}次会议(?:审议|表决)?通过"
)
_SIGNATURE_LINES = 16
_LONGEST_LINE = 400


def find_issuers(segment: Segment) -> tuple[Fact[str], ...]:
    """The issuing organs in printed order, relative names spelled out (自治区财政厅 → 广西壮族自治区财政厅).

    "等N部门" gives only the organs named. Basis is "stated"; the note says where a name was read or
    what was spelled out.
    """
    own = document_numbers.own_number(segment)
    number = own[0].value if own else None
    title = _title(segment)
    found = _named(segment, title) or _passed(segment) or _numbered(own)
    found = found or reported_issuers.find_reported_issuers(segment)
    where = None
    if any(homes.is_relative(fact.value) for fact in found):
        where = homes.home_division(segment, number)
    return _distinct(_spelled(fact, where) for fact in found)


def _named(segment: Segment, title: tuple[Fact[str], ...]) -> tuple[Fact[str], ...]:
    """Those named as issuers: in the metadata, as 主管部门, in the signature, else in the title."""
    stated = _metadata(segment, title) or _authority(segment, title)
    return stated or _signature(segment) or title


def _distinct(facts: Iterable[Fact[str]]) -> tuple[Fact[str], ...]:
    by_organ: dict[str, Fact[str]] = {}
    for fact in facts:
        by_organ.setdefault(organs.official_name(fact.value) or fact.value, fact)
    return tuple(by_organ.values())


def _spelled(fact: Fact[str], where: str | None) -> Fact[str]:
    name = homes.spell_out(fact.value, where)
    note = fact.note if name == fact.value else f"{fact.value} spelled out"
    wide = name.replace("(", "（").replace(")", "）")  # the text that was read is folded
    return fact if wide == fact.value else Fact(wide, fact.basis, fact.evidence, note)


def _metadata(segment: Segment, title: tuple[Fact[str], ...]) -> tuple[Fact[str], ...]:
    stated = segment.meta.issuer or ""
    names = [stated[a:b] for a, b in organ_runs.split_organs(stated)]
    if not names:
        return ()
    richer = _signature(segment) or title
    if any(organs.is_same_organ(names[0], fact.value) for fact in richer) and len(richer) >= len(
        names
    ):
        return richer
    return tuple(Fact("".join(name.split()), Basis.STATED, None, "page metadata") for name in names)


def _authority(segment: Segment, title: tuple[Fact[str], ...]) -> tuple[Fact[str], ...]:
    """The organs behind the label 主管部门; a misprint of the title's organ gives way to that."""
    for match in _AUTHORITY.finditer(segment.text):
        line = segment.starts[segment.index_at(match.start())]
        if match.start() - line > 6 or not _LINE_LEAD.issuperset(
            segment.text[line : match.start()]
        ):
            continue
        found = organs_in(segment, match.end(), _end_of_line(segment.text, match.end()))
        if found:
            return tuple(_rightly_printed(fact, title) for fact in found)
    return ()


def _rightly_printed(fact: Fact[str], title: tuple[Fact[str], ...]) -> Fact[str]:
    """The title's organ that a name is a misprint of, else the name as it is."""
    for other in title:
        if organs.is_misprint(fact.value, other.value):
            return other
    return fact


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _signature(segment: Segment) -> tuple[Fact[str], ...]:
    """The organs right above the first date that stands alone, or in the text's last lines."""
    for dated in _A_DATE.finditer(segment.text, segment.body_start):
        index = segment.index_at(dated.start())
        start, length = segment.starts[index], len(segment.paragraphs[index].text)
        if length > _LONGEST_LINE:
            continue
        text = segment.text[start : start + length]
        tail = _DATE_TAIL.search(text)
        found: tuple[Fact[str], ...] = ()
        if _DATE_LINE.fullmatch(text):
            found = _above(segment, index - 1)
        elif tail and (own_line := organs_in(segment, start, start + tail.start())):
            found = (*_above(segment, index - 1), *own_line)
        if found:
            return found
    return _above(segment, len(segment.paragraphs) - 1)


def _above(segment: Segment, last: int) -> tuple[Fact[str], ...]:
    lines: list[tuple[Fact[str], ...]] = []
    for index in range(last, max(segment.heads - 1, last - _SIGNATURE_LINES), -1):
        start = segment.starts[index]
        length = len(segment.paragraphs[index].text)
        facts = organs_in(segment, start, start + length) if length <= 200 else ()
        if not facts:
            break
        lines.insert(0, facts)
    return tuple(fact for line in lines for fact in line)


def _title(segment: Segment) -> tuple[Fact[str], ...]:
    """The organs the title begins with, up to its verb."""
    for text, offset in ((segment.text[: segment.body_start], 0), (segment.title, None)):
        verb = _TITLE_VERB.search(text)
        head = text[: verb.start()] if verb else ""
        head = head.rstrip("、 \n")
        spans = organ_runs.split_organs(head.replace("\n", " ")) if len(head) < 300 else ()
        if spans:
            office = _shared_office(text[verb.end() :] if verb else "")
            return tuple(
                Fact(
                    "".join(head[a:b].split()) + (office if not head[a:b].endswith(office) else ""),
                    Basis.STATED,
                    segment.cite(a, b) if offset == 0 and segment.paragraphs else None,
                    "",
                )
                for a, b in spans
            )
    return ()


def _passed(segment: Segment) -> tuple[Fact[str], ...]:
    """The congress that the note below a law's title says passed it: (…云岭省第十三届人民代表大会…会议通过)."""
    found = _CONGRESS.match(segment.text, segment.body_start)
    if not found:
        return ()
    name = f"{found['place']}人民代表大会{found['standing'] or ''}"
    return (Fact(name, Basis.STATED, segment.cite(*found.span("body")), "passed it"),)


def _shared_office(rest: str) -> str:
    """办公厅 in 工业和信息化部等18部门办公厅（室）关于: the organs named are their offices."""
    match = re.match(r"[\d一二三四五六七八九十]{0,3}个?(?:部门|单位|部委)(办公厅|办公室)", rest)
    return match[1] if match else ""


def _numbered(own: tuple[Fact[str], str] | None) -> tuple[Fact[str], ...]:
    """The organs in 财政部 税务总局公告2023年第30号; else the government of a 机关代字 (粤府办)."""
    if own is None:
        return ()
    names = re.split(r"(?:公告|通告|令)(?:〔|\d|第)", own[0].value)
    if len(names) > 1 and all(map(organs.looks_like_organ, names[0].split())):
        return tuple(Fact(name, Basis.STATED, own[0].evidence, "") for name in names[0].split())
    government = homes.government_of(own[0].value)
    return (
        (Fact(government, Basis.INFERRED, own[0].evidence, f"from the number {own[0].value}"),)
        if government
        else ()
    )
