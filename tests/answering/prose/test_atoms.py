"""Numbers, dates and names are equal where they say the same, however they are printed."""

from __future__ import annotations

import pytest

from assistant.answering.prose.atoms import Atom, clauses_of


def atoms(text: str) -> list[Atom]:
    return [atom for clause in clauses_of(text, ()) for atom in clause.atoms]


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("5名", "5人"),
        ("５人", "5人"),
        ("三家", "3家"),
        ("十二条", "12个"),
        ("468万元", "4,680,000元"),
        ("百分之二十", "20%"),
        ("8月份", "8月"),
        ("8月", "2024年8月"),
        ("3月5号", "2024年3月5日"),
        ("2024年12月以前", "2024年12月之前"),
        ("2024-12-31", "2024年12月31日"),
        ("第（三）条", "第3条"),
        ("500多项", "500余条"),
    ],
)
def test_same(claim: str, evidence: str) -> None:
    (said,), (printed,) = atoms(claim), atoms(evidence)

    assert said.says(printed)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("5人", "5条"),
        ("5人", "15人"),
        ("5人次", "5人"),
        ("3.5万元", "3.5元"),
        ("3个月", "3天"),
        ("12月", "12月前"),
        ("2024年12月", "2024年"),
        ("2024年12月", "2024年12月底前"),
        ("2025年8月", "8月"),
        ("500项", "500余项"),
        ("20%", "20人"),
        ("《采购办法》", "《采购管理办法》"),
    ],
)
def test_not_the_same(claim: str, evidence: str) -> None:
    said, printed = atoms(claim), atoms(evidence)

    assert len(said) != len(printed) or not all(a.says(b) for a, b in zip(said, printed, strict=True))


def test_clauses_carry_names_and_marks() -> None:
    clauses = clauses_of("甲医院完成3条[1]，乙医院、丙医院完成[2-3]。", ("甲医院", "乙医院", "丙医院"))

    assert [(clause.words, clause.hospitals, clause.marks) for clause in clauses] == [
        ("完成3条", ["甲医院"], (1,)),
        ("", ["乙医院"], ()),
        ("完成", ["丙医院"], (2, 3)),
    ]


def test_document_numbers_in_brackets_are_no_marks() -> None:
    assert all(not clause.marks for clause in clauses_of("按财购函〔2025〕4号办理", ()))
