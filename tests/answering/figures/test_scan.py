"""Figures of the prose with the words they are said of."""

from __future__ import annotations

import pytest

from assistant.answering.figures.scan import figures_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("给予警告2人、记过3人。", [("2人", "警告"), ("3人", "记过")]),
        ("提拔35岁以下干部8人。", [("35岁", "提拔"), ("8人", "提拔")]),
        ("对21名甲病患者，18名乙病患者建档。", [("21名", "甲病患者"), ("18名", "乙病患者")]),
        ("已退还2985人次、83.1万元。", [("2985人次", "退还"), ("83.1万元", "退还")]),
        ("2024年3月购置设备4台，用时35分钟。", [("4台", "设备"), ("35分钟", "用时")]),
        ("合格率由百分之八十八提高到百分之九十五点六。", [("88%", "合格率"), ("95.6%", "")]),
        ("培训一百零八人次，配备专员十六名，走访两次。", [("108人次", "培训"), ("16名", "配备专员"), ("两次", "走访")]),
        ("培训5 000人次，合格率97.5％。", [("5000人次", "培训"), ("97.5%", "合格率")]),
    ],
)
def test_label_is_the_items_own(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(f.text, f.label) for f in figures_of(text, 0, len(text))]

    assert [printed for printed, _ in found] == [printed for printed, _ in expected]
    assert all(words in label for (_, label), (_, words) in zip(found, expected, strict=True))


@pytest.mark.parametrize("text", ["2024年3月1日召开会议。", "第12条、第三批已完成。", "该市人民医院领导。"])
def test_dates_and_ordinals_are_no_figures(text: str) -> None:
    assert figures_of(text, 0, len(text)) == ()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("甲类件、乙类件数量同比分别下降12%、25%。", ["甲类件同比下降", "乙类件同比下降"]),
        ("早班和夜班人数分别增加3人和5人。", ["早班增加", "夜班增加"]),
        ("甲室、乙室分别新增3台，丙室2台。", None),
    ],
)
def test_dealt_out_in_their_order(text: str, labels: list[str] | None) -> None:
    found = [f.label for f in figures_of(text, 0, len(text))]

    if labels is None:
        assert not found[0].startswith("甲室新增")
    else:
        assert found == labels


def test_rates_are_marked() -> None:
    text = "每人每月补助400元，惠及26人。"

    rate, persons = figures_of(text, 0, len(text))

    assert (rate.rate, persons.rate) == (True, False)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("全县12个村中的9个。", [False, True]),
        ("违规70万元（其中东院50万元、西院20万元），违约金14万元。", [False, True, True, False]),
        ("（其中优20人、良30人）。", [False, False]),
    ],
)
def test_parts_are_marked(text: str, parts: list[bool]) -> None:
    assert [figure.part for figure in figures_of(text, 0, len(text))] == parts


def test_offsets_are_of_the_source() -> None:
    text = "共购置 12 台设备。"

    (figure,) = figures_of(text, 0, len(text))

    assert text[figure.start : figure.end] == "12 台"
