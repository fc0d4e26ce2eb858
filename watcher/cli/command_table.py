"""The commands: where each is, and its line in `policywatch --help`. Imports none of them."""

from collections.abc import Mapping
from typing import NamedTuple


class CommandEntry(NamedTuple):
    """One command: its module in this folder, the function or group there, and its line of help."""

    module: str
    attribute: str
    help: str


Table = Mapping[str, CommandEntry]

COMMANDS: Table = {
    "init": CommandEntry(
        "starting", "init", "Write a commented policywatch.toml and an inbox folder."
    ),
    "demo": CommandEntry(
        "demonstrating", "demo", "See it all in a minute, at an invented city's site."
    ),
    "run": CommandEntry("running", "run", "Watch, tell and remind, until stopped."),
    "check": CommandEntry("checking", "check", "Check named sources now, then remind and deliver."),
    "history": CommandEntry("history", "history", "The log of changes, newest first."),
    "deadlines": CommandEntry(
        "closing", "deadlines", "Windows, consultations and expiries ahead, nearest first."
    ),
    "show": CommandEntry(
        "showing", "show", "One policy: facts, dates, versions, places, relations."
    ),
    "diff": CommandEntry("showing", "diff", "What changed between two versions of a policy."),
    "search": CommandEntry("searching", "search", "Find policies by their words."),
    "merge": CommandEntry("merge", "merge", "Join two policies that are one document."),
    "split": CommandEntry("merge", "split", "Take one place out of a policy."),
    "preview": CommandEntry("previewing", "preview", "What a subscription would have matched."),
    "why": CommandEntry(
        "explaining", "why", "The reasons why somebody was told of a policy, or was not."
    ),
    "read": CommandEntry(
        "read", "read", "Find documents and their facts in files; stores nothing."
    ),
    "compare": CommandEntry(
        "read", "compare", "Show which clauses differ between two files; stores nothing."
    ),
    "suppressed": CommandEntry(
        "suppressing", "suppressed", "What the rules against noise have hidden, newest first."
    ),
    "doctor": CommandEntry(
        "doctor", "doctor", "Check everything there is to check, and say what to do."
    ),
    "backup": CommandEntry(
        "keeping", "backup", "Write the whole store into one file, while it runs."
    ),
    "restore": CommandEntry(
        "keeping", "restore", "Bring a backup back into the configured database."
    ),
    "prune": CommandEntry("keeping", "prune", "Delete old snapshots that brought nothing new."),
    "reread": CommandEntry(
        "keeping", "reread", "Read what is stored again, as the reader of today does."
    ),
    "sources": CommandEntry(
        "sources", "app", "How every source fares; `sources test KEY` is a dry run."
    ),
    "alerts": CommandEntry(
        "alerting", "app", "Every alert and its deliveries; `alerts redrive` tries again."
    ),
}
OF_SOURCES: Table = {
    "test": CommandEntry("trying", "try_out", "Fetch a source now and show what would be found."),
}
OF_ALERTS: Table = {
    "redrive": CommandEntry(
        "redrive", "redrive", "Send every dead letter again, with a fresh count of tries."
    ),
}
