"""The five real notices: every finding, its label, section, title and status as the gold has them."""

import json
from pathlib import Path

import pytest

from assistant.outline import build_outline
from assistant.reading import read_file


def squeezed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.reports
@pytest.mark.parametrize("number", range(5))
def test_build_outline_real_notice_equals_gold(shared: Path, number: int) -> None:
    gold = json.loads((shared / "gold" / f"gold_{number:03}.json").read_text("utf-8"))
    text = read_file(shared / "reports" / gold["source"]).text

    outline = build_outline(text)

    found = [
        (
            finding.label,
            squeezed(text[slice(*finding.section)]) if finding.section else "",
            squeezed(text[slice(*finding.title)]),
            finding.status.status if finding.status else "not_stated",
        )
        for finding in outline.findings
    ]
    assert found == [
        (item["label"], squeezed(item["section"]), squeezed(item["title"]), item["status"]) for item in gold["findings"]
    ]
