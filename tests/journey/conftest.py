"""A site on loopback and the commands, for every journey."""

from collections.abc import Iterator

import pytest

from tests.journey.commands import Commands
from tests.journey.site import Site, served
from tests.journey.world import open_site


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        open_site(running)
        yield running


@pytest.fixture(scope="session")
def commands() -> Iterator[Commands]:
    parent = Commands()
    yield parent
    parent.close()
