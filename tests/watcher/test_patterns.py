"""A pattern that is compiled when it is first used is as good as one that is compiled at once."""

import importlib
import pkgutil
import re

import pytest

import watcher
from watcher.patterns import Deferred, deferred


def every() -> list[tuple[str, Deferred]]:
    """Each deferred pattern of the program, by its place."""
    modules = [name for _, name, _ in pkgutil.walk_packages(watcher.__path__, "watcher.")]
    return [
        (f"{name}.{constant}", value)
        for name in modules
        for constant, value in vars(importlib.import_module(name)).items()
        if isinstance(value, Deferred)
    ]


def test_every_pattern_compiles() -> None:
    """What `re.compile` would say at import is said here."""
    found = every()
    assert len(found) > 300
    for _, pattern in found:
        assert vars(pattern).get("search") or pattern.search is not None


def test_it_is_compiled_once_and_at_first_use() -> None:
    pattern = deferred("第([0-9]+)条", re.IGNORECASE)
    assert "search" not in vars(pattern)
    found = pattern.search("依照第12条")
    assert found is not None
    assert found[1] == "12"
    assert vars(pattern)["search"] is pattern.search
    assert pattern.pattern == "第([0-9]+)条"
    assert pattern.sub("", "第1条甲") == "甲"


def test_a_mistake_shows_at_its_first_use() -> None:
    with pytest.raises(re.error):
        deferred("(").search("")
    with pytest.raises(AttributeError):
        deferred("a").scanner  # noqa: B018
