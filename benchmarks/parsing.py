"""What parsing a page costs: 1×, 10× and 100× of a 30 KB page, by selector and by density. Prints a table.

Run: python -m benchmarks.parsing
"""

import time

from tests.watcher.parsing.site_pages import PARAGRAPHS, TEMPLATES
from watcher.parsing import parse

_PAIRS = 85  # of clauses, some 340 bytes each: a page of 30 KB


def seconds(data: bytes, rounds: int) -> float:
    """CPU seconds of one parse, the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        parse(data, name="page.html")
        best = min(best, time.process_time() - started)
    return best


def main() -> None:
    clauses = "".join(
        f'<p style="text-indent:2em"><span>{text}</span></p>' for text in PARAGRAPHS[2:4]
    )
    print(f"{'body found':<14}{'page KB':>10}{'ms':>10}{'ms a MB':>10}")
    for found, template in (("by selector", "trs"), ("by density", "county")):
        for times in (1, 10, 100):
            page = TEMPLATES[template]().decode()
            data = page.replace("<p style", clauses * (_PAIRS * times) + "<p style", 1).encode()
            spent = seconds(data, 20 if times == 1 else 3)
            print(
                f"{found:<14}{len(data) / 1e3:>10.0f}{spent * 1e3:>10.2f}{spent * 1e9 / len(data):>10.0f}"
            )


if __name__ == "__main__":
    main()
