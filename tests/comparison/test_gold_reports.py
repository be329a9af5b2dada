"""Comparisons, deadlines and audits over the five real notices, against their gold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.core import Assistant
from assistant.settings import Settings
from evals import comparison as scores

pytestmark = pytest.mark.reports


@pytest.fixture(scope="module")
def assistant(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with Assistant.open(Settings(data_dir=tmp_path_factory.mktemp("five"), llm="none")) as assistant:
        for _ in assistant.ingest([shared / "reports"], index=False):
            pass
        yield assistant


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted((shared / "gold").glob("gold_*.json"))]


def test_comparisons_hold_the_facts_of_the_questions(assistant: Assistant, shared: Path) -> None:
    score = scores.coverage(assistant, shared / "gold", scores.scorer(shared / "tools"))

    assert score.hits >= 0.98 * score.total, score.misses


def test_comparisons_state_nothing_that_the_gold_does_not(
    assistant: Assistant, gold: list[dict[str, Any]], shared: Path
) -> None:
    wrong = scores.wrong_facts(assistant, gold)
    forbidden = scores.forbidden(assistant, shared / "gold", scores.scorer(shared / "tools", "says"))

    assert wrong.misses == []
    assert wrong.total > 500
    assert forbidden.misses == []


def test_themes_name_their_findings_and_every_hospital(assistant: Assistant, gold: list[dict[str, Any]]) -> None:
    found = scores.themes(assistant, gold)

    assert found["themes"].hits >= 0.98 * found["themes"].total, found["themes"].misses
    assert found["hospitals present"].hits == found["hospitals present"].total


def test_deadlines_are_those_of_the_gold(assistant: Assistant, gold: list[dict[str, Any]]) -> None:
    recall, precision = scores.due(assistant, gold)

    assert recall.hits >= 0.85 * recall.total, recall.misses
    assert precision.hits >= 0.85 * precision.total, precision.misses


def test_audit_finds_what_was_annotated(assistant: Assistant, gold: list[dict[str, Any]]) -> None:
    found = scores.audit(assistant, gold)

    assert found["real"].misses == []
    assert found["moderate"].hits >= 0.75 * found["moderate"].total
    assert found["false alarms"].hits <= 0.2 * found["false alarms"].total
