"""The scorer of answers fails what is wrong, and agrees with the outside scorer on the same answers."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evals.questions import affirms, holds, judge, mentioned, presented, score

ALIASES = {"东岭县医院": ["东岭"], "西河市中心医院": ["西河"]}
GOLD: dict[str, Any] = {
    "id": "q", "type": "lookup", "turns": ["东岭退了多少钱"], "must": [["3.5万", "35000"]], "must_not": ["西河更多"],
    "hospitals": ["东岭县医院"], "evidence": ["d01-2"], "abstain": False,
}  # fmt: skip


def answer(text: str = "东岭县医院退回3.5万元。", **changes: Any) -> dict[str, Any]:
    cited = [{"source": "d01_notice.txt", "finding": 2, "quote": "退回3.5万元"}]
    return {"id": "q", "answer": text, "abstained": False, "citations": cited, **changes}


def test_right_answer_is_right() -> None:
    assert judge(GOLD, answer(), ALIASES) == []


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (answer("东岭县医院退回13.5万元。"), "lacks 3.5万/35000"),
        (answer("东岭县医院退回3.5万元，西河更多。"), "says 西河更多"),
        (answer("东岭县医院退回3.5万元，西河市中心医院也退了。"), "wrongly names 西河市中心医院"),
        (answer(abstained=True), "abstained"),
        (answer(citations=[]), "cites none of the evidence"),
        (answer(citations=[{"source": "d01_notice.txt", "finding": 3}]), "cites none of the evidence"),
        (answer("东岭县医院退回3.5万元。" + "另见原文" * 400), "too long: 1613 characters"),
    ],
)
def test_wrong_answer_is_wrong(wrong: dict[str, Any], why: str) -> None:
    assert why in judge(GOLD, wrong, ALIASES)


def test_winner_must_come_first() -> None:
    gold = {**GOLD, "turns": ["哪家退得多"], "first": "东岭县医院", "hospitals": ["东岭县医院", "西河市中心医院"]}

    assert judge(gold, answer("东岭县医院退3.5万元，西河市中心医院退1万元。"), ALIASES) == []
    assert "does not name first 东岭县医院" in judge(
        gold, answer("西河市中心医院退1万元，东岭县医院3.5万元。"), ALIASES
    )


@pytest.mark.parametrize(
    ("text", "wanted", "there"),
    [
        ("问责5人", "5人", True),
        ("问责35人", "5人", False),
        ("问责5名", "5人", True),
        ("共1,200元", "1200元", True),
        ("2025-03-01", "2025年3月1日", True),
        ("见[3]", "3", False),
        ("3.5万", "3", False),
    ],
)
def test_numbers_stand_whole(text: str, wanted: str, there: bool) -> None:
    assert holds(text, wanted) is there


def test_denied_words_are_not_said() -> None:
    assert affirms("已全部完成", "全部完成")
    assert not affirms("并未全部完成", "全部完成")


def test_silence_is_no_claim() -> None:
    text = "东岭县医院有2条。西河市中心医院没有公布。"

    assert set(mentioned(text, ALIASES)) == set(ALIASES)
    assert presented(text, ALIASES, closed_is_silent=False) == {"东岭县医院"}


def test_citations_are_scored_apart() -> None:
    two = answer(citations=[{"source": "d01_n.txt", "finding": 2}, {"source": "d01_n.txt", "finding": 9}])

    def both(**changes: Any) -> tuple[list[float], list[float]]:
        total = score({"q": two}, [{**GOLD, **changes}], ALIASES)
        return total.recall, total.precision

    assert both() == ([1.0], [0.5])
    assert both(evidence=["d01-meta"]) == ([1.0], [1.0])
    assert both(abstain=True) == ([], [])


@pytest.mark.reports
def test_agrees_with_the_outside_scorer(shared: Path, tmp_path: Path) -> None:
    questions = [json.loads(line) for line in (shared / "gold" / "qa_dev.jsonl").read_text("utf-8").splitlines()]
    aliases = json.loads((shared / "gold" / "aliases.json").read_text("utf-8"))
    answers = [spoilt(question, sorted(aliases), random.Random(i)) for i, question in enumerate(questions)]
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in answers), "utf-8")

    command = [sys.executable, shared / "tools" / "score_qa.py", path, shared / "gold" / "qa_dev.jsonl", "--json"]
    outside = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    total = score({each["id"]: each for each in answers}, questions, aliases)
    assert total.wrong == {each[0]: each[3] for each in outside["wrong"]}
    assert sum(total.recall) / len(total.recall) == pytest.approx(outside["citation_recall"])
    assert sum(total.precision) / len(total.precision) == pytest.approx(outside["citation_precision"])


def spoilt(question: dict[str, Any], hospitals: list[str], dice: random.Random) -> dict[str, Any]:
    """The gold answer, mostly; now and then silent, about another hospital, or with other evidence."""
    text = question["answer"]
    if dice.random() < 0.2:
        text = f"{dice.choice(hospitals)}最多，{text}其余医院没有公布。\n- {dice.choice(hospitals)}：2条\n"
    cited = []
    for name in question["evidence"]:
        prefix, place = name.rsplit("-", 1)
        ordinal = None if place == "meta" else int(place) + (dice.random() < 0.3)
        cited.append({"source": f"{prefix}_notice.txt", "finding": ordinal, "quote": ""})
    abstained = question["abstain"] if dice.random() > 0.1 else not question["abstain"]
    return {"id": question["id"], "answer": text, "abstained": abstained, "citations": cited, "seconds": 0.1}
