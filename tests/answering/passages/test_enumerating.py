"""How many things a clause lists, and how many a question wants."""

from __future__ import annotations

import pytest

from assistant.answering.passages.enumerating import EXACT, LISTED, listed, listing_bonus, wanted


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("分成了哪三个片区", 3),
        ("新建哪两个中心", 2),
        ("有哪些中心", None),
        ("哪几条", None),
        ("是哪一家", None),
        ("哪12月", None),
    ],
)
def test_wanted(question: str, number: int | None) -> None:
    assert wanted(question) == number


@pytest.mark.parametrize(
    ("flat", "sizes"),
    [
        ("设内科、外科、儿科3个片区。", {3}),
        ("购置监护仪、呼吸机和除颤仪,完成安装。", {3}),
        ("修订《甲办法》《乙办法》。", {2}),
        ("完成安装。", set()),
    ],
)
def test_listed(flat: str, sizes: set[int]) -> None:
    assert listed(flat) == sizes


@pytest.mark.parametrize(
    ("question", "flat", "bonus"),
    [
        ("分成哪三个片区", "设内科、外科、儿科片区", EXACT),
        ("分成哪些片区", "设内科、外科、儿科片区", LISTED),
        ("分成哪三个片区", "设内科、外科片区", 0.0),
        ("学了哪些文件", "召集医生、护士、药师学习", 0.0),
        ("学了哪些文件", "学习《甲条例》《乙条例》", LISTED),
    ],
)
def test_listing_bonus(question: str, flat: str, bonus: float) -> None:
    assert listing_bonus(question, flat) == bonus
