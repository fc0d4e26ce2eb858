"""How long two versions of a text take to compare, beside line-only and character-only diffs. Needs no network, no data.

    python -m benchmarks.diffing [--rounds N]

Prints milliseconds (best of N rounds) and the ratio to difflib over lines, which finds no words. Texts are generated
from a fixed seed, so two runs compare the same characters. "1 MB" is 350,000 Chinese characters in UTF-8.
"""

import argparse
import difflib
import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence

from watcher.diffing import compare

SIZES = {"10 KB": 3_500, "100 KB": 35_000, "1 MB": 350_000}
BUDGET = {"five edits": 50.0, "30 % reworded": 2000.0, "all other words": 2000.0}
VOCABULARY = [
    "企业",
    "申报",
    "资金",
    "项目",
    "单位",
    "部门",
    "管理",
    "支持",
    "政府",
    "工作",
    "服务",
    "技术",
    "创新",
    "产业",
    "发展",
    "材料",
    "审核",
    "公示",
    "条件",
    "标准",
    "奖励",
    "补助",
    "贴息",
    "设备",
    "投资",
    "平台",
    "人才",
    "市场",
    "主管",
    "负责",
    "组织",
    "实施",
    "监督",
    "检查",
    "依法",
    "按照",
    "规定",
    "应当",
    "可以",
    "不得",
    "申请",
    "认定",
    "评审",
    "拨付",
    "期限",
    "予以",
    "相关",
    "有关",
    "制定",
    "完善",
]
DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """1 to 9,999 as a clause number is written."""
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += DIGITS[digit] + name
        elif text and number and not text.endswith("零"):
            text += "零"
    return text


def sentence(chance: random.Random) -> str:
    """A sentence of two to five phrases."""
    phrases = (
        "".join(chance.choices(VOCABULARY, k=chance.randint(4, 9)))
        for _ in range(chance.randint(2, 5))
    )
    return "，".join(phrases) + f"{chance.randint(1, 900)}万元。"


def law(size: int, chance: random.Random, *, labelled: bool) -> list[str]:
    """Articles, or bare paragraphs, of about `size` characters in all."""
    lines: list[str] = []
    total = 0
    while total < size:
        label = f"第{numeral(len(lines) + 1)}条 " if labelled else ""
        lines.append(label + sentence(chance) + sentence(chance))
        total += len(lines[-1])
    return lines


def five_edits(lines: Sequence[str], _chance: random.Random) -> list[str]:
    """Five clauses, spread over the text, each with a phrase put in."""
    edited = list(lines)
    for part in range(5):
        at = len(edited) * (2 * part + 1) // 10
        edited[at] = edited[at].replace("，", "，并且按期报告，", 1)
    return edited


def reworded(lines: Sequence[str], chance: random.Random) -> list[str]:
    """Three characters in ten replaced, in every clause."""
    pool = "".join(VOCABULARY)
    return [
        "".join(
            chance.choice(pool) if chance.random() < 0.3 and c.isalpha() and at > 8 else c
            for at, c in enumerate(line)
        )
        for line in lines
    ]


def replaced(lines: Sequence[str], chance: random.Random) -> list[str]:
    """Another text of the same size and the same words."""
    return law(sum(map(len, lines)), chance, labelled=lines[0].startswith("第一条"))


CASES: dict[str, Callable[[Sequence[str], random.Random], list[str]]] = {
    "five edits": five_edits,
    "30 % reworded": reworded,
    "all other words": replaced,
}


def best(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds of the fastest of some rounds."""
    times = []
    for _ in range(rounds):
        gc.collect()
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times) * 1000


def lines_only(old: Sequence[str], new: Sequence[str]) -> list[object]:
    """What a line diff does: it says which lines differ, not how."""
    return list(difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def rows(rounds: int) -> Iterator[tuple[str, ...]]:
    for labelled in (True, False):
        for name, size in SIZES.items():
            for case, change in CASES.items():
                chance = random.Random(20261122)
                old = law(size, chance, labelled=labelled)
                new = change(old, chance)
                ours = best(lambda: compare(old, new), rounds if case == "five edits" else 2)  # noqa: B023 - run here
                bare = best(lambda: lines_only(old, new), 2)  # noqa: B023 - run here
                over = name == "1 MB" and ours > BUDGET[case]
                told = "over" if over else "ok" if name == "1 MB" else ""
                kind = "articles" if labelled else "paragraphs"
                yield name, kind, case, f"{ours:.1f}", f"{bare:.1f}", f"{ours / bare:.1f}", told


def characters() -> Iterator[tuple[str, ...]]:
    """Bare difflib over characters, where that ends in reasonable time."""
    chance = random.Random(20261122)
    old = law(SIZES["10 KB"], chance, labelled=True)
    new = five_edits(old, chance)
    bare = best(
        lambda: difflib.SequenceMatcher(
            None, "\n".join(old), "\n".join(new), autojunk=False
        ).get_opcodes(),
        1,
    )
    ours = best(lambda: compare(old, new), 5)
    yield (
        "10 KB",
        "articles",
        "five edits, beside difflib over characters",
        f"{ours:.1f}",
        f"{bare:.1f}",
        f"{ours / bare:.3f}",
        "",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    compare(["第一条 甲。"], ["第一条 乙丙。"])  # import what is imported late
    print(f"{'size':<8}{'clauses':<12}{'case':<44}{'ms':>9}{'difflib':>10}{'ratio':>9}  1 MB bound")
    for size, kind, case, ours, bare, ratio, told in (*rows(rounds), *characters()):
        print(f"{size:<8}{kind:<12}{case:<44}{ours:>9}{bare:>10}{ratio:>9}  {told}")


if __name__ == "__main__":
    main()
