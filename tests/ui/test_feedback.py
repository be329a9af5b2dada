"""A wrong answer becomes a case that the batch of questions reads."""

from __future__ import annotations

from pathlib import Path

from assistant.answering.answer import Answer
from assistant.batch import read_questions
from assistant.ui.conversations import Talk, Turn
from assistant.ui.feedback import Feedback

TALK = Talk(
    "x", (Turn("一问", Answer(answer="甲")), Turn("二问", Answer(answer="乙")), Turn("三问", Answer(answer="丙")))
)


def test_case_holds_the_conversation_up_to_the_question(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"

    assert Feedback(path).wrong(TALK, "二问")

    (case,) = read_questions(path)
    assert list(case.turns) == ["一问", "二问"]
    assert "乙" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0


def test_question_that_was_not_asked_is_no_case(tmp_path: Path) -> None:
    assert not Feedback(tmp_path / "feedback.jsonl").wrong(TALK, "没问过")
    assert not (tmp_path / "feedback.jsonl").exists()
