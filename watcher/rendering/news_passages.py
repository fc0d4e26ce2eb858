"""The passages of alerts that tell what happened to a policy. Lines only."""

from collections.abc import Iterator, Sequence
from datetime import date

from store.records import Change, ChangeKind, Deadline, PolicyStatus
from watcher.deciding.news import News
from watcher.rendering import redline, summary
from watcher.rendering.fact_lines import told_fact
from watcher.rendering.formatting import document_name
from watcher.rendering.languages import Wording
from watcher.rendering.passages import (
    beside_window_lines,
    deadline_lines,
    evidence_lines,
    labelled_line,
    offer_lines,
)

MOST_CLAUSES = 8
OF_WINDOWS = (ChangeKind.PUBLISHED, ChangeKind.DEADLINE_SET, ChangeKind.DEADLINE_MOVED)


def news_lines(
    found: News, told: Sequence[Change], kind: ChangeKind, *, today: date, speech: Wording
) -> Iterator[str]:
    """The offers of a new policy, the difference of any other; then dates ahead, and evidence."""
    if kind == ChangeKind.PUBLISHED:
        yield from offer_lines(found, speech)
    else:
        yield from _difference_lines(found, told, speech)
    if found.policy.status == PolicyStatus.ACTIVE:
        yield from deadline_lines(found.deadlines, today, speech)
    if kind in OF_WINDOWS:
        yield from beside_window_lines(found.beside, speech)
    evidence = found.evidence
    if not evidence and kind != ChangeKind.AMENDED:
        evidence = _nearest_sentence(found.deadlines)
    yield from evidence_lines(evidence, speech)


def _difference_lines(found: News, told: Sequence[Change], speech: Wording) -> Iterator[str]:
    """The facts that moved, each once; the log's line where a change has no facts."""
    lines = [told_fact(fact, speech.code) for fact in found.facts]
    facts = list(dict.fromkeys(lines))
    stated = [summary.in_words(change, speech.code) for change in told if _says_itself(change)]
    if facts or stated:
        yield _section_label("changes", speech)
    for text in (*facts, *stated):
        yield f"· {text}"


def _says_itself(change: Change) -> bool:
    """True where no fact tells the change; what is new is told by what it offers."""
    return not change.facts and change.kind != ChangeKind.PUBLISHED


def redline_lines(found: News, speech: Wording) -> Iterator[str]:
    if found.clauses:
        yield _section_label("wording", speech)
        yield redline.marked_text(found.clauses, limit=MOST_CLAUSES, language=speech.code)


def _section_label(key: str, speech: Wording) -> str:
    """The label of the lines below it, without the space that would stand before a text."""
    return labelled_line(key, "", speech).rstrip()


def cause_lines(found: News, speech: Wording) -> Iterator[str]:
    """The document that repeals others, and each of its sentences once."""
    by = document_name(found.policy.title, found.policy.doc_number, speech)
    yield labelled_line("cause", by, speech)
    for text in dict.fromkeys(one.evidence for one in found.unseen):
        yield from evidence_lines(text, speech)


def unseen_title(found: News, speech: Wording) -> str:
    """The first document, and how many there are in all, or besides."""
    first = found.unseen[0].title or found.unseen[0].doc_number or ""
    count = len(found.unseen)
    if count == 1:
        return first
    return speech.say("unseen.title", first=first, count=count, others=count - 1)


def _nearest_sentence(deadlines: Sequence[Deadline]) -> str:
    """The sentence that the nearest date was read from."""
    dated = sorted((one.closes, one.evidence) for one in deadlines if one.closes and one.evidence)
    return dated[0][1] if dated else ""
