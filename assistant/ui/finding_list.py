"""The findings of all reports as one list: narrowed, counted, shown, and as a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from assistant.export import csv_tables, xlsx_tables
from assistant.records.due import last_day
from assistant.records.query import FindingQuery, FindingRow
from assistant.schema import STATUSES, TOPICS, Commitment, Status, Topic
from assistant.text.flat import fold
from assistant.ui.links import link
from assistant.ui.port import Service
from assistant.ui.report_view import quoted, status_tag
from assistant.ui.words import Words

DueChoice = Literal["all", "open", "overdue"]
_COLUMNS = ("hospital", "number", "title", "state", "topic", "deadline")
_SHOWN = 200
"""Rows drawn at once; the counts, the charts and the download hold all."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What of all findings is wanted; empty leaves open."""

    sources: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    statuses: tuple[Status, ...] = ()
    due: DueChoice = "all"
    text: str = ""
    """Words that title, section or a measure hold, compared without white space."""


def narrowed(service: Service, wanted: Narrowing, as_of: str) -> list[FindingRow]:
    """The findings that meet it; `as_of` is the ISO date that overdue is judged by."""
    query = FindingQuery(
        sources=wanted.sources or None,
        topics=wanted.topics,
        statuses=wanted.statuses,
        with_commitments=wanted.due != "all",
    )
    needle = fold(wanted.text)
    return [
        row
        for row in service.findings(query)
        if (wanted.due != "overdue" or any(is_overdue(each, as_of) for each in row.finding.commitments))
        and (not needle or needle in _haystack(row))
    ]


def is_overdue(commitment: Commitment, as_of: str) -> bool:
    """Whether the last day that still keeps it has passed."""
    return commitment.due is not None and last_day(commitment.due) < as_of


def _haystack(row: FindingRow) -> str:
    finding = row.finding
    return fold(
        "\n".join([row.hospital, finding.section, finding.title, *(each.evidence.quote for each in finding.measures)])
    )


def counts_html(w: Words, rows: Sequence[FindingRow]) -> str:
    """How many they are, of how many hospitals, and how their status is said."""
    counted = Counter(row.finding.status for row in rows)
    said = "".join(
        f"<li>{status_tag(w, status)}<b>{counted[status]}</b></li>" for status in STATUSES if counted[status]
    )
    hospitals = len({row.source for row in rows})
    return (
        f'<div class="counts" role="status" aria-live="polite">'
        f"<p>{w('findings.counts', n=len(rows), hospitals=hospitals)}</p><ul>{said}</ul></div>"
    )


def table_html(w: Words, rows: Sequence[FindingRow], as_of: str) -> str:
    """The list; each title opens its words."""
    if not rows:
        return f'<p class="empty-state">{w("findings.none")}</p>'
    head = "".join(f'<th scope="col">{w(f"findings.{name}")}</th>' for name in _COLUMNS)
    body = "".join(_row(w, row, as_of) for row in rows[:_SHOWN])
    more = f'<p class="quiet">{w("findings.cut", shown=_SHOWN, n=len(rows))}</p>' if len(rows) > _SHOWN else ""
    return (
        f'<div class="scroll tall" tabindex="0" role="region" aria-label="{w("page.findings")}">'
        f'<table class="grid findings sortable cards">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}"
    )


def _row(w: Words, row: FindingRow, as_of: str) -> str:
    finding = row.finding
    hospital = link("report", escape(row.hospital), css="name", title=w("source.see_report"), source=row.source)
    status = status_tag(w, finding.status)
    if finding.status_evidence:
        status = link(
            "cite", status, css="bare", title=w("source.see_status"), source=row.source,
            start=finding.status_evidence.start, end=finding.status_evidence.end,
        )  # fmt: skip
    title = quoted(w, row.source, finding.title_evidence, finding.title)
    topics = w("page.separator").join(map(w.topic, finding.topics))
    cells = zip(_COLUMNS, (hospital, escape(finding.label), title, status, topics, _due(w, row, as_of)), strict=True)
    return f"<tr>{''.join(_cell(w, column, content) for column, content in cells)}</tr>"


def _cell(w: Words, column: str, content: str) -> str:
    """A cell that knows its column: on a phone each row is a card, its values after the names of the columns."""
    return f'<td class="of-{column}" title="{w(f"findings.{column}")}"><div>{content}</div></td>'


def _due(w: Words, row: FindingRow, as_of: str) -> str:
    dated = [each for each in row.finding.commitments if each.due]
    shown = [
        f'<span class="{"warn" if is_overdue(each, as_of) else ""}">'
        f"{quoted(w, row.source, each.due_evidence or each.evidence, each.due)}"
        f"{w('findings.late') if is_overdue(each, as_of) else ''}</span>"
        for each in dated
    ]
    undated = len(row.finding.commitments) - len(dated)
    if undated:
        shown.append(f'<span class="quiet">{w("findings.undated", n=undated)}</span>')
    return "<br>".join(shown)


def findings_csv(rows: Sequence[FindingRow]) -> bytes:
    """The list as a spreadsheet opens it."""
    return csv_tables(rows)["findings.csv"]


def findings_xlsx(rows: Sequence[FindingRow]) -> bytes:
    """The list, and what its findings hold, as the sheets of a workbook."""
    return next(iter(xlsx_tables(rows).values()))


def status_choices(w: Words) -> list[tuple[str, str]]:
    """Statuses for a menu."""
    return [(w.status(status), status) for status in STATUSES]


def topic_choices(w: Words) -> list[tuple[str, str]]:
    """Topics for a menu."""
    return [(w.topic(topic), topic) for topic in TOPICS]
