"""A finding's lines -> its heading, title, blocks and own status. Every character lands in exactly one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import get_args

from assistant.outline.genre import SERIES_MARK, has_series, is_action
from assistant.outline.heads import read_head
from assistant.outline.labels import Label, inline_labels, read_gap_label, read_label
from assistant.outline.lines import Line
from assistant.outline.model import Block, BlockKind, Span, StatusReading
from assistant.outline.numbering import decoration_end
from assistant.outline.statuses import Reading, boxed_status, closing_field, concluding_status, read_status

BLOCK_KINDS = frozenset(get_args(BlockKind))
_SHORT_REST = 40
_STATUS_REST = 12
"""Characters behind a status label that may be a status in unknown words; more of them tell of results."""
_HALF_A_CLAUSE = 2
"""Characters of 完成 or 到位, which behind a broken line end its sentence (计划年底前|完成。) and state nothing."""
_LAST_LINES = 3
_FIELDS = ("status", "deadline", "department")
_BESIDE_LABEL = re.compile(r"[(\[][^()\[\]]{2,16}[)\]]:?$")
"""整改情况（已完成）：, a status within the label."""
_LASTING = re.compile(r"立行立改|即知即改|(?:长期|持续|常态化?)(?:坚持|整改)?")
"""A time limit (整改时限：长期坚持), not a status."""


@dataclass(slots=True)
class Draft:
    """A finding in the making: spans in source offsets."""

    heading: Span
    title: Span
    label: str = ""
    section: Span | None = None
    blocks: list[Block] = field(default_factory=list)
    status: StatusReading | None = None

    @property
    def spans(self) -> list[Span]:
        """The heading and every block."""
        return [self.heading, *((block.start, block.end) for block in self.blocks)]

    def add(self, kind: BlockKind, start: int, end: int) -> None:
        """Append a stretch, joined to the block before it where both have the same role."""
        if self.blocks and self.blocks[-1].kind == kind:
            start = self.blocks.pop().start
        self.blocks.append(Block(kind, start, end))


def draft_finding(lines: list[Line]) -> Draft:
    """The finding whose heading line is the first of `lines`, in document order."""
    flat = lines[0].flat
    head = read_head(lines[0])
    draft = Draft(flat.span(0, head.end), flat.span(*head.title))
    if head.status:
        status, start, end = head.status
        draft.status = StatusReading(status, flat.span(start, end))
    _Segmenter(draft, lines, head.end).run()
    return draft


def _is_aside(line: Line) -> bool:
    """A line that only says who or by when: it stands behind the last words on the matter."""
    label = read_label(line.text, line.body_at)
    return label is not None and label.kind in ("department", "deadline")


def _labelled_status(text: str, label: Label, end: int) -> Reading | None:
    """The status that the words behind a label state: at once, in brackets, or in their last field."""
    beside = _BESIDE_LABEL.search(text, label.start, label.end)
    boxed = boxed_status(text, beside.start()) if beside else boxed_status(text[:end], label.end)
    if label.kind in ("status", "measures", "result") and boxed:
        return boxed
    status = read_status(text[:end], label.end)
    if label.kind == "deadline" and _LASTING.match(text, label.end):
        status = None
    if status and label.kind in ("status", "measures", "deadline", "result"):
        return status
    short = end - label.end <= 2 * _SHORT_REST
    return closing_field(text, label.end, end) if label.kind in _FIELDS and short else None


class _Segmenter:
    """Walks the lines of a finding and cuts them into blocks."""

    def __init__(self, draft: Draft, lines: list[Line], heading_end: int) -> None:
        self._draft = draft
        self._lines = lines
        self._heading_end = heading_end
        self._kind: BlockKind | None = None
        self._awaits = False
        self._measures_ahead = self._count_measure_labels()

    def run(self) -> None:
        for number, line in enumerate(self._lines):
            if not line.noise and number and line.column:
                self._cell(line, line.column)
            elif not line.noise:
                self._line(line, self._heading_end if number == 0 else 0)
        self._conclude()

    def _cell(self, line: Line, column: str) -> None:
        """A table cell: its column says what it is, but a status is one in any column."""
        status = read_status(line.text, decoration_end(line.text))
        if status and not line.text[status[2] :].strip("。;,.|*"):
            self._status(line, status[0], status[1], status[2], len(line.text))
        elif column in BLOCK_KINDS:
            kind: BlockKind = column  # type: ignore[assignment]
            self._draft.add(
                "measures" if kind == "status" and len(line.flat) > _SHORT_REST else kind, line.start, line.end
            )
        else:
            self._draft.add("measures", line.start, line.end)

    def _labels(self, line: Line, start: int) -> list[Label]:
        at = max(start, line.body_at)
        opening = read_label(line.text, at) or (read_gap_label(line.flat, at) if start <= line.body_at else None)
        rest = inline_labels(line.flat, opening.end if opening else at)
        return [opening, *rest] if opening else rest

    def _count_measure_labels(self) -> int:
        first = (self._labels(line, self._heading_end if i == 0 else 0) for i, line in enumerate(self._lines))
        return sum(label.kind in ("measures", "result") for labels in first for label in labels)

    def _line(self, line: Line, start: int) -> None:
        if start >= len(line.text):
            return
        labels = self._labels(line, start)
        cuts = [label.start for label in labels] + [len(line.text)]
        if cuts[0] > start and not (labels and cuts[0] == max(start, line.body_at)):
            self._unlabelled(line, start, cuts[0])
        for label, end in zip(labels, cuts[1:], strict=True):
            begin = start if label is labels[0] and label.start == max(start, line.body_at) else label.start
            self._labelled(line, label, begin, end)

    def _labelled(self, line: Line, label: Label, begin: int, end: int) -> None:
        self._measures_ahead -= label.kind in ("measures", "result")
        text = line.text
        shown = line.mark if line.mark and label.end <= line.mark[1] < end else None
        status = _labelled_status(text, label, end) or shown
        if status:
            stop = status[2] + (text[status[2] : status[2] + 1] in (")", "]"))
            if status[1] > label.end + 1 and label.kind != "status":
                # 完成时限：2025年6月底，已完成: the date is the limit, the status a field of its own.
                self._put(label.kind, line, begin, status[1])
                begin = status[1]
            while stop < end and text[stop] in "。;,":
                stop += 1
            if label.kind != "measures" and end - stop <= _SHORT_REST and not SERIES_MARK.match(text, stop):
                stop = end
            self._status(line, status[0], begin, status[2], stop)
            if stop < end:
                self._put("measures", line, stop, end)
            else:
                self._kind, self._awaits = "status", False
            return
        kind: BlockKind = label.kind
        if kind == "status" and end - label.end > _STATUS_REST:
            kind = "measures" if end - label.end > _SHORT_REST else "result"
        self._put(kind, line, begin, end)
        self._awaits = label.end >= end

    def _status(self, line: Line, status: object, begin: int, words_end: int, end: int) -> None:
        span = line.flat.span(begin, words_end)
        if self._draft.status is None or self._draft.blocks:
            self._draft.status = StatusReading(status, span)  # type: ignore[arg-type]
        self._draft.add("status", *line.flat.span(begin, end))

    def _unlabelled(self, line: Line, start: int, end: int) -> None:
        text = line.text
        status = read_status(text[:end], start) or boxed_status(text[:end], start)
        whole = status is not None and not text[status[2] : end].strip("。;,.)]")
        if status and line.after_open and status[2] - status[1] <= _HALF_A_CLAUSE and not self._awaits_status():
            status = None
        if status and (self._awaits_status() or (whole and self._draft.status is None)):
            self._status(line, status[0], start, status[2], end)
            self._kind, self._awaits = "status", False
            return
        self._put(self._kind_of(text[start:end]), line, start, end)
        self._awaits = False

    def _awaits_status(self) -> bool:
        return self._awaits and self._kind == "status"

    def _kind_of(self, words: str) -> BlockKind:
        if self._kind is None:
            return "problem" if self._measures_ahead > 0 else "measures"
        if self._awaits:
            return self._kind
        if self._kind == "problem":
            starts = SERIES_MARK.match(words) or is_action(words)
            return "measures" if self._measures_ahead <= 0 and starts else "problem"
        return "measures" if self._kind in ("status", "deadline", "department") else self._kind

    def _put(self, kind: BlockKind, line: Line, start: int, end: int) -> None:
        self._kind = kind
        self._draft.add(kind, *line.flat.span(start, end))

    def _conclude(self) -> None:
        """Read a status that the last words state; 该问题已完成整改 counts with a stray line or two behind it too."""
        ends = [line for line in reversed(self._lines) if not line.noise and not _is_aside(line)][:_LAST_LINES]
        if self._draft.status is not None or not ends or ends[0].column:
            return
        bare = not any(has_series(line.text) for line in self._lines)
        for line in ends:
            at = max(0, (self._heading_end if line is self._lines[0] else 0) - 1)
            found = concluding_status(line.text[at:], bare=bare and line is ends[0])
            if found and not line.column:
                self._draft.status = StatusReading(found[0], line.flat.span(at + found[1], at + found[2]))
                if line is ends[0] and line.text[at + found[1] - 1 : at + found[1]] in ("(", "["):
                    self._cut_off(line, at + found[1] - 1)
                return

    def _cut_off(self, line: Line, at: int) -> None:
        """Make a status in brackets behind the last words a block of its own."""
        start, last = line.flat.origin[at], self._draft.blocks[-1] if self._draft.blocks else None
        if last and last.start < start < last.end and last.kind != "status":
            self._draft.blocks[-1] = replace(last, end=line.flat.span(0, at)[1])
            self._draft.blocks.append(Block("status", start, last.end))
