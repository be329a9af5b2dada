"""Notices in layouts that no rule was written from, read whole: structure and status must hold on them.

How the texts came to be, and the figures of the first reading: tests/data/unseen/README.md.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.export.report_json import report_json
from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file
from evals.extraction import load_reports, score

UNSEEN = Path(__file__).resolve().parent / "data" / "unseen"
NOTICES = sorted(UNSEEN.glob("u*.txt"))
QUOTED = ("pending", "accountability", "amounts")


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Any]]:
    reports = {}
    for path in NOTICES:
        document = read_file(path)
        reports[path.name] = report_json(extract(document, build_outline(document.text)))
    return reports


def test_every_notice_has_gold() -> None:
    assert {path.name for path in NOTICES} == set(load_reports(UNSEEN))
    assert len(NOTICES) >= 12


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_quotes_of_the_gold_stand_in_the_text(path: Path) -> None:
    text = path.read_text("utf-8")
    gold = json.loads((UNSEEN / f"gold_{path.stem}.json").read_text("utf-8"))

    quotes = [each["quote"] for finding in gold["findings"] for field in QUOTED for each in finding[field]]

    assert [quote for quote in quotes if quote not in text] == []


@pytest.mark.parametrize(
    ("metric", "least"),
    [
        ("segmentation_f1", 0.97),
        ("status_accuracy", 0.95),
        ("measures_exact", 0.95),
        ("pending_f1", 0.90),
        ("accountability_f1", 0.90),
        ("amounts_f1", 0.95),
        ("rules_f1", 0.90),
        ("report_fields", 0.95),
    ],
)
def test_unseen_layouts_are_read(found: dict[str, dict[str, Any]], metric: str, least: float) -> None:
    scores = score(found, load_reports(UNSEEN))

    assert scores.values()[metric] >= least
