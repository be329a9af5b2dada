"""What the notices say of themselves, over very many of them: disclosure, intervals, dates, contact details."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.answering.desk import Desk, by_source
from assistant.answering.families import dates
from assistant.answering.surveys.laying import NAMED, RANKED, examples, most, over, rest, tell
from assistant.answering.surveys.narrowing import nearest
from assistant.records.query import FindingQuery, ReportRow
from assistant.schema import STATUSES


def disclosure(desk: Desk) -> None:
    """How many notices state a status per finding, totals only, or nothing; the first of each, cited."""
    items = [source for source, row in desk.reports.items() if row.discloses_status]
    totals = [source for source, row in desk.reports.items() if not row.discloses_status and _gives_totals(row)]
    silent = [source for source, row in desk.reports.items() if not row.discloses_status and not _gives_totals(row)]
    numbers = {"items": len(items), "totals": len(totals), "silent": len(silent)}
    desk.draft.lead = tell(desk, "disclosure", n=len(desk.reports), **numbers)
    bound = most(desk, NAMED)
    stated = over(desk, statuses=STATUSES[:-1]) if desk.whole else _stated_by(items[:bound])
    firsts = {source: rows[0] for source, rows in by_source(desk.records.findings(stated)).items()}
    names = ("declared_totals.completed", "declared_totals.partial", "declared_totals.unfinished")
    desk.draft.columns = ("医院", "披露方式")
    _class(desk, "disclosure_items", items, [desk.cite_status(firsts[s]) for s in items[:bound]])
    _class(desk, "disclosure_totals", totals, [desk.cite_field(s, *names) for s in totals[:bound]])
    _class(desk, "disclosure_silent", silent, [desk.cite_field(s, "inspection_start") for s in silent[:bound]])


def _stated_by(sources: Sequence[str]) -> FindingQuery:
    return FindingQuery(sources=tuple(sources), statuses=STATUSES[:-1])


def _gives_totals(row: ReportRow) -> bool:
    totals = row.fields.declared_totals
    return totals.completed is not None or totals.partial is not None or totals.unfinished is not None


def _class(desk: Desk, phrase: str, sources: Sequence[str], marks: Sequence[str]) -> None:
    if not sources:
        return
    joiner = ", " if desk.english else "、"
    bound = most(desk, NAMED)
    for source, mark in zip(sources[:bound], marks, strict=True):
        desk.draft.present(source)
        desk.draft.row(desk.hospital(source), tell(desk, f"{phrase}_cell"), marks=desk.book.numbers(mark))
    named = joiner.join(f"{desk.hospital(s)}{mark}" for s, mark in zip(sources, marks, strict=False))
    more = desk.say("and_others") if len(sources) > bound else ""
    desk.draft.left += max(0, len(sources) - bound)
    desk.draft.bullet(f"{tell(desk, phrase, n=len(sources))}{named}{more}")


def span(desk: Desk) -> None:
    """Days between dated events: the longest, the shortest, the middle, then one end of the ranking."""
    kind = desk.plan.span or "inspection"
    if kind == "meeting":
        # The meeting stands in the prose, which is read for the notices that say most of it.
        nearest(desk, dates.span, ("民主生活会",))
        return
    found = [each for source in desk.reports if (each := dates.interval_of(desk, source, kind, cited=False))]
    what = desk.say(f"span_{kind}")
    if not found:
        desk.draft.abstained = True
        desk.draft.lead = tell(desk, "nothing_found", n=len(desk.reports))
        return
    sign = 1 if desk.plan.order == "min" else -1
    found.sort(key=lambda each: (sign * each.days, each.source))
    shown = [i for each in found[: most(desk, RANKED)] if (i := dates.interval_of(desk, each.source, kind))]
    days = sorted(each.days for each in found)
    values = {"longest": days[-1], "shortest": days[0], "median": days[len(days) // 2]}
    lead = tell(desk, "span", hospitals=len(found), what=what, **values)
    desk.draft.lead = (dates.line_of(desk, kind, shown[0]) if desk.plan.order else "") + lead
    desk.draft.columns = ("医院", "起", "止", "天数")
    for each in shown:
        desk.draft.present(each.source)
        desk.draft.bullet(dates.line_of(desk, kind, each))
        cells = desk.hospital(each.source), each.first, each.last, str(each.days)
        desk.draft.row(*cells, marks=desk.book.numbers(each.marks))
    rest(desk, len(found) - len(shown), "rest_hospitals")
    if len(found) < len(desk.reports):
        desk.draft.silence = tell(desk, "not_said", n=len(desk.reports) - len(found))


def report_field(desk: Desk) -> None:
    """A field of the notices: the ends of its range, the values that several share, or the commonest."""
    field = desk.plan.field or "inspection_dates"
    known = {source: value for source in desk.reports if (value := dates.value_of(desk, source, field))}
    if not known:
        desk.draft.abstained = True
        desk.draft.lead = tell(desk, "nothing_found", n=len(desk.reports))
        return
    what = tell(desk, f"field_{field}")
    desk.draft.columns = ("医院", "内容")
    dated = field in ("inspection_dates", "feedback_date", "published")
    if desk.plan.same_day and dated:
        groups = defaultdict(list)
        for source in known:
            groups[dates.sortable(desk, source, field)].append(source)
        shared = {day: sources for day, sources in groups.items() if len(sources) > 1}
        desk.draft.lead = tell(desk, "same_day", days=len(shared), n=sum(map(len, shared.values())))
        _groups(desk, field, known, shared)
    elif dated:
        latest = desk.plan.order == "max"
        ordered = sorted(known, key=lambda source: (dates.sortable(desk, source, field), source), reverse=latest)
        ends = sorted((dates.sortable(desk, source, field), source) for source in known)
        first, last = known[ends[0][1]], known[ends[-1][1]]
        desk.draft.lead = tell(desk, "field_range", n=len(known), what=what, first=first, last=last)
        for source in ordered[: most(desk, RANKED)]:
            _valued(desk, source, known[source], dates.evidence_names(field))
        rest(desk, len(known) - most(desk, RANKED), "rest_hospitals")
    else:
        alike = defaultdict(list)
        for source, value in known.items():
            alike[value].append(source)
        desk.draft.lead = tell(desk, "field_groups", n=len(known), what=what, kinds=len(alike))
        _groups(desk, field, known, alike)
    if len(known) < len(desk.reports):
        desk.draft.silence = tell(desk, "not_said", n=len(desk.reports) - len(known))


def _valued(desk: Desk, source: str, value: str, names: Sequence[str]) -> None:
    """One notice with what it gives."""
    desk.draft.present(source)
    marks = desk.cite_field(source, *names)
    desk.draft.bullet(tell(desk, "field_line", hospital=desk.hospital(source), value=value, marks=marks))
    desk.draft.row(desk.hospital(source), value, marks=desk.book.numbers(marks))


def _groups(desk: Desk, field: str, known: dict[str, str], groups: dict[str, list[str]]) -> None:
    """A bullet a value that notices share, the commonest first."""
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    if desk.whole:
        for source in (each for _, sources in ordered for each in sources):
            _valued(desk, source, known[source], dates.evidence_names(field))
        return
    for _, sources in ordered[:RANKED]:
        desk.draft.present(sources[0])
        marks = "".join(desk.cite_field(source, *dates.evidence_names(field)) for source in sources[:3])
        values = {"value": known[sources[0]], "n": len(sources), "hospital": examples(desk, sources[:3])}
        desk.draft.bullet(tell(desk, "group_line", marks=marks, **values))
    rest(desk, sum(len(sources) for _, sources in ordered[RANKED:]))


def contact(desk: Desk) -> None:
    """How many notices give contact details, and the first of them."""
    kinds = ("phone", "address", "email")
    known = [s for s, row in desk.reports.items() if any(getattr(row.fields.contact, kind) for kind in kinds)]
    desk.draft.abstained = not known
    desk.draft.lead = tell(desk, "contact", n=len(desk.reports), known=len(known))
    joiner = ", " if desk.english else "，"
    desk.draft.columns = ("医院", "内容")
    for source in known[: most(desk, RANKED)]:
        given = {kind: value for kind in kinds if (value := getattr(desk.reports[source].fields.contact, kind))}
        _valued(desk, source, joiner.join(given.values()), [f"contact.{kind}" for kind in given])
    rest(desk, len(known) - most(desk, RANKED), "rest_hospitals")
