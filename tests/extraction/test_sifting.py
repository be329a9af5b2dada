"""What the gate refuses is left out; the rest of the report stays."""

from __future__ import annotations

import logging

import pytest

from assistant.extraction.gate import check_report
from assistant.extraction.sifting import sift
from assistant.schema import Amount, DeclaredTotals, Evidence, Finding, Report, ReportFields

TEXT = "某医院通报。反馈问题12个。\n1.管理不严。收回补贴150万元。已完成整改。"


def cut(words: str) -> Evidence:
    at = TEXT.index(words)
    return Evidence.cut(TEXT, at, at + len(words))


def test_refused_values_are_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    true, lie = (Amount(value_yuan=v, kind="收回补贴", evidence=cut("收回补贴150万元")) for v in (1_500_000, 150))
    finding = Finding(
        ordinal=1, label="1.", section="", title="管理不严", title_evidence=cut("管理不严"), status="unfinished",
        status_basis="explicit", status_evidence=cut("已完成整改"), amounts=(true, lie),
        spans=((TEXT.index("1."), len(TEXT)),),
    )  # fmt: skip
    fields = ReportFields(
        hospital="某医院",
        published="2025-01-01",
        declared_totals=DeclaredTotals(findings=13),
        evidence={
            "hospital": cut("某医院"),
            "published": cut("通报"),
            "declared_totals.findings": cut("反馈问题12个"),
        },
    )
    report = Report(source="a.txt", sha256="0", fields=fields, findings=(finding,))

    with caplog.at_level(logging.WARNING):
        kept = sift(report, TEXT)

    check_report(kept, TEXT)
    assert kept.findings[0].amounts == (true,)
    assert (kept.findings[0].status, kept.findings[0].status_evidence) == ("not_stated", None)
    assert (kept.fields.hospital, kept.fields.published) == ("某医院", None)
    assert kept.fields.declared_totals.findings is None
    assert set(kept.fields.evidence) == {"hospital"}
    assert len(caplog.records) == 4
