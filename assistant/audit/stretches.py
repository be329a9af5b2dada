"""A finding's text as the rules read it: flat stretches, told apart into its own body and later explanations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.outline.later import TitleIndex
from assistant.schema import Evidence, Finding, Report
from assistant.text.clauses import clauses, sentences
from assistant.text.flat import FlatText

_NUMBERED = re.compile(
    r"[ \t\u3000]*[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)、.．]{1,2}[ \t]*(?P<title>[^\n。；]{4,60})"
)


@dataclass(frozen=True)
class Stretch:
    """A connected part of a notice in matching form."""

    source: str
    """The whole text."""
    start: int
    end: int
    later: bool = False
    """Whether it stands in a later part of the notice, apart from the finding's own place."""

    @cached_property
    def flat(self) -> FlatText:
        """The matching form."""
        return FlatText.of(self.source, self.start, self.end)

    def quote(self, start: int, end: int) -> Evidence:
        """The words at flat positions `start..end`."""
        return Evidence.cut(self.source, *self.flat.span(start, end))

    def sentences(self) -> Iterator[Stretch]:
        """Its sentences."""
        return (Stretch(self.source, a, b, self.later) for a, b in sentences(self.source, self.start, self.end))

    def clauses(self) -> Iterator[Stretch]:
        """Its clauses."""
        return (Stretch(self.source, a, b, self.later) for a, b in clauses(self.source, self.start, self.end))


@dataclass(frozen=True)
class FindingText:
    """One finding with its stretches, in document order."""

    finding: Finding
    stretches: tuple[Stretch, ...]

    @property
    def body(self) -> tuple[Stretch, ...]:
        """What stands in the finding's own place."""
        return tuple(stretch for stretch in self.stretches if not stretch.later)

    @property
    def later(self) -> tuple[Stretch, ...]:
        """What a later part of the notice says of it."""
        return tuple(stretch for stretch in self.stretches if stretch.later)


@dataclass(frozen=True)
class Notice:
    """A report with its text, ready to be audited."""

    report: Report
    text: str
    findings: tuple[FindingText, ...]

    @classmethod
    def of(cls, report: Report, text: str) -> Notice:
        """Cut the text of every finding; a stretch is a later one if another part of the notice stands before it."""
        starts = {finding.ordinal: finding.spans[0][0] for finding in report.findings}
        parts = [passage.evidence.start for passage in report.passages]
        explained = _explained(report, text)
        found = []
        for finding in report.findings:
            own = starts[finding.ordinal]
            others = [start for ordinal, start in starts.items() if ordinal != finding.ordinal] + parts
            after = min((start for start in others if start > own), default=len(text))
            stretches = tuple(Stretch(text, a, b, later=a >= after) for a, b in finding.spans)
            stretches += tuple(Stretch(text, a, b, later=True) for a, b in explained[finding.ordinal])
            found.append(FindingText(finding, stretches))
        return cls(report, text, tuple(found))


def _explained(report: Report, text: str) -> dict[int, list[tuple[int, int]]]:
    """Where text outside findings comes back to one of them under its title: up to the next numbered line."""
    titles = TitleIndex([finding.title for finding in report.findings])
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    last = max((finding.spans[0][0] for finding in report.findings), default=0)
    for passage in report.passages:
        start, end = passage.evidence.start, passage.evidence.end
        if start < last:
            continue
        lines = [m for m in _NUMBERED.finditer(text, start, end) if m.start() == start or text[m.start() - 1] == "\n"]
        ends = [*(m.start() for m in lines[1:]), end]
        for line, following in zip(lines, ends, strict=False):
            index = titles.find(line["title"])
            if index is not None and line.end() < following:
                found[report.findings[index].ordinal].append((line.end(), following))
    return found
