"""Run as a script in a process of its own: a PDF on standard input, one JSON object a page on
standard output.

Imports nothing of this package: the process starts faster, and a hostile file meets as little code
as possible.
"""

import contextlib
import io
import json
import logging
import sys
from typing import Any

MEMORY = 1_500_000_000  # bytes of address space; pypdf needs some 150 MB for a long document
LONGEST_PAGE = 200_000  # characters: a page of print holds some 2,000


def limit_resources(cpu_seconds: int) -> None:
    """Ask the system to end this process when it asks for too much; does nothing where it cannot
    (Windows).
    """
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - absent on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))


def tell_fact(fact: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(fact) + "\n")
    sys.stdout.flush()


def read_pages(data: bytes, most_pages: int) -> None:
    """`{"encrypted": true}`, or `{"pages": n}` and then `{"text": …, "images": bool}` for each
    page.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - after the limits are set

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        tell_fact({"encrypted": True})
        return
    tell_fact({"pages": len(reader.pages)})
    for number, page in enumerate(reader.pages):
        if number >= most_pages:
            return
        try:
            text, images = page.extract_text()[:LONGEST_PAGE], _has_images(page)
        except Exception as error:  # noqa: BLE001 - one broken page must not hide the others
            tell_fact({"text": "", "images": False, "error": type(error).__name__})
            continue
        tell_fact({"text": text, "images": images})


def _has_images(page: Any) -> bool:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    return bool(drawn is not None and drawn.get_object())


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    limit_resources(int(sys.argv[2]))
    sys.setrecursionlimit(2_000)
    try:
        read_pages(sys.stdin.buffer.read(), int(sys.argv[1]))
    # whatever a broken file raises, its name is all that is wanted
    except Exception as error:  # noqa: BLE001
        if type(error).__name__ == "DependencyError":  # AES, which pypdf cannot undo by itself
            tell_fact({"encrypted": True})
        else:
            tell_fact({"broken": f"{type(error).__name__}: {error}"[:200]})
