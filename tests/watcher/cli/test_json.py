"""What `--json` prints, one object a line, every key always there, null where unknown."""

from pathlib import Path

import pytest

from tests.watcher.cli.calling import Call

POLICY = {"id", "title", "doc_number", "region", "industries"}
HISTORY = {
    "id", "at", "kind", "policy", "source", "from_version", "to_version", "summary", "clauses", "alerted",
}  # fmt: skip
DEADLINE = {
    "policy",
    "kind",
    "opens",
    "closes",
    "days_left",
    "status",
    "batch",
    "actor",
    "evidence",
}
ALERT = {"id", "subscriber", "kind", "policy_id", "change_id", "reason", "created_at", "deliveries"}
DELIVERY = {"channel", "state", "attempts", "next_attempt_at", "sent_at", "error"}
DOCUMENT = {
    "source", "lines", "kind", "title", "doc_number", "doc_number_raw", "issuers", "issued_on", "published_on",
    "effective_from", "valid_until", "validity_years", "validity_basis", "windows", "repeals", "cites", "region",
    "industries", "audience",
}  # fmt: skip
WINDOW = {"kind", "opens", "closes", "closes_at", "status", "batch", "actor", "evidence", "lines"}
CLAUSE = {"kind", "old", "new", "old_text", "new_text", "facts"}


def test_history_gives_each_change_with_its_policy_newest_first(call: Call, played: Path) -> None:
    """The log of the fortnight, whole: ids fall, instants carry an offset, nothing of the contract is missing."""
    entries = call("-c", played, "history", "--json").objects
    assert all(entry.keys() >= HISTORY for entry in entries)
    assert all(entry["policy"].keys() >= POLICY for entry in entries)
    assert [entry["id"] for entry in entries] == sorted(
        (entry["id"] for entry in entries), reverse=True
    )
    assert {entry["at"][-6:] for entry in entries} == {"+08:00"}
    assert [entry["kind"] for entry in entries].count("amended") == 1


def test_history_says_how_many_were_told(call: Call, played: Path) -> None:
    """A baseline entry told nobody, a later one of the subscriber's trade told one."""
    told = {
        (entry["kind"], entry["at"][:10]): entry["alerted"]
        for entry in call("-c", played, "history", "--json").objects
    }
    assert told["published", "2026-03-02"] == 0
    assert told["published", "2026-03-04"] == 0
    assert told["amended", "2026-03-05"] == 1


@pytest.mark.parametrize(
    ("options", "dates"),
    [
        (["--kind", "repealed"], ["2026-03-10"]),
        (["--since", "2026-03-09"], ["2026-03-10", "2026-03-10", "2026-03-09"]),
        (["--since", "2026-03-04", "--until", "2026-03-05"], ["2026-03-05", "2026-03-04"]),
        (["--industry", "现代农业"], ["2026-03-04"]),
        (["--industry", "汽车及零部件", "--until", "2026-03-03", "--limit", "1"], ["2026-03-03"]),
    ],
)
def test_history_filters(call: Call, played: Path, options: list[str], dates: list[str]) -> None:
    """Kind, span (both days included) and industry narrow the log."""
    assert [
        entry["at"][:10] for entry in call("-c", played, "history", "--json", *options).objects
    ] == dates


def test_history_of_one_policy_is_its_life(call: Call, played: Path) -> None:
    """A call for applications: published, then extended."""
    moved = call("-c", played, "history", "--json", "--kind", "deadline_moved").objects[0]
    life = call("-c", played, "history", "--json", "--policy", moved["policy"]["id"]).objects
    assert [entry["kind"] for entry in life] == ["deadline_moved", "published"]


def test_history_goes_on_where_a_page_ended(call: Call, played: Path) -> None:
    """--before with the last id of a page gives the next page, without a gap or a repeat."""
    whole = [entry["id"] for entry in call("-c", played, "history", "--json").objects]
    first = [
        entry["id"] for entry in call("-c", played, "history", "--json", "--limit", "3").objects
    ]
    rest = [
        entry["id"]
        for entry in call("-c", played, "history", "--json", "--before", first[-1]).objects
    ]
    assert first + rest == whole


def test_deadlines_count_the_days_from_the_day_asked_for(call: Call, played: Path) -> None:
    """Nearest first; days_left follows --as-of; a window that is over is not ahead."""
    found = call("-c", played, "deadlines", "--json", "--as-of", "2026-03-15").objects
    assert all(one.keys() >= DEADLINE and one["policy"].keys() >= POLICY for one in found)
    assert [(one["closes"], one["days_left"]) for one in found[:2]] == [
        ("2026-04-03", 19),
        ("2026-04-30", 46),
    ]


def test_deadlines_within_days(call: Call, played: Path) -> None:
    """--within 0 is today only, and includes it."""
    today = call(
        "-c", played, "deadlines", "--json", "--as-of", "2026-04-03", "--within", "0"
    ).objects
    assert [(one["closes"], one["days_left"]) for one in today] == [("2026-04-03", 0)]


def test_alerts_give_each_delivery_with_its_state(call: Call, played: Path) -> None:
    """Every alert of the fortnight was sent through the one channel; an alert about a source names no policy."""
    found = call("-c", played, "alerts", "--json").objects
    assert all(one.keys() >= ALERT for one in found)
    assert all(sending.keys() >= DELIVERY for one in found for sending in one["deliveries"])
    assert {sending["state"] for one in found for sending in one["deliveries"]} == {"sent"}
    silent = next(one for one in found if one["kind"] == "source_silent")
    assert (silent["policy_id"], silent["change_id"]) == (None, None)


def test_alerts_filter_by_state_and_subscriber(call: Call, played: Path) -> None:
    """No letter is dead, and nobody else was told."""
    assert call("-c", played, "alerts", "--json", "--state", "dead").objects == []
    assert call("-c", played, "alerts", "--json", "--subscriber", "somebody").objects == []
    assert call(
        "-c", played, "alerts", "--json", "--subscriber", "car-parts-maker", "--limit", "2"
    ).objects[1:]


def test_sources_give_the_health_of_each(call: Call, played: Path) -> None:
    """The demo's one source came back on the last day."""
    (one,) = call("-c", played, "sources", "--json").objects
    assert (one["key"], one["health"], one["last_check_at"]) == (
        "haiyu-zcwj",
        "ok",
        "2026-03-15T09:00:00+08:00",
    )


def test_show_gives_a_policy_with_everything_known(call: Call, played: Path) -> None:
    """Facts with their sentences, versions, sightings, relations from the other end, and its life."""
    repealed = call("-c", played, "history", "--json", "--kind", "repealed").objects[0]["policy"][
        "id"
    ]
    (record,) = call("-c", played, "show", repealed, "--json").objects
    assert record.keys() >= {
        *POLICY,
        "facts",
        "versions",
        "sightings",
        "relations",
        "deadlines",
        "changes",
    }
    assert record["status"] == "repealed"
    assert [(one["relation"], one["direction"]) for one in record["relations"]] == [
        ("repeals", "from")
    ]
    assert "废止" in record["relations"][0]["title"]
    assert record["facts"]["valid_until"]["basis"] == "computed"


def test_diff_gives_clause_changes(call: Call, played: Path) -> None:
    """As `compare`: the amended clause with both wordings and its figures, the new one, the renumbered ones."""
    amended = call("-c", played, "history", "--json", "--kind", "amended").objects[0]["policy"][
        "id"
    ]
    clauses = call("-c", played, "diff", amended, "--json").objects
    assert all(clause.keys() >= CLAUSE for clause in clauses)
    assert [clause["kind"] for clause in clauses] == ["amended", "added", *["renumbered"] * 4]
    assert {"what": "percent", "old": "12%", "new": "15%"}.items() <= clauses[0]["facts"][0].items()


def test_preview_gives_changes_with_the_reason(call: Call, played: Path) -> None:
    """What the subscriber would have heard, the baseline included; the boats are not in it."""
    hits = call(
        "-c", played, "preview", "car-parts-maker", "--json", "--as-of", "2026-03-15"
    ).objects
    assert all(hit["reason"] for hit in hits)
    assert not any("渔船" in hit["policy"]["title"] for hit in hits)
    assert len(hits) == 8


def test_read_gives_every_key_of_a_document(call: Call, tmp_path: Path) -> None:
    """A notice with a window; what a text does not say is null or empty, never missing."""
    file = tmp_path / "notice.txt"
    file.write_text(
        "海屿市商务局关于组织申报2026年外贸补助的通知\n海屿商〔2026〕7号\n各企业：\n"
        "申报时间为2026年5月6日至2026年5月29日。\n海屿市商务局\n2026年4月30日\n",
        encoding="utf-8",
    )
    (document,) = call("read", "--json", "--as-of", "2026-05-01", file).objects
    assert document.keys() >= DOCUMENT
    assert (document["source"], document["doc_number"]) == ("notice.txt", "海屿商〔2026〕7号")
    assert document["valid_until"] is None
    (window,) = document["windows"]
    assert window.keys() >= WINDOW
    assert (window["opens"], window["closes"], window["status"]) == (
        "2026-05-06",
        "2026-05-29",
        "dated",
    )


def test_read_says_what_it_could_not_read_of_a_file(call: Call, tmp_path: Path) -> None:
    """Damaged bytes are named on standard error; the rest is read, so the call has succeeded."""
    file = tmp_path / "notice.txt"
    file.write_bytes(
        "海屿市补助办法\n第一条 为支持企业".encode() + b"\xff\xff" + "，制定本办法。\n".encode()
    )
    said = call("read", "--json", file)
    assert (said.status, len(said.objects)) == (0, 1)
    assert f"{file}: some bytes are not" in said.err


def test_compare_gives_clause_changes_between_files(call: Call, tmp_path: Path) -> None:
    """Two files, one clause with another figure."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    for file, amount in ((old, "200"), (new, "300")):
        file.write_text(
            f"海屿市扶持办法\n第一条 为支持企业，制定本办法。\n第二条 每家企业最高补助{amount}万元。\n",
            encoding="utf-8",
        )
    (clause,) = call("compare", "--json", old, new).objects
    assert clause.keys() >= CLAUSE
    assert (clause["kind"], clause["old"], clause["new"]) == ("amended", "第二条", "第二条")
    assert clause["facts"][0]["what"] == "amount"


def test_identical_files_have_no_difference(call: Call, tmp_path: Path) -> None:
    """Nothing printed, and that is a success."""
    file = tmp_path / "same.txt"
    file.write_text("第一条 同一段文字。\n", encoding="utf-8")
    said = call("compare", "--json", file, file)
    assert (said.status, said.out) == (0, "")
