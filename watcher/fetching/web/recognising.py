"""Tells whether a page is the document that its address is known by, or any document at all.

Pure.
"""

import re
from difflib import SequenceMatcher

from watcher.fetching.expected import Expected
from watcher.fetching.web.page_words import PageWords
from watcher.fetching.web.stand_in_words import StandIn, word_lists

_ALIKE = 0.6  # of a title's letters in one run, or in all: 某某办法 and 某某办法（2026年修订）
_LONGEST_TITLE = 200  # letters compared; comparing costs their product
_SHORTEST_TITLE = 6
_SHORTEST_TEXT = 15  # letters of text beside a title: 现予公布，请查阅附件
_KIND = re.compile(
    r"(?:通知|公告|通告|通报|意见|办法|方案|规划|计划|纲要|细则|规定|规则|规程|决定|决议|批复|函|条例|报告|措施|公示|指南|指引|目录"
    r"|标准|制度|预案|要点|解读|清单|名单|说明)(?:修订|试行|暂行|征求意见稿|全文|\d{4}年.{0,6})?$"
)
_WORDING = re.compile(
    r"特此(?:通知|公告|公示|通告|通报|函复|函告|批复)|各(?:有关|相关)?[^各]{0,8}(?:单位|企业|部门|政府|局)(?:现|为|根据)"
    r"|第[一二三四五六]条|现[将予就].{0,30}(?:如下|通知|公告|印发)|自印发之日起|自发布之日起"
)
_TWICE = 2
# a title with such words names a stand-in; of a check or a login a document may speak, and say so
# in
# its title: 关于防范短信验证码诈骗的通知
_NO_DOCUMENT = (StandIn.MISSING, StandIn.UPKEEP, StandIn.BUSY, StandIn.BLOCKED)


def says_expected(words: PageWords, expected: Expected) -> bool:
    """True where the page says a title or the number that its address is known by, and more."""
    for known in (*expected.telling_titles, *expected.telling_numbers):
        if known in words.text and len(words.text) >= len(known) + _SHORTEST_TEXT:
            return True
    if len(words.text) < _SHORTEST_TEXT:
        return False
    return any(
        _is_alike(known, title) for known in expected.telling_titles for title in words.titles
    )


def is_notice(words: PageWords, besides: Expected | None = None) -> bool:
    """True for a page that is some document: by its number, its title, or how it is worded.

    `besides` are titles that do not count: they are known to stand there.
    """
    if words.numbered or len(set(_WORDING.findall(words.text))) >= _TWICE:
        return True
    if besides is not None:
        return False
    return any(_is_document_title(title, words.text) for title in words.titles)


def without_titles(words: PageWords, expected: Expected) -> str:
    """The text without the titles that stand in it."""
    rest = words.text
    for title in (*expected.telling_titles, *words.titles):
        rest = rest.replace(title, "")
    return rest


def _is_document_title(title: str, text: str) -> bool:
    if len(title) < _SHORTEST_TITLE or not _KIND.search(title):
        return False
    if any(word_lists()[kind].is_said_in(title) for kind in _NO_DOCUMENT):
        return False
    return len(text.replace(title, "")) >= _SHORTEST_TEXT


def _is_alike(known: str, title: str) -> bool:
    """True for two spellings of one title: one in the other, or most letters in the same order."""
    known, title = known[:_LONGEST_TITLE], title[:_LONGEST_TITLE]
    if len(title) < _SHORTEST_TITLE:
        return False
    if known in title or (title in known and len(title) >= _ALIKE * len(known)):
        return True
    run = SequenceMatcher(None, known, title, autojunk=False).find_longest_match()
    return run.size >= _ALIKE * max(len(known), len(title))
