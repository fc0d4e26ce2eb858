"""Which other documents a text repeals (废止), by name and number. The one that says so is never among them."""

from collections.abc import Iterator
from datetime import date

from watcher.patterns import deferred
from watcher.reading.dates.civil_dates import Moment
from watcher.reading.dates.date_spans import Token
from watcher.reading.dates.elided_years import ahead, anchor
from watcher.reading.dates.wording import bounds, dates_in
from watcher.reading.document import Fact, Reference
from watcher.reading.facts.effective_day import Effective
from watcher.reading.facts.repeal_lists import HEADING, listed
from watcher.reading.names.named_documents import NamedDocument, find_named, reference_to
from watcher.reading.paragraphs.rule_words import Keywords
from watcher.reading.segment import Segment

_ENDS = Keywords(("废止", "停止执行", "停止施行", "停止实施", "不再执行", "失效", "终止执行"))
_WHOLE = deferred(
    r"(?:同时|同步|即行|予以|相应|一并|均|自行|全部|决定|宣布|现|现予|明令|相继|自)[^。;,]{0,24}\Z|》(?:[(〔\[][^()]{0,40}[)〕\]])?[”]?(?:等)?[^。;,]{0,12}\Z|号[)〕]?(?:文件|文|等)*[^。;,]{0,12}\Z|文件\Z|,\Z"
)
_OWN_END = deferred(
    r"(?:至|到|期满|届满|期满后|到期后?|本[^,。《》]{0,10})[^,。;《》]{0,20}(?:自动|自行)?\Z"
)
# 原《甲办法》自本办法施行之日起废止: the other one ends
_FROM_OURS = deferred(r"(?:自|于|从)本[^,。;《》]{1,12}(?:之?日|后)起?(?:即行|同时|予以)?\Z")
_ITSELF = deferred("[该本此]《?\\Z")  # 该《办法》…施行，原办法同步废止
_LIST_BELOW = deferred(r"(?:下列|以下|如下|附件|目录|[:])")
_UNDER = deferred(r"(?:根据|依据|按照|依照|参照|为贯彻|为落实|执行|适用|依《)[^,。;《]{0,12}\Z")
_ASIDE = r"^(?:[(](?:[^()]|[(][^()]{0,12}[)]){0,60}[)]|〔[^〔〕]{0,40}〕|\[[^\[\]]{0,40}\])?"  # the number behind a title
_ARTICLE = deferred(
    _ASIDE + r"(?:[”]?(?:的|中|中的|中关于)?第[一二三四五六七八九十百零0-9]+(?:条|款|项|章)"
    r"|(?:中|中的|有关|关于)[^,。;]{0,30}(?:条款|规定|内容|部分)|中的[^,。;]{2,30})"
)
# 自2026年7月1日起废止《…》, 决定废止下列文件：《…》: the names stand behind the word.
_BEHIND = deferred(r"(?:以下|下列|如下)?[^。;,《关]{0,24}[:]?《")
_DECIDED = deferred(
    r"(?:决定|日起|现|即日起|予以|同意|宣布|同时|一并|相应|[^。;《]{0,16}[0-9]日起?)[^。;,《》]{0,8}\Z|(?:^|,|^[ #*]*[(]?[一二三四五六七八九十0-9]{1,3}[)]?[、.．]? ?)\Z"
)
_ONLY_TITLE = deferred(
    r"[(（〔]?[^。;,《》]{0,30}(?:的(?:决定|通知|公告|请示|函|说明|公示|意见|议案)|事宜|工作)"
)
_CHANGED_BY = deferred("(?:文件)?(?:修订|修正|修改)")
_HEADING = 40


def find(
    segment: Segment, effective: Effective | None = None, issued: Fact[date] | None = None
) -> tuple[Reference, ...]:
    """Every repealed document once, with the day it ends where that is known: its own printed one, else this text's effect."""
    kept: dict[str, Reference] = {}
    for found in _references(segment, effective, issued):
        key = found.doc_number or found.title or ""
        if key and not any(_same(found, other) for other in kept.values()):
            kept[key] = found
    return tuple(kept.values())


def _same(one: Reference, other: Reference) -> bool:
    if one.doc_number and other.doc_number:
        return one.doc_number == other.doc_number
    return bool(
        one.title
        and other.title
        and (one.title.endswith(other.title) or other.title.endswith(one.title))
    )


def _references(
    segment: Segment, effective: Effective | None, issued: Fact[date] | None
) -> Iterator[Reference]:
    text = segment.text
    for at, _ in _ENDS.word_places(text):
        start, end = bounds(text, at)
        if text.startswith("《", max(start - 1, 0)) and "》" not in text[start:at]:
            continue
        depth = text.count("《", start, at) - text.count("》", start, at)
        if depth > 0:
            continue  # inside a title: 《关于废止…的决定》
        names = [
            name
            for name in find_named(text, start, at)
            if not _UNDER.search(text[max(start, name.start - 16) : name.start])
            and not _ITSELF.search(text[max(start, name.start - 2) : name.start])
        ]
        on = _day(segment, start, at, issued) or _effect(effective)
        left = text[start:at]
        if names:
            between = text[names[-1].end : at]
            if _OWN_END.search(between) and "本" in left[:6] and not _FROM_OURS.search(between):
                continue
            if not _WHOLE.search(left[names[-1].start - start :]):
                continue
            yield from _of(segment, names, on, left=left, said=at + 2)
        elif behind := _behind(text, start, at, end):
            yield from (reference_to(segment, name, on=on, said=name.end) for name in behind)
        elif (
            _LIST_BELOW.search(left)
            or _LIST_BELOW.search(text[at : end + 1])
            or _heads_a_list(segment, at)
        ):
            yield from listed(segment, end, on)


def _behind(text: str, start: int, at: int, end: int) -> list[NamedDocument]:
    """What 废止《甲》、《乙》 names behind the word; none where it is only told of, as in 关于废止《甲》的决定."""
    if (
        not text.startswith(("废止", "停止执行"), at)
        or not _BEHIND.match(text, at + 2, end)
        or not _DECIDED.search(text[start:at])
    ):
        return []
    names = list(find_named(text, at, end))
    told_of = names and _ONLY_TITLE.match(text, names[-1].end, end)
    return (
        []
        if told_of
        else [name for name in names if not _ARTICLE.search(text[name.title_end : end])]
    )


def _heads_a_list(segment: Segment, at: int) -> bool:
    """The word stands in a short heading of its own: 二、予以废止的文件."""
    index = segment.index_at(at)
    start = segment.starts[index]
    printed = segment.text[start : start + len(segment.paragraphs[index].text)]
    return index >= segment.heads and len(printed) <= _HEADING and bool(HEADING.search(printed))


def _of(
    segment: Segment, names: list[NamedDocument], on: date | None, *, left: str, said: int
) -> Iterator[Reference]:
    start = said - 2 - len(left)
    for name in names:
        if _ARTICLE.search(left[name.title_end - start :]):
            continue  # only an article of it
        if not name.title and _CHANGED_BY.match(left, name.end - start):
            continue  # the one that changed it: 《…》(甲政发〔2020〕5号，甲政发〔2021〕2号修订)
        yield reference_to(segment, name, on=on, said=said)


def _day(segment: Segment, start: int, at: int, issued: Fact[date] | None) -> date | None:
    """The 2026年5月26日 of 自2026年5月26日起废止, right before the word."""
    last: Token | None = None
    for token in dates_in(segment.text):
        if token.start >= at:
            break
        if token.start >= start and at - token.end <= 6:
            last = token
    if not isinstance(last, Moment) or segment.text[max(last.start - 1, 0)] not in "自从于":
        return None
    known = ahead(last, anchor(segment, issued, None))
    return known[0] if known else None


def _effect(effective: Effective | None) -> date | None:
    return effective.value if effective and isinstance(effective.value, date) else None
