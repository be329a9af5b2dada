"""What findings hold, over very many notices: deadlines, persons held to account, sums of money, documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.answering.desk import Desk, by_source, date_words, due_words, matter
from assistant.answering.families.accountability import matter_asked
from assistant.answering.families.due import named_window
from assistant.answering.families.handling_asked import Handling
from assistant.answering.families.reckoning import amount as in_words
from assistant.answering.families.sums import BACK, rule_terms, yuan
from assistant.answering.marks import joined
from assistant.answering.questions import cues_of
from assistant.answering.surveys.laying import (
    LISTED,
    RANKED,
    first,
    hospitals_in,
    matter_of,
    most,
    over,
    plain,
    rest,
    tell,
)
from assistant.answering.surveys.ranking import BACK_WORDS
from assistant.records.due import last_day
from assistant.records.query import FindingQuery, FindingRow, Matter, ValueTotal
from assistant.schema import Commitment

_MONEY = re.compile("|".join((*BACK_WORDS, "资金", "款项", "费用", "金额", "合计", "总额", "钱", "款", "的")))
_QUOTED = re.compile(r"《([^》]{2,40})》")
"""A document that the question names outright."""


def due(desk: Desk) -> None:
    """Open matters with a deadline in the window asked for, by date."""
    plan = desk.plan
    overdue = "overdue" in cues_of(plan.question)
    as_of = plan.as_of or desk.today.isoformat()
    start, last = (None, None) if overdue and plan.as_of else (plan.due_from, plan.due_to)
    if overdue:
        before = (date.fromisoformat(last_day(as_of)) - timedelta(days=1)).isoformat()
        last = min(last, before) if last else before
    windows = _outside(start, last) if plan.due_outside else [(start or "0000", last)]
    totals: list[ValueTotal] = []
    # Words that no open matter holds (事项, 节点) narrow nothing; a topic does.
    for about in dict.fromkeys([matter_of(desk, open_too=True), None if not plan.topics else matter_of(desk)]):
        queries = [over(desk, about=about, due_from=a, due_to=b) for a, b in windows]
        totals = [total for query in queries for total in desk.records.value_totals("commitments", query)]
        if totals:
            break
    if not totals:
        _nothing(desk)
        return
    values = {"n": sum(total.values for total in totals), "hospitals": hospitals_in(desk, [t.source for t in totals])}
    if overdue:
        desk.draft.lead = tell(desk, "overdue", as_of=date_words(as_of, plan.language), **values)
    else:
        desk.draft.lead = tell(desk, "due", window=named_window(desk), **values)
    rows = [row for query in queries for row in first(desk, query, "due", LISTED)]
    entries = sorted(
        (
            (last_day(each.due), row.source, row.finding.ordinal, each.evidence.start, row, each)
            for row in {(row.source, row.finding.ordinal): row for row in rows}.values()
            for each in row.finding.commitments
            if each.due and any(_within(each.due, *window) for window in windows)
        ),
        key=lambda entry: entry[:4],
    )[: most(desk, LISTED)]
    desk.draft.columns = ("医院", "问题", "事项", "期限")
    for *_, row, commitment in entries:
        _entry(desk, row, commitment, late=overdue)
    rest(desk, sum(total.values for total in totals) - len(entries))


def _outside(start: str | None, last: str | None) -> list[tuple[str | None, str | None]]:
    """What lies before and after a window of days."""
    day = timedelta(days=1)
    before = [(None, (date.fromisoformat(start) - day).isoformat())] if start else []
    after = [((date.fromisoformat(last) + day).isoformat(), None)] if last else []
    return [*before, *after]


def _within(due_date: str, start: str | None, last: str | None) -> bool:
    day = last_day(due_date)
    return (start is None or day >= start) and (last is None or day <= last)


def _entry(desk: Desk, row: FindingRow, commitment: Commitment, *, late: bool) -> None:
    desk.draft.present(row.source, row.finding.ordinal)
    mark = desk.book.finding(row, commitment.evidence)
    if commitment.due_evidence is not None:
        mark += desk.book.finding(row, commitment.due_evidence)
    when, what = due_words(commitment.due, desk.plan.language), matter(desk, row, commitment, 140)
    suffix = desk.say("overdue_mark") if late else ""
    said = {"when": when, "where": row.hospital, "title": desk.title(row), "what": what, "mark": mark, "late": suffix}
    desk.draft.bullet(desk.say("due_entry", **said))
    desk.draft.row(row.hospital, row.finding.title, what, when, marks=desk.book.numbers(mark))


def accountability(desk: Desk) -> None:
    """Persons held to account: how many are printed in all, and the hospitals with the most."""
    handling = Handling.of(desk.plan.question)
    actions, left_out = handling.actions, handling.without
    theme = matter_asked(desk)
    about = Matter(topics=desk.plan.topics, title_words=theme) if theme or desk.plan.topics else None
    query = over(desk, about=about, value_words=actions)
    totals = desk.records.value_totals("accountability", query)
    if left_out:
        totals = _without(totals, desk.records.value_totals("accountability", replace(query, value_words=left_out)))
    if not totals:
        _nothing(desk)
        return
    desk.draft.lead = tell(
        desk,
        "accountability",
        hospitals=hospitals_in(desk, [total.source for total in totals]),
        n=sum(total.findings for total in totals),
        persons=round(sum(total.number for total in totals)),
        what="、".join(actions) or tell(desk, "accountability_what"),
    )
    least = desk.plan.order == "min"
    shown = sorted(totals, key=lambda t: (t.number if least else -t.number, t.source))
    shown = shown[: most(desk, RANKED)]
    rows = _rows_of(desk, shown, FindingQuery(with_accountability=True, about=about))
    desk.draft.columns = ("医院", "写明人数", "问题数")
    for total in shown:
        desk.draft.present(total.source)
        marks = joined(
            [
                desk.book.finding(row, item.evidence)
                for row in rows.get(total.source, ())
                for item in row.finding.accountability
                if not actions or any(a in item.action or a in item.evidence.quote for a in actions)
            ]
        )
        values = {"hospital": desk.hospital(total.source), "persons": round(total.number), "n": total.findings}
        desk.draft.bullet(tell(desk, "accountability_line", marks=marks, **values))
        cells = desk.hospital(total.source), str(round(total.number)), str(total.findings)
        desk.draft.row(*cells, marks=desk.book.numbers(marks))
    rest(desk, len(totals) - len(shown), "rest_hospitals")
    _not_said(desk, totals)


def _without(totals: Sequence[ValueTotal], other: Sequence[ValueTotal]) -> list[ValueTotal]:
    """The totals less what another count over the same notices found; findings of both kinds stay counted."""
    less = {total.source: total for total in other}
    left = [
        total._replace(values=total.values - gone.values, number=total.number - gone.number)
        if (gone := less.get(total.source))
        else total
        for total in totals
    ]
    return [total for total in left if total.values]


def _rows_of(desk: Desk, totals: Sequence[ValueTotal], query: FindingQuery) -> Mapping[str, Sequence[FindingRow]]:
    chosen = over(desk, with_accountability=query.with_accountability, about=query.about)
    if not desk.whole:
        chosen = replace(query, sources=tuple(total.source for total in totals))
    return defaultdict(list, by_source(desk.records.findings(chosen)))


def money(desk: Desk) -> None:
    """Sums of money, the largest first; those recovered, where the question is about recovery."""
    back = BACK.search(desk.plan.question) is not None
    # 资金 names a topic as well as what is asked for: a theme of words for money alone narrows nothing.
    named = _MONEY.sub("", plain(desk.plan.theme))
    about = matter_of(desk) if desk.plan.topics and (named or not back) else None
    query = over(desk, about=about, value_words=BACK_WORDS if back else ())
    totals = desk.records.value_totals("amounts", query)
    if not totals:
        _nothing(desk)
        return
    values = sum(total.values for total in totals)
    desk.draft.lead = tell(
        desk,
        "money",
        hospitals=hospitals_in(desk, [total.source for total in totals]),
        n=sum(total.findings for total in totals),
        values=values,
        what=tell(desk, "money_back" if back else "money_what"),
    )
    if back:
        desk.draft.lead += tell(desk, "money_sum", value=in_words(sum(total.number for total in totals), "元"))
    desk.draft.columns = ("医院", "问题", "款项", "金额")
    pairs = [
        (row, amount)
        for row in first(desk, query, "amount", LISTED)
        for amount in row.finding.amounts
        if not back or BACK.search(amount.kind) or BACK.search(amount.evidence.quote)
    ]
    pairs.sort(key=lambda pair: (-pair[1].value_yuan, pair[0].source, pair[0].finding.ordinal))
    shown = pairs[: most(desk, LISTED)]
    for row, amount in shown:
        desk.draft.present(row.source, row.finding.ordinal)
        mark = desk.book.finding(row, amount.evidence)
        desk.draft.bullet(f"{row.hospital}{desk.title(row)}：{amount.kind}{yuan(amount.value_yuan)}{mark}")
        cells = row.hospital, row.finding.title, amount.kind, yuan(amount.value_yuan)
        desk.draft.row(*cells, marks=desk.book.numbers(mark))
    rest(desk, values - len(shown))
    _not_said(desk, totals)


def rules(desk: Desk) -> None:
    """Documents made or revised: how many, and the first of them; those named after the matter asked about."""
    terms = tuple(_QUOTED.findall(desk.plan.question)) or tuple(rule_terms(desk))
    query = over(desk, value_words=terms)
    totals = desk.records.value_totals("rules", query)
    if not totals and desk.plan.topics:
        terms, query = (), over(desk, topics=desk.plan.topics)
        totals = desk.records.value_totals("rules", query)
    if not totals:
        _nothing(desk)
        return
    values = sum(total.values for total in totals)
    lead = tell(desk, "rules_theme", theme=plain(desk.plan.theme)) if terms else ""
    hospitals = hospitals_in(desk, [total.source for total in totals])
    desk.draft.lead = lead + tell(
        desk, "rules", hospitals=hospitals, n=sum(total.findings for total in totals), values=values
    )
    desk.draft.columns = ("医院", "制度", "动作", "问题")
    pairs = [
        (row, rule)
        for row in first(desk, query, "place", LISTED, "rules")
        for rule in row.finding.rules
        if rule.action != "学习" and (not terms or any(t in rule.name or t in rule.evidence.quote for t in terms))
    ][: most(desk, LISTED)]
    for row, rule in pairs:
        desk.draft.present(row.source, row.finding.ordinal)
        mark = desk.book.finding(row, rule.evidence)
        action = "废止" if rule.action == "other" else rule.action
        desk.draft.bullet(f"{row.hospital}{rule.name}（{action}，{desk.title(row)}）{mark}")
        desk.draft.row(row.hospital, rule.name, action, row.finding.title, marks=desk.book.numbers(mark))
    rest(desk, values - len(pairs))
    _not_said(desk, totals)


def _nothing(desk: Desk) -> None:
    desk.draft.abstained = True
    desk.draft.lead = tell(desk, "nothing_found", n=len(desk.reports))


def _not_said(desk: Desk, totals: Sequence[ValueTotal]) -> None:
    silent = len(desk.reports) - len({total.source for total in totals})
    if silent:
        desk.draft.silence = tell(desk, "not_said", n=silent)
