"""A site on loopback and the commands, for every journey."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.database.opening import Database
from tests.golden.house.dumping import dump
from tests.golden.house.volatile import without_order
from tests.journey.commands import Commands
from tests.journey.site import Site, served
from tests.journey.world import open_site

# what was done when the kill came follows from who was quicker; texts of others may not be kept
UNKEPT = {"kill", "real"}


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


@pytest.fixture(autouse=True)
def kept_journey(
    tmp_path: Path, site: Site, golden: Callable[[str], None], request: pytest.FixtureRequest
) -> Iterator[None]:
    """What the store holds and the webhook got in the end is compared with what it was.

    The two sources are looked at side by side, so that no id can be compared.
    """
    yield
    database = Database(f"sqlite:///{tmp_path}/policywatch.db")
    places = {str(tmp_path): "FOLDER", site.url: "SITE", str(Path(__file__).parent): "JOURNEY"}
    text = dump(database, places, site.received)
    database.close()
    if not UNKEPT & set(re.split(r"\W|_", request.node.name)):
        golden(without_order(text))
