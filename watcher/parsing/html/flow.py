"""A DOM to lines, as a reader's eye takes them: blocks break, inline text runs on, a table row is
one line. Knows nothing of what the lines mean.
"""

from selectolax.lexbor import LexborNode

from watcher.parsing.html.blocks import SEAM, Flow
from watcher.parsing.html.element_looks import Looks
from watcher.parsing.html.flow_lines import LEFT_OUT, FlowLines

# raw text, what no reader of the page sees, void elements, and what is no element
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "iframe",
        "noembed",
        "noframes",
        "xmp",
        "plaintext",
        "noscript",
        "template",
        "nav",
        "footer",
        "select",
        "button",
        "textarea",
        "svg",
        "math",
        "object",
        "head",
        "title",
        "canvas",
        "audio",
        "video",
        "map",
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "-comment",
        "!doctype",
    ]
)
_VOID_BREAKS = frozenset({"br", "hr", "link", "meta"})
# inline elements that change nothing, and those that a style sheet may set apart
_PLAIN = frozenset(
    [
        "font",
        "u",
        "o:p",
        "big",
        "small",
        "sub",
        "sup",
        "strike",
        "s",
        "ins",
        "del",
        "tt",
        "st1:chsdate",
    ]
)
_APART = frozenset(["strong", "b", "em", "label", "i"])
_OTHER_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "dfn",
        "kbd",
        "mark",
        "nobr",
        "q",
        "samp",
        "span",
        "time",
        "var",
    ]
)
# elements that a page hides or names furniture
_CLASSED = frozenset(["div", "ul", "p", "section", "span", "td", "aside", "form", "table", "dl"])


def flow_of(
    root: LexborNode,
    furniture: frozenset[str],
    *,
    leave_out: LexborNode | None = None,
    seams: bool = False,
) -> Flow:
    """Every visible line under `root`, in page order; linear in its size.

    `leave_out` is not entered; where it stands is noted. Blocks with a class or id in `furniture`
    are dropped when they are short (a wrapper may carry such a name too). With `seams`, lines
    remember where an inline element begins or ends: labels and values stand side by side in spans
    that only a style sheet keeps apart.
    """
    walk = _FlowWalk(root, Looks(furniture), leave_out, seams=seams)
    walk.walk_tree(root)
    return walk.lines.flow


class _FlowWalk:
    """One walk over a tree. Text between two elements that matter is taken as one piece."""

    def __init__(
        self, root: LexborNode, looks: Looks, leave_out: LexborNode | None, *, seams: bool
    ) -> None:
        self.lines = FlowLines(seams=seams)
        self._looks = looks
        self._seam = SEAM if seams else ""
        self._left_out = leave_out.mem_id if leave_out is not None else None
        self._text: list[str] = []
        self._open: list[str] = []  # the tags of the elements that were entered and not left
        # spans matter only where one of them is hidden or furniture
        self._apart = _APART if self._has_telling_span(root) else _APART | {"span"}

    def walk_tree(self, root: LexborNode) -> None:
        """Enter and leave every node under `root`, without recursion: pages nest deeply."""
        node: LexborNode | None = root
        while node is not None:
            child = None
            if self._enter(node):
                child = node.child
                if child is None:
                    self._leave()
            node = child if child is not None else self._next_after(node)
        self._take_text()
        self.lines.end_line()

    def _next_after(self, node: LexborNode) -> LexborNode | None:
        """The next node to enter, those that end before it left; None once the root has ended."""
        at: LexborNode | None = node
        while self._open and at is not None:
            following = at.next
            if following is not None:
                return following
            at = at.parent
            self._leave()
        return None

    def _enter(self, node: LexborNode) -> bool:
        """Take in a node's beginning; False where what it holds is not looked at."""
        tag = node.tag or ""
        if tag == "-text":
            self._text.append(node.text_content or "")
            return False
        if self._left_out is not None and node.mem_id == self._left_out:
            self._stand_for_body()
            return False
        if tag in self._apart:
            self._text.append(self._seam)
        elif tag not in _PLAIN:
            self._take_text()
            if not self._enter_element(node, tag):
                return False
        self._open.append(tag)
        return True

    def _stand_for_body(self) -> None:
        """The body that is left out: an empty block notes its place."""
        self._take_text()
        self.lines.start_block(LEFT_OUT)
        self.lines.end_block(LEFT_OUT)

    def _enter_element(self, node: LexborNode, tag: str) -> bool:
        """Take in the beginning of an element that breaks the text, or may be hidden."""
        if tag in _SKIPPED:
            if tag in _VOID_BREAKS:
                self.lines.end_line()
            return False
        look = self._looks.look_of(node.attributes) if tag in _CLASSED else ""
        if look == "hidden":
            return False
        self._begin(node, tag)
        if look:
            self.lines.begin_doubt(len(self._open))
        return True

    def _begin(self, node: LexborNode, tag: str) -> None:
        if tag not in _OTHER_INLINE and tag != "span":
            self.lines.start_block(tag, holds_table=self._holds_table(node, tag))
        elif tag == "a":
            self.lines.start_link((node.attributes.get("href") or "").strip())
        elif tag == "span":
            self.lines.take_seam()

    def _leave(self) -> None:
        """Take in the end of the element entered last."""
        tag = self._open.pop()
        if tag in self._apart:
            self._text.append(self._seam)
            return
        if tag in _PLAIN:
            return
        self._take_text()
        if tag == "a":
            self.lines.end_link()
        elif tag == "span":
            self.lines.take_seam()
        elif tag not in _OTHER_INLINE:
            self.lines.end_block(tag)
        self.lines.end_doubt(len(self._open))

    def _take_text(self) -> None:
        if self._text:
            text = "".join(self._text)
            self._text.clear()
            if text:
                self.lines.take_text(text)

    def _holds_table(self, row: LexborNode, tag: str) -> bool:
        """True where a row holds a table, that of the body that is left out aside."""
        if tag != "tr":
            return False
        if self._left_out is None:
            return row.css_first("table") is not None
        return any(not self._is_left_out(table) for table in row.css("table"))

    def _has_telling_span(self, root: LexborNode) -> bool:
        for span in root.css("span"):
            if self._looks.look_of(span.attributes) and not self._is_left_out(span):
                return True
        return False

    def _is_left_out(self, node: LexborNode | None) -> bool:
        """True within the body that is left out."""
        while node is not None and self._left_out is not None:
            if node.mem_id == self._left_out:
                return True
            node = node.parent
        return False
