"""A notice cut into the units that can answer: sentences, or their parts between semicolons, with their surroundings.

Matching happens on the flat form. A unit knows the measure, the finding, the title and the section it stands in,
because notices name their subject once, in a title, and then speak of 其中5人.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answering.passages.columns import labelled_cells
from assistant.schema import Passage, Report, ReportFields
from assistant.text.clauses import clauses, sentences
from assistant.text.flat import FlatText, fold

Span = tuple[int, int]

_MARKER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|[一二三四五六七八九十]{1,2}、|第[一二三四五六七八九十]|[(（][一二三四五六七八九十\d]{1,2}[)）]"
    r"|\d{1,2}[.、](?!\d)|[①-⑳]|(?:整改|落实|完成|情况)[^:]{0,8}:)"
)
_OUTLOOK = re.compile(r"下一?步|工作打算|工作安排|巩固|思想认识|政治站位|组织领导|长效机制")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a part of one between semicolons, in its surroundings."""

    start: int
    end: int
    flat: str
    """Matching form, lower case."""
    finding: int | None
    block: int
    """Index of the finding or part it stands in; units of one block share a title."""
    measure: int
    """Units of one measure (一是…) share this number."""
    is_title: bool
    outlook: bool
    """Whether it stands in the parts that announce (下一步) rather than report."""
    column: str = ""
    """The heading of the table's column, where it is a cell under a heading of responsibility or time."""


@dataclass(frozen=True, slots=True)
class Block:
    """A finding, or a part of the notice outside findings."""

    finding: int | None
    label: str
    title: str
    """Matching form, lower case."""
    section: str


@dataclass(frozen=True, slots=True)
class ReportIndex:
    """A notice ready to be searched."""

    source: str
    hospital: str
    fields: ReportFields
    text: str
    units: tuple[Unit, ...]
    blocks: tuple[Block, ...]
    flat: str
    """The whole notice in matching form, lower case: for counting and quick exclusion."""

    def flat_unit(self, unit: Unit) -> FlatText:
        """The unit with its way back to the source."""
        return FlatText.of(self.text, unit.start, unit.end)


def build_index(report: Report, text: str) -> ReportIndex:
    """Cut a notice into units, finding by finding, then everything between."""
    stretches = list(_stretches(report, text))
    blocks: list[Block] = []
    units: list[Unit] = []
    numbers: dict[int, int] = {}
    measure = 0
    columns = labelled_cells(text)
    for (start, end), ordinal in stretches:
        block = numbers.get(ordinal) if ordinal is not None else None
        if block is None:
            block = len(blocks)
            blocks.append(_block(report, ordinal, start))
            if ordinal is not None:
                numbers[ordinal] = block
        title = _title_span(report, ordinal)
        outlook = ordinal is None and bool(_OUTLOOK.search(blocks[block].title))
        measure += 1
        for unit_start, unit_end, fresh in _units(text, start, end):
            measure += fresh
            column = columns.get(unit_start, "")
            flat = fold(text[unit_start:unit_end]).lower()
            flat = f"{column}:{flat}" if column and flat else flat
            inside = title is not None and unit_start < title[1] and title[0] < unit_end
            if flat:
                units.append(Unit(unit_start, unit_end, flat, ordinal, block, measure, inside, outlook, column))
    return ReportIndex(
        report.source, report.fields.hospital, report.fields, text, tuple(units), tuple(blocks), fold(text).lower()
    )


def _stretches(report: Report, text: str) -> Iterator[tuple[Span, int | None]]:
    """The notice in order: stretches of findings, and what lies between them cut at the passages' bounds."""
    owned = sorted((start, end, f.ordinal) for f in report.findings for start, end in f.spans)
    position = 0
    for start, end, ordinal in owned:
        if start > position:
            yield from _gap(report.passages, position, start)
        if end > max(start, position):
            yield (max(start, position), end), ordinal
            position = end
    if position < len(text):
        yield from _gap(report.passages, position, len(text))


def _gap(passages: Sequence[Passage], start: int, end: int) -> Iterator[tuple[Span, None]]:
    cuts = sorted({start, end, *(p.evidence.start for p in passages if start < p.evidence.start < end)})
    for a, b in pairwise(cuts):
        yield (a, b), None


def _block(report: Report, ordinal: int | None, start: int) -> Block:
    if ordinal is None:
        heading = next((p.heading for p in report.passages if p.evidence.start <= start < p.evidence.end), "")
        return Block(None, heading or "正文", fold(heading).lower(), "")
    finding = next(f for f in report.findings if f.ordinal == ordinal)
    label = f"{finding.label}{finding.title}"
    return Block(ordinal, label, fold(finding.title).lower(), fold(finding.section).lower())


def _title_span(report: Report, ordinal: int | None) -> Span | None:
    if ordinal is None:
        return None
    evidence = next(f.title_evidence for f in report.findings if f.ordinal == ordinal)
    return evidence.start, evidence.end


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Sentences cut again at semicolons; the flag says that a new measure begins."""
    for a, b in sentences(text, start, end):
        begin = a
        for clause_start, clause_end in clauses(text, a, b):
            if (
                _MARKER.match(fold(text[clause_start : clause_start + 12]))
                and clause_start > begin
                and _ended(text, clause_start)
            ):
                yield begin, _trimmed(text, begin, clause_start), _fresh(text, begin)
                begin = clause_start
            if text[clause_end : clause_end + 1] in ("；", ";"):
                yield begin, clause_end + 1, _fresh(text, begin)
                begin = _skip(text, clause_end + 1, b)
        if begin < b:
            yield begin, b, _fresh(text, begin)


def _fresh(text: str, start: int) -> bool:
    return _MARKER.match(fold(text[start : start + 12])) is not None


def _ended(text: str, start: int) -> bool:
    """Whether the clause before was closed by a mark that a new measure may follow."""
    before = text[max(0, start - 4) : start].rstrip()
    return not before or before[-1] in "：:；;。，,"


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
