"""Citations in the making: each stretch of words gets one number, in the order the answer first uses it."""

from __future__ import annotations

from assistant.answering.answer import Citation
from assistant.answering.marks import spread
from assistant.answering.passages.model import Snippet
from assistant.records.query import FindingRow, ReportRow
from assistant.schema import Evidence, Finding


def finding_label(finding: Finding) -> str:
    """How a reader names the finding: its printed number and its problem."""
    return f"{finding.label}{finding.title}".strip()


def stretch(row: FindingRow, text: str, start: int, end: int, score: float, *, denies: bool = False) -> Snippet:
    """The words of a finding from `start` to `end` of its notice's text, without white space before them."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    label = finding_label(row.finding)
    return Snippet(
        row.source, row.hospital, row.finding.ordinal, label, start, end, text[start:end], score, denies=denies
    )


class CitationBook:
    """Numbers citations; the same words are cited once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int | None, int, int], int] = {}
        self._citations: list[Citation] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        """In the order of their numbers."""
        return tuple(self._citations)

    def finding(self, row: FindingRow, evidence: Evidence) -> str:
        """The mark of words inside a finding: `[3]`."""
        label = finding_label(row.finding)
        return self._mark(row.source, row.hospital, row.finding.ordinal, label, evidence)

    def report(self, row: ReportRow, evidence: Evidence, label: str) -> str:
        """The mark of words outside findings."""
        return self._mark(row.source, row.fields.hospital, None, label, evidence)

    def snippet(self, snippet: Snippet) -> str:
        """The mark of words the passage finder gave."""
        evidence = Evidence(start=snippet.start, end=snippet.end, quote=snippet.quote)
        return self._mark(snippet.source, snippet.hospital, snippet.finding, snippet.label, evidence)

    def numbers(self, marks: str) -> tuple[int, ...]:
        """The numbers in a string of marks."""
        return spread(marks)

    def _mark(self, source: str, hospital: str, finding: int | None, label: str, evidence: Evidence) -> str:
        key = (source, finding, evidence.start, evidence.end)
        number = self._numbers.get(key)
        if number is None:
            number = len(self._citations) + 1
            self._numbers[key] = number
            self._citations.append(
                Citation(
                    hospital=hospital,
                    source=source,
                    finding=finding,
                    label=label,
                    quote=evidence.quote,
                    start=evidence.start,
                    end=evidence.end,
                )
            )
        return f"[{number}]"
