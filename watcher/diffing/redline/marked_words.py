"""The redline of one amended clause: runs of words that stay, go or come.

Never splits a number, a date or a word.

diff-match-patch works on one private character a word. Its clock is off: what it may cost is
bounded by size, and a clause too large for it is compared sentence by sentence first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from watcher.diffing.clause_changes import Mark
from watcher.diffing.clauses.references import Numbers, renumber_words
from watcher.diffing.noise.folding import fold_noise
from watcher.diffing.pairing.alignment import Alignment, Fits, join_alike, ordered_pairs
from watcher.diffing.pairing.clause_likeness import ClauseText, keys_of
from watcher.diffing.redline.hunks import Diff, settle_borders
from watcher.patterns import deferred

Run = tuple[Mark, str]

_CN: Final = "〇零一二三四五六七八九十百千万亿两"
_UNSEEN: Final = "\u200b-\u200f\u2060\ufeff"
# A word with the white space after it. Ordinary characters come first: almost every word is one.
_WORD: Final = deferred(
    rf"(?:[^\s\dA-Za-z０-９Ａ-Ｚａ-ｚ{_CN}第（(〔\[［{_UNSEEN}]"
    rf"|第[{_CN}\d]+(?:条(?:之[{_CN}]+)?|[款项章节编])"
    rf"|[（(][{_CN}\d]{{1,3}}[)）]"
    r"|[〔\[［（(]\d{4}[〕\]］）)]\s*\d+\s*号"
    r"|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{1,2}月\d{1,2}日"
    r"|[\d０-９]+(?:[.,:：/．，-][\d０-９]+)*[%％‰]?"
    r"|[A-Za-zＡ-Ｚａ-ｚ]+(?:[-'][A-Za-z]+)*"
    rf"|百分之[{_CN}点]+|[{_CN}]{{2,}}|.)(?:[^\S\n]|[{_UNSEEN}])*",
    re.DOTALL,
)
_SENTENCE: Final = deferred(r"[^。；！？\n]*(?:[。；！？]+[”’』」）]?\n?|\n|$)")
_PART: Final = deferred(r"[^，。；！？\n]*(?:[，。；！？]+[”’』」）]?\n?|\n|$)")
_PRIVATE: Final = 0xF0000
_LETTERS: Final = 60_000
# Steps of the bisection: some 10,000 a millisecond. One clause may take 30 ms, one comparison half
# a second.
_CLAUSE_STEPS: Final = 300_000
_LARGE: Final = 20_000  # characters of both wordings
_TOTAL_STEPS: Final = 2_000_000
_TORN: Final = 0.25  # less than this of the longer side kept: two texts, not one with marks in it
_ANY: Final = Fits(lambda _i, _j: True, lambda _i, _j: True)
_MARKS: Final[dict[int, Mark]] = {-1: "deleted", 0: "same", 1: "inserted"}


class Redliner:
    """Marks clause after clause within one comparison, and keeps to its share of work.

    `grams` counts the bigrams of what is compared: two characters that often stand together are
    taken for a word. `numbers` leads from old clause numbers to new ones: a reference that follows
    is kept together with its successor.
    """

    def __init__(self, grams: Mapping[str, int], numbers: Numbers) -> None:
        self._grams = grams
        self._numbers = numbers
        self._left = _TOTAL_STEPS
        self._code = _LetterCode()

    def mark_words(self, old: str, new: str) -> tuple[Run, ...]:
        """The runs of both wordings: same + deleted spell `old`, same + inserted spell `new`, to
        the character.
        """
        return tuple(_join_runs(self._mark_text(old, new) if self._left else _by_ends(old, new)))

    def _mark_text(self, old: str, new: str, *, sentence: bool = False) -> Iterator[Run]:
        if len(self._code) > _LETTERS:
            self._code = _LetterCode()
        if len(old) + len(new) > _LARGE and not sentence:
            yield from self._by_sentence(old, new)
            return
        olds, news = _WORD.findall(old), _WORD.findall(new)
        was, now = (
            self._code.letters_of(renumber_words(olds, self._numbers)),
            self._code.letters_of(news),
        )
        steps = _steps_of(was, now)
        if steps <= min(_CLAUSE_STEPS, self._left):
            self._left -= steps
            yield from _back_to_words(self._diff_letters(was, now), olds, news)
        elif steps > _CLAUSE_STEPS and not sentence:
            yield from self._by_sentence(old, new)
        else:
            self._left = 0
            yield from _by_ends(old, new)

    def _diff_letters(self, was: str, now: str) -> list[Diff]:
        engine = _diff_engine()
        diffs: list[Diff] = engine.diff_main(was, now, False)  # noqa: FBT003 - takes no keyword
        engine.diff_cleanupSemantic(diffs)
        kept = sum(len(text) for op, text in diffs if op == 0)
        if kept < _TORN * max(len(was), len(now)):
            return [(-1, was), (1, now)]
        return settle_borders(diffs, self._grams)

    def _by_sentence(self, old: str, new: str) -> Iterator[Run]:
        olds, news = _SENTENCE.findall(old), _SENTENCE.findall(new)
        i = j = 0
        for k, m in [*_sentence_pairs(olds, news), (len(olds), len(news))]:
            yield "deleted", "".join(olds[i:k])
            yield "inserted", "".join(news[j:m])
            if k < len(olds) and olds[k] == news[m]:
                yield "same", olds[k]
            elif k < len(olds):
                yield from self._mark_text(olds[k], news[m], sentence=True)
            i, j = k + 1, m + 1


def _sentence_pairs(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    alignment = Alignment(len(olds), len(news))
    alignment.join_equal(dict(enumerate(olds)), dict(enumerate(news)))
    old_texts = {i: ClauseText(fold_noise(olds[i])) for i in alignment.without_partner(0)}
    new_texts = {j: ClauseText(fold_noise(news[j])) for j in alignment.without_partner(1)}
    texts = (old_texts, new_texts)
    alignment.join_equal(*map(keys_of, texts))
    weights = list(map(len, olds))
    join_alike(alignment, texts, weights, _ANY)
    return ordered_pairs(alignment, weights)


def _by_ends(old: str, new: str) -> Iterator[Run]:
    """The common beginning and end of both, to the comma; between, one goes, the other comes."""
    olds, news = _PART.findall(old), _PART.findall(new)
    most = min(len(olds), len(news))
    head = next((at for at in range(most) if olds[at] != news[at]), most)
    tail = next((at for at in range(most - head) if olds[-1 - at] != news[-1 - at]), most - head)
    yield "same", "".join(olds[:head])
    yield "deleted", "".join(olds[head : len(olds) - tail])
    yield "inserted", "".join(news[head : len(news) - tail])
    yield "same", "".join(olds[len(olds) - tail :])


class _LetterCode(dict[str, str]):
    """One character a word, the same for words that differ in noise only."""

    def letters_of(self, words: Iterable[str]) -> str:
        return "".join(map(self.__getitem__, words))

    def __missing__(self, word: str) -> str:
        key = "\n" if word.startswith("\n") else fold_noise(word)
        if len(key) == 1 and not "\ue000" <= key <= "\uf8ff" and key < chr(_PRIVATE):
            letter = key
        elif key == word:
            letter = chr(_PRIVATE + len(self))
        else:
            letter = self[key]
        self[word] = letter
        return letter


def _steps_of(was: str, now: str) -> int:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - heavy, and most comparisons end before

    return int(Indel.distance(was, now)) * (len(was) + len(now))


@cache
def _diff_engine() -> Any:
    from diff_match_patch import diff_match_patch  # noqa: PLC0415 - heavy, and rarely asked for

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine


def _back_to_words(diffs: Iterable[Diff], old: list[str], new: list[str]) -> Iterator[Run]:
    """Back from letters to the words of each side; what differs in noise only is a deletion and an
    insertion.
    """
    i = j = 0
    for op, letters in diffs:
        k, m = i + len(letters) * (op <= 0), j + len(letters) * (op >= 0)
        if op:
            yield _MARKS[op], "".join(old[i:k] or new[j:m])
        elif old[i:k] == new[j:m]:
            yield "same", "".join(old[i:k])
        else:
            for a, b in zip(old[i:k], new[j:m], strict=True):
                yield from (("same", a),) if a == b else (("deleted", a), ("inserted", b))
        i, j = k, m


def _join_runs(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbouring runs of one mark as one, what goes before what comes."""
    waiting: dict[Mark, list[str]] = {"deleted": [], "inserted": [], "same": []}
    for mark, text in runs:
        if not text:
            continue
        others: tuple[Mark, ...] = ("deleted", "inserted") if mark == "same" else ("same",)
        if any(waiting[other] for other in others):
            yield from _flush_runs(waiting)
        waiting[mark].append(text)
    yield from _flush_runs(waiting)


def _flush_runs(waiting: dict[Mark, list[str]]) -> Iterator[Run]:
    for mark, texts in waiting.items():
        if texts:
            yield mark, "".join(texts)
            texts.clear()
