"""Logical lines -> a tree of numbered items. Levels come from the sequence itself, not from a table of styles.

A number belongs to the level whose count it continues. Restarts, running counts, mixed separators, a (2) written for
（二） and lists nested in measures follow from that one idea.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.outline.genre import has_series, is_action, is_problem, looks_like_heading, role_of
from assistant.outline.labels import read_label
from assistant.outline.lines import Line
from assistant.outline.numbering import Token
from assistant.outline.statuses import read_status

_SHORT = 45
_UNNUMBERED = ""
_LARGEST_GAP = 12
_NEVER_FIRST = "的地得和与及等了或、,。;:)”》%"
"""What no heading begins with, but the second half of a broken sentence may."""


@dataclass(slots=True, eq=False)
class Node:
    """An item: its heading line, the body lines before its first child, its children. The root has no line."""

    line: Line | None
    style: str
    number: int
    """Its place in the count of its level; supposed where none is printed."""
    parent: Node | None
    printed: int = 0
    """The last number printed at its level, up to this node."""
    body: list[Line] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    closed: bool = False
    """A status line or a later label has been read: measures are over."""
    labelled: bool = False
    """A measures label stands in its own body."""

    def leads_to(self, number: int) -> bool:
        """Whether `number` continues the count; a heading that lost its number may or may not have been counted."""
        return self.number > 0 and self.printed < number <= self.number + 1

    @property
    def words(self) -> str:
        """The heading's matching form without the number."""
        return self.line.text[self.line.body_at :].lstrip("*#_") if self.line else ""

    def walk(self) -> list[Node]:
        """The node and its descendants in document order."""
        found, pending = [], [self]
        while pending:
            node = pending.pop()
            found.append(node)
            pending.extend(reversed(node.children))
        return found


class TreeBuilder:
    """Takes lines in order and hangs each where it belongs."""

    def __init__(self) -> None:
        self.root = Node(None, "root", 0, None)
        self._open = [self.root]
        self._running: dict[str, int] = {}
        self._labelled_styles: set[str] = set()

    def add(self, line: Line, following: Line | None) -> None:
        """Take the next line; `following` is the next line that is no noise."""
        if line.noise:
            self._open[-1].body.append(line)
            return
        token = line.token
        if token and self._place(line, token):
            return
        if self._is_heading(line, following):
            self._push_unnumbered(line, self._unnumbered_parent(line, following))
            return
        self._append(line)

    def _append(self, line: Line) -> None:
        top = self._open[-1]
        top.body.append(line)
        label = read_label(line.text)
        if label and label.kind == "measures":
            top.labelled = True
            self._labelled_styles.add(top.style)
        if label and (label.kind in ("status", "deadline") or read_status(line.text, label.end)):
            for node in self._open[1:]:
                node.closed = node is top or node.closed

    def _push(self, node: Node, parent: Node) -> None:
        while self._open[-1] is not parent:
            self._open.pop()
        parent.children.append(node)
        self._open.append(node)

    def _push_unnumbered(self, line: Line, parent: Node) -> None:
        """A heading without a number stands in the count of its level, if that level has one."""
        before = parent.children[-1] if parent.children else None
        if before and before.number:
            self._push(Node(line, before.style, before.number + 1, parent, before.printed), parent)
        else:
            self._push(Node(line, _UNNUMBERED, 0, parent), parent)

    # Numbered lines.

    def _place(self, line: Line, token: Token) -> bool:
        found = self._continued(token, line) or self._started(line, token)
        if found is None:
            return False
        style, parent = found
        self._push(Node(line, style, token.number, parent, token.number), parent)
        self._running[style] = token.number
        return True

    def _continued(self, token: Token, line: Line) -> tuple[str, Node] | None:
        """The level whose count this number continues: of the same style first, then of one it is confused with."""
        levels = [node for node in reversed(self._open) if node.number]
        own = [node for node in levels if node.style == token.style and node.leads_to(token.number)]
        if own:
            return own[0].style, self._parent_of(self._between(own, line))
        if self._running.get(token.style, 0) + 1 == token.number and token.number > 1:
            return self._resumed(token)
        if token.number == 1:
            return None
        alike = [node for node in levels if node.leads_to(token.number) and _confusable(node.style, token)]
        if alike:
            return alike[0].style, self._parent_of(alike[0])
        return None

    @staticmethod
    def _between(levels: list[Node], line: Line) -> Node:
        """Inner or outer list, where both would go on with this number: a shortcoming is the outer one's."""
        if len(levels) == 1:
            return levels[0]
        return levels[-1] if is_problem(first_sentence(line)) else levels[0]

    def _resumed(self, token: Token) -> tuple[str, Node] | None:
        """A count that runs on under a new heading."""
        same = [node for node in self._open if node.style == token.style]
        return (token.style, self._parent_of(same[-1])) if same else (token.style, self._open[-1])

    def _started(self, line: Line, token: Token) -> tuple[str, Node] | None:
        """A new count, or a number out of sequence."""
        same = [node for node in self._open if node.style == token.style]
        if not same:
            if line.after_open and token.number != 1:
                return None
            return token.style, self._new_parent(token)
        last = same[-1]
        if token.number == 1:
            return self._restart(line, token, last)
        in_reach = last.number < token.number <= last.number + _LARGEST_GAP or is_problem(first_sentence(line))
        if line.after_open or not in_reach:
            return None
        return token.style, self._parent_of(last)

    def _new_parent(self, token: Token) -> Node:
        """Where a new style starts: below the open item, but 一、 is never below a bracketed or Arabic number."""
        if token.style in ("一、", "部分"):
            for node in self._open[1:]:
                if node.style not in ("部分", "一、") and node.line and (node.line.token or token.style == "部分"):
                    return self._parent_of(node)
        return self._open[-1]

    def _restart(self, line: Line, token: Token, last: Node) -> tuple[str, Node] | None:
        """A second 1 with no new heading above: a list inside the open item, or a heading is missing."""
        top = self._open[-1]
        words = first_sentence(line)
        if top.labelled and not top.closed and not is_problem(words):
            return token.style, top
        if is_action(words) and top is not self.root and not top.closed:
            return token.style, top
        return token.style, self._parent_of(last)

    @staticmethod
    def _parent_of(node: Node) -> Node:
        if node.parent is None:
            msg = "the root has no level"
            raise AssertionError(msg)
        return node.parent

    # Headings without a number.

    def _is_heading(self, line: Line, following: Line | None) -> bool:
        text = line.text
        if line.after_open or read_label(text) or text[-1] in ",;、:" or text[0] in _NEVER_FIRST:
            return False
        words = text.rstrip("。.")
        if read_status(words) or len(words) < 4:
            return False
        short = len(words) <= _SHORT and "。" not in words and not has_series(words)
        if not short:
            return self._is_unnumbered_one_liner(line)
        if following is None:
            return False
        top = self._open[-1]
        if following.token:
            return self._heads_number(words, following.token, top)
        label = read_label(following.text)
        if label and label.kind in ("measures", "problem", "status"):
            return top.labelled or top.closed or not top.line or self._is_group(top)
        return self._opens_part(line, words)

    def _is_group(self, node: Node) -> bool:
        """Whether an item that has no label of its own yet rather heads findings than is one."""
        return (
            node.style not in self._labelled_styles and not is_problem(first_sentence(node.line)) if node.line else True
        )

    def _heads_number(self, words: str, token: Token, top: Node) -> bool:
        if not looks_like_heading(words) or (is_action(words) and not top.closed):
            return role_of(words) in ("opening", "findings", "closing", "later") and len(words) <= 30
        same = any(node.style == token.style for node in self._open)
        return top.closed or is_problem(words) or token.number == 1 or not same

    def _opens_part(self, line: Line, words: str) -> bool:
        """A short line without punctuation whose words name a part of a notice."""
        if line.text[-1] in "。." or is_action(words) or len(words) > 30:
            return False
        return role_of(words) in ("opening", "findings", "closing", "aside") and bool(self.root.children)

    def _is_unnumbered_one_liner(self, line: Line) -> bool:
        """药品管理不规范。一是… among numbered lines of the same build: a finding whose number was lost."""
        top = self._open[-1]
        sentence = first_sentence(line)
        rest = line.text[len(sentence) :].lstrip("。:,")
        if len(sentence) > _SHORT or not is_problem(sentence) or not rest.startswith("一是"):
            return False
        return top.line is None or has_series(top.line.text) or any(has_series(body.text) for body in top.body)

    def _unnumbered_parent(self, line: Line, following: Line | None) -> Node:
        """The level of a heading that lost its number: above the number that follows it, or beside its likes."""
        if following and following.token:
            for node in reversed(self._open):
                if node.style == following.token.style:
                    return self._above(self._parent_of(node))
        words = line.text.rstrip("。")
        if not is_problem(words) and role_of(words) in ("opening", "findings", "closing", "aside", "later"):
            return self.root
        for node in reversed(self._open[1:]):
            if node.labelled or node.closed or (node.line and has_series(node.line.text)):
                return self._parent_of(node)
        top = self._open[-1]
        return self._parent_of(top) if top.style == _UNNUMBERED and top.line and top.body else top

    def _above(self, parent: Node) -> Node:
        return parent if parent.parent is None else parent.parent


def _confusable(style: str, token: Token) -> bool:
    families = {
        "bracket": {"(一)", "(1)", "[1]", "1)", "一)"},
        "point": {"一、", "1.", "1、", "第一"},
        "circle": set[str](),
        "word": {"第一", "问题一"},
        "nested": set[str](),
    }
    return style in families[token.family]


def first_sentence(line: Line) -> str:
    """The words of a line up to its first stop outside quotation marks, number left out."""
    return line.text[line.body_at : sentence_end(line.text, line.body_at)].lstrip("*#_")


def sentence_end(text: str, start: int) -> int:
    """Where the first sentence from `start` ends (before its stop): quoted stops and bracketed ones do not count."""
    depth = 0
    for i in range(start, len(text)):
        char = text[i]
        if char in "“(《‘" and (i > start or _closes(text, i)):
            depth += 1
        elif char in "”)》’":
            depth = max(0, depth - 1)
        elif char in "。;!?" and (depth == 0 or not _closes(text, i)):
            return i
        elif text.startswith("一是", i) and i > start and text[i - 1] in ":,、":
            return i - 1
    return len(text)


def _closes(text: str, at: int) -> bool:
    return any(mark in text[at : at + 80] for mark in "”)》’")


def build_tree(lines: list[Line]) -> Node:
    """The tree of a notice's lines."""
    builder = TreeBuilder()
    real = [line for line in lines if not line.noise]
    after = dict(zip(map(id, real), [*real[1:], None], strict=True))
    for line in lines:
        builder.add(line, after.get(id(line)))
    return builder.root
