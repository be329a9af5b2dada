"""Totals that a notice declares against what it lists, and totals that contradict one another."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.audit.model import Contradiction
from assistant.audit.stretches import Notice
from assistant.schema import STATUS_ZH, Evidence, Finding

_PAIRS = (("clues", "问题线索"), ("letters", "信访件"), ("immediate", "立行立改事项"))


def declared_against_listed(notice: Notice) -> Iterator[Contradiction]:
    """What reading already found not to add up: the number of findings, and of findings of each status."""
    for kind in ("count_mismatch", "status_totals_mismatch"):
        doubts = [doubt for doubt in notice.report.doubts if doubt.kind == kind]
        if not doubts:
            continue
        declared = tuple(dict.fromkeys(doubt.evidence for doubt in doubts if doubt.evidence is not None))
        listed = _statuses(notice.report.findings) if kind == "status_totals_mismatch" else ()
        yield Contradiction(
            kind="declared_totals",
            severity="high" if kind == "status_totals_mismatch" else "medium",
            finding=None,
            why="".join(doubt.message for doubt in doubts),
            quotes=(*declared, *listed),
        )


def _statuses(findings: tuple[Finding, ...]) -> tuple[Evidence, ...]:
    """The status lines of the findings that are not finished: those a reader recounts first."""
    done = (STATUS_ZH["completed"], STATUS_ZH["completed_ongoing"])
    lines = [f.status_evidence for f in findings if f.status_evidence and STATUS_ZH[f.status] not in done]
    return tuple(dict.fromkeys(lines))


def closed_beyond_total(notice: Notice) -> Iterator[Contradiction]:
    """More clues, letters or matters closed than there were."""
    totals, evidence = notice.report.fields.declared_totals, notice.report.fields.evidence
    for name, words in _PAIRS:
        total, closed = getattr(totals, f"{name}_total"), getattr(totals, f"{name}_closed")
        if total is None or closed is None or closed <= total:
            continue
        found = (evidence.get(f"declared_totals.{name}_{part}") for part in ("total", "closed"))
        yield Contradiction(
            kind="declared_totals",
            severity="high",
            finding=None,
            why=f"{words}共{total}件，办结却有{closed}件。",
            quotes=tuple(dict.fromkeys(quote for quote in found if quote)),
        )


def statuses_beyond_findings(notice: Notice) -> Iterator[Contradiction]:
    """完成, 基本完成 and 未完成 as declared come to another number than the findings as declared."""
    totals, evidence = notice.report.fields.declared_totals, notice.report.fields.evidence
    parts = [totals.completed, totals.partial, totals.unfinished]
    known = [part for part in parts if part is not None]
    if totals.findings is None or not known:
        return
    added = sum(known)
    if added > totals.findings or (len(known) == len(parts) and added != totals.findings):
        names = ("findings", "completed", "partial", "unfinished")
        found = (evidence.get(f"declared_totals.{name}") for name in names)
        yield Contradiction(
            kind="declared_totals",
            severity="high",
            finding=None,
            why=f"通报称反馈问题{totals.findings}个，所列完成与未完成数相加为{added}个。",
            quotes=tuple(dict.fromkeys(quote for quote in found if quote)),
        )
