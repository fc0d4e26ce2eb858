"""Secrets of a channel's address are hidden however somebody spells them."""

import pytest

from notifiers.hiding import hide, hide_of, secrets_of

ADDRESS = "jsons://yard:p%C3%A4ss%2Fw%C3%B6rd@h.example/services/T024F?+X-Token=k%26y%3Cz&verify=no"


@pytest.mark.parametrize(
    "said",
    [
        "bad password päss/wörd",
        "bad password p%C3%A4ss%2Fw%C3%B6rd",
        "bad password p%c3%a4ss/w%c3%b6rd",
        "UnicodeEncodeError('p\\xe4ss/w\\xf6rd')",
        '{"password": "p\\u00e4ss/w\\u00f6rd"}',
        "Authorization: Basic eWFyZDpww6Rzcy93w7ZyZA==",
        "the token k&y<z is unknown",
        "the token k&amp;y&lt;z is unknown",
        "the token k%26y%3Cz is unknown",
        f"cannot post to {ADDRESS}",
    ],
)
def test_no_spelling_of_a_secret_is_told(said: str) -> None:
    """Whatever a receiver, a server or a library echoes."""
    told = hide_of(said, ADDRESS)
    assert "***" in told
    for secret in ("päss", "p%C3", "p%c3", "xe4ss", "u00e4ss", "eWFyZDpw", "k&", "k%26", "key"):
        assert secret not in told


def test_what_is_no_secret_is_told() -> None:
    """The host, plain words of a path, and the options that say how to send."""
    said = "h.example answered 401 for services with verify=no"
    assert hide_of(said, ADDRESS) == said


@pytest.mark.parametrize(
    ("address", "secrets"),
    [
        ("wecombot://693a91f6-7aoc", {"693a91f6-7aoc"}),
        ("mailtos://ann@h.example:pw1@h?to=bob@h.example", {"pw1", "ann@h.example:pw1"}),
        ("log:///var/log/a.log", set()),
        ("json://u:s3cr3t@h:port/", {"u:s3cr3t@h:port/"}),
    ],
)
def test_the_secret_parts_of_an_address(address: str, secrets: set[str]) -> None:
    """A robot's host is its key, a recipient is none; of what cannot be read all is secret."""
    assert set(secrets_of(address)) == secrets


def test_nothing_is_hidden_where_nothing_is_secret() -> None:
    """An empty word is no secret."""
    assert hide("a b c", [""]) == "a b c"
