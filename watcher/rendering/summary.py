"""One line for the change log: what happened, in Chinese. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from watcher.deciding.events import Event
from watcher.diffing.fact_changes import FactChange
from watcher.reading.document import Document
from watcher.rendering import words
from watcher.rendering.fact_lines import line

MOST_FACTS = 4
NOT_A_DOCUMENT = "新版读取规则认定此处不是一份文件"


def published(document: Document) -> str:
    """A document seen for the first time."""
    parts = [words.NEW["zh"][document.kind]]
    closes = sorted({window.closes for window in document.windows if window.closes})
    if closes:
        parts.append("截止 " + "、".join(day.isoformat() for day in closes))
    if document.valid_until and not document.draft:
        parts.append(f"有效期至 {document.valid_until.value.isoformat()}")
    return "；".join(parts)


def event(found: Event) -> str:
    """A difference between two versions: its facts first, then how many clauses."""
    lines = [line(fact, "zh") for fact in found.facts[:MOST_FACTS]]
    if len(found.facts) > MOST_FACTS:
        lines.append(f"等{len(found.facts)}项")
    if found.clauses:
        lines.append(f"{len(found.clauses)}处条款变动")
    return "；".join(lines) or words.KIND["zh"][found.kind]


def repealed(title: str, doc_number: str | None, on: date | None) -> str:
    """Repealed, by which document and from when."""
    since = f"，自{on.isoformat()}起" if on else ""
    return f"被{named(title, doc_number)}废止{since}"


def extended(
    what: str, title: str, doc_number: str | None, days: Sequence[tuple[date | None, date]]
) -> str:
    """Last days (`what`: 截止, 有效期至) moved by another document, each from and to."""
    moved = "、".join(
        f"{old.isoformat()} → {new.isoformat()}" if old else f"延长至 {new.isoformat()}"
        for old, new in days
    )
    return f"{what} {moved}，依据{named(title, doc_number)}"


def expired(closes: date) -> str:
    """The last day of validity is over."""
    return f"有效期至 {closes.isoformat()}，已届满"


def withdrawn(places: int) -> str:
    """Gone from every place where it was seen."""
    return f"在{places}处来源均已不见"


def restored(title: str) -> str:
    """Back after it was withdrawn."""
    return f"《{title}》重新出现"


def unhidden(hidden: Sequence[tuple[str, str, str]]) -> str:
    """A difference that rules had hidden: each rule with what stood there and what stands there now."""
    lines = [
        f"{old or '（无）'} → {new or '（无）'}（此前按“{rule}”规则未提示）"
        for rule, old, new in hidden
    ]
    return "；".join(lines)


def mended(number: int | None) -> str:
    """A damaged version that was read again from its snapshot, otherwise than before."""
    which = f"第{number}版" if number else "一处副本"
    return f"{which}存档损坏，已由原始快照重新读取"


def fact_records(facts: Sequence[FactChange]) -> tuple[Mapping[str, Any], ...]:
    """Facts as the log keeps them."""
    return tuple({"what": f.what, "old": f.old, "new": f.new, "line": line(f, "zh")} for f in facts)


def named(title: str | None, doc_number: str | None) -> str:
    """A document as texts name it: 《title》（number)."""
    if not title:
        return doc_number or ""
    return f"《{title}》（{doc_number}）" if doc_number else f"《{title}》"
