"""Names of hospitals in Latin letters, over invented places."""

from __future__ import annotations

import pytest

from assistant.answering.latin_names import in_characters

STEMS = {"heshan": {"鹤山"}, "bailuzhou": {"白鹭洲"}, "linhu": {"临湖"}}


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("How did Heshan Third People's Hospital act?", "How did 鹤山第三人民医院 act?"),
        ("Has Bai Lu Zhou closed it?", "Has 白鹭洲 closed it?"),
        ("the Second Affiliated Hospital of Linhu Medical University", "the 临湖医科大学第二附属医院"),
        ("Linhu Maternal and Child Health Hospital", "临湖妇幼保健院"),
        ("Nobody is named here", "Nobody is named here"),
    ],
)
def test_a_name_is_put_into_characters_with_its_kind(question: str, read: str) -> None:
    assert in_characters(question, STEMS) == read
