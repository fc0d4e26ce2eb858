"""The configuration file as a whole: what a good one gives, and that a bad one tells everything at once."""

import os
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config.faults import ConfigError, Fault, faults_screen
from config.loading import config_path, load
from config.settings import Settings, SourceSettings, SubscriberSettings
from config.subscribers import DEFAULT_EVENTS
from tests.config.conftest import KINDS, LANGUAGES, Faults, Load, check_channel

HERE = Path(__file__).parent

EVERYTHING = """\
[service]
database = "sqlite:///data/policy.db"
timezone = "Asia/Urumqi"
listen = "0.0.0.0:9000"

[[sources]]
key = "yunhe"
kind = "list"
name = "云河市工信局"
url = "https://gxj.example.com/index.html"
items = "ul li a"
pages = 3
region = "广西柳州"
every = "1h30m"
enabled = false

[[subscribers]]
name = "liuzhou-auto"
regions = ["450200", "广西"]
districts = true
industries = ["汽车及零部件", "3612"]
keywords = ["技改", " 技改 ", ""]
exclude = ["招聘"]
events = ["published", "extended", "deadline_moved", "technical"]
cadence = "daily"
remind_days = [1, 30, 7, 7]
language = "en"
channels = ["log://", "json://127.0.0.1:9001/hook"]
"""


def test_every_key_is_read(loaded: Load, tmp_path: Path) -> None:
    """Names become codes, paths absolute, days fall; doubles and blanks go."""
    expected = Settings(
        file=str(tmp_path / "policywatch.toml"),
        database=f"sqlite:///{tmp_path}/data/policy.db",
        timezone=ZoneInfo("Asia/Urumqi"),
        listen="0.0.0.0:9000",
        sources=(
            SourceSettings(
                key="yunhe",
                kind="list",
                name="云河市工信局",
                every=timedelta(minutes=90),
                region="450200",
                url="https://gxj.example.com/index.html",
                enabled=False,
                options={"items": "ul li a", "pages": 3},
            ),
        ),
        subscribers=(
            SubscriberSettings(
                name="liuzhou-auto",
                channels=("log://", "json://127.0.0.1:9001/hook"),
                regions=("450200", "450000"),
                districts=True,
                industries=("汽车及零部件", "3612"),
                keywords=("技改",),
                exclude=("招聘",),
                events=("published", "deadline_moved", "technical"),
                cadence="daily",
                remind_days=(30, 7, 1),
                language="en",
            ),
        ),
    )
    assert expected == loaded(EVERYTHING)


def test_defaults(loaded: Load, tmp_path: Path) -> None:
    """What the file leaves out is what the README says."""
    text = """
        [[sources]]
        key = "inbox"
        kind = "folder"
        path = "in"
        [[subscribers]]
        name = "me"
        channels = ["log://"]
    """
    settings = loaded(text)
    assert settings.database == f"sqlite:///{tmp_path}/policywatch.db"
    assert settings.timezone.key == "Asia/Shanghai"
    assert settings.listen == "127.0.0.1:8000"
    expected = SourceSettings(
        "inbox", "folder", "inbox", timedelta(hours=2), path=str(tmp_path / "in")
    )
    assert settings.sources == (expected,)
    assert settings.subscribers == (SubscriberSettings("me", ("log://",), events=DEFAULT_EVENTS),)
    assert not {"technical", "metadata"} & set(DEFAULT_EVENTS)


def test_an_empty_file_is_a_configuration(loaded: Load) -> None:
    """Nothing watched and nobody told is no fault."""
    assert loaded("").sources == ()


def test_all_faults_are_told_on_one_screen(tmp_path: Path) -> None:
    """The golden screen: every fault in the file's order, where it stands and what to write, and no secret."""
    text = (HERE / "many_faults.toml").read_bytes()
    (tmp_path / "policywatch.toml").write_bytes(text)
    with pytest.raises(ConfigError) as caught:
        load(
            tmp_path / "policywatch.toml",
            {},
            kinds=KINDS,
            check_channel=check_channel,
            languages=LANGUAGES,
        )
    screen = faults_screen(caught.value).replace(f"{tmp_path}{os.sep}", "")
    assert screen == (HERE / "many_faults.txt").read_text(encoding="utf-8")
    assert "s3cr3t" not in screen


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[service]\ndatabase = "x\n', "line 2, column 14"),
        ("[service]\nlisten = \n", "line 2, column 10"),
        ("[service]\n[service]\n", "line 2, column 9"),
    ],
)
def test_bad_toml_names_line_and_column(faults: Faults, text: str, where: str) -> None:
    """A text that is not TOML is one fault, at its place."""
    (fault,) = faults(text)
    assert fault.where == where
    assert fault.what.startswith("not TOML: ")


def test_a_byte_order_mark_is_no_fault(loaded: Load) -> None:
    """Editors on Windows write one."""
    assert loaded(b"\xef\xbb\xbf[service]\nlisten = 'h:1'").listen == "h:1"


def test_a_file_that_is_not_utf8_says_so(faults: Faults) -> None:
    """GBK text is named as such a fault instead of becoming garbage."""
    (fault,) = faults("[service]\n# 数据库\n".encode("gbk"))
    assert fault.fix == "save it as UTF-8 in your editor"


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    """The fault names the path that was looked for."""
    with pytest.raises(ConfigError) as caught:
        load(
            tmp_path / "nowhere.toml",
            {},
            kinds=KINDS,
            check_channel=check_channel,
            languages=LANGUAGES,
        )
    assert caught.value.faults[0].where == str(tmp_path / "nowhere.toml")
    assert "-c FILE" in caught.value.faults[0].fix


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    """Reading a folder is a fault, not a crash."""
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path, {}, kinds=KINDS, check_channel=check_channel, languages=LANGUAGES)


def test_which_file_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """-c comes before POLICYWATCH_CONFIG, and that before policywatch.toml in the current folder."""
    monkeypatch.chdir(tmp_path)
    env = {"POLICYWATCH_CONFIG": "env.toml"}
    assert config_path(Path("named.toml"), env) == tmp_path / "named.toml"
    assert config_path(None, env) == tmp_path / "env.toml"
    assert config_path(None, {}) == tmp_path / "policywatch.toml"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "[[source]]\nkey=1",
            Fault('line 1, the file key "source"', "unknown key", 'write "sources"'),
        ),
        (
            "[sources]\n",
            Fault(
                'line 1, the file key "sources"',
                "expected a list of tables",
                "write [[sources]] with two brackets",
            ),
        ),
        (
            "service = 3",
            Fault('line 1, the file key "service"', "expected one table", "write [service]"),
        ),
        (
            "[service]\nlisten = 80",
            Fault(
                'line 2, [service] key "listen"',
                "a number where text is expected",
                'put it in quotes: listen = "…"',
            ),
        ),
    ],
)
def test_wrong_shapes(faults: Faults, text: str, fault: Fault) -> None:
    """A misspelt table, one bracket for two, a value of another type."""
    assert faults(text) == [fault]


def test_duplicate_names_point_at_the_first(faults: Faults) -> None:
    """Two sources of one key, two subscribers of one name: the second is told where the first is."""
    source = '[[sources]]\nkey = "a"\nkind = "folder"\npath = "x"\n'
    subscriber = '[[subscribers]]\nname = "b"\nchannels = ["log://"]\n'
    found = faults(source * 2 + subscriber * 2)
    assert [(f.where, f.what) for f in found] == [
        ('line 6, [[sources]] #2 key "key"', "“a” is already taken by [[sources]] #1"),
        ('line 13, [[subscribers]] #2 key "name"', "“b” is already taken by [[subscribers]] #1"),
    ]
