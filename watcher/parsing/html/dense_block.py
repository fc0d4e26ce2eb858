"""Finds the densest block of a page: the one with most of its sentences. Knows no selectors."""

from collections.abc import Iterator, Sequence
from itertools import islice

from watcher.parsing.html.blocks import Flow, FlowLine
from watcher.parsing.html.furniture import is_foot, lone_date
from watcher.patterns import deferred

SENTENCE = deferred("[，。；]")
# they hold no body
_LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "caption", "legend"})
_MOST = 0.65  # of the text around it: a block with so much of it is gone into
_NEARLY_ALL = 0.9
_ALL = 0.98
_LONG = 25
_BLOCKS = 3  # a body has more
SHORTEST = 12
_TITLE = 8  # characters: a shorter line may stand in a page's title by chance
_BENEATH = 60  # characters in sentences: a block around the title with so many may hold the article
_TEASERS = 6  # times as much text elsewhere: more than a column of teasers holds


def own_length(line: FlowLine) -> int:
    """Characters of a line that count as text."""
    own = len(line.text) - line.linked
    if own * 2 < len(line.text) or lone_date(line.text) or is_foot(line.text):
        return 0
    return own


def densest_block(flow: Flow, title: str = "") -> tuple[int, int] | None:
    """The lines [first, last) of the block that holds most of a page's sentences, or None on a page
    without any.

    With the page's `title`, of the block around the line that prints it.
    """
    weights, sentences = _box_weights(flow)
    best = _heaviest_children(flow, weights, sentences)
    roots = [box for box, parent in enumerate(flow.parents) if parent < 0]
    at = max(roots, key=weights.__getitem__, default=-1)
    if at < 0 or weights[at] < SHORTEST:
        return None
    at = _titled_box(flow, sentences, title, at)
    while best[at] >= 0 and _go_into(flow, weights, sentences, (at, best[at])):
        at = best[at]
    inside = [i for i, line in enumerate(flow.lines) if at <= line.box < flow.ends[at]]
    return (inside[0], inside[-1] + 1) if inside else None


def _titled_box(flow: Flow, sentences: Sequence[float], title: str, root: int) -> int:
    """The nearest block around the printed title that holds text too: a column of teasers may hold
    more than it.
    """
    printed = [line for line in flow.lines if _prints_title(line, title)]
    if not printed:
        return root
    box = _box_with_text(flow, sentences, max(printed, key=lambda line: line.level > 0).box)
    if box < 0 or sentences[box] * _TEASERS < sentences[root]:
        return root
    told = (line for line in _lines_in(flow, box) if SENTENCE.search(line.text))
    return box if next(islice(told, _BLOCKS, None), None) else root  # fewer are an abstract


def _box_with_text(flow: Flow, sentences: Sequence[float], box: int) -> int:
    """The nearest box around one that holds some text; -1 for none."""
    while box >= 0 and sentences[box] < _BENEATH:
        box = flow.parents[box]
    return box


def _prints_title(line: FlowLine, title: str) -> bool:
    return len(line.text) >= _TITLE and not line.linked and line.text in title


def _lines_in(flow: Flow, box: int) -> Iterator[FlowLine]:
    return (line for line in flow.lines if box <= line.box < flow.ends[box])


def _box_weights(flow: Flow) -> tuple[list[float], list[float]]:
    """For each box the characters in it and in all inside it: sentences whole, scraps a quarter;
    and the sentences alone.

    Headings weigh nothing: a title stands above its text, not in it.
    """
    weights, sentences = [0.0] * len(flow.parents), [0.0] * len(flow.parents)
    for line in flow.lines:
        if line.box < 0 or line.level:
            continue
        own = float(own_length(line))
        if SENTENCE.search(line.text):
            sentences[line.box] += own
        weights[line.box] += (
            own if SENTENCE.search(line.text) or len(line.text) >= _LONG else own / 4
        )
    for box in range(len(weights) - 1, 0, -1):
        if flow.parents[box] >= 0:
            weights[flow.parents[box]] += weights[box]
            sentences[flow.parents[box]] += sentences[box]
    return weights, sentences


def _heaviest_children(
    flow: Flow, weights: Sequence[float], sentences: Sequence[float]
) -> list[int]:
    """For each box the child that holds nearly all its sentences, else most weight; a record
    outweighs a short text.
    """
    best, heaviest = [-1] * len(weights), [-1.0] * len(weights)
    for box, parent in enumerate(flow.parents):
        if parent < 0 or flow.tags[box] in _LEAVES:
            continue
        told = sentences[parent] > 0 and sentences[box] >= _NEARLY_ALL * sentences[parent]
        weight = weights[parent] if told else weights[box]
        if weight > heaviest[parent]:
            best[parent], heaviest[parent] = box, weight
    return best


def _go_into(
    flow: Flow, weights: Sequence[float], sentences: Sequence[float], step: tuple[int, int]
) -> bool:
    """Tell whether the child is the text of its parent: it has nearly all, or most of it, or nearly
    all the sentences.
    """
    at, child = step
    share = weights[child] / weights[at] if weights[at] else 0.0
    if flow.tags[child] == "table" and share < _ALL and _is_data_table(flow, child):
        return False  # an annex longer than the letter it is sent with
    blocks = flow.ends[child] - child  # a paragraph set in a div is one block, a body has many
    most = share >= _MOST or (sentences[at] > 0 and sentences[child] >= _NEARLY_ALL * sentences[at])
    return share >= _NEARLY_ALL or (most and (blocks > _BLOCKS or _holds_lines(flow, child)))


def _is_data_table(flow: Flow, box: int) -> bool:
    """True where a table holds data, rather than lays out the page."""
    lines = list(_lines_in(flow, box))
    return sum(len(line.cells) > 1 for line in lines) * 2 > len(lines)


def _holds_lines(flow: Flow, box: int) -> bool:
    """True where the lines of a block are many, those of text parted by br among them."""
    return next(islice(_lines_in(flow, box), _BLOCKS, None), None) is not None
