"""Every wording in the tables understands its own sample, and the handbook of the reader lists it."""

from pathlib import Path

import pytest

from tests.watcher.reading.dated import segment
from watcher.reading.dates import validity_terms
from watcher.reading.dates.wording import DAYS, YEARS, Rule, sentence_around
from watcher.reading.facts import duties, stated_relations, undated_windows, window_rules
from watcher.reading.segment import fold

READING = Path(__file__).parents[3] / "docs/reading.md"
WINDOW_RULES = (
    *window_rules.MOVED, *window_rules.FROM_NOW, *window_rules.CLOSING, *window_rules.OPENING, *window_rules.PERIOD, *window_rules.BEFORE, *window_rules.CONSULTATION,
    *window_rules.RELATIVE, *undated_windows.ROLLING, *undated_windows.UNANNOUNCED, *undated_windows.RECURRING,
)  # fmt: skip
RULES = (*validity_terms.RULES, *WINDOW_RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.sample)
def test_a_rule_understands_its_sample(rule: Rule) -> None:
    text = segment(rule.sample).text
    sentences = [sentence_around(text, at) for at in range(text.index("\n") + 1, len(text) - 1)]
    assert any(rule.search(sentence.text) for sentence in sentences)


@pytest.mark.parametrize("rule", duties.AFTER_EVENT, ids=lambda rule: rule.sample)
def test_a_relative_deadline_understands_its_sample(rule: Rule) -> None:
    text = segment(rule.sample).text
    masked = sentence_around(text, text.index("\n") + 1).text
    at = next(index for index, mark in enumerate(masked) if mark in DAYS + YEARS)
    assert rule.search(masked[:at])


@pytest.mark.parametrize("rule", stated_relations.TITLE_RULES, ids=lambda rule: rule.sample)
def test_a_title_rule_understands_its_sample(rule: Rule) -> None:
    assert rule.search(fold(rule.sample))


@pytest.mark.parametrize(
    "rule",
    [*RULES, *duties.AFTER_EVENT, *stated_relations.TITLE_RULES],
    ids=lambda rule: rule.sample,
)
def test_the_handbook_lists_the_sample(rule: Rule) -> None:
    assert rule.sample in READING.read_text("utf-8")
