"""Calls that cannot be carried out: exit status 2, nothing done, and a sentence that says what to do."""

from pathlib import Path

import pytest

from tests.watcher.cli.calling import Call


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "haiyu"], "did you mean “haiyu-zcwj”?"),
        (["check", "another"], "see `policywatch sources`"),
        (["sources", "test", "haiyu-zcw"], "no source is called “haiyu-zcw”"),
        (["history", "--region", "朝阳区"], '"110105" (北京市朝阳区)'),
        (["history", "--region", "无此地"], "no single place is called “无此地”"),
        (["history", "--since", "2026-13-01"], "“2026-13-01” is no date"),
        (["history", "--kind", "publishd"], "did you mean published?"),
        (["history", "--industry", "捕鲸"], "labels are"),
        (["deadlines", "--as-of", "yesterday"], "“yesterday” is no instant"),
        (["alerts", "--state", "lost"], "pending, sending, sent, failed, dead"),
        (["preview", "car-parts-makr"], "did you mean “car-parts-maker”?"),
        (["alerts", "--subscriber", "car-parts-makr"], "did you mean “car-parts-maker”?"),
        (["alerts", "--subscriber", "nobody", "--json"], "no subscriber is called “nobody”"),
        (["history", "--policy", "4711"], "no policy #4711"),
        (["history", "--policy", "4711", "--json"], "no policy #4711"),
        (["split", "4711"], "no policy #4711"),
        (["show", "4711"], "no policy #4711"),
        (["diff", "1"], "one version only"),
        (["diff", "3", "--from", "1", "--to", "9"], "versions 1 to 2"),
        (["run", "--as-of", "2026-03-06"], "add --once"),
        (["read", "absent.txt"], "no such file: absent.txt"),
        (["read", "."], "a folder, not a file: ."),
        (["compare", "absent.txt", "absent.txt"], "no such file: absent.txt"),
        (["demo", "--language", "fr"], "zh, en"),
        (["restore", "absent.backup"], "absent.backup"),
        (["history", "--limit", "0"], "--limit"),
        (["unheard"], "No such command"),
    ],
)
def test_says_what_is_wrong(call: Call, played: Path, arguments: list[str], sentence: str) -> None:
    """One line for people on standard error, nothing on standard output, no traceback."""
    said = call("-c", played, *arguments)
    assert (said.status, said.out) == (2, "")
    assert sentence in said.err
    assert "Traceback" not in said.err


def test_a_busy_store_is_left_to_the_one_at_work(call: Call, played: Path) -> None:
    """Two services on one store would tell everything twice: the second one does nothing and says why."""
    from store.database.lock import exclusive  # noqa: PLC0415 -- as above
    from store.database.opening import Database  # noqa: PLC0415 -- only here

    database = Database(f"sqlite:///{played.parent / 'policywatch.db'}")
    try:
        with exclusive(database):
            said = call("-c", played, "run", "--once")
    finally:
        database.close()
    assert said.status == 2
    assert "another policywatch is running" in said.err
