"""What a case is and what becomes of it. Every metric is a quotient of two sums, so that cases add up exactly."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field

from assistant.schema import Value

if TYPE_CHECKING:
    from evals.runner.bench import Bench


class Part(Value):
    """What one case adds to a metric: `num / den`, summed over cases; `n` counts the gold items it is about."""

    num: float
    den: float
    n: int

    @classmethod
    def share(cls, good: bool) -> Part:
        """One thing that is right or wrong."""
        return cls(num=float(good), den=1.0, n=1)

    @classmethod
    def mean(cls, value: float) -> Part:
        """One value of a mean."""
        return cls(num=value, den=1.0, n=1)

    @classmethod
    def f1(cls, hit: int, false: int, missed: int) -> Part:
        """Found and wanted things: the quotient of the sums is F1 over all of them."""
        return cls(num=2.0 * hit, den=2.0 * hit + false + missed, n=hit + missed)


class Cited(Value):
    """A citation as the page of results shows it."""

    place: str
    quote: str


class Verdict(Value):
    """How a case went: its part in each metric, why it is wrong (nothing when it is right), and what to show."""

    parts: dict[str, Part]
    why: tuple[str, ...] = ()
    asked: str
    gold: str
    answer: str
    citations: tuple[Cited, ...] = ()
    plan: dict[str, Any] = Field(default_factory=dict)
    model: str | None = None
    """The model that had a part in it, by its own name."""


class Outcome(Value):
    """The verdict on a case, and under what it holds."""

    suite: str
    id: str
    type: str
    cluster: str
    """The report or reports the case is about: cases of one cluster err alike, so intervals resample clusters."""
    key: str
    """Over the case, the corpus, the code, the prompts and the model: the same key gives the same verdict."""
    seconds: float
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.verdict.why


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to try. `digest` covers all data that make the case; `judge` tries it and scores it."""

    suite: str
    id: str
    type: str
    cluster: str
    digest: str
    judge: Callable[[Bench], Verdict]


def digest_of(*values: object) -> str:
    """Sixteen hex digits over values as JSON."""
    told = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
