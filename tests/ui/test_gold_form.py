"""Gold as lines of a form: there and back, and nothing that the notice does not say."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import AssistantError
from assistant.ui.gold_form import corrected, entries_of, lines_of
from assistant.ui.words import words

W = words("zh")
TEXT = "退回资金3.2万元，其余款项正在追缴，预计2025年6月完成；对2人诫勉谈话；修订《收费办法》。"
FINDING: dict[str, Any] = {
    "id": "x-1", "label": "1.", "section": "", "title": "收费不规范", "status": "completed", "status_basis": "explicit",
    "topics": ["finance"], "measures": 1,
    "pending": [{"quote": "其余款项正在追缴", "what": "追缴余款", "due": "2025-06"}],
    "accountability": [{"quote": "对2人诫勉谈话", "action": "诫勉谈话", "persons": 2}],
    "amounts": [{"quote": "退回资金3.2万元", "value_yuan": 32000, "kind": "退回资金"}],
    "rules": [{"name": "《收费办法》", "action": "修订"}],
}  # fmt: skip


@pytest.mark.parametrize("kind", ["pending", "accountability", "amounts", "rules"])
def test_lines_come_back_as_they_were(kind: str) -> None:
    assert entries_of(W, kind, lines_of(kind, FINDING[kind]), TEXT) == FINDING[kind]


@pytest.mark.parametrize(
    ("kind", "line", "why"),
    [
        ("pending", "原文没有的话｜事项｜", "逐字"),
        ("pending", "其余款项正在追缴｜追缴｜明年", "日期"),
        ("accountability", "对2人诫勉谈话｜诫勉谈话｜两", "数字"),
        ("amounts", "退回资金3.2万元｜｜退回", "数字"),
        ("rules", "《收费办法》｜看看", "动作"),
    ],
)
def test_what_cannot_be_gold_is_refused_and_why(kind: str, line: str, why: str) -> None:
    with pytest.raises(AssistantError) as refused:
        entries_of(W, kind, line, TEXT)

    assert why in str(refused.value.message_zh)


def test_matter_without_words_of_its_own_is_its_quote() -> None:
    (entry,) = entries_of(W, "pending", "其余款项正在追缴", TEXT)

    assert entry == {"quote": "其余款项正在追缴", "what": "其余款项正在追缴", "due": None}


def test_correction_changes_what_the_form_holds_and_nothing_else() -> None:
    gold = corrected(W, FINDING, "not_stated", ["drugs", "nonsense"], ["", "", "", ""], TEXT)

    assert (gold["status"], gold["status_basis"], gold["topics"]) == ("not_stated", "none", ["drugs"])
    assert gold["pending"] == gold["rules"] == []
    assert {key: gold[key] for key in ("id", "label", "title", "measures")} == {
        key: FINDING[key] for key in ("id", "label", "title", "measures")
    }
