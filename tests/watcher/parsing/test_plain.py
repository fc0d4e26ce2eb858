"""Plain text and markdown keep the file's own lines."""

import pytest

from watcher.parsing import parse


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一\n二\n", ("一", "二")),
        ("一\r\n二\r三", ("一", "二", "三")),
        ("一\n\n三", ("一", "", "三")),
        ("一\x0c二\u2028三\x85四\n五", ("一\x0c二\u2028三\x85四", "五")),
        (" 一 \n", (" 一 ",)),
    ],
)
def test_lines_are_counted_as_a_person_counts_them(text: str, lines: tuple[str, ...]) -> None:
    """Only line feeds and carriage returns end a line; nothing is trimmed."""
    assert parse(text.encode(), name="a.txt").lines == lines


def test_markdown_levels() -> None:
    """# is level 1; a # inside fenced code or a hashtag is none."""
    parsed = parse("# 一\n正文\n### 三\n```\n# 码\n```\n#标签\n".encode(), name="a.md")
    assert parsed.form == "markdown"
    assert parsed.levels == (1, 0, 3, 0, 0, 0, 0)


@pytest.mark.parametrize("data", [b"", b" \n\n"])
def test_blank_file_is_empty(data: bytes) -> None:
    """An empty file is an outcome with a note."""
    parsed = parse(data, name="a.txt")
    assert (parsed.outcome, bool(parsed.note)) == ("empty", True)


def test_a_zero_width_character_hides_no_heading() -> None:
    parsed = parse("\u200b# 一、目的\n##\u200b 范围\n".encode(), name="a.md")
    assert parsed.levels == (1, 2)
