"""Which of very many notices have a property that their own fields tell: how many have it, then the first of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.answering.desk import Desk, by_source
from assistant.answering.families.notices import Property, property_of
from assistant.answering.marks import joined
from assistant.answering.surveys.laying import NAMED, RANKED, examples, most, rest, tell
from assistant.records.query import FindingQuery, FindingRow

_LEVELS = ("中央", "省委", "市委", "区委", "县委", "旗委")
_WORDS_OF = {"findings": "declared_totals.findings", "inspection_level": "inspection_body"}
"""The field whose words show a property that is told by another one."""


def notices(desk: Desk) -> None:
    """How many have the property, have it not, or do not say; the first that have it with their values, cited."""
    question = desk.plan.question
    if sum(level in question for level in _LEVELS) > 1:
        _by_level(desk)
        return
    wanted = property_of(question, desk.plan.due_from, desk.plan.due_to)
    if wanted is None:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("unclear")
        return
    having = [source for source in desk.reports if wanted.holds(desk, source)]
    silent = [s for s in desk.reports if s not in set(having) and wanted.value(desk, s) is None]
    others = [s for s in desk.reports if s not in set(having) and s not in set(silent)]
    desk.draft.abstained = not having and not others
    values = {"n": len(having), "what": wanted.words, "hospital": examples(desk, having)}
    desk.draft.lead = tell(desk, "property" if having else "property_none", **values)
    desk.draft.columns = ("医院", "内容", "是否符合")
    shown = having[: most(desk, RANKED)]
    _lines(desk, wanted, shown, "property_yes")
    rest(desk, len(having) - len(shown), "rest_hospitals")
    if desk.whole:
        _lines(desk, wanted, others, "property_no")
        _lines(desk, wanted, silent, "property_unknown")
    desk.draft.silence = "".join(
        tell(desk, phrase, n=len(sources))
        for phrase, sources in (("property_others", others), ("property_silent", silent))
        if sources
    )


def _lines(desk: Desk, wanted: Property, sources: Sequence[str], fits: str) -> None:
    """A line a notice: its value, cited."""
    titles = _titles(desk, wanted, sources)
    for source in sources:
        value = wanted.value(desk, source) or "—"
        marks = desk.cite_field(source, _WORDS_OF.get(wanted.field, wanted.field), wanted.field)
        marks = marks or joined([desk.cite_title(row) for row in titles.get(source, ())])
        marks = marks or desk.cite_field(source, "inspection_start")
        desk.draft.present(source)
        desk.draft.bullet(tell(desk, "field_line", hospital=desk.hospital(source), value=value, marks=marks))
        desk.draft.row(desk.hospital(source), value, tell(desk, fits), marks=desk.book.numbers(marks))


def _titles(desk: Desk, wanted: Property, sources: Sequence[str]) -> dict[str, list[FindingRow]]:
    """All findings of the notices whose number of findings is asked about and not declared: they show it."""
    if wanted.field != "findings":
        return {}
    uncited = [s for s in sources if "declared_totals.findings" not in desk.reports[s].fields.evidence]
    return by_source(desk.records.findings(FindingQuery(sources=tuple(uncited))))


def _by_level(desk: Desk) -> None:
    """How many notices each level of inspection has, with the first of each, cited."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for source, row in desk.reports.items():
        grouped[row.fields.inspection_level or ""].append(source)
    silent = grouped.pop("", [])
    desk.draft.abstained = not grouped
    desk.draft.columns = ("医院", "内容")
    ordered = sorted(grouped.items(), key=lambda group: (-len(group[1]), group[0]))
    joiner = ", " if desk.english else "、"
    counts = joiner.join(
        f"{level} {len(sources)}" if desk.english else f"{level}{len(sources)}家" for level, sources in ordered
    )
    desk.draft.lead = tell(desk, "levels", n=len(desk.reports), words=counts) if grouped else desk.say("unclear")
    for level, sources in ordered:
        shown = sources[: most(desk, NAMED)]
        named = []
        for source in shown:
            mark = desk.cite_field(source, "inspection_body", "inspection_level")
            desk.draft.present(source)
            desk.draft.row(desk.hospital(source), level, marks=desk.book.numbers(mark))
            named.append(f"{desk.hospital(source)}{mark}")
        more = desk.say("and_others") if len(sources) > len(shown) else ""
        desk.draft.left += len(sources) - len(shown)
        desk.draft.bullet(tell(desk, "level_line", level=level, n=len(sources), hospital=joiner.join(named) + more))
    if silent:
        desk.draft.silence = tell(desk, "property_silent", n=len(silent))
