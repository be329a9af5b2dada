"""Three charts in plain HTML: no library, no script, every mark a link to the findings it stands for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from html import escape

from assistant.records.query import FindingRow
from assistant.schema import STATUS_ZH, STATUSES, TOPIC_ZH, TOPICS, Topic
from assistant.ui.finding_list import is_overdue
from assistant.ui.links import link

_HOSPITALS = 30
"""Hospitals drawn, those with most findings first."""


def status_chart(rows: Sequence[FindingRow]) -> str:
    """Of each hospital, how many findings have which status."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counted[row.source][row.finding.status] += 1
    most = max((counts.total() for counts in counted.values()), default=1)
    bars = "".join(
        f"<li><span class='who'>{escape(name)}</span><span class='track'>"
        + "".join(
            link("filter", f"<i>{count}</i>", css=f"part {status}", title=f"{name}：{STATUS_ZH[status]} {count} 条",
                 hospital=source, status=status).replace("<a ", f'<a style="flex-grow:{count}" ', 1)
            for status in STATUSES
            if (count := counted[source][status])
        )
        + f"<span style='flex-grow:{most - counted[source].total()}'></span></span></li>"
        for source, name in _hospitals(rows)
    )  # fmt: skip
    used = [status for status in STATUSES if any(counts[status] for counts in counted.values())]
    legend = "".join(f'<li><i class="{status}"></i>{STATUS_ZH[status]}</li>' for status in used)
    return _figure("各医院的整改状态", f'<ul class="legend">{legend}</ul><ul class="bars">{bars}</ul>')


def topic_chart(rows: Sequence[FindingRow]) -> str:
    """Hospital by topic: how many findings, the more the darker."""
    counted: Counter[tuple[str, Topic]] = Counter(
        (row.source, topic) for row in rows for topic in row.finding.topics[:1]
    )
    topics = [topic for topic in TOPICS if any(key[1] == topic for key in counted)]
    if not topics:
        return ""
    most = max(counted.values())
    head = "".join(f'<th scope="col"><span>{TOPIC_ZH[topic]}</span></th>' for topic in topics)
    body = "".join(
        f"<tr><th scope='row'>{escape(name)}</th>"
        + "".join(_cell(source, name, topic, counted[source, topic], most) for topic in topics)
        + "</tr>"
        for source, name in _hospitals(rows)
    )
    table = f'<table class="heat"><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>'
    return _figure(
        "医院与主题", f'<div class="scroll" tabindex="0" role="region" aria-label="医院与主题">{table}</div>'
    )


def _cell(source: str, name: str, topic: Topic, count: int, most: int) -> str:
    if not count:
        return "<td></td>"
    depth = 1 + round(4 * (count - 1) / max(1, most - 1))
    title = f"{name}：{TOPIC_ZH[topic]} {count} 条"
    mark = link("filter", str(count), css="mark", title=title, hospital=source, topic=topic)
    return f'<td class="depth{depth}">{mark}</td>'


def timeline(rows: Sequence[FindingRow], as_of: str) -> str:
    """Commitments that name a date, by that date; those overdue on `as_of` are marked."""
    dated: dict[str, list[tuple[FindingRow, bool, str, str]]] = defaultdict(list)
    for row in rows:
        for each in row.finding.commitments:
            if each.due:
                target = link(
                    "cite", escape(each.what), css="words", title="查看原文", source=row.source,
                    start=each.evidence.start, end=each.evidence.end,
                )  # fmt: skip
                dated[each.due].append((row, is_overdue(each, as_of), each.what, target))
    if not dated:
        return _figure("承诺时间线", '<p class="quiet">这些问题里没有写明日期的未完事项。</p>')
    items = "".join(
        f'<li class="{"late" if marks[0][1] else ""}"><time datetime="{due}">{due}</time><ul>'
        + "".join(f"<li><span>{escape(row.hospital)}</span>{target}</li>" for row, _, _, target in marks)
        + f"</ul>{'<em>已逾期</em>' if marks[0][1] else ''}</li>"
        for due, marks in sorted(dated.items())
    )
    return _figure(f"承诺时间线（截至 {as_of}）", f'<ol class="timeline">{items}</ol>')


def _hospitals(rows: Sequence[FindingRow]) -> list[tuple[str, str]]:
    names = {row.source: row.hospital for row in rows}
    counted = Counter(row.source for row in rows)
    return [(source, names[source]) for source, _ in counted.most_common(_HOSPITALS)]


def _figure(title: str, body: str) -> str:
    return f"<figure><figcaption>{title}</figcaption>{body}</figure>"
