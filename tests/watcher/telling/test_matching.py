"""Who hears of what."""

import pytest

from config.settings import SubscriberSettings
from watcher.deciding.news import Subject
from watcher.telling.asked_industries import labels_of
from watcher.telling.matching import match
from watcher.telling.subscription_index import Index

LIUZHOU, GUANGXI, NATION, CHENGZHONG, YUNNAN = "450200", "450000", "000000", "450202", "530000"


def subscriber(**wanted: object) -> SubscriberSettings:
    return SubscriberSettings(name="one", channels=("log://",), **wanted)  # type: ignore[arg-type]  # test data


@pytest.mark.parametrize(
    ("region", "hears"),
    [(LIUZHOU, True), (GUANGXI, True), (NATION, True), (CHENGZHONG, False), (YUNNAN, False)],
)
def test_a_city_hears_of_itself_of_those_above_and_of_the_nation(region: str, hears: bool) -> None:
    """A subscriber of 柳州 gets 柳州 + 广西 + the nation, not its districts and not other provinces."""
    assert (
        match(subscriber(regions=(LIUZHOU,)), Subject("通知", region=region)) is not None
    ) == hears


def test_districts_are_heard_of_only_where_asked() -> None:
    """`districts = true` adds what lies below."""
    found = match(
        subscriber(regions=(LIUZHOU,), districts=True), Subject("通知", region=CHENGZHONG)
    )
    assert found is not None


def test_an_industry_matches_by_its_label_and_says_how_strongly() -> None:
    """The ground of a match names the label and whether the policy aims at it or only mentions it."""
    subject = Subject("通知", industries={"汽车及零部件": "weak"})
    found = match(subscriber(industries=("汽车及零部件",)), subject)
    assert found is not None
    assert found.labels == (("汽车及零部件", "weak"),)


def test_another_industry_hears_nothing_unless_the_policy_is_general() -> None:
    """A policy for all industries concerns everybody in its region; one for another industry does not."""
    one = subscriber(industries=("汽车及零部件",))
    assert match(one, Subject("通知", industries={"新能源汽车": "strong"})) is None
    assert match(one, Subject("通知", general=True)) is not None


def test_a_class_of_the_standard_stands_for_its_labels() -> None:
    """GB/T 4754 division 36 is the car industry, and so are the classes below it; section C holds them all."""
    assert "汽车及零部件" in labels_of("36")
    assert "汽车及零部件" in labels_of("367")
    assert "汽车及零部件" in labels_of("C")
    assert "汽车及零部件" not in labels_of("A")


def test_any_keyword_is_enough_and_no_excluded_word_may_stand() -> None:
    """`keywords` any of; `exclude` none of; both in title and text."""
    one = subscriber(keywords=("贴息", "补助"), exclude=("公示",))
    assert match(one, Subject("关于贷款贴息的通知")) is not None
    assert match(one, Subject("通知", text="给予补助")) is not None
    assert match(one, Subject("通知", text="其他")) is None
    assert match(one, Subject("贴息名单公示")) is None


def test_news_in_passing_is_told_only_to_those_who_asked_for_its_words() -> None:
    """A case or a piece of news is no policy; a keyword still finds it."""
    assert match(subscriber(), Subject("某企业投产", kind="news")) is None
    assert match(subscriber(keywords=("投产",)), Subject("某企业投产", kind="news")) is not None


@pytest.mark.parametrize("region", [LIUZHOU, GUANGXI, NATION, CHENGZHONG, YUNNAN, None])
@pytest.mark.parametrize("general", [True, False])
def test_the_index_finds_exactly_what_the_rule_finds(region: str | None, general: bool) -> None:
    """The index is only quicker."""
    people = [
        SubscriberSettings(
            f"s{number}", ("log://",), regions=regions, districts=districts, industries=industries
        )
        for number, (regions, districts, industries) in enumerate(
            (regions, districts, industries)
            for regions in ((), (LIUZHOU,), (GUANGXI,), (NATION,), (YUNNAN, LIUZHOU))
            for districts in (True, False)
            for industries in ((), ("汽车及零部件",), ("36",), ("人工智能",))
        )
    ]
    subject = Subject("通知", region=region, industries={"汽车及零部件": "strong"}, general=general)
    expected = [one.name for one in people if match(one, subject)]
    assert [found.subscription.name for found in Index(people).matches(subject)] == expected
