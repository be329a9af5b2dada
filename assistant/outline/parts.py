"""Everything that is in no finding, so that nothing is lost and all of it can be cited."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.outline.lines import Line
from assistant.outline.model import Part, Span
from assistant.outline.selection import Selection
from assistant.outline.tree import Node


def collect_parts(
    root: Node, lines: list[Line], taken: Iterable[Iterable[Span]], selection: Selection
) -> tuple[Part, ...]:
    """The stretches outside `taken` (the spans of each finding), in order, cut at headings."""
    heads = _part_heads(root, selection)
    spans = sorted(span for finding in taken for span in finding)
    parts: list[Part] = []
    at = 0
    broken = True
    for line in lines:
        while at < len(spans) and spans[at][1] <= line.start:
            at += 1
        if at < len(spans) and spans[at][0] < line.end:
            broken = True
            continue
        if line.start in heads:
            parts.append(Part((line.start, line.end), line.start, line.end))
        elif broken:
            parts.append(Part(None, line.start, line.end))
        else:
            parts[-1] = Part(parts[-1].heading, parts[-1].start, line.end)
        broken = False
    return tuple(parts)


def _part_heads(root: Node, selection: Selection) -> set[int]:
    """Line starts that open a part: top-level headings, and every heading among the findings."""
    heads = set()
    for part in root.children:
        inside = selection.roles.get(id(part)) in ("findings", "later", "neutral")
        nodes = part.walk() if inside else [part]
        heads |= {node.line.start for node in nodes if node.line}
    return heads
