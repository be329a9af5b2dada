"""Which questions are in doubt: those whose own words nothing took up."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answering.answer import Answer, Citation
from assistant.answering.library import Library
from assistant.answering.planning.doubt import Grasp, grasp, in_doubt
from assistant.answering.questions import read
from assistant.answering.understanding import plan_of


def grasped(shelf: Any, question: str, quotes: tuple[str, ...]) -> Grasp:
    library = Library(shelf)
    reading = read(question, library.gazetteer, library.speaks_of)
    cited = tuple(
        Citation(hospital="h", source="s", finding=1, label="", quote=quote, start=0, end=len(quote))
        for quote in quotes
    )
    return grasp(reading, plan_of(reading, question), Answer(answer="", citations=cited))


@pytest.mark.parametrize(
    ("question", "quotes", "unused"),
    [
        ("青屿一院显微镜到货几台", ("已到货9台显微镜",), ()),
        ("青屿一院显微镜到货几台", ("修订《设备采购办法》",), ("显微镜", "到货")),
        ("柏湾平均住院日多少天", ("平均住院天数由9.1天降低到8.4天",), ()),
        ("哪些医院还有采购方面的整改没有完成", (), ()),
    ],
)
def test_words_that_nothing_took_up_are_named(
    shelf: Any, question: str, quotes: tuple[str, ...], unused: tuple[str, ...]
) -> None:
    assert grasped(shelf, question, quotes).unused == unused


def test_english_words_without_a_term_of_the_genre_are_not_understood(shelf: Any) -> None:
    seen = grasped(shelf, "How many microscopes did Qingyu order for the laboratory?", ())

    assert {"microscopes", "laboratory"} <= set(seen.unused)


@pytest.mark.parametrize(
    ("content", "unused", "abstained", "leans", "doubtful"),
    [
        (("显微镜", "到货"), (), False, False, False),
        (("显微镜", "到货"), ("显微镜",), False, False, True),
        (("显微镜", "到货", "台式"), ("显微镜",), False, False, False),
        (("显微镜", "到货", "台式"), ("显微镜",), True, False, True),
        (("显微镜", "到货"), (), True, False, False),
        ((), (), False, False, True),
        ((), (), False, True, False),
        (("剩下", "到货"), ("剩下",), False, True, False),
    ],
)
def test_doubt_needs_words_passed_over(
    shelf: Any, content: tuple[str, ...], unused: tuple[str, ...], abstained: bool, leans: bool, doubtful: bool
) -> None:
    library = Library(shelf)
    plan = plan_of(read("青屿一院", library.gazetteer, library.speaks_of), "青屿一院").model_copy(
        update={"operation": "lookup"}
    )

    assert in_doubt(Grasp(content, unused, abstained), plan, leans=leans) is doubtful


def test_a_hospital_without_a_notice_is_no_doubt(shelf: Any) -> None:
    library = Library(shelf)
    question = "澄海大学附属医院的显微镜"
    plan = plan_of(read(question, library.gazetteer, library.speaks_of), question)

    assert not in_doubt(Grasp(("显微镜",), ("显微镜",), True), plan, leans=False)
