"""The passages that alerts are put together from: heading, what is offered, dates, footing. Lines only, no decisions."""

from collections.abc import Iterator, Sequence
from datetime import date

from store.records import Deadline, DeadlineKind, Policy
from watcher.deciding.news import News
from watcher.rendering import words
from watcher.rendering.words import Language

MOST_NAMED = 4
MOST_EVIDENCE = 160  # characters


def joined(*passages: Sequence[str]) -> str:
    """Passages below each other with one empty line between them; empty ones leave no gap."""
    return "\n\n".join("\n".join(lines) for lines in map(list, passages) if lines)


def labelled(key: str, text: str, language: Language) -> str:
    """标签：内容, or Label: content."""
    return words.LABEL[language][key] + ("：" if language == "zh" else ": ") + text


def aside(text: str, language: Language) -> str:
    """（还有3天）, or (in 3 days)."""
    return f"（{text}）" if language == "zh" else f" ({text})"


def heading(policy: Policy, language: Language) -> Iterator[str]:
    """What the policy is: title, number, issuers, place."""
    yield policy.title
    if policy.doc_number:
        yield labelled("number", policy.doc_number, language)
    if policy.issuers:
        yield labelled("issuers", "、".join(policy.issuers), language)
    if policy.region_name:
        yield labelled("region", policy.region_name, language)


def offers(found: News, language: Language) -> Iterator[str]:
    """What a new policy offers, and to whom, in its own words."""
    if found.audience:
        yield labelled("audience", "、".join(found.audience[:MOST_NAMED]), language)
    if found.amounts:
        yield labelled("amounts", "；".join(found.amounts[:MOST_NAMED]), language)


def dates(deadlines: Sequence[Deadline], today: date, language: Language) -> Iterator[str]:
    """Each date and how far off it is, the nearest first."""
    for deadline in sorted(deadlines, key=lambda d: (d.closes is None, d.closes or date.max)):
        yield _date(deadline, today, language)


def quoted(text: str, language: Language) -> Iterator[str]:
    """The sentence that says so."""
    if text:
        short = text if len(text) <= MOST_EVIDENCE else text[:MOST_EVIDENCE] + "…"
        yield labelled("evidence", f"「{short}」", language)


def footing(url: str | None, why: str, language: Language) -> Iterator[str]:
    """Where the original is, and why the reader got this."""
    if url:
        yield labelled("source", url, language)
    yield labelled("reason", why, language)


def _date(deadline: Deadline, today: date, language: Language) -> str:
    what = words.DEADLINE[language][deadline.kind] + words.ACTOR[language].get(
        deadline.actor or "", ""
    )
    batch = aside(deadline.batch, language) if deadline.batch else ""
    colon = "：" if language == "zh" else ": "
    if deadline.closes is None:
        return (
            f"{what}{batch}{colon}{words.UNDATED[language].get(deadline.status, deadline.status)}"
        )
    left = aside(words.days_left((deadline.closes - today).days, language), language)
    basis = (
        aside(words.BASIS[language][deadline.basis], language)
        if deadline.basis in words.BASIS[language]
        else ""
    )
    if deadline.kind == DeadlineKind.EXPIRY:
        return labelled("validity", f"{deadline.closes.isoformat()}{basis}{left}", language)
    opens = f"{deadline.opens.isoformat()} — " if deadline.opens else ""
    at = deadline.closes_at.strftime(" %H:%M") if deadline.closes_at else ""
    closes = words.LABEL[language]["closes"]
    return f"{what}{closes}{batch}{colon}{opens}{deadline.closes.isoformat()}{at}{basis}{left}"
