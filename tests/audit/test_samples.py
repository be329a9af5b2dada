"""The sample notices: the planted contradictions are found, the notices that agree with themselves raise no alarm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.audit import audit_report
from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.mark.parametrize("path", sorted((SAMPLES / "gold").glob("*.json")), ids=lambda path: path.stem)
def test_findings_with_alarms_are_those_with_planted_contradictions(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    document = read_file(SAMPLES / "reports" / gold["source"])

    items = audit_report(extract(document, build_outline(document.text)), document.text)

    assert sorted({str(i.finding) for i in items}) == sorted(
        {str(i["finding"]) for i in gold.get("inconsistencies", [])}
    )
    assert len(items) == len(gold.get("inconsistencies", []))
