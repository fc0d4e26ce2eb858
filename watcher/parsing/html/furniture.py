"""Knows the lines of a page's body that are furniture: stamps, counters, buttons, neighbours'
links. Touches no other line.
"""

import re
from collections.abc import Sequence

from watcher.parsing.html.blocks import FlowLine
from watcher.parsing.html.sites import site_tables
from watcher.patterns import deferred

_HEAD = 10  # stamp lines stand among the first lines of a body
_TOP = 4  # a site's own date stands among the first of these
_TAIL = 15
_LONGEST_STAMP = 160
_LONGEST_BUTTON = 60
_LONGEST_DATE = 40
_LONGEST_FOOT = 600  # characters: a foot may be one line of everything
_BLANK = deferred(r"\s+")
_COUNTER = deferred(
    r"[【\[（(]?(?:本文|本页|信息|页面)?(?:已被|已)?(?:浏览|阅读|点击|访问)(?:次数|人数|量|数|率)?"
    r"[：:]?\d{0,12}(?:人)?(?:次)?[】\]）)]?"
)
_NEIGHBOUR = deferred(r"[【\[]?(?:上一[篇条页则]|下一[篇条页则])[】\]]?(?:[：:]|$)")
_CRUMB = deferred(r"(?:您?(?:当前|现在|目前)?(?:所在)?的?位置|您现在的位置是?|当前页面)[：:]")
_FONT = deferred(
    r"[【\[（(]?(?:字号|字体|字体大小|文字大小|正文字体)[：:]?[\[【]?(?:特大|大|中|小|默认|超大|\+|-|A)"
    r"[^一-鿿]{0,6}[大中小默认超特号\s|/+\-A]*[】\]）)]{0,2}.{0,24}"
)
_EDITOR = deferred(r"[（(【\[]?(?:责任编辑|责编|网站编辑|信息录入|文字编辑)[：:].{0,30}")
_RELATED = deferred(
    r"[【\[]?(?:相关(?:文章|链接|阅读|信息|新闻|解读|政策|文件|稿件|报道|内容|资讯|推荐|政策与解读)"
    r"|延伸阅读|猜你喜欢|推荐阅读|(?:政策|文件|图片|图文|文字|专家|视频|媒体)解读"
    r"|解读(?:链接|文件|材料)|关联(?:文件|政策|解读|阅读)|(?:您|你)可能感兴趣的内容|排行榜|(?:政策性?文件)?(?:留言|在线)咨询)[】\]]?[：:]?"
)
# headings that no document prints of itself, with or without what they head
_ELSEWHERE = deferred(
    r"[【\[]?(?:相关(?:链接|阅读|新闻|报道|资讯)|延伸阅读|推荐阅读|猜你喜欢)[】\]]?[：:]?"
)
_BETWEEN = deferred(r"[\s|｜/【】\[\]［］]+")
_SHORT = 60  # characters of an entry under such a heading
_BRACKETS = "【】[]［］（）()"
_SCAN = deferred(
    r"[^，。；]{0,12}(?:扫一扫|扫描|扫码|二维码)[^，。；]{0,6}(?:手机|本页|本文|当前页|分享|关注|阅读|浏览|访问|查看|打开)[^，。；]{0,14}"
    r"|(?:请?用?(?:手机|微信))?扫一扫|(?:用)?手机(?:端)?(?:查看|浏览|阅读)"
)
_OTHER_DATE = deferred(
    r"(?:成文|发文|印发|生成|产生|制发|更新|修改|施行|实施|生效|失效|废止|截止)(?:日期|时间)?[：:\s|｜]*$"
)
_LABEL = 12  # characters before a date that may say which date it is
_SENTENCE = deferred("[，。；]")
_FOOT = deferred(
    r"ICP备|公网安备|版权所有|网站标识码|政府网站标识|技术支持|主办单位[：:]|承办单位[：:]|主办[：:]"
    r"|承办[：:]|网站地图|copyright|建议使用.{0,20}浏览器",
    re.IGNORECASE,
)
_DATE = deferred(
    r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?"
    r"(?:\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
# 发布于 2026-03-05; 发布时间 2026-03-05
_PUBLISHED = deferred(
    rf"(?:发布于[：:]?|发表于[：:]?|(?:发布|发表|公布|公开)(?:时间|日期))\s?(?P<date>{_DATE.pattern})"
)


def furniture_lines(lines: Sequence[FlowLine]) -> set[int]:
    """Indexes of the lines to leave out."""
    out = {at for at, line in enumerate(lines) if is_furniture(line.text)}
    out.update(at for at, line in enumerate(lines[:_HEAD]) if _is_above_text(line.text, at))
    last = len(lines)
    # from the last line up: a list is known by what follows its heading
    for at in range(last - 1, max(0, last - _TAIL) - 1, -1):
        text = lines[at].text
        if _EDITOR.fullmatch(text) or is_stamp(text):
            out.add(at)
        if _heads_list(lines, at, out):
            out.update(range(at, last))
        elif _goes_alone(lines[at]):
            out.add(at)
    return out


def _is_above_text(text: str, at: int) -> bool:
    """A stamp, a bread crumb, or at the very top the site's own date."""
    if is_stamp(text) or _CRUMB.match(text):
        return True
    return at < _TOP and _is_clock_date(text)


def _heads_list(lines: Sequence[FlowLine], at: int, out: set[int]) -> bool:
    """True for the heading of a list of neighbours that goes on to the end; `out` are the lines
    that are furniture already.
    """
    text = lines[at].text
    below = [lines[index] for index in range(at + 1, len(lines)) if index not in out]
    if _RELATED.fullmatch(_BLANK.sub("", text)) and all(map(_is_link, below)):
        return True
    if _goes_alone(lines[at]):
        return False
    return _ELSEWHERE.match(text) is not None and all(_is_entry(line.text) for line in below)


def _is_entry(text: str) -> bool:
    """Tell whether a line is short and no sentence, as an entry of a list is."""
    return len(text) <= _SHORT and not text.endswith(("。", "；", "："))


def _is_link(line: FlowLine) -> bool:
    """Tell whether a line is a link, a label and the date of its entry aside."""
    rest = _RELATED.sub("", _DATE.sub("", line.text), count=1)
    return line.linked > 0 and line.linked * 2 > len(rest)


def _goes_alone(line: FlowLine) -> bool:
    """A call to scan the page, or a link to what belongs to it: furniture without a list below."""
    if _SCAN.fullmatch(line.text):
        return True
    return _is_link(line) and _RELATED.match(line.text) is not None


def is_furniture(text: str) -> bool:
    """Buttons, counters and neighbours' links, wherever they stand."""
    if len(text) > _LONGEST_BUTTON:
        return len(text) <= _LONGEST_STAMP and _NEIGHBOUR.match(text) is not None
    bare = _BLANK.sub("", text)
    known = site_tables().furniture_lines
    if bare in known or bare.strip(_BRACKETS) in known:
        return True
    if _COUNTER.fullmatch(bare) or _NEIGHBOUR.match(bare) or _FONT.fullmatch(text):
        return True
    return _is_row_of_buttons(text)


def _is_row_of_buttons(text: str) -> bool:
    """收藏 | 打印 | 关闭; 首页 上一页 1 2 下一页: buttons, numbers of pages and an editor's name side by
    side.
    """
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    words = [piece for piece in pieces if not piece.isdigit()]
    return len(pieces) > 1 and len(words) > 0 and all(map(_is_button, words))


def _is_button(word: str) -> bool:
    return (
        word in site_tables().furniture_lines
        or _ELSEWHERE.fullmatch(word) is not None
        or bool(_EDITOR.fullmatch(word))
    )


def is_stamp(text: str) -> bool:
    """`发布时间：2026-09-07 来源：… 浏览次数：13`: a line of nothing but stamp words and their values."""
    if len(text) > _LONGEST_STAMP:
        return False
    words = stamp_words(text)
    if not words:
        return False
    strong = any(site_tables().stamps[word] for word, _ in words)
    lead = text[: words[0][1]].strip(" \u3000|｜【[（(")
    dated_lead = bool(_DATE.fullmatch(lead))
    return (not lead or dated_lead) and (
        strong or (dated_lead and len(words) > 0) or len(words) > 1
    )


def stamp_words(text: str) -> list[tuple[str, int]]:
    """The stamp words that stand before a colon, with where they start."""
    stamps = site_tables().stamps
    found: list[tuple[str, int]] = []
    for colon in re.finditer("[：:]", text):
        for length in range(6, 1, -1):
            start = colon.start() - length
            if start >= 0 and text[start : colon.start()] in stamps:
                found.append((text[start : colon.start()], start))
                break
    return found


def stamp_date(text: str) -> str | None:
    """The date in a stamp line, unless the line says that it is another date than that of
    publication.
    """
    if len(text) > _LONGEST_STAMP or _SENTENCE.search(text):
        return None
    if said := _PUBLISHED.match(text):
        return said["date"].strip()
    if not (is_stamp(text) or stamp_words(text)):
        return None
    for match in _DATE.finditer(text):
        if not _OTHER_DATE.search(text, max(0, match.start() - _LABEL), match.start()):
            return match[0].strip()
    return None


def lone_date(text: str) -> str | None:
    """The date that a line is, brackets around it left out."""
    if len(text) > _LONGEST_DATE:
        return None
    bare = text.strip("[]【】()（） ")
    return bare if _DATE.fullmatch(bare) else None


def _is_clock_date(text: str) -> bool:
    """A date alone as a site writes it, 2026-03-05 10:22; a document writes its own with 年月日."""
    found = lone_date(text)
    return found is not None and "年" not in found


def is_related(text: str) -> bool:
    """The heading of a list of neighbours: 相关新闻, 政策解读, 排行榜."""
    return (
        len(text) <= _LONGEST_BUTTON
        and _RELATED.fullmatch(_BLANK.sub("", text).lstrip("|｜")) is not None
    )


def is_foot(text: str) -> bool:
    """The foot of a site: who runs it, its registrations."""
    return len(text) <= _LONGEST_FOOT and _FOOT.search(text) is not None
