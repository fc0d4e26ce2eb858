"""Guards an Office file before it is opened: a zip that would unpack to too much is refused.

Reads no content.
"""

import io
import zipfile
import zlib

from watcher.parsing.parsed import Form, Parsed
from watcher.parsing.source import RawSource

MAX_BYTES = 100_000_000
MAX_UNPACKED = 300_000_000  # bytes of all parts together: pictures count, they are never unpacked
MAX_XML = 40_000_000  # bytes of one XML part: it becomes a tree of some ten times its size
_CHUNK = 1 << 20


def refuse_archive(source: RawSource, form: Form) -> Parsed | None:
    """The outcome "too_large", "damaged" or "encrypted" where the file must not be opened, else
    None.

    Sizes are both taken from the directory and, for XML parts, counted while unpacking: a directory
    may lie.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as container:
            return _check_parts(container, len(source.data), form)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        NotImplementedError,
        EOFError,
        OverflowError,
    ) as error:
        return damaged_file(form, error)


def damaged_file(form: Form, error: Exception) -> Parsed:
    reason = f"{type(error).__name__}: {error}"[:160]
    note = (
        f"The {form} file is damaged or cut short ({reason})."
        " Fetch it again, or save it again with an office program."
    )
    return Parsed((), form, outcome="damaged", note=note)


def _check_parts(container: zipfile.ZipFile, size: int, form: Form) -> Parsed | None:
    parts = container.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        return Parsed(
            (),
            form,
            outcome="encrypted",
            note=f"The {form} file is encrypted. Save it without a password.",
        )
    declared = sum(part.file_size for part in parts)
    if size > MAX_BYTES or declared > MAX_UNPACKED:
        return _too_large_file(form, max(size, declared))
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and _unpacked_size(container, part) > MAX_XML:
            return _too_large_file(form, part.file_size)
    return None


def _unpacked_size(container: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Bytes of one part, counted in chunks; stops at the limit."""
    if part.file_size > MAX_XML:
        return part.file_size
    total = 0
    with container.open(part) as stream:
        while total <= MAX_XML and (chunk := stream.read(_CHUNK)):
            total += len(chunk)
    return total


def _too_large_file(form: Form, size: int) -> Parsed:
    note = (
        f"The {form} file would unpack to {size:,} bytes or more; it was not opened."
        " Split it, or save it as txt."
    )
    return Parsed((), form, outcome="too_large", note=note)
