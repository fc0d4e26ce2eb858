"""What a pass over a site costs, everything included, beside a bare httpx loop over the same addresses.

    python -m benchmarks.pipeline [--pages 1000] [--rounds 3]

A list of pages of 32 KB with 42 clauses each, served by another process. CPU seconds of this process: the first pass
(fetch, parse, read, store, match), an unchanged pass, and one in which 1 % changed. Targets: at most 6 ms a page for
the first; 1.25 × the bare loop for the unchanged; 1.35 × the unchanged for the changed.
"""

import argparse
import gc
import hashlib
import http.server
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx

from config.settings import Settings, SourceSettings, SubscriberSettings
from store.database.opening import Database
from watcher.engine.service import Service

CLAUSE = (
    "第{n}条　申报单位应当具备独立法人资格，在本市注册并依法纳税，信用记录良好，近三年未发生重大安全、环保、质量事故，"
    "对符合条件的项目按照设备投入的百分之{n}给予补助，单个项目最高不超过{amount}万元，资金由市县两级财政按比例分担，"
    "项目单位应当按要求报送建设进度和资金使用情况，接受主管部门和审计部门的监督检查，弄虚作假的依法追究责任。"
)
FURNITURE = (
    '<div class="side"><ul>'
    + '<li><a href="/x">相关链接栏目导航服务事项</a></li>' * 110
    + "</ul></div>"
)


def page(number: int, version: int) -> bytes:
    """One notice of about 32 KB; a later version differs in one clause."""
    clauses = "".join(
        f"<p>{CLAUSE.format(n=n, amount=100 + n + (version if n == number % 42 else 0))}</p>"
        for n in range(1, 43)
    )
    title = f"云湖市工业和信息化局关于印发技术改造项目管理办法（第{number}号）的通知"
    return (
        f'<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}"><title>{title}</title></head>'
        f'<body><div class="nav">{FURNITURE}</div><div class="info">发布时间：2026-03-02 浏览次数：{version}</div>'
        f'<div class="trs_editor_view"><h1>{title}</h1><p>云工信〔2026〕{number}号</p><p>各有关单位：</p>{clauses}'
        f"<p>本办法自印发之日起施行，有效期5年。</p><p>云湖市工业和信息化局</p><p>2026年3月2日</p></div>{FURNITURE}</body></html>"
    ).encode()


def serve(pages: int) -> None:
    """Runs until killed; prints the port first. `/changed/N` makes N pages say their next version."""
    versions = dict.fromkeys(range(1, pages + 1), 0)
    bodies = {number: page(number, 0) for number in versions}
    links = "".join(
        f'<li><a href="/{n}.html">技术改造项目管理办法第{n}号通知</a><span>2026-03-02</span></li>'
        for n in versions
    )
    index = f"<html><body><ul class='news'>{links}</ul></body></html>".encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1
        disable_nagle_algorithm = True  # else every body waits 40 ms for an acknowledgement

        def do_GET(self) -> None:
            if self.path.startswith("/changed/"):
                for number in range(1, int(self.path.rpartition("/")[2]) + 1):
                    versions[number] += 1
                    bodies[number] = page(number, versions[number])
            name = self.path.strip("/").removesuffix(".html")
            body = index if name == "index" else bodies.get(int(name)) if name.isdigit() else None
            etag = f'"{hashlib.md5(body or b"", usedforsecurity=False).hexdigest()}"'
            same = body is not None and self.headers.get("If-None-Match") == etag
            self.send_response(404 if body is None else 304 if same else 200)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", "text/html")
            if not same:
                self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            if body and not same:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class's name
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


@contextmanager
def site(pages: int) -> Iterator[str]:
    """The address of a site in another process."""
    command = [sys.executable, "-m", "benchmarks.pipeline", "--serve", "--pages", str(pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        finally:
            server.kill()


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


class Watch:
    """A service on a store of its own, with a clock that moves a day each pass."""

    def __init__(self, folder: Path, url: str, pages: int) -> None:
        source = SourceSettings(
            key="site", kind="list", name="site", every=timedelta(hours=1), region="450200", url=f"{url}/index.html",
            options={"items": "ul.news li a", "limit": pages, "robots": False},
        )  # fmt: skip
        people = tuple(
            SubscriberSettings(
                f"s{n}",
                ("log://",),
                regions=("450200",),
                industries=(),
                keywords=("不会出现的词",),
                events=("published", "amended"),
            )
            for n in range(100)
        )
        settings = Settings(
            "",
            f"sqlite:///{folder}/bench.db",
            ZoneInfo("Asia/Shanghai"),
            sources=(source,),
            subscribers=people,
        )
        self.now, self.source = datetime(2026, 3, 3, tzinfo=UTC), source
        self.service = Service.of(settings, Database(settings.database), lambda: self.now)
        self.service.start()
        gc.freeze()  # as `policywatch run` does

    def sweep(self) -> None:
        self.now += timedelta(days=1)
        (report,) = self.service.check([self.source])
        assert report.ok, report
        self.last = report


def bare(url: str, pages: int) -> Callable[[], None]:
    """A conditional GET an address over one kept connection, and nothing else."""
    client = httpx.Client()
    etags = {n: client.get(f"{url}/{n}.html").headers["etag"] for n in range(1, pages + 1)}

    def loop() -> None:
        for number, etag in etags.items():
            answer = client.get(f"{url}/{number}.html", headers={"If-None-Match": etag})
            assert answer.status_code == 304, answer

    return loop


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.pages)
        return
    with site(asked.pages) as url, tempfile.TemporaryDirectory() as folder:
        watch = Watch(Path(folder), url, asked.pages)
        first = cpu(watch.sweep)
        assert watch.last.documents == asked.pages, watch.last
        unchanged, floor, changed = [], [], []
        few = max(asked.pages // 100, 1)
        for _ in range(asked.rounds):
            loop = bare(url, asked.pages)
            floor.append(cpu(loop))
            unchanged.append(cpu(watch.sweep))
            httpx.get(f"{url}/changed/{few}")
            changed.append(cpu(watch.sweep))
            assert watch.last.changes == few, watch.last
        ratio = statistics.median(a / b for a, b in zip(unchanged, floor, strict=True))
        more = statistics.median(a / b for a, b in zip(changed, unchanged, strict=True))
        size = Path(folder, "bench.db").stat().st_size
    print(
        f"{asked.pages} pages of {len(page(1, 0)) / 1024:.0f} KB, {asked.rounds} rounds, CPU seconds, medians"
    )
    print(
        f"first pass          {first:7.2f}   {1000 * first / asked.pages:5.2f} ms a page      target 6"
    )
    print(f"bare httpx loop     {statistics.median(floor):7.2f}")
    print(
        f"nothing changed     {statistics.median(unchanged):7.2f}   {ratio:5.2f} × the bare loop   target 1.25"
    )
    print(
        f"1 % changed         {statistics.median(changed):7.2f}   {more:5.2f} × unchanged       target 1.35"
    )
    print(f"store               {size / 1e6:7.1f} MB")
    print(
        f"peak memory         {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB"
    )


if __name__ == "__main__":
    main()
