"""Three charts in plain HTML: no library, no script, every mark a link to the findings it stands for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from html import escape

from assistant.records.query import FindingRow
from assistant.schema import STATUSES, TOPICS, Status, Topic
from assistant.ui.finding_list import is_overdue
from assistant.ui.links import link
from assistant.ui.words import Words

_HOSPITALS = 30
"""Hospitals drawn, those with most findings first."""
_DATES = 120
"""Dates drawn, the earliest first."""


def status_chart(w: Words, rows: Sequence[FindingRow]) -> str:
    """Of each hospital, how many findings have which status."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counted[row.source][row.finding.status] += 1
    most = max((counts.total() for counts in counted.values()), default=1)
    bars = "".join(
        f"<li><span class='who'>{escape(name)}</span><span class='track'>"
        + "".join(
            _part(w, source, name, status, count)
            for status in STATUSES
            if (count := counted[source][status])
        )
        + f"<span style='flex-grow:{most - counted[source].total()}'></span></span></li>"
        for source, name in _hospitals(rows)
    )  # fmt: skip
    used = [status for status in STATUSES if any(counts[status] for counts in counted.values())]
    legend = "".join(f'<li><i class="{status}"></i>{w.status(status)}</li>' for status in used)
    left = "" if len(counted) <= _HOSPITALS else f'<p class="quiet">{w("chart.capped", n=_HOSPITALS)}</p>'
    return _figure(w("chart.status"), f'<ul class="legend">{legend}</ul><ul class="bars">{bars}</ul>{left}')


def _part(w: Words, source: str, name: str, status: Status, count: int) -> str:
    """One stretch of a bar, as wide as it counts."""
    title = w("chart.cell", name=name, what=w.status(status), n=count)
    mark = link("filter", f"<i>{count}</i>", css=f"part {status}", title=title, hospital=source, status=status)
    return mark.replace("<a ", f'<a style="flex-grow:{count}" ', 1)


def topic_chart(w: Words, rows: Sequence[FindingRow]) -> str:
    """Hospital by topic: how many findings, the more the darker. A finding counts under each of its topics."""
    counted: Counter[tuple[str, Topic]] = Counter((row.source, topic) for row in rows for topic in row.finding.topics)
    topics = [topic for topic in TOPICS if any(key[1] == topic for key in counted)]
    if not topics:
        return ""
    most = max(counted.values())
    head = "".join(f'<th scope="col"><span>{w.topic(topic)}</span></th>' for topic in topics)
    body = "".join(
        f"<tr><th scope='row'>{escape(name)}</th>"
        + "".join(_cell(w, source, name, topic, counted[source, topic], most) for topic in topics)
        + "</tr>"
        for source, name in _hospitals(rows)
    )
    table = f'<table class="heat"><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>'
    name = w("chart.topic")
    return _figure(name, f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">{table}</div>')


def _cell(w: Words, source: str, name: str, topic: Topic, count: int, most: int) -> str:
    if not count:
        return "<td></td>"
    depth = 1 + round(4 * (count - 1) / max(1, most - 1))
    title = w("chart.cell", name=name, what=w.topic(topic), n=count)
    mark = link("filter", str(count), css="mark", title=title, hospital=source, topic=topic)
    return f'<td class="depth{depth}">{mark}</td>'


def timeline(w: Words, rows: Sequence[FindingRow], as_of: str) -> str:
    """Commitments that name a date, by that date; those overdue on `as_of` are marked."""
    dated: dict[str, list[tuple[FindingRow, bool, str]]] = defaultdict(list)
    for row in rows:
        for each in row.finding.commitments:
            if each.due:
                target = link(
                    "cite", escape(each.what), css="words", title=w("source.see"), source=row.source,
                    start=each.evidence.start, end=each.evidence.end,
                )  # fmt: skip
                dated[each.due].append((row, is_overdue(each, as_of), target))
    if not dated:
        return _figure(w("chart.time_bare"), f'<p class="quiet">{w("chart.undated")}</p>')
    shown = sorted(dated.items())[:_DATES]
    late = f"<em>{w('chart.late')}</em>"
    items = "".join(
        f'<li class="{"late" if marks[0][1] else ""}"><time datetime="{due}">{due}</time><ul>'
        + "".join(f"<li>{_whose(w, row, is_late)}{target}</li>" for row, is_late, target in marks)
        + f"</ul>{late if marks[0][1] else ''}</li>"
        for due, marks in shown
    )
    more = sum(map(len, dated.values())) - sum(len(marks) for _, marks in shown)
    left = f'<p class="quiet">{w("chart.more_dates", n=more)}</p>' if more else ""
    return _figure(w("chart.time", as_of=as_of), f'<ol class="timeline">{items}</ol>{left}')


def _whose(w: Words, row: FindingRow, is_late: bool) -> str:
    """Whose commitment it is, as a link to the hospital's findings of that kind."""
    title = w("chart.narrow", name=row.hospital)
    due = "overdue" if is_late else "open"
    return link("filter", escape(row.hospital), css="whose", title=title, hospital=row.source, due=due)


def _hospitals(rows: Sequence[FindingRow]) -> list[tuple[str, str]]:
    names = {row.source: row.hospital for row in rows}
    counted = Counter(row.source for row in rows)
    return [(source, names[source]) for source, _ in counted.most_common(_HOSPITALS)]


def _figure(title: str, body: str) -> str:
    return f"<figure><figcaption>{title}</figcaption>{body}</figure>"
