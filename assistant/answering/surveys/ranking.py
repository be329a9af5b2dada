"""A number that every notice's records give, over very many notices: added up by the engine, and ranked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.answering.desk import Desk, by_source
from assistant.answering.families import figures as few
from assistant.answering.families.reckoning import amount
from assistant.answering.marks import joined
from assistant.answering.plan import Metric
from assistant.answering.surveys.laying import RANKED, most, over, rest, tell
from assistant.answering.surveys.narrowing import beside
from assistant.records.query import FindingQuery, FindingRow, ValueKind
from assistant.schema import Evidence

BACK_WORDS = ("收回", "追回", "清退", "退还", "退回", "清收", "追缴", "挽回", "补缴", "退缴")
"""Money that came back, by the words of its kind or its quote."""
_KINDS: Mapping[Metric, ValueKind] = {
    "rules": "rules", "persons": "accountability", "recovered": "amounts", "open_matters": "commitments",
}  # fmt: skip
_NUMBERED = frozenset(("persons", "recovered"))
"""Numbers that are printed in the words; of the others the records are counted."""
_UNITS: Mapping[Metric, str] = {
    "findings": "条", "rules": "项", "persons": "人", "recovered": "元", "open_matters": "项",
}  # fmt: skip


def figures(desk: Desk) -> None:
    """The total, who has most or fewest, then the first of the ranking with all that their numbers rest on."""
    metric = desk.plan.metric or "findings"
    if metric not in _UNITS:
        # Measures and parts are numbered in the text alone, which has to be read notice by notice.
        _read(desk)
        return
    found = _numbers(desk, metric)
    if not found:
        desk.draft.abstained = True
        desk.draft.lead = tell(desk, "nothing_found", n=len(desk.reports))
        return
    unit, what = _UNITS[metric], desk.say(f"metric_{metric}")
    sign = 1 if desk.plan.order == "min" else -1
    ranked = sorted(found, key=lambda source: (sign * found[source], source))
    key = "ranked_fewest" if desk.plan.order == "min" else "ranked_most"
    best = ranked[0]
    alike = sum(found[source] == found[best] for source in ranked)
    desk.draft.lead = tell(desk, key, hospital=desk.hospital(best), value=amount(found[best], unit), what=what)
    if alike > 1:
        desk.draft.lead += tell(desk, "ranked_alike", n=alike)
    desk.draft.lead += tell(desk, "ranked_sum", n=len(found), what=what, value=amount(sum(found.values()), unit))
    desk.draft.columns = ("医院", "数量")
    shown = ranked[: most(desk, RANKED)]
    marks = _marks(desk, metric, shown)
    for source in shown:
        value = amount(found[source], unit)
        desk.draft.present(source)
        mark = marks.get(source, "")
        desk.draft.bullet(tell(desk, "field_line", hospital=desk.hospital(source), value=value, marks=mark))
        desk.draft.row(desk.hospital(source), value, marks=desk.book.numbers(mark))
    rest(desk, len(ranked) - len(shown), "rest_hospitals")
    if len(found) < len(desk.reports):
        desk.draft.silence = tell(desk, "not_said", n=len(desk.reports) - len(found))


def _numbers(desk: Desk, metric: Metric) -> dict[str, float]:
    """Each notice's number, by source; those that have none are left out."""
    if metric == "findings":
        return {source: float(row.findings) for source, row in desk.reports.items() if row.findings}
    totals = desk.records.value_totals(_KINDS[metric], _query(desk, metric))
    numbers = {each.source: each.number if metric in _NUMBERED else float(each.values) for each in totals}
    return {source: number for source, number in numbers.items() if number and source in desk.reports}


def _query(desk: Desk, metric: Metric) -> FindingQuery:
    return over(desk, value_words=BACK_WORDS if metric == "recovered" else ())


def _marks(desk: Desk, metric: Metric, sources: list[str]) -> dict[str, str]:
    """The marks of everything that the numbers of these notices rest on."""
    query = over(desk) if desk.whole else FindingQuery(sources=tuple(sources))
    rows = by_source(desk.records.findings(query))
    return {
        source: joined([desk.book.finding(row, each) for row in rows.get(source, ()) for each in _CITED[metric](row)])
        for source in sources
    }


def _back(row: FindingRow) -> list[Evidence]:
    return [
        each.evidence
        for each in row.finding.amounts
        if any(word in each.kind or word in each.evidence.quote for word in BACK_WORDS)
    ]


_CITED: Mapping[Metric, Callable[[FindingRow], list[Evidence]]] = {
    "findings": lambda row: [row.finding.title_evidence],
    "rules": lambda row: [each.evidence for each in row.finding.rules if each.action != "学习"],
    "persons": lambda row: [each.evidence for each in row.finding.accountability if each.persons is not None],
    "recovered": _back,
    "open_matters": lambda row: [each.evidence for each in row.finding.commitments],
}


def _read(desk: Desk) -> None:
    """The family's own answer, its list cut."""
    if desk.whole:
        few.figures(desk)
        return
    apart = beside(desk, list(desk.reports))
    few.figures(apart)
    bullets = [at for at, line in enumerate(desk.draft.lines) if line.startswith("- ")]
    left = len(bullets) - RANKED
    if left > 0:
        del desk.draft.lines[bullets[RANKED] :]
        del desk.draft.rows[RANKED:]
        rest(desk, left, "rest_hospitals")
