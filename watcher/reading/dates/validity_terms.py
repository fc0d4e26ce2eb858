"""Reads every statement of effect and validity in a document, with whose it is.

Chooses none: effective and validity do.

Sources of the wordings: docs/reading.md, and sentences of the same shape from a
dozen governments.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from store.records import DocumentKind
from watcher.patterns import deferred
from watcher.reading.dates.civil_dates import Moment
from watcher.reading.dates.clause_subjects import Subject, subject_of
from watcher.reading.dates.date_spans import Span
from watcher.reading.dates.printed_durations import Duration
from watcher.reading.dates.rule_tables import rule_piece, rule_table
from watcher.reading.dates.wording import (
    DATE,
    DATES,
    DAYS,
    ISSUE,
    SPAN,
    YEARS,
    Rule,
    Sentence,
    dated_sentences,
)
from watcher.reading.segment import Segment

Role = Literal[
    "effective_on",
    "effective_on_issue",
    "effective_after",
    "span",
    "until",
    "years",
    "issue_until",
    "plan",
    "begins",
]

_TERM = rule_piece("validity", "term")
_CLOSE = rule_piece("validity", "close")
_OWN = rule_piece("validity", "own")

# The sign that a wording cannot do without: a sentence that has none of it is not searched.
_MUST = (("{issue}", ISSUE), ("{span}", SPAN), ("{date}", DATE), ("{years}", YEARS))


def _needed_sign(rule: Rule) -> str:
    for name, sign in _MUST:
        if name in rule.wording:
            return sign
    return ""


RULES = tuple(
    replace(rule, needs=_needed_sign(rule)) for rule in rule_table("validity", "validity")
)
_TERM_BEFORE = deferred(rf"{_TERM}{_CLOSE}(?:为|是|共|暂定|:)*{YEARS}[,(]*\Z")
_CELL = deferred(rf"[^,。;:]{{0,6}}(?:日期|时间):{DATE}\Z")  # 发文日期：… 实施日期：… on one line
_SHARED = 2  # 自…起执行至…: the verb ends one statement and begins the next
_EFFECT_WORDS = deferred(f"施行|实施|执行|生效|试行|实行|启用|有效|时效|期限|政策截止|{DATE}起")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its meaning, its subject and its place (offsets in the segment's text)."""

    role: Role
    subject: Subject
    start: int
    end: int
    moment: Moment | None = None
    span: Span | None = None
    length: Duration | None = None
    word: str = ""  # 印发, 发布, … or the plan's name
    own: bool = False  # the document names itself (本办法)

    @property
    def binding(self) -> bool:
        """It speaks of the document as a whole."""
        return self.subject in ("document", "unsaid")


def _values(sentence: Sentence, found: re.Match[str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for index in range(found.start(), found.end()):
        match sentence.text[index]:
            case mark if mark in (DATE, DATES):
                token = sentence.moments_at(index)
                values["moment"] = token if isinstance(token, Moment) else None
            case mark if mark == SPAN:
                values["span"] = sentence.moments_at(index)
            case mark if mark in (YEARS, DAYS):
                values["length"] = sentence.duration_at(index)
            case mark if mark == ISSUE:
                values["word"] = sentence.signs[index]
    return values


def _statement(sentence: Sentence, rule: Rule, found: re.Match[str]) -> Statement:
    values = _values(sentence, found)
    groups = found.groupdict()
    if "plan" in groups:
        values["word"] = groups["plan"]
    left = sentence.text[: found.start() + found[0].startswith(",")] + (
        "政策" if found[0].startswith("政策") else ""
    )
    left = _TERM_BEFORE.sub(lambda term: "政策" if term[0].startswith("政策") else "", left)
    subject: Subject = "document" if groups.get("who") else subject_of(_CELL.sub("", left))
    role = rule.role
    if role == "begins":
        subject = "unsaid"
    if role == "issue_until" and not re.fullmatch(_OWN, groups["of"].lstrip("自从为")):
        role = "until"  # counted from another document's issue
    start, end = sentence.offsets(found.start(), found.end())
    own = "本" in left[-60:]
    # `values` is keyed by field
    return Statement(role, subject, start, end, own=own, **values)  # type: ignore[arg-type]


@lru_cache(maxsize=4)
def _statements(text: str) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for sentence in dated_sentences(text):
        if _EFFECT_WORDS.search(sentence.text):
            found += _of_sentence(sentence)
    return tuple(sorted(found, key=_statement_start))


def _statement_start(statement: Statement) -> int:
    return statement.start


def _of_sentence(sentence: Sentence) -> list[Statement]:
    """The statements of one sentence; each part of it belongs to the first rule that takes it."""
    taken: list[tuple[int, int]] = []
    told: list[Statement] = []
    for rule in RULES:
        for found in rule.finditer(sentence.text):
            if _overlaps(found, taken):
                continue
            said = _statement(sentence, rule, found)
            # the statement whose verb this one goes on from tells whose it is
            shared = _shared_with(found, taken)
            if shared is not None:
                said = replace(said, subject=told[shared].subject, own=told[shared].own)
            taken.append(found.span())
            told.append(said)
    return told


def _overlaps(found: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(found.end() > start and found.start() < end - _SHARED for start, end in taken)


def _shared_with(found: re.Match[str], taken: list[tuple[int, int]]) -> int | None:
    """The index of the statement whose last words are the first ones of this."""
    for index, (_, end) in enumerate(taken):
        if end - _SHARED <= found.start() < end:
            return index
    return None


def find_statements(segment: Segment) -> tuple[Statement, ...]:
    """Every statement of effect or validity in the text, in order."""
    return _statements(segment.text)


def binding_statements(segment: Segment) -> list[Statement]:
    """The statements that speak of the document as a whole.

    A report that says nothing of "the policy" but tells one named document's effect means that one.
    """
    every = find_statements(segment)
    said = [statement for statement in every if statement.binding]
    if said or segment.kind != DocumentKind.POLICY_NEWS:
        return said
    others = [statement for statement in every if statement.subject == "other"]
    return others if _are_of_one(others) else []


def _are_of_one(others: list[Statement]) -> bool:
    """Each role is stated once, and one of them is an effect: they are of one document."""
    roles = {statement.role for statement in others}
    if len(roles) != len(others):
        return False
    return any(role.startswith(("effective", "span")) for role in roles)
