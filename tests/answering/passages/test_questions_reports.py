"""Factual questions over the five real notices: how many are answered with the right words, how many wrongly at all.

`questions_dev.jsonl` was looked at while the rules were made; `questions_test.jsonl` only for its score. Each line:
`q`, `reports` (file name prefixes in scope), `findings` (ordinals that hold the answer), `expect` (each group: one of
its alternatives must stand in a snippet), `answerable`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.passages import PassageFinder, SnippetAnswer
from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.records.query import ReportRow
from assistant.schema import Report
from assistant.text.flat import fold

pytestmark = pytest.mark.reports
HERE = Path(__file__).parent


class Notices:
    """The notices as the grammar reads them, behind the store's interface."""

    def __init__(self, folder: Path) -> None:
        documents = [read_file(path) for path in sorted(folder.glob("*.txt"))]
        self._texts = {document.source: document.text for document in documents}
        self._reports = {document.source: extract(document, build_outline(document.text)) for document in documents}

    def reports(self) -> list[ReportRow]:
        return [ReportRow(r.source, r.sha256, r.fields, len(r.findings)) for r in self._reports.values()]

    def report(self, source: str) -> Report:
        return self._reports[source]

    def text(self, source: str) -> str:
        return self._texts[source]

    def sources(self, prefixes: list[str]) -> list[str]:
        return [source for source in self._texts if source[:3] in prefixes]


@dataclass(frozen=True)
class Score:
    words: float
    """Share of answerable questions whose snippets hold the expected words."""
    right: float
    """Share of them that are also held answerable."""
    wrong: float
    """Share of unanswerable questions that are held answerable."""


@pytest.fixture(scope="module")
def notices(shared: Path) -> Notices:
    return Notices(shared / "reports")


def holds(answer: SnippetAnswer, expect: list[list[str]]) -> bool:
    words = fold(" ".join(snippet.quote for snippet in answer.snippets))
    return all(any(fold(alternative) in words for alternative in group) for group in expect)


def score(notices: Notices, name: str) -> Score:
    finder = PassageFinder(notices)
    rows: list[dict[str, Any]] = [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]
    answers = [(row, finder.answer_snippets(row["q"], notices.sources(row["reports"]))) for row in rows]
    there = [(holds(answer, row["expect"]), answer.answerable) for row, answer in answers if row["answerable"]]
    absent = [answer.answerable for row, answer in answers if not row["answerable"]]
    right = sum(words and answerable for words, answerable in there)
    return Score(sum(words for words, _ in there) / len(there), right / len(there), sum(absent) / len(absent))


@pytest.mark.parametrize(
    ("name", "words", "right", "wrong"),
    [("questions_dev.jsonl", 0.95, 0.93, 0.08), ("questions_test.jsonl", 0.93, 0.88, 0.20)],
)
def test_questions_are_answered_from_the_right_words(
    notices: Notices, name: str, words: float, right: float, wrong: float
) -> None:
    found = score(notices, name)

    assert found.words >= words, found
    assert found.right >= right, found
    assert found.wrong <= wrong, found


def test_question_files_expect_words_that_the_notices_hold(notices: Notices) -> None:
    for name in ("questions_dev.jsonl", "questions_test.jsonl"):
        for line in (HERE / name).read_text("utf-8").splitlines():
            row = json.loads(line)
            text = fold("".join(notices.text(source) for source in notices.sources(row["reports"])))
            assert bool(row["expect"]) == row["answerable"], row["q"]
            assert all(any(fold(a) in text for a in group) for group in row["expect"]), row["q"]
            assert re.search(r"\d{3}", "".join(row["reports"])), row["q"]
