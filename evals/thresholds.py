"""Floors under figures: what fell below its floor fails the run.

Floors hold for the corpus they were set on: the samples' stand in `suites/thresholds.yaml`, others in a file of the
same form given by hand. A floor is for the figure itself, since the same cases are tried every time; intervals say how
far a figure carries to other notices, which is another question.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from assistant.errors import ConfigurationError
from assistant.schema import Value
from evals.runner.running import Run
from evals.suites.loading import read_yaml


class Thresholds(Value):
    """By suite and metric, the least that passes."""

    floors: dict[str, dict[str, float]]


class Fall(NamedTuple):
    """A figure below its floor; None where the run has no such figure."""

    suite: str
    metric: str
    value: float | None
    floor: float

    def __str__(self) -> str:
        said = "not measured" if self.value is None else f"{self.value:.4f}"
        return f"{self.suite} {self.metric}: {said} < {self.floor:.4f}"


def load_thresholds(path: Path) -> Thresholds:
    """The floors of a file. Raises ConfigurationError for a malformed one."""
    try:
        return Thresholds.model_validate(read_yaml(path))
    except ValidationError as error:
        raise ConfigurationError(
            f"{str(path)!r} does not hold thresholds: {error}", message_zh=f"“{path}”不是有效的阈值文件。"
        ) from error


def falls(run: Run, thresholds: Thresholds) -> Iterator[Fall]:
    """What fell, among the suites that were run; a metric that vanished fell too."""
    for suite, floors in thresholds.floors.items():
        if suite not in run.figures:
            continue
        for metric, floor in floors.items():
            got = run.figures[suite].get(metric)
            if got is None or got.value < floor:
                yield Fall(suite, metric, got.value if got else None, floor)
