"""Packs a body small by giving the compressor a neighbour version as its dictionary.

Knows no table.

Short chains on one root: a body is packed against the one before it, every seventh against the root
again. So any version opens in a handful of unpackings, however many there are, and what is stored
of each is what it changed.
"""

import hashlib

import zstandard

from store.database.failures import TornBodyError
from store.records import BodyKind

__all__ = ["DEEPEST", "TornBodyError", "digest", "pack", "unpack"]

LEVEL = 6  # of a body that stands alone: a fifth smaller than level 3, for 0.2 ms a page
# steps from a body to its root; a longer chain saves little, a star costs three times as much at 20
# versions
DEEPEST = 6
IMPLAUSIBLE = 2**30  # bytes; nothing so large is ever fetched


def digest(data: bytes) -> str:
    """The SHA-256 of a body, in hexadecimal; stored beside it and checked at every read."""
    return hashlib.sha256(data).hexdigest()


def pack(data: bytes, base: bytes | None = None) -> bytes:
    """The body compressed, with `base` as dictionary where one is given."""
    if base is None:
        return zstandard.ZstdCompressor(level=LEVEL, write_checksum=False).compress(data)
    dictionary = zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    parameters = _towards_a_neighbour(len(data) + len(base))
    return zstandard.ZstdCompressor(dict_data=dictionary, compression_params=parameters).compress(
        data
    )


def unpack(
    packed: bytes | None,
    *,
    sha256: str,
    base: bytes | None = None,
    kind: BodyKind,
    row_id: int,
) -> bytes:
    """The body again.

    Raises TornBodyError when it is damaged or gone, or the base is not the one it was packed with.
    """
    what = f"{kind} {row_id}"
    if packed is None:
        msg = f"{what}: its body is missing; restore it from a backup"
        raise TornBodyError(msg, kind, row_id)
    dictionary = (
        None
        if base is None
        else zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    )
    try:
        plausible = (
            0 <= zstandard.frame_content_size(packed) <= IMPLAUSIBLE
        )  # a damaged header may ask for a terabyte
        data = (
            zstandard.ZstdDecompressor(dict_data=dictionary).decompress(packed)
            if plausible
            else b""
        )
    except zstandard.ZstdError as error:
        msg = f"{what} cannot be unpacked ({error}); restore it from a backup"
        raise TornBodyError(msg, kind, row_id) from error
    if not plausible or digest(data) != sha256:
        msg = f"{what} does not match its checksum; restore it from a backup"
        raise TornBodyError(msg, kind, row_id)
    return data


def worth_a_neighbour(packed_alone: int, packed_with_base: int) -> bool:
    """True where the neighbour saved enough to depend on it; else this body starts its own star."""
    return packed_with_base * 2 < packed_alone


def _towards_a_neighbour(size: int) -> zstandard.ZstdCompressionParameters:
    """Settings that find the place in the neighbour again, in a text whose phrases return all over.

    The levels take the nearest match for the best: official prose then costs 1.2 KB a version at
    level 3, and 0.25 KB when some hundred candidates are looked at, in the same time. Tables and
    window span both bodies, or nothing of a large one would be found again.
    """
    span = min(max(size.bit_length(), 17), 24)
    return zstandard.ZstdCompressionParameters(
        strategy=zstandard.STRATEGY_LAZY,
        search_log=8,
        min_match=5,
        target_length=999,
        hash_log=span,
        chain_log=span,
        window_log=span + 1,
        write_checksum=False,
        write_dict_id=False,
    )
