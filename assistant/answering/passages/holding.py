"""All passages of a notice that speak of most of what a question names: for lists, where one passage is not enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.passages.index import ReportIndex
from assistant.answering.passages.judging import TELLING
from assistant.answering.passages.model import Snippet
from assistant.answering.passages.question import Focus, Term
from assistant.answering.passages.scoring import Meeting, matched, meet

_DIRECT = 0.35
"""Share of the words that a passage must hold itself; the rest may stand in its measure or title."""


def coordinated(focus: Focus) -> Focus:
    """The question with words that it offers side by side (药库、药房; 会诊或MDT) made one: either is enough."""
    merged: list[Term] = []
    for term in focus.terms:
        before = merged[-1] if merged else None
        last = before.text.rsplit("、", 1)[-1] if before else ""
        if before is not None and re.search(rf"{re.escape(last)}(?:、|或者?|/){re.escape(term.text)}", focus.text):
            forms = {**dict(term.alternatives), **dict(before.alternatives)}
            either = replace(before, text=f"{before.text}、{term.text}", alternatives=tuple(sorted(forms.items())))
            merged[-1] = replace(either, hard=before.hard or term.hard)
        else:
            merged.append(term)
    return replace(focus, terms=tuple(merged))


def held(index: ReportIndex, focus: Focus, weights: Sequence[float], enough: float) -> tuple[Snippet, ...]:
    """The passages with at least `enough` of the words, in document order; a snippet's score is that share."""
    weighed = dict(zip(focus.terms, weights, strict=True))
    total = sum(weights) or 1.0
    found = []
    for meeting in meet(index, focus, weights):
        lacking = max((weighed[t] for t in meeting.missing if t.hard and t.factor == 1.0), default=0.0) / total
        if meeting.coverage >= enough and meeting.direct >= _DIRECT and lacking <= TELLING:
            found.append(_snippet(index, meeting))
    return tuple(sorted(found, key=lambda snippet: snippet.start))


def titled(index: ReportIndex, focus: Focus, weights: Sequence[float]) -> dict[int, float]:
    """By finding: the share of the words that its title holds; findings whose title holds none are left out."""
    total = sum(weights) or 1.0
    found: dict[int, float] = {}
    for block in index.blocks:
        if block.finding is not None:
            met = sum(w * matched(term, block.title) for term, w in zip(focus.terms, weights, strict=True))
            if met:
                found[block.finding] = met / total
    return found


def _snippet(index: ReportIndex, meeting: Meeting) -> Snippet:
    unit = meeting.unit
    quote = index.text[unit.start : unit.end]
    label = index.blocks[unit.block].label
    return Snippet(
        index.source, index.hospital, unit.finding, label, unit.start, unit.end, quote, round(meeting.coverage, 4)
    )
