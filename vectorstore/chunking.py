"""Cuts a report into the pieces that are searched: one chunk a measure, and nothing of the notice left out.

A measure alone often does not say whose it is or which problem it answers, so each chunk is embedded with hospital,
section and title before it; what is shown and cited is the stretch of the source only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.schema import Finding, Report
from assistant.text.clauses import sentences

Span = tuple[int, int]
ChunkKind = Literal["title", "measure", "note", "passage"]
"""The problem itself; a measure; other words of the finding (status, explanation, deadline); text outside findings."""

CHUNKING = "2"
"""Raised when the same report would be cut otherwise, so that stores know what they hold is of an older cut."""

_LONGEST = 360
"""Characters of a chunk; with its context it stays under the 512 tokens that common embedders read."""


_SHORTEST_NOTE = 6
"""Letters and digits of a note; less is a number or a label (整改情况) that was left between other chunks."""


_LONGEST_LINE = 40
"""Characters of a line that only gives one value (完成时限：2024年12月底前)."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a notice, half-open in code points of its text, with the words that say where it stands."""

    source: str
    finding: int | None
    """Ordinal of the finding; None outside findings."""
    start: int
    end: int
    kind: ChunkKind
    context: str
    """Hospital, section and title, or hospital and heading."""
    text: str
    """What is shown: `text[start:end]` of the notice."""

    @property
    def embedded(self) -> str:
        """What is embedded: the context, then the words without the line breaks of the layout."""
        return f"{self.context}\n{' '.join(self.text.split())}"

    @property
    def id(self) -> str:
        """The same for the same words at the same place in the same context, and only then."""
        digest = hashlib.sha256(f"{self.finding}\n{self.embedded}".encode()).hexdigest()[:12]
        return f"{self.source}#{self.start}-{self.end}-{digest}"


def chunk_report(report: Report, text: str) -> tuple[Chunk, ...]:
    """All chunks of a report in document order; `text` is what its offsets count in."""
    found = [chunk for finding in report.findings for chunk in _finding_chunks(report, finding, text)]
    for passage in report.passages:
        context = _join(report.fields.hospital, passage.heading)
        spans = _cut(text, passage.evidence.start, passage.evidence.end)
        found += [Chunk(report.source, None, a, b, "passage", context, text[a:b]) for a, b in spans]
    unique = {chunk.id: chunk for chunk in found}
    return tuple(sorted(unique.values(), key=lambda c: (c.start, c.end, c.finding or 0)))


def _finding_chunks(report: Report, finding: Finding, text: str) -> Iterator[Chunk]:
    hospital = report.fields.hospital
    context = _join(hospital, finding.section, finding.title)
    title = (finding.title_evidence.start, finding.title_evidence.end)
    yield Chunk(report.source, finding.ordinal, *title, "title", _join(hospital, finding.section), text[slice(*title)])
    measures = [(m.evidence.start, m.evidence.end) for m in finding.measures]
    for start, end in measures:
        for a, b in _cut(text, start, end):
            yield Chunk(report.source, finding.ordinal, a, b, "measure", context, text[a:b])
    for start, end in _left_over(finding.spans, [title, *measures]):
        for a, b in _cut(text, start, end):
            if sum(char.isalnum() for char in text[a:b]) >= _SHORTEST_NOTE and not _is_told(finding, a, b):
                yield Chunk(report.source, finding.ordinal, a, b, "note", context, text[a:b])


def _is_told(finding: Finding, start: int, end: int) -> bool:
    """Whether a note is a line whose value the records hold: its status, deadline or department.

    With its title as context such a line would be found for every question about the title, and say nothing.
    """
    values = (finding.status_evidence, finding.deadline, finding.department)
    return end - start <= _LONGEST_LINE and any(v is not None and v.start < end and v.end > start for v in values)


def _join(*parts: str) -> str:
    return " ".join(" ".join(part.split()) for part in parts if part.strip())


def _left_over(spans: Iterable[Span], taken: Iterable[Span]) -> Iterator[Span]:
    """What of `spans` no taken span covers."""
    holes = sorted(taken)
    for start, end in spans:
        position = start
        for a, b in holes:
            if b <= position or a >= end:
                continue
            if a > position:
                yield position, a
            position = max(position, b)
        if position < end:
            yield position, end


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretch in pieces of whole sentences, none longer than allowed unless by a single word-less run.

    Pieces without a letter or digit (stray punctuation between measures) are dropped.
    """
    begin: int | None = None
    last = start
    for a, b in _sentences(text, start, end):
        if begin is not None and b - begin > _LONGEST:
            yield begin, last
            begin = None
        begin = a if begin is None else begin
        last = b
    if begin is not None:
        yield begin, last


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    for a, b in sentences(text, start, end):
        if not any(char.isalnum() for char in text[a:b]):
            continue
        for position in range(a, b, _LONGEST):
            yield position, min(b, position + _LONGEST)
