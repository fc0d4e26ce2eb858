"""The conditions that a person is shown are those that matching asks."""

from hypothesis import given
from hypothesis import strategies as st

from config.settings import SubscriberSettings
from watcher.deciding.news import Subject
from watcher.telling.conditions import Condition, checked_conditions
from watcher.telling.matching import match

PLACES = ("450200", "450000", "000000", "450202", "530000")
LABELS = ("汽车及零部件", "新能源汽车", "节能环保")
WORDS = ("贴息", "补助", "公示")
some = st.sets(st.sampled_from(WORDS)).map(lambda words: tuple(sorted(words)))
subscriptions = st.builds(
    SubscriberSettings,
    name=st.just("one"),
    channels=st.just(("log://",)),
    regions=st.sets(st.sampled_from(PLACES)).map(tuple),
    industries=st.sets(st.sampled_from((*LABELS, "36"))).map(tuple),
    keywords=some,
    exclude=some,
    districts=st.booleans(),
)
subjects = st.builds(
    Subject,
    title=some.map("".join),
    kind=st.sampled_from(("policy_text", "news", "case", "policy_news")),
    region=st.none() | st.sampled_from(PLACES),
    industries=st.dictionaries(st.sampled_from(LABELS), st.sampled_from(("strong", "weak"))),
    general=st.booleans(),
    text=some.map("，".join),
)


@given(subscriptions, subjects)
def test_all_are_met_exactly_where_there_is_a_match(
    subscription: SubscriberSettings, subject: Subject
) -> None:
    """Whatever is asked for, and whatever the policy says."""
    met = [one.met for one in checked_conditions(subscription, subject)]
    assert all(met) == (match(subscription, subject) is not None)


@given(subscriptions, subjects)
def test_each_condition_is_told_once_and_in_order(
    subscription: SubscriberSettings, subject: Subject
) -> None:
    """So that a reader finds them where they were."""
    found = checked_conditions(subscription, subject)
    assert [one.condition for one in found] == list(Condition)


def test_what_is_shown_is_what_was_compared() -> None:
    """News without a keyword is not told of, and says so; the excluded word is named."""
    one = SubscriberSettings("one", ("log://",), exclude=("公示",))
    subject = Subject("公示", kind="news", region="450200", industries={"节能环保": "weak"})
    checked = {each.condition: each for each in checked_conditions(one, subject)}
    assert [name for name, each in checked.items() if not each.met] == [
        Condition.KIND,
        Condition.EXCLUDED,
    ]
    assert checked[Condition.KIND].found == ("news",)
    assert checked[Condition.EXCLUDED].found == ("公示",)
    assert checked[Condition.INDUSTRY].found == ("节能环保",)
