"""Undoes Content-Encoding with a cap on what comes out, so that a small bomb cannot fill the
memory.
"""

import zlib
from collections.abc import Iterable, Iterator

ENCODINGS = "gzip, deflate"  # what we say we accept
_PIECE = 64 * 1024


class TooLarge(Exception):  # noqa: N818 - an outcome the caller turns into a reason
    """More bytes than the cap."""


class Undecodable(Exception):  # noqa: N818 - likewise
    """The body is not what its Content-Encoding says, or breaks off."""


def collect(chunks: Iterable[bytes], encoding: str, cap: int) -> bytes:
    """The whole body, decoded.

    `encoding` is the Content-Encoding header; `cap` bounds the decoded bytes.

    Raises TooLarge as soon as the cap is passed, Undecodable for a damaged, cut or unknown
    encoding.
    """
    chunks = _counted(chunks, cap)
    parts = [part.strip().lower() for part in encoding.split(",")]
    names = [name for name in parts if name not in ("", "identity")]
    if not names:
        return b"".join(chunks)
    if len(names) > 1 or names[0] not in ("gzip", "x-gzip", "deflate"):
        raise Undecodable(f"the server used the encoding “{encoding}”, which was not asked for")
    return b"".join(_counted(_inflated(chunks, names[0]), cap))


def _counted(chunks: Iterable[bytes], cap: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > cap:
            raise TooLarge(f"it is larger than {cap / (1024 * 1024):.3g} MB")
        yield chunk


def _inflated(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    member: zlib._Decompress | None = None
    try:
        for chunk in chunks:
            data = chunk
            while data:
                member = member or zlib.decompressobj(_window(name, data))
                yield member.decompress(data, _PIECE)
                data = member.unconsumed_tail
                # gzip members may follow one another (RFC 1952 §2.2); some servers pad with zeros
                if member.eof:
                    data, member = member.unused_data.lstrip(b"\0"), None
        while member is not None and (piece := member.decompress(b"", _PIECE)):
            yield piece
    except zlib.error as error:
        raise Undecodable(f"the compressed body is damaged ({error})") from error
    if member is not None and not member.eof:
        raise Undecodable("the compressed body breaks off")


def _window(name: str, start: bytes) -> int:
    """zlib's window bits.

    "deflate" should be a zlib stream (RFC 9110 §8.4.1.2); many servers send it bare.
    """
    if name != "deflate":
        return 16 + zlib.MAX_WBITS
    return zlib.MAX_WBITS if start[0] & 0x0F == 8 and (start[0] >> 4) <= 7 else -zlib.MAX_WBITS
