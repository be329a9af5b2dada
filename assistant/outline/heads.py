"""The heading line of a finding -> where the heading ends, the title in it, and a status printed beside the title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.outline.genre import SERIES_MARK, is_problem
from assistant.outline.headings import sentence_end
from assistant.outline.labels import inline_labels, read_label
from assistant.outline.lines import Line
from assistant.outline.numbering import REFERENCE
from assistant.outline.statuses import Reading, inline_status, read_status
from assistant.outline.stems import in_marks, told_at
from assistant.outline.titles import question_bounds, title_bounds

_BRACKETED = re.compile(r"[(\[【][^()\[\]【】]{2,24}[)\]】]")
_FRAME = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}是)?(?:关于|针对|对于?|就)(?:“[^“”]*(?:“[^“”]*”[^“”]*)*”|[^,。;:]{3,60}?)的?(?:反馈)?问题(?=[,:])"
)
"""针对“…”的问题，and the measures go on in the same sentence."""
_SHORTEST_STATUS, _LONGEST_STATUS, _SHORTEST_PROBLEM = 2, 16, 4
_WIDE = 2
"""A single space may be one that a copy left within a word."""
_OPEN_BRACKETS = "([【"


@dataclass(frozen=True, slots=True)
class Head:
    """All positions are in the matching form of the line. The heading includes its stop and a bracketed status."""

    end: int
    title: tuple[int, int]
    status: Reading | None


def read_head(line: Line) -> Head:
    """The head of a finding, from the line that its number stands on."""
    text, start = line.text, line.body_at
    if line.token and line.token.style == REFERENCE:
        return Head(line.token.end, (line.token.start, line.token.end), None)
    if line.mark:
        return _marked_head(line, line.mark)
    if start >= len(text):
        return Head(len(text), (0, len(text)), None)
    named = read_label(text, start)
    if named and named.kind == "problem" and named.end < len(text):
        start = named.end
        if text[named.end - 2] == "问":
            return Head(len(text), question_bounds(text, start, len(text)), None)
    marked = in_marks(text, start)
    if marked:
        return Head(marked[2], marked[:2], None)
    stem = end = _stem_end(line, start)
    status = _status(text, start, end) or _set_off(line, start, end)
    if status and status[1] == start + 1:
        start = min(status[2] + 1, end - 1)
    elif status:
        stem = start + len(text[start : status[1]].rstrip("([—-|/→:,"))
    end, status = _behind_stem(text, end, status)
    return Head(end, title_bounds(text, start, max(stem, start + 1)), status)


def _behind_stem(text: str, end: int, status: Reading | None) -> tuple[int, Reading | None]:
    """Where the heading ends behind its stops, and the status in brackets that may follow them."""
    while end < len(text) and text[end] in "。;:!?,—":
        end += 1
    if status or end >= len(text) or text[end] not in _OPEN_BRACKETS:
        return end, status
    close = next((i for i in range(end, min(len(text), end + 30)) if text[i] in ")]】"), -1)
    found = _status(text, end, close + 1)
    return (close + 1 + (text[close + 1 : close + 2] in ("。", ";")), found) if found else (end, None)


def _marked_head(line: Line, mark: Reading) -> Head:
    """The head of a line whose status is a sign: the words between number and sign."""
    start, end = line.body_at, len(line.text) if mark[1] < line.body_at else mark[1]
    stop = max(start + 1, min(end, sentence_end(line.text, start)))
    return Head(max(stop, mark[2]), title_bounds(line.text, start, stop), mark)


def _stem_end(line: Line, start: int) -> int:
    """Where the first sentence ends: at its stop, a label or the first mark of a series."""
    text = line.text
    frame = _FRAME.match(text, start)
    end = frame.end() if frame else sentence_end(text, start)
    labels = [label for label in inline_labels(line.flat, start + 1) if label.start < end and label.kind != "problem"]
    if labels:
        end = labels[0].start - (text[labels[0].start - 1] in _OPEN_BRACKETS)
    for bracket in _BRACKETED.finditer(text, start + 1, end):
        if inline_status(bracket[0]):
            end = bracket.end()
            break
    told = told_at(text, start, end)
    if told is not None:
        return told
    mark = SERIES_MARK.search(text, start + 4, end)
    return mark.start() if mark and text[mark.start() - 1] in "。:,;、" else end


def _set_off(line: Line, start: int, end: int) -> Reading | None:
    """A status that a wide gap or a colon sets off from the problem before it: 库房管理混乱　　已完成."""
    text, origin = line.text, line.flat.origin
    end = start + len(text[start:end].rstrip("。;."))
    for at in range(end - _SHORTEST_STATUS, max(start + _SHORTEST_PROBLEM, end - _LONGEST_STATUS) - 1, -1):
        wide = origin[at] - origin[at - 1] > _WIDE
        if not wide and not (text[at - 1] == ":" and is_problem(text[start : at - 1])):
            continue
        found = read_status(text[:end], at)
        return found if found and found[2] == end else None
    return None


def _status(text: str, start: int, end: int) -> Reading | None:
    found = inline_status(text[start:end]) if start < end else None
    return (found[0], start + found[1], start + found[2]) if found else None
