"""Judges the documents of one look together: one text for several addresses, pages without an end.

Pure.
"""

import re
from collections import Counter
from collections.abc import Sequence

from store.records import LookStatus
from watcher.fetching.results import Answer
from watcher.fetching.web.judging import suspected

_VARYING = re.compile(r"[0-9a-f]{6,}|\d+")  # numbers of incidents, times, addresses
_LONG = 2_000  # characters; no stand-in says so much
_FEW = 2  # unclosed pages beside a list page that closes; more of them are the site's habit


def judge_together(answers: Sequence[Answer], entry: Answer) -> list[Answer]:
    """The same answers, with those made suspect that are no documents beside the others."""
    texts = Counter(text for answer in answers if (text := _text_of(answer)))
    habit = _never_closes(answers, entry)
    judged = []
    for answer in answers:
        shared = texts[_text_of(answer)] > 1 if answer.recognised is False else False
        if answer.status != LookStatus.FETCHED:
            judged.append(answer)
        elif shared:
            judged.append(suspected(answer, "one text is served for several documents"))
        elif answer.words and answer.words.cut and not habit:
            judged.append(suspected(answer, "the page breaks off: its end is missing"))
        else:
            judged.append(answer)
    return judged


def _text_of(answer: Answer) -> str:
    """A page's text without what varies from one answer to the next; "" for anything else."""
    if answer.words is None:
        return ""
    if len(answer.words.text) > _LONG:  # two measures of one pattern may differ in figures alone
        return answer.words.text
    return _VARYING.sub("", answer.words.text)


def _never_closes(answers: Sequence[Answer], entry: Answer) -> bool:
    """True where the site leaves its pages open as a habit."""
    pages = [answer.words for answer in answers if answer.words]
    if any(not words.cut for words in pages):
        return False
    closes = entry.words is not None and not entry.words.cut
    return not closes or len(pages) > _FEW
