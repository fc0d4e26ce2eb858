"""Secrets of a source's address leave it as placeholders."""

import re

import pytest

from config.secret_parts import NO_SECRETS, take_out
from tests.config.conftest import Faults, Load

ENVIRONMENT = {"${TOKEN}": "t0k3n/9", "${HOST}": "h.example", "${PW}": "pä:ss"}


def _filled(text: str) -> str:
    return re.sub(r"\$\{\w+\}", lambda match: ENVIRONMENT[match.group()], text)


@pytest.mark.parametrize(
    ("written", "shown", "values", "login"),
    [
        ("https://h.example/list?page=2&sid=7", "https://h.example/list?page=2&sid=7", (), None),
        (
            "https://h.example/list?page=2&token=${TOKEN}",
            "https://h.example/list?page=2&token=${TOKEN}",
            (("${TOKEN}", "t0k3n/9"),),
            None,
        ),
        (
            "https://h.example/list?access_token=abc&page=2",
            "https://h.example/list?access_token=***&page=2",
            (("***", "abc"),),
            None,
        ),
        (
            "https://h.example/l?token=abc&sign=def&apikey=abc",
            "https://h.example/l?token=***&sign=***2&apikey=***",
            (("***", "abc"), ("***2", "def")),
            None,
        ),
        (
            "https://yard:${PW}@${HOST}:8443/${TOKEN}/list",
            "https://h.example:8443/${TOKEN}/list",
            (("${TOKEN}", "t0k3n/9"),),
            ("yard", "pä:ss"),
        ),
        ("https://yard:p%40ss@h.example", "https://h.example", (), ("yard", "p@ss")),
    ],
)
def test_an_address_keeps_its_place_and_gives_its_secrets(
    written: str, shown: str, values: tuple[tuple[str, str], ...], login: tuple[str, str] | None
) -> None:
    """Variables keep their names, a host is no secret, and one secret has one placeholder."""
    address, secrets = take_out(written, _filled)
    assert (address, secrets.values, secrets.login) == (shown, values, login)
    assert "t0k3n" not in repr(secrets)


def test_a_source_shows_no_secret(loaded: Load) -> None:
    """Neither its address nor its repr."""
    text = (
        '[[sources]]\nkey = "a"\nkind = "list"\nitems = "a"\nurl = "https://u:s3cr3t@h/?token=${T}"'
    )
    (source,) = loaded(text, {"T": "s3cr3t2"}).sources
    assert source.url == "https://h/?token=${T}"
    assert source.secrets != NO_SECRETS
    assert "s3cr3t" not in repr(source)


@pytest.mark.parametrize(
    "url",
    ["https://u:s3cr3t/1@h/", "https://u:s3cr3t#1@h/", "u:s3cr3t@h", "https://u:9/s3cr3t@h/"],
)
def test_a_fault_of_an_address_repeats_nothing_of_it(faults: Faults, url: str) -> None:
    """A sign that cut a password short would show the rest of it."""
    (fault,) = faults(f'[[sources]]\nkey = "a"\nkind = "list"\nitems = "a"\nurl = "{url}"')
    assert "s3cr3t" not in f"{fault.what} {fault.fix}"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u:s3cr3t@1@h/name",
        "postgresql://u:s3cr3t/1@h/name",
        "postgresql://u:s3cr3t#1@h/name",
        "postgresql://u:pw@h:s3cr3t/name",
    ],
)
def test_a_fault_of_a_databases_address_repeats_nothing_of_it(faults: Faults, address: str) -> None:
    """Signs that have a meaning there are written as codes."""
    (fault,) = faults(f'[service]\ndatabase = "{address}"')
    assert "%2F" in fault.what
    assert "s3cr3t" not in f"{fault.what} {fault.fix}"
