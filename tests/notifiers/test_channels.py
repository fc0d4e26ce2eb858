"""The table of channels, the check of an address, and what people are shown of it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import notifiers
from config.template import default_file
from notifiers import CHANNELS, OTHERS, check_channel, mask

# files of the folder that are no channel: values and what channels share
SHARED = {
    "__init__",
    "address",
    "base",
    "hiding",
    "mail_address",
    "mail_login",
    "parts",
    "posting",
    "robot",
}


def test_the_table_lists_every_adapter() -> None:
    """A channel's file that the table does not name would never be used."""
    files = {path.stem for path in Path(notifiers.__file__).parent.glob("*.py")}
    assert {*CHANNELS.values(), OTHERS} == files - SHARED


@pytest.mark.parametrize(
    "address",
    [
        "log://",
        "log:///var/log/alerts.log",
        "json://127.0.0.1:9001/hook",
        "jsons://user:pw@hooks.example.com/a/b?+X-Token=1",
        "mailtos://ann:pw@mail.example.com?to=bob@example.com",
        "mailto://ann:pw@qq.com",
        "wecombot://693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa",
        "dingtalk://SEC@token",
        "feishu://token",
        "ntfys://ntfy.example.com/topic",
    ],
)
def test_good_addresses_pass(address: str) -> None:
    """None means that nothing is wrong."""
    assert check_channel(address) is None


def test_the_first_configurations_examples_are_channels() -> None:
    """Every address in the commented default file is one that works, with the variables filled in."""
    addresses = re.findall(r'"([a-z]+://[^"]*)"', default_file().partition("[[subscribers]]")[2])
    filled = [re.sub(r"\$\{\w+\}", "word1234", address) for address in addresses]
    assert [(address, check_channel(address)) for address in filled] == [
        (address, None) for address in filled
    ]
    assert len(filled) == 7


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("", "scheme"),
        ("bob@example.com", "scheme"),
        ("nosuch://s3cr3tt0k3n", "nosuch:// is not an address"),
        ("tgram://s3cr3tt0k3n", "tgram://"),
        ("syslog://", "use log://"),
        ("mailto://example.com", "from="),
        ("mailtos://u:s3cr3t@h/?to=not an address", "not a mail address"),
        ("json://u:s3cr3t@h:port/", "cannot be read"),
        ("mailtos://u:1#s3cr3t@h?to=a@h", "# as %23"),
        ("mailtos://u:1/s3cr3t@h?to=a@h", "/ as %2F"),
        ("mailtos://u:s3cr3t/1@h?to=a@h", "/ as %2F"),
        ("mailtos://u:1?s3cr3t@h?to=a@h", "? as %3F"),
        ("mailtos://u:s3cr3t?1@h", "? as %3F"),
        ("mailtos://u:25?s3cr3t@h", "? as %3F"),
        ("mailtos://u@h?to=a@h&pass=1&s3cr3t", "& as %26"),
        ("mailtos://u@h?to=a@h&pass=1&s3cr3t=2", "%26"),
        ("json://h/hook?+X-Token=1&s3cr3t=2", "%26"),
        ("json://h/hook?+X-Token=1#s3cr3t", "# as %23"),
        ("json://u:1/s3cr3t@h/hook", "/ as %2F"),
        ("wecombot://", "key"),
    ],
)
def test_bad_addresses_are_told_without_their_secrets(address: str, word: str) -> None:
    """The fault says what to write, and repeats no password or token."""
    fault = check_channel(address)
    assert fault is not None
    assert word in fault
    assert "s3cr3t" not in fault


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("log:///var/log/a.log", "log:///var/log/a.log"),
        ("json://127.0.0.1:9001/hook", "json://127.0.0.1:9001/hook"),
        (
            "jsons://ann:s3cr3t@h.example/services/T024F/XXs3cr3t?+X-Token=s3cr3t",
            "jsons://***@h.example/services/***/***?+X-Token=***",
        ),
        (
            "mailtos://ann:s3cr3t@h.example?to=bob@example.com&pass=s3cr3t",
            "mailtos://***@h.example?to=bob@example.com&pass=***",
        ),
        ("wecombot://693a91f6-7aoc-s3cr3t", "wecombot://693***"),
        ("dingtalk://SECs3cr3t@ff66s3cr3t", "dingtalk://***"),
        ("tgram://123456:s3cr3tAAA/987", "tgram://***"),
        ("json://[::1]:9001/hook", "json://[::1]:9001/hook"),
        ("json://u:s3cr3t@h:port/", "json://***"),
        ("s3cr3t", "***"),
    ],
)
def test_masks_show_the_place_and_hide_the_secrets(address: str, shown: str) -> None:
    """Enough to tell two channels apart, never enough to use one."""
    assert mask(address) == shown


def test_checking_our_own_schemes_loads_nothing_heavy() -> None:
    """Every command checks the configuration: Apprise and httpx (0.3 s together) wait until something is sent."""
    code = (
        "import sys; from notifiers import check_channel as c\n"
        "assert [c(a) for a in ('log://','json://h/x','mailto://a:b@h','wecombot://k','dingtalk://k','feishu://k')] == [None] * 6\n"
        "print([m for m in ('apprise', 'httpx', 'requests') if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(notifiers.__file__).parents[1],
    )
    assert found.stdout.strip() == "[]"
