"""Findings by the words their status is printed in, and other counts that a question words for itself."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("青屿状态写“基本完成”的有几条，写“未完成”的又有几条", ["写“基本完成”的1条", "写“未完成”的1条"]),
        ("松淮反馈的问题，连同移交的信访件，总共多少件", ["2 + 4", "6"]),
    ],
)
def test_counts_in_the_words_of_the_question(answerer: Answerer, question: str, said: list[str]) -> None:
    answer = answerer.ask(question)

    assert [words for words in said if words not in answer.answer] == []
    assert answer.citations
