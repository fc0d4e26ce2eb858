"""The values of keys that only some kinds know are judged before anything is fetched."""

import pytest

from watcher.fetching.option_check import check_option


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("pages", 0, "from 1 to"),
        ("pages", -3, "from 1 to"),
        ("limit", "50", "without quotes"),
        ("limit", True, "from 1 to"),
        ("limit", 10**9, "from 1 to"),
        ("tls", "lecagy", "legacy"),
        ("tls", True, "legacy"),
        ("gap", "-1s", "seconds"),
        ("gap", "soon", "seconds"),
        ("robots", "no", "true or false"),
        ("private", 1, "true or false"),
        ("items", 5, "a text"),
        ("items", "ul li >", "no CSS selector"),
    ],
)
def test_a_value_that_cannot_be_used_is_told(key: str, value: str | int, said: str) -> None:
    """With what to write."""
    assert said in (check_option("list", key, value) or "")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("pages", 3),
        ("limit", 50),
        ("tls", "legacy"),
        ("gap", "2s"),
        ("gap", 0),
        ("robots", False),
        ("private", True),
        ("items", "ul li a"),
        ("title", "a@title"),
        ("another", "x"),
    ],
)
def test_a_value_that_can_be_used_is_none(key: str, value: str | int) -> None:
    """Keys that another kind may know are not judged here."""
    assert check_option("list", key, value) is None
