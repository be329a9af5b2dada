"""The gold of the sample notices: verbatim, complete in form, and about invented hospitals only."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
GOLD_FILES = sorted((SAMPLES / "gold").glob("gold_*.json"))

TOPICS = {
    "procurement", "drugs", "insurance_billing", "finance", "construction", "safety", "quality", "service",
    "specialty", "reform", "tcm", "public_health", "personnel", "party", "ideology", "integrity", "ethics",
    "followup",
}  # fmt: skip
STATUSES = {"completed", "completed_ongoing", "mostly_completed", "partial", "unfinished", "not_stated"}
LEVELS = {"省委", "市委", "区委", "县委", "旗委"}
RULE_ACTIONS = {"制定", "修订", "印发", "学习", "other"}
TOTALS = {f"{what}_{state}" for what in ("clues", "letters", "immediate") for state in ("total", "closed")} | {
    "findings",
    "completed",
    "partial",
    "unfinished",
}
DUE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
SHARED_SENTENCE = 20  # characters; shorter runs are the common phrases of the genre


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


def _source(gold: dict[str, Any]) -> str:
    return Path(SAMPLES, "reports", str(gold["source"])).read_text("utf-8")


def _flat(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(params=GOLD_FILES, ids=lambda path: path.stem)
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    return _load(request.param)


def test_every_report_has_gold_and_every_gold_a_report() -> None:
    reports = {path.name for path in (SAMPLES / "reports").glob("s[0-9]*")}
    assert reports == {_load(path)["source"] for path in GOLD_FILES}


def test_report_fields_have_the_agreed_types(gold: dict[str, Any]) -> None:
    report = gold["report"]
    assert report["hospital"] and report["party_body"] and report["inspection_body"]
    assert report["inspection_level"] in LEVELS
    dates = [report[key] for key in ("inspection_start", "inspection_end", "feedback_date")]
    assert [date.fromisoformat(value) for value in dates] == sorted(map(date.fromisoformat, dates))
    if report["published"] is not None:
        assert date.fromisoformat(report["published"]) > date.fromisoformat(report["feedback_date"])
    assert set(report["declared_totals"]) == TOTALS
    assert all(value is None or isinstance(value, int) for value in report["declared_totals"].values())
    assert set(report["contact"]) == {"phone", "address", "email"}


def test_report_values_stand_in_the_source(gold: dict[str, Any]) -> None:
    text, report = _flat(_source(gold)), gold["report"]
    for value in (report["inspection_body"], report["city"], report["province"], *report["contact"].values()):
        assert value is None or _flat(value) in text, value


def test_ids_are_unique_and_run_in_document_order(gold: dict[str, Any]) -> None:
    prefix = gold["source"].split("_")[0]
    assert [finding["id"] for finding in gold["findings"]] == [
        f"{prefix}-{ordinal}" for ordinal in range(1, len(gold["findings"]) + 1)
    ]


def test_labels_titles_and_sections_stand_in_document_order(gold: dict[str, Any]) -> None:
    text, at = _flat(_source(gold)), 0
    for finding in gold["findings"]:
        assert _flat(finding["section"]) in text
        found = text.find(_flat(finding["label"] + finding["title"]), at)
        assert found >= at, finding["id"]
        at = found + 1


def test_finding_values_are_of_the_agreed_kinds(gold: dict[str, Any]) -> None:
    for finding in gold["findings"]:
        assert finding["status"] in STATUSES
        assert finding["status_basis"] == ("none" if finding["status"] == "not_stated" else "explicit")
        assert 1 <= len(finding["topics"]) <= 3 and set(finding["topics"]) <= TOPICS
        assert len(set(finding["topics"])) == len(finding["topics"])
        assert finding["measures"] >= 1
        assert all(item["due"] is None or DUE.fullmatch(item["due"]) for item in finding["pending"])
        assert all(item["persons"] is None or item["persons"] > 0 for item in finding["accountability"])
        assert all(item["value_yuan"] > 0 for item in finding["amounts"])
        assert all(item["action"] in RULE_ACTIONS for item in finding["rules"])


def test_every_quote_is_verbatim(gold: dict[str, Any]) -> None:
    text = _source(gold)
    quotes = [
        item["quote"]
        for finding in gold["findings"]
        for kind in ("pending", "accountability", "amounts")
        for item in finding[kind]
    ]
    assert [quote for quote in quotes if quote not in text] == []


def test_printed_persons_and_rule_names_stand_in_the_source(gold: dict[str, Any]) -> None:
    text = _flat(_source(gold))
    for finding in gold["findings"]:
        assert all(_flat(rule["name"]) in text for rule in finding["rules"]), finding["id"]
        for item in finding["accountability"]:
            if item["persons"] is not None:
                assert str(item["persons"]) in item["quote"], item


def test_declared_totals_agree_unless_a_contradiction_is_planted(gold: dict[str, Any]) -> None:
    declared, findings = gold["report"]["declared_totals"], gold["findings"]
    counted = Counter(finding["status"] for finding in findings)
    agrees = declared["findings"] in (None, len(findings))
    if declared["completed"] is not None and not counted["not_stated"]:
        agrees &= declared["completed"] == counted["completed"] + counted["completed_ongoing"]
        agrees &= declared["partial"] == counted["partial"] + counted["mostly_completed"]
        agrees &= declared["unfinished"] == counted["unfinished"]
    assert agrees or gold["inconsistencies"]


def test_exactly_two_notices_contradict_themselves() -> None:
    planted = [path.stem for path in GOLD_FILES if _load(path)["inconsistencies"]]
    assert planted == ["gold_s03", "gold_s07"]


@pytest.mark.reports
def test_no_sentence_is_shared_with_the_real_notices(gold: dict[str, Any], shared: Path) -> None:
    real = _flat("".join(path.read_text("utf-8") for path in sorted((shared / "reports").iterdir())))
    sentences = [_flat(part) for part in re.split(r"[。；！？\n]", _source(gold))]
    assert [part for part in sentences if len(part) >= SHARED_SENTENCE and part in real] == []
