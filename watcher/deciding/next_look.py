"""The wait before a source is looked at again, after a look that was good or not. Pure."""

from datetime import timedelta

RETRY_AT_MOST = timedelta(days=1)  # a site may ask to be left alone for so long and no longer


def wait_before_next_look(
    every: timedelta, *, failures: int, retry_after: timedelta | None = None
) -> timedelta:
    """The source's own rhythm; `failures` are those in a row, 0 after a good look.

    After a first failure a source is asked again in a quarter of that, then no more often than
    usual. A wish of the site (Retry-After) may lengthen the wait, not shorten it.
    """
    wait = every / 4 if failures == 1 else every
    if retry_after:
        wait = max(wait, min(retry_after, RETRY_AT_MOST))
    return wait
