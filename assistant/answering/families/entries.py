"""Whether a notice gives each finding an entry: who is responsible, which department, until when, why it is not done.

A question about how the notice is written (是不是每条都写了责任人) is answered by counting the findings with the entry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk, clip, due_words, nested
from assistant.answering.families.counts import status_count
from assistant.answering.particulars import Kind, particulars_of
from assistant.answering.passages.window import CAUSE
from assistant.records.query import FindingRow
from assistant.schema import OPEN, Evidence
from assistant.text.clauses import sentences
from assistant.text.flat import fold

_WRITTEN = r"(?:写|标|列|注|公布|公开|说|给|交代|载|附|讲)"
_WHETHER = re.compile(
    rf"(?:有没有|有无|是不是|是否)[^,]{{0,12}}(?:{_WRITTEN}|报)|{_WRITTEN}没{_WRITTEN}|{_WRITTEN}(?:明|出|清楚?|上)?(?:了|过)?[^,]{{0,14}}(?:吗|没有?|么)$"
)
_EACH = re.compile(r"每一?[条项个]|逐[条项一个]|各[条项]|[条项]{2}都?|通报|公告|公示|公开表|报告")
_KINDS: tuple[tuple[Kind | None, str, re.Pattern[str]], ...] = (
    (
        "person",
        "责任人",
        re.compile(r"责任(?:人|领导)|牵头(?:人|领导)|(?:是|由|归)?谁(?:来)?(?:负责|牵头|管|抓|包)|负责人"),
    ),
    ("department", "责任科室", re.compile(r"(?:责任|牵头|承办)(?:科室|部门|单位)|哪个(?:科室?|部门)(?:负责|牵头|管)")),
    ("deadline", "整改时限", re.compile(r"时限|期限|限期|截止|什么时候(?:前)?(?:改|整改|完成)完?|时间表")),
    (
        None,
        "未完成的原因",
        re.compile(r"(?:没|未)[^,]{0,4}完[^,]{0,3}(?:的)?(?:原因|理由|缘由)|为(?:什么|啥)(?:没|未)[^,]{0,4}完"),
    ),
)
_TOTAL = re.compile(r"(?:完成|整改|办结|销号)(?:的)?(?:总数|总的?数|合计数)|总(?:的)?完成(?:数|了多少)")
_LISTED = 12


def entries(desk: Desk) -> bool:
    """Say whether the findings carry the entry asked about; False where the question is no such one."""
    question = fold(desk.plan.asked).strip("?。,")
    if len(desk.reports) != 1 or desk.english or desk.within or not _WHETHER.search(question):
        return False
    if _TOTAL.search(question):
        return _total(desk)
    found = next(((kind, name) for kind, name, pattern in _KINDS if pattern.search(question)), None)
    if found is None or not (found[0] is None or _EACH.search(question)):
        return False
    kind, name = found
    rows = [row for row in desk.findings() if kind is not None or row.finding.status in OPEN]
    told = _causes(desk, rows) if kind is None else _lines(desk, rows, kind)
    _say(desk, name, rows, told)
    if kind == "deadline" and not told:
        _in_the_prose(desk, rows)
    return True


def _total(desk: Desk) -> bool:
    """Whether the notice gives a total of what is done; the count over its findings either way."""
    totals = next(iter(desk.reports.values())).fields.declared_totals
    desk.plan = desk.plan.model_copy(update={"theme": "", "topics": (), "statuses": ()})
    status_count(desk)
    if totals.completed is None:
        hospital = desk.hospital(next(iter(desk.reports)))
        desk.draft.lead = desk.say("no_total", hospital=hospital) + desk.draft.lead
    return True


_Told = list[tuple[FindingRow, Evidence]]


def _lines(desk: Desk, rows: Sequence[FindingRow], kind: Kind) -> _Told:
    """The findings with such an entry in a line or column of its own."""
    own = particulars_of(desk.records.text(next(iter(desk.reports))), [row.finding for row in rows])
    return [
        (row, next(each.evidence for each in own[row.finding.ordinal] if each.kind == kind))
        for row in rows
        if any(each.kind == kind for each in own.get(row.finding.ordinal, ()))
    ]


def _causes(desk: Desk, rows: Sequence[FindingRow]) -> _Told:
    """The findings not done that say why."""
    text = desk.records.text(next(iter(desk.reports)))
    out: _Told = []
    for row in rows:
        spans = [
            s
            for bounds in row.finding.spans
            for s in sentences(text, *bounds)
            if s[0] >= row.finding.title_evidence.end
        ]
        labelled = [s for s in spans if re.search(r"原因[:：]", text[slice(*s)])]
        caused = [s for s in spans if CAUSE.search(fold(text[slice(*s)]))]
        if cause := (labelled or caused)[:1]:
            out.append((row, Evidence.cut(text, *cause[0])))
    return out


def _say(desk: Desk, name: str, rows: Sequence[FindingRow], told: _Told) -> None:
    hospital = desk.hospital(next(iter(desk.reports)))
    if not told:
        desk.draft.lead = desk.say("entry_none", hospital=hospital, what=name)
        return
    key = "entry_all" if len(told) == len(rows) else "entry_some"
    desk.draft.lead = desk.say(key, hospital=hospital, what=name, n=len(told), left=len(rows) - len(told))
    for row, evidence in told[:_LISTED]:
        desk.draft.present(row.source, row.finding.ordinal)
        words = f"“{nested(clip(evidence.quote.strip(), 90))}”{desk.book.finding(row, evidence)}"
        desk.draft.bullet(f"{desk.title(row)}：{words}")


def _in_the_prose(desk: Desk, rows: Sequence[FindingRow]) -> None:
    """The time limits that stand in the prose of single findings, where none has a line for it."""
    for row in rows:
        for commitment in row.finding.commitments:
            if due := due_words(commitment.due, desk.plan.language):
                quote = f"“{nested(clip(commitment.evidence.quote, 90))}”{desk.book.finding(row, commitment.evidence)}"
                desk.draft.present(row.source, row.finding.ordinal)
                desk.draft.bullet(desk.say("entry_in_prose", title=desk.title(row), due=due, quote=quote))
