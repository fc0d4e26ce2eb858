"""Forms that are recognised and named, and not read: each says what to do about it."""

from watcher.parsing.parsed import Parsed
from watcher.parsing.sniff import kind_of
from watcher.parsing.source import RawSource

_CONVERT = "Open it in an office program and save it as {to}, or watch the page that announces it."
_KINDS = {
    "doc": ("a Word 97–2003 document (.doc)", _CONVERT.format(to=".docx")),
    "wps": ("a WPS document (.wps)", _CONVERT.format(to=".docx")),
    "xls": ("an Excel 97–2003 workbook (.xls)", _CONVERT.format(to=".xlsx")),
    "et": ("a WPS workbook (.et)", _CONVERT.format(to=".xlsx")),
    "ppt": ("a PowerPoint 97–2003 file (.ppt)", _CONVERT.format(to=".pdf")),
    "dps": ("a WPS presentation (.dps)", _CONVERT.format(to=".pdf")),
    "pptx": ("a PowerPoint file (.pptx)", _CONVERT.format(to=".pdf")),
    "rtf": ("a rich text file (.rtf)", _CONVERT.format(to=".docx")),
    "ofd": (
        "an OFD document (.ofd)",
        "Open it in an OFD reader and save it as .pdf, or watch the page that announces it.",
    ),
    "zip": ("a zip archive", "Unpack it and put the files it holds into the folder."),
    "rar": ("a rar archive", "Unpack it and put the files it holds into the folder."),
    "7z": ("a 7z archive", "Unpack it and put the files it holds into the folder."),
    "gz": ("a gzip archive", "Unpack it and put the files it holds into the folder."),
    "image": (
        "an image",
        "It holds no text. Recognise its text (OCR) and put the text into the folder.",
    ),
}


def parse_unread(source: RawSource) -> Parsed:
    """Outcome "unsupported" with the form's name; the file itself is kept by whoever holds its
    bytes.
    """
    kind = kind_of(source.data, source.name, source.content_type)
    if kind == "sealed":
        note = "This is an Office file under a password; it is not read. Save it without one."
        return Parsed((), "unread", outcome="encrypted", note=note)
    what, to_do = _KINDS.get(
        kind, ("binary data of an unknown form", "Convert it to pdf, docx or txt.")
    )
    return Parsed(
        (), "unread", outcome="unsupported", note=f"This is {what}; it is not read. {to_do}"
    )


def ended_reading(seconds: float, memory: int) -> Parsed:
    """The outcome of a text whose reading was ended because it cost too much."""
    note = (
        f"Reading it took more than {seconds:g} s of work or {memory // 1_000_000:,} MB of memory"
        " and was ended; its bytes are kept. Split it, name a smaller page, or save it as txt."
    )
    return Parsed((), "unread", outcome="over_budget", note=note)
