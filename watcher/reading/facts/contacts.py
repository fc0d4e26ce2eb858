"""咨询电话: whom to ask, with the numbers and addresses printed beside the office's name.

A fax is no telephone, and neither is a postcode, an account or an id, whatever it looks like. An
office is only named where its name stands with the number: before it in the sentence or the lines
of one list, or in brackets behind it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from watcher.patterns import deferred
from watcher.reading.document import Evidence
from watcher.reading.facts.contact_words import MAIL, Mark, Token, contact_tokens, office_in
from watcher.reading.json_forms import JSON
from watcher.reading.numbers.phone_numbers import PHONE, Certainty, Phone
from watcher.reading.paragraphs.rule_words import Keywords
from watcher.reading.segment import Segment

_MOST = 40  # offices; more is a directory, and no one reads it in an alert
_FAR = 3  # lines without a number that end a list of contacts
_HEADING = 40  # characters of a line that may stand in such a list without a number
_LONG = 80  # characters of a line that is a sentence, whose office the next line does not inherit
_BETWEEN = 30  # characters between a label and a number that is only known by it
_ANCHORS = Keywords(
    (
        *("电话", "热线", "传真", "邮箱", "信箱", "邮件", "手机", "联系人", "联系方式", "咨询方式"),
        *("咨询:", "拨打", "致电", "@"),
        *("电 ", "联 ", "邮 ", "手 "),  # letter-spaced labels: 电    话
    )
)
_BY_FORM = deferred(r"0[0-9]{2,3}(?:\) ?-?|-)[1-9][0-9]{6,7}")
_BEHIND = deferred(r" ?\(([一-龥]{2,30})\)")
_JOINS = deferred(r" ?(?:[、,/;]|和|或|及| ) ?")


@dataclass(frozen=True, slots=True)
class Contact:
    """An office to ask, None where its name is not printed beside its numbers."""

    office: str | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    evidence: Evidence


def find_contacts(segment: Segment) -> tuple[Contact, ...]:
    """Every office once, in the order of the text, at most forty.

    A number told before is not told again.
    """
    reading = _ContactReading(segment)
    for first, last in _contact_lists(segment):
        reading.read_list(first, last)
    return tuple(_contact(segment, one) for one in reading.told[:_MOST])


def contract_of(contacts: tuple[Contact, ...]) -> JSON:
    """Contacts as `read --json` prints them."""
    return [_contract_object(one) for one in contacts]


def _contract_object(one: Contact) -> JSON:
    return {
        "office": one.office,
        "phones": list(one.phones),
        "emails": list(one.emails),
        "evidence": one.evidence.text,
        "lines": list(one.evidence.lines),
    }


def contact_line(entry: Any) -> str:
    """A contact of a record in one line: 澄江市科技局 0779-5650123、kjj@example.cn."""
    reached = "、".join((*entry["phones"], *entry["emails"]))
    return f"{entry['office']} {reached}" if entry["office"] else reached


def _contact_lists(segment: Segment) -> Iterator[tuple[int, int]]:
    """The runs of paragraphs in which somebody is to be asked.

    One paragraph, or a heading and the lines below it.
    """
    after = 0
    for index in sorted(_anchored(segment)):
        if index >= after:
            last = _end_of_list(segment, index)
            yield index, last
            after = last + 1


def _anchored(segment: Segment) -> set[int]:
    """The paragraphs below the title with a word for a contact, or a number known by its form."""
    text, first = segment.text, segment.body_start if segment.heads else 0
    places = [at for at, _ in _ANCHORS.word_places(text, first)]
    places += [found.start() for found in _BY_FORM.finditer(text, first)]
    return {segment.index_at(at) for at in places}


def _end_of_list(segment: Segment, first: int) -> int:
    """The last of the paragraphs that go on listing contacts."""
    last = first
    for index in range(first + 1, len(segment.paragraphs)):
        text = _folded_paragraph(segment, index)
        if PHONE.search(text) or MAIL.search(text):
            last = index
        elif index - last >= _FAR or len(text) > _HEADING or "。" in text:
            break
    return last


def _folded_paragraph(segment: Segment, index: int) -> str:
    start = segment.starts[index]
    return segment.text[start : start + len(segment.paragraphs[index].text)]


class _Purpose(Enum):
    """The purpose that the last label gives the digits behind it."""

    UNSAID = "unsaid"
    PHONE = "phone"
    OTHER = "other"  # a fax, a postcode, an account


@dataclass(slots=True)
class _ContactEntry:
    """A contact that is being read; `start` and `end` are offsets in the segment's text."""

    office: str | None
    start: int
    end: int
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)


def _contact(segment: Segment, entry: _ContactEntry) -> Contact:
    """With the sentence it stands in, or the lines."""
    first, last = segment.index_at(entry.start), segment.index_at(entry.end - 1)
    if first == last:
        evidence = segment.sentence(entry.start, entry.end)
    else:
        evidence = segment.cite(segment.starts[first], entry.end)
    return Contact(entry.office, tuple(entry.phones), tuple(entry.emails), evidence)


@dataclass(slots=True)
class _ContactReading:
    """Goes through a document from left to right and keeps whom the words so far speak of."""

    segment: Segment
    told: list[_ContactEntry] = field(default_factory=list)
    known: set[str] = field(default_factory=set)  # numbers and addresses that are told
    office: Token | None = None
    clause_ended: bool = False  # since the office was named
    purpose: _Purpose = _Purpose.UNSAID
    usual: _Purpose = _Purpose.UNSAID  # what digits are for unless a label says otherwise
    in_address: bool = False
    near: int = 0  # where the last label or number ends
    last_phone: Phone | None = None
    list_start: int = 0
    unnamed: _ContactEntry | None = None  # of the list that is being read

    def read_list(self, first: int, last: int) -> None:
        """Reads the paragraphs of one list; an office that stands alone above it is its own."""
        self.list_start = self.segment.starts[first]
        self.unnamed, self.last_phone = None, None
        self.office = self._office_above(first - 1)
        for index in range(first, last + 1):
            # digits in the lines below a heading are what it says
            self.usual = _Purpose.PHONE if index > first else _Purpose.UNSAID
            self._read_line(index)

    def _office_above(self, index: int) -> Token | None:
        """联系单位：澄江市科技局, or the name alone."""
        if index < self.segment.heads:
            return None
        start = self.segment.starts[index]
        line = _folded_paragraph(self.segment, index)
        name = office_in(line.rpartition(":")[2].strip(" *#"))
        return Token(start, start + len(line), Mark.OFFICE, name) if name else None

    def _read_line(self, index: int) -> None:
        self.purpose, self.in_address = self.usual, False
        self.near = self.segment.starts[index]
        for token in contact_tokens(self.segment, index):
            self._take(token)
        line = _folded_paragraph(self.segment, index)
        if "。" in line or len(line) > _LONG:
            self.office = None

    def _take(self, token: Token) -> None:
        if token.mark is Mark.OFFICE:
            self._name_office(token)
        elif token.phone:
            self._add_phone(token.phone)
        elif token.mark is Mark.MAIL:
            self._add_mail(token)
        elif token.mark is Mark.CLAUSE:
            self._end_clause()
        elif token.mark is Mark.SENTENCE:
            self.office = None
            self.usual = _Purpose.UNSAID
            self._end_clause()
        else:
            self._take_label(token)

    def _take_label(self, label: Token) -> None:
        if label.mark in (Mark.PHONE, Mark.BOTH):
            self.purpose = self.usual = _Purpose.PHONE
            self.near = label.end
        elif label.mark is Mark.SUPPORT:
            # who keeps the system is no part of the office of the clause before
            self.office = None if self.clause_ended else self.office
        else:
            self.purpose = _Purpose.OTHER
            self.in_address = label.mark is Mark.PLACE

    def _end_clause(self) -> None:
        self.clause_ended, self.in_address = True, False
        self.purpose = self.usual

    def _name_office(self, office: Token) -> None:
        if not self.in_address:
            self.office = office
            self.clause_ended = False
            self.purpose = self.usual

    def _add_mail(self, mail: Token) -> None:
        if mail.text not in self.known:
            self.known.add(mail.text)
            self._entry_of(self.office, mail.start, mail.end).emails.append(mail.text)

    def _add_phone(self, printed: Phone) -> None:
        if not self._is_called(printed):
            return
        phone = self._with_area(printed)
        self.last_phone, self.near = phone, phone.end
        self.purpose = self.usual = _Purpose.PHONE
        office = self._office_behind(phone.end) or self.office
        if phone.value not in self.known:
            self.known.add(phone.value)
            self._entry_of(office, phone.start, phone.end).phones.append(phone.value)

    def _is_called(self, phone: Phone) -> bool:
        """The form of such digits, or the words before them, make them a telephone number."""
        if self.purpose is _Purpose.OTHER:
            return False
        if phone.certainty is Certainty.PRINTED:
            return True
        if self.purpose is not _Purpose.PHONE:
            return False
        return phone.certainty is Certainty.LABELLED or phone.start - self.near <= _BETWEEN

    def _with_area(self, phone: Phone) -> Phone:
        """0779-5650123、5650124: the second has the area code of the first."""
        before = self.last_phone
        if not before or not before.area or phone.area or phone.certainty is not Certainty.NEAR:
            return phone
        between = self.segment.text[before.end : phone.start]
        if phone.is_hotline or not _JOINS.fullmatch(between):
            return phone
        return replace(phone, value=f"{before.area}-{phone.value}", area=before.area)

    def _office_behind(self, at: int) -> Token | None:
        """0779-5650401（市科技局农村科）."""
        behind = _BEHIND.match(self.segment.text, at)
        name = office_in(behind[1]) if behind else None
        return Token(*behind.span(1), Mark.OFFICE, name) if behind and name else None

    def _entry_of(self, office: Token | None, start: int, end: int) -> _ContactEntry:
        """The entry that a number between two offsets belongs to.

        Its evidence stays within one list.
        """
        entry = self.unnamed
        if office:
            start, end = min(start, office.start), max(end, office.end)
            entry = next((one for one in self.told if one.office == office.text), None)
        if entry is None:
            entry = _ContactEntry(office.text if office else None, start, end)
            self.told.append(entry)
        elif entry.start >= self.list_start:
            entry.end = max(entry.end, end)
        if office is None:
            self.unnamed = entry
        return entry
