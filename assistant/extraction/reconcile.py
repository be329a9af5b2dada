"""Whether the findings that were read add up to what the notice declares: if not, a doubt for the reader."""

from __future__ import annotations

from collections import Counter

from assistant.schema import DONE, DeclaredTotals, Doubt, Finding, ReportFields, Status

_PARTLY: frozenset[Status] = frozenset(("mostly_completed", "partial"))


def reconcile(fields: ReportFields, findings: tuple[Finding, ...]) -> tuple[Doubt, ...]:
    """Doubts where counts of findings or statuses differ from the declared totals."""
    return tuple(_counts(fields, findings) + _statuses(fields, findings))


def _counts(fields: ReportFields, findings: tuple[Finding, ...]) -> list[Doubt]:
    declared = fields.declared_totals.findings
    if declared is None or declared == len(findings):
        return []
    return [
        Doubt(
            kind="count_mismatch",
            message=f"通报称反馈问题{declared}个，逐条读出{len(findings)}个。",
            evidence=fields.evidence.get("declared_totals.findings"),
        )
    ]


def _statuses(fields: ReportFields, findings: tuple[Finding, ...]) -> list[Doubt]:
    """One doubt a declared status total that the findings' own statuses contradict; silence contradicts nothing."""
    if not findings or any(finding.status == "not_stated" for finding in findings):
        return []
    read = _as_counted(fields.declared_totals, findings)
    doubts = []
    for name, words in (("completed", "已完成"), ("partial", "基本或阶段性完成"), ("unfinished", "未完成")):
        declared = getattr(fields.declared_totals, name)
        if declared is not None and declared != read[name]:
            doubts.append(
                Doubt(
                    kind="status_totals_mismatch",
                    message=f"通报称{words}{declared}个，逐条状态为{words}的有{read[name]}个。",
                    evidence=fields.evidence.get(f"declared_totals.{name}"),
                )
            )
    return doubts


def _as_counted(totals: DeclaredTotals, findings: tuple[Finding, ...]) -> Counter[str]:
    """The findings by class, as the notice may have counted them.

    One that declares no third class has 基本完成 either among what is done or, with all that is partly done, among what
    is not.
    """
    read = Counter(_class(finding.status) for finding in findings)
    if totals.partial is not None:
        return read
    mostly = sum(finding.status == "mostly_completed" for finding in findings)
    if totals.completed == read["completed"] + mostly:
        read["completed"] += mostly
    if totals.unfinished == len(findings) - read["completed"]:
        read["unfinished"] = totals.unfinished
    return read


def _class(status: Status) -> str:
    return "completed" if status in DONE else "partial" if status in _PARTLY else status
