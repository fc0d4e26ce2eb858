"""Tells the form that some bytes have: magic bytes first, then the content type, then the name.

Opens nothing deeply.
"""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from watcher.patterns import deferred

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 2048
# a PDF header may stand anywhere in the first 1,024 bytes (ISO 32000-1 Annex H)
_PROSE_MAGIC = 1024
_SEALED = "EncryptedPackage".encode("utf-16-le")  # MS-OFFCRYPTO 2.3.1: under a password
_WORKBOOK = "Workbook".encode("utf-16-le")[:-1]
_UTF_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

_MAGIC = (
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "bmp?"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
)
_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "plain",
    "text/markdown": "markdown",
    "text/csv": "plain",
}
_EXTENSIONS = {
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml", ".jsp", ".jhtml"), "html"),
    **dict.fromkeys((".asp", ".aspx", ".php", ".do", ".action"), "html"),
    **dict.fromkeys((".txt", ".text", ".log", ".csv"), "plain"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
}
_OLE_KINDS = {".xls": "xls", ".et": "et", ".wps": "wps", ".ppt": "ppt", ".dps": "dps"}
_OFFICE_PARTS = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"), (b"OFD.xml", "ofd"))
_TAG = deferred(
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|script|ul|span|a|h[1-6]|td|br)\b",
    re.IGNORECASE,
)


def kind_of(data: bytes, name: str, content_type: str | None = None) -> str:
    """A short name: html, markdown, plain, pdf, docx, xlsx, doc, xls, wps, et, ofd, zip, rar,
    image, …
    """
    extension = PurePosixPath(_path_of(name)).suffix.lower()
    return _by_magic(data, extension) or _by_label(data, extension, content_type)


def _path_of(name: str) -> str:
    """The path of an address, or the file name itself; a broken address has none."""
    try:
        return urlsplit(name).path if "://" in name else name
    except ValueError:
        return ""


def _by_magic(data: bytes, extension: str) -> str | None:
    if data.startswith(_ZIP):
        return _zip_kind(data, extension)
    if data.startswith(_OLE):
        return _ole_kind(data, extension)
    if _is_pdf(data[:_PROSE_MAGIC]):
        return "pdf"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            if kind == "bmp?":  # two letters that a text may begin with
                return "image" if extension == ".bmp" else None
            return kind
    return None


def _ole_kind(data: bytes, extension: str) -> str:
    """The kind of file in an OLE container (MS-CFB): the old Office forms, or a sealed new one."""
    if _SEALED in data:
        return "sealed"
    if extension in _OLE_KINDS:
        return _OLE_KINDS[extension]
    return "xls" if _WORKBOOK in data else "doc"


def _is_pdf(head: bytes) -> bool:
    """True for a PDF header that no markup stands before: a page may print one."""
    if b"%PDF-" not in head:
        return False
    return not _TAG.search(head.decode("latin-1").split("%PDF-")[0])


def _zip_kind(data: bytes, extension: str) -> str:
    """The kind of file a zip container holds, from the names at its start and in the directory at
    its end.
    """
    names = data[:65536] + data[-65536:]
    for part, kind in _OFFICE_PARTS:
        if part in names:
            return kind
    return {".docx": "docx", ".xlsx": "xlsx", ".ofd": "ofd"}.get(extension, "zip")


def _by_label(data: bytes, extension: str, content_type: str | None) -> str:
    head = data[:_HEAD]
    if b"\x00" in head and not data.startswith(_UTF_MARKS):
        return "binary"
    declared = _TYPES.get((content_type or "").split(";")[0].strip().lower())
    by_name = _EXTENSIONS.get(extension)
    if declared == "plain" and by_name:
        return by_name  # servers send text/plain for what they do not know
    if known := declared or by_name:
        return known
    return "html" if _TAG.search(head.decode("latin-1")) else "plain"
