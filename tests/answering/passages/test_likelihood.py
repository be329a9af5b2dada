"""Questions in other words than the notice's: answered by the passage that stands out in meaning, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pytest

from assistant.answering.passages import PassageFinder
from assistant.answering.passages.index import ReportIndex
from assistant.answering.passages.likelihood import LIKELY, WORTH_SHOWING, likeliest
from assistant.answering.passages.nominees import nominees
from assistant.answering.passages.question import analyse

RIVER = "river.txt"


@dataclass(frozen=True)
class Hit:
    source: str
    finding: int | None
    start: int
    end: int
    closeness: float
    why: tuple[tuple[str, int], ...]


class Search:
    """Puts the sentence that holds `words` first, by `gap` ahead of all others."""

    def __init__(self, text: str, words: str, gap: float) -> None:
        bounds = [i for i, char in enumerate(text) if char in "；。\n"]
        spans = [(a + 1, b + 1) for a, b in zip([-1, *bounds], bounds, strict=False) if b - a > 6]
        spans.sort(key=lambda span: words not in text[slice(*span)])
        close = [0.85 + gap, *(0.85 - 0.002 * i for i in range(1, len(spans)))]
        self._hits = [
            Hit(RIVER, None, a, b, c, (("dense", n),))
            for n, ((a, b), c) in enumerate(zip(spans, close, strict=True), 1)
        ]

    def search(self, query: str, k: int, sources: Sequence[str] | None = None) -> Sequence[Hit]:
        return self._hits[:k]

    def holding(self, groups: Sequence[Sequence[str]]) -> Collection[str]:
        return ()

    def held(self) -> Collection[str]:
        return ()

    def lagging(self) -> int:
        return 0


@pytest.mark.parametrize(
    ("question", "words", "gap", "likely"),
    [
        ("临河二院胎心仪添了几台", "彩色超声诊断仪", 0.08, True),
        ("临河二院胎心仪添了几台", "彩色超声诊断仪", 0.0, False),
        ("临河二院直升机购置几架", "重新签订合同", 0.08, False),
    ],
)
def test_likelihood_takes_a_value_and_a_passage_that_stands_out(store, question, words, gap, likely) -> None:
    finder = PassageFinder(store, Search(store.text(RIVER), words, gap))

    answer = finder.answer_snippets(question, [RIVER])

    assert not answer.answerable
    assert (answer.likelihood >= LIKELY) is likely, answer


def test_without_a_search_nothing_is_likely(finder: PassageFinder) -> None:
    assert finder.answer_snippets("临河二院胎心仪添了几台", [RIVER]).likelihood == 0.0


def test_name_that_is_not_printed_may_be_shown_and_never_answers(store) -> None:
    finder = PassageFinder(store, Search(store.text(RIVER), "政务警告", 0.2))

    answer = finder.answer_snippets("临河二院挨政务警告那位采购叫什么名字", [RIVER])

    assert WORTH_SHOWING <= answer.likelihood < LIKELY


def test_standout_is_counted_against_the_next(store) -> None:
    finder = PassageFinder(store)
    index: ReportIndex = finder._index(store.reports()[0])
    far, near = (
        nominees(Search(store.text(RIVER), "彩色超声诊断仪", gap), "b超", [index]).values() for gap in (0.08, 0.0)
    )

    assert max(each.standout for each in far) > 3 > max(each.standout for each in near)


@pytest.mark.parametrize(
    ("question", "chosen"), [("临河二院等候降到多少分钟", True), ("临河二院被约谈的人叫什么名字", False)]
)
def test_likeliest_is_a_figure_and_never_a_name(store, question: str, chosen: bool) -> None:
    finder = PassageFinder(store, Search(store.text(RIVER), "平均等候时间" if chosen else "王某", 0.2))
    focus = analyse(question, ["临河二院"])[0]
    index = finder._index(store.reports()[0])
    candidates = finder._candidates(focus, [index], None, finder._nominees(focus, [index], None))[0]

    assert (likeliest(focus, candidates) is not None) is chosen
