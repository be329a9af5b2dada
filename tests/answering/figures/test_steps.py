"""A change that the notice prints itself, and values before and after beside which it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.answering.figures import calculation_of, reckon
from assistant.answering.figures.meaning import Place
from assistant.answering.figures.sharing import share_in
from assistant.answering.figures.steps import printed_step

Notice = tuple[list[Place], str]
Placed = Callable[[Sequence[tuple[str, str]]], Notice]

FINDINGS = (
    ("投诉处理不及时", "下半年窗口投诉3件，同比减少8件。"),
    ("合同纠纷多", "上半年发生纠纷4起，赔偿12.5万元，同比减少31.4万元。"),
    ("物业费用高", "外包岗位由90个压减到55个，年支出减少60万元。"),
    ("床位周转慢", "平均住院日由8.1天降至6.9天。"),
    ("护士流失", "今年护士仅辞职2人，较上年减少5人，招聘护士9名，其中本科以上7名。"),
    ("租金未收", "清理租金40.6万元，收回租金21.3万元，其余4.2万元因承租人失联，已提起诉讼。"),
    ("咨询电话打不通", "咨询台由2个增加到5个，接听率从51%提升到92.8%。"),
)


@pytest.fixture(scope="module")
def notice(placed: Placed) -> Notice:
    """The findings as places, and their text."""
    return placed(FINDINGS)


@pytest.mark.parametrize(
    ("question", "printed", "ordinal"),
    [
        ("窗口投诉同比减少了多少", "8件", 1),
        ("窗口投诉减少几件", "8件", 1),
        ("纠纷赔偿同比减少了多少", "31.4万元", 2),
        ("外包岗位年支出减少多少", "60万元", 3),
        ("护士辞职较上年少了几人", "5人", 5),
    ],
)
def test_change_printed(notice: Notice, question: str, printed: str, ordinal: int) -> None:
    found = printed_step(question, *notice)
    assert found is not None
    assert (found[0].text, found[1]) == (printed, ordinal)


@pytest.mark.parametrize(
    "question",
    [
        "平均住院日减少了多少",  # printed before and after: to be computed
        "外包岗位减少多少",
        "窗口投诉同比增加了多少",  # the other way
        "窗口投诉有多少件，同比减少了多少",  # two things asked
        "护士多少人",
        "满意度提高了多少",
    ],
)
def test_no_change_printed(notice: Notice, question: str) -> None:
    assert printed_step(question, *notice) is None


@pytest.mark.parametrize("question", ["窗口投诉同比减少几件", "还有多少租金没收回", "纠纷赔偿同比减少了多少"])
def test_nothing_computed_where_it_is_printed(notice: Notice, question: str) -> None:
    wanted = calculation_of(question)
    assert wanted is not None
    assert reckon(wanted, *notice) == []


def test_rest_is_still_computed_where_a_part_is_left_out(notice: Notice) -> None:
    wanted = calculation_of("清理的租金除去收回的还有多少钱")
    assert wanted is not None
    assert [round(each.result) for each in reckon(wanted, *notice)] == [193000]


def test_what_was_before_is_no_share_of_what_it_became(notice: Notice) -> None:
    assert share_in("接听率", "", "接听率现在多少", notice[0][-1].figures, notice[1]) == []
    assert share_in("咨询台", "", "咨询台的比例", notice[0][-1].figures[:2], notice[1]) == []
