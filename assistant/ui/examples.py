"""What the page says before the first question: what is loaded, and what one could ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.records.query import ReportRow


def holdings_line(reports: Sequence[ReportRow]) -> str:
    """One line on what is loaded."""
    if not reports:
        where = "请到“通报”一页上传，或用命令 <code>assistant ingest 文件夹</code> 收录。"
        return f'<p class="holdings">还没有收录通报。{where}</p>'
    findings = sum(row.findings for row in reports)
    open_status = sum(row.discloses_status for row in reports)
    names = "、".join(escape(row.fields.hospital) for row in reports[:8])
    more = "等" if len(reports) > 8 else ""
    return (
        f'<p class="holdings" title="{names}{more}">'
        f"<strong>已收录 {len(reports)} 份通报、{findings} 条反馈问题</strong>"
        f"<span>，其中 {open_status} 份逐条公布了整改状态</span></p>"
    )


def example_questions(reports: Sequence[ReportRow]) -> list[str]:
    """Six questions that the loaded reports can answer."""
    general = [
        "哪些医院还有采购方面的整改没有完成？",
        "各家医院分别问责处理了多少人？",
        "承诺2025年底前完成的事项有哪些？",
        "哪些医院没有逐条公布整改状态？",
    ]
    if not reports:
        return general[:1]
    # The full name: a short one (市人民医院) may be that of several.
    names = [row.fields.hospital for row in reports]
    single = [f"{names[0]}的整改一共多少条，完成了几条？"]
    pair = [f"{names[0]}和{names[1]}在药品管理上有什么不同？"] if len(names) > 1 else []
    return [*general, *single, *pair]
