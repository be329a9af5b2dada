"""A computed value with the printed ones it follows from."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.figures.scan import Figure


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A computed value with the printed ones it follows from; `ordinals` are those of the operands' findings."""

    operator: str
    """One of asked.Operator, or what it turned out to be: times, whole, before."""
    operands: tuple[Figure, ...]
    ordinals: tuple[int | None, ...]
    result: float
    unit: str
    approximate: bool = False
    expression: str = ""
    """How it is computed, values as printed, where the operator does not say it: 9.4万元 ÷ (9.4万元 + 2.1万元)."""
