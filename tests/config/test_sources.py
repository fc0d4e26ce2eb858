"""The [[sources]] tables."""

from pathlib import Path

import pytest

from config.faults import Fault
from tests.config.conftest import Faults, Load


def folder(line: str) -> str:
    return f'[[sources]]\nkey = "a"\nkind = "folder"\npath = "in"\n{line}\n'


def page(line: str) -> str:
    return f'[[sources]]\nkey = "a"\nkind = "page"\n{line}\n'


def test_relative_and_home_paths_become_absolute(
    loaded: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder is looked for beside the configuration file; ~ is the user's home."""
    monkeypatch.setenv("HOME", "/home/ann")
    assert loaded(folder("")).sources[0].path == str(tmp_path / "in")
    text = '[[sources]]\nkey = "a"\nkind = "folder"\npath = "~/in"\n'
    assert loaded(text).sources[0].path == "/home/ann/in"


def test_addresses_are_filled_from_the_environment(loaded: Load) -> None:
    """A token need not stand in the file; who shows or stores the address has its name only."""
    (source,) = loaded(
        page('url = "https://${HOST}/x?t=${TOKEN}"'), {"TOKEN": "s3", "HOST": "h"}
    ).sources
    assert source.url == "https://h/x?t=${TOKEN}"
    assert source.secrets.values == (("${TOKEN}", "s3"),)


def test_missing_keys_are_all_named(faults: Faults) -> None:
    """Name, kind and what the kind needs: each its own fault."""
    assert [f.what for f in faults("[[sources]]\n")] == [
        'the key "key" is missing',
        'the key "kind" is missing',
    ]
    assert [f.what for f in faults('[[sources]]\nkey = "a"\nkind = "list"')] == [
        'the key "items" is missing',
        'the key "url" is missing',
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            'regoin = "450200"',
            Fault('line 5, [[sources]] #1 key "regoin"', "unknown key", 'write "region"'),
        ),
        (
            'items = "li"',
            Fault(
                'line 5, [[sources]] #1 key "items"',
                "this key does not belong here",
                "remove it: only kind list knows it",
            ),
        ),
        (
            "qqqq = 1",
            Fault(
                'line 5, [[sources]] #1 key "qqqq"',
                "unknown key",
                "remove it; known here: enabled, every, key, kind, name, path, region",
            ),
        ),
        (
            'enabled = "yes"',
            Fault(
                'line 5, [[sources]] #1 key "enabled"',
                "text where true or false is expected",
                "enabled = true, without quotes",
            ),
        ),
        (
            'name = ""',
            Fault(
                'line 5, [[sources]] #1 key "name"',
                "it is empty",
                "give it a value or remove the line",
            ),
        ),
    ],
)
def test_keys_that_do_not_fit(faults: Faults, line: str, fault: Fault) -> None:
    """Each unknown or mistyped key is told with the nearest right one."""
    assert faults(folder(line)) == [fault]


@pytest.mark.parametrize(
    ("kind", "fix"), [("lst", 'write "list"'), ("sql", "one of folder, list, page")]
)
def test_unknown_kinds(faults: Faults, kind: str, fix: str) -> None:
    """The nearest kind, or all of them."""
    (fault,) = faults(f'[[sources]]\nkey = "a"\nkind = "{kind}"')
    assert (fault.what, fault.fix) == (f"unknown kind “{kind}”", fix)


@pytest.mark.parametrize("every", ["5s", "0m", "32d", "1.5h", "m", "h1", "30m6h"])
def test_durations_that_cannot_be(faults: Faults, every: str) -> None:
    """From one minute to 31 days, written as days, hours, minutes."""
    (fault,) = faults(folder(f'every = "{every}"'))
    assert every in fault.what


@pytest.mark.parametrize(
    ("every", "minutes"), [("1m", 1), ("1h30m", 90), ("1D", 1440), ("31d", 44640), ("1d 2h", 1560)]
)
def test_durations(loaded: Load, every: str, minutes: int) -> None:
    """Units may be combined, case and blanks do not matter."""
    assert loaded(folder(f'every = "{every}"')).sources[0].every.total_seconds() == minutes * 60


@pytest.mark.parametrize(
    "url", ["ftp://h/x", "h/x", "https://", "https://h x/", "https://h:port/", "file:///etc/passwd"]
)
def test_addresses_that_cannot_be(faults: Faults, url: str) -> None:
    """Only whole http and https addresses are watched."""
    (fault,) = faults(page(f'url = "{url}"'))
    assert fault.where == 'line 4, [[sources]] #1 key "url"'


def test_a_kinds_own_check_is_heard(faults: Faults) -> None:
    """What a kind says of one of its keys is told like any fault."""
    (fault,) = faults('[[sources]]\nkey = "a"\nkind = "list"\nurl = "http://h"\nitems = "a["')
    assert fault.what == "“a[”: this is no selector"


def test_a_list_is_no_option(faults: Faults) -> None:
    """Options are text, whole numbers or flags."""
    (fault,) = faults('[[sources]]\nkey = "a"\nkind = "list"\nurl = "http://h"\nitems = ["a"]')
    assert fault.where == 'line 5, [[sources]] #1 key "items"'


@pytest.mark.parametrize(
    ("region", "fix"),
    [
        ("450299", 'the nearest is "450200" (广西壮族自治区柳州市)'),
        (
            "朝阳区",
            'write the code of the one meant: "110105" (北京市朝阳区), "220104" (吉林省长春市朝阳区)',
        ),
        ("柳州是", 'write one of these, if meant: "450200" (广西壮族自治区柳州市)'),
        ("Springfield", 'write a six-digit code or an official name: "450200", "柳州市", "全国"'),
    ],
)
def test_regions_that_are_not_clear(faults: Faults, region: str, fix: str) -> None:
    """A wrong code, a shared name, a slip and a stranger: each with the best that can be offered."""
    found = faults(folder(f'region = "{region}"'))[0].fix
    assert found.startswith(fix)
