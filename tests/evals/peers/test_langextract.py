"""From LangExtract's flat list to records in the form of the gold."""

from __future__ import annotations

from typing import Any

import pytest

from evals.peers.langextract import LangExtract, findings_of
from evals.peers.port import Endpoint, Item


def extraction(sort: str, text: str, start: int | None = 0, **attributes: Any) -> Item:
    return {"class": sort, "text": text, "start": start, "end": None, "attributes": attributes}


def test_entries_belong_to_the_last_finding_before_them() -> None:
    found = findings_of(
        [
            extraction("制度", "《在前的制度》", 5, action="修订"),
            extraction("问题", "采购不规范", 10, status="completed", topics="procurement，finance"),
            extraction("问题", "台账不清", 90, status="?", topics=["finance", "没有的代码"]),
            extraction("问责", "提醒谈话2人", 40, action="提醒谈话", persons="2"),
            extraction("未完成事项", "清理正在进行", None, due="2031-06"),
        ]
    )

    assert [each["title"] for each in found] == ["采购不规范", "台账不清"]
    assert (found[0]["status"], found[0]["status_basis"], found[0]["topics"]) == (
        "completed", "explicit", ["procurement", "finance"],
    )  # fmt: skip
    assert (found[1]["status"], found[1]["status_basis"], found[1]["topics"]) == ("not_stated", "none", ["finance"])
    assert found[0]["accountability"] == [{"action": "提醒谈话", "persons": 2, "quote": "提醒谈话2人"}]
    assert found[0]["pending"] == [{"what": "清理正在进行", "due": "2031-06", "quote": "清理正在进行"}]
    assert found[0]["rules"] == found[1]["rules"] == []


@pytest.mark.parametrize(
    ("said", "values"), [("35000", [35000.0]), ("35,000.5", [35000.5]), (12, [12.0]), ("三万", []), (None, [])]
)
def test_a_sum_without_a_number_is_none(said, values) -> None:
    [found] = findings_of([extraction("问题", "题"), extraction("金额", "追回货款", 3, value_yuan=said)])

    assert [each["value_yuan"] for each in found["amounts"]] == values


def test_the_task_goes_to_the_worker_with_the_model() -> None:
    class Worker:
        def ask(self, op: str, **request: Any) -> dict[str, Any]:
            assert (op, request["text"], request["url"]) == ("extract", "通报", "u")
            for example in request["examples"]:
                assert all(each["text"] in example["text"] for each in example["extractions"])
            return {"extractions": [extraction("问题", "题")]}

    read = LangExtract(Worker(), Endpoint("u", "k", "m", 1)).read("a.txt", "通报")

    assert (read["source"], len(read["findings"])) == ("a.txt", 1)
