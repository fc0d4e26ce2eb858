"""The language of `--language`."""

from watcher.cli.session import CommandError
from watcher.rendering.languages import CODES, FIRST


def asked_language(text: str | None) -> str:
    """The language that was asked for, else Chinese.

    Raises CommandError for one that there is no file of.
    """
    if text is not None and text not in CODES:
        raise CommandError(f"--language: there is no “{text}”; write one of {', '.join(CODES)}")
    return text or FIRST
