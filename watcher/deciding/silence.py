"""The rules by which a difference is not told, and those that hid all that a snapshot brought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.records import Snapshot, SuppressionRule
from watcher.deciding.effects import Silenced
from watcher.deciding.read_document import Reading, Source
from watcher.diffing.noise.hidden_rules import Hidden, Page, find_hidden, find_hidden_lines
from watcher.parsing.charset import decode_bytes

# every rule there is, with what it hides
RULES: dict[SuppressionRule, str] = {
    SuppressionRule.REFLOW: "lines broken elsewhere",
    SuppressionRule.SPACING: "spaces between characters",
    SuppressionRule.ZERO_WIDTH: "characters that nobody sees",
    SuppressionRule.WIDTH: "full width and half width",
    SuppressionRule.QUOTES: "quotes, dashes, brackets and dots of another form",
    SuppressionRule.LOOKALIKE: "radicals and compatibility characters that look like the ideograph",
    SuppressionRule.RE_ENCODED: "another character code, byte order mark or kind of line end",
    SuppressionRule.FILE_BYTES: "a pdf, docx or xlsx written anew with the same text",
    SuppressionRule.COUNTER: "how often a page was looked at",
    SuppressionRule.STAMP: "when and by whom a site says that it put a page up",
    SuppressionRule.CLOCK: "the day and time of the look",
    SuppressionRule.COUNTDOWN: "how long it is until a day that the text states",
    SuppressionRule.ADVERT: "a line inside the text that says itself that it is an advert",
    SuppressionRule.COMMENTS: "what visitors wrote below the text",
    SuppressionRule.LIST_ORDER: "the same lines in another order",
    SuppressionRule.CONTENTS: "the table of contents",
    SuppressionRule.FURNITURE: "menus, links and neighbours around the text",
    SuppressionRule.MARKUP: "tags, scripts and comments",
    SuppressionRule.MISSING: (
        "a policy that the page no longer shows: told when it is gone for days"
    ),
    SuppressionRule.TOLD: "what another place said first",
    SuppressionRule.ELSEWHERE: "a policy that another place showed first",
}
_FILES = frozenset({"pdf", "docx", "xlsx"})
Texts = Sequence[Sequence[str]]  # of each document its paragraphs


@dataclass(frozen=True, slots=True)
class Before:
    """The snapshot of the same address before; its body is None where it is damaged."""

    snapshot: Snapshot
    body: bytes | None


def needs_body(reading: Reading) -> bool:
    """True where the body of the snapshot before must be at hand to say what hid the difference."""
    return reading.source is not None and reading.source.form not in _FILES


def told_beside(silenced: Iterable[Silenced]) -> list[Hidden]:
    """The silences of a snapshot that brought something else.

    A repost is a sighting and leaves its trace there.
    """
    return [_as_hidden(one) for one in silenced if one.rule != SuppressionRule.ELSEWHERE]


def hidden_in(
    reading: Reading, before: Before | None, texts: Texts, silenced: Sequence[Silenced]
) -> list[Hidden]:
    """The rules that hid all that a snapshot brought.

    `texts` are the texts that its place showed before, `silenced` what was decided not to be told.
    """
    found = [_as_hidden(one) for one in silenced]
    if reading.source is not None and before is not None:
        named = {one.rule for one in found}
        # lines of a document that another place told first, or that is gone, are no furniture
        told = named | {SuppressionRule.CONTENTS} if named else named
        noise = _noise(reading, reading.source, before, texts)
        found += [one for one in noise if one.rule not in told]
    return found or [Hidden(SuppressionRule.FURNITURE, 1, "", "")]


def _as_hidden(one: Silenced) -> Hidden:
    return Hidden(one.rule, 1, one.old, one.new)


def _noise(reading: Reading, source: Source, before: Before, texts: Texts) -> Sequence[Hidden]:
    now = [read.paragraphs for read in reading.reads]
    old, new = _lines(_in_order_of(now, texts)), _lines(now)
    was, snapshot = before.snapshot, reading.snapshot
    if source.form in _FILES:
        sizes = (_size(was), _size(snapshot))
        return find_hidden_lines(old, new) or [Hidden(SuppressionRule.FILE_BYTES, 1, *sizes)]
    if before.body is None:  # doctor reports it; what it said cannot be shown
        return [Hidden(SuppressionRule.FURNITURE, 1, f"snapshot {was.id} is damaged", "")]
    markup = source.form == "html"
    then, this = (
        decode_bytes(before.body, was.content_type),
        decode_bytes(source.body, snapshot.content_type),
    )
    pages = (Page(then.text, then.charset, markup), Page(this.text, this.charset, markup))
    return find_hidden(*pages, frozenset(old) ^ frozenset(new))


def _in_order_of(now: Texts, texts: Texts) -> Texts:
    """The texts of before in the order in which the same ones stand now; the others behind them."""
    return sorted(texts, key=lambda text: now.index(text) if text in now else len(now))


def _lines(texts: Texts) -> tuple[str, ...]:
    return tuple(line for text in texts for line in text)


def _size(snapshot: Snapshot) -> str:
    return f"{snapshot.size} bytes, {snapshot.sha256[:12]}"
