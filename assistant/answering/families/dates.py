"""Days between the dated events of an inspection, and the dates themselves; the arithmetic is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.answering.desk import Desk, date_words
from assistant.answering.plan import Field, SpanKind
from assistant.schema import Evidence
from assistant.text.clauses import sentences
from assistant.text.dates import find_dates
from assistant.text.flat import FlatText

_MEETING = re.compile(r"民主生活会")
_HELD = re.compile(r"召开|开展|举行")
_INSPECTION_MEETING = re.compile(r"巡察|巡视|整改")


_ENDS: dict[SpanKind, tuple[str, str]] = {
    "inspection": ("inspection_start", "inspection_end"),
    "feedback": ("inspection_end", "feedback_date"),
    "publication": ("feedback_date", "published"),
    "whole": ("inspection_end", "published"),
}


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from one event to another in one notice."""

    source: str
    first: str
    last: str
    days: int
    marks: str
    ordinal: int | None = None


def span(desk: Desk) -> None:
    """The interval asked for, per report, longest or shortest first where the question asks for it."""
    kind = desk.plan.span or "inspection"
    found = [i for source in desk.reports if (i := interval_of(desk, source, kind))]
    silent = [s for s in desk.reports if s not in {i.source for i in found}]
    if not found:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("span_missing", hospital=desk.names(silent), what=desk.say(f"span_{kind}"))
        return
    reverse = desk.plan.order != "min"
    if desk.plan.order or len(found) > 2:
        found.sort(key=lambda i: ((-i.days if reverse else i.days), i.source))
    for interval in found:
        desk.draft.present(interval.source, interval.ordinal)
    desk.draft.lead = _lead(desk, kind, found)
    desk.draft.columns = ("医院", "起", "止", "天数")
    for interval in found if len(found) > 1 else []:
        desk.draft.bullet(line_of(desk, kind, interval))
        row = (desk.hospital(interval.source), interval.first, interval.last, str(interval.days))
        desk.draft.row(*row, marks=desk.book.numbers(interval.marks))
    if silent:
        desk.draft.silence = desk.say("span_silent", hospital=desk.names(silent))


def _lead(desk: Desk, kind: str, found: list[Interval]) -> str:
    best = found[0]
    if len(found) == 1:
        return line_of(desk, kind, best)
    if desk.plan.order is None:
        return desk.say("span_each", what=desk.say(f"span_{kind}"))
    key = {"max": "span_longest", "min": "span_shortest", "both": "span_longest"}[desk.plan.order]
    text = desk.say(key, line=line_of(desk, kind, best), what=desk.say(f"span_{kind}"))
    if desk.plan.order == "both":
        text += desk.say("span_shortest", line=line_of(desk, kind, found[-1]), what=desk.say(f"span_{kind}"))
    return text


def line_of(desk: Desk, kind: str, interval: Interval) -> str:
    """One interval in words."""
    language = desk.plan.language
    return desk.say(
        f"span_line_{kind}",
        hospital=desk.hospital(interval.source),
        first=date_words(interval.first, language),
        last=date_words(interval.last, language),
        days=interval.days,
        inclusive=interval.days + 1,
        marks=interval.marks,
    )


def interval_of(desk: Desk, source: str, kind: SpanKind, *, cited: bool = True) -> Interval | None:
    """The interval as one notice gives it; None where it does not give both days. Without `cited` it has no marks."""
    fields = desk.reports[source].fields
    if kind == "meeting":
        return _to_meeting(desk, source)
    names = _ENDS[kind]
    first, last = (getattr(fields, name) for name in names)
    days = _days(first, last)
    if days is None or first is None or last is None:
        return None
    return Interval(source, first, last, days, desk.cite_field(source, *names) if cited else "")


def _to_meeting(desk: Desk, source: str) -> Interval | None:
    """From the feedback to the democratic-life meeting held for this rectification."""
    feedback = desk.reports[source].fields.feedback_date
    if feedback is None:
        return None
    text = desk.records.text(source)
    for start, end in sentences(text, 0, len(text)):
        sentence = text[start:end]
        if not (_MEETING.search(sentence) and _HELD.search(sentence) and _INSPECTION_MEETING.search(sentence)):
            continue
        for mention in find_dates(FlatText.of(text, start, end), int(feedback[:4])):
            days = _days(feedback, mention.last)
            if days is not None and 0 < days < 400:
                ordinal, mark = _cite_place(desk, source, Evidence.cut(text, start, end))
                return Interval(
                    source, feedback, mention.last, days, desk.cite_field(source, "feedback_date") + mark, ordinal
                )
    return None


def _cite_place(desk: Desk, source: str, evidence: Evidence) -> tuple[int | None, str]:
    for row in desk.findings():
        if row.source == source and any(a <= evidence.start and evidence.end <= b for a, b in row.finding.spans):
            return row.finding.ordinal, desk.book.finding(row, evidence)
    return None, desk.book.report(desk.reports[source], evidence, "通报正文")


def _days(first: str | None, last: str | None) -> int | None:
    """Days between two ISO days; None unless both are known to the day."""
    if not first or not last or len(first) != 10 or len(last) != 10:
        return None
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def report_field(desk: Desk) -> None:
    """Dates of the inspection, its body, the place of the hospital: as the notice gives them."""
    field = desk.plan.field or "inspection_dates"
    known = [s for s in desk.reports if value_of(desk, s, field)]
    silent = [s for s in desk.reports if s not in known]
    lines = []
    if desk.plan.same_day:
        _same_day(desk, field)
        return
    if desk.plan.order:
        known.sort(key=lambda s: (sortable(desk, s, field), s), reverse=desk.plan.order == "max")
    for source in known:
        desk.draft.present(source)
        marks = desk.cite_field(source, *evidence_names(field))
        lines.append(
            desk.say(f"field_{field}", hospital=desk.hospital(source), value=value_of(desk, source, field), marks=marks)
        )
    if len(lines) == 1:
        desk.draft.lead = lines[0]
    elif lines:
        ordered = {"min": "field_earliest", "max": "field_latest"}.get(desk.plan.order or "", "field_several")
        desk.draft.lead = desk.say(ordered, n=len(lines), hospital=desk.names(known), first=lines[0])
        for line in lines:
            desk.draft.bullet(line)
    missing = desk.say("field_missing", hospital=desk.names(silent)) if silent else ""
    if not known:
        desk.draft.abstained = True
        desk.draft.lead = missing
    else:
        desk.draft.silence = missing


def evidence_names(field: str) -> tuple[str, ...]:
    """Under which names the words of a field are kept."""
    return ("inspection_start", "inspection_end") if field == "inspection_dates" else (field,)


def sortable(desk: Desk, source: str, field: Field) -> str:
    """A field as it is ordered by; empty where the notice does not give it."""
    fields = desk.reports[source].fields
    value = fields.inspection_start if field == "inspection_dates" else getattr(fields, field)
    return value or ""


def _same_day(desk: Desk, field: Field) -> None:
    """Hospitals that share a date."""
    groups: dict[str, list[str]] = {}
    for source in desk.reports:
        value = sortable(desk, source, field)
        if value:
            groups.setdefault(value, []).append(source)
    shared = {day: sources for day, sources in sorted(groups.items()) if len(sources) > 1}
    names = ("inspection_start",) if field == "inspection_dates" else (field,)
    parts = []
    for day, sources in shared.items():
        for source in sources:
            desk.draft.present(source)
        marks = "".join(desk.cite_field(source, *names) for source in sources)
        parts.append(
            desk.say("same_day", day=date_words(day, desk.plan.language), hospital=desk.names(sources), marks=marks)
        )
    desk.draft.lead = "".join(parts) or desk.say("no_same_day")


def value_of(desk: Desk, source: str, field: str) -> str | None:
    """A field of a notice in words; None where the notice does not give it."""
    fields = desk.reports[source].fields
    language = desk.plan.language
    if field == "inspection_dates":
        if not fields.inspection_start or not fields.inspection_end:
            return None
        return f"{date_words(fields.inspection_start, language)}至{date_words(fields.inspection_end, language)}"
    if field == "inspection_body":
        return fields.inspection_body
    if field == "province":
        return (fields.province or "") + (fields.city or "") or None
    value = fields.feedback_date if field == "feedback_date" else fields.published
    return date_words(value, language) if value else None
