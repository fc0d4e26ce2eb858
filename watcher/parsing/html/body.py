"""Finds a page's own text: a selector given, a known one, else the densest block.

Reads no metadata.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from watcher.parsing.html.blocks import Flow, FlowLine
from watcher.parsing.html.element_looks import HIDDEN
from watcher.parsing.html.flow import flow_of
from watcher.parsing.html.furniture import is_foot, lone_date
from watcher.parsing.html.sites import site_tables
from watcher.patterns import deferred

ENOUGH = 30  # characters that are not links: fewer are no article
_SENTENCE = deferred("[，。；]")
_LEAVES = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "caption", "legend"}
)  # they hold no body
_MOST = 0.65  # of the text around it: a block with so much of it is gone into
_NEARLY_ALL = 0.9
_ALL = 0.98
_LONG = 25
_BLOCKS = 3  # a body has more
_SHORTEST = 12
_ENDS = ("。", "！", "；")
_PARTS = 1.2  # a parent with hardly more text than these parts of it is their article
_FEW_LINES = 40
_FEW = 600  # characters: a body with more is taken as found
_TIMES = 2.5  # as much text elsewhere on the page: a long list of links has none
_CANDIDATES = 20  # nodes of one selector that are weighed
_TITLE = 8  # characters: a shorter line may stand in a page's title by chance
_BENEATH = 60  # characters in sentences: a block around the title with so many may hold the article
_TEASERS = 6  # times as much text elsewhere: more than a column of teasers holds


def select_nodes(tree: LexborHTMLParser | LexborNode, selector: str) -> list[LexborNode]:
    """The nodes a selector finds, in page order; an invalid selector finds none."""
    try:
        return tree.css(selector)
    except (SelectolaxError, ValueError):
        return []


def known_body(tree: LexborHTMLParser, wanted: str | None) -> tuple[LexborNode, Flow] | None:
    """The body node with its lines: by `wanted`, else by the first known selector with text."""
    furniture = site_tables().furniture_blocks
    spare: tuple[LexborNode, Flow] | None = None
    for selector in ((wanted,) if wanted else ()) + site_tables().bodies:
        found = select_nodes(tree, selector)
        if not found:
            continue
        node = found[0] if len(found) == 1 else _fullest_node(found[:_CANDIDATES])
        flow = flow_of(node, furniture)
        if holds_text(flow.lines) or selector == wanted:
            return node, flow
        if flow.lines and spare is None:
            spare = node, flow
    return spare


def _fullest_node(nodes: Sequence[LexborNode]) -> LexborNode:
    """The node with most text that the page shows; their parent where they are the parts of one
    article.
    """
    nodes = list(filter(_is_shown, nodes)) or nodes
    fullest = max(nodes, key=_text_length)
    around = fullest.parent
    if around is None:
        return fullest
    parts = [node for node in nodes if _is_child(node, around)]
    if len(parts) > 1 and around.tag not in {"body", "html"}:
        together = sum(map(_text_length, parts))
        if _text_length(around) < _PARTS * together:
            return around
    return _joined_parts(parts) or fullest


def _text_length(node: LexborNode) -> int:
    return len(node.text())


def _is_child(node: LexborNode, around: LexborNode) -> bool:
    return node.parent is not None and node.parent.mem_id == around.mem_id


def _joined_parts(parts: Sequence[LexborNode]) -> LexborNode | None:
    """The first of two nodes or more with the others put into it, where nothing stands between any
    of them.
    """
    follow = len(parts) > 1 and all(_follows_directly(one, other) for one, other in pairwise(parts))
    if not follow:
        return None
    for part in parts[1:]:
        parts[0].insert_child(part)
        part.decompose()
    return parts[0]


def _follows_directly(one: LexborNode, other: LexborNode) -> bool:
    """Tell whether a node stands right behind another, blanks aside."""
    after = one.next
    while after is not None and after.tag == "-text" and not after.text().strip():
        after = after.next
    return after is not None and after.mem_id == other.mem_id


def _is_shown(node: LexborNode | None) -> bool:
    """Tell whether neither a node nor what it stands in is hidden: a page keeps its interpretation
    in a second tab.
    """
    while node is not None:
        if HIDDEN.search(node.attributes.get("style") or ""):
            return False
        node = node.parent
    return True


def hidden_body(tree: LexborHTMLParser) -> Flow | None:
    """The lines of a known body that the page hides until a script shows it; for a page that shows
    no article.
    """
    hidden = (
        node
        for node in tree.css('[style*="none" i]')
        if not _selector_names(node).isdisjoint(site_tables().bodies)
    )
    for node in islice(hidden, _CANDIDATES):
        node.attrs["style"] = ""
        flow = flow_of(node, site_tables().furniture_blocks)
        if holds_text(flow.lines):
            return flow
    return None


def _selector_names(node: LexborNode) -> set[str]:
    """A node's id and classes as selectors."""
    return {f"#{node.id}", *(f".{name}" for name in (node.attributes.get("class") or "").split())}


def holds_text(lines: Sequence[FlowLine]) -> bool:
    """True where enough of the lines is neither links, nor a list's dates, nor the site's foot."""
    return any(sum_so_far >= ENOUGH for sum_so_far in accumulate(map(_own_length, lines)))


def _own_length(line: FlowLine) -> int:
    """Characters of a line that count as text."""
    own = len(line.text) - line.linked
    if own * 2 < len(line.text) or lone_date(line.text) or is_foot(line.text):
        return 0
    return own


def is_overshadowed(body: Flow, page: Flow) -> bool:
    """Tell whether a block of the rest of the `page` holds so much more text that a known selector
    found something else.

    Sites reuse an editor's class for their foot, and `.news_content` for a box of the office's
    duties.
    """
    own = sum(map(_own_length, body.lines)) if len(body.lines) <= _FEW_LINES else _FEW
    if own >= _FEW:
        return False
    found = densest_block(page)
    if found is None:
        return False
    return (
        sum(
            _own_length(line)
            for line in page.lines[found[0] : found[1]]
            if _SENTENCE.search(line.text)
        )
        > _TIMES * own
    )


def is_article(lines: Sequence[FlowLine]) -> bool:
    """Tell whether the lines are some text: enough of it, or, in a very short notice, one whole
    sentence.
    """
    if holds_text(lines):
        return True
    sentence = any(line.text.endswith(_ENDS) and not line.linked for line in lines)
    return sentence and sum(map(_own_length, lines)) >= _SHORTEST


def says_something(lines: Sequence[FlowLine]) -> bool:
    """Tell whether the lines hold sentences enough for an article."""
    return sum(_own_length(line) for line in lines if _SENTENCE.search(line.text)) >= ENOUGH


def densest_block(flow: Flow, title: str = "") -> tuple[int, int] | None:
    """The lines [first, last) of the block that holds most of a page's sentences, or None on a page
    without any.

    With the page's `title`, of the block around the line that prints it.
    """
    weights, sentences = _box_weights(flow)
    best = _heaviest_children(flow, weights, sentences)
    roots = [box for box, parent in enumerate(flow.parents) if parent < 0]
    at = max(roots, key=weights.__getitem__, default=-1)
    if at < 0 or weights[at] < _SHORTEST:
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
    told = (line for line in _lines_in(flow, box) if _SENTENCE.search(line.text))
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
        own = float(_own_length(line))
        if _SENTENCE.search(line.text):
            sentences[line.box] += own
        weights[line.box] += (
            own if _SENTENCE.search(line.text) or len(line.text) >= _LONG else own / 4
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
