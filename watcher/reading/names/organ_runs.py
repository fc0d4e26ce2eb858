"""A run of organs' names cut into organs: 财政部 税务总局, 财政部、税务总局, 财政部税务总局. Decides nobody's role."""

from functools import cache

from config import catalogue
from watcher.patterns import deferred
from watcher.reading.names import organs

_LONGEST_LIST = 1500
_LAST = frozenset("局厅委会府办院室社")  # what a local organ's name ends with
_BRANCH_OF = deferred("国家税务总局|国家能源局|国家统计局|国家金融监督管理总局|中国人民银行")
_SPLIT = deferred(r"[\s、,;/|\u200b·]+")


def split_organs(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the organs in a run that holds nothing but organs; empty where anything else
    stands in it.

    Names are parted by spaces, 、 or nothing: `财政部 税务总局`, `财政部、税务总局`, `财政部税务总局`. Letter-spaced
    names (财  政  部) are one.
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
    pieces, at = [], 0
    for gap in [*_SPLIT.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if end > at:
            pieces.append((at, end))
        at = gap.end() if gap else at
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        spaced = (
            joined
            and _is_spaced_letters(text, joined[-1])
            and (end - start <= 2 or not organs.looks_like_organ(text[start:end]))
        )
        if spaced or (joined and text[start:end] in ("办公厅", "办公室")):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_spaced_letters(text: str, span: tuple[int, int]) -> bool:
    """Tell whether the span so far is letters of an unfinished name: every word in it one or two
    characters.
    """
    words = text[span[0] : span[1]].split()
    return (
        all(len(word) <= 2 for word in words)
        and not organs.looks_like_organ("".join(words))
        and "、" not in text[slice(*span)]
    )


def _local_organs(piece: str) -> list[tuple[int, int]]:
    """Local organs side by side, each beginning with a place, or with the national organ it is a
    branch of: 澄江市财政局澄江市教育局国家税务总局澄江市税务局. Empty where there are not two.
    """
    if not _begins_with_full_place(piece):
        return []
    cuts, at = [0], 3
    while at < len(piece) - 3:
        if piece[at - 1] in _LAST and (
            _begins_with_full_place(piece[at:]) or _BRANCH_OF.match(piece, at)
        ):
            cuts.append(at)
            branch = _BRANCH_OF.match(piece, at)
            at = branch.end() if branch else at + 3
        at += 1
    parts = list(zip(cuts, [*cuts[1:], len(piece)], strict=True))
    return (
        parts
        if len(parts) > 1 and all(organs.looks_like_organ(piece[a:b]) for a, b in parts)
        else []
    )


def _begins_with_full_place(text: str) -> bool:
    """Tell whether a text begins with a place's full name."""
    return any(
        text[size - 1] in "省市区县州盟旗" and text[:size] in _place_heads()
        for size in range(3, min(12, len(text)))
    )


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
            rest = piece[at:]
            if parts and _begins_with_a_place(rest):  # 人民银行广东省分行, 国家税务总局上海市税务局
                return (
                    [*parts[:-1], (parts[-1][0], len(piece))]
                    if organs.looks_like_organ(piece[parts[-1][0] :])
                    else []
                )
            return []
        parts.append((at, at + len(name)))
        at += len(name)
    return parts


@cache
def _place_heads() -> frozenset[str]:
    return frozenset(
        name for row in catalogue.regions() for name in (row.name, *row.short) if len(name) > 1
    )


def _begins_with_a_place(text: str) -> bool:
    return any(text[:size] in _place_heads() for size in range(2, 12))
