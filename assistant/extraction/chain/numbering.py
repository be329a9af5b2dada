"""A finding's text in numbered pieces, short enough to be quoted whole and long enough to be understood."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.schema import Finding
from assistant.text import FlatText
from assistant.text.clauses import clauses, sentences

_SHORT = 24
"""A clause shorter than this (characters without white space) joins the next one of its sentence."""


@dataclass(frozen=True, slots=True)
class NumberedClause:
    """One piece; `number` counts from 1 within the finding, offsets are the source's."""

    number: int
    start: int
    end: int


def number_clauses(text: str, finding: Finding) -> tuple[NumberedClause, ...]:
    """The pieces of a finding after its heading, in document order."""
    pieces: list[tuple[int, int]] = []
    for start, end in finding.spans[1:]:
        for first, last in sentences(text, start, end):
            pieces += _pieces(text, first, last)
    return tuple(NumberedClause(number, *piece) for number, piece in enumerate(pieces, start=1))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    opened: int | None = None
    for first, last in clauses(text, start, end):
        opened = first if opened is None else opened
        if len(FlatText.of(text, opened, last)) >= _SHORT:
            pieces.append((opened, last))
            opened = None
    if opened is not None:
        tail = (opened, end)
        if pieces and len(FlatText.of(text, *tail)) < _SHORT:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append(tail)
    return pieces
