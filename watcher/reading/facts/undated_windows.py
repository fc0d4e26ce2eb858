"""Windows without a closing day: rolling (常年), recurring (每年), unannounced (另行通知).

None of these is a date.
"""

import re

from store.records import DeadlineKind, DeadlineStatus
from watcher.patterns import deferred, worded
from watcher.reading.dates.rule_tables import rule_table
from watcher.reading.dates.wording import DATE, DATES, SPAN, Rule, Sentence, sentence_around
from watcher.reading.document import (
    Window,
)
from watcher.reading.facts.window_traits import actor_of, kind_of
from watcher.reading.paragraphs.rule_words import Keywords
from watcher.reading.segment import Segment

_SIGNS = (DATE, SPAN, DATES)
_SIGN = deferred(f"[{DATE}{SPAN}{DATES}]")
_ANOTHER = worded("undated_words", "{another}")

ROLLING = rule_table("undated_windows", "rolling")
UNANNOUNCED = rule_table("undated_windows", "unannounced")
RECURRING = rule_table("undated_windows", "recurring")
_WORDS: dict[DeadlineStatus, tuple[str, ...]] = {
    DeadlineStatus.ROLLING: (
        "常年",
        "全年",
        "随时",
        "即时",
        "敞开",
        "滚动",
        "长期",
        "常态化",
        "免申即享",
        "无需申",
        "即申即",
        "不限",
    ),
    DeadlineStatus.UNANNOUNCED: (
        "另行",
        "统一安排",
        "为准",
        "申报通知",
        "申报指南",
        "申报公告",
        "通知要求",
        "待定",
        "待通知",
    ),
    DeadlineStatus.RECURRING: ("每", "按年", "按季", "按月", "按半年"),
}
_KEYWORDS = {status: Keywords(words) for status, words in _WORDS.items()}
_TIMES = frozenset("年季半月两三个")
# Not a window: the office's own rounds, figures, tax periods, a slogan.
_NOT_RECURRING = worded("undated_words", "{not_recurring}")
_OF_LAST = worded("undated_words", "{of_last}")
_SLOGAN = worded("undated_words", "{slogan}")
_NO_APPLICATION = worded("undated_words", "{no_application}")
_PROCEDURE = worded("undated_words", "{procedure}")


def undated_windows(segment: Segment) -> tuple[Window, ...]:
    """One window for each undated status that the document states, at most.

    The first statement of it.
    """
    statuses: tuple[DeadlineStatus, ...] = (
        DeadlineStatus.ROLLING,
        DeadlineStatus.UNANNOUNCED,
        DeadlineStatus.RECURRING,
    )
    found = {status: window for status in statuses if (window := _first(segment, status))}
    returning, told = found.get(DeadlineStatus.RECURRING), found.get(DeadlineStatus.UNANNOUNCED)
    if returning and told and returning.evidence == told.evidence:
        del found[
            DeadlineStatus.RECURRING
        ]  # 每年受理一次，具体时间另行通知: the notice to come says when
    return tuple(found.values())


def _first(segment: Segment, status: DeadlineStatus) -> Window | None:
    rules, allowed = _TABLES[status]
    text = segment.text
    last = -1
    for at, word in _KEYWORDS[status].word_places(text, segment.body_start if segment.heads else 0):
        if at < last or (word == "每" and text[at + 1 : at + 2] not in _TIMES):
            continue
        sentence = sentence_around(text, at)
        last = sentence.origin[-1]
        for rule in rules:
            found = _undated(rule, sentence)
            if found and allowed(segment, sentence, found):
                return _window(
                    segment,
                    sentence,
                    status,
                    _cited(segment, *sentence.offsets(found.start(), found.end())),
                )
    return None


def _undated(rule: Rule, sentence: Sentence) -> re.Match[str] | None:
    """The first place where a rule holds that has no day: 申报时间为5月12日至22日，具体以通知为准 has one.

    第一批截止时间为5月12日，第二批另行通知: the words behind the day name what it does not close.
    """
    for found in rule.finditer(sentence.text):
        behind = _SIGN.split(found[0])
        if len(behind) == 1 or _ANOTHER.search(behind[-1]):
            return found
    return None


def _cited(segment: Segment, start: int, end: int) -> tuple[int, int]:
    """Offsets that a sentence's evidence is cited from.

    A label above it is left to the words below.
    """
    return (
        (start, end)
        if segment.index_at(start) == segment.index_at(max(start, end - 1))
        else (segment.starts[segment.index_at(end - 1)], end)
    )


def _window(
    segment: Segment, sentence: Sentence, status: DeadlineStatus, at: tuple[int, int]
) -> Window:
    evidence = segment.sentence(*at)
    recurrence = evidence.text if status == DeadlineStatus.RECURRING else None
    kind = (
        DeadlineKind.APPLICATION if status == DeadlineStatus.ROLLING else kind_of(segment, sentence)
    )
    return Window(kind, status, evidence, actor=actor_of(sentence.text), recurrence=recurrence)


def _is_rolling(segment: Segment, sentence: Sentence, found: re.Match[str]) -> bool:
    del segment
    text = sentence.text
    if re.search("免申|无需申|即申即", found[0]):
        return not _SLOGAN.search(text)
    return not _SLOGAN.search(text[: found.start()][-12:])


def _is_unannounced(segment: Segment, sentence: Sentence, found: re.Match[str]) -> bool:
    del segment, sentence
    return not _NO_APPLICATION.search(found[0])


def _is_recurring(segment: Segment, sentence: Sentence, found: re.Match[str]) -> bool:
    """A yearly or quarterly round that people apply for.

    The sentence applies, or the document has a procedure.
    """
    if any(sign in sentence.text for sign in _SIGNS):
        return False  # 每季度截止时间分别为1月30日、…: dated
    if _NOT_RECURRING.search(_OF_LAST.sub("", sentence.text)):
        return False
    return bool(re.search("申报|申请|受理|报名|填报|结束|终了", found[0])) or bool(
        _PROCEDURE.search(segment.text)
    )


_TABLES = {
    DeadlineStatus.ROLLING: (ROLLING, _is_rolling),
    DeadlineStatus.UNANNOUNCED: (UNANNOUNCED, _is_unannounced),
    DeadlineStatus.RECURRING: (RECURRING, _is_recurring),
}
