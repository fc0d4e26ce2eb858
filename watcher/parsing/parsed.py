"""The values that parsing hands to reading: the lines of a text, and what its container says of it.

No rules here.
"""

from dataclasses import dataclass, field
from typing import Literal

Form = Literal["html", "markdown", "plain", "pdf", "docx", "xlsx", "unread"]
Outcome = Literal[
    "readable",
    "empty",
    "scanned",
    "encrypted",
    "unsupported",
    "damaged",
    "too_large",
    "over_budget",
]


@dataclass(frozen=True, slots=True)
class SiteMeta:
    """The statements of a page's own metadata (meta tags, metadata table, status mark); raw
    strings, never interpreted.

    `pairs` keeps every label and value found, in page order, so that a conflict can be shown.
    """

    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    published_on: str | None = None
    status: str | None = None
    index_number: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """The text of one file or page.

    `lines` are what evidence points at, 1-based: the file's own lines for plain text and markdown,
    the extracted text's lines for every other form. `levels` gives a heading level (1-6) or 0 for
    each line; `pages` the page of each line for paged forms, else empty. `single` says that the
    container holds one document (a detail page). When `outcome` is not "readable", `note` tells the
    reader what was found and what to do.
    """

    lines: tuple[str, ...]
    form: Form
    outcome: Outcome = "readable"
    note: str = ""
    levels: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    meta: SiteMeta = field(default_factory=SiteMeta)
    single: bool = False
    charset: str | None = None
    warnings: tuple[str, ...] = ()
    attachments: tuple[
        tuple[str, str], ...
    ] = ()  # (label, address as written) of linked pdf, docx, … files
