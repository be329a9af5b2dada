"""The question files: right in form, evidence that exists, and gold answers that meet their own `must`."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TYPES = {
    "lookup", "list", "count_sum", "compare", "temporal", "disclosure", "unanswerable", "false_premise", "followup",
    "summary",
}  # fmt: skip
FIELDS = {"id", "type", "turns", "answer", "must", "must_not", "hospitals", "evidence", "abstain", "note", "may_name"}

Question = dict[str, Any]


def _questions(path: Path) -> list[Question]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _evidence_ids(gold_folder: Path) -> set[str]:
    ids: set[str] = set()
    for path in gold_folder.glob("gold_*.json"):
        gold = json.loads(path.read_text("utf-8"))
        ids |= {finding["id"] for finding in gold["findings"]}
        ids.add(gold["findings"][0]["id"].rsplit("-", 1)[0] + "-meta")
    return ids


def _flat(text: str) -> str:
    """Without white space and thousands separators, as the scorer of answers compares."""
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", re.sub(r"\s", "", text)).lower()


def _wrong_form(question: Question) -> list[str]:
    """What breaks the agreed form of one question; nothing where it is right."""
    wrong = [f"lacks {field}" for field in FIELDS - set(question)]
    wrong += [f"unknown {field}" for field in set(question) - FIELDS - {"first"}]
    if question["type"] not in TYPES:
        wrong.append("type")
    if not 1 <= len(question["turns"]) <= 3 or (question["type"] == "followup") != (len(question["turns"]) > 1):
        wrong.append("turns")
    if not question["must"] or not all(question["must"]):
        wrong.append("must")
    if not question["evidence"] and question["abstain"] is False:
        wrong.append("no evidence")
    answer = _flat(question["answer"])
    wrong += [f"answer lacks {group[0]}" for group in question["must"] if not any(_flat(x) in answer for x in group)]
    wrong += [f"answer says {text}" for text in question["must_not"] if _flat(text) in answer]
    return wrong


def _check(questions: list[Question], evidence: set[str], hospitals: set[str]) -> None:
    assert [(name, times) for name, times in Counter(q["id"] for q in questions).items() if times > 1] == []
    assert len({tuple(q["turns"]) for q in questions}) == len(questions)
    for question in questions:
        assert _wrong_form(question) == [], question["id"]
        assert set(question["evidence"]) <= evidence, question["id"]
        named = {*question["hospitals"], *question["may_name"]} | (
            {question["first"]} if "first" in question else set()
        )
        assert named <= hospitals, question["id"]


def test_sample_questions() -> None:
    samples = ROOT / "samples"
    aliases = json.loads((samples / "aliases.json").read_text("utf-8"))
    questions = _questions(samples / "questions.jsonl")
    assert {q["type"] for q in questions} == TYPES
    _check(questions, _evidence_ids(samples / "gold"), set(aliases))


@pytest.mark.reports
def test_paraphrases_of_the_real_notices(shared: Path) -> None:
    aliases = json.loads((shared / "gold" / "aliases.json").read_text("utf-8"))
    questions = _questions(ROOT / "tests" / "data" / "paraphrases.jsonl")
    _check(questions, _evidence_ids(shared / "gold"), set(aliases))
    development = {tuple(q["turns"]) for q in _questions(shared / "gold" / "qa_dev.jsonl")}
    assert development.isdisjoint(tuple(q["turns"]) for q in questions)
