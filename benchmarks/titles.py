"""How well title, 发文字号 and 成文日期 are read from real titles set in plausible papers. Prints a table; stores nothing.

    python -m benchmarks.titles [-v] [FILE.jsonl]

Each row of ../shared/titles.jsonl (or FILE) becomes one text in every layout below; `-v` lists what was read otherwise.
Without ../shared there is nothing to read, and it says so.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from watcher.parsing import parse
from watcher.reading import Context, contract, read
from watcher.reading.numbers.document_numbers import find_numbers
from watcher.reading.segmenting.document_titles import squash_title

SHARED = Path(__file__).resolve().parents[1] / "../shared"
Row = Mapping[str, str]
_BODY = (
    "　　为贯彻落实有关部署，进一步做好相关工作，经研究，现就有关事项通知如下，请认真贯彻执行。\n\n"
    "　　一、提高思想认识。各地、各部门要充分认识此项工作的重要意义，切实加强组织领导，明确责任分工。\n\n"
    "　　二、狠抓工作落实。要结合实际制定具体措施，及时协调解决工作中的困难和问题，确保任务落到实处。\n\n"
)
_TO = "各市、县人民政府，各有关单位："


def _day(row: Row) -> str:
    day = date.fromisoformat(row["issue_date"])
    return f"{day.year}年{day.month}月{day.day}日"


def _organ(row: Row) -> str:
    head = re.split("关于|印发|转发|批转|贯彻|授予|《", row["title"])[0]
    return head if 3 <= len(head) <= 40 and head != row["title"] else "办公室"


def _signed(row: Row) -> str:
    return f"{_BODY}　　{_organ(row)}\n\n　　{_day(row)}\n"


def ordinary(row: Row) -> str:
    return f"{row['title']}\n\n{row['doc_number']}\n\n{_TO}\n\n{_signed(row)}"


def addressed_beside(row: Row) -> str:
    return f"{row['title']}\n\n{row['doc_number']}　　{_TO}\n\n{_signed(row)}"


def right_aligned(row: Row) -> str:
    return f"{row['title']}\n{' ' * 40}{row['doc_number']}\n{_TO}\n{_signed(row)}".replace(
        "\n\n", "\n"
    )


def in_brackets(row: Row) -> str:
    return f"{row['title']}\n\n（{row['doc_number']}）\n\n{_TO}\n\n{_signed(row)}"


def red_head(row: Row) -> str:
    return f"{_organ(row)}文件\n\n{row['doc_number']}\n\n{row['title']}\n\n{_TO}\n\n{_signed(row)}"


def labelled(row: Row) -> str:
    block = f"索引号：000014349/2026-00017\n发文字号：{row['doc_number']}\n成文日期：{row['issue_date']}\n发布日期：{row['issue_date']}\n"
    return f"标题：{row['title']}\n{block}\n{row['title']}\n\n{_TO}\n\n{_BODY}"


def two_lines(row: Row) -> str:
    title = row["title"]
    at = title.find("关于") if 4 <= title.find("关于") <= 24 else len(title) // 2
    return f"{title[:at]}\n{title[at:]}\n{row['doc_number']}\n\n{_TO}\n{_signed(row)}".replace(
        "\n\n", "\n"
    )


def heading(row: Row) -> str:
    return f"# {row['title']}\n\n**{row['doc_number']}**\n\n{_TO}\n\n{_signed(row)}"


def page(row: Row) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in [_TO, *_signed(row).split("\n")] if line)
    table = f"<table><tr><td>发文字号：</td><td>{row['doc_number']}</td><td>成文日期：</td><td>{_day(row)}</td></tr></table>"
    return (
        f"<html><head><title>{row['title']}</title></head><body>{table}<h1>{row['title']}</h1>"
        f'<div class="TRS_Editor">{paragraphs}</div></body></html>'
    )


def bare_page(row: Row) -> str:
    lines = [row["title"], row["doc_number"], _TO, *_signed(row).split("\n")]
    paragraphs = "".join(f"<p>{line}</p>" for line in lines if line)
    return f"<html><head><title>{row['title']}_政府网</title></head><body><div id=zoom>{paragraphs}</div></body></html>"


LAYOUTS: dict[str, tuple[str, Callable[[Row], str]]] = {
    "title, number, addressee": ("a.txt", ordinary),
    "addressee beside the number": ("a.txt", addressed_beside),
    "number at the right, no blank lines": ("a.txt", right_aligned),
    "number in brackets": ("a.txt", in_brackets),
    "red head": ("a.txt", red_head),
    "labels above": ("a.txt", labelled),
    "title over two lines": ("a.txt", two_lines),
    "markdown": ("a.md", heading),
    "page with a table": ("a.html", page),
    "page without": ("a.html", bare_page),
}


def missed(row: Row, name: str, text: str) -> dict[str, str]:
    """The fields that were read otherwise, with what was found."""
    numbers = find_numbers(row["doc_number"])
    want = {
        "title": squash_title(row["title"]),
        "number": numbers[0].canonical if numbers else row["doc_number"],
        "issued": row["issue_date"],
    }
    found = [contract(each, name) for each in read(parse(text.encode(), name=name), Context())]
    if len(found) != 1:
        return dict.fromkeys(want, f"{len(found)} documents")
    got = {
        "title": squash_title(str(found[0]["title"])),
        "number": str(found[0]["doc_number"]),
        "issued": str(found[0]["issued_on"]),
    }
    return {field: got[field] for field in want if want[field] != got[field]}


def main() -> int:
    files = [Path(each) for each in sys.argv[1:] if not each.startswith("-")] or [
        SHARED / "titles.jsonl"
    ]
    if not files[0].is_file():
        print(f"Nothing to read: {files[0]} is absent. It is not part of this repository.")
        return 0
    rows = [json.loads(line) for line in files[0].read_text(encoding="utf-8").splitlines()]
    rows = [
        {**row, "issue_date": row["issue_date"] or row["pub_date"] or "2024-03-05"} for row in rows
    ]
    rows = [row for row in rows if row["doc_number"] and find_numbers(row["doc_number"])]
    print(f"{len(rows)} rows\n{'layout':<38}{'title':>8}{'number':>8}{'issued':>8}")
    for layout, (name, build) in LAYOUTS.items():
        wrong: Counter[str] = Counter()
        for row in rows:
            found = missed(row, name, build(row))
            wrong.update(found.keys())
            if found and "-v" in sys.argv:
                print(f"  {layout}: {row['title']} {row['doc_number']} → {found}")
        shares = (
            f"{1 - wrong[field] / len(rows):>8.3f}" for field in ("title", "number", "issued")
        )
        print(f"{layout:<38}{''.join(shares)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
