"""The numbers that Word counts by itself (一、 （一） 第三条), which stand in no paragraph's text.

Rules of ECMA-376 part 1, 17.9: a paragraph names a list and a level, itself or through its style; a
level has a start, a number format and a text such as `第%1条`, where %1 is the first level's count. A
count goes up with each paragraph of its level and starts again when a level above it does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_MOST_STYLES = 20  # in one chain of styles based on each other
_CLOSING = "、）)．。：:　 "  # what needs no space behind it
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its way of counting and the text it prints."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    apart: bool = True  # a tab or a space follows
    restart_after: int | None = (
        None  # the level (1-based) that starts it again; None is any above it, 0 none
    )
    legal: bool = False  # every count as Arabic digits


class Numbering:
    """The lists of one document, and how far each has counted.

    Asks for the paragraphs in their order.
    """

    def __init__(self, document: Any) -> None:
        self._styles = {style.style_id: style.element for style in document.styles}
        root = _numbering_root(document)
        self._abstract = {
            _attribute_value(each, "abstractNumId"): each
            for each in _child_elements(root, "abstractNum")
        }
        self._lists = {
            _attribute_value(each, "numId"): each for each in _child_elements(root, "num")
        }
        self._levels: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def number_before(self, paragraph: Any) -> str:
        """The number that Word prints before a paragraph's text; "" for one that is not counted, or
        has a bullet.
        """
        if not self._lists:
            return ""
        # python-docx's own way to its XML
        number, at = self._list_place(paragraph._p)  # noqa: SLF001
        if number is None or number not in self._lists:
            return ""
        abstract, levels = self._levels_of(number)
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._count_paragraph(number, abstract, levels, at)
        return "" if level.form in ("bullet", "none") else _printed_number(level, levels, counts)

    def _list_place(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and level that a paragraph, or else the chain of its styles, names."""
        properties = paragraph.find(f"{_W}pPr")
        number, level = _named_list(properties)
        name = None if properties is None else _child_value(properties, "pStyle")
        for _ in range(_MOST_STYLES):
            if (number is not None and level is not None) or name not in self._styles:
                break
            element = self._styles[name]
            of_style = _named_list(element.find(f"{_W}pPr"))
            number = number or of_style[0]
            level = of_style[1] if level is None else level
            name = _child_value(element, "basedOn")
        return number, min(level or 0, _LEVELS - 1)

    def _levels_of(self, number: str) -> tuple[str, dict[int, _Level]]:
        """The abstract list that a list counts in, and its levels; a list may override some of
        them.
        """
        if number not in self._levels:
            element = self._lists[number]
            abstract = _child_value(element, "abstractNumId") or ""
            definition = self._linked_definition(self._abstract.get(abstract))
            levels = {
                _level_index(each): _read_level(each) for each in _child_elements(definition, "lvl")
            }
            for override in _child_elements(element, "lvlOverride"):
                for each in _child_elements(override, "lvl"):
                    levels[_level_index(each)] = _read_level(each)
            self._levels[number] = abstract, levels
        return self._levels[number]

    def _linked_definition(self, definition: Any) -> Any:
        """A definition that only names a list style stands for the one that defines the style."""
        link = None if definition is None else _child_value(definition, "numStyleLink")
        if link is None:
            return definition
        defining = (
            each for each in self._abstract.values() if _child_value(each, "styleLink") == link
        )
        return next(defining, definition)

    def _count_paragraph(
        self, number: str, abstract: str, levels: dict[int, _Level], at: int
    ) -> list[int | None]:
        """One more of a level; lists of one definition count together, unless one starts anew."""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            self._start_anew(number, counts)
        for above in range(at):
            if counts[above] is None:
                counts[above] = levels[above].start if above in levels else 1
        known = counts[at]
        counts[at] = levels[at].start if known is None else known + 1
        for below in range(at + 1, _LEVELS):
            if _restarts(levels.get(below), at + 1):
                counts[below] = None
        return counts

    def _start_anew(self, number: str, counts: list[int | None]) -> None:
        """Set the counts that a list overrides, each one below: the first paragraph adds one."""
        for override in _child_elements(self._lists[number], "lvlOverride"):
            start = _child_value(override, "startOverride")
            level = _level_index(override)
            if start is not None and start.isdecimal() and level < _LEVELS:
                counts[level] = int(start) - 1


def _restarts(level: _Level | None, counted: int) -> bool:
    """True where a level starts again once the level `counted` (1-based) has counted."""
    after = None if level is None else level.restart_after
    return after is None or (after > 0 and counted <= after)


def _numbering_root(document: Any) -> Any:
    """The root of the part that defines the lists; None where a document has none."""
    for relation in document.part.rels.values():
        if "numbering" in relation.reltype and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _ideographs(count: int) -> str:
    """Digit by digit: 〇, 一〇, 二五."""
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _full_width(count: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))


_COUNTING = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
)


_CIRCLED_FORMS = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")


def _named_list(properties: Any) -> tuple[str | None, int | None]:
    place = None if properties is None else properties.find(f"{_W}numPr")
    if place is None:
        return None, None
    level = _child_value(place, "ilvl")
    return _child_value(place, "numId"), int(level) if level and level.isdecimal() else None


def _read_level(element: Any) -> _Level:
    start, restart = _child_value(element, "start"), _child_value(element, "lvlRestart")
    legal = element.find(f"{_W}isLgl")
    return _Level(
        start=int(start) if start and start.isdecimal() else 1,
        form=_child_value(element, "numFmt") or "decimal",
        text=_child_value(element, "lvlText") or "",
        apart=_child_value(element, "suff") != "nothing",
        restart_after=int(restart) if restart and restart.isdecimal() else None,
        legal=legal is not None and legal.get(f"{_W}val") not in ("0", "false", "off"),
    )


def _printed_number(level: _Level, levels: dict[int, _Level], counts: list[int | None]) -> str:
    text = level.text
    for at in range(_LEVELS):
        mark = f"%{at + 1}"
        if mark in text:
            form = "decimal" if level.legal or at not in levels else levels[at].form
            text = text.replace(mark, _FORMS.get(form, str)(counts[at] or 0))
    return f"{text} " if level.apart and text and text[-1] not in _CLOSING else text


def _child_elements(element: Any, name: str) -> list[Any]:
    return [] if element is None else list(element.findall(f"{_W}{name}"))


def _attribute_value(element: Any, name: str) -> str:
    return str(element.get(f"{_W}{name}", ""))


def _child_value(element: Any, name: str) -> str | None:
    child = element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")


def _level_index(element: Any) -> int:
    index = _attribute_value(element, "ilvl")
    return int(index) if index.isdecimal() else 0


@cache
def _chinese_numeral(count: int) -> str:
    import cn2an  # noqa: PLC0415  slow to import, and few files need it

    return str(cn2an.an2cn(count))


def _roman_numeral(count: int) -> str:
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (count // worth)
        count %= worth
    return out


def _letter_numeral(count: int) -> str:
    """a … z, aa, bb, …, as Word goes on."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else ""


def _of_row(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else str(count)


# a format that is not here prints Arabic digits
_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_COUNTING, _chinese_numeral),
    "ideographDigital": _ideographs,
    "ideographTraditional": _of_row(_STEMS),
    "ideographZodiac": _of_row(_BRANCHES),
    **dict.fromkeys(_CIRCLED_FORMS, _of_row(_CIRCLED)),
    "decimalFullWidth": _full_width,
    "decimalZero": lambda count: f"{count:02}",
    "lowerLetter": _letter_numeral,
    "upperLetter": lambda count: _letter_numeral(count).upper(),
    "lowerRoman": _roman_numeral,
    "upperRoman": lambda count: _roman_numeral(count).upper(),
}
