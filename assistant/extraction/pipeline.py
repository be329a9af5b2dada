"""A notice's outline -> its record: every field by grammar, reconciled with what the notice declares, then the gate."""

from __future__ import annotations

import re

from assistant.extraction.accountability import accountability
from assistant.extraction.amounts import amounts
from assistant.extraction.commitments import commitments
from assistant.extraction.context import ReportContext
from assistant.extraction.gate import check_report, refusals
from assistant.extraction.measures import measures
from assistant.extraction.reconcile import reconcile
from assistant.extraction.report_fields import context_of, report_fields
from assistant.extraction.rules import rules
from assistant.extraction.sifting import sift
from assistant.extraction.topics import topics
from assistant.outline.model import BlockKind, Outline, OutlineFinding, Part, Span
from assistant.reading.document import Document
from assistant.schema import Evidence, Finding, Passage, Report
from assistant.text.flat import fold

__all__ = ["context_of", "extract"]

_LATIN_GAP = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Za-z])")
_FINAL = re.compile(r"[。.;；,，:：、]+$")


def extract(document: Document, outline: Outline) -> Report:
    """The record of a notice. A value that its own words do not bear out is left out, and logged."""
    text = document.text
    fields = report_fields(text, outline, document.source)
    context = context_of(fields)
    findings = tuple(_finding(text, found, context) for found in outline.findings)
    report = Report(
        source=document.source,
        sha256=document.sha256,
        fields=fields,
        findings=findings,
        passages=tuple(passage for part in outline.parts if (passage := _passage(text, part)) is not None),
        doubts=(*outline.doubts, *reconcile(fields, findings)),
    )
    if any(refusals(report, text)):
        report = sift(report, text)
        check_report(report, text)
    return report


def printed(text: str, span: Span) -> str:
    """`text` at `span` as one line: the page's line breaks are gone, words in Latin letters stay apart."""
    words = _LATIN_GAP.sub("\0", text[slice(*span)].strip())
    return re.sub(r"\s+", "", words).replace("\0", " ")


def title_of(text: str, span: Span) -> str:
    """A finding's title as stored: one line, without final punctuation."""
    return _FINAL.sub("", printed(text, span))


def _finding(text: str, found: OutlineFinding, context: ReportContext) -> Finding:
    title = title_of(text, found.title)
    section = printed(text, found.section) if found.section else ""
    body = "".join(text[block.start : block.end] for block in found.blocks if block.kind in ("measures", "result"))
    return Finding(
        ordinal=found.ordinal,
        label=fold_label(found.label),
        section=section,
        title=title,
        title_evidence=Evidence.cut(text, *found.title),
        status=found.status.status if found.status else "not_stated",
        status_basis="explicit" if found.status else "none",
        status_evidence=Evidence.cut(text, *found.status.span) if found.status else None,
        topics=topics(title, section, body),
        measures=measures(text, found),
        commitments=commitments(text, found, context),
        accountability=accountability(text, found),
        amounts=amounts(text, found),
        rules=rules(text, found),
        department=_line(text, found, "department"),
        deadline=_line(text, found, "deadline"),
        spans=found.spans,
    )


def fold_label(label: str) -> str:
    """The number as printed, without white space."""
    return "".join(label.split())


def _line(text: str, found: OutlineFinding, kind: BlockKind) -> Evidence | None:
    block = next((block for block in found.blocks if block.kind == kind), None)
    return Evidence.cut(text, block.start, block.end) if block else None


def _passage(text: str, part: Part) -> Passage | None:
    if not fold(text[part.start : part.end]):
        return None
    heading = printed(text, part.heading) if part.heading else ""
    return Passage(heading=heading, evidence=Evidence.cut(text, part.start, part.end))
