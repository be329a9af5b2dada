"""A notice as it was read: what it says about itself, its outline, and of each finding the extracted record.

Every value is a link to the words it came from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from html import escape
from itertools import groupby

from assistant.records.query import ReportRow
from assistant.schema import STATUSES, Evidence, Finding, Report, Status
from assistant.ui.links import link
from assistant.ui.words import Words

_FIELDS = (
    "province", "city", "party_body", "inspection_body", "inspection_level", "inspection_start", "inspection_end",
    "feedback_date", "published",
)  # fmt: skip
_TOTALS = ("findings", "completed", "partial", "unfinished")
_CONTACT = ("phone", "address", "email")
_COLUMNS = ("hospital", "found", "status", "doubts", "published", "state", "file")


def status_tag(w: Words, status: Status) -> str:
    """A status as a small labelled mark; colour never says it alone."""
    return f'<span class="status {status}">{w.status(status)}</span>'


def quoted(w: Words, source: str, evidence: Evidence, content: str | None = None) -> str:
    """A value, or its words themselves, as a link to the place they stand."""
    shown = escape(evidence.quote if content is None else content)
    return link(
        "cite", shown, css="words", title=w("source.see"), source=source, start=evidence.start, end=evidence.end
    )


def reports_table(w: Words, rows: Iterable[ReportRow], pending: Collection[str] | None = None) -> str:
    """What is loaded, a line each; `pending` are those that cannot be searched yet, None where that is not known."""
    body = "".join(_report_row(w, row, pending) for row in rows)
    if not body:
        return f'<p class="empty-state">{w("reports.none")}</p>'
    columns = [name for name in _COLUMNS if name != "state" or pending is not None]
    head = "".join(f'<th scope="col">{w(f"reports.{name}")}</th>' for name in columns)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{w("page.reports")}">'
        f'<table class="grid sortable"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _report_row(w: Words, row: ReportRow, pending: Collection[str] | None) -> str:
    declared = row.fields.declared_totals.findings
    name = link("report", escape(row.fields.hospital), css="name", title=w("source.see_report"), source=row.source)
    if row.doubts:
        said = w("reports.doubtful", n=len(row.doubts))
        doubts = link("report", said, css="warn", title=w("source.see_report"), source=row.source)
    else:
        doubts = f'<span class="quiet">{w("reports.no_doubts")}</span>'
    state = ""
    if pending is not None:
        said = w("reports.state_read" if row.source in pending else "reports.state_ready")
        state = f'<td class="quiet day">{said}</td>'
    return (
        f"<tr><th scope='row'>{name}</th><td>{found_of_declared(w, row.findings, declared)}</td>"
        f"<td>{status_bar(w, row.status_counts)}</td><td>{doubts}</td>"
        f"<td class='day'>{escape(row.fields.published or w('reports.unknown'))}</td>{state}"
        f"<td class='file'>{escape(row.source)}</td></tr>"
    )


def found_of_declared(w: Words, found: int, declared: int | None) -> str:
    """How many findings were found, of how many that the notice says it has."""
    if declared is None:
        return f'{found}<span class="quiet">{w("reports.no_total")}</span>'
    of = w("reports.of_declared", declared=declared)
    return f'{found}<span class="quiet">{of}</span>' if declared == found else f'<span class="warn">{found}{of}</span>'


def status_bar(w: Words, counts: dict[Status, int]) -> str:
    """The statuses of a report as one bar, its parts in words for who cannot see it."""
    stated = {status: counts.get(status, 0) for status in STATUSES if counts.get(status, 0)}
    total = sum(stated.values())
    if set(stated) <= {"not_stated"}:
        return f'<span class="quiet">{w("reports.not_disclosed")}</span>'
    said = w("page.separator").join(f"{w.status(status)} {count}" for status, count in stated.items())
    parts = "".join(
        f'<i class="{status}" style="width:{100 * count / total:.2f}%"></i>' for status, count in stated.items()
    )
    return f'<span class="bar" role="img" aria-label="{said}" title="{said}">{parts}</span><small>{said}</small>'


def report_html(w: Words, report: Report) -> str:
    """A notice as it was read."""
    first = report.findings[0].title_evidence if report.findings else None
    whole = quoted(w, report.source, first, w("reports.open")) if first else ""
    return (
        f'<section class="report"><header><h2>{escape(report.fields.hospital)}</h2>'
        f'<p class="quiet">{escape(report.source)}　{whole}</p></header>'
        f"{_about(w, report)}{_doubts(w, report)}{_outline(w, report)}</section>"
    )


def _about(w: Words, report: Report) -> str:
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _stated(w, report))
    return f'<dl class="about">{rows}</dl>'


def _stated(w: Words, report: Report) -> Iterator[tuple[str, str]]:
    """The fields that the notice states, each as a link where its words are known."""
    fields = report.fields
    groups = [
        (_FIELDS, fields, ""),
        (_TOTALS, fields.declared_totals, "declared_totals."),
        (_CONTACT, fields.contact, "contact."),
    ]  # fmt: skip
    for names, holder, prefix in groups:
        for key in names:
            value = getattr(holder, key)
            if value is None:
                continue
            evidence = fields.evidence.get(prefix + key)
            shown = quoted(w, report.source, evidence, str(value)) if evidence else escape(str(value))
            yield w(f"record.{key}"), shown


def _doubts(w: Words, report: Report) -> str:
    if not report.doubts:
        return ""
    # The message is Chinese; a reader of English is told first what kind of doubt it is.
    kinds = w.group("reports.doubt")
    items = "".join(
        f"<li>{'' if w.language == 'zh' else f'{kinds[doubt.kind]}: '}{escape(doubt.message)}"
        + (f"　{quoted(w, report.source, doubt.evidence, w('reports.look'))}" if doubt.evidence else "")
        + "</li>"
        for doubt in report.doubts
    )
    return f'<div class="doubts"><h3>{w("reports.look_again", n=len(report.doubts))}</h3><ul>{items}</ul></div>'


def _outline(w: Words, report: Report) -> str:
    parts = [f"<h3>{w('reports.outline', n=len(report.findings))}</h3>"]
    for section, findings in groupby(report.findings, key=lambda finding: finding.section):
        if section:
            parts.append(f"<h4>{escape(section)}</h4>")
        parts.extend(_finding(w, report.source, finding) for finding in findings)
    return f'<div class="outline">{"".join(parts)}</div>'


def _finding(w: Words, source: str, finding: Finding) -> str:
    label = f"<b>{escape(finding.label)}</b>" if finding.label else ""
    summary = f"<summary>{label}<span>{escape(finding.title)}</span>{status_tag(w, finding.status)}</summary>"
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in record(w, source, finding))
    return f'<details class="finding" id="f{finding.ordinal}">{summary}<dl>{rows}</dl></details>'


def record(w: Words, source: str, finding: Finding) -> Iterator[tuple[str, str]]:
    """The extracted record of a finding: names of fields, and their values as links to their words."""
    yield w("record.problem"), quoted(w, source, finding.title_evidence)
    stated = finding.status_evidence
    yield (
        w("record.status"),
        quoted(w, source, stated, w.status(finding.status)) if stated else w("record.silent"),
    )
    if finding.topics:
        yield w("record.topics"), w("page.separator").join(map(w.topic, finding.topics))
    for key, evidence in (("department", finding.department), ("deadline", finding.deadline)):
        if evidence:
            yield w(f"record.{key}"), quoted(w, source, evidence)
    for key, values in _lists(w, source, finding).items():
        if values:
            items = "".join(f"<li>{value}</li>" for value in values)
            yield w("record.counted", name=w(f"record.{key}"), n=len(values)), f"<ul>{items}</ul>"


def _lists(w: Words, source: str, finding: Finding) -> dict[str, list[str]]:
    """The values of which a finding may have several, by the name of the field."""
    return {
        "commitments": [
            quoted(w, source, each.evidence, each.what + (w("record.due", due=each.due) if each.due else ""))
            for each in finding.commitments
        ],
        "accountability": [
            quoted(
                w, source, each.evidence, each.action + (w("record.persons", n=each.persons) if each.persons else "")
            )
            for each in finding.accountability
        ],
        "amounts": [
            quoted(w, source, each.evidence, w("record.amount", kind=each.kind, yuan=f"{each.value_yuan:,.2f}"))
            for each in finding.amounts
        ],
        "rules": [
            quoted(w, source, each.evidence, w("record.rule", name=each.name, action=each.action))
            for each in finding.rules
        ],
        "measures": [quoted(w, source, each.evidence) for each in finding.measures],
    }
