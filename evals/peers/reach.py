"""How much of the evidence a model would be shown at all: the most that a reader without fault could answer rightly.

No model has a part in it, so every question is tried. Ours is held to the same measure by what its answers cite.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.peers.engines import Engine
from evals.peers.port import Item
from evals.peers.results import Row, Table, share
from evals.questions import score
from evals.runner.tasks.questions import cluster_of

_MANY = frozenset({"list", "count_sum", "compare", "summary"})


def with_evidence(questions: Sequence[Item]) -> list[Item]:
    """The questions that something in the corpus answers."""
    return [each for each in questions if each["evidence"] and not each["abstain"]]


def by_kind(questions: Sequence[Item]) -> Mapping[str, list[Item]]:
    """Those that gather (lists, counts, comparisons, summaries), and those that one passage may answer."""
    many = [each for each in questions if each["type"] in _MANY]
    return {"lists, counts, comparisons": many, "other questions": [each for each in questions if each not in many]}


def row(name: str, questions: Sequence[Item], answers: Mapping[str, Item], about: str, *, ours: bool = False) -> Row:
    """A contestant's line: the share of questions with all their evidence shown, and the mean share of evidence."""
    questions = [each for each in questions if each["id"] in answers]
    if not questions:
        return Row(name=name, ours=ours, cells=("", f"not reached before the clock ended; {about}"))
    recall = [score(answers, [each], {}).recall[0] for each in questions]
    figure = share((cluster_of(each), part == 1.0) for each, part in zip(questions, recall, strict=True))
    return Row(name=name, ours=ours, figure=figure, cells=(f"{sum(recall) / len(recall):.3f}", about))


class Shown:
    """A framework as a contestant that answers without words: with what it would show a model."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def name(self) -> str:
        """The framework's."""
        return self._engine.name

    @property
    def settings(self) -> str:
        """The framework's."""
        return self._engine.settings

    def answer(self, question: Item) -> Item:
        """The chunks for a question, cited."""
        return self._engine.shown(question)


def table(rows: Sequence[Row], made_up: int) -> Table:
    """All contestants over the five notices, and over `made_up` invented ones, if any."""
    return Table(
        name="reach",
        title="What a model is shown",
        about=(
            "All dev questions with evidence, by kind"
            + (f", and lists, counts and sums over {made_up} invented notices" if made_up else "")
            + ". A question counts where every finding that answers it is touched by a chunk, or"
            " cited by ours; where the notice as a whole is the evidence, one chunk of it is enough. Shown"
            " less, a reader without fault can be right only by a total that the notice itself declares."
        ),
        measure="all evidence shown",
        columns=("evidence shown, mean", "how"),
        rows=tuple(rows),
    )
