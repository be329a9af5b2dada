"""Many questions from a file: one JSON object a line, answered one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answering.answer import Answer
from assistant.errors import QuestionError


class BatchQuestion(BaseModel):
    """A line of the file: the last turn is asked, the turns before it are its history. Other keys are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str | None = None
    turns: tuple[str, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """An answer, and why it is none where the question could not be taken."""

    answer: Answer
    error: QuestionError | None = None


class Asked(Protocol):
    """What is asked: the assistant."""

    def ask(self, question: str, history: Sequence[str] = (), *, id: str | None = None) -> Answer:
        """The answer to `question`."""
        ...


def read_questions(path: Path) -> list[BatchQuestion]:
    """The questions of a JSONL file. Raises QuestionError with the number of a line that is none."""
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{str(path)!r} cannot be read: {error}", message_zh=f"无法读取“{path}”。") from error
    return [_question(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _question(path: Path, number: int, line: str) -> BatchQuestion:
    try:
        return BatchQuestion.model_validate_json(line)
    except ValidationError as error:
        raise QuestionError(
            f'{str(path)!r}, line {number}: not of the form {{"id": ..., "turns": ["...", ...]}}',
            message_zh=f"“{path}”第{number}行不是有效的问题。",
        ) from error


def answer_all(assistant: Asked, questions: Sequence[BatchQuestion]) -> Iterator[BatchAnswer]:
    """The answers in the order of `questions`; a question that cannot be taken does not stop the others."""
    for question in questions:
        *history, asked = question.turns
        try:
            yield BatchAnswer(assistant.ask(asked, history, id=question.id))
        except QuestionError as error:
            said = error.message_zh or str(error)
            yield BatchAnswer(Answer(id=question.id, answer=said, abstained=True), error)


def answer_line(answer: Answer) -> str:
    """`answer` as a line of JSON, without the line break."""
    return json.dumps(answer.as_json(), ensure_ascii=False)
