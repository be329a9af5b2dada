"""What an audit says: a contradiction inside one notice, why it matters, and the words on both sides of it."""

from __future__ import annotations

from typing import Any, Literal

from assistant.schema import Evidence, Value

AuditKind = Literal[
    "status_open", "status_appendix", "progress_differs", "declared_totals", "parts_sum", "remainder", "difference",
    "percentage", "change", "unit_slip", "outstanding_paid", "deadline_differs", "deadline_beyond", "deadline_passed",
    "date_order", "date_impossible", "done_in_future", "duplicate_measure",
]  # fmt: skip
Severity = Literal["high", "medium", "low"]
"""high: the notice cannot be right as printed; medium: a careful reader would ask; low: worth knowing."""

KIND_ZH: dict[AuditKind, str] = {
    "status_open": "状态与正文不符",
    "status_appendix": "状态与后文不符",
    "progress_differs": "前后进度不一",
    "declared_totals": "总数与逐条不符",
    "parts_sum": "分项与合计不符",
    "remainder": "已办与剩余不符",
    "difference": "差额不符",
    "percentage": "占比不符",
    "change": "升降幅度不符",
    "unit_slip": "金额单位可疑",
    "outstanding_paid": "未收金额含已付款",
    "deadline_differs": "同一事项时限不一",
    "deadline_beyond": "事项时限晚于整改时限",
    "deadline_passed": "公布时已过时限",
    "date_order": "日期先后颠倒",
    "date_impossible": "日期不存在",
    "done_in_future": "未到之日写作已办",
    "duplicate_measure": "措施重复",
}
SEVERITY_ZH: dict[Severity, str] = {"high": "矛盾", "medium": "存疑", "low": "提示"}
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


class Contradiction(Value):
    """Words of one notice that cannot all be right, before it is said which notice."""

    kind: AuditKind
    severity: Severity
    finding: int | None
    """Ordinal of the finding; None where it concerns the notice as a whole."""
    why: str
    """In Chinese, one or two sentences with the numbers compared."""
    quotes: tuple[Evidence, ...]


class AuditItem(Contradiction):
    """A contradiction with the notice it stands in."""

    hospital: str
    source: str

    def as_json(self) -> dict[str, Any]:
        """The form of the command line's contract."""
        return {
            "hospital": self.hospital,
            "source": self.source,
            "finding": self.finding,
            "kind": self.kind,
            "severity": self.severity,
            "why": self.why,
            "quotes": [quote.model_dump() for quote in self.quotes],
        }
