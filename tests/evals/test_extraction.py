"""The scorer of extraction fails wrong reports, and agrees with the outside scorer on the same outputs."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.extraction import METRICS, load_reports, score

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "samples" / "gold"
Item = dict[str, Any]


def first_with(reports: dict[str, Item], field: str) -> Item:
    return next(finding for report in reports.values() for finding in report["findings"] if finding[field])


def drop_finding(reports: dict[str, Item]) -> None:
    next(iter(reports.values()))["findings"].pop(2)


def invent_finding(reports: dict[str, Item]) -> None:
    findings = next(iter(reports.values()))["findings"]
    findings.append({**copy.deepcopy(findings[0]), "title": "完全不存在的一条问题"})


def flip_status(reports: dict[str, Item]) -> None:
    finding = next(iter(reports.values()))["findings"][0]
    finding["status"] = "unfinished" if finding["status"] != "unfinished" else "completed"


def other_topic(reports: dict[str, Item]) -> None:
    finding = next(iter(reports.values()))["findings"][0]
    finding["topics"] = [next(t for t in ("tcm", "ethics", "safety", "party") if t not in finding["topics"])]


def more_measures(reports: dict[str, Item]) -> None:
    next(iter(reports.values()))["findings"][0]["measures"] += 1


def other_due(reports: dict[str, Item]) -> None:
    for report in reports.values():
        for finding in report["findings"]:
            for pending in finding["pending"]:
                if pending["due"]:
                    pending["due"] = "2031-01"
                    return


def drop_pending(reports: dict[str, Item]) -> None:
    first_with(reports, "pending")["pending"].pop()


def more_persons(reports: dict[str, Item]) -> None:
    one = first_with(reports, "accountability")["accountability"][0]
    one["persons"] = (one["persons"] or 0) + 1


def other_action(reports: dict[str, Item]) -> None:
    first_with(reports, "accountability")["accountability"][0]["action"] = "出国考察"


def other_amount(reports: dict[str, Item]) -> None:
    first_with(reports, "amounts")["amounts"][0]["value_yuan"] *= 10


def other_rule(reports: dict[str, Item]) -> None:
    first_with(reports, "rules")["rules"][0]["name"] = "《完全不同的办法》"


def other_rule_action(reports: dict[str, Item]) -> None:
    rule = first_with(reports, "rules")["rules"][0]
    rule["action"] = "修订" if rule["action"] != "修订" else "制定"


def other_date(reports: dict[str, Item]) -> None:
    next(iter(reports.values()))["report"]["feedback_date"] = "1999-01-01"


CASES: list[tuple[Callable[[dict[str, Item]], None], str]] = [
    (drop_finding, "segmentation_f1"),
    (drop_finding, "status_accuracy"),
    (invent_finding, "segmentation_f1"),
    (invent_finding, "topics_f1"),
    (flip_status, "status_accuracy"),
    (other_topic, "topics_f1"),
    (other_topic, "topic_first_ok"),
    (more_measures, "measures_exact"),
    (other_due, "due_date_recall"),
    (drop_pending, "pending_f1"),
    (more_persons, "persons_recall"),
    (other_action, "action_recall"),
    (other_amount, "amounts_f1"),
    (other_rule, "rules_f1"),
    (other_rule_action, "rule_action_ok"),
    (other_date, "report_fields"),
]


def test_gold_against_itself_is_perfect() -> None:
    gold = load_reports(GOLD)

    assert score(copy.deepcopy(gold), gold).values() == dict.fromkeys(METRICS, 1.0)


@pytest.mark.parametrize(("spoil", "metric"), CASES, ids=lambda case: getattr(case, "__name__", case))
def test_one_wrong_thing_lowers_its_metric(spoil: Callable[[dict[str, Item]], None], metric: str) -> None:
    gold = load_reports(GOLD)
    found = copy.deepcopy(gold)
    spoil(found)

    assert score(found, gold).values()[metric] < 1.0


def test_missing_report_counts_as_all_wrong() -> None:
    gold = load_reports(GOLD)
    found = dict(list(gold.items())[1:])

    values = score(found, gold).values()

    assert all(values[name] < 1.0 for name in ("segmentation_f1", "status_accuracy", "report_fields"))


def test_figure_carries_n_and_an_interval() -> None:
    gold = load_reports(GOLD)
    found = copy.deepcopy(gold)
    flip_status(found)

    figure = score(found, gold).figure("status_accuracy")

    assert figure.n == sum(len(report["findings"]) for report in gold.values())
    assert figure.low <= figure.value <= figure.high
    assert figure.low < 1.0


@pytest.mark.reports
@pytest.mark.parametrize("seed", range(3))
def test_agrees_with_the_outside_scorer(shared: Path, tmp_path: Path, seed: int) -> None:
    gold = load_reports(shared / "gold")
    found = copy.deepcopy(gold)
    dice = random.Random(seed)
    for report in found.values():
        dice.shuffle(report["findings"][0]["topics"])
        report["findings"] = [finding for finding in report["findings"] if dice.random() > 0.1]
        for finding in report["findings"]:
            for name in ("pending", "accountability", "amounts", "rules"):
                finding[name] = [one for one in finding[name] if dice.random() > 0.2]
            for pending in finding["pending"]:
                pending["quote"] = pending["quote"][: dice.randint(4, 40)]
            if dice.random() < 0.2:
                finding["measures"] += 1
                finding["topics"] = finding["topics"][1:]
                finding["status"] = "partial"
    for source, report in found.items():
        (tmp_path / f"{source}.json").write_text(json.dumps(report, ensure_ascii=False), "utf-8")

    command = [sys.executable, shared / "tools" / "score_extraction.py", tmp_path, shared / "gold", "--json"]
    outside = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["metrics"]

    assert score(found, gold).values() == pytest.approx(outside)
