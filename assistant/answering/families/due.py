"""What was promised by when: open matters by deadline, those past the day of judgement first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answering.chronology.moments import Moment
from assistant.answering.desk import Desk, clip, commitment_words, date_words, due_words, matter
from assistant.answering.details import undated
from assistant.answering.families.ahead import ahead_of, asks_ahead, promised_outside, window_in
from assistant.answering.families.matching import about_topics, commitments_about, theme_terms
from assistant.answering.questions import cues_of
from assistant.records.due import last_day
from assistant.records.query import FindingRow
from assistant.schema import Commitment, Evidence
from assistant.text.dates import find_dates
from assistant.text.flat import FlatText

_SHOWN = 40


def due(desk: Desk) -> None:
    """Open matters with a deadline, in the window asked for, by date; overdue ones are marked as of a day."""
    plan = desk.plan
    overdue_only = _asks_overdue(desk)
    as_of = plan.as_of or desk.today.isoformat()
    windows = {source: _window(desk, source, overdue_only=overdue_only) for source in desk.reports}
    entries = [
        (last_day(c.due), row, c)
        for row, c in _candidates(desk)
        if c.due and _inside(c.due, *windows[row.source]) is not plan.due_outside
    ]
    if overdue_only:
        entries = [entry for entry in entries if entry[0] < as_of]
    entries.sort(key=lambda e: (e[0], plan.sources.index(e[1].source), e[1].finding.ordinal, e[2].evidence.start))
    without_date = _undated(desk)
    if without_date and only_undated(plan.question):
        entries = []
    if not entries and not without_date and not (asks_ahead(plan.asked) and _outside(desk, windows)):
        desk.draft.lead = desk.say("due_none", hospital=desk.names(desk.reports), window=named_window(desk))
        desk.draft.abstained = True
        return
    if plan.order in ("min", "max") and not overdue_only and not (asks_ahead(plan.asked) and "最" not in plan.asked):
        _extreme(desk, entries)
        return
    outside = _outside(desk, windows) if asks_ahead(plan.asked) and not overdue_only else []
    if entries or outside:
        _listed(desk, entries, as_of, overdue_only=overdue_only, outside=outside)
    if without_date:
        _listed_undated(desk, without_date)


Entry = tuple[str, FindingRow, Commitment]


def _window(desk: Desk, source: str, *, overdue_only: bool) -> tuple[str | None, str | None]:
    """The first and the last day asked about: for a month without a year, those of the notice's time."""
    plan = desk.plan
    if overdue_only and plan.as_of:
        return None, None
    if plan.due_from or plan.due_to or not asks_ahead(plan.asked):
        return plan.due_from, plan.due_to
    window = window_in(plan.asked, desk.reports[source].fields.published)
    return window.first, window.last


def _outside(desk: Desk, windows: Mapping[str, tuple[str | None, str | None]]) -> list[tuple[str, Moment]]:
    """What the notices promise by a day in the window outside their findings."""
    return [
        (source, moment)
        for source in desk.reports
        for moment in promised_outside(desk, source)
        if _inside(moment.last, *windows[source]) is not desk.plan.due_outside
    ]


def _listed(
    desk: Desk, entries: list[Entry], as_of: str, *, overdue_only: bool, outside: Sequence[tuple[str, Moment]] = ()
) -> None:
    """The matters by date, and who has none such."""
    plan = desk.plan
    told = {row.source for _, row, _ in entries} | {source for source, _ in outside}
    hospitals = [source for source in desk.reports if source in told]
    key = "due_overdue" if overdue_only else "due_list" if named_window(desk) else "due_all"
    values = {
        "n": len(entries) + len(outside),
        "hospital": desk.names(hospitals),
        "window": named_window(desk),
        "as_of": date_words(as_of, plan.language),
    }
    desk.draft.lead = desk.say(key, **values)
    desk.draft.columns = ("医院", "问题", "事项", "期限")
    for day, row, commitment in entries[:_SHOWN]:
        _entry(desk, row, commitment, late=day < as_of and overdue_only)
    for source, moment in outside:
        _outside_entry(desk, source, moment)
    if len(entries) > _SHOWN:
        desk.draft.bullet(desk.say("more_not_shown", n=len(entries) - _SHOWN))
    without = [s for s in desk.reports if s not in hospitals]
    if without and len(desk.reports) > 1:
        desk.draft.silence = desk.say("due_without", hospital=desk.names(without))


def _outside_entry(desk: Desk, source: str, moment: Moment) -> None:
    text = desk.records.text(source)
    mark = desk.book.report(desk.reports[source], Evidence.cut(text, moment.start, moment.end), moment.label)
    when = due_words(moment.last, desk.plan.language)
    where = desk.hospital(source) if len(desk.plan.sources) > 1 else ""
    desk.draft.present(source)
    what = clip(text[moment.start : moment.end].strip(), _ROOM)
    desk.draft.bullet(
        desk.say("due_entry", when=when, where=where, title=desk.say("notice_body"), what=what, mark=mark, late="")
    )
    desk.draft.row(desk.hospital(source), desk.say("notice_body"), what, when, marks=desk.book.numbers(mark))


_ROOM = 140
"""Characters shown of what is promised outside the findings."""
_ONLY = re.compile(r"先后|排|顺序|按|有没有|有无|是否|哪些有")


def only_undated(question: str) -> bool:
    """Whether a question asks for what has no date and nothing else."""
    return undated(question) and _ONLY.search(question) is None


def _undated(desk: Desk) -> list[tuple[FindingRow, Commitment]]:
    """The open matters without a deadline, of findings that give none, where a question asks for them."""
    if not undated(desk.plan.question):
        return []
    rows = desk.findings(with_commitments=True)
    return [
        (row, c) for row in rows if not any(c.due for c in row.finding.commitments) for c in row.finding.commitments
    ]


def _listed_undated(desk: Desk, pairs: list[tuple[FindingRow, Commitment]]) -> None:
    """The open matters that have no date, after those that have one."""
    told = desk.say("due_undated", n=len(pairs), hospital=desk.names(dict.fromkeys(row.source for row, _ in pairs)))
    if desk.draft.lead:
        desk.draft.heading(told)
    else:
        desk.draft.lead = told
    for row, commitment in pairs[:_SHOWN]:
        desk.draft.present(row.source, row.finding.ordinal)
        where = row.hospital if len(desk.plan.sources) > 1 else ""
        desk.draft.bullet(f"{where}{desk.title(row)}：{commitment_words(desk, row, commitment, 140)}")


def _extreme(desk: Desk, entries: list[Entry]) -> None:
    """The matters whose deadline is the earliest or the latest of all."""
    last = desk.plan.order == "max"
    day = entries[-1 if last else 0][0]
    chosen = [entry for entry in entries if entry[0] == day]
    place = "、".join(dict.fromkeys(desk.place(row) for _, row, _ in chosen))
    when = due_words(chosen[0][2].due, desk.plan.language)
    desk.draft.lead = desk.say("due_last" if last else "due_first", place=place, when=when)
    desk.draft.columns = ("医院", "问题", "事项", "期限")
    for _, row, commitment in chosen:
        _entry(desk, row, commitment, late=False)


_TIME_LIMIT = re.compile(
    r"时限|期限|限期|到点|到期|到日子|截止|(?:要|须|应|得|该)(?:整改)?完|整改[^,，]{0,6}(?:完成|到位)"
)


def _with_time_limits(desk: Desk, rows: list[FindingRow]) -> list[tuple[FindingRow, Commitment]]:
    """The deadlines that findings carry on a line of their own, as matters, where the question is about deadlines."""
    if not _TIME_LIMIT.search(desk.plan.question):
        return []
    out = []
    for row in rows:
        finding = row.finding
        due = _deadline(desk, row)
        if due is not None and due not in {c.due for c in finding.commitments}:
            what = Commitment(
                what=finding.title, due=due, evidence=finding.title_evidence, due_evidence=finding.deadline
            )
            out.append((row, what))
    return out


def _deadline(desk: Desk, row: FindingRow) -> str | None:
    """The date of a finding's own deadline line, ISO; None where it has none or only 长期坚持."""
    if row.finding.deadline is None:
        return None
    fields = desk.reports[row.source].fields
    year = int((fields.feedback_date or fields.published or "0")[:4]) or None
    text = desk.records.text(row.source)
    found = find_dates(FlatText.of(text, row.finding.deadline.start, row.finding.deadline.end), year)
    return found[-1].last if found else None


def _asks_overdue(desk: Desk) -> bool:
    return "overdue" in cues_of(desk.plan.question)


def _candidates(desk: Desk) -> list[tuple[FindingRow, Commitment]]:
    rows = desk.findings(with_commitments=True)
    if not _asks_overdue(desk) and asks_ahead(desk.plan.asked):
        everything = desk.findings()
        dated = [pair for source in desk.reports for pair in ahead_of(desk, source, everything)]
        told = [(row, c) for row in rows for c in row.finding.commitments]
        return told + dated + _with_time_limits(desk, everything)
    narrowed = bool(desk.plan.topics)
    out = []
    for row in rows:
        if narrowed and not about_topics(desk.plan, row.finding):
            continue
        chosen = (
            commitments_about(desk.plan, row.finding) if narrowed or _named_theme(desk) else row.finding.commitments
        )
        out += [(row, commitment) for commitment in chosen]
    if not out and not narrowed:
        out = [(row, c) for row in rows for c in row.finding.commitments]
    return (
        out if _asks_overdue(desk) or narrowed or _named_theme(desk) else out + _with_time_limits(desk, desk.findings())
    )


def _named_theme(desk: Desk) -> bool:
    generic = (
        "时间点", "期限", "时限", "到期", "逾期", "超期", "事项", "截止", "承诺", "计划",
        "节点", "整改", "任务", "工作", "问题", "事情", "东西",
    )  # fmt: skip
    return any(term not in generic for term in theme_terms(desk.plan))


def _inside(due_date: str, first: str | None, last: str | None) -> bool:
    day = last_day(due_date)
    return (first is None or day >= first) and (last is None or day <= last)


def named_window(desk: Desk) -> str:
    """The window in words; 以外 where what lies outside is asked for."""
    words = _window_words(desk)
    return desk.say("outside_window", window=words) if words and desk.plan.due_outside else words


def _window_words(desk: Desk) -> str:
    first, last, language = desk.plan.due_from, desk.plan.due_to, desk.plan.language
    if first and last and first[:7] == last[:7]:
        return date_words(first if first == last else first[:7], language)
    if first and last and first[:4] == last[:4] and first.endswith("01-01") and last.endswith("12-31"):
        return date_words(first[:4], language)
    if first and last:
        return f"{date_words(first, language)}—{date_words(last, language)}"
    if last:
        return desk.say("until_day", day=date_words(last, language))
    return desk.say("since_day", day=date_words(first, language)) if first else ""


def _entry(desk: Desk, row: FindingRow, commitment: Commitment, *, late: bool) -> None:
    desk.draft.present(row.source, row.finding.ordinal)
    mark = desk.book.finding(row, commitment.evidence)
    if commitment.due_evidence is not None:
        mark += desk.book.finding(row, commitment.due_evidence)
    where = row.hospital if len(desk.plan.sources) > 1 else ""
    when = due_words(commitment.due, desk.plan.language)
    suffix = desk.say("overdue_mark") if late else ""
    own_line = commitment.due_evidence is not None and commitment.evidence == row.finding.title_evidence
    # A limit on a line of its own says when, not what; how far the finding is tells the rest.
    what = desk.status(row.finding.status) if own_line else matter(desk, row, commitment, 140)
    desk.draft.bullet(
        desk.say("due_entry", when=when, where=where, title=desk.title(row), what=what, mark=mark, late=suffix)
    )
    desk.draft.row(row.hospital, row.finding.title, what, when, marks=desk.book.numbers(mark))
