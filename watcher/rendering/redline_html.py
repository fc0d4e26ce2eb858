"""Clause changes as one self-contained HTML page, in one column or side by side.

Here is what the page shows; templates/redline.html says how, and escapes all of it (autoescape).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from watcher.diffing.clause_changes import ClauseChange
from watcher.diffing.fact_changes import FactChange
from watcher.rendering.clause_words import Block, block_kind, block_name, blocks_of, count_kinds
from watcher.rendering.fact_lines import told_fact
from watcher.rendering.languages import FIRST, Wording, wording
from watcher.rendering.redline import (
    Run,
    broken_lines,
    figure_lines,
    stands_elsewhere,
    visible_runs,
)

WIDE: Final = "wide"  # the style of a page with two columns
QUIET: Final = "quiet"  # of a clause in which nothing is marked


@dataclass(frozen=True, slots=True)
class Sides:
    """The older and the newer wording of a clause; () where it has none."""

    old: tuple[Run, ...]
    new: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class FoldedClause:
    """One of several clauses in a row that were only renumbered."""

    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One clause in one column (`runs`) or two (`sides`); or, `folded`, several only renumbered."""

    style: str
    name: str
    kind: str
    facts: Sequence[str] = ()
    runs: tuple[Run, ...] = ()
    sides: Sides | None = None
    folded: tuple[FoldedClause, ...] = ()


def html_page(
    title: str,
    changes: Sequence[ClauseChange],
    *,
    facts: Sequence[FactChange] = (),
    language: str = FIRST,
) -> str:
    """A whole page in one column, its edits in <ins> and <del>. Needs nothing from elsewhere."""
    sections = [_clause_section(block, language) for block in blocks_of(changes)]
    return _render_page(title, changes, facts, sections=sections, language=language)


def side_by_side_html(
    title: str,
    changes: Sequence[ClauseChange],
    *,
    facts: Sequence[FactChange] = (),
    language: str = FIRST,
) -> str:
    """The same page, the old wording left and the new one right; on a phone below each other."""
    sections = [_clause_section(block, language, in_columns=True) for block in blocks_of(changes)]
    return _render_page(title, changes, facts, sections=sections, language=language, width=WIDE)


def _render_page(
    title: str,
    changes: Sequence[ClauseChange],
    facts: Sequence[FactChange],
    *,
    sections: Sequence[Section],
    language: str,
    width: str = "",
) -> str:
    speech = wording(language)
    return _page_template().render(
        title=title,
        width=width,
        words=_page_words(speech),
        counts=list(_kind_counts(changes, speech)),
        facts=[told_fact(fact, language) for fact in facts],
        sections=sections,
    )


def _page_words(speech: Wording) -> dict[str, str]:
    return {
        "language": speech.say("language.html"),
        "nothing": speech.say("page.nothing"),
        "facts": speech.say("page.facts"),
        "old": speech.say("page.old"),
        "new": speech.say("page.new"),
        "none": speech.say("page.none"),
    }


def _kind_counts(changes: Sequence[ClauseChange], speech: Wording) -> Iterator[str]:
    for kind, count in count_kinds(changes, speech.code):
        yield speech.count("page.counted", count, kind=kind)


def _clause_section(block: Block, language: str, *, in_columns: bool = False) -> Section:
    change = block[0]
    style = QUIET if stands_elsewhere(change) else change.kind
    name, kind = block_name(block, language), block_kind(block, language)
    if len(block) > 1:
        folded = tuple(_folded_clause(one, language) for one in block)
        return Section(style, name, kind, folded=folded)
    facts = figure_lines(change, language)
    if in_columns and not stands_elsewhere(change):
        return Section(style, name, kind, facts, sides=_both_sides(change))
    return Section(style, name, kind, facts, runs=_shown_runs(change))


def _folded_clause(change: ClauseChange, language: str) -> FoldedClause:
    return FoldedClause(block_name((change,), language), _shown_runs(change))


def _shown_runs(change: ClauseChange) -> tuple[Run, ...]:
    return tuple(broken_lines(visible_runs(change)))


def _both_sides(change: ClauseChange) -> Sides:
    runs = visible_runs(change)
    old = [run for run in runs if run[0] != "inserted"]
    new = [run for run in runs if run[0] != "deleted"]
    return Sides(tuple(broken_lines(old)), tuple(broken_lines(new)))


@cache
def _page_template() -> Template:
    environment = Environment(
        loader=PackageLoader("watcher.rendering"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template("redline.html")
