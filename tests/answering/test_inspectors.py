"""Questions for who sent the inspectors, in whatever words."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.inspectors import asks_who_inspected


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("三家分别是哪一级派人来查的,市里、县里还是区里", True),
        ("派巡察组的,三家各是哪一级党委", True),
        ("的巡察组都是谁派的", True),
        ("是县里查的还是市里查的", True),
        ("巡察组是市委还是县委的", True),
        ("药品是哪个部门采购的", False),
        ("巡察组什么时候来的", False),
        ("派到市里进修的有几个", False),
    ],
)
def test_who_inspected(question: str, asked: bool) -> None:
    assert asks_who_inspected(question) is asked


@pytest.mark.parametrize(
    "question",
    ["三家分别是哪一级派人来巡察的，市里还是县里？", "派巡察组的，三家各是哪一级党委？", "青屿是县里查的还是市里查的"],
)
def test_answered_from_the_notice(answerer: Answerer, question: str) -> None:
    answer = answerer.ask(question)

    assert answer.plan["field"] == "inspection_body"
    assert not answer.abstained
    assert answer.citations
