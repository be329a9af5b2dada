"""What the measuring of retrieval counts, and how sure it says it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.retrieval import interval, load_questions, load_sources, row


def write_gold(folder: Path) -> None:
    gold = {"source": "x_notice.txt", "findings": [{"id": "x1-1"}, {"id": "x1-2"}]}
    (folder / "gold_x1.json").write_text(json.dumps(gold), "utf-8")
    (folder / "aliases.json").write_text(json.dumps({"甲院": ["甲"]}), "utf-8")


def question(**changes: object) -> str:
    base = {"id": "q", "type": "lookup", "turns": ["问"], "evidence": ["x1-2"], "abstain": False}
    return json.dumps(base | changes)


def test_sources_are_known_by_the_prefix_of_gold_ids(tmp_path: Path) -> None:
    write_gold(tmp_path)

    assert load_sources(tmp_path) == {"x1": "x_notice.txt"}


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({}, True),
        ({"type": "count_sum"}, False),
        ({"abstain": True}, False),
        ({"evidence": ["x1-meta"]}, False),
        ({"evidence": ["x1-1", "x1-meta"]}, True),
        ({"evidence": [f"x1-{i}" for i in range(1, 5)]}, False),
    ],
)
def test_only_questions_with_few_findings_as_evidence_count(tmp_path: Path, changes, kept) -> None:
    path = tmp_path / "qa.jsonl"
    path.write_text(question(**changes), "utf-8")

    assert bool(load_questions(path, {"x1": "x_notice.txt"})) is kept


def test_evidence_names_places(tmp_path: Path) -> None:
    path = tmp_path / "qa.jsonl"
    path.write_text(question(turns=["先问", "再问"]), "utf-8")

    [found] = load_questions(path, {"x1": "x_notice.txt"})

    assert (found.text, found.evidence) == ("先问 再问", frozenset({("x_notice.txt", 2)}))


def test_interval_narrows_with_n_and_stays_inside() -> None:
    few, many = interval(9, 10), interval(900, 1000)

    assert few[0] < many[0] < 0.9 < many[1] < few[1]
    assert interval(5, 5)[1] == 1.0


def test_row_counts_missing_ranks_as_misses() -> None:
    line = row("dense alone", {"a": 1, "b": 4, "c": None})

    assert "n=3" in line
    assert "R@1 0.333" in line
    assert "R@10 0.667" in line
    assert "MRR 0.417" in line
