"""Invented findings as the places that figures are reckoned from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.answering.figures import figures_of
from assistant.answering.figures.meaning import Place
from assistant.text.clauses import sentences
from assistant.text.flat import fold

Placed = Callable[[Sequence[tuple[str, str]]], tuple[list[Place], str]]


@pytest.fixture(scope="session")
def placed() -> Placed:
    """Findings, each a title and its body, as places with their figures; with the text they stand in."""

    def place(findings: Sequence[tuple[str, str]]) -> tuple[list[Place], str]:
        text = "\n".join(f"{title}\n{body}" for title, body in findings)
        out, at = [], 0
        for ordinal, (title, body) in enumerate(findings, 1):
            start = text.index(body, at)
            at = start + len(body)
            figures = tuple(f for a, b in sentences(text, start, at) for f in figures_of(text, a, b))
            out.append(Place(ordinal, fold(title), figures, fold(body)))
        return out, text

    return place
