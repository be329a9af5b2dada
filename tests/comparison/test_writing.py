"""The paragraph of a model under a comparison: true sentences with their sources, and no other."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import pytest

from assistant.answering.answer import Citation
from assistant.answering.prose import LeadWriter
from assistant.comparison.composing import comparison_paper, statements
from assistant.comparison.model import Comparison, Fact, Item, Section
from assistant.comparison.writing import BOUNDS, MOST_HOSPITALS, PROMPT, summary_written
from assistant.export import paper_bytes
from assistant.llm.port import Completion, Message, T, TextDelta

TRUE = "松州市中心医院采购方面的问题已完成整改[2]。"
OPEN = "岚县人民医院预计2025年6月完成设备采购招标[4]。"
LIE = "岚县人民医院采购方面的问题已完成整改[3]。"
QUOTES = ("设备采购程序不规范", "整改状态：已完成", "物资采购监管不严", "预计2025年6月完成设备采购招标")


class Writer:
    """Writes what it is given."""

    name = identity = "fake"

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked: list[Sequence[Message]] = []

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, timeout: float | None = None
    ) -> Generator[TextDelta, None, None]:
        self.asked.append(messages)
        yield TextDelta(self.text)

    def structured(
        self, messages: Sequence[Message], schema: type[T], *, max_tokens: int, timeout: float | None = None
    ) -> Completion[T]:
        raise AssertionError

    def close(self) -> None:
        pass


def _section(number: int, hospital: str, title: str, status: str, facts: tuple[Fact, ...]) -> Section:
    item = Item(
        ordinal=1, label="1.", title=title, status=status, topics=("procurement",), reason="首要主题", whole=True,
        facts=facts,
    )  # fmt: skip
    return Section(hospital=hospital, source=f"{number}.txt", feedback_date=None, discloses_status=True, items=(item,))


@pytest.fixture
def comparison() -> Comparison:
    first = _section(
        1, "松州市中心医院", QUOTES[0], "completed",
        (Fact(kind="problem", text=QUOTES[0], citations=(1,)), Fact(kind="status", text="已完成", citations=(2,))),
    )  # fmt: skip
    second = _section(
        2, "岚县人民医院", QUOTES[2], "unfinished",
        (
            Fact(kind="problem", text=QUOTES[2], citations=(3,)),
            Fact(kind="status", text="未完成", citations=(3,)),
            Fact(kind="remaining", text=QUOTES[3], due="2025-06", citations=(4,)),
        ),
    )  # fmt: skip
    owners = ("松州市中心医院", "松州市中心医院", "岚县人民医院", "岚县人民医院")
    citations = tuple(
        Citation(
            hospital=owner, source="1.txt" if owner == owners[0] else "2.txt", finding=1, label=QUOTES[index & 2],
            quote=quote, start=0, end=len(quote),
        )
        for index, (owner, quote) in enumerate(zip(owners, QUOTES, strict=True))
    )  # fmt: skip
    return Comparison(
        theme="采购与招投标", topics=("procurement",), sections=(first, second), common=(), only=(), practices=(),
        citations=citations,
    )  # fmt: skip


def _written(comparison: Comparison, text: str) -> str:
    paragraph = summary_written(comparison, LeadWriter(Writer(text), bounds=BOUNDS, prompt=PROMPT), lambda _: "")
    return paper_bytes(comparison_paper(comparison, paragraph), "md").decode()


def test_statements_say_how_each_stands_and_what_remains(comparison: Comparison) -> None:
    said = list(statements(comparison))

    assert said[0] == "松州市中心医院：“设备采购程序不规范”[1]；松州市中心医院已完成1条[2]。"
    assert any(line.startswith("岚县人民医院：预计2025年6月完成设备采购招标") and "[4]" in line for line in said)


def test_true_sentences_stand_under_the_composed_summary_with_their_sources(comparison: Comparison) -> None:
    paper = _written(comparison, TRUE + OPEN)

    assert "模型小结（逐句核对）：松州市中心医院采购方面的问题已完成整改[2]" in paper
    assert "预计2025年6月完成设备采购招标[4]" in paper
    assert paper.index("就“采购与招投标”比较") < paper.index("模型小结")


def test_a_false_sentence_is_withheld_and_counted(comparison: Comparison) -> None:
    paper = _written(comparison, LIE + TRUE)

    assert "岚县人民医院采购方面的问题已完成" not in paper
    assert "（另有1句与出处核对不上，未显示。）" in paper


def test_with_nothing_but_lies_the_paper_is_the_composed_one(comparison: Comparison) -> None:
    assert _written(comparison, LIE) == paper_bytes(comparison_paper(comparison), "md").decode()


def test_no_model_is_asked_about_more_hospitals_than_it_can_be_shown(comparison: Comparison) -> None:
    writer = Writer(TRUE)
    many = comparison.model_copy(update={"sections": comparison.sections * MOST_HOSPITALS})

    assert summary_written(many, LeadWriter(writer, bounds=BOUNDS, prompt=PROMPT), lambda _: "") is None
    assert writer.asked == []
