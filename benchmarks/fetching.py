"""What a check costs when nothing changed: conditional GETs through Web, beside a bare httpx loop.

    python -m benchmarks.fetching [--pages 1000] [--rounds 5] [--threads 1 2 8]

Starts its own server (another process, so that only the client's CPU is counted) and prints the CPU seconds of this
process for one pass over all pages: medians over rounds, ratios paired by round. Target: at most 1.25.
"""

import argparse
import socketserver
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx

from watcher.fetching.results import Validators
from watcher.fetching.web.client import Web
from watcher.fetching.web.manners import Manners

ETAG = '"5f2a-61c0"'
BODY = (
    "<html><body>"
    + "<p>各有关单位：现将有关事项通知如下，请遵照执行。</p>" * 400
    + "</body></html>"
).encode()
TARGET = 1.25


class Handler(socketserver.StreamRequestHandler):
    """Answers 304 to whoever sends the ETag, 404 for robots.txt, else the page. As little Python as possible."""

    disable_nagle_algorithm = True
    wbufsize = -1

    def handle(self) -> None:
        while line := self.rfile.readline():
            headers = b""
            while (header := self.rfile.readline()) not in (b"\r\n", b""):
                headers += header.lower()
            if b"/robots.txt" in line:
                self.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            elif b"if-none-match" in headers:
                self.wfile.write(f"HTTP/1.1 304 Not Modified\r\nETag: {ETAG}\r\n\r\n".encode())
            else:
                head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(BODY)}\r\nETag: {ETAG}\r\n\r\n"
                self.wfile.write(head.encode() + BODY)
            self.wfile.flush()


class Server(socketserver.ThreadingTCPServer):
    """One thread a connection."""

    daemon_threads = True
    allow_reuse_address = True


def serve() -> None:
    """Runs until killed; prints the port first."""
    with Server(("127.0.0.1", 0), Handler) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


@contextmanager
def site() -> Iterator[int]:
    """The port of a server in another process."""
    command = [sys.executable, "-m", "benchmarks.fetching", "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.kill()


def cpu(one: Callable[[str], int], addresses: list[str], pool: ThreadPoolExecutor) -> float:
    """CPU seconds of this process for one pass; every answer must be 304."""
    started = time.process_time()
    codes = set(pool.map(one, addresses))
    spent = time.process_time() - started
    assert codes == {304}, codes
    return spent


def compare(port: int, *, pages: int, rounds: int, threads: int) -> tuple[float, float, float]:
    """Median CPU seconds of the bare loop and of Web, and the median ratio of pairs."""
    addresses = [f"http://127.0.0.1:{port}/zc/{number}.html" for number in range(pages)]
    manners = Manners(home=("127.0.0.1", port), private=True)
    with httpx.Client() as client, Web() as web, ThreadPoolExecutor(threads) as pool:

        def bare(address: str) -> int:
            return client.get(address, headers={"If-None-Match": ETAG}).status_code

        def ours(address: str) -> int:
            answer = web.get(address, Validators(ETAG), manners=manners)
            return 304 if answer.status == "unchanged" else 0

        for warm in (bare, ours):
            cpu(warm, addresses[:50], pool)
        pairs = [(cpu(bare, addresses, pool), cpu(ours, addresses, pool)) for _ in range(rounds)]
    floors, spent = zip(*pairs, strict=True)
    return (
        statistics.median(floors),
        statistics.median(spent),
        statistics.median(b / a for a, b in pairs),
    )


def main() -> None:
    """Prints the table; exit status 1 where the target is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2, 8])
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve()
    print(
        f"{options.pages} conditional GETs, all unchanged; CPU seconds, median of {options.rounds} rounds"
    )
    print("| threads | bare httpx | PolicyWatch | ratio |")
    print("|---|---|---|---|")
    ratios = []
    with site() as port:
        for threads in options.threads:
            bare, ours, ratio = compare(
                port, pages=options.pages, rounds=options.rounds, threads=threads
            )
            ratios.append(ratio)
            print(f"| {threads} | {bare:.2f} | {ours:.2f} | {ratio:.2f} |")
    verdict = "met" if max(ratios) <= TARGET else "missed"
    print(f"target: at most {TARGET} ({verdict})")
    sys.exit(verdict == "missed")


if __name__ == "__main__":
    main()
