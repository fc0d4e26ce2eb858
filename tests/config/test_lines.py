"""Where each key of a TOML text stands."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from config.lines import key_lines

TEXT = '''\
# a comment = 1
top = 1
[service]   # [not]
"database" = "a # b = c"
odd = """
[[sources]]
key = "inside a string"
"""
[[sources]]
key = "a"
channels = [
  "x = 1",  # ] in a comment
  "[[sources]]",
]
options = { every = "1h", region = "x" }
[[sources]]
key = 'b'
list.every = 3
'''


def test_keys_are_found_where_they_stand() -> None:
    """Strings, comments, arrays and inline tables do not look like keys."""
    assert key_lines(TEXT) == {
        ("top",): 2,
        ("service",): 3,
        ("service", "database"): 4,
        ("service", "odd"): 5,
        ("sources", 0): 9,
        ("sources", 0, "key"): 10,
        ("sources", 0, "channels"): 11,
        ("sources", 0, "options"): 15,
        ("sources", 1): 16,
        ("sources", 1, "key"): 17,
        ("sources", 1, "list"): 18,
    }


_KEYS = st.sampled_from(["key", "kind", "every"])
_VALUES = st.sampled_from(
    [
        '"a"',
        "'[x]'",
        "3",
        '["a", "b = 1"]',
        '"""\n[[t]]\nk = 1\n"""',
        "'''# '''",
        "{ a = 1 }",
        '[\n "]" ,\n]',
    ]
)
_TABLES = st.lists(st.dictionaries(_KEYS, _VALUES), min_size=1, max_size=4)


@given(_TABLES)
def test_every_key_of_every_table_is_found(tables: list[dict[str, str]]) -> None:
    """For any tables, exactly the keys that tomllib reads are found, each on a line that begins with it."""
    text = "".join(
        "[[t]]\n" + "".join(f"{k} = {v}\n" for k, v in table.items()) for table in tables
    )
    parsed: list[dict[str, Any]] = tomllib.loads(text)["t"]
    lines, found = text.splitlines(), key_lines(text)
    expected = {("t", n, key) for n, table in enumerate(parsed) for key in table}
    assert {address for address in found if len(address) == 3} == expected
    assert all(
        lines[number - 1].startswith(str(address[2]))
        for address, number in found.items()
        if len(address) == 3
    )
