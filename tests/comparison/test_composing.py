"""A comparison as a document: what its first lines say is what its sections hold."""

from __future__ import annotations

import re

from assistant.comparison.composing import comparison_paper
from assistant.comparison.engine import Comparer
from assistant.export.paper import Bullet, Heading, Paper, Paragraph


def _opening(paper: Paper) -> tuple[str, dict[str, Bullet]]:
    """The paragraph under the first heading, and the lines under it by their names."""
    paragraph = paper.blocks[1]
    assert isinstance(paragraph, Paragraph)
    lines: dict[str, Bullet] = {}
    for block in paper.blocks[2:]:
        if isinstance(block, Heading):
            break
        if isinstance(block, Bullet):
            lines[block.name] = block
    return "".join(run.words for run in paragraph.runs), lines


def test_the_paragraph_counts_the_findings_by_status_and_the_counts_add_up(comparer: Comparer) -> None:
    comparison = comparer.compare("procurement")
    said, _ = _opening(comparison_paper(comparison))
    findings = [item for section in comparison.sections for item in section.main]

    total = re.search(r"共(\d+)条，其中(.+?)。", said)
    assert total
    assert int(total[1]) == len(findings)
    assert sum(int(number) for number in re.findall(r"(\d+)条", total[2])) == len(findings)


def test_each_aspect_is_a_line_with_its_sources(comparer: Comparer) -> None:
    _, lines = _opening(comparison_paper(comparer.compare("procurement")))

    assert list(lines) == ["问题", "状态", "问责", "涉及金额", "共同的做法"]
    assert all(any(run.marks for run in line.runs) for line in lines.values())


def test_an_aspect_that_no_notice_speaks_of_has_no_line(comparer: Comparer) -> None:
    said, lines = _opening(comparison_paper(comparer.compare("没有人写过的事")))

    assert not lines
    assert "没有一份通报单列相应问题" in said
