"""Cuts a long text into parts a channel takes, counted in UTF-8 bytes as the robots count.

Sends nothing.
"""

from collections.abc import Iterator

MOST = 8  # parts of one alert; beyond that the rest is left out and said so
_CUT = "……（余下内容请在网页或命令行查看 / the rest is in the web app and the command line）"


def parts(text: str, limit: int) -> list[str]:
    """The text in parts of at most `limit` bytes, cut at line ends where there are any, never
    inside a character.
    """
    if len(text.encode()) <= limit:
        return [text]
    room = limit - len(_CUT.encode()) - 1
    found: list[str] = []
    for part in _parts(text, room):
        if len(found) == MOST:
            found[-1] += "\n" + _CUT
            break
        found.append(part)
    return found


def _parts(text: str, room: int) -> Iterator[str]:
    held = b""
    for line in text.encode().splitlines(keepends=True):
        if held and len(held) + len(line) > room:
            yield held.decode().strip("\n")
            held = b""
        held += line
        while len(held) > room:
            cut = _character_start(held, room)
            yield held[:cut].decode()
            held = held[cut:]
    if held.strip():
        yield held.decode().strip("\n")


def _character_start(data: bytes, at: int) -> int:
    """The last place at or before `at` where a UTF-8 character begins."""
    while data[at] & 0xC0 == 0x80:  # a continuation byte
        at -= 1
    return at
