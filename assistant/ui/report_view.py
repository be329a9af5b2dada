"""A notice as it was read: what it says about itself, its outline, and of each finding the extracted record.

Every value is a link to the words it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from assistant.records.query import ReportRow
from assistant.schema import STATUS_ZH, STATUSES, TOPIC_ZH, Evidence, Finding, Report, Status
from assistant.ui.links import link

_FIELDS = {
    "province": "省份", "city": "城市", "party_body": "党组织", "inspection_body": "巡察机构",
    "inspection_level": "巡察层级", "inspection_start": "巡察开始", "inspection_end": "巡察结束",
    "feedback_date": "反馈日期", "published": "发布日期",
}  # fmt: skip
_TOTALS = {"findings": "声明的问题数", "completed": "声明已完成", "partial": "声明阶段性", "unfinished": "声明未完成"}
_CONTACT = {"phone": "联系电话", "address": "地址", "email": "电子邮箱"}


def status_tag(status: Status) -> str:
    """A status as a small labelled mark; colour never says it alone."""
    return f'<span class="status {status}">{STATUS_ZH[status]}</span>'


def words(source: str, evidence: Evidence, content: str | None = None) -> str:
    """A value, or its words themselves, as a link to the place they stand."""
    shown = escape(evidence.quote if content is None else content)
    return link("cite", shown, css="words", title="查看原文", source=source, start=evidence.start, end=evidence.end)


def reports_table(rows: Iterable[ReportRow]) -> str:
    """What is loaded, a line each."""
    body = "".join(_report_row(row) for row in rows)
    if not body:
        return '<p class="empty-state">还没有收录通报。把文件拖到上面，读完后会列在这里。</p>'
    head = "".join(f'<th scope="col">{name}</th>' for name in ("医院", "反馈问题", "整改状态", "存疑", "发布", "文件"))
    return f'<div class="scroll"><table class="grid"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _report_row(row: ReportRow) -> str:
    declared = row.fields.declared_totals.findings
    name = link("report", escape(row.fields.hospital), css="name", title="查看这份通报", source=row.source)
    doubts = f'<span class="warn">{len(row.doubts)} 处</span>' if row.doubts else '<span class="quiet">无</span>'
    return (
        f"<tr><th scope='row'>{name}</th><td>{found_of_declared(row.findings, declared)}</td>"
        f"<td>{status_bar(row.status_counts)}</td><td>{doubts}</td>"
        f"<td>{escape(row.fields.published or '未写明')}</td><td class='file'>{escape(row.source)}</td></tr>"
    )


def found_of_declared(found: int, declared: int | None) -> str:
    """How many findings were found, of how many that the notice says it has."""
    if declared is None:
        return f'{found}<span class="quiet"> 条（通报未写总数）</span>'
    if declared == found:
        return f'{found}<span class="quiet"> / {declared} 条</span>'
    return f'<span class="warn">{found} / {declared} 条</span>'


def status_bar(counts: dict[Status, int]) -> str:
    """The statuses of a report as one bar, its parts in words for who cannot see it."""
    stated = {status: counts.get(status, 0) for status in STATUSES if counts.get(status, 0)}
    total = sum(stated.values())
    if set(stated) <= {"not_stated"}:
        return '<span class="quiet">未逐条公布</span>'
    said = "，".join(f"{STATUS_ZH[status]} {count}" for status, count in stated.items())
    parts = "".join(
        f'<i class="{status}" style="width:{100 * count / total:.2f}%"></i>' for status, count in stated.items()
    )
    return f'<span class="bar" role="img" aria-label="{said}" title="{said}">{parts}</span><small>{said}</small>'


def report_html(report: Report) -> str:
    """A notice as it was read."""
    first = report.findings[0].title_evidence if report.findings else None
    whole = words(report.source, first, "打开原文") if first else ""
    return (
        f'<section class="report"><header><h2>{escape(report.fields.hospital)}</h2>'
        f'<p class="quiet">{escape(report.source)}　{whole}</p></header>'
        f"{_about(report)}{_doubts(report)}{_outline(report)}</section>"
    )


def _about(report: Report) -> str:
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _stated(report))
    return f'<dl class="about">{rows}</dl>'


def _stated(report: Report) -> Iterator[tuple[str, str]]:
    """The fields that the notice states, each as a link where its words are known."""
    fields = report.fields
    groups = [
        (_FIELDS, fields, ""),
        (_TOTALS, fields.declared_totals, "declared_totals."),
        (_CONTACT, fields.contact, "contact."),
    ]  # fmt: skip
    for names, holder, prefix in groups:
        for key, name in names.items():
            value = getattr(holder, key)
            if value is None:
                continue
            evidence = fields.evidence.get(prefix + key)
            yield name, words(report.source, evidence, str(value)) if evidence else escape(str(value))


def _doubts(report: Report) -> str:
    if not report.doubts:
        return ""
    items = "".join(
        f"<li>{escape(doubt.message)}"
        + (f"　{words(report.source, doubt.evidence, '看原文')}" if doubt.evidence else "")
        + "</li>"
        for doubt in report.doubts
    )
    return f'<div class="doubts"><h3>请再看一眼（{len(report.doubts)}）</h3><ul>{items}</ul></div>'


def _outline(report: Report) -> str:
    parts = [f"<h3>反馈问题（{len(report.findings)}）</h3>"]
    for section, findings in groupby(report.findings, key=lambda finding: finding.section):
        if section:
            parts.append(f"<h4>{escape(section)}</h4>")
        parts.extend(_finding(report.source, finding) for finding in findings)
    return f'<div class="outline">{"".join(parts)}</div>'


def _finding(source: str, finding: Finding) -> str:
    label = f"<b>{escape(finding.label)}</b>" if finding.label else ""
    summary = f"<summary>{label}<span>{escape(finding.title)}</span>{status_tag(finding.status)}</summary>"
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in record(source, finding))
    return f'<details class="finding" id="f{finding.ordinal}">{summary}<dl>{rows}</dl></details>'


def record(source: str, finding: Finding) -> Iterator[tuple[str, str]]:
    """The extracted record of a finding: names of fields, and their values as links to their words."""
    yield "问题", words(source, finding.title_evidence)
    stated = finding.status_evidence
    yield "状态", words(source, stated, STATUS_ZH[finding.status]) if stated else "通报没有逐条写明"
    if finding.topics:
        yield "主题", "、".join(TOPIC_ZH[topic] for topic in finding.topics)
    for name, evidence in (("责任部门", finding.department), ("完成时限", finding.deadline)):
        if evidence:
            yield name, words(source, evidence)
    lists: list[tuple[str, list[str]]] = [
        ("未完事项", [
            words(source, each.evidence, f"{each.what}{f'（{each.due}）' if each.due else ''}")
            for each in finding.commitments
        ]),
        ("问责", [
            words(source, each.evidence, f"{each.action}{f' {each.persons} 人' if each.persons else ''}")
            for each in finding.accountability
        ]),
        ("金额", [words(source, each.evidence, f"{each.kind} {each.value_yuan:,.2f} 元") for each in finding.amounts]),
        ("制度", [words(source, each.evidence, f"{each.name}（{each.action}）") for each in finding.rules]),
        ("措施", [words(source, each.evidence) for each in finding.measures]),
    ]  # fmt: skip
    for name, values in lists:
        if values:
            yield f"{name}（{len(values)}）", "<ul>" + "".join(f"<li>{value}</li>" for value in values) + "</ul>"
