"""Codes of places that no table knows, learned from a number that the same document prints whole.

Finds no numbers.

澜湖工信〔2026〕11号 alone on its line says that "，澜湖工信〔2020〕3号同时废止" is of 澜湖 too, not a 工信〔2020〕3号.
"""

from collections.abc import Iterable
from dataclasses import replace

from watcher.reading.numbers import code_parts
from watcher.reading.numbers.number_parts import Number, squeeze_spaces


def complete_places(
    numbers: Iterable[Number], text: str, known: Iterable[str] = ()
) -> tuple[Number, ...]:
    """The numbers, each with the unknown place before its code that another of them, or one of
    `known`, has.
    """
    found = tuple(numbers)
    heads = set()
    for whole in {*(number.canonical for number in found), *known}:
        heads.add(code_parts.unknown_head(whole.partition("〔")[0]))
    heads.discard("")
    if not heads:
        return found
    longest_first = sorted(heads, key=len, reverse=True)
    return tuple(_with_place(number, text, longest_first) for number in found)


def _with_place(number: Number, text: str, heads: list[str]) -> Number:
    if number.kind != "bracket":
        return number
    printed = squeeze_spaces(text[max(0, number.start - code_parts.LONGEST_HEAD) : number.start])
    head = next((head for head in heads if printed.endswith(head)), "")
    start = number.start - len(head)
    if not head or text[start : number.start] != head:
        return number
    return replace(number, canonical=head + number.canonical, raw=head + number.raw, start=start)
