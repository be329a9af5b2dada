"""Answers from what stands in a line or column of its own: who leads a finding, which department, until when.

哪几条归某科, 时限定在某日的是哪几条, 挂黄牌的有几条 want every finding of one notice with that entry; 这条归谁管 wants
the entry of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk
from assistant.answering.families.left_over import left_words
from assistant.answering.families.status_words import percent
from assistant.answering.marks import joined
from assistant.answering.particulars import Particular, particulars_asked, particulars_of
from assistant.records.due import last_day
from assistant.records.query import FindingRow
from assistant.schema import OPEN, Evidence
from assistant.text.dates import DateMention, find_dates
from assistant.text.flat import FlatText

_WHICH = re.compile(r"哪|几[条项件个]|多少[条项件个]")
_OTHER = re.compile(r"多少(?!条|项|件|个问题)|几(?!条|项|件|个)[^,，]|为什么|为啥|怎么")
"""What asks for something inside the findings."""
_HOLDS = re.compile(r"牵头|负责|责任|分管|归|包保|主抓|领办|督办|名下|手上|管")
_DATED = re.compile(
    r"时限|期限|限期|定在|定到|限定|要求|到期|截止|前(?:要|得|须|应)?(?:整改?完|改完|完成)|要(?:整改)?完"
)
_AFTER = re.compile(r"(?:[之以]后|后面|往后)|晚于|超过")
_BEFORE = re.compile(r"^[^,，]{0,4}(?:[之以]前|前|[之以]内|为止)")
_FIXED = re.compile(r"(?:定|写|限|标|填)(?:在|到|的是|着|成|明|为)")
"""What makes a day before 之前 the very day that is printed."""
COLOURS = frozenset("红黄绿蓝橙")
"""Colours that notices mark their findings with."""
_COLOUR = re.compile(
    r"(?P<a>[红黄绿蓝橙])(?:色|牌|灯|标|档|码|旗)(?!的?(?:通道|食品))|(?:标|挂|亮|打|评)(?:了|的|着|成|为|的是)?(?P<b>[红黄绿蓝橙])|(?:问题|[条项个])(?:都|还)?是(?P<c>[红黄绿蓝橙])(?:的|$|[?？])"
)
_SHARE = re.compile(r"占|比例|几成|百分")
_SHORT = 8
"""Characters up to which a status is a mark and not a sentence."""


def particulars(desk: Desk) -> bool:
    """List the findings of one notice that a particular picks; False where nothing of the kind is asked or found."""
    question = desk.plan.asked
    ranked = _MOST.search(question) is not None and _HOLDS.search(question) is not None
    shared = _COLOUR.search(question) is not None and _SHARE.search(question) is not None
    if len(desk.reports) != 1 or not (_WHICH.search(question) or shared or ranked) or desk.within:
        return False
    if _coloured(desk, question):
        return True
    if _MOST.search(question) and _ranked(desk, question):
        return True
    if _OTHER.search(question):
        return False
    held = _entries(desk)
    return bool(held) and (_held_by(desk, question, held) or _due_on(desk, question, held))


def added(desk: Desk, places: Sequence[tuple[str, int | None]], told: str) -> str:
    """The particulars asked for of the one finding an answer rests on, so far as `told` has them not."""
    asked = particulars_asked(desk.plan.question)
    source, ordinal = places[0] if len(set(places)) == 1 else ("", None)
    if not asked or ordinal is None:
        return ""
    row = desk.finding_at(source, ordinal)
    if row is None:
        return ""
    own = particulars_of(desk.records.text(source), [row.finding]).get(ordinal, ())
    missing = [each for each in own if each.kind in asked and each.value not in told]
    words = _said(desk, row, missing)
    return desk.say("particulars", title=desk.title(row), words=words) if words else ""


Entries = list[tuple[FindingRow, tuple[Particular, ...]]]


def _entries(desk: Desk) -> Entries:
    source = next(iter(desk.reports))
    rows = desk.findings()
    own = particulars_of(desk.records.text(source), [row.finding for row in rows])
    return [(row, own[row.finding.ordinal]) for row in rows if row.finding.ordinal in own]


def _held_by(desk: Desk, question: str, held: Entries) -> bool:
    """The findings of a person or a department."""
    if not _HOLDS.search(question):
        return False
    names = {name for _, own in held for each in own if each.kind != "deadline" for name in _names(each)}
    named = max((name for name in names if len(name) >= 2 and name in question), key=len, default="")
    chosen = [(row, own) for row, own in held if any(each.kind != "deadline" and named in _names(each) for each in own)]
    return bool(named) and _tell(desk, named, chosen)


_MOST = re.compile(r"最(?:多|少)")
_BY_WHOM = (
    ("department", re.compile(r"科室?|部门|处室|单位")),
    ("person", re.compile(r"谁|哪一?[位个]|领导|责任人|牵头人")),
)


def _ranked(desk: Desk, question: str) -> bool:
    """Who, or which department, has the most findings or the fewest, counted by their own lines."""
    kind = next((kind for kind, words in _BY_WHOM if words.search(question)), None)
    if kind is None or not _HOLDS.search(question):
        return False
    held: dict[str, list[str]] = {}
    for row, own in _entries(desk):
        for each in (each for each in own if each.kind == kind):
            for name in _names(each):
                held.setdefault(name, []).append(desk.book.finding(row, each.evidence))
                desk.draft.present(row.source, row.finding.ordinal)
    if len(held) < 2:
        return False
    least = "最少" in question
    ordered = sorted(held.items(), key=lambda each: len(each[1]) if least else -len(each[1]))
    first = [name for name, marks in ordered if len(marks) == len(ordered[0][1])]
    hospital = desk.hospital(next(iter(desk.reports)))
    key = "particulars_fewest" if least else "particulars_most"
    desk.draft.lead = desk.say(key, hospital=hospital, names="、".join(first), n=len(ordered[0][1]))
    for name, marks in ordered:
        desk.draft.bullet(desk.say("particulars_held", name=name, n=len(marks), marks=joined(marks)))
    return True


def _names(each: Particular) -> list[str]:
    return re.split(r"[、，,/和及]", each.value)


def _due_on(desk: Desk, question: str, held: Entries) -> bool:
    """The findings whose time limit is a day or a month, or lies before or after it."""
    dates = _dates(desk, question)
    if len(dates) != 1 or not _DATED.search(question):
        return False
    # Deadlines in a window have their own family, which knows the open matters of the prose, too.
    if desk.plan.operation == "due" and not _FIXED.search(question[: dates[0].start]):
        return False
    chosen = [(row, own) for row, own in held if any(_fits(desk, each, dates[0], question) for each in own)]
    return _tell(desk, question[dates[0].start : dates[0].end], chosen) if chosen else False


def _dates(desk: Desk, text: str) -> list[DateMention]:
    fields = next(iter(desk.reports.values())).fields
    year = int((fields.feedback_date or fields.published or "0")[:4]) or None
    return find_dates(FlatText.of(text, 0, len(text)), year)


def _fits(desk: Desk, each: Particular, wanted: DateMention, question: str) -> bool:
    found = _dates(desk, each.value) if each.kind == "deadline" else []
    if not found:
        return False
    day, limit = last_day(found[-1].last), last_day(wanted.last)
    rest = question[wanted.end :]
    if _AFTER.search(rest[:8]):
        return day > limit
    if (wanted.before or _BEFORE.match(rest)) and not _FIXED.search(question[: wanted.start]):
        return day <= limit
    return wanted.first <= day[: len(wanted.first)] and day <= limit


def _coloured(desk: Desk, question: str) -> bool:
    """The findings that carry a colour as the mark of their status, with what the notice says it means; several
    colours are added up, and held against all findings where a share is asked for.
    """
    colours = list(dict.fromkeys(m["a"] or m["b"] or m["c"] for m in _COLOUR.finditer(question)))
    marked = {colour: [row for row in desk.findings() if _marked(row, colour)] for colour in colours}
    chosen = [row for rows in marked.values() for row in rows]
    if not chosen:
        return False
    source = next(iter(desk.reports))
    what = "、".join(f"{colour}色" for colour in colours)
    desk.draft.lead = desk.say("particulars_list", hospital=desk.hospital(source), n=len(chosen), what=what)
    if len(colours) > 1:
        each = " + ".join(f"{colour}色{len(rows)}条" for colour, rows in marked.items())
        desk.draft.lead = desk.say("colours_together", each=each, n=len(chosen)) + desk.draft.lead
    if _SHARE.search(question):
        total = desk.reports[source].findings
        share = percent(len(chosen), total)
        desk.draft.lead = desk.say("ratio_of", status=what, n=len(chosen), total=total, share=share) + desk.draft.lead
    for row in chosen:
        state = desk.status(row.finding.status) + desk.cite_status(row)
        left = left_words(desk, row) if row.finding.status in OPEN else ""
        _line(desk, row, desk.say("remaining", line=state, what=left) if left else state)
    desk.draft.silence = "".join(legend(desk, source, colour) for colour in colours)
    return True


def legend(desk: Desk, source: str, colour: str) -> str:
    """What the notice says a colour means; empty where it does not."""
    legend = re.search(rf"{colour}色?(?:为|是|表示|代表|指|[：:=])[^，,；;。\n]+", desk.records.text(source))
    if legend is None:
        return ""
    evidence = Evidence.cut(desk.records.text(source), *legend.span())
    mark = desk.book.report(desk.reports[source], evidence, "通报正文")
    return desk.say("particulars_legend", quote=legend[0], mark=mark)


def _marked(row: FindingRow, colour: str) -> bool:
    evidence = row.finding.status_evidence
    return evidence is not None and len(evidence.quote.strip()) <= _SHORT and colour in evidence.quote


def _tell(desk: Desk, what: str, chosen: Entries) -> bool:
    source = next(iter(desk.reports))
    desk.draft.lead = desk.say("particulars_list", hospital=desk.hospital(source), n=len(chosen), what=what)
    desk.draft.columns = ("问题", "内容")
    for row, own in chosen:
        _line(desk, row, _said(desk, row, own))
    return True


def _line(desk: Desk, row: FindingRow, words: str) -> None:
    desk.draft.present(row.source, row.finding.ordinal)
    colon = ": " if desk.english else "："
    desk.draft.bullet(f"{desk.title(row)}{colon}{words}")
    desk.draft.row(
        row.finding.title, re.sub(r"\[\d+\]", "", words), marks=desk.book.numbers("".join(_MARK.findall(words)))
    )


_MARK = re.compile(r"\[\d+\]")


def _said(desk: Desk, row: FindingRow, own: Sequence[Particular]) -> str:
    return desk.semicolon.join(f"{each.label}“{each.value}”{desk.book.finding(row, each.evidence)}" for each in own)
