"""Guesses why a line is no TOML, for messages only: a typing habit and its cure. Reads no file.

A line is judged from its text outside straight quotes, so that no value is ever looked at or shown.
"""

import re
from dataclasses import dataclass

from config.lines import key_lines

# what Chinese keyboards, editors and copied pages put in place of TOML's own signs
_QUOTES = "“”„‟″〝〞‘’‚‛′「」＂＇`"
_SIGNS = {
    "，": ",",
    "、": ",",
    "＝": "=",
    "：": "=",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "｛": "{",
    "｝": "}",
    "＃": "#",
    "；": "#",
}
_INVISIBLE = {
    "\u00a0": "no-break space",
    "\u3000": "full-width blank",
    "\u200b": "zero-width space",
    "\u200c": "zero-width sign",
    "\u200d": "zero-width sign",
    "\u2060": "zero-width sign",
    "\ufeff": "byte order mark",
    "\u2003": "wide blank",
    "\u2002": "wide blank",
    "\u202f": "narrow blank",
}
_STRINGS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_BARE = re.compile(r"[=\[,]\s*([^\s\"'\[\]{},=#][^\"',\]#]*)")
_LITERAL = re.compile(r"[+-]?\d[\d_.:TZeE+-]*|true|false|inf|nan")
_HEADER = re.compile(r"\s*\[+\s*[\w.-]*\s*\]+\s*")
# a word is shown as a key only where something of a statement follows it
_KEY = re.compile(r"([^\s=:＝：\"'“”,\[\]]{1,40})(?=\s*[=＝：]|:\s|\s+[\"'“])")
_TWICE = ("Cannot declare", "Cannot overwrite")


@dataclass(frozen=True, slots=True)
class Habit:
    """The likely cause of a fault, and what to write instead."""

    what: str
    fix: str


def likely_cause(text: str, line: int, message: str) -> Habit | None:
    """The cause of tomllib's `message` about a line of `text` (from 1), where one is likely."""
    written = text.split("\n")[line - 1] if line else ""
    bare = _STRINGS.sub('""', written)
    for guess in (_wrong_sign, _unclosed, _backslash, _header, _no_equals, _unquoted):
        if cause := guess(bare, message):
            return cause
    return _standing_twice(text, line, message)


def line_of_end(text: str) -> int:
    """The line of the last key, whose value is open still where a text ends too early."""
    return max(key_lines(text).values(), default=1)


def shown_start(line: str) -> str:
    """The line as far as it shows no value: its key, or the table's header."""
    if _HEADER.fullmatch(line):
        return line.strip()
    key = _KEY.match(line.strip())
    return f"{key.group(1)} …" if key else "…"


def _wrong_sign(bare: str, _message: str) -> Habit | None:
    for sign in bare.partition("#")[0]:
        named = f"{sign} (U+{ord(sign):04X})"
        if sign in _QUOTES:
            return Habit(f"{named} is no quotation mark to TOML", 'write straight quotes: "…"')
        if sign in _SIGNS:
            return Habit(f"{named} stands for {_SIGNS[sign]}", f"write {_SIGNS[sign]} (half width)")
        if sign in _INVISIBLE:
            what = f"an invisible {_INVISIBLE[sign]} (U+{ord(sign):04X}) stands in the line"
            return Habit(what, "delete the blanks of this line and type them anew")
        if "０" <= sign <= "９":
            return Habit(f"{named} is a full-width digit", "write it in half width")
    return None


def _unclosed(bare: str, message: str) -> Habit | None:
    rest = bare.replace('""', "")
    if "#" not in rest and (rest.count('"') % 2 or rest.count("'") % 2):
        return Habit("a quotation mark is missing", 'write one on each side of the value: "…"')
    if message.startswith("Unclosed array"):
        if re.search(r"\"\"\s+\"\"", bare):
            return Habit("a comma is missing between two values", 'write ["…", "…"]')
        return Habit("a list is not closed", 'end it with ]: ["…", "…"]')
    return None


def _backslash(_bare: str, message: str) -> Habit | None:
    if "\\" in message and "scape" in message:
        return Habit("\\ has a meaning of its own in a text", "write / or \\\\ in its place")
    return None


def _header(bare: str, message: str) -> Habit | None:
    opened, closed = bare.count("["), bare.count("]")
    if bare.lstrip().startswith("[") and opened != closed:
        return Habit("its brackets do not match", "write [service] or [[sources]]")
    if "('sources',) twice" in message or "('subscribers',) twice" in message:
        name = "sources" if "sources" in message else "subscribers"
        what = f"[{name}] makes one table, and there are several"
        return Habit(what, f"write [[{name}]] with two brackets above each")
    return None


def _no_equals(bare: str, message: str) -> Habit | None:
    if message.startswith("Expected '='"):
        return Habit("no = stands behind the key", 'write key = "value"')
    if message.startswith("Invalid statement") and not bare.isascii():
        return Habit("a key has Latin letters only", "take the key's name from the manual")
    if bare.lstrip().startswith((";", "//", "--")) or " //" in bare:
        return Habit("this is no comment to TOML", "begin a comment with #")
    return None


def _unquoted(bare: str, _message: str) -> Habit | None:
    for value in _BARE.findall(bare):
        word = value.strip()
        if word.lower() in ("true", "false", "yes", "no", "on", "off"):
            return Habit("this is no word of TOML", "write true or false in small letters")
        if not _LITERAL.fullmatch(word):
            return Habit("the value has no quotation marks", 'put it in quotes: key = "…"')
    if re.search(r"=\s*(#.*)?$", bare):
        return Habit("the value is missing", "write one behind the =, or remove the line")
    if re.search(r"\"\"\s*[,;]\s*$", bare):
        return Habit("nothing stands behind a value", "remove the sign at the line's end")
    return None


def _standing_twice(text: str, line: int, message: str) -> Habit | None:
    if not message.startswith(_TWICE):
        return None
    key = shown_start(text.split("\n")[line - 1])
    return Habit(f"“{key.removesuffix(' …')}” stands here twice", "remove one of the two")
