"""Measures what many versions of generated pages cost to keep, and to read; run as `python -m benchmarks.versions`.

Pages as in PERFORMANCE: about 32 KB, 42 clauses, a few edits a version; each with its snapshot, its version and the
entry of the log, in a SQLite file of its own. The size is that of the whole file, empty tables taken off.
"""

import argparse
import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from store import addresses, changes, policies, search, sightings, snapshots, versions
from store.database import Database, Transaction
from store.records import NewChange, NewPolicy
from store.snapshots import Fetched
from store.versions import NewVersion

START = datetime(2026, 1, 1, tzinfo=UTC)
CLAUSES = 42
# how official texts are made: phrases that return, with an amount here and there
PHRASES = [
    f"{who}{does}{what}"
    for who in ("对符合条件的企业", "各级主管部门", "申报单位", "市财政部门", "项目承担单位", "第三方评审机构")
    for does in ("应当按照规定", "经审核公示后", "会同有关部门", "在年度预算内", "于每年第一季度")
    for what in ("拨付专项补助资金", "提交书面申请材料", "给予一次性奖励", "开展绩效评价工作", "组织现场核查")
]


class Page:
    """One invented page that is edited: a frame like a site's around clauses of common words."""

    def __init__(self, number: int) -> None:
        self.dice = random.Random(number)
        self.clauses = [self._clause() for _ in range(CLAUSES)]
        self.views = 12
        menu = "".join(
            f'<li><a href="/zwgk/{n}/index.html" title="{self.dice.choice(PHRASES)}">栏目{n}</a></li>'
            for n in range(60)
        )
        self.head = f'<html><head><meta charset="utf-8"><title>措施{number}</title></head><body><ul>{menu}</ul>'

    def edit(self) -> None:
        """What a new version brings: a few phrases or amounts reworded, and a counter that counts."""
        for _ in range(self.dice.randint(1, 3)):
            clause = self.clauses[self.dice.randrange(CLAUSES)]
            clause[self.dice.randrange(len(clause))] = self._phrase()
        self.views += self.dice.randrange(1, 50)

    @property
    def paragraphs(self) -> list[str]:
        return [f"第{number}条　{'，'.join(clause)}。" for number, clause in enumerate(self.clauses, 1)]

    @property
    def html(self) -> bytes:
        body = "".join(f'<p style="text-indent: 2em;">{text}</p>\n' for text in self.paragraphs)
        return (
            f"{self.head}<div class='views'>{self.views}</div><div class='trs_editor_view'>{body}</div></body>".encode()
        )

    def _clause(self) -> list[str]:
        return [self._phrase() for _ in range(self.dice.randint(8, 12))]

    def _phrase(self) -> str:
        if self.dice.random() < 0.1:
            return f"最高不超过{self.dice.randrange(1, 90)}0万元"
        return self.dice.choice(PHRASES)


def main() -> None:
    """Stores all versions of all pages and prints a table; exit status 1 over 1.2 KB a page-version or 5 ms a reading."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--versions", type=int, default=20)
    parser.add_argument("--search", action="store_true", help="index every page for full text as well")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        database = Database(f"sqlite:///{file}")
        database.close()
        empty = file.stat().st_size
        taken = fill(database, wanted)
        database.close()
        each = (file.stat().st_size - empty) / 1024 / (wanted.pages * wanted.versions)
        slowest = read(database)
        database.close()
    print(f"{wanted.versions} versions of {wanted.pages} pages of {len(Page(0).html) / 1024:.0f} KB")
    print(f"{each:9.2f} KB a page-version stored, all included (at most 1.2)")
    print(f"{taken:9.2f} ms a page-version to store")
    print(f"{slowest:9.2f} ms to read the slowest version (at most 5)")
    sys.exit(each > 1.2 or slowest > 5)


def fill(database: Database, wanted: argparse.Namespace) -> float:
    """Stores everything, one page-version a transaction; milliseconds for each."""
    pages = [Page(number) for number in range(wanted.pages)]
    spent = 0.0
    for number in range(1, wanted.versions + 1):
        for index, page in enumerate(pages, 1):
            html, at = page.html, START + timedelta(days=number)
            begun = time.perf_counter()
            with database.write() as tx:
                _keep(tx, index, number, (page, html, at))
                if wanted.search:
                    search.index(tx, index, f"措施{index}", "\n".join(page.paragraphs))
            spent += time.perf_counter() - begun
            page.edit()
    return spent * 1000 / (wanted.pages * wanted.versions)


def _keep(tx: Transaction, index: int, number: int, seen: tuple[Page, bytes, datetime]) -> None:
    page, html, at = seen
    address = f"https://www.yunzhou.example/zwgk/zcwj/2026/t{index}.html"
    if number == 1:
        new = NewPolicy(f"措施{index}", "policy_text", None, (), None, None, "450200", "city", "", (), general=True)
        policies.create(tx, new, source_key="yz", url=address, at=at)
        addresses.announce(tx, "yz", [address], baseline=True)
    kept = snapshots.keep(tx, Fetched("yz", address, html, at, content_type="text/html"))
    assert kept is not None, "every version differs"
    facts = {"title": page.paragraphs[0], "windows": [{"kind": "application", "evidence": page.paragraphs[1]}]}
    version = NewVersion(index, number, kept.id, 1, at, page.paragraphs, facts)
    policies.set_version(tx, index, number=number, version_id=versions.add(tx, version))
    sightings.see(tx, index, source_key="yz", address=address, version_id=number, at=at) if number == 1 else None
    snapshots.mark_read(tx, kept.id, reader_version=1, outcome="1 documents")
    changes.append(tx, NewChange(at, "amended", index, "yz", "第九条有改动", number - 1, number, 1))


def read(database: Database) -> float:
    """Milliseconds of the slowest of some versions, old and new, the best of three readings each."""
    slowest = 0.0
    with database.read() as tx:
        ids = [version.id for version in versions.of_policy(tx, 1)]
    for version_id in ids:
        best = 1e9
        for _ in range(3):
            with database.read() as tx:
                begun = time.perf_counter()
                versions.get(tx, version_id)
                best = min(best, (time.perf_counter() - begun) * 1000)
        slowest = max(slowest, best)
    return slowest


if __name__ == "__main__":
    main()
