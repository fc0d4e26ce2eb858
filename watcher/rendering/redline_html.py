"""Clause changes as one self-contained HTML page, in one column or side by side. Markup only; everything is escaped."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Final

from watcher.diffing.clause_changes import ClauseChange, Mark
from watcher.diffing.fact_changes import FactChange
from watcher.rendering.clause_words import Block, blocks, counts, kind, name, part_of
from watcher.rendering.fact_lines import line
from watcher.rendering.redline import Run, broken, fact_line, visible
from watcher.rendering.words import Language

Shown = Callable[[ClauseChange, Language], str]

_TAGS: Final[dict[Mark, tuple[str, str]]] = {
    "same": ("", ""),
    "deleted": ("<del>", "</del>"),
    "inserted": ("<ins>", "</ins>"),
}
_WORDS: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "nothing": "两个版本没有条款差异。",
        "facts": "要点变动",
        "old": "旧版",
        "new": "新版",
        "none": "（无）",
        "of": "处",
        "lang": "zh-CN",
    },
    "en": {
        "nothing": "No clause differs.",
        "facts": "Facts",
        "old": "Old",
        "new": "New",
        "none": "(none)",
        "of": "",
        "lang": "en",
    },
}
# Two themes from one set of variables; the marks differ by line as well as by colour. Prints as it shows.
_STYLE: Final = """
:root{color-scheme:light dark;--page:#f6f6f4;--card:#fff;--text:#1d1f21;--soft:#646a70;--rule:#dfe0dc;
--gone:#fde3e1;--gone-text:#8c1d18;--come:#dcf3e0;--come-text:#0f5a2a;--fact:#fff4d6;--fact-text:#6b4a00}
@media (prefers-color-scheme:dark){:root{--page:#16181a;--card:#1f2225;--text:#e4e5e2;--soft:#9aa0a6;--rule:#34383c;
--gone:#4a2321;--gone-text:#ffb4ab;--come:#17402a;--come-text:#a5e8b9;--fact:#3d3112;--fact-text:#f3d27a}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);line-height:1.75;
font-family:system-ui,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
main{max-width:52rem;margin:0 auto;padding:2rem 1.25rem 4rem}
main.wide{max-width:84rem}
h1{font-size:1.45rem;line-height:1.4;margin:0 0 .5rem}
.count{color:var(--soft);margin:0 0 1.5rem;display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}
section{background:var(--card);border:1px solid var(--rule);border-radius:8px;padding:1rem 1.25rem;margin:0 0 1rem;
break-inside:avoid-page}
h2{font-size:1.02rem;margin:0 0 .5rem;display:flex;flex-wrap:wrap;align-items:baseline;gap:.5rem}
.kind{font-size:.78rem;font-weight:500;color:var(--soft);border:1px solid var(--rule);border-radius:99px;padding:0 .6rem}
.added .kind{color:var(--come-text);background:var(--come);border-color:transparent}
.removed .kind{color:var(--gone-text);background:var(--gone);border-color:transparent}
.facts{margin:0 0 .6rem;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.35rem .5rem}
.facts li{background:var(--fact);color:var(--fact-text);border-radius:5px;padding:0 .55rem;font-size:.92rem}
.text{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.quiet .text{color:var(--soft)}
summary{cursor:pointer}summary h2{display:inline-flex;margin:0}details .text{margin-top:.6rem}
del{background:var(--gone);color:var(--gone-text);text-decoration:line-through;border-radius:3px;padding:0 .1em}
ins{background:var(--come);color:var(--come-text);text-decoration:underline;text-underline-offset:.2em;
border-radius:3px;padding:0 .1em}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5rem}
.sides>div{min-width:0}
.sides>div+div{border-left:1px solid var(--rule);padding-left:1.5rem}
.side{color:var(--soft);font-size:.82rem;margin:0 0 .2rem}
@media (max-width:44rem){.sides{grid-template-columns:1fr;gap:.9rem}.sides>div+div{border-left:0;padding-left:0}}
@media print{body{background:none}main{padding:0}section{border-color:#bbb}}
"""


def html_page(
    title: str,
    changes: Sequence[ClauseChange],
    *,
    facts: Sequence[FactChange] = (),
    language: Language = "zh",
) -> str:
    """A whole page, one column: each clause that differs with <ins> and <del>. Needs nothing from elsewhere."""
    body = _summary(changes, facts, language) + _sections(changes, _column, language)
    return _page(title, body, language)


def side_by_side_html(
    title: str,
    changes: Sequence[ClauseChange],
    *,
    facts: Sequence[FactChange] = (),
    language: Language = "zh",
) -> str:
    """The same page with the old wording on the left and the new one on the right; one under the other on a phone."""
    body = _summary(changes, facts, language) + _sections(changes, _sides, language)
    return _page(title, body, language, width="wide")


def _page(title: str, body: str, language: Language, width: str = "") -> str:
    return (
        f'<!doctype html>\n<html lang="{_WORDS[language]["lang"]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<main class="{width}">\n<h1>{escape(title)}</h1>\n{body}</main>\n</body>\n</html>\n'
    )


def _summary(
    changes: Sequence[ClauseChange], facts: Sequence[FactChange], language: Language
) -> str:
    words = _WORDS[language]
    items = "".join(
        f"<li>{escape(told)} {count}{words['of']}</li>" for told, count in counts(changes, language)
    )
    told = _list([line(fact, language) for fact in facts])
    block = f"<section><h2>{words['facts']}</h2>{told}</section>\n" if told else ""
    return (
        f'<ul class="count">{items}</ul>\n' if changes else f"<p>{words['nothing']}</p>\n"
    ) + block


def _sections(changes: Sequence[ClauseChange], shown: Shown, language: Language) -> str:
    return "".join(
        f'<section class="{_class(block[0])}" id="c{number}">\n{_section(block, shown, language)}\n</section>\n'
        for number, block in enumerate(blocks(changes), 1)
    )


def _section(block: Block, shown: Shown, language: Language) -> str:
    """A clause with its facts and words; a run of renumbered ones folded away."""
    if len(block) == 1:
        change = block[0]
        facts = _list([fact_line(fact, language) for fact in dict.fromkeys(change.facts)])
        return _heading(block, language) + facts + shown(change, language)
    texts = "".join(
        f'<p class="text"><b>{escape(name((change,), language))}</b>\u3000{_runs(visible(change))}</p>\n'
        for change in block
    )
    return f"<details><summary>{_heading(block, language)}</summary>\n{texts}</details>"


def _heading(block: Block, language: Language) -> str:
    return f'<h2>{escape(name(block, language))}<span class="kind">{escape(kind(block, language))}</span></h2>\n'


def _class(change: ClauseChange) -> str:
    quiet = change.kind in ("renumbered", "moved") or part_of(change)
    return "quiet" if quiet else change.kind


def _list(lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in lines)
    return f'<ul class="facts">{items}</ul>\n' if items else ""


def _column(change: ClauseChange, _language: Language) -> str:
    return f'<p class="text">{_runs(visible(change))}</p>'


def _sides(change: ClauseChange, language: Language) -> str:
    words = _WORDS[language]
    if change.kind in ("renumbered", "moved") or part_of(change):
        return _column(change, language)
    none = f'<span class="side">{words["none"]}</span>'
    old, new = _side(change, "inserted") or none, _side(change, "deleted") or none
    return (
        f'<div class="sides"><div><p class="side">{words["old"]}</p><p class="text">{old}</p></div>'
        f'<div><p class="side">{words["new"]}</p><p class="text">{new}</p></div></div>'
    )


def _side(change: ClauseChange, other: Mark) -> str:
    return _runs(run for run in visible(change) if run[0] != other)


def _runs(runs: Iterable[Run]) -> str:
    return "".join(f"{_TAGS[mark][0]}{escape(text)}{_TAGS[mark][1]}" for mark, text in broken(runs))
