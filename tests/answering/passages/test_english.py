from __future__ import annotations

import pytest

from assistant.answering.passages.english import (
    english_pieces,
    expected_in_english,
    is_foreign,
    phrases_of,
    translated,
    unknown_words,
)
from assistant.answering.passages.model import Expected
from assistant.answering.passages.names import without_latin_names


def test_a_compound_question_is_cut_where_the_next_one_begins() -> None:
    question = "How many complaints were there and how many staff lost pay? By when, and why?"

    assert list(english_pieces(question)) == [
        "How many complaints were there",
        "how many staff lost pay",
        "By when",
        "why",
    ]


@pytest.mark.parametrize(
    ("question", "kind", "asked"),
    [
        ("How much money was refunded", "money", ""),
        ("How many staff were criticised", "persons", ""),
        ("How many beds were added", "count", "*"),
        ("Which company won the bid", "who", "公司"),
        ("What percentage of cases", "percent", ""),
        ("When will it open", "date", ""),
        ("Was anyone dismissed", "yesno", ""),
        ("Who is the president", "person_name", ""),
        ("Who heads the pharmacy", "person_name", ""),
    ],
)
def test_the_kind_of_answer_is_read_from_the_english_words(question: str, kind: Expected, asked: str) -> None:
    assert expected_in_english(question) == (kind, asked)


def test_words_of_the_genre_are_put_into_chinese_whatever_their_ending() -> None:
    assert translated("how many elevators were inspected on 12 March 2024") == "多少、电梯、检查 检验、2024年3月12日"
    assert unknown_words("how many zeppelins were inspected") == ("zeppelins",)


@pytest.mark.parametrize(
    ("question", "chinese"),
    [
        ("how much of the 3 million yuan", "300万"),
        ("1.5 billion in loans", "15亿"),
        ("how many vaccines", "多少、疫苗"),
    ],
)
def test_large_numbers_are_put_as_notices_print_them(question: str, chinese: str) -> None:
    assert chinese in translated(question)


def test_what_stands_after_a_bar_is_no_word_of_the_question_in_chinese() -> None:
    assert "追缴" not in translated("how much was recovered")
    assert "追缴" in "".join(phrases_of("how much was recovered"))


def test_words_joined_by_a_hyphen_are_read_apart_where_the_glossary_has_them_so() -> None:
    assert translated("how many fire-safety drills") == translated("how many fire safety drills")
    assert unknown_words("the zeppelin-safety drill") == ("zeppelin",)


def test_a_hospital_in_latin_letters_is_no_subject() -> None:
    names = ["鹤山市第三人民医院"]

    assert is_foreign("How many beds has Heshan Third People's Hospital?", names)
    assert not is_foreign("鹤山市第三人民医院的CT", names)
    assert without_latin_names("How many beds has Heshan Third People's Hospital?", names) == "How many beds has  ?"
