"""The [[subscribers]] tables."""

import pytest

from tests.config.conftest import Faults, Load


def subscriber(line: str) -> str:
    return f'[[subscribers]]\nname = "me"\nchannels = ["log://"]\n{line}\n'


def test_nobody_can_be_told_without_channels(faults: Faults) -> None:
    """Neither a missing nor an empty list passes: the alerts would vanish."""
    (missing,) = faults('[[subscribers]]\nname = "me"')
    (empty,) = faults('[[subscribers]]\nname = "me"\nchannels = []')
    assert 'channels = ["log://"]' in missing.fix
    assert 'channels = ["log://"]' in empty.fix


def test_secrets_come_from_the_environment(loaded: Load) -> None:
    """Every ${NAME} of an address is filled in."""
    text = '[[subscribers]]\nname = "me"\nchannels = ["mailto://${U}:${P}@h"]'
    assert loaded(text, {"U": "ann", "P": "pw"}).subscribers[0].channels == ("mailto://ann:pw@h",)


def test_unset_variables_are_named_once_each(faults: Faults) -> None:
    """An empty variable counts as unset: an alert must not go to "mailto://:@h"."""
    text = '[[subscribers]]\nname = "me"\nchannels = ["mailto://${U}:${P}@${U}"]'
    found = faults(text, {"P": ""})
    assert [f.what for f in found] == [
        "the environment variable U is not set",
        "the environment variable P is not set",
    ]


def test_a_bad_channel_is_pointed_at_by_number(faults: Faults) -> None:
    """The channel's own words are told, with its place in the list."""
    (fault,) = faults('[[subscribers]]\nname = "me"\nchannels = ["log://", "bad://s3cr3t"]')
    assert fault.what == "channel 2: no channel speaks bad://"


@pytest.mark.parametrize(
    ("line", "what", "fix"),
    [
        ('events = ["publishd"]', "“publishd” is not known", 'write "published"'),
        ('cadence = "hourly"', "“hourly” is not known", "one of daily, immediate, weekly"),
        ('language = "cn"', "“cn” is not known", "one of en, zh"),
        (
            "remind_days = [7, 0, -1]",
            "0, -1: not a number of days before a deadline",
            "write days from 1 to 366",
        ),
        (
            "remind_days = [7.5]",
            "expected a list of whole numbers",
            "write remind_days = [30, 7, 1]",
        ),
        (
            "remind_days = [true]",
            "expected a list of whole numbers",
            "write remind_days = [30, 7, 1]",
        ),
        ('regions = "450200"', "expected a list of texts", 'write regions = ["…", "…"]'),
        ('keyword = ["a"]', "unknown key", 'write "keywords"'),
        (
            'industries = ["集成电"]',
            "unknown industry “集成电”",
            'write "集成电路" or "3973" (集成电路制造) or "652" (集成电路设计)',
        ),
    ],
)
def test_values_that_are_not_known(faults: Faults, line: str, what: str, fix: str) -> None:
    """Each with what to write instead."""
    (fault,) = faults(subscriber(line))
    assert (fault.where.split(",")[0], fault.what, fault.fix) == ("line 4", what, fix)


def test_an_unknown_industry_gets_the_labels(faults: Faults) -> None:
    """Nothing near: all labels are listed."""
    (fault,) = faults(subscriber('industries = ["zzz"]'))
    assert "新能源汽车" in fault.fix


def test_no_reminders_can_be_wished(loaded: Load) -> None:
    """An empty list of lead times switches reminders off."""
    assert loaded(subscriber("remind_days = []")).subscribers[0].remind_days == ()
