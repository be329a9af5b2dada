"""The scorer of answers fails wrong ones, and agrees with the outside scorer on the same answers."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.questions import holds, judge, read_aliases, read_lines, score

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "samples" / "questions.jsonl"
ALIASES = {"甲县医院": ["甲县"], "乙县医院": ["乙县"]}
GOLD: dict[str, Any] = {
    "id": "q", "type": "lookup", "turns": ["哪家处理了5人？"], "must": [["5人", "五人"]], "must_not": ["7人"],
    "hospitals": ["甲县医院"], "evidence": ["x1-2"], "abstain": False,
}  # fmt: skip
RIGHT: dict[str, Any] = {
    "answer": "甲县医院处理了5人[1]。乙县医院没有提到。", "abstained": False,
    "citations": [{"source": "x1_notice.txt", "finding": 2, "quote": "5人"}],
}  # fmt: skip


def test_right_answer_is_right() -> None:
    assert judge(GOLD, RIGHT, ALIASES) == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"answer": "甲县医院处理了15人[1]。"}, "lacks 5人/五人"),
        ({"answer": "甲县医院处理了5人，合计7人[1]。"}, "says 7人"),
        ({"answer": "处理了5人[1]。"}, "does not name 甲县医院"),
        ({"answer": "甲县医院、乙县医院处理了5人[1]。"}, "wrongly names 乙县医院"),
        ({"abstained": True}, "abstained"),
        ({"citations": []}, "cites none of the evidence"),
        ({"answer": "甲县医院处理了5人[1]。" + "详" * 1300}, "too long: 1313 characters"),
    ],
)
def test_wrong_answer_is_wrong(changes: dict[str, Any], why: str) -> None:
    assert why in judge(GOLD, RIGHT | changes, ALIASES)


def test_winner_must_come_first() -> None:
    gold = GOLD | {"first": "乙县医院", "hospitals": ["甲县医院", "乙县医院"]}

    assert "does not name first 乙县医院" in judge(gold, RIGHT, ALIASES)


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("共35人", "5人", False),
        ("共5名", "5人", True),
        ("2024-08-01办结", "2024年8月1日", True),
        ("追回1,200元", "1200元", True),
        ("依据[5]", "5", False),
        ("3.5万元", "5万元", False),
    ],
)
def test_holds(text: str, wanted: str, expected: bool) -> None:
    assert holds(text, wanted) is expected


def garbled(question: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """An answer of some quality to a question: gold's own words, damaged or not."""
    changes: list[Callable[[str], str]] = [
        str,
        lambda text: text.replace("没有", ""),
        lambda text: text[: len(text) // 2],
        lambda text: "\n".join(f"- {part}" for part in text.split("；")),
        lambda text: f"**结果**\n{text}\n\n其余医院没有提到。",
        lambda text: text * 6,
    ]
    return {
        "id": question["id"],
        "answer": dice.choice(changes)(question["answer"]),
        "abstained": question["abstain"] if dice.random() < 0.8 else not question["abstain"],
        "citations": [
            {"source": f"{report}_x.txt", "finding": None if finding == "meta" else int(finding), "quote": "x"}
            for report, finding in (one.rsplit("-", 1) for one in question["evidence"])
            if dice.random() < 0.7
        ],
        "seconds": 0.1,
    }


@pytest.mark.reports
@pytest.mark.parametrize("name", ["samples", "gold"])
def test_agrees_with_the_outside_scorer(name: str, shared: Path, tmp_path: Path) -> None:
    path = QUESTIONS if name == "samples" else shared / "gold" / "qa_dev.jsonl"
    questions, aliases = read_lines(path), read_aliases(path)
    dice = random.Random(7)
    for _ in range(3):
        answers = [garbled(question, dice) for question in questions]
        file = tmp_path / "answers.jsonl"
        file.write_text("\n".join(json.dumps(answer, ensure_ascii=False) for answer in answers), "utf-8")
        command = [sys.executable, str(shared / "tools" / "score_qa.py"), str(file), str(path), "--json"]
        said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

        ours = score({answer["id"]: answer for answer in answers}, questions, aliases)

        assert {one[0]: one[3] for one in said["wrong"]} == ours.wrong
        assert said["accuracy"] == pytest.approx(ours.accuracy)
        assert said["citation_recall"] == pytest.approx(sum(ours.recall) / len(ours.recall))
        assert said["citation_precision"] == pytest.approx(sum(ours.precision) / len(ours.precision))
