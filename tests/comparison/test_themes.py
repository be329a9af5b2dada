from __future__ import annotations

import pytest

from assistant.comparison.themes import read_theme
from assistant.schema import TOPIC_ZH, Topic


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
