"""Which cases went how well, kept: a later run is held against it case by case, and whatever it lost is named.

A floor under a figure tells that something fell, not what, and lies a little below the figure, or it would have to move
with every mend. What is kept here is every case's part in every metric: a metric that lost more than `ALLOWED` fails
the run, and the cases that lost are named with it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from assistant.errors import ConfigurationError
from assistant.schema import Value
from evals.runner.case import Outcome

ALLOWED = 0.01
"""What a metric may lose: less than a point. Cases that lost are weighed against those that gained."""
_ROUNDING = 1e-9
_NAMED = 10


class Kept(Value):
    """How one case went: its part in each metric, as the two sides of a quotient."""

    suite: str
    id: str
    parts: dict[str, tuple[float, float]]


Baseline = dict[tuple[str, str], Kept]
"""Cases by suite and name."""


class Loss(NamedTuple):
    """A metric that lost, and the cases that lost in it, the heaviest first."""

    suite: str
    metric: str
    before: float
    after: float
    cases: tuple[str, ...]

    def __str__(self) -> str:
        more = f" and {len(self.cases) - _NAMED} more" if len(self.cases) > _NAMED else ""
        named = ", ".join(self.cases[:_NAMED]) + more
        return f"{self.suite} {self.metric}: {self.before:.4f} before, {self.after:.4f} now; lost in {named}"


def keep(outcomes: Iterable[Outcome], path: Path) -> None:
    """Write how every case went, a line each, by suite and name, so that a change of the file tells what changed.

    Raises ConfigurationError where it cannot be written.
    """
    kept = sorted((_kept(one) for one in outcomes), key=lambda each: (each.suite, each.id))
    lines = (json.dumps(each.model_dump(mode="json"), ensure_ascii=False) + "\n" for each in kept)
    try:
        path.write_text("".join(lines), "utf-8")
    except OSError as error:
        raise ConfigurationError(
            f"{str(path)!r} cannot be written: {error}", message_zh=f"无法写入“{path}”。"
        ) from error


def load_baseline(path: Path) -> Baseline:
    """What was kept. Raises ConfigurationError where it cannot be read."""
    try:
        kept = [Kept.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise ConfigurationError(
            f"{str(path)!r} holds no baseline: {error}", message_zh=f"“{path}”不是有效的基线文件。"
        ) from error
    return {(each.suite, each.id): each for each in kept}


def losses(outcomes: Sequence[Outcome], baseline: Baseline) -> Iterator[Loss]:
    """What the suites that were run lost. A case that is gone lost all it had; a new one is not compared."""
    now = {(one.suite, one.id): _kept(one) for one in outcomes}
    for suite in dict.fromkeys(one.suite for one in outcomes):
        before = [each for each in baseline.values() if each.suite == suite]
        for metric in dict.fromkeys(name for each in before for name in each.parts):
            loss = _loss(suite, metric, list(_pairs(metric, before, now)))
            if loss is not None:
                yield loss


_Part = tuple[float, float]


def _pairs(metric: str, before: Iterable[Kept], now: Baseline) -> Iterator[tuple[str, _Part, _Part]]:
    """The cases that had a metric, with their parts then and now; not those that are without it for a reason.

    An answer that cites nothing has no citations to be verbatim: what it lacks shows in other metrics.
    """
    for each in before:
        found = now.get((each.suite, each.id))
        if metric in each.parts and found is None:
            yield each.id, each.parts[metric], (0.0, each.parts[metric][1])
        elif metric in each.parts and found is not None and metric in found.parts:
            yield each.id, each.parts[metric], found.parts[metric]


def _kept(one: Outcome) -> Kept:
    parts = {name: (round(part.num, 4), round(part.den, 4)) for name, part in one.verdict.parts.items()}
    return Kept(suite=one.suite, id=one.id, parts=parts)


def _loss(suite: str, metric: str, pairs: Sequence[tuple[str, _Part, _Part]]) -> Loss | None:
    before, after = _quotient(old for _, old, _ in pairs), _quotient(new for _, _, new in pairs)
    if before - after <= ALLOWED + _ROUNDING:
        return None
    lost = [(_quotient([old]) - _quotient([new]), name) for name, old, new in pairs]
    worse = sorted((each for each in lost if each[0] > 0), key=lambda each: (-each[0], each[1]))
    return Loss(suite, metric, before, after, tuple(name for _, name in worse))


def _quotient(parts: Iterable[_Part]) -> float:
    """Nothing wanted and nothing found is right."""
    given = list(parts)
    den = math.fsum(den for _, den in given)
    return math.fsum(num for num, _ in given) / den if den else 1.0
