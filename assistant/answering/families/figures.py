"""Numbers that the records of every notice give: documents made, measures, persons, money back; compared, added up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.families.reckoning import amount
from assistant.answering.marks import joined
from assistant.answering.plan import Metric
from assistant.records.query import FindingQuery, FindingRow
from assistant.schema import Evidence

_BACK = re.compile(r"收回|追回|清退|退还|退回|清收|追缴|挽回|补缴|退缴")
_DECLARED_MEASURES = re.compile(r"(?:整改)?措施\s*(\d+)\s*(?:条|项|个)|(\d+)\s*(?:条|项|个)(?:具体)?(?:整改)?措施")
_COMPARED = re.compile(r"差|多出|多几|多多少|少几|少多少")


_FEW = 4
"""Sums, and notices, up to which each sum is told in its own words."""
_SHORT = 60
"""Characters shown of the words of a sum."""


@dataclass(frozen=True, slots=True)
class Number:
    """What one notice gives."""

    source: str
    value: float
    marks: str
    note: str = ""


def figures(desk: Desk) -> None:
    """Each notice's number, the largest first (or the smallest), with the difference and the total asked for."""
    metric = desk.plan.metric or "findings"
    found = [_OF[metric](desk, source) for source in desk.reports]
    having = [n for n in found if n.value]
    silent = [n.source for n in found if not n.value]
    unit = _UNIT[metric]
    if not having:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("figures_none", hospital=desk.names(desk.reports), what=desk.say(f"metric_{metric}"))
        return
    having.sort(key=lambda n: ((n.value if desk.plan.order == "min" else -n.value), n.source))
    for number in having:
        desk.draft.present(number.source)
    desk.draft.lead = _lead(desk, metric, having, unit)
    desk.draft.columns = ("医院", "数量")
    if len(having) > 1:
        for number in having:
            words = f"{amount(number.value, unit)}{number.note}{number.marks}"
            desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(number.source), words=words, tail=""))
            marks = desk.book.numbers(number.marks)
            desk.draft.row(desk.hospital(number.source), amount(number.value, unit), marks=marks)
    if silent:
        desk.draft.silence = desk.say("figures_silent", hospital=desk.names(silent), what=desk.say(f"metric_{metric}"))


def _lead(desk: Desk, metric: Metric, having: list[Number], unit: str) -> str:
    what = desk.say(f"metric_{metric}")
    first, last = having[0], having[-1]
    if len(having) == 1:
        words = f"{amount(first.value, unit)}{first.note}{first.marks}"
        return desk.say("figures_one", hospital=desk.hospital(first.source), what=what, words=words)
    if desk.plan.order is None and len(desk.reports) > 2:
        parts = " + ".join(amount(n.value, "") for n in having)
        total = amount(sum(n.value for n in having), unit)
        return desk.say("figures_sum", what=what, n=len(having), sum=parts, total=total)
    key = "figures_fewest" if desk.plan.order == "min" else "figures_most"
    text = desk.say(
        key, hospital=desk.hospital(first.source), other=desk.hospital(last.source), what=what,
        words=amount(first.value, unit), less=amount(last.value, unit),
    )  # fmt: skip
    if len(having) == 2 or _COMPARED.search(desk.plan.question):
        text += desk.say("figures_differ", words=amount(abs(first.value - last.value), unit))
    return text


def _rows(desk: Desk, source: str, **narrow: bool) -> list[FindingRow]:
    return desk.records.findings(FindingQuery(sources=(source,), **narrow))  # type: ignore[arg-type]


def _findings(desk: Desk, source: str) -> Number:
    row = desk.reports[source]
    mark = desk.cite_field(source, "declared_totals.findings")
    return Number(source, row.findings, mark or joined([desk.cite_title(r) for r in _rows(desk, source)]))


def _rules(desk: Desk, source: str) -> Number:
    """Documents by name, each once."""
    names: dict[str, str] = {}
    for row in _rows(desk, source, with_rules=True):
        for rule in row.finding.rules:
            if rule.action != "学习" and rule.name not in names:
                names[rule.name] = desk.book.finding(row, rule.evidence)
    listed = "、".join(names) if len(desk.reports) <= 3 else ""
    return Number(source, len(names), joined(list(names.values())), f"（{listed}）" if listed else "")


def _measures(desk: Desk, source: str) -> Number:
    """The number the notice declares outside its findings, else that of the measures it numbers."""
    row, text = desk.reports[source], desk.records.text(source)
    for passage in desk.report(source).passages:
        match = _DECLARED_MEASURES.search(text, passage.evidence.start, passage.evidence.end)
        if match:
            mark = desk.book.report(row, Evidence.cut(text, match.start(), match.end()), passage.heading)
            return Number(source, int(match[1] or match[2]), mark, desk.say("as_declared"))
    rows = _rows(desk, source)
    marks = joined([desk.cite_title(r) for r in rows])
    return Number(source, sum(len(r.finding.measures) for r in rows), marks, desk.say("as_numbered"))


def _persons(desk: Desk, source: str) -> Number:
    marks, total = [], 0
    for row in _rows(desk, source, with_accountability=True):
        for item in row.finding.accountability:
            if item.persons is not None:
                total += item.persons
                marks.append(desk.book.finding(row, item.evidence))
    return Number(source, total, joined(marks), desk.say("may_overlap") if len(marks) > 1 else "")


def _recovered(desk: Desk, source: str) -> Number:
    marks, words, total = [], [], 0.0
    for row in _rows(desk, source, with_amounts=True):
        for sum_ in row.finding.amounts:
            if _BACK.search(sum_.kind) or _BACK.search(sum_.evidence.quote):
                total += sum_.value_yuan
                marks.append(desk.book.finding(row, sum_.evidence))
                words.append(f"“{nested(clip(sum_.evidence.quote, _SHORT))}”")
    note = desk.say("sums_may_overlap") if len(marks) > 1 else ""
    told = desk.semicolon.join(words) if len(words) <= _FEW and len(desk.reports) <= _FEW else ""
    return Number(source, total, joined(marks), f"，{told}{note}" if told else note)


def _open_matters(desk: Desk, source: str) -> Number:
    rows = _rows(desk, source, with_commitments=True)
    marks = [desk.book.finding(row, c.evidence) for row in rows for c in row.finding.commitments]
    return Number(source, len(marks), joined(marks))


def _sections(desk: Desk, source: str) -> Number:
    firsts: dict[str, str] = {}
    for row in _rows(desk, source):
        if row.finding.section:
            firsts.setdefault(row.finding.section, desk.cite_title(row))
    return Number(source, len(firsts), joined(list(firsts.values())))


_OF: dict[Metric, Callable[[Desk, str], Number]] = {
    "findings": _findings,
    "rules": _rules,
    "measures": _measures,
    "persons": _persons,
    "recovered": _recovered,
    "open_matters": _open_matters,
    "sections": _sections,
}
_UNIT: dict[Metric, str] = {
    "findings": "条",
    "rules": "项",
    "measures": "条",
    "persons": "人",
    "recovered": "元",
    "open_matters": "项",
    "sections": "个",
}
