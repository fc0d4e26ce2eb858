"""The other documents that a text repeals (废止), by name and number.

The one that says so is never among them.
"""

from collections.abc import Iterator
from datetime import date

from watcher.patterns import deferred, worded
from watcher.reading.dates.civil_dates import Moment
from watcher.reading.dates.date_spans import Token
from watcher.reading.dates.elided_years import day_ahead, year_anchor
from watcher.reading.dates.wording import dates_in, sentence_bounds
from watcher.reading.document import Fact, Reference
from watcher.reading.facts.effective_day import Effective
from watcher.reading.facts.repeal_lists import HEADING, find_listed
from watcher.reading.names.named_documents import NamedDocument, find_named, reference_to
from watcher.reading.paragraphs.rule_words import Keywords
from watcher.reading.segment import Segment

_ENDS = Keywords(("废止", "停止执行", "停止施行", "停止实施", "不再执行", "失效", "终止执行"))
_WHOLE = worded("repeals", "{whole}")
_OWN_END = worded("repeals", "{own_end}")
# 原《甲办法》自本办法施行之日起废止: the other one ends
_FROM_OURS = deferred(r"(?:自|于|从)本[^,。;《》]{1,12}(?:之?日|后)起?(?:即行|同时|予以)?\Z")
_ITSELF = deferred("[该本此]《?\\Z")  # 该《办法》…施行，原办法同步废止
_LIST_BELOW = worded("repeals", "{list_below}")
_UNDER = worded("repeals", "{under}")
# the number behind a title
_ASIDE = r"^(?:[(](?:[^()]|[(][^()]{0,12}[)]){0,60}[)]|〔[^〔〕]{0,40}〕|\[[^\[\]]{0,40}\])?"
_ARTICLE = worded("repeals", "{article}")
# 自2026年7月1日起废止《…》, 决定废止下列文件：《…》: the names stand behind the word.
_BEHIND = deferred(r"(?:以下|下列|如下)?[^。;,《关]{0,24}[:]?《")
_DECIDED = worded("repeals", "{decided}")
_ONLY_TITLE = worded("repeals", "{only_title}")
_CHANGED_BY = deferred("(?:文件)?(?:修订|修正|修改)")
_HEADING = 40


def find_repeals(
    segment: Segment, effective: Effective | None = None, issued: Fact[date] | None = None
) -> tuple[Reference, ...]:
    """Every repealed document once, with the day it ends where that is known.

    Its own printed one, else this text's effect.
    """
    kept: dict[str, Reference] = {}
    for found in _references(segment, effective, issued):
        key = found.doc_number or found.title or ""
        if key and not any(_same(found, other) for other in kept.values()):
            kept[key] = found
    return tuple(kept.values())


def _same(one: Reference, other: Reference) -> bool:
    if one.doc_number and other.doc_number:
        return one.doc_number == other.doc_number
    if not one.title or not other.title:
        return False
    return one.title.endswith(other.title) or other.title.endswith(one.title)


def _references(
    segment: Segment, effective: Effective | None, issued: Fact[date] | None
) -> Iterator[Reference]:
    text = segment.text
    for at, _ in _ENDS.word_places(text):
        start, end = sentence_bounds(text, at)
        if _is_in_title(text, start, at):
            continue
        names = _ended(text, start, at)
        on = _day(segment, start, at, issued) or _effect(effective)
        if names:
            if _ends_whole(text[start:at], names[-1], start):
                yield from _of(segment, names, on, left=text[start:at], said=at + 2)
        elif behind := _behind(text, start, at, end):
            for name in behind:
                yield reference_to(segment, name, on=on, said=name.end)
        elif _says_list_below(text, start, at, end) or _heads_a_list(segment, at):
            yield from find_listed(segment, end, on)


def _is_in_title(text: str, start: int, at: int) -> bool:
    """The word stands inside a title: 《关于废止…的决定》."""
    if text.startswith("《", max(start - 1, 0)) and "》" not in text[start:at]:
        return True
    return text.count("《", start, at) > text.count("》", start, at)


def _ended(text: str, start: int, at: int) -> list[NamedDocument]:
    """The documents named before the word, without itself and those that it is done under."""
    names: list[NamedDocument] = []
    for name in find_named(text, start, at):
        under = _UNDER.search(text[max(start, name.start - 16) : name.start])
        itself = _ITSELF.search(text[max(start, name.start - 2) : name.start])
        if not under and not itself:
            names.append(name)
    return names


def _ends_whole(left: str, last: NamedDocument, start: int) -> bool:
    """The named documents end, and not this one's own term nor a part of theirs.

    `left` is the sentence up to the word, which begins at `start`.
    """
    between = left[last.end - start :]
    if _OWN_END.search(between) and "本" in left[:6] and not _FROM_OURS.search(between):
        return False
    return bool(_WHOLE.search(left[last.start - start :]))


def _says_list_below(text: str, start: int, at: int, end: int) -> bool:
    return bool(_LIST_BELOW.search(text[start:at]) or _LIST_BELOW.search(text[at : end + 1]))


def _behind(text: str, start: int, at: int, end: int) -> list[NamedDocument]:
    """The documents that 废止《甲》、《乙》 names behind the word.

    None where a repeal is only told of, as in 关于废止《甲》的决定.
    """
    if (
        not text.startswith(("废止", "停止执行"), at)
        or not _BEHIND.match(text, at + 2, end)
        or not _DECIDED.search(text[start:at])
    ):
        return []
    names = list(find_named(text, at, end))
    if names and _ONLY_TITLE.match(text, names[-1].end, end):
        return []
    return [name for name in names if not _ARTICLE.search(text[name.title_end : end])]


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
    known = day_ahead(last, year_anchor(segment, issued, None))
    return known[0] if known else None


def _effect(effective: Effective | None) -> date | None:
    return effective.value if effective and isinstance(effective.value, date) else None
