"""Times full-text search over generated documents; run as `python -m benchmarks.search [--documents N] [--database URL]`."""

import argparse
import random
import re
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, text

from store.database.opening import Database
from store.database.tables import PolicyRow
from store.lists import full_text

WORDS = re.findall(
    r"\w+",
    "企业 申报 补助 资金 项目 社保 就业 培训 汽车 零部件 智能 装备 制造 技术 改造 奖励 贷款 贴息 高新 认定 材料 截止 部门 "
    "审核 公示 拨付 管理 办法 细则 通知 产业 园区 人才 引进 创新 平台 研发 投入 增量 税收 减免 用地 保障 绿色 转型 数字 经济 "
    "农业 种植 养殖 冷链 物流 跨境 电商 文化 旅游 体育 医疗 养老 托育 住房 租赁 公积金 环保 节能 减排 碳排放 安全 应急 消防",
)
QUERIES = [
    "企业",
    "社保",
    "新能源汽车",
    "桂政发〔2024〕11号",
    "企业 补助",
    "业",
    "技术改造 贴息 零部件",
    "IPv6",
    "碳排放企业养老",
    "没有的词",
]


def main() -> None:
    """Indexes the documents, times each query and prints a table; exit status 1 where one takes longer than --limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--characters", type=int, default=3_000, help="of a document")
    parser.add_argument("--limit", type=float, default=50, help="milliseconds a query may take")
    parser.add_argument(
        "--database", help="address of an empty database; default: a temporary SQLite file"
    )
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(wanted.database or f"sqlite:///{Path(folder) / 'bench.db'}")
        start = time.perf_counter()
        fill(database, wanted.documents, wanted.characters)
        each = (time.perf_counter() - start) / wanted.documents * 1000
        print(f"{database.dialect}: {wanted.documents:,} documents, {each:.2f} ms each to index")
        slowest = max(ask(database, query) for query in QUERIES)
        database.close()
    sys.exit(slowest > wanted.limit)


def fill(database: Database, count: int, characters: int) -> None:
    """Stores and indexes documents of common words, a rare one and a number here and there."""
    dice = random.Random(11)
    for first in range(1, count + 1, 500):
        numbers = range(first, min(first + 500, count + 1))
        with database.write() as tx:
            tx.connection().execute(insert(PolicyRow), [_policy(number) for number in numbers])
            for number in numbers:
                title = f"云州市{''.join(dice.choices(WORDS, k=5))}办法"
                body = "".join(dice.choices(WORDS, k=characters // 2))
                rare = "新能源汽车" if number % 50 == 0 else "IPv6" if number % 70 == 0 else ""
                full_text.index(
                    tx,
                    number,
                    title,
                    f"桂政发〔{2000 + number % 25}〕{number % 99}号\n{body}\n{rare}。",
                )
    if database.dialect == "postgresql":
        with database.write() as tx:
            tx.connection().execute(text("ANALYZE search_document"))


def ask(database: Database, query: str) -> float:
    """Milliseconds of the first page, the median of a few rounds."""
    times = []
    for _ in range(7):
        start = time.perf_counter()
        with database.read() as tx:
            hits = full_text.find(tx, query)
        times.append((time.perf_counter() - start) * 1000)
    print(f"{statistics.median(times):9.2f} ms  {len(hits):3} hits  {query}")
    return statistics.median(times)


def _policy(number: int) -> dict[str, object]:
    return {
        "id": number,
        "title": "",
        "kind": "policy_text",
        "issuers": [],
        "industries": [],
        "general": False,
        "status": "active",
        "source_key": "s",
        "url": "",
        "first_seen_at": datetime(2026, 1, 1, tzinfo=UTC),
        "version_number": 1,
    }


if __name__ == "__main__":
    main()
