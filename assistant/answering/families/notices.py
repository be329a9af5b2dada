"""Which notices have a property that their own fields tell: who inspected, when, how many findings.

A property is read off the question, held against every notice, and each notice's value is shown and cited, whether it
has the property or not; a notice that does not give the field is said to be silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.desk import Desk, date_words
from assistant.answering.families.party_body import bodies_asked, body_asked, body_of, without_body
from assistant.answering.marks import joined
from assistant.records.query import FindingQuery

_LEVEL = re.compile(
    r"(?P<level>中央|[省市区县旗]委)(?=[^,，。?？]{0,16}(?:巡察|巡视|巡的|派))|(?P<short>[省市区县旗])(?:一?级|里|上)?(?:巡察|巡视|巡的|派(?:的|组|人来|来的)|来(?:巡|查)的?)"
)
_SIZE = re.compile(
    r"(?:问题|事项|条数|条)[^,，。]{0,6}(?P<way>超过|多于|大于|不少于|至少|达到|不到|少于|不足|不超过|低于)(?P<n>\d+)"
    r"|(?P<n2>\d+)(?:个|条|项)(?P<way2>以上|以下|以内)[^,，。]{0,3}(?:问题|的)"
)
_AT_MOST = frozenset(("不到", "少于", "不足", "不超过", "低于", "以下", "以内"))
_STRICT = frozenset(("超过", "多于", "大于", "不到", "少于", "不足", "低于"))
_EVENTS = (
    (re.compile(r"反馈"), "feedback_date"),
    (re.compile(r"(?:巡察|巡视|进驻)[^,，。]{0,6}(?:结束|完)|撤"), "inspection_end"),
    (
        re.compile(
            r"公布|发布|落款|公开(?!招)|通报[^,，]{0,10}(?:发|出|公布|公开)|发(?:的|出)?通报|通报(?:的)?(?:日期|时间|发)|出通报"
        ),
        "published",
    ),
    (re.compile(r"巡察|巡视|进驻|被巡|巡的"), "inspection_start"),
)
_GIVEN = re.compile(r"(?<![没未])(?:写明|写了|标了|注明|给出|公布了|印了)[^,，。]{0,6}(?:日期|时间|哪天)")
_UNGIVEN = re.compile(r"(?:没|未|没有)(?:有)?(?:写|标|注|公布|给|说)?(?:明|出)?[^,，。]{0,4}(?:日期|时间|哪天)")


@dataclass(frozen=True, slots=True)
class Property:
    """Something a notice has or has not."""

    field: str
    words: str
    """How the answer calls it."""
    value: Callable[[Desk, str], str | None]
    """The notice's value as shown; None where it gives none."""
    holds: Callable[[Desk, str], bool]
    cite: Callable[[Desk, str], str] | None = None
    """The mark of the words that give the value, where no field of the notice holds them."""


def property_of(question: str, first: str | None, last: str | None) -> Property | None:
    """The property a question asks about; `first` and `last` are the ends of the time it names."""
    level = _LEVEL.search(question)
    if level:
        return _inspected_by(level["level"] or f"{level['short']}委")
    size = _SIZE.search(question)
    if size:
        return _sized(int(size["n"] or size["n2"]), size["way"] or size["way2"])
    body = body_asked(question)
    if body:
        return _organised(*body)
    name = next((name for pattern, name in _EVENTS if pattern.search(question)), None)
    if name is None:
        return None
    if _GIVEN.search(question) and not (first or last):
        return Property(
            name, "写明日期", lambda desk, s: _day(desk, s, name), lambda desk, s: bool(_day(desk, s, name))
        )
    if _UNGIVEN.search(question):
        return Property(
            name, "没有写明日期", lambda desk, s: _day(desk, s, name), lambda desk, s: _day(desk, s, name) is None
        )
    return _dated(name, first, last) if first or last else None


def notices(desk: Desk) -> None:
    """The notices that have the property, then those that have not, then those that do not say."""
    if len(set(_levels(desk.plan.question))) > 1:
        _grouped(desk, {source: row.fields.inspection_level for source, row in desk.reports.items()}, _level_mark)
        return
    if len(bodies_asked(desk.plan.question)) > 1:
        bodies = {source: body_of(desk.records.text(source)) for source in desk.reports}
        _grouped(desk, {source: body[0] if body else None for source, body in bodies.items()}, _body_mark)
        return
    wanted = property_of(desk.plan.question, desk.plan.due_from, desk.plan.due_to)
    if wanted is None:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("unclear")
        return
    having = [s for s in desk.reports if wanted.holds(desk, s)]
    silent = [s for s in desk.reports if s not in having and wanted.value(desk, s) is None]
    others = [s for s in desk.reports if s not in having and s not in silent]
    if not having and not others:
        desk.draft.abstained = True
    for source in having:
        desk.draft.present(source)
    key = "notices_having" if having else "notices_none"
    desk.draft.lead = desk.say(key, n=len(having), hospital=desk.names(having), what=wanted.words)
    desk.draft.columns = ("医院", "内容")
    for source in having:
        _line(desk, wanted, source)
    if others:
        desk.draft.heading(desk.say("notices_others", n=len(others)))
        for source in others:
            _line(desk, wanted, source)
    if silent:
        desk.draft.silence = desk.say("notices_silent", hospital=desk.names(silent))


def _levels(question: str) -> list[str]:
    """The levels of inspection a question names, where it speaks of inspection."""
    return re.findall(r"中央|[省市区县旗]委", question) if re.search(r"巡察|巡视", question) else []


def _grouped(desk: Desk, kinds: dict[str, str | None], cite: Callable[[Desk, str], str]) -> None:
    """The notices grouped by a property that each has one kind of; those that do not say are silent."""
    groups: dict[str, list[str]] = {}
    for source, kind in kinds.items():
        groups.setdefault(kind or "", []).append(source)
    parts = []
    for kind in sorted(kind for kind in groups if kind):
        marks = "".join(cite(desk, source) for source in groups[kind])
        for source in groups[kind]:
            desk.draft.present(source)
        words = f"{len(groups[kind])}家（{desk.names(groups[kind])}）" if not desk.english else desk.names(groups[kind])
        parts.append(desk.say("mention_line", hospital=kind, words=f"{words}{marks}", tail=""))
    desk.draft.lead = desk.semicolon.join(parts) + desk.say("stop")
    if groups.get(""):
        desk.draft.silence = desk.say("notices_silent", hospital=desk.names(groups[""]))
    desk.draft.abstained = not parts


def _level_mark(desk: Desk, source: str) -> str:
    return _mark(desk, "inspection_level", source)


def _body_mark(desk: Desk, source: str) -> str:
    found = body_of(desk.records.text(source))
    return desk.book.report(desk.reports[source], found[1], "通报正文") if found else ""


def _line(desk: Desk, wanted: Property, source: str) -> None:
    value = wanted.value(desk, source)
    mark = wanted.cite(desk, source) if wanted.cite else _mark(desk, wanted.field, source)
    if value is not None:
        desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(source), words=f"{value}{mark}", tail=""))
        desk.draft.row(desk.hospital(source), value, marks=desk.book.numbers(mark))


def _mark(desk: Desk, field: str, source: str) -> str:
    names = {"findings": "declared_totals.findings", "inspection_level": "inspection_body"}
    mark = desk.cite_field(source, names.get(field, field)) or desk.cite_field(source, field)
    if not mark and field == "findings":
        rows = desk.records.findings(FindingQuery(sources=(source,)))
        mark = joined([desk.cite_title(row) for row in rows])
    return mark or desk.cite_field(source, "inspection_start")


def _inspected_by(level: str) -> Property:
    def value(desk: Desk, source: str) -> str | None:
        fields = desk.reports[source].fields
        return fields.inspection_body or fields.inspection_level

    def holds(desk: Desk, source: str) -> bool:
        return desk.reports[source].fields.inspection_level == level

    return Property("inspection_level", f"由{level}巡察", value, holds)


def _organised(kind: str, other: bool) -> Property:
    def value(desk: Desk, source: str) -> str | None:
        found = body_of(desk.records.text(source))
        return found[0] if found else None

    def holds(desk: Desk, source: str) -> bool:
        found = value(desk, source)
        return found is not None and (found != kind) is other

    return Property("party_body", f"{'不是' if other else '是'}{kind}", value, holds, _body_mark)


def _sized(number: int, way: str) -> Property:
    def holds(desk: Desk, source: str) -> bool:
        found = desk.reports[source].findings
        if found == number:
            return way not in _STRICT
        return found < number if way in _AT_MOST else found > number

    words = f"问题{number}条{way}" if way.startswith("以") else f"问题{way}{number}条"
    return Property("findings", words, lambda desk, s: f"{desk.reports[s].findings}条问题", holds)


def _dated(name: str, first: str | None, last: str | None) -> Property:
    words = {
        "feedback_date": "反馈日期", "inspection_start": "巡察开始日期", "inspection_end": "巡察结束日期",
        "published": "通报日期",
    }[name]  # fmt: skip

    def holds(desk: Desk, source: str) -> bool:
        value = getattr(desk.reports[source].fields, name)
        return (
            bool(value)
            and (first is None or value >= first[: len(value)])
            and (last is None or value <= last[: len(value)])
        )

    return Property(name, f"{words}{_between(first, last)}", lambda desk, s: _day(desk, s, name), holds)


def _between(first: str | None, last: str | None) -> str:
    """A stretch of time in words."""
    if first and last:
        whole = first.endswith("01-01") and last.endswith("12-31") and first[:4] == last[:4]
        if whole:
            return f"在{date_words(first[:4], 'zh')}"
        if first == last:
            return f"在{date_words(first, 'zh')}"
        return f"在{date_words(first, 'zh')}至{date_words(last, 'zh')}"
    return f"在{date_words(first, 'zh')}以后" if first else f"在{date_words(last or '', 'zh')}以前"


def _day(desk: Desk, source: str, name: str) -> str | None:
    value = getattr(desk.reports[source].fields, name)
    return date_words(value, desk.plan.language) if value else None


def without_property(question: str) -> str:
    """The question without the words of its property, to see whether it asks for anything else."""
    left = without_body(_SIZE.sub(" ", _LEVEL.sub(" ", question)))
    for pattern in (_GIVEN, _UNGIVEN, *(pattern for pattern, _ in _EVENTS)):
        left = pattern.sub(" ", left)
    return left
