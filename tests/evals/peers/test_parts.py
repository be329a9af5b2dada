"""The parts of a run are those that the one command of figures runs and that the documentation tells of."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.figures import STEPS
from evals.peers.made_up import by_operator, write
from evals.peers.parts import PARTS

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
