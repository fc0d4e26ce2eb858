"""What many versions of pages cost to keep, and to read, through the whole service.

    python -m benchmarks.versions [--pages 100] [--versions 20]

Pages as in PERFORMANCE: about 32 KB with 42 clauses, of which zstd at level 3 makes 4.2 KB; a few words are edited in each
version. They lie in a folder that is watched, so that a page-version is all that one look leaves: snapshot, version,
facts, entries of the log, dates, indexes. The size is that of the SQLite file, its empty tables included. At most 1.2 KB a
page-version, and 5 ms to read any version.
"""

import argparse
import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import zstandard

from config.settings import Settings, SourceSettings
from store import versions
from store.database.opening import Database
from watcher.engine.service import Service

CLAUSES = 42
# official prose returns to its words: enough of them that a page packs no better than a real one
_SIGNS = "发展企业项目资金管理部门申报单位财政补助支持建设产业技术创新服务标准规定办法实施监督检查评审公示拨付奖励条件材料受理时间要求程序"
_DICE = random.Random(1)
WORDS = ["".join(_DICE.choice(_SIGNS) for _ in range(2 + number % 3)) for number in range(24)]


class Page:
    """One invented notice that is edited."""

    def __init__(self, number: int) -> None:
        self.dice = random.Random(number)
        self.number = number
        self.clauses = [self._clause() for _ in range(CLAUSES)]

    def edit(self) -> None:
        """What a new version brings: words of two clauses."""
        for _ in range(2):
            clause = self.clauses[self.dice.randrange(CLAUSES)]
            clause[self.dice.randrange(len(clause))] = self._words()

    @property
    def html(self) -> bytes:
        title = f"云湖市工业和信息化局关于印发技术改造项目管理办法（第{self.number}号）的通知"
        body = "".join(
            f"<p>第{at}条　{'，'.join(clause)}，最高不超过{at}0万元。</p>"
            for at, clause in enumerate(self.clauses, 1)
        )
        menu = "".join(
            f'<li><a href="/zwgk/{at}/index.html">栏目导航</a></li>' for at in range(270)
        )
        return (
            f'<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}"></head><body><ul>{menu}</ul>'
            f'<div class="trs_editor_view"><h1>{title}</h1><p>云工信〔2026〕{self.number}号</p><p>各有关单位：</p>{body}'
            "<p>本办法自印发之日起施行，有效期5年。</p><p>云湖市工业和信息化局</p><p>2026年3月2日</p></div></body></html>"
        ).encode()

    def _clause(self) -> list[str]:
        return [self._words() for _ in range(9)]

    def _words(self) -> str:
        return "".join(self.dice.choice(WORDS) for _ in range(self.dice.randint(3, 6)))


def main() -> None:
    """Prints a table; exit status 1 over 1.2 KB a page-version or 5 ms a reading."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--versions", type=int, default=20)
    asked = parser.parse_args()
    pages = [Page(number) for number in range(1, asked.pages + 1)]
    whole, packed = len(pages[0].html) / 1024, len(zstandard.compress(pages[0].html, 3)) / 1024
    with tempfile.TemporaryDirectory() as folder:
        watch(Path(folder), pages, asked.versions)
        file = Path(folder, "bench.db")
        each = file.stat().st_size / 1024 / (asked.pages * asked.versions)
        database = Database(f"sqlite:///{file}")
        slowest = read(database)
        database.close()
    print(
        f"{asked.versions} versions of {asked.pages} pages of {whole:.0f} KB, {packed:.1f} KB packed alone by zstd"
    )
    print(f"{each:9.2f} KB a page-version stored, all included (at most 1.2)")
    print(f"{slowest:9.2f} ms to read the slowest version (at most 5)")
    sys.exit(each > 1.2 or slowest > 5)


def watch(folder: Path, pages: list[Page], count: int) -> None:
    """Looks at the folder once a version, everything in it edited in between."""
    inbox = folder / "inbox"
    inbox.mkdir()
    source = SourceSettings(
        key="inbox",
        kind="folder",
        name="inbox",
        every=timedelta(hours=1),
        region="450200",
        path=str(inbox),
        options={},
    )
    zone = ZoneInfo("Asia/Shanghai")
    moment = datetime(2026, 3, 3, tzinfo=UTC)
    settings = Settings("", f"sqlite:///{folder}/bench.db", zone, sources=(source,), subscribers=())
    database = Database(settings.database)
    service = Service.of(settings, database, lambda: moment)
    service.start()
    for version in range(count):
        for page in pages:
            if version:
                page.edit()
            (inbox / f"{page.number}.html").write_bytes(page.html)
        moment += timedelta(days=1)
        (report,) = service.check([source])
        assert report.ok, report
        assert report.documents == len(pages), report
    database.close()


def read(database: Database) -> float:
    """Milliseconds of the slowest version of a policy, the best of three readings each."""
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
