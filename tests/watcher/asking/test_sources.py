"""How the sources fare, and how complete a list of a place can be."""

from dataclasses import replace

from tests.watcher.recording.conftest import ZONE, Shelf
from tests.watcher.recording.texts import started
from watcher.asking.coverage import coverage
from watcher.asking.shapes.source_shape import coverage_shape, source_shape
from watcher.asking.source_states import Health, source_health


def test_a_source_is_new_then_ok_then_failing(world: Shelf) -> None:
    """In the order in which they are declared, each in one word."""
    sources = world.service.settings.sources
    with world.database.read() as tx:
        assert [one.health for one in source_health(tx, sources)] == [Health.NEW, Health.NEW]
    started(world)
    _break(world, "province")
    with world.database.read() as tx:
        found = source_health(tx, sources)
        disabled = source_health(tx, [replace(sources[0], enabled=False)])
    assert [one.health for one in found] == [Health.OK, Health.FAILING]
    assert disabled[0].health is Health.DISABLED
    shape = source_shape(found[1], ZONE)
    assert (shape["key"], shape["health"], shape["damaged"]) == ("province", "failing", 0)


def test_coverage_counts_the_silent_ones_of_a_place(world: Shelf) -> None:
    """“1 of 2 sources of this city is silent since …”; a province elsewhere has none."""
    sources = world.service.settings.sources
    started(world)
    _break(world, "city")
    with world.database.read() as tx:
        city = coverage(tx, sources, "450200")
        elsewhere = coverage(tx, sources, "530000")
        everything = coverage(tx, sources)
    assert (city.sources, city.silent, city.unchecked) == (2, ("city",), 0)
    assert city.silent_since == world.moment[0]
    assert (elsewhere.sources, elsewhere.silent, elsewhere.silent_since) == (0, (), None)
    assert everything == replace(city, region=None)
    assert coverage_shape(city, ZONE)["silent"] == ["city"]


def test_a_source_without_a_region_counts_for_every_place(world: Shelf) -> None:
    """It may carry policies of any; a disabled one carries none."""
    city, province = world.service.settings.sources
    with world.database.read() as tx:
        found = coverage(tx, [replace(city, region=None), province], "530000")
        off = coverage(tx, [replace(city, enabled=False)], "450200")
    assert (found.sources, found.unchecked) == (1, 1)
    assert off.sources == 0


def _break(world: Shelf, key: str) -> None:
    """A look at a source whose folder is gone."""
    source = next(one for one in world.service.settings.sources if one.key == key)
    world.service.check([replace(source, path=str(world.folder / "gone"))])
