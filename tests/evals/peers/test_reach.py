"""A question counts as reached where all of its evidence is shown."""

from __future__ import annotations

from evals.peers.port import Item
from evals.peers.reach import by_kind, row, with_evidence


def question(number: int, evidence: list[str], **changes: object) -> Item:
    return {"id": f"q{number}", "type": "list", "turns": ["问"], "evidence": evidence, "abstain": False} | changes


def test_questions_that_nothing_answers_are_left_out() -> None:
    questions = [question(1, ["a1-1"]), question(2, []), question(3, ["a1-1"], abstain=True)]

    assert [each["id"] for each in with_evidence(questions)] == ["q1"]


def test_kinds_part_the_questions() -> None:
    kinds = by_kind([question(1, ["a1-1"]), question(2, ["a1-1"], type="lookup")])

    assert [[each["id"] for each in chosen] for chosen in kinds.values()] == [["q1"], ["q2"]]


def test_half_of_the_evidence_is_not_enough() -> None:
    asked = [question(1, ["a1-1", "a1-2"]), question(2, ["a1-1"]), question(3, ["a1-meta"])]
    cited = {"citations": [{"source": "a1_notice.txt", "finding": 1}]}

    made = row("x", asked, {each["id"]: {"id": each["id"], "answer": ""} | cited for each in asked}, "how")

    assert made.figure is not None
    assert (round(made.figure.value, 3), made.figure.n) == (0.667, 3)
    assert made.cells == ("0.833", "how")
