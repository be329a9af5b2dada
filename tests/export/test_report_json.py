from __future__ import annotations

import json

import pytest

from assistant.export import report_json
from assistant.schema import (
    Accountability,
    Amount,
    Commitment,
    DeclaredTotals,
    Evidence,
    Finding,
    Measure,
    Report,
    ReportFields,
    Rule,
)

TEXT = "一是修订《办法》，提醒谈话2人，追回3.5万元，预计2024年12月完工"


def cut(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence.cut(TEXT, start, start + len(quote))


def report(source: str) -> Report:
    finding = Finding(
        ordinal=1,
        label="1.",
        section="一、整改情况",
        title="消防设施老化",
        title_evidence=cut("一是"),
        status="completed",
        status_basis="explicit",
        status_evidence=cut("完工"),
        topics=("safety", "finance"),
        measures=(Measure(marker="一是", evidence=cut("修订")),),
        commitments=(Commitment(what="完工", due="2024-12", evidence=cut("预计2024年12月完工")),),
        accountability=(Accountability(action="提醒谈话", persons=2, evidence=cut("提醒谈话2人")),),
        amounts=(
            Amount(value_yuan=35000.0, kind="追回", evidence=cut("追回3.5万元")),
            Amount(value_yuan=0.5, kind="单价", evidence=cut("3.5")),
        ),
        rules=(Rule(name="《办法》", action="修订", evidence=cut("修订《办法》")),),
        spans=((0, len(TEXT)),),
    )
    fields = ReportFields(hospital="云岭县医院", declared_totals=DeclaredTotals(findings=1), aliases=("县医院",))
    return Report(source=source, sha256="0", fields=fields, findings=(finding,))


def test_form_is_the_exchange_form() -> None:
    exported = report_json(report("007_notice.txt"))

    assert exported["source"] == "007_notice.txt"
    assert list(exported) == ["source", "report", "findings"]
    assert list(exported["report"]) == [
        "hospital", "province", "city", "party_body", "inspection_body", "inspection_level", "inspection_start",
        "inspection_end", "feedback_date", "published", "declared_totals", "contact",
    ]  # fmt: skip
    assert exported["report"]["declared_totals"]["findings"] == 1
    assert exported["report"]["contact"] == {"phone": None, "address": None, "email": None}
    assert exported["findings"] == [
        {
            "id": "007-1",
            "label": "1.",
            "section": "一、整改情况",
            "title": "消防设施老化",
            "status": "completed",
            "status_basis": "explicit",
            "topics": ["safety", "finance"],
            "measures": 1,
            "pending": [{"what": "完工", "due": "2024-12", "quote": "预计2024年12月完工"}],
            "accountability": [{"action": "提醒谈话", "persons": 2, "quote": "提醒谈话2人"}],
            "amounts": [
                {"value_yuan": 35000, "kind": "追回", "quote": "追回3.5万元"},
                {"value_yuan": 0.5, "kind": "单价", "quote": "3.5"},
            ],
            "rules": [{"name": "《办法》", "action": "修订"}],
        }
    ]
    assert '"value_yuan": 35000,' in json.dumps(exported)


@pytest.mark.parametrize(
    ("source", "expected"),
    [("003_ab.txt", "003-1"), ("007.docx", "007-1"), ("2024年通报.txt", "2024年通报-1"), ("通报.v2.md", "通报.v2-1")],
)
def test_id_begins_with_the_number_of_the_file_or_its_name(source: str, expected: str) -> None:
    assert report_json(report(source))["findings"][0]["id"] == expected
