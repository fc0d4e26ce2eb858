"""The labels, offices, numbers and addresses of a paragraph that says whom to ask.

Assigns none to another.

The word lists stand in `config/data/wordings/contacts.toml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from watcher.patterns import deferred, worded
from watcher.reading.numbers.phone_numbers import PHONE, Phone, read_phone
from watcher.reading.segment import Segment

MAIL = deferred(
    r"(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII
)
_LINK = deferred(r"(?:https?://|www\.)[^\s,;()\[\]一-龥]+")
_MARK = worded(
    "contacts",
    "(?P<both>{both})|(?P<fax>{fax})|(?P<support>{support})|(?P<aside>{aside})|(?P<place>{place})"
    "|(?P<phone>{phone})|(?P<clause>[,、;])|(?P<sentence>[。!?])",
)
_RUN = deferred("[一-龥]{2,40}")
_OFFICE = worded("contacts", "^{lead}*(?P<office>[一-龥]{1,28}{ending}){tail}*$")
_NO_OFFICE = worded("contacts", "{no_office}")
_PLACE = deferred("(?!.*(?:通过|依托|自治区|全[省市区县]|[我本各]))[一-龥]{1,7}[区县市旗州镇]")
_CALLED_NEXT = deferred(r" ?:? ?\(?(?:0[0-9]{2}|[2-9][0-9]{6})")
_SHORTEST = 3  # characters of an office's name
_LABEL = worded("contacts", "{both}|{fax}|{support}|{phone}|电子|邮箱|号码")
_PERSON = worded("contacts", r"{person}[:\s]*[一-龥]{2,4}(?![一-龥])")
_MARKS = deferred(
    r"[\s,、;:。()\[\]【】|*#/-]|(?:^|\n)(?:\(?[一二三四五六七八九十0-9]{1,3}\)?[、.])"
)


class Mark(StrEnum):
    """A sign in such a paragraph; the labels and marks by the names of their word lists."""

    OFFICE = "office"
    NUMBER = "number"
    MAIL = "mail"
    PHONE = "phone"
    BOTH = "both"
    FAX = "fax"
    SUPPORT = "support"
    ASIDE = "aside"
    PLACE = "place"
    CLAUSE = "clause"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Token:
    """A sign between two offsets of the segment's text.

    `text` is the name of an office or the address of a mail.
    """

    start: int
    end: int
    mark: Mark
    text: str = ""
    phone: Phone | None = None


def office_in(text: str) -> str | None:
    """The office that a run of characters names, without the words around it.

    None where it names none.
    """
    found = _OFFICE.search(text)
    if not found or len(found["office"]) < _SHORTEST or _NO_OFFICE.search(found["office"]):
        return None
    return found["office"]


def contact_tokens(segment: Segment, index: int) -> list[Token]:
    """The signs of a paragraph in the order of the text."""
    start = segment.starts[index]
    end = start + len(segment.paragraphs[index].text)
    found = [*_reached(segment.text, start, end)]
    marks = _MARK.finditer(segment.text, start, end)
    found += [Token(*mark.span(), Mark(mark.lastgroup or "")) for mark in marks]
    for run in _RUN.finditer(segment.text, start, end):
        name = office_in(run[0]) or _place_before_number(segment.text, run)
        if name:
            at = run.start() + run[0].index(name)
            found.append(Token(at, at + len(name), Mark.OFFICE, name))
    return sorted(found, key=_token_place)


def words_beside_contacts(text: str) -> str:
    """The words of a folded text beside whom to ask.

    Without numbers, addresses, offices, persons, labels and marks.
    """
    for pattern in (MAIL, PHONE, _PERSON):
        text = pattern.sub(" ", text)
    text = _RUN.sub(_without_office, text)
    return _MARKS.sub("", _LABEL.sub("", text))


def _without_office(run: re.Match[str]) -> str:
    name = office_in(run[0])
    return run[0].replace(name, "") if name else run[0]


def _token_place(token: Token) -> tuple[int, int]:
    return token.start, token.end


def _reached(text: str, start: int, end: int) -> Iterator[Token]:
    """Numbers and addresses; digits inside a link or an address are none."""
    taken = [link.span() for link in _LINK.finditer(text, start, end)]
    for mail in MAIL.finditer(text, start, end):
        yield Token(*mail.span(), Mark.MAIL, mail[0])
        taken.append(mail.span())
    for number in PHONE.finditer(text, start, end):
        if not any(first <= number.start() < last for first, last in taken):
            yield Token(*number.span(), Mark.NUMBER, phone=read_phone(number))


def _place_before_number(text: str, run: re.Match[str]) -> str | None:
    """A district that stands for its office, right before a number: 云湖区0779-3721001."""
    place = _PLACE.fullmatch(run[0])
    return place[0] if place and _CALLED_NEXT.match(text, run.end()) else None
