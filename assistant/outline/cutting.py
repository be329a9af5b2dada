"""A tree of lines cut anew at given headings: what a reader points at begins a finding, whatever its number says."""

from __future__ import annotations

from assistant.outline.genre import is_tail, opens_next_steps
from assistant.outline.lines import Line
from assistant.outline.tree import Node


def cut_at(root: Node, heads: frozenset[int]) -> list[Node]:
    """A node a given heading, in order; its body goes to the next heading, section or part.

    `heads` are offsets of line starts. Sections are the nodes above a heading; a part that holds none ends what was
    open before it.
    """
    placed = sorted(
        ((line, node) for node in root.walk() for line in ([node.line] if node.line else []) + node.body),
        key=lambda pair: pair[0].start,
    )
    holding = _above(placed, heads)
    found: list[Node] = []
    opened: tuple[Node, Node] | None = None
    for line, node in placed:
        if line.start in heads and not line.noise:
            number = line.token.number if line.token else 0
            cut = Node(line, line.token.style if line.token else "§", number, _section(line, node, heads), number)
            found.append(cut)
            opened = cut, node
        elif line is node.line and (id(node) in holding or node.parent is root):
            opened = None
        elif opened and (node is not root or (opened[1] is root and not _ends(line))):
            opened[0].body.append(line)
        elif opened and opened[1] is root:
            opened = None
    return found


def lines_of(node: Node) -> list[Line]:
    """The lines of a node and of everything below it, in order."""
    return [line for below in node.walk() for line in ([below.line] if below.line else []) + below.body]


def _above(placed: list[tuple[Line, Node]], heads: frozenset[int]) -> set[int]:
    """The nodes, by `id`, that have a heading below their own line."""
    above: set[int] = set()
    for line, node in placed:
        if line.start in heads:
            higher = node.parent if line is node.line else node
            while higher is not None:
                above.add(id(higher))
                higher = higher.parent
    return above


def _section(line: Line, node: Node, heads: frozenset[int]) -> Node | None:
    section = node.parent if line is node.line else node
    while section is not None and section.line is not None and section.line.start in heads:
        section = section.parent
    return section


def _ends(line: Line) -> bool:
    return is_tail(line.text) or opens_next_steps(line.text)
