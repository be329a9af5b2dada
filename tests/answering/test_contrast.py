"""What a comparing question compares: its matter, and what it asks of each hospital alone."""

from __future__ import annotations

import pytest

from assistant.answering.contrast import asked_apart, without_contrast
from assistant.answering.hospitals import Mention
from assistant.answering.theme import theme_of


@pytest.mark.parametrize(
    ("masked", "theme"),
    [
        ("食堂管理,    和    各想了什么办法", "食堂管理"),
        ("论停车,    、    各拿出什么数?", "停车"),
        ("垃圾分类,    和    说的是一回事吗?", "垃圾分类"),
        ("拦住号贩子,    跟    都用了啥办法", "拦住号贩子"),
        ("电梯维保,    与    有什么不同", "电梯维保"),
        ("请提供    、    的食堂就餐人次,用于横向对比", "食堂就餐人次"),
    ],
)
def test_words_that_compare_are_no_part_of_the_matter(masked: str, theme: str) -> None:
    assert theme_of(without_contrast(masked)).replace(" ", "") == theme


def asked(question: str, *names: str) -> list[str]:
    """The questions for each hospital alone; `names` stand in the question as they are."""
    mentions, masked = [], question
    for name in names:
        at = question.find(name)
        mentions.append(Mention(at, at + len(name), (name,)))
        masked = masked[:at] + " " * len(name) + masked[at + len(name) :]
    return [text for _, text in asked_apart(masked, mentions)]


@pytest.mark.parametrize(
    ("question", "names", "apart"),
    [
        ("甲院退回的伙食费跟乙院收回的租金,哪笔大", ("甲院", "乙院"), ["退回的伙食费,哪笔大", "收回的租金,哪笔大"]),
        ("被扣钱的,甲院(停电)和乙院(漏水)谁多", ("甲院", "乙院"), ["停电,被扣钱的", "漏水,被扣钱的"]),
        (
            "平均床位使用率,甲院最新数比乙院2023年三季度的高多少",
            ("甲院", "乙院"),
            ["平均床位使用率,最新数", "平均床位使用率,2023年三季度"],
        ),
        ("消防演练,甲院和乙院谁搞得多", ("甲院", "乙院"), []),
        ("甲院的床位比乙院的多多少", ("甲院", "乙院"), []),
        ("甲院跟甲院的食堂", ("甲院", "甲院"), []),
    ],
)
def test_what_is_asked_of_each_hospital_alone(question: str, names: tuple[str, ...], apart: list[str]) -> None:
    assert [text[: len(want)] for text, want in zip(asked(question, *names), apart, strict=True)] == apart
