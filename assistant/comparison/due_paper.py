"""The list of commitments as a document."""

from __future__ import annotations

from datetime import date

from assistant.answering.answer import Citation
from assistant.answering.desk import clip
from assistant.comparison.composing import paper_sources
from assistant.comparison.due import DueItem, DueList
from assistant.export.paper import Block, Cell, Grid, Heading, Paper, Paragraph, Run
from assistant.schema import STATUS_ZH

_COLUMNS = ("医院", "问题", "状态", "事项", "时限", "最后期限")


def due_paper(listed: DueList) -> Paper:
    """Overdue, ahead, undated and reported done, each in a table; hospitals with the counts of each."""
    citations: list[Citation] = []
    parts = (
        (f"截至{listed.as_of}已逾期", listed.overdue),
        ("尚未到期", listed.ahead),
        ("未写明时限", listed.undated),
        ("后文已写明办结", listed.closed),
    )
    blocks: list[Block] = [
        Paragraph(
            (
                Run(
                    "、".join(f"{name}{len(items)}项" for name, items in parts)
                    + "。只写到月或年的，以该月或该年最后一天为限。"
                ),
            )
        ),
        _by_hospital(listed),
    ]
    for name, items in parts:
        if items:
            blocks += [Heading(1, name), Grid(name, _COLUMNS, tuple(_row(item, citations) for item in items))]
    return Paper("整改承诺与时限", tuple(blocks), paper_sources(citations))


def _row(item: DueItem, citations: list[Citation]) -> tuple[Cell, ...]:
    marks = []
    for evidence in (item.evidence, item.due_evidence, item.closed):
        if evidence is not None:
            citations.append(
                Citation(
                    hospital=item.hospital,
                    source=item.source,
                    finding=item.finding,
                    label=f"{item.label}{item.title}",
                    quote=evidence.quote,
                    start=evidence.start,
                    end=evidence.end,
                )
            )
            marks.append(len(citations))
    return (
        Run(item.hospital),
        Run(f"{item.label}{item.title}"),
        Run(STATUS_ZH[item.status]),
        Run(clip(item.evidence.quote, 100), tuple(marks)),
        Run(item.due or ""),
        date.fromisoformat(item.last) if item.last else None,
    )


def _by_hospital(listed: DueList) -> Grid:
    names = list(dict.fromkeys(item.hospital for item in sorted(listed.items, key=lambda each: each.source)))
    parts = (listed.overdue, listed.ahead, listed.undated, listed.closed)
    rows = []
    for name in names:
        counts: tuple[Cell, ...] = tuple(sum(item.hospital == name for item in part) for part in parts)
        rows.append((Run(name), *counts))
    return Grid("各医院", ("医院", "逾期", "未到期", "未写时限", "已办结"), tuple(rows))
