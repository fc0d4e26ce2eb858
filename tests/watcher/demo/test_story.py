"""The story holds together by itself: what its days name exists, and the site shows it."""

from datetime import timedelta
from itertools import pairwise

import pytest

from watcher.demo import story


@pytest.fixture(scope="module")
def told() -> story.Story:
    return story.load()


def test_is_a_fortnight_without_a_gap(told: story.Story) -> None:
    """Fourteen days, one after another, so that every narrated lead time is real."""
    assert len(told.days) == 14
    assert all(later.on - earlier.on == timedelta(days=1) for earlier, later in pairwise(told.days))


def test_publishes_each_of_its_documents_once(told: story.Story) -> None:
    """No document lies in the data file that no day shows, and none is shown before it is published."""
    published = [key for day in told.days for key in day.publishes]
    assert sorted(told.documents) == sorted(published)
    assert all(
        told.documents[key].published <= day.on for day in told.days for key in day.publishes
    )


def test_every_page_of_the_list_is_served(told: story.Story) -> None:
    """The list links to exactly the pages there are that day."""
    for day in told.days:
        pages = told.site(day)
        if pages is None:
            assert day.down
            continue
        listing = pages[told.list_path]
        assert all(f'href="{path}"' in listing for path in pages if path != told.list_path)


def test_the_view_counter_moves_every_day(told: story.Story) -> None:
    """Each page differs from the day before, so that an unchanged day is a day of noise and not of silence."""
    open_days = [pages for day in told.days if (pages := told.site(day))]
    for before, after in pairwise(open_days):
        same = [path for path in before if path != told.list_path and before[path] == after[path]]
        assert same == []


def test_an_edit_of_words_that_are_not_there_is_refused(told: story.Story) -> None:
    """A story whose edit no longer fits its document fails at once, not as a day on which nothing happens."""
    misfit = story.Day(told.days[-1].on, "", edits=(story.Edit("call", "不在文中的话", ""),))
    broken = story.Story(
        told.list_path, told.hour, told.views_a_day, told.documents, (*told.days, misfit)
    )
    with pytest.raises(ValueError, match="does not have"):
        broken.site(misfit)
