"""What pages and servers say is shown without what steers a terminal."""

import json

import pytest

from watcher.plain_text import escaped, one_line, plain, shortened


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("海屿市\u202e通知", "海屿市通知"),
        ("\x1b[31m红\x1b[0m", "红"),
        ("a\x00b\x07c\x9b31md", "abcd"),
        ("\x1b]0;a title\x07名\x1b]8;;http://h\x1b\\称", "名称"),
        ("a lone \x1b sign", "a lone  sign"),
        ("one\ntwo\tthree", "one\ntwo\tthree"),
        ("\u2067左\u2069\u200e\u200f\u061c右", "左右"),
        ("a\rb\u2028c", "abc"),
        ("𠮷😀é", "𠮷😀é"),
    ],
)
def test_steering_characters_go_and_all_others_stay(said: str, shown: str) -> None:
    """Controls and marks of direction; lines and tabs are layout."""
    assert plain(said) == shown


def test_json_keeps_what_it_says() -> None:
    """A program reads the same text, and a terminal is not steered."""
    record = {"title": "海屿市\u202e通知\x7f"}
    line = escaped(json.dumps(record, ensure_ascii=False))
    assert plain(line) == line
    assert json.loads(line) == record


def test_a_line_of_a_log_is_one_line() -> None:
    """A server's answer may hold line ends that would begin a forged line."""
    assert one_line("refused\r\n2026-03-06 INFO\tsent") == "refused 2026-03-06 INFO sent"


def test_a_long_answer_is_cut_with_a_mark() -> None:
    """At most so many characters with it."""
    assert (shortened("abcdef", 4), shortened("abcd", 4)) == ("abc…", "abcd")
