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
from watcher.diffing.clauses.references import Numbers, renumbered
from watcher.diffing.noise.folding import folded
from watcher.diffing.pairing.alignment import Alignment, Fits, backbone, join_alike
from watcher.diffing.pairing.clause_likeness import Text
from watcher.diffing.redline.hunks import Diff, settled
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
        self._code = _Code()

    def runs(self, old: str, new: str) -> tuple[Run, ...]:
        """The runs of both wordings: same + deleted spell `old`, same + inserted spell `new`, to
        the character.
        """
        return tuple(_joined(self._marked(old, new) if self._left else _by_ends(old, new)))

    def _marked(self, old: str, new: str, *, sentence: bool = False) -> Iterator[Run]:
        if len(self._code) > _LETTERS:
            self._code = _Code()
        if len(old) + len(new) > _LARGE and not sentence:
            yield from self._by_sentence(old, new)
            return
        olds, news = _WORD.findall(old), _WORD.findall(new)
        was, now = self._code.of(renumbered(olds, self._numbers)), self._code.of(news)
        steps = _steps(was, now)
        if steps <= min(_CLAUSE_STEPS, self._left):
            self._left -= steps
            yield from _realised(self._diffed(was, now), olds, news)
        elif steps > _CLAUSE_STEPS and not sentence:
            yield from self._by_sentence(old, new)
        else:
            self._left = 0
            yield from _by_ends(old, new)

    def _diffed(self, was: str, now: str) -> list[Diff]:
        engine = _engine()
        diffs: list[Diff] = engine.diff_main(was, now, False)  # noqa: FBT003 - its own positional flag
        engine.diff_cleanupSemantic(diffs)
        kept = sum(len(text) for op, text in diffs if op == 0)
        if kept < _TORN * max(len(was), len(now)):
            return [(-1, was), (1, now)]
        return settled(diffs, self._grams)

    def _by_sentence(self, old: str, new: str) -> Iterator[Run]:
        olds, news = _SENTENCE.findall(old), _SENTENCE.findall(new)
        i = j = 0
        for k, m in [*_sentence_pairs(olds, news), (len(olds), len(news))]:
            yield from (("deleted", text) for text in olds[i:k])
            yield from (("inserted", text) for text in news[j:m])
            if k < len(olds) and olds[k] == news[m]:
                yield "same", olds[k]
            elif k < len(olds):
                yield from self._marked(olds[k], news[m], sentence=True)
            i, j = k + 1, m + 1


def _sentence_pairs(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    alignment = Alignment(len(olds), len(news))
    alignment.join_equal(dict(enumerate(olds)), dict(enumerate(news)))
    texts = (
        {i: Text(folded(olds[i])) for i in alignment.alone(0)},
        {j: Text(folded(news[j])) for j in alignment.alone(1)},
    )
    alignment.join_equal(*({at: text.key for at, text in side.items()} for side in texts))
    weights = list(map(len, olds))
    join_alike(alignment, texts, weights, _ANY)
    return backbone(alignment, weights)


def _by_ends(old: str, new: str) -> Iterator[Run]:
    """What both wordings begin and end with, to the comma; between, one goes and the
    other comes.
    """
    olds, news = _PART.findall(old), _PART.findall(new)
    most = min(len(olds), len(news))
    head = next((at for at in range(most) if olds[at] != news[at]), most)
    tail = next((at for at in range(most - head) if olds[-1 - at] != news[-1 - at]), most - head)
    yield "same", "".join(olds[:head])
    yield "deleted", "".join(olds[head : len(olds) - tail])
    yield "inserted", "".join(news[head : len(news) - tail])
    yield "same", "".join(olds[len(olds) - tail :])


class _Code(dict[str, str]):
    """One character a word, the same for words that differ in noise only."""

    def of(self, words: Iterable[str]) -> str:
        return "".join(map(self.__getitem__, words))

    def __missing__(self, word: str) -> str:
        key = "\n" if word.startswith("\n") else folded(word)
        if len(key) == 1 and not "\ue000" <= key <= "\uf8ff" and key < chr(_PRIVATE):
            letter = key
        elif key == word:
            letter = chr(_PRIVATE + len(self))
        else:
            letter = self[key]
        self[word] = letter
        return letter


def _steps(was: str, now: str) -> int:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - heavy, and most comparisons end before it

    return int(Indel.distance(was, now)) * (len(was) + len(now))


@cache
def _engine() -> Any:
    from diff_match_patch import diff_match_patch  # noqa: PLC0415 - heavy, and most comparisons end before it

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine


def _realised(diffs: Iterable[Diff], old: list[str], new: list[str]) -> Iterator[Run]:
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


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbouring runs of one mark as one, what goes before what comes."""
    waiting: dict[Mark, list[str]] = {"deleted": [], "inserted": [], "same": []}
    for mark, text in runs:
        if not text:
            continue
        if waiting["same"] if mark != "same" else waiting["deleted"] or waiting["inserted"]:
            yield from _flushed(waiting)
        waiting[mark].append(text)
    yield from _flushed(waiting)


def _flushed(waiting: dict[Mark, list[str]]) -> Iterator[Run]:
    for mark, texts in waiting.items():
        if texts:
            yield mark, "".join(texts)
            texts.clear()
