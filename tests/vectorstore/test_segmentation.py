"""Tokens: words and pairs, alike for text and question."""

from __future__ import annotations

import pytest

from vectorstore.segmentation import query_tokens, tokens


@pytest.mark.parametrize("word", ["院感", "高值耗材", "回头看", "处方点评", "三重一大"])
def test_domain_words_stay_whole(word: str) -> None:
    assert word in tokens(f"加强{word}管理")


def test_every_pair_of_neighbours_is_a_token() -> None:
    assert {"麒麟", "麟湾", "湾镇", "镇"} <= set(tokens("麒麟湾镇"))


@pytest.mark.parametrize(
    ("text", "token"), [("占比9.29%", "9.29%"), ("ＤＲＧ付费", "drg"), ("CT设备", "ct"), ("2024年", "2024")]
)
def test_numbers_and_latin_words_are_one_token_in_lower_case(text: str, token: str) -> None:
    assert token in tokens(text)


def test_line_breaks_do_not_part_words() -> None:
    assert tokens("高值\n耗材") == tokens("高值耗材")


@pytest.mark.parametrize(("question", "expected"), [("药", ["药"]), ("有多少", ["有多"]), ("？！", []), ("CT", ["ct"])])
def test_question_of_almost_nothing_keeps_what_it_has(question: str, expected: list[str]) -> None:
    assert set(expected) <= set(query_tokens(question))


def test_question_words_are_left_out() -> None:
    found = query_tokens("哪些医院的消防设施有问题")

    assert "消防" in found
    assert not {"哪些", "医院", "问题"} & set(found)
