"""Sums of money by what became of them, in one notice or hospital by hospital."""

from __future__ import annotations

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.money_asked import moves_of


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("扣钱罚款的有哪几处", ("taken",)),
        ("退的、补的各多少", ("given_back", "made_up")),
        ("追回来的钱", ("got_back",)),
        ("花了哪些钱", ("spent",)),
        ("写了数额的有哪几处", ()),
    ],
)
def test_what_became_of_the_money(text: str, moves: tuple[str, ...]) -> None:
    assert moves_of(text) == moves


@pytest.mark.parametrize(
    ("question", "named", "left_out"),
    [
        ("澄湖四院写明了扣钱数目的有哪几处", ["2.3万元"], ["1.26万元"]),
        ("澄湖四院跟钱有关、写了数额的整改有哪几处", ["2.3万元", "1.26万元"], []),
        ("各家在钱上动了什么，退的、扣的，一家一句", ["2.3万元", "1.26万元", "3.18万元"], []),
    ],
)
def test_sums_are_listed(lists: Answerer, question: str, named: list[str], left_out: list[str]) -> None:
    answer = lists.ask(question)

    assert [words for words in named if words not in answer.answer] == []
    assert [words for words in left_out if words in answer.answer] == []
    assert not answer.abstained
