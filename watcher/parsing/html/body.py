"""Finds a page's own text: a selector given, a known one, else the densest block.

Reads no metadata.
"""

from collections.abc import Sequence
from itertools import accumulate, islice, pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from watcher.parsing.html.blocks import Flow, FlowLine
from watcher.parsing.html.dense_block import SENTENCE, SHORTEST, densest_block, own_length
from watcher.parsing.html.element_looks import HIDDEN
from watcher.parsing.html.flow import flow_of
from watcher.parsing.html.sites import site_tables

ENOUGH = 30  # characters that are not links: fewer are no article
_ENDS = ("。", "！", "；")
_PARTS = 1.2  # a parent with hardly more text than these parts of it is their article
_FEW_LINES = 40
_FEW = 600  # characters: a body with more is taken as found
_TIMES = 2.5  # as much text elsewhere on the page: a long list of links has none
_CANDIDATES = 20  # nodes of one selector that are weighed


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
    return any(sum_so_far >= ENOUGH for sum_so_far in accumulate(map(own_length, lines)))


def is_overshadowed(body: Flow, page: Flow) -> bool:
    """Tell whether a block of the rest of the `page` holds so much more text that a known selector
    found something else.

    Sites reuse an editor's class for their foot, and `.news_content` for a box of the office's
    duties.
    """
    own = sum(map(own_length, body.lines)) if len(body.lines) <= _FEW_LINES else _FEW
    if own >= _FEW:
        return False
    found = densest_block(page)
    if found is None:
        return False
    return (
        sum(
            own_length(line)
            for line in page.lines[found[0] : found[1]]
            if SENTENCE.search(line.text)
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
    return sentence and sum(map(own_length, lines)) >= SHORTEST


def says_something(lines: Sequence[FlowLine]) -> bool:
    """Tell whether the lines hold sentences enough for an article."""
    return sum(own_length(line) for line in lines if SENTENCE.search(line.text)) >= ENOUGH
