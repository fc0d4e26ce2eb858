"""The kind "folder": files that appear, change, grow and vanish."""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from tests.watcher.fetching.sources import remembered, source
from watcher.fetching import KINDS
from watcher.fetching.kinds import folder
from watcher.fetching.kinds.kind import SourceMemory
from watcher.fetching.results import Answer, Look
from watcher.fetching.web.client import Web


def look(path: Path, web: Web, known: SourceMemory | None = None) -> Look:
    """One look at the folder."""
    return KINDS["folder"].look(source("folder", path=str(path)), known or SourceMemory(), web)


def statuses(seen: Look) -> dict[str, str]:
    """Name → status of each answer."""
    return {answer.address.removeprefix("file:"): answer.status for answer in seen.answers}


def only(seen: Look) -> Answer:
    """The one answer of a look."""
    (answer,) = seen.answers
    return answer


def test_every_file_is_a_document(tmp_path: Path, web: Web) -> None:
    """At any depth, whatever its kind: what cannot be read is named later, not passed over."""
    (tmp_path / "2026" / "六月").mkdir(parents=True)
    for name in ("a.txt", "2026/b.md", "2026/六月/通知.html", "c.PDF", "d.wps"):
        (tmp_path / name).write_bytes(name.encode())
    seen = look(tmp_path, web)
    assert (seen.status, set(statuses(seen).values())) == ("fetched", {"fetched"})
    assert {answer.address: answer.content_type for answer in seen.answers} == {
        "file:a.txt": "text/plain",
        "file:2026/b.md": "text/markdown",
        "file:2026/六月/通知.html": "text/html",
        "file:c.PDF": "application/pdf",
        "file:d.wps": None,
    }
    assert seen.present == frozenset(answer.address for answer in seen.answers)
    assert {answer.body for answer in seen.answers} == {
        a.address.removeprefix("file:").encode() for a in seen.answers
    }


def test_an_untouched_file_is_not_read(tmp_path: Path, web: Web) -> None:
    """The stamp is enough; a file that is replaced or touched up is read again, even at the same length."""
    file = tmp_path / "a.txt"
    file.write_text("最高200万元")
    known = remembered(look(tmp_path, web))
    second = look(tmp_path, web, known)
    assert (second.status, only(second).body) == ("unchanged", None)
    file.write_text("最高300万元")
    third = look(tmp_path, web, known)
    assert (third.status, only(third).body) == ("fetched", "最高300万元".encode())


def test_a_folder_that_moves_keeps_its_documents(tmp_path: Path, web: Web) -> None:
    """Addresses and stamps do not name the place."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.txt").write_text("通知")
    known = remembered(look(tmp_path / "old", web))
    shutil.move(tmp_path / "old", tmp_path / "new")
    assert look(tmp_path / "new", web, known).status == "unchanged"


def test_a_vanished_file_is_not_present(tmp_path: Path, web: Web) -> None:
    """That it is gone shows in what is present."""
    (tmp_path / "a.txt").write_text("通知")
    (tmp_path / "b.txt").write_text("公告")
    known = remembered(look(tmp_path, web))
    (tmp_path / "a.txt").unlink()
    seen = look(tmp_path, web, known)
    assert (seen.status, seen.present) == ("unchanged", frozenset({"file:b.txt"}))


def test_an_emptied_folder_is_named(tmp_path: Path, web: Web) -> None:
    """It may be a mount that is lost; that is said at every look until a file is there."""
    (tmp_path / "a.txt").write_text("通知")
    known = remembered(look(tmp_path, web))
    (tmp_path / "a.txt").unlink()
    seen = look(tmp_path, web, known)
    again = look(tmp_path, web, remembered(seen, known))
    assert [one.status for one in (seen, again)] == ["unchanged"] * 2
    assert "check its mount" in seen.reason
    assert "check its mount" in again.reason


@pytest.mark.parametrize(
    "name", [".hidden.txt", ".git/a.txt", "~$a.docx", "a.part", "a.pdf.crdownload", "Thumbs.db"]
)
def test_what_is_no_document(tmp_path: Path, web: Web, name: str) -> None:
    """Hidden files, lock files and half downloads."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x")
    assert look(tmp_path, web).present == frozenset()


def test_a_file_being_written_waits(tmp_path: Path, web: Web) -> None:
    """Half a file is no document: it is present, and answered when it rests."""
    stop = threading.Event()
    file = tmp_path / "a.txt"
    file.write_text("通")

    def write() -> None:
        with file.open("a") as out:
            while not stop.is_set():
                out.write("知")
                out.flush()
                time.sleep(0.005)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        growing = look(tmp_path, web)
    finally:
        stop.set()
        writer.join()
    assert (growing.answers, growing.present) == ((), frozenset({"file:a.txt"}))
    assert statuses(look(tmp_path, web)) == {"a.txt": "fetched"}


def test_an_empty_file_waits_until_it_is_clear_that_it_stays_empty(
    tmp_path: Path, web: Web
) -> None:
    """A copy begins with an empty file."""
    file = tmp_path / "a.txt"
    file.touch()
    assert look(tmp_path, web).answers == ()
    os.utime(file, (time.time() - 60, time.time() - 60))
    assert only(look(tmp_path, web)).body == b""


def test_what_cannot_be_read_harms_nothing_else(tmp_path: Path, web: Web) -> None:
    """A link to nothing, a link out of the folder, a folder named like a file, a pipe that would block for ever."""
    (tmp_path / "ok.txt").write_text("通知")
    (tmp_path / "nothing.txt").symlink_to(tmp_path / "missing")
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder.txt" / "in.txt").write_text("通知")
    (tmp_path / "outside").symlink_to("/etc", target_is_directory=True)
    os.mkfifo(tmp_path / "pipe.txt")
    seen = look(tmp_path, web)
    assert statuses(seen) == {
        "ok.txt": "fetched",
        "folder.txt/in.txt": "fetched",
        "nothing.txt": "failed",
        "out.txt": "failed",
    }
    assert all(answer.reason for answer in seen.answers if answer.status == "failed")
    assert seen.status == "fetched"


def test_a_name_that_is_no_text(tmp_path: Path, web: Web) -> None:
    """An archive from an old Windows leaves names in GBK bytes; the address must be storable."""
    (tmp_path / os.fsdecode("关于.txt".encode("gbk"))).write_text("通知")
    assert only(look(tmp_path, web)).address.encode() == b"file:\\xb9\\xd8\\xd3\\xda.txt"


def test_a_large_file_is_named_and_not_read(tmp_path: Path, web: Web) -> None:
    """A film in the inbox must not fill the memory."""
    with (tmp_path / "film.mp4").open("wb") as out:
        out.truncate(folder.LARGEST + 1)
    answer = only(look(tmp_path, web))
    assert (answer.status, "64 MB" in answer.reason) == ("failed", True)


@pytest.mark.parametrize("name", ["missing", "file.txt"])
def test_no_folder(tmp_path: Path, web: Web, name: str) -> None:
    """The look fails, says what to do, and says nothing of absence: the disk may only be away."""
    (tmp_path / "file.txt").touch()
    seen = look(tmp_path / name, web)
    assert (seen.status, seen.present, "create it" in seen.reason) == ("failed", None, True)


def test_a_file_that_vanishes_meanwhile(tmp_path: Path, web: Web) -> None:
    """Files come and go while a folder is read; the look goes on."""
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text("通知")

    def remove() -> None:
        for file in sorted(tmp_path.iterdir()):
            file.unlink()

    mover = threading.Thread(target=remove)
    mover.start()
    seen = look(tmp_path, web)
    mover.join()
    assert seen.status in ("fetched", "unchanged")
    assert all(
        answer.body == "通知".encode() for answer in seen.answers if answer.status == "fetched"
    )
