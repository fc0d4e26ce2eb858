"""The place of `--region`, by its code or its name."""

from config.places import describe, place, similar
from watcher.cli.session import CommandError


def region_code(text: str | None) -> str | None:
    """The code of a place given by code or name.

    Raises CommandError where no single place is called so.
    """
    if text is None:
        return None
    found = place(text.strip())
    if isinstance(found, str):
        return found
    candidates = found or similar(text)
    hint = "; give a six-digit code such as 450200"
    if candidates:
        hint = f"; did you mean {describe(candidates)}?"
    raise CommandError(f"--region: no single place is called “{text}”{hint}")
