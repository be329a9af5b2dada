"""Logical lines -> a tree of items. Levels come from the sequence itself, not from a table of styles.

A number belongs to the level whose count it continues. Restarts, running counts, mixed separators, a (2) written for
（二） and lists nested in measures follow from that one idea.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.outline.genre import has_series, is_action, is_problem, is_shortcoming, role_of, states_problem
from assistant.outline.headings import (
    ASPECT,
    BOLD,
    BRACKETED,
    BY_STATUS,
    FRAMED,
    LABELLED,
    PART,
    PLAIN,
    SENTENCE,
    first_sentence,
    heading_style,
    names_aspect,
)
from assistant.outline.labels import read_label
from assistant.outline.lines import Line
from assistant.outline.numbering import Token
from assistant.outline.status_heads import status_heads
from assistant.outline.statuses import inline_status, read_status
from assistant.outline.summaries import sums_up

_LARGEST_GAP = 12
_CLOSING = ("status", "deadline")
_CONFUSED = {
    "bracket": frozenset({"(一)", "(1)", "[1]", "1)", "一)"}),
    "point": frozenset({"一、", "1.", "1、", "第一"}),
    "word": frozenset({"第一", "问题一"}),
}
_BULLETS = "•●◆■▪◇·"
_CHINESE = ("一、", "(一)", "一)")
"""Styles in Chinese numerals: never written by mistake for an Arabic number."""


@dataclass(slots=True, eq=False)
class Node:
    """An item: its heading line, the body lines before its first child, its children. The root has no line."""

    line: Line | None
    style: str
    number: int
    """Its place in the count of its level; supposed where none is printed; 0 outside counts."""
    parent: Node | None
    printed: int = 0
    """The last number printed at its level, up to this node."""
    body: list[Line] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    closed: bool = False
    """A status or deadline line has been read: measures are over."""
    labelled: bool = False
    """A measures label stands in its own body."""

    def leads_to(self, number: int) -> bool:
        """Whether `number` continues the count; a heading that lost its number may or may not have been counted."""
        return self.number > 0 and self.printed < number <= self.number + 1

    @property
    def words(self) -> str:
        """The heading's matching form without the number."""
        return self.line.text[self.line.body_at :] if self.line else ""

    def walk(self) -> list[Node]:
        """The node and its descendants in document order."""
        found, pending = [], [self]
        while pending:
            node = pending.pop()
            found.append(node)
            pending.extend(reversed(node.children))
        return found


class TreeBuilder:
    """Takes lines in order and hangs each where it belongs. Also the `Context` that headings are recognised in."""

    def __init__(self, listed: frozenset[int] = frozenset(), by_status: frozenset[int] = frozenset()) -> None:
        self._listed = listed
        self._by_status = by_status
        self.root = Node(None, "root", 0, None)
        self._open = [self.root]
        self._running: dict[tuple[str, str], int] = {}
        """Last number by style and style of the parent: where a count may run on under a new heading."""
        self._in_summary = False
        """The last words were about several findings; text that follows belongs to none of them."""
        self._finding_styles: set[str] = set()
        """Styles of items that have text or labels of their own."""

    def add(self, line: Line, following: Line | None) -> None:
        """Take the next line; `following` is the next line that is no noise."""
        if line.noise:
            self._open[-1].body.append(line)
        elif line.column == "aside" or (line.column is None and not line.token and sums_up(line.text, self.root)):
            self._in_summary = True
            self.root.body.append(line)
        elif line.token and self._counts(line, line.token) and self._place(line, line.token, following):
            self._in_summary = False
        elif self._continues_bullets(line):
            self._append(line)
        elif style := heading_style(line, following, self):
            self._in_summary = False
            self._push_unnumbered(line, style, self._unnumbered_parent(line, following, style))
        elif self._in_summary:
            self.root.body.append(line)
        else:
            self._append(line)

    def _continues_bullets(self, line: Line) -> bool:
        """Whether the line is one more bullet of the numbered finding that is open."""
        top = self._open[-1]
        return bool(top.printed and top.body and line.text[0] in _BULLETS and top.body[-1].text[0] == line.text[0])

    def _append(self, line: Line) -> None:
        top = self._open[-1]
        top.body.append(line)
        if top.line:
            self._finding_styles.add(top.style)
        label = read_label(line.text, line.body_at)
        if label and label.kind == "measures":
            top.labelled = True
        if label and label.kind != "measures" and (label.kind in _CLOSING or read_status(line.text, label.end)):
            top.closed = True

    def _push(self, node: Node, parent: Node) -> None:
        while self._open[-1] is not parent:
            self._open.pop()
        parent.children.append(node)
        self._open.append(node)

    # What headings ask.

    @property
    def at_top(self) -> bool:
        """Whether no item is open."""
        return self._open[-1].line is None

    @property
    def measures_over(self) -> bool:
        """Whether the open item has its measures or its status already."""
        top = self._open[-1]
        if top.labelled or top.closed:
            return True
        return any(has_series(line.text) for line in [*top.body[:3], top.line] if line)

    @property
    def heads_findings(self) -> bool:
        """Whether the open item rather groups findings than is one."""
        top = self._open[-1]
        if top.line is None:
            return True
        return top.style not in self._finding_styles and not states_problem(first_sentence(top.line))

    @property
    def awaits_body(self) -> bool:
        """Whether the open item is a finding by its likes and has no text yet."""
        top = self._open[-1]
        if top.line is None or top.body or top.children or not top.number:
            return False
        return (
            top.style in self._finding_styles and states_problem(first_sentence(top.line)) and not _says_more(top.line)
        )

    @property
    def under_aspect(self) -> bool:
        """Whether the open item names an aspect (…方面) and has no text yet."""
        top = self._open[-1]
        return top.line is not None and not top.body and top.words.rstrip("。:").endswith("方面")

    @property
    def numbered_finding(self) -> bool:
        """Whether the open item is a numbered finding with text."""
        top = self._open[-1]
        if top.line is None or not top.printed:
            return False
        return bool(top.body) or states_problem(first_sentence(top.line)) or _says_more(top.line)

    @property
    def has_parts(self) -> bool:
        """Whether some part of the notice has been opened."""
        return bool(self.root.children)

    def lists_problems(self, line: Line) -> bool:
        """Whether the line is one of several labelled problems, each with its measures, under one numbered heading."""
        return line.start in self._listed

    def heads_by_status(self, line: Line) -> bool:
        """Whether the line is a status that heads the findings below it."""
        return line.start in self._by_status

    def open_style(self, style: str) -> bool:
        """Whether an item of that style is open."""
        return any(node.style == style for node in self._open)

    # Numbered lines.

    def _counts(self, line: Line, token: Token) -> bool:
        """Whether the number heads an item: not that of a cell, nor of ①…；②… whose count runs on within the line."""
        series = token.style == "①" and not self.at_top and chr(0x2460 + token.number) in line.text[token.end :]
        return line.column in (None, "row", "group") and not series

    def _place(self, line: Line, token: Token, following: Line | None) -> bool:
        found = self._row(token) or self._continued(line, token, following) or self._started(line, token)
        if found is None:
            return False
        style, parent = found
        self._push(Node(line, style, token.number, parent, token.number), parent)
        self._running[style, parent.style] = token.number
        return True

    def _row(self, token: Token) -> tuple[str, Node] | None:
        if token.style != "row":
            return None
        row = self._innermost("row")
        return "row", parent_of(row) if row else self._open[-1]

    def _innermost(self, style: str) -> Node | None:
        return next((node for node in reversed(self._open) if node.style == style), None)

    def _continued(self, line: Line, token: Token, following: Line | None) -> tuple[str, Node] | None:
        """The level whose count this number continues: of the same style first, then of one it is confused with."""
        levels = [node for node in reversed(self._open) if node.number]
        own = [node for node in levels if node.style == token.style and node.leads_to(token.number)]
        if own:
            return own[0].style, parent_of(_inner_or_outer(own, line, following))
        if token.number == 1:
            return None
        resumed = [
            above for (style, above), last in self._running.items() if (style, last + 1) == (token.style, token.number)
        ]
        if resumed:
            same = self._innermost(token.style)
            above = self._innermost(resumed[-1])
            return token.style, parent_of(same) if same else above or self._open[-1]
        alike = [node for node in levels if node.leads_to(token.number) and _confusable(node.style, token)]
        if token.style in _CHINESE and self.open_style(token.style):
            # 七、 behind 6、 where 二、 is open: a slip, unless its words name a part.
            alike = alike if token.number > 2 and role_of(first_sentence(line)) == "neutral" else []
        return (alike[0].style, parent_of(alike[0])) if alike else None

    def _started(self, line: Line, token: Token) -> tuple[str, Node] | None:
        """A new count, or a number out of sequence."""
        last = self._innermost(token.style)
        if last is None:
            return None if line.after_open and token.number != 1 else (token.style, self._new_parent(line, token))
        if token.number == 1:
            return token.style, self._restart_parent(line, last)
        in_reach = last.number < token.number <= last.number + _LARGEST_GAP or is_problem(first_sentence(line))
        return (token.style, parent_of(last)) if in_reach and not line.after_open else None

    def _new_parent(self, line: Line, token: Token) -> Node:
        """A new style starts below the open item; 一、 not below an inner number, a part not below a sentence."""
        if token.style in ("一、", "部分"):
            opens_part = _names_part(first_sentence(line))
            for node in self._open[1:]:
                if node.style not in ("部分", "一、", "★") and node.line and node.printed:
                    return parent_of(node)
                if opens_part and node.style in (PLAIN, SENTENCE) and not _names_part(node.words):
                    return parent_of(node)
        return self._open[-1]

    def _restart_parent(self, line: Line, last: Node) -> Node:
        """A second 1 with no new heading above: a list inside the open item, or a heading is missing."""
        top = self._open[-1]
        words = first_sentence(line)
        in_measures = top.labelled and not top.closed and not is_problem(words)
        nested = top is not self.root and not top.closed and is_action(words)
        return top if in_measures or nested else parent_of(last)

    # Headings without a number.

    def _push_unnumbered(self, line: Line, style: str, parent: Node) -> None:
        """A heading without a number stands in the count of its level, if that level has one."""
        before = parent.children[-1] if parent.children else None
        if style in (PLAIN, SENTENCE) and before and before.number and line.column is None:
            self._push(Node(line, before.style, before.number + 1, parent, before.printed), parent)
        else:
            self._push(Node(line, "row" if line.column == "row" else style, 0, parent), parent)

    def _unnumbered_parent(self, line: Line, following: Line | None, style: str) -> Node:
        """The level of a heading that has no number: beside its likes, or above the number that follows it."""
        if style.startswith("#"):
            return self._below_hashes(len(style))
        like = self._innermost("row" if line.column == "row" else style) if style != PLAIN or line.column else None
        if like:
            return parent_of(like)
        if style == BY_STATUS:
            return self._open[-1]
        if style in (PART, "★"):
            return self.root
        if style in (FRAMED, SENTENCE, BRACKETED, LABELLED, BOLD):
            return self._open[-1] if self.heads_findings else self._beside_findings()
        if names_aspect(line) and (aspect := next((node for node in self._open if _is_aspect(node)), None)):
            return parent_of(aspect)
        if following and following.token and (numbered := self._innermost(following.token.style)):
            return _above(parent_of(numbered))
        if style == ASPECT:
            framed = self._innermost(FRAMED) or self._innermost(PLAIN)
            return parent_of(framed) if framed else self._open[-1]
        words = first_sentence(line)
        if role_of(words) != "neutral" and not is_shortcoming(words) and group_free(words):
            return self.root
        return self._beside_findings()

    def _beside_findings(self) -> Node:
        """Beside the innermost open item that is a finding: has measures, a status, or text."""
        for node in reversed(self._open[1:]):
            if node.labelled or node.closed or (node.line and has_series(node.line.text)):
                return parent_of(node)
        top = self._open[-1]
        return parent_of(top) if top.line and top.body and not self.heads_findings else top

    def _below_hashes(self, depth: int) -> Node:
        for node in reversed(self._open):
            if node.line is None:
                return node
            hashes = re.match(r"#+", node.line.text)
            if hashes and len(hashes[0]) < depth:
                return node
        return self.root


def group_free(words: str) -> bool:
    """Whether a heading names a part of the notice rather than a problem."""
    return not is_problem(words) or bool(re.search(r"反馈|整改", words))


def parent_of(node: Node) -> Node:
    """The parent of a node that is not the root."""
    if node.parent is None:
        msg = "the root has no level"
        raise AssertionError(msg)
    return node.parent


def _is_aspect(node: Node) -> bool:
    return node.line is not None and not node.line.token and names_aspect(node.line)


def _above(parent: Node) -> Node:
    return parent if parent.parent is None else parent.parent


def _names_part(words: str) -> bool:
    return role_of(words) != "neutral" and not is_shortcoming(words)


def _says_more(line: Line) -> bool:
    """Whether a heading line goes on behind its first sentence."""
    rest = line.text[line.body_at + len(first_sentence(line)) :]
    return len(rest) > 8 and inline_status(rest) is None


def _inner_or_outer(levels: list[Node], line: Line, following: Line | None) -> Node:
    """Inner or outer list, where both would go on with this number: what looks like a finding is the outer one's."""
    inner, outer = levels[0], levels[-1]
    label = read_label(following.text, following.body_at) if following else None
    begins_finding = label is not None and label.kind in ("measures", "problem")
    return outer if begins_finding or inner.closed or is_problem(first_sentence(line)) else inner


def _confusable(style: str, token: Token) -> bool:
    return style in _CONFUSED.get(token.family, frozenset())


def _listed_problems(lines: list[Line]) -> frozenset[int]:
    """Where 存在问题：… with measures behind it stands more than once between two numbers."""
    found: set[int] = set()
    here: list[int] = []
    for line, following in pairwise([*lines, None]):
        if line is None or line.token or line.column:
            here = []
            continue
        label = read_label(line.text, line.body_at)
        after = read_label(following.text, following.body_at) if following and not following.token else None
        if label and label.kind == "problem" and after and after.kind == "measures":
            here.append(line.start)
            found.update(here if len(here) > 1 else ())
    return frozenset(found)


def build_tree(lines: list[Line]) -> Node:
    """The tree of a notice's lines."""
    real = [line for line in lines if not line.noise]
    builder = TreeBuilder(_listed_problems(real), status_heads(real))
    after: dict[int, Line | None] = {id(line): following for line, following in pairwise([*real, None]) if line}
    for line in lines:
        builder.add(line, after.get(id(line)))
    return builder.root
