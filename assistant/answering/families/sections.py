"""How many findings stand under one heading of a notice, and which: headings are names that people ask by."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip
from assistant.answering.marks import joined
from assistant.text.flat import fold

_NUMBER = re.compile(r"几(条|个|项)|多少(条|个|项)?|哪(几|些)(条|个|项)?|有哪些|how many|which", re.IGNORECASE)
_PART = re.compile(
    r"大类|部分|板块|类别|这一类|那一类|这个方面|那个方面|下面|项下|名下|标题|section|heading", re.IGNORECASE
)
_QUOTED = re.compile(r"[“\"‘'「]([^”\"’'」]{3,})[”\"’'」]")
_SHORTEST = 4
"""Characters a name must have to mean one heading."""


_EACH_PART = re.compile(
    r"(?:每一?个?|各个?|哪一?个|几个|[两二三四五六七八九\d]个|按)(?:方面|大类|部分|板块|类别|类)[^,，。]{0,10}(?:几|多少|最多|最少|哪)"
)


def asks_parts(question: str) -> bool:
    """Whether a question asks how the findings are spread over the headings."""
    return _EACH_PART.search(question) is not None


def _counts(desk: Desk) -> bool:
    """How many findings stand under each heading; False where the notice has no headings."""
    rows = [row for row in desk.findings() if row.finding.section]
    grouped: dict[str, list[str]] = {}
    for row in rows:
        grouped.setdefault(row.finding.section, []).append(desk.cite_title(row))
    if len(grouped) < 2:
        return False
    source = rows[0].source
    desk.draft.present(source)
    ordered = sorted(grouped.items(), key=lambda each: -len(each[1])) if desk.plan.order else list(grouped.items())
    counts = "；".join(f"{clip(name, 40)}{len(marks)}条{joined(marks)}" for name, marks in ordered)
    desk.draft.lead = desk.say(
        "section_counts", hospital=desk.hospital(source), n=len(grouped), total=len(rows), counts=counts
    )
    desk.draft.columns = ("方面", "问题数")
    for name, marks in ordered:
        desk.draft.row(name, str(len(marks)), marks=desk.book.numbers(joined(marks)))
    return True


def section(desk: Desk) -> bool:
    """Answer a question about the findings under a heading; False where the question is about something else."""
    question = desk.plan.question
    if len(desk.reports) == 1 and asks_parts(question) and _counts(desk):
        return True
    if len(desk.reports) != 1 or not _NUMBER.search(question) or not _PART.search(question):
        return False
    quoted = _QUOTED.search(question)
    name = fold(quoted[1] if quoted else desk.plan.theme)
    if len(name) < _SHORTEST:
        return False
    rows = [row for row in desk.findings() if name in fold(row.finding.section)]
    if not rows or len({row.finding.section for row in rows}) > 1:
        return False
    source = rows[0].source
    desk.draft.present(source)
    desk.draft.lead = desk.say("section_count", hospital=desk.hospital(source), section=name, n=len(rows))
    for row in rows:
        desk.draft.bullet(f"{desk.title(row)}：{desk.status(row.finding.status)}{desk.cite_title(row)}")
    return True
