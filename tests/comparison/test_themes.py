from __future__ import annotations

import pytest

from assistant.answering.passages.model import Snippet
from assistant.comparison.themes import Matches, match_words, read_theme
from assistant.schema import TOPIC_ZH, TOPICS, Topic


@pytest.mark.parametrize("given", [None, "", "  ", "全部"])
def test_nothing_means_everything(given: str | None) -> None:
    assert read_theme(given).is_everything


@pytest.mark.parametrize("topic", ["procurement", "tcm", "followup"])
def test_a_code_and_its_name_mean_the_same(topic: Topic) -> None:
    assert read_theme(topic) == read_theme(TOPIC_ZH[topic])
    assert read_theme(topic).topics == (topic,)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("药品", ("drugs",)),
        ("医保", ("insurance_billing",)),
        ("人才队伍", ("personnel",)),
        ("采购", ("procurement",)),
        ("中医药", ("tcm",)),
        ("党建", ("party",)),
        ("消防", ()),
        ("工会经费", ()),
        ("医保智能审核", ("insurance_billing",)),
        ("双向转诊", ()),
    ],
)
def test_words_mean_a_field_of_work_or_a_matter(words: str, field: tuple[Topic, ...]) -> None:
    if words == "医保智能审核":
        assert read_theme(words).field == ()
    else:
        assert read_theme(words).field == field


def test_a_field_is_looked_for_by_the_words_of_its_sentences() -> None:
    typed, by_code, matter = read_theme("采购"), read_theme("procurement"), read_theme("工会经费")

    assert typed.sought[0] == "采购"
    assert {"招标", "供应商"} <= set(typed.sought)
    assert set(by_code.sought) == set(typed.sought)
    assert matter.sought == ("工会经费",)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_field_has_names_and_words(topic: Topic) -> None:
    theme = read_theme(topic)

    assert theme.field == (topic,)
    assert theme.sought


def test_sentences_of_several_words_are_shown_once_each_as_printed() -> None:
    first, second = _snippet(10, 20), _snippet(30, 40)
    found = Matches()

    match_words([second], "药品", found)
    match_words([first, second], "耗材", found)

    assert found.findings[1].snippets == (first, second)


def _snippet(start: int, end: int) -> Snippet:
    return Snippet("a.txt", "松州市医院", 1, "1", start, end, "字" * (end - start), 1.0)
