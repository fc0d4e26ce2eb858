"""The [service] table and the environment over it."""

from datetime import timedelta
from pathlib import Path

import pytest

from config.retention_table import Retention
from tests.config.conftest import Faults, Load


def database(address: str) -> str:
    return f'[service]\ndatabase = "{address}"'


@pytest.mark.parametrize(
    ("written", "opened"),
    [
        ("sqlite:///a.db", "sqlite:///{folder}/a.db"),
        ("sqlite:///data/a.db?timeout=5", "sqlite:///{folder}/data/a.db?timeout=5"),
        ("sqlite:////srv/a.db", "sqlite:////srv/a.db"),
        ("postgresql+psycopg://u:p@h/name", "postgresql+psycopg://u:p@h/name"),
        ("postgresql://h/name", "postgresql+psycopg://h/name"),
        ("postgres://h/name", "postgresql+psycopg://h/name"),
    ],
)
def test_databases(loaded: Load, tmp_path: Path, written: str, opened: str) -> None:
    """A relative SQLite file lies beside the configuration, wherever the service is started."""
    assert loaded(database(written)).database == opened.format(folder=tmp_path)


def test_the_environment_names_another_database(loaded: Load, tmp_path: Path) -> None:
    """POLICYWATCH_DATABASE wins over the file, even over a bad one."""
    settings = loaded(database("nonsense"), {"POLICYWATCH_DATABASE": "sqlite:///other.db"})
    assert settings.database == f"sqlite:///{tmp_path}/other.db"


def test_a_bad_database_in_the_environment_is_told_as_such(faults: Faults) -> None:
    """The fault points at the variable, not at the file."""
    (fault,) = faults("", {"POLICYWATCH_DATABASE": "mysql://h/x"})
    assert fault.where == "environment variable POLICYWATCH_DATABASE"


def test_the_password_may_come_from_the_environment(loaded: Load) -> None:
    """${NAME} is filled in."""
    settings = loaded(database("postgresql://u:${PG}@h/n"), {"PG": "pw"})
    assert settings.database == "postgresql+psycopg://u:pw@h/n"


@pytest.mark.parametrize(
    "address",
    ["policy.db", "mysql://h/x", "sqlite://", "sqlite:///:memory:", "postgresql://h", "sqlite:///"],
)
def test_databases_that_cannot_be(faults: Faults, address: str) -> None:
    """Another kind, none named, or one that forgets at exit."""
    (fault,) = faults(database(address))
    assert fault.where == 'line 2, [service] key "database"'


@pytest.mark.parametrize("zone", ["Asia/Peking", "../etc/passwd", "北京"])
def test_unknown_time_zones(faults: Faults, zone: str) -> None:
    """A name no time zone has, or that is a path."""
    (fault,) = faults(f'[service]\ntimezone = "{zone}"')
    assert fault.where == 'line 2, [service] key "timezone"'


@pytest.mark.parametrize("listen", ["8000", "host:", ":8000", "host:99999", "host:x"])
def test_places_nobody_can_listen_on(faults: Faults, listen: str) -> None:
    """host:port, with a port there is."""
    (fault,) = faults(f'[service]\nlisten = "{listen}"')
    assert fault.what == f"“{listen}” is not host:port"


def test_what_is_not_needed_is_kept_for_ever_unless_a_term_is_set(loaded: Load) -> None:
    assert loaded("").retention == Retention()
    terms = loaded('[retention]\nhidden = "365d"\nevidence = "never"').retention
    assert terms == Retention(hidden=timedelta(days=365))


@pytest.mark.parametrize("term", ["0d", "a year", "30", "6h"])
def test_a_term_is_in_days(faults: Faults, term: str) -> None:
    (fault,) = faults(f'[retention]\nhidden = "{term}"')
    assert (fault.where, fault.fix) == (
        'line 2, [retention] key "hidden"',
        'write days, such as "365d", or "never"',
    )
