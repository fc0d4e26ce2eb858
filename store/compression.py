"""Packs a body small by giving the compressor a neighbour version as its dictionary. Knows no table.

A star, not a chain: every packed body depends on at most one other, which depends on none, so that an old version
opens as fast as a new one and a lost neighbour costs one version, not a history.
"""

import hashlib

import zstandard

# a neighbour only helps on large bodies when the match finder sees far enough back (see LIBRARIES in docs/decisions)
LARGE = 1_000_000
LEVEL, LARGE_LEVEL = 3, 9


class TornBodyError(Exception):
    """A stored body does not open to what was stored; it is reported and never served."""


def digest(data: bytes) -> str:
    """The SHA-256 of a body, in hexadecimal; stored beside it and checked at every read."""
    return hashlib.sha256(data).hexdigest()


def pack(data: bytes, base: bytes | None = None) -> bytes:
    """The body compressed, with `base` as dictionary where one is given."""
    level = LARGE_LEVEL if len(data) > LARGE else LEVEL
    dictionary = None if base is None else zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    return zstandard.ZstdCompressor(level=level, dict_data=dictionary, write_checksum=False).compress(data)


def unpack(packed: bytes, *, sha256: str, base: bytes | None = None) -> bytes:
    """The body again. Raises TornBodyError when it is damaged or the base is not the one it was packed with."""
    dictionary = None if base is None else zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    try:
        data = zstandard.ZstdDecompressor(dict_data=dictionary).decompress(packed)
    except zstandard.ZstdError as error:
        msg = f"a stored body cannot be unpacked ({error}); restore it from a backup"
        raise TornBodyError(msg) from error
    if digest(data) != sha256:
        msg = "a stored body does not match its checksum; restore it from a backup"
        raise TornBodyError(msg)
    return data


def worth_a_neighbour(packed_alone: int, packed_with_base: int) -> bool:
    """Whether the neighbour saved enough to depend on it; if not, this body starts a star of its own."""
    return packed_with_base * 2 < packed_alone
