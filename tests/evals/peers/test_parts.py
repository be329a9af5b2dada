"""The parts of a run are those that the one command of figures runs and that the documentation tells of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evals.figures import STEPS
from evals.peers.made_up import KINDS, by_operator, rows, write
from evals.peers.parts import PARTS
from evals.synthetic import OPERATORS

DOCS = Path(__file__).resolve().parents[3] / "docs" / "evals.md"


def test_the_one_command_runs_every_part_once() -> None:
    words = [word for step in STEPS if step.name.startswith("peers") for command in step.commands for word in command]

    assert sorted(word for word in words if word in PARTS) == sorted(PARTS)


@pytest.mark.parametrize("part", list(PARTS))
def test_every_part_is_described(part) -> None:
    assert f"| `{part}` |" in DOCS.read_text("utf-8")


def test_made_up_notices_are_written_once_and_ask_for_lists_and_counts(tmp_path: Path) -> None:
    notices, questions, aliases = write(tmp_path, 4)

    first = notices[0].stat().st_mtime_ns
    again, _, _ = write(tmp_path, 4)

    assert (len(notices), len(aliases)) == (4, 4)
    assert {question["type"] for question in questions} == {"list", "count_sum"}
    assert again[0].stat().st_mtime_ns == first
    kinds = [question["operator"] for question in by_operator(questions)]
    assert kinds == sorted(kinds)


def test_ours_is_shown_for_all_questions_and_for_each_kind() -> None:
    asked = [
        _count("a", "finding_count", "7个"),
        _count("b", "finding_count", "8个"),
        _count("c", "rules_count", "2项"),
    ]
    answers = {name: {"answer": said, "abstained": False, "citations": [], "seconds": 0.1} for name, said in (
        ("a", "共7个"), ("b", "共9个"), ("c", "共2项"),
    )}  # fmt: skip

    shown = rows(asked, answers, {}, "settings")

    assert [(row.figure.value, row.figure.n) for row in shown if row.figure] == [(2 / 3, 3), (0.5, 2), (1.0, 1)]
    assert [row.name for row in shown] == [
        "ours: all",
        f"ours: {KINDS['finding_count']}",
        f"ours: {KINDS['rules_count']}",
    ]


def test_every_kind_of_list_count_and_sum_has_a_name(tmp_path: Path) -> None:
    _, questions, _ = write(tmp_path, 24)

    assert {question["operator"] for question in questions} == set(KINDS) <= set(OPERATORS)


def _count(id: str, operator: str, must: str) -> dict[str, Any]:
    return {
        "id": id, "type": "count_sum", "operator": operator, "turns": ["几个？"], "answer": must, "must": [[must]],
        "must_not": [], "hospitals": [], "may_name": [], "evidence": [], "abstain": False,
    }  # fmt: skip
