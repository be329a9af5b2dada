"""Totals that a notice declares against what it lists, and totals that contradict one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

from assistant.audit.model import Contradiction
from assistant.audit.stretches import Notice
from assistant.schema import DONE, STATUS_ZH, STATUSES, Evidence, Finding, Status

_NAMES = ("completed", "partial", "unfinished")
_CLASSES = ("已完成", "基本或阶段性完成", "未完成")
_SOME = re.compile(r"正在|尚未|未完成|剩余|其余|已完成|推进|余下")
"""Words of a number that counts some of the findings, not all."""
_PAIRS = (("clues", "问题线索"), ("letters", "信访件"), ("immediate", "立行立改事项"))


def findings_against_listed(notice: Notice) -> Iterator[Contradiction]:
    """What reading already found not to add up: the number of findings."""
    for doubt in notice.report.doubts:
        if doubt.kind == "count_mismatch" and not (doubt.evidence and _SOME.search(doubt.evidence.quote)):
            yield Contradiction(
                kind="declared_totals",
                severity="medium",
                finding=None,
                why=doubt.message,
                quotes=(doubt.evidence,) if doubt.evidence else (notice.report.findings[0].title_evidence,),
            )


def statuses_against_listed(notice: Notice) -> Iterator[Contradiction]:
    """Totals by status that the findings' own statuses contradict, however the words in between are counted.

    Some notices count 基本完成 as done, some 阶段性成效 as not done yet: a total is wrong only if no counting gives it.
    """
    findings, totals = notice.report.findings, notice.report.fields.declared_totals
    declared = (totals.completed, totals.partial, totals.unfinished)
    if not findings or all(n is None for n in declared) or any(f.status == "not_stated" for f in findings):
        return
    counted = Counter(finding.status for finding in findings)
    if any(all(n is None or n == m for n, m in zip(declared, way, strict=True)) for way in _countings(counted)):
        return
    said = "、".join(f"{words}{n}个" for words, n in zip(_CLASSES, declared, strict=True) if n is not None)
    listed = "、".join(f"{STATUS_ZH[status]}{counted[status]}个" for status in STATUSES if counted[status])
    evidence = (notice.report.fields.evidence.get(f"declared_totals.{name}") for name in _NAMES)
    yield Contradiction(
        kind="declared_totals",
        severity="high",
        finding=None,
        why=f"通报称{said}；逐条状态为{listed}。",
        quotes=(*dict.fromkeys(quote for quote in evidence if quote), *_statuses(findings)),
    )


def _countings(counted: Counter[Status]) -> Iterator[tuple[int, int, int]]:
    """Every way to count findings as done, partly done and not done."""
    done, left = counted["completed"] + counted["completed_ongoing"], counted["unfinished"]
    mostly, partial = counted["mostly_completed"], counted["partial"]
    for moved, held in product(range(mostly + 1), range(partial + 1)):
        yield done + moved, mostly - moved + partial - held, left + held


def _statuses(findings: tuple[Finding, ...]) -> tuple[Evidence, ...]:
    """The status lines of the findings that are not finished: those a reader recounts first."""
    open_ones = (f for f in findings if f.status not in DONE)
    return tuple(dict.fromkeys(f.status_evidence for f in open_ones if f.status_evidence))


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
