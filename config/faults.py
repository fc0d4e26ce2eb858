"""A configuration's faults, as values and as one readable screen. Finds none itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where it stands, what it is, what to write instead."""

    where: str
    what: str
    fix: str


class ConfigError(Exception):
    """A configuration that cannot be used.

    Carries every fault found, in the file's order; `file` may be empty.
    """

    def __init__(self, faults: tuple[Fault, ...], file: str = "") -> None:
        super().__init__("; ".join(f"{fault.where}: {fault.what}" for fault in faults))
        self.faults = faults
        self.file = file


def faults_screen(error: ConfigError) -> str:
    """All faults of a file on one screen, each as a line that says where and what and a line that
    says what to do.
    """
    count = len(error.faults)
    counted = "1 fault" if count == 1 else f"{count} faults"
    head = f"{error.file or 'The configuration'}: {counted}. Nothing was done."
    blocks = [f"  {fault.where}\n    {fault.what}\n    -> {fault.fix}" for fault in error.faults]
    return "\n".join([head, *blocks]) + "\n"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest in spelling, or None where nothing is close."""
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return found[0] if found else None


def one_of(known: Iterable[str]) -> str:
    """A list of words to choose from, for a fault's fix."""
    return "one of " + ", ".join(sorted(known))
