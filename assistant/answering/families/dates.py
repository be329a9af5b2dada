"""Days between the dated events of an inspection, and the dates themselves; the arithmetic is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.answering.desk import Desk, date_words
from assistant.answering.details import span_kinds
from assistant.answering.plan import Field, SpanKind
from assistant.answering.questions import cues_of
from assistant.schema import Evidence
from assistant.text.clauses import sentences
from assistant.text.dates import DateMention, find_dates
from assistant.text.flat import FlatText

_MEETING = re.compile(r"民主生活会")
_HELD = re.compile(r"召开|开展|举行")
_INSPECTION_MEETING = re.compile(r"巡察|巡视|整改")


_ENDS: dict[SpanKind, tuple[str, str]] = {
    "inspection": ("inspection_start", "inspection_end"),
    "feedback": ("inspection_end", "feedback_date"),
    "publication": ("feedback_date", "published"),
    "whole": ("inspection_end", "published"),
    "start": ("inspection_start", "feedback_date"),
    "course": ("inspection_start", "published"),
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
    kinds = span_kinds(desk.plan.question)
    if len(kinds) > 1 and len(desk.reports) == 1:
        _several(desk, kinds)
        return
    kind = desk.plan.span or "inspection"
    found = [each for source in desk.reports if (each := interval_of(desk, source, kind))]
    silent = [s for s in desk.reports if s not in {each.source for each in found}]
    if not found:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("span_missing", hospital=desk.names(silent), what=desk.say(f"span_{kind}"))
        return
    reverse = desk.plan.order != "min"
    if desk.plan.order or len(found) > 2:
        found.sort(key=lambda i: ((-i.days if reverse else i.days), i.source))
    for each in found:
        desk.draft.present(each.source, each.ordinal)
    desk.draft.lead = _lead(desk, kind, found)
    desk.draft.columns = ("医院", "起", "止", "天数")
    if len(found) > 1:
        _listed(desk, kind, found)
    if silent:
        desk.draft.silence = desk.say("span_silent", hospital=desk.names(silent))


def _listed(desk: Desk, kind: SpanKind, found: list[Interval]) -> None:
    """The intervals in order; where the longest or the shortest is asked for, those that are neither stand apart."""
    order = desk.plan.order
    ends = {found[0].days} | ({found[-1].days} if order == "both" else set())
    among = [each for each in found if order is None or len(found) == 2 or each.days in ends]
    rest = [each for each in found if each not in among]
    for number, each in enumerate([*among, *rest]):
        if number == len(among):
            what = desk.say(f"ranked_span_{order}")
            desk.draft.lines.append(desk.say("rest_of_ranking", n=len(rest), what=what))
        desk.draft.bullet(line_of(desk, kind, each))
        row = (desk.hospital(each.source), each.first, each.last, str(each.days))
        desk.draft.row(*row, marks=desk.book.numbers(each.marks))


def _several(desk: Desk, kinds: list[SpanKind]) -> None:
    """Several intervals of one notice, in the order of the question."""
    source = next(iter(desk.reports))
    lines, missing = [], []
    for kind in kinds:
        found = interval_of(desk, source, kind)
        if found is None:
            missing.append(desk.say(f"span_{kind}"))
        else:
            desk.draft.present(source, found.ordinal)
            lines.append(line_of(desk, kind, found))
    gone = desk.say("span_missing", hospital=desk.names([source]), what="、".join(missing)) if missing else ""
    desk.draft.abstained = not lines
    desk.draft.lead, desk.draft.silence = ("".join(lines), gone) if lines else (gone, "")


_APART = re.compile(
    r"差(?:了)?(?:多少|几)|相差|多(?:待|驻|用|花)?了?几|(?:长|短|快|慢|久)(?:多少|几)"
    r"|by how (?:much|many|long)|difference|days apart"
)


def _lead(desk: Desk, kind: str, found: list[Interval]) -> str:
    best = found[0]
    if len(found) == 1:
        return line_of(desk, kind, best)
    if desk.plan.order is None:
        return desk.say("span_each", what=desk.say(f"span_{kind}"))
    text = _end_of(desk, kind, found, longest=desk.plan.order != "min")
    if desk.plan.order == "both" and found[-1].days != best.days:
        text += _end_of(desk, kind, found[::-1], longest=False)
    two = len(found) == 2 or desk.plan.order == "both"
    if two and found[-1].days != best.days and _APART.search(desk.plan.question):
        text += desk.say("figures_differ", words=f"{abs(best.days - found[-1].days)}天")
    return text


def _end_of(desk: Desk, kind: str, found: list[Interval], *, longest: bool) -> str:
    """The first of the intervals as the longest or the shortest; all of those that tie with it."""
    tied = [each for each in found if each.days == found[0].days]
    if len(tied) > 1:
        key = "span_equal" if len(tied) == len(found) else "span_tied_longest" if longest else "span_tied_shortest"
        names = desk.names([each.source for each in tied])
        return desk.say(key, what=desk.say(f"span_{kind}"), hospital=names, days=tied[0].days)
    return desk.say("span_longest" if longest else "span_shortest", line=line_of(desk, kind, found[0]))


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
        for mention in _nearest_first(FlatText.of(text, start, end), int(feedback[:4])):
            days = _days(feedback, mention.last)
            if days is not None and 0 < days < 400:
                ordinal, mark = _cite_place(desk, source, Evidence.cut(text, start, end))
                return Interval(
                    source, feedback, mention.last, days, desk.cite_field(source, "feedback_date") + mark, ordinal
                )
    return None


def _nearest_first(words: FlatText, year: int) -> list[DateMention]:
    """The dates of a sentence about the meeting: those before it first, the nearest of them foremost."""
    meeting = _MEETING.search(words.text)
    at = meeting.start() if meeting else 0
    return sorted(find_dates(words, year), key=lambda m: (m.start > at, abs(at - m.start)))


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
    elif lines and desk.plan.order:
        _ends(desk, lines)
        desk.draft.lead += _days_apart(desk, field, known)
    elif lines:
        desk.draft.lead = desk.say("field_several", n=len(lines), hospital=desk.names(known), first=lines[0])
        desk.draft.lead += _days_apart(desk, field, known)
        for line_ in lines:
            desk.draft.bullet(line_)
    missing = desk.say("field_missing", hospital=desk.names(silent)) if silent else ""
    if not known:
        desk.draft.abstained = True
        desk.draft.lead = missing
    else:
        desk.draft.silence = missing


def _days_apart(desk: Desk, field: Field, sources: list[str]) -> str:
    """The days between the first and the last date of a field, where they are asked for."""
    if "duration" not in cues_of(desk.plan.question) or len(sources) < 2:
        return ""
    ends = sorted(sortable(desk, source, field) for source in sources)
    days = _days(ends[0], ends[-1])
    return desk.say("dates_apart", n=days) if days is not None else ""


def evidence_names(field: str) -> tuple[str, ...]:
    """Under which names the words of a field are kept."""
    return ("inspection_start", "inspection_end") if field == "inspection_dates" else (field,)


def _ends(desk: Desk, lines: list[str]) -> None:
    """The first of the ordered lines, or the first and the last, before the rest."""
    order = desk.plan.order
    desk.draft.lead = desk.say("field_latest" if order == "max" else "field_earliest", first=lines[0])
    rest = lines[1:]
    if order == "both":
        desk.draft.lead += desk.say("field_latest", first=lines[-1])
        rest = lines[1:-1]
    if rest:
        what = desk.say("ranked_latest" if order == "max" else "ranked_ends" if order == "both" else "ranked_earliest")
        desk.draft.lines.append(desk.say("rest_of_ranking", n=len(rest), what=what))
        for line_ in rest:
            desk.draft.bullet(line_)


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
