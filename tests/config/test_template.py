"""The configuration a new user starts from."""

import re

from config.catalogue import sources
from config.template import default_file
from tests.config.conftest import Load


def test_it_is_valid_as_it_is(loaded: Load) -> None:
    """An inbox, a handful of national lists, one subscriber on log://, no environment needed."""
    settings = loaded(default_file())
    assert [source.kind for source in settings.sources] == ["folder"] + ["list"] * 6
    assert {source.region for source in settings.sources} == {"000000"}
    assert [
        (person.name, person.channels, person.districts) for person in settings.subscribers
    ] == [("me", ("log://",), True)]


def test_its_lists_are_in_the_catalogue(loaded: Load) -> None:
    """No address was made up: each is a tier A row of the catalogue."""
    known = {source.url for source in sources() if source.tier == "A" and source.region == "000000"}
    assert {source.url for source in loaded(default_file()).sources if source.url} <= known


def test_its_examples_work_when_uncommented(loaded: Load) -> None:
    """Taking away the # before the other channels leaves a valid file."""
    text = default_file().replace('channels    = ["log://"]', "#")
    text = re.sub(r"^# (channels = \[|  \"|\])", r"\1", text, flags=re.MULTILINE)
    env = dict.fromkeys(re.findall(r"\$\{(\w+)\}", text), "x")
    assert len(loaded(text, env).subscribers[0].channels) == 6
