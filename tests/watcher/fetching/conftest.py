"""A site to fetch from, and a web that gives up quickly."""

from collections.abc import Iterator

import pytest

from tests.watcher.fetching.site import Site
from watcher.fetching.web.client import Web, WebPolicy

QUICK = WebPolicy(
    connect_seconds=1,
    read_seconds=0.3,
    total_seconds=0.7,
    largest=1024 * 1024,
    retry_seconds=0.001,
    gap_seconds=0,
)


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without pages."""
    with Site() as made:
        yield made


@pytest.fixture
def web() -> Iterator[Web]:
    """A web whose waits are short."""
    with Web(QUICK) as made:
        yield made
