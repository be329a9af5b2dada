"""The audit as a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.audit.model import KIND_ZH, SEVERITIES, SEVERITY_ZH, AuditItem
from assistant.export.paper import Block, Bullet, Grid, Heading, Paper, Paragraph, Run, Source


def audit_paper(items: Sequence[AuditItem], reports: int) -> Paper:
    """What was found, by hospital; both sides of each contradiction stand among the sources."""
    sources: list[Source] = []
    if not items:
        return Paper("通报内部核对", (Paragraph((Run(f"核对{reports}份通报，未发现前后不一致。"),)),))
    counts = Counter(item.severity for item in items)
    words = "、".join(f"{SEVERITY_ZH[severity]}{counts[severity]}处" for severity in SEVERITIES if counts[severity])
    blocks: list[Block] = [Paragraph((Run(f"核对{reports}份通报，发现{len(items)}处：{words}。"),))]
    rows = []
    for hospital in dict.fromkeys(item.hospital for item in items):
        blocks.append(Heading(1, hospital))
        for item in (each for each in items if each.hospital == hospital):
            marks = _cite(item, sources)
            place = f"第{item.finding}个问题：" if item.finding else ""
            name = f"{SEVERITY_ZH[item.severity]}·{KIND_ZH[item.kind]}"
            blocks.append(Bullet(name, (Run(f"{place}{item.why}", marks),)))
            rows.append(
                (
                    Run(hospital), Run(item.source), item.finding, Run(SEVERITY_ZH[item.severity]),
                    Run(KIND_ZH[item.kind]), Run(item.why, marks),
                )
            )  # fmt: skip
    columns = ("医院", "文件", "序号", "程度", "类别", "说明")
    return Paper("通报内部核对", (*blocks, Grid("核对", columns, tuple(rows), sheet_only=True)), tuple(sources))


def _cite(item: AuditItem, sources: list[Source]) -> tuple[int, ...]:
    first = len(sources) + 1
    label = f"第{item.finding}个问题" if item.finding else "通报正文"
    for number, quote in enumerate(item.quotes, first):
        sources.append(Source(number, item.hospital, item.source, label, quote.quote, quote.start, quote.end))
    return tuple(range(first, len(sources) + 1))
