"""One hospital on one page: what the notice is, whether its totals agree, what is open, numbers worth knowing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.answering.desk import clip, due_words
from assistant.answering.evidence import CitationBook
from assistant.comparison.composing import paper_sources
from assistant.comparison.due import DueItem, due_list
from assistant.comparison.facts import declared_words, money_words, profile_facts
from assistant.export.paper import Block, Bullet, Heading, Paper, Paragraph, Run
from assistant.records import FindingRow, ReportRow
from assistant.schema import STATUS_ZH, TOPIC_ZH, Evidence, Status

TOTALS_DIFFER = "总数与逐条不符"
"""How an alarm begins that says the notice's totals are not what it lists."""
_OPEN = 5
_SUMS = 3
_ALARMS = 4
_SANCTIONS = 5
_TOPICS = 8
"""How many of each are shown: the brief of a notice of fifty findings is one page, its sources apart."""
_OPEN_STATES: tuple[Status, ...] = ("unfinished", "partial", "mostly_completed")


def brief_paper(
    report: ReportRow, rows: Sequence[FindingRow], text: str, as_of: date, alarms: Sequence[str] = ()
) -> Paper:
    """The brief of one notice; `alarms` are what its audit found, a sentence a kind."""
    book = CitationBook()
    mismatch = any(alarm.startswith(TOTALS_DIFFER) for alarm in alarms)
    profile = [part for fact in profile_facts(book, report) for part in (Run(fact.text, fact.citations), Run("；"))]
    blocks: list[Block] = [
        Heading(1, "基本情况"),
        Paragraph((*profile[:-1], Run("。"))) if profile else Paragraph((Run("通报没有写明巡察与公布日期。"),)),
        Paragraph(tuple(_totals(book, report, rows, mismatch=mismatch))),
        Paragraph((Run(_topics(rows)),)),
        *_open(book, rows, text, as_of),
        *_sanctions(book, rows),
        *_sums(book, rows),
    ]
    if alarms:
        blocks += [Heading(1, "文中不一致之处"), *(Bullet("", (Run(clip(alarm, 48)),)) for alarm in alarms[:_ALARMS])]
        if len(alarms) > _ALARMS:
            blocks.append(Paragraph((Run(f"另有{len(alarms) - _ALARMS}类，见内部核对。"),)))
    return Paper(f"{report.fields.hospital}整改情况简报", tuple(blocks), paper_sources(book.citations))


def _totals(book: CitationBook, report: ReportRow, rows: Sequence[FindingRow], *, mismatch: bool) -> Iterable[Run]:
    """The findings read, by status, and whether the notice's own totals say the same."""
    yield Run(f"逐条读出{len(rows)}个问题")
    stated = [row for row in rows if row.finding.status_evidence is not None]
    if stated:
        counts = Counter(row.finding.status for row in rows)
        words = "、".join(f"{STATUS_ZH[status]}{number}个" for status, number in counts.items())
        marks = [book.finding(row, row.finding.status_evidence) for row in stated if row.finding.status_evidence]
        yield Run(f"，其中{words}", book.numbers("".join(marks)))
    else:
        yield Run("，通报未逐条公布状态")
    yield Run("。")
    if not mismatch and list(declared_words(report.fields.declared_totals)):
        yield Run("通报所列总数与逐条相符或无从核对。")


def _topics(rows: Sequence[FindingRow]) -> str:
    """How many findings each first topic has."""
    counts = Counter(row.finding.topics[0] for row in rows if row.finding.topics)
    shown = "、".join(f"{TOPIC_ZH[topic]}{number}个" for topic, number in counts.most_common(_TOPICS))
    return f"按首要主题：{shown}{f'等{len(counts)}类' if len(counts) > _TOPICS else ''}。"


def _open(book: CitationBook, rows: Sequence[FindingRow], text: str, as_of: date) -> list[Block]:
    """Findings stated as not finished, then what the text promises, by deadline."""
    left = [row for row in rows if row.finding.status in _OPEN_STATES]
    listed = due_list(rows, as_of, {row.source: text for row in rows})
    dated = [*listed.overdue, *listed.ahead, *listed.undated]
    if not left and not dated:
        return [Heading(1, "尚未完成"), Paragraph((Run("通报没有写明尚未完成的事项。"),))]
    blocks: list[Block] = [Heading(1, "尚未完成")]
    for status in _OPEN_STATES:
        stated = [row for row in left if row.finding.status == status]
        if stated:
            parts = [Run(row.finding.title, _status_marks(book, row)) for row in stated]
            blocks.append(Bullet(STATUS_ZH[status], tuple(p for part in parts for p in (part, Run("、")))[:-1]))
    by_place = {(row.source, row.finding.ordinal): row for row in rows}
    for item in dated[:_OPEN]:
        row = by_place[item.source, item.finding]
        name = f"{due_words(item.due, 'zh')}前" if item.due else "未写明时限"
        late = "（已逾期）" if item.overdue else ""
        blocks.append(Bullet(name + late, (Run(clip(item.evidence.quote, 60), _cite(book, row, item)),)))
    if len(dated) > _OPEN:
        blocks.append(Paragraph((Run(f"另有{len(dated) - _OPEN}项。"),)))
    return blocks


def _status_marks(book: CitationBook, row: FindingRow) -> tuple[int, ...]:
    return book.numbers(book.finding(row, row.finding.status_evidence or row.finding.title_evidence))


def _cite(book: CitationBook, row: FindingRow, item: DueItem) -> tuple[int, ...]:
    found: list[Evidence] = [e for e in (item.evidence, item.due_evidence) if e is not None]
    return book.numbers("".join(book.finding(row, evidence) for evidence in found))


def _sanctions(book: CitationBook, rows: Sequence[FindingRow]) -> list[Block]:
    runs = []
    for row in rows:
        for each in row.finding.accountability:
            number = f"{each.persons}人" if each.persons is not None else ""
            runs.append(Run(f"{each.action}{number}", book.numbers(book.finding(row, each.evidence))))
    if not runs:
        return [Heading(1, "问责"), Paragraph((Run("通报没有写明问责情况。"),))]
    shown = [part for run in runs[:_SANCTIONS] for part in (run, Run("、"))][:-1]
    tail = f"等{len(runs)}项。" if len(runs) > _SANCTIONS else "。"
    return [Heading(1, "问责"), Paragraph((*shown, Run(tail), Run("各处人数可能重叠，不作合计。")))]


def _sums(book: CitationBook, rows: Sequence[FindingRow]) -> list[Block]:
    found = [(amount, row) for row in rows for amount in row.finding.amounts]
    if not found:
        return []
    found.sort(key=lambda each: -each[0].value_yuan)
    bullets = [
        Bullet(
            money_words(amount.value_yuan),
            (Run(f"{amount.kind}（{row.finding.title}）", book.numbers(book.finding(row, amount.evidence))),),
        )
        for amount, row in found[:_SUMS]
    ]
    return [Heading(1, "较大金额"), *bullets]
