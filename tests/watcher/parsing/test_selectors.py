"""A selector that nobody can understand is said to be none before anything is fetched with it."""

import pytest

from watcher.parsing.html.selectors import check_selector


@pytest.mark.parametrize(
    "selector", ["ul.more-list li a", "a@title", "li:has(span.date)", "#zoom, .trs_editor_view"]
)
def test_a_selector_is_understood(selector: str) -> None:
    assert check_selector("list", "items", selector) is None


@pytest.mark.parametrize("selector", ["div[", "ul[[", "div::", ""])
def test_what_is_no_selector_is_said_to_be_none(selector: str) -> None:
    assert check_selector("list", "body", selector) == "this is no CSS selector"


def test_other_keys_are_not_looked_at() -> None:
    assert check_selector("list", "tls", "legacy") is None
