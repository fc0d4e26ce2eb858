"""The forms in which telephone numbers are printed.

Finds none by itself: a run of digits alone is no number to call.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from watcher.patterns import deferred

# 010 and 02x have three digits, every other area code four
_AREA = "010|02[0-9]|0[3-9][0-9]{2}"
_LOCAL = "[2-9][0-9]{6,7}"
_ANY = "[1-9][0-9]{6,7}"  # behind an area code
PHONE = deferred(
    r"(?<![0-9A-Za-z._@-])(?:"
    # +86-779-2825001: the area code without its 0
    rf"(?:\+|\(\+?)?86\)?[- ]0?(?P<abroad>10|2[0-9]|[3-9][0-9]{{2}})[- ](?P<at_home>{_ANY})"
    r"|(?:\(?\+?86\)?[- ]?)?(?P<mobile>1[3-9][0-9](?:[ -]?[0-9]{4}){2})"
    rf"|\(?(?P<area>{_AREA})(?P<gap>\) ?-? ?| ?-{{1,2}} ?| ?)(?P<local>{_ANY}"
    rf"|12[0-9]{{3}}(?![0-9]))"
    r"|(?P<toll>[48]00(?:[- ]?[0-9]{3}[- ]?[0-9]{4}|[- ]?[0-9]{4}[- ]?[0-9]{3}))"
    r"|(?P<hotline>12[0-9]{3}|9[56][0-9]{3})"
    # 20260501 is a day
    rf"|(?!20[0-9]{{2}}[01][0-9][0-3][0-9](?![0-9]))(?P<bare>{_LOCAL})"
    r")(?: ?(?:转|分机|-) ?(?P<extension>[0-9]{1,5}))?(?![0-9A-Za-z@%]|\.[0-9]| ?(?:元|万|亿|年|月|号"
    r"|平方|个|家|人))"
)


class Certainty(IntEnum):
    """The certainty with which such digits are a telephone number."""

    NEAR = 1  # only right behind a word that says so: 2825001, 12345
    LABELLED = 2  # in a sentence or list that says so: 13800000000, 07792825001
    PRINTED = 3  # by its form: 0779-2825001, 400-812-3456


@dataclass(frozen=True, slots=True)
class Phone:
    """A printed number, `value` with a hyphen behind the area code and its extension behind 转."""

    value: str
    start: int
    end: int
    certainty: Certainty
    area: str = ""
    is_hotline: bool = False


def read_phone(found: re.Match[str]) -> Phone:
    """The number that PHONE found."""
    extension = f"转{found['extension']}" if found["extension"] else ""
    span = found.span()
    if found["mobile"]:
        digits = re.sub("[ -]", "", found["mobile"])
        return Phone(digits + extension, *span, Certainty.LABELLED)
    if found["toll"]:
        return _toll_free(found["toll"].replace(" ", "-"), extension, span)
    if found["abroad"]:
        area = f"0{found['abroad']}"
        value = f"{area}-{found['at_home']}{extension}"
        return Phone(value, *span, Certainty.PRINTED, area)
    if found["area"]:
        value = f"{found['area']}-{found['local']}{extension}"
        apart = found["gap"].strip() != ""  # by a hyphen or a bracket
        sure = Certainty.PRINTED if apart else Certainty.LABELLED
        return Phone(value, *span, sure, found["area"])
    if found["hotline"]:
        return Phone(found["hotline"] + extension, *span, Certainty.NEAR, is_hotline=True)
    return Phone(found["bare"] + extension, *span, Certainty.NEAR)


def _toll_free(printed: str, extension: str, span: tuple[int, int]) -> Phone:
    if "-" in printed:
        return Phone(printed + extension, *span, Certainty.PRINTED)
    value = f"{printed[:3]}-{printed[3:6]}-{printed[6:]}"
    return Phone(value + extension, *span, Certainty.LABELLED)
