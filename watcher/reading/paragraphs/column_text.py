"""Line breaks of columns, whose width shows only in the lines near by, as in a newspaper's text
layer. Knows no text that is wrapped at one limit throughout.
"""

from watcher.patterns import deferred, one_of
from watcher.reading.paragraphs import line_breaks
from watcher.reading.paragraphs.cleaned_lines import WIDEST, PrintedLine
from watcher.reading.paragraphs.paragraph_ends import COMMAS, STARTS, ends_sentence
from watcher.reading.paragraphs.wrapped_text import usual_gap

# "澄江市人民政府关于…的通知", "一图读懂《…》": a whole title, perhaps over several lines; no line
# below it goes on
_TITLE = deferred(
    lambda: (
        r"[^，。；：,;:]{0,60}关于[^。；：;:]{4,120}"
        rf"(?:{one_of('paper_words.wrapped_papers')})(?:[（(][^（）()]{{1,20}}[)）])?"
        r"|(?:一图读懂|图解|一文读懂)[^，。；：]{4,60}[》办法]"
        r"|[^，。；：]{4,80}(?:解读|问答|实录|答记者问)"
    )
)
_LINES_OF_A_TITLE = 5
# An article's first words: no headline above goes on in them
_DATELINE = deferred(
    r"本报讯|本报.{0,8}[0-9]{1,2}月[0-9]{1,2}日[讯电]|(?:据)?新华社.{0,8}[0-9]{1,2}月[0-9]{1,2}日电"
)
# "市财政局：彭某，0771-5334977", "…增长7.1%(文字编辑：李某)": whom to call, who wrote it, no more
_CLOSED = deferred(
    r"\d{3,4}-?\d{7,8}$"
    r"|[（(][^（）()]{0,40}(?:编辑|记者|责编|作者|来源|供稿) ?[：:][^（）()]{1,40}[）)]$"
)
_NARROWEST = 12  # cells of a column
_NEAR = 5  # lines that are compared to find a column's width
_SLACK = 5  # a fifth more or less is the same width
_FARTHEST = 90  # characters at a line's end that are searched for whom to call


def column_continuations(lines: list[PrintedLine]) -> list[bool]:
    """For each line, True where it goes on the line above."""
    follows = [False] * len(lines)
    full = _full_lines(lines)
    usual = max(1, usual_gap(line.gap for line in lines))
    at = 0
    while at < len(lines) - 1:
        stop = _last_of_run(lines, full, at, usual)
        if stop > at and _is_running_text(lines[at : stop + 1]):
            follows[at + 1 : stop + 1] = [True] * (stop - at)
        at = max(stop, at + 1)
    return follows


def _last_of_run(lines: list[PrintedLine], full: list[bool], first: int, usual: int) -> int:
    """The last of the lines from `first` on that may belong to one paragraph."""
    stop = first
    while stop < len(lines) - 1 and full[stop]:
        if not _may_follow(lines[stop], lines[stop + 1], usual):
            break
        if _is_whole_title(lines[first : stop + 1]):
            break
        stop += 1
    return stop


def _is_whole_title(lines: list[PrintedLine]) -> bool:
    if len(lines) > _LINES_OF_A_TITLE:
        return False
    return _TITLE.fullmatch("".join(line.text for line in lines)) is not None


def _may_follow(line: PrintedLine, following: PrintedLine, usual: int) -> bool:
    """A hard break stands between two lines of one paragraph only where neither is a heading nor a
    fresh start.
    """
    if _is_headed(line, following) or following.gap > usual:
        return False
    if following.width > line.width * 3 // 2:
        return False
    if ends_sentence(line.text) or _says_no_more(line.text) or _begins_afresh(following.text):
        return False
    return not (line_breaks.stands_alone(line.text) or line_breaks.stands_alone(following.text))


def _is_headed(line: PrintedLine, following: PrintedLine) -> bool:
    return line.level > 0 or following.level > 0 or (following.bold and not line.bold)


def _begins_afresh(text: str) -> bool:
    return STARTS.match(text) is not None or _DATELINE.match(text) is not None


def _says_no_more(text: str) -> bool:
    closed = text[-1] in ")）" or text[-1].isdigit()
    return closed and _CLOSED.search(text[-_FARTHEST:]) is not None


def _full_lines(lines: list[PrintedLine]) -> list[bool]:
    """For each line, True where it is as wide as the lines around it, and those share a limit: the
    text was wrapped there.

    Sample, a column of 18 characters: "初步估算，今年第一季度，本市高新区实 / 现规模以上工业增加值".
    A file with one line a paragraph has no such limit, because its widths differ.
    """
    widths = [line.width for line in lines]
    full = []
    for at, width in enumerate(widths):
        below = widths[at : at + _NEAR]
        above = widths[max(0, at + 1 - _NEAR) : at + 1][::-1]
        wide = _NARROWEST <= width <= WIDEST + WIDEST // _SLACK
        full.append(wide and (_reaches_limit(below) or _reaches_limit(above)))
    return full


def _reaches_limit(near: list[int]) -> bool:
    """True where the first of these widths reaches what most of them share; one outlier does not
    set the limit.
    """
    if len(near) < 2:
        return False
    limit = sorted(near)[-2]
    slack = max(4, limit // _SLACK)
    if not (_NARROWEST <= limit <= WIDEST and abs(near[0] - limit) <= slack):
        return False
    alike = sum(1 for width in near if abs(width - limit) <= slack)
    return alike >= min(3, len(near))


def _is_running_text(lines: list[PrintedLine]) -> bool:
    """Running text has commas or full stops; lists, signatures and headlines have none.

    Sample of what must stay apart: "省商务厅 省科技厅 / 省工业和信息化厅 省财政厅" (a signature).
    """
    marks = sum(len(COMMAS.findall(line.text)) for line in lines)
    return marks * 4 >= len(lines) and (ends_sentence(lines[-1].text) or marks >= 2)
