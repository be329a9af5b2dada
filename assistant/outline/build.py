"""The pipeline: lines -> tree -> findings -> blocks and statuses -> later sections merged -> parts and doubts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.outline.blocks import Draft, draft_finding
from assistant.outline.collective import read_collective
from assistant.outline.cutting import cut_at, lines_of
from assistant.outline.doubts import find_doubts
from assistant.outline.genre import is_tail, opens_next_steps
from assistant.outline.headings import first_sentence
from assistant.outline.later import TitleIndex
from assistant.outline.lines import Line, split_lines
from assistant.outline.model import Block, Outline, OutlineFinding, Part, Span, StatusReading
from assistant.outline.numbering import REFERENCE
from assistant.outline.parts import collect_parts
from assistant.outline.prose import break_prose
from assistant.outline.selection import Selection, select_findings
from assistant.outline.statuses import group_status
from assistant.outline.tables import lay_out_tables
from assistant.outline.tree import Node, build_tree

_LATER_SHARE = 0.5
_SECTION_LENGTH = 100


@dataclass(slots=True)
class _Item:
    """A selected node with its draft, and the top-level part it stands in."""

    node: Node
    part: Node
    draft: Draft
    group: StatusReading | None


def build_outline(text: str) -> Outline:
    """Sections and findings of a notice, with offsets; findings are empty where none is recognised."""
    lines = lay_out_tables(split_lines(text), text)
    outline = _outline(text, lines)
    broken = None if outline.findings else break_prose(lines)
    return _outline(text, broken) if broken else outline


def _outline(text: str, lines: list[Line]) -> Outline:
    root = build_tree(lines)
    _cut_tail(root)
    selection = select_findings(root)
    primary, later = _tell_later([_item(node, text) for node in selection.findings], text)
    return _assemble(text, lines, root, selection, primary, later)


def outline_of_heads(text: str, heads: Collection[int]) -> Outline:
    """The outline whose findings begin at the lines that start at the source offsets `heads`, whatever the rules say.

    Sections, statuses, blocks and parts are read as ever; an offset at which no line starts is passed over.
    """
    lines = lay_out_tables(split_lines(text), text)
    root = build_tree(lines)
    _cut_tail(root)
    selection = select_findings(root)
    primary = [_item(node, text) for node in cut_at(root, frozenset(heads))]
    lists = {id(part) for part in root.children if any(line.start in heads for line in lines_of(part))}
    rest = [_item(node, text) for node in selection.findings if id(_part_of(node)) not in lists]
    index = TitleIndex([text[slice(*item.draft.title)] for item in primary])
    hits = [(_referred(item, primary, index, text), item) for item in rest]
    later = [(primary[hit], item) for hit, item in hits if hit is not None]
    return _assemble(text, lines, root, selection, primary, later)


def shown_lines(text: str) -> list[Span]:
    """The stretches of the lines that a finding may begin at, in order: what a reader is shown to point at."""
    lines = lay_out_tables(split_lines(text), text)
    return [(line.start, line.end) for line in lines if not line.noise and line.column in (None, "row", "group")]


def _assemble(
    text: str, lines: list[Line], root: Node, selection: Selection,
    primary: list[_Item], later: list[tuple[_Item, _Item]],
) -> Outline:  # fmt: skip
    _merge(primary, later)
    parts = collect_parts(root, lines, [item.draft.spans for item in primary], selection)
    _read_collective(primary, parts, text)
    findings = tuple(_finish(i, item) for i, item in enumerate(primary, start=1))
    return Outline(findings, parts, find_doubts(text, findings, parts))


def _cut_tail(root: Node) -> None:
    """Give the end of the notice (contact, signature, next steps without a heading) back to the root."""
    last = root.walk()[-1]
    if last is root:
        return
    body = last.body
    cut = len(body)
    while cut and (body[cut - 1].noise or is_tail(body[cut - 1].text)):
        cut -= 1
    opened = next((i for i, line in enumerate(body) if opens_next_steps(line.text)), cut)
    root.body.extend(body[min(cut, opened) :])
    del body[min(cut, opened) :]


def _item(node: Node, text: str) -> _Item:
    lines = lines_of(node)
    while lines[-1].noise:
        lines.pop()
    draft = draft_finding(lines)
    head = lines[0]
    if head.token:
        start, end = head.flat.span(head.token.start, head.token.end)
        draft.label = text[start:end]
    section = node.parent
    if section and section.line:
        draft.section = _section_span(section.line)
    return _Item(node, _part_of(node), draft, _group_reading(node))


def _section_span(line: Line) -> Span:
    start = line.token.start if line.token else line.body_at
    end = len(line.flat)
    if end > _SECTION_LENGTH:
        end = min(line.body_at + len(first_sentence(line)) + 1, end)
    return line.flat.span(start, end)


def _part_of(node: Node) -> Node:
    while node.parent and node.parent.line:
        node = node.parent
    return node


def _group_reading(node: Node) -> StatusReading | None:
    above = node.parent
    while above and above.line:
        found = group_status(above.words.rstrip("。*_#"))
        if found:
            return StatusReading(found[0], (above.line.start, above.line.end))
        above = above.parent
    return None


def _tell_later(items: list[_Item], text: str) -> tuple[list[_Item], list[tuple[_Item, _Item]]]:
    """Split what a part lists anew from what it comes back to: (findings, (earlier finding, later item))."""
    primary: list[_Item] = []
    later: list[tuple[_Item, _Item]] = []
    for group in _by_part(items):
        index = TitleIndex([text[slice(*item.draft.title)] for item in primary])
        hits = [_referred(item, primary, index, text) for item in group]
        if sum(hit is not None for hit in hits) > len(group) * _LATER_SHARE:
            later.extend((primary[hit], item) for hit, item in zip(hits, group, strict=True) if hit is not None)
        else:
            primary.extend(group)
    return primary, later


def _referred(item: _Item, earlier: list[_Item], index: TitleIndex, text: str) -> int | None:
    """The index of the finding an item comes back to: by its title, or by the number in 针对第（三）个问题."""
    token = item.node.line.token if item.node.line else None
    if token is None or token.style != REFERENCE:
        return index.find(text[slice(*item.draft.title)])
    printed = [i for i, one in enumerate(earlier) if one.node.printed == token.number]
    if len(printed) == 1:
        return printed[0]
    return token.number - 1 if token.number <= len(earlier) else None


def _by_part(items: list[_Item]) -> list[list[_Item]]:
    groups: list[list[_Item]] = []
    for item in items:
        if groups and groups[-1][0].part is item.part:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _merge(primary: list[_Item], later: list[tuple[_Item, _Item]]) -> None:
    for item in primary:
        item.draft.status = item.draft.status or item.group
    for earlier, item in later:
        draft = earlier.draft
        alone = not any(block.kind in ("measures", "problem", "reason") for block in item.draft.blocks)
        told = any(block.kind in ("measures", "problem") for block in draft.blocks)
        # Of a row that only states a status, the title is no explanation.
        draft.blocks.append(Block("reason" if told and not alone else "problem", *item.draft.heading))
        for block in item.draft.blocks:
            # What was only listed before is told here; what was told before is explained.
            kind = "reason" if told and block.kind in ("measures", "problem") else block.kind
            draft.blocks.append(Block(kind, block.start, block.end))
        draft.status = draft.status or item.draft.status or item.group


def _read_collective(items: list[_Item], parts: tuple[Part, ...], text: str) -> None:
    """Give a status to findings that have none, where a sentence outside them speaks of them."""
    silent = [item for item in items if item.draft.status is None]
    if not silent:
        return
    stated = read_collective(
        text,
        [(part.start, part.end) for part in parts],
        [item.draft.label for item in items],
        [text[slice(*item.draft.title)] for item in items],
        [item.draft.heading[0] for item in items],
        [text[slice(*item.draft.section)] if item.draft.section else "" for item in items],
    )
    for i, item in enumerate(items):
        item.draft.status = item.draft.status or stated.get(i)


def _finish(ordinal: int, item: _Item) -> OutlineFinding:
    draft = item.draft
    return OutlineFinding(
        ordinal, draft.label, draft.heading, draft.title, draft.section, tuple(draft.blocks), draft.status
    )
