"""A 机关代字 by its parts: whether a text is one, of a place that is known or of one that no table
holds. Finds none in running text.
"""

from watcher.reading.numbers.code_words import (
    code_parts,
    code_starts,
    leading_particles,
    never_heads,
    short_places,
    strong_starts,
)

LONGEST = 20  # characters of a code
LONGEST_HEAD = 3  # characters of a place's 简称 that no table knows: 澄, 澜湖
_LONGEST_START = 5
_LONGEST_PART = 4
_LEVELS_OF_PLACES = tuple("省市州区县")


def is_known_code(text: str, *, strong: bool = False) -> bool:
    """True where `text` is a start followed by known parts only: 桂 工信 投融.

    `strong` leaves out starts that are common words.
    """
    starts = strong_starts() if strong else code_starts()
    for size in range(1, _LONGEST_START + 1):
        if text[:size] in starts and _is_chain_of_parts(text[size:]):
            return True
    return False


def begins_strongly(text: str) -> bool:
    """True where `text` begins with a word that begins codes and little else."""
    starts = strong_starts()
    return any(text[:size] in starts for size in range(1, _LONGEST_START))


def is_surely_code(text: str) -> bool:
    """True for a code by a strong start, or by a level of government: 市政发."""
    if is_known_code(text, strong=True):
        return True
    return text[:1] in _LEVELS_OF_PLACES and is_known_code(text)


def is_code_of_place(text: str) -> bool:
    """True where a county's short name and known parts are all there is: 余杭 工信 规."""
    places = short_places()
    for size in range(2, len(text) - 1):
        if text[:size] in places and _is_chain_of_parts(text[size:]):
            return True
    return False


def is_plausible_code(text: str) -> bool:
    """True where all of `text` is a code of known parts, a place that no table knows before them
    allowed.
    """
    return is_known_code(text) or bool(unknown_head(text))


def unknown_head(code: str) -> str:
    """The place of a code that no table knows, known parts behind it: 澜湖 of 澜湖工信规, 澄 of
    澄公积金规; else "".
    """
    if is_known_code(code) or length_of_no_head(code) or not 2 <= len(code) <= LONGEST:
        return ""
    for size in range(1, min(LONGEST_HEAD, len(code) - 1) + 1):
        if _is_chain_of_parts(code[size:]):
            return "" if code[:size] in leading_particles() else code[:size]
    return ""


def length_of_no_head(text: str) -> int:
    """The length of the word at the start that is neither a place nor part of a code: 上级国发,
    沿用财税; 0 for none.
    """
    match = never_heads().match(text)
    return match.end() if match else 0


def _is_chain_of_parts(text: str) -> bool:
    """True where `text` can be cut into known parts; bounded by LONGEST, so the table is small."""
    parts = code_parts()
    reach = {0}
    for at in range(len(text)):
        if at not in reach:
            continue
        for size in range(1, _LONGEST_PART + 1):
            if text[at : at + size] in parts:
                reach.add(at + size)
    return len(text) in reach
