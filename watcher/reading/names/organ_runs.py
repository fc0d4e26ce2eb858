"""A run of organs' names cut into organs: 财政部 税务总局, 财政部、税务总局, 财政部税务总局. Decides nobody's role."""

from functools import cache

from config import catalogue
from watcher.patterns import deferred, one_of
from watcher.reading.names import organs

_LONGEST_LIST = 1500
_LAST = frozenset("局厅委会府办院室社")  # what a local organ's name ends with
_BRANCH_OF = deferred(lambda: one_of("name_words.branches_of"))
_SPLIT = deferred(r"[\s、,;/|\u200b·]+")


_OFFICES = ("办公厅", "办公室")


def split_organs(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the organs in a run that holds nothing but organs; empty where anything else
    stands in it.

    Names are parted by spaces, 、 or nothing: `财政部 税务总局`, `财政部、税务总局`, `财政部税务总局`.
    Letter-spaced names (财  政  部) are one.
    """
    spans: list[tuple[int, int]] = []
    if len(text) > _LONGEST_LIST:
        return ()
    for start, end in _organ_pieces(text):
        piece = "".join(text[start:end].split())
        parts = _local_organs(piece) or _glued_organs(piece)
        if organs.looks_like_organ(piece) and len(parts) < 2:
            spans.append((start, end))
            continue
        if not parts or len(piece) != end - start:
            return ()
        spans += [(start + a, start + b) for a, b in parts]
    return tuple(spans)


def _organ_pieces(text: str) -> list[tuple[int, int]]:
    """The runs between separators, letter-spaced ones joined while no piece of them is a name by
    itself.
    """
    joined: list[tuple[int, int]] = []
    for start, end in _runs_between(text):
        if joined and _goes_on(text, joined[-1], (start, end)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _runs_between(text: str) -> list[tuple[int, int]]:
    """The runs of characters that no separator stands in."""
    runs, at = [], 0
    for gap in _SPLIT.finditer(text):
        if gap.start() > at:
            runs.append((at, gap.start()))
        at = gap.end()
    if len(text) > at:
        runs.append((at, len(text)))
    return runs


def _goes_on(text: str, last: tuple[int, int], span: tuple[int, int]) -> bool:
    """True where a run goes on the name before it: further letters of it, or its office."""
    word = text[slice(*span)]
    if word in _OFFICES:
        return True
    letters = len(word) <= 2 or not organs.looks_like_organ(word)
    return letters and _is_spaced_letters(text, last)


def _is_spaced_letters(text: str, span: tuple[int, int]) -> bool:
    """True where the span so far is letters of an unfinished name: every word in it one or two
    characters.
    """
    whole = text[slice(*span)]
    words = whole.split()
    if "、" in whole or any(len(word) > 2 for word in words):
        return False
    return not organs.looks_like_organ("".join(words))


def _local_organs(piece: str) -> list[tuple[int, int]]:
    """Local organs side by side, each beginning with a place, or with the national organ it is a
    branch of: 澄江市财政局澄江市教育局国家税务总局澄江市税务局. Empty where there are not two.
    """
    if not _begins_with_full_place(piece):
        return []
    cuts, at = [0], 3
    while at < len(piece) - 3:
        branch = _BRANCH_OF.match(piece, at)
        begins = branch is not None or _begins_with_full_place(piece[at:])
        if piece[at - 1] in _LAST and begins:
            cuts.append(at)
            # the place behind a national organ's name begins no other one
            at = branch.end() if branch else at + 3
        at += 1
    parts = list(zip(cuts, [*cuts[1:], len(piece)], strict=True))
    if len(parts) > 1 and all(organs.looks_like_organ(piece[a:b]) for a, b in parts):
        return parts
    return []


def _begins_with_full_place(text: str) -> bool:
    """True where a text begins with a place's full name."""
    heads = _place_heads()
    for size in range(3, min(12, len(text))):
        if text[size - 1] in "省市区县州盟旗" and text[:size] in heads:
            return True
    return False


def _glued_organs(piece: str) -> list[tuple[int, int]]:
    """Known organs standing side by side without a gap: 财政部税务总局."""
    garrison = piece.find("人民政府中国人民解放军")
    if garrison > 0:
        return [(0, garrison + 4), (garrison + 4, len(piece))]
    at = 0
    parts: list[tuple[int, int]] = []
    while at < len(piece):
        name = organs.known_prefix(piece[at:])
        if not name:
            return _with_branch(piece, at, parts)
        parts.append((at, at + len(name)))
        at += len(name)
    return parts


def _with_branch(piece: str, at: int, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The organs, the last of them with its branch behind it: 人民银行广东省分行,
    国家税务总局上海市税务局. Empty where the rest is none.
    """
    if not parts or not _begins_with_a_place(piece[at:]):
        return []
    first = parts[-1][0]
    if not organs.looks_like_organ(piece[first:]):
        return []
    return [*parts[:-1], (first, len(piece))]


@cache
def _place_heads() -> frozenset[str]:
    heads: set[str] = set()
    for row in catalogue.regions():
        heads.update(name for name in (row.name, *row.short) if len(name) > 1)
    return frozenset(heads)


def _begins_with_a_place(text: str) -> bool:
    return any(text[:size] in _place_heads() for size in range(2, 12))
