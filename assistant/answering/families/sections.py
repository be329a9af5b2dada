"""How many findings stand under one heading of a notice, and which: headings are names that people ask by."""

from __future__ import annotations

import re
from collections import Counter

from assistant.answering.desk import Desk, clip
from assistant.answering.families.headings import groupings, under
from assistant.answering.families.named_headings import asks_named, named_headings, tell_headings
from assistant.answering.families.status_words import percent
from assistant.answering.figures.asked import calculation_of
from assistant.answering.figures.meaning import content, met
from assistant.answering.marks import joined
from assistant.answering.questions import cues_of
from assistant.answering.theme import theme_of
from assistant.records.query import FindingRow
from assistant.text.flat import fold
from assistant.text.numbers import parse_number

_NUMBER = re.compile(r"几(条|个|项)|多少(条|个|项)?|哪(几|些)(条|个|项)?|有哪些|how many|which", re.IGNORECASE)
_PART = re.compile(
    r"第[一二三四五六七八九\d]个?方面|大类|大块|部分|板块|类别|这一类|那一类|这个方面|那个方面|下面|下头|底下|项下|名下|标题"
    r"|section|heading",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"(?:检查|巡察|审计|督查|反馈|方面|专项)[^,，。]{0,6}(?:挑|查|点|指|发现|找|提|反馈)(?:出|到)?(?:来)?(?:了|的)?(?:是|有)?哪(?:几|些|[两二三四五六七八九])(?:个|条|项)?(?:问题)?"
)
"""Findings asked for by the check that found them: a notice on two checks heads its findings with them."""
_BESIDES = re.compile(r"(?:除了|除|不算|撇开)[^,，。]{2,16}?(?:以外|之外|外)?[,，]")
"""What a question sets aside before it asks."""
_QUOTED = re.compile(r"[“\"‘'「]([^”\"’'」]{3,})[”\"’'」]")
_SHORTEST = 4
"""Characters a name must have to mean one heading."""


_EACH_PART = re.compile(
    r"(?:每一?个?|各个?|哪一?个|几个|(?P<n>[两二三四五六七八九\d])(?:个|张|大|个大)?|按)(?:方面|大类|部分|板块|类别|类|清单|台账)"
    r"[^,，。]{0,10}(?:几|多少|最多|最少|哪)"
    r"|分(?:了|成|为|作)*(?:几|多少|哪几)个?大?(?:方面|类别?|部分|板?块|张?清单)[^。]{0,10}(?:各|每|分别)[^。]{0,6}(?:几|多少)"
)


def asks_parts(question: str) -> bool:
    """Whether a question asks how the findings are spread over the headings."""
    return _EACH_PART.search(question) is not None


def _counts(desk: Desk) -> bool:
    """How many findings stand under each heading; False where the notice has no headings."""
    rows = desk.findings()
    source = next(iter(desk.reports))
    ways = groupings(desk.records.text(source), rows)
    number = _number_of_parts(desk.plan.question)
    parts = next((way for way in ways if len(way) == number), ways[0] if ways else {})
    if not parts or (number is not None and len(parts) != number):
        rows = [row for row in rows if row.finding.section]
        parts = {
            name: [row for row in rows if row.finding.section == name] for name in (r.finding.section for r in rows)
        }
    if len(parts) < 2:
        return False
    grouped = {name: [desk.cite_title(row) for row in own] for name, own in parts.items()}
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


def _number_of_parts(question: str) -> int | None:
    """How many parts a question says there are (这三个方面)."""
    match = _EACH_PART.search(question)
    number = parse_number(match["n"]) if match and match["n"] else None
    return int(number) if number is not None else None


_NTH = re.compile(r"第([一二三四五六七八九]|\d)(?:个)?(?:大)?(?:部分|方面|类|板?块)")


def _headed(desk: Desk) -> list[FindingRow]:
    """The findings under the heading the question means: by its words, by its place, by most of its words."""
    question = desk.plan.question
    quoted = _QUOTED.search(question)
    name = fold(quoted[1] if quoted else desk.plan.theme)
    told = _BELOW.search(desk.plan.asked)
    if told and not quoted:
        name = "".join(theme_of(told[1]).split())
    rows = [row for row in desk.findings() if row.finding.section]
    if len(name) >= _SHORTEST:
        found = [row for row in rows if name in fold(row.finding.section)]
        if found:
            return found if len({row.finding.section for row in found}) == 1 else []
    sections = list(dict.fromkeys(row.finding.section for row in rows))
    nth = _NTH.search(question)
    if nth and len(sections) > 1:
        place = int(nth[1]) if nth[1].isdigit() else "一二三四五六七八九".index(nth[1]) + 1
        return [row for row in rows if place <= len(sections) and row.finding.section == sections[place - 1]]
    theme = theme_of(_BESIDES.sub(" ", desk.plan.asked)) if _BESIDES.search(desk.plan.asked) else desk.plan.theme
    if told and not quoted:
        theme = theme_of(told[1])
    if (ends := _ending(fold(theme).split(), sections)) is not None:
        return [row for row in rows if row.finding.section == ends]
    words = [word for word in content(theme) if len(word) > 1]
    scored = sorted(((met(words, fold(s)), s) for s in sections), reverse=True) if words else []
    if not scored or scored[0][0] < _MOST or (len(scored) > 1 and scored[1][0] >= scored[0][0]):
        return []
    return [row for row in rows if row.finding.section == scored[0][1]]


def _ending(runs: list[str], sections: list[str]) -> str | None:
    """The one heading that holds the end of a run of words (专项检查 of 市里专项检查), of four letters or more."""
    for run in runs:
        for begin in range(len(run) - _SHORTEST + 1):
            found = [s for s in sections if run[begin:] in fold(s)]
            if len(found) == 1:
                return found[0]
    return None


_BELOW = re.compile(r"^[,，、\s]*([^,，。;；?？]{2,30}?)(?:这一?[块类个部])?(?:的)?(?:下面|下头|底下|项下|名下|之下)")
"""A heading named before the words for what stands under it."""
_MOST = 0.6
"""Share of the question's words that a heading must hold to be the one that is meant."""


def _states(desk: Desk, rows: list[FindingRow]) -> str:
    """How many of the findings carry which status, where the question asks how far they are."""
    stated = Counter(row.finding.status for row in rows if row.finding.status != "not_stated")
    if not stated or not {"done", "not_done"} & cues_of(desk.plan.question):
        return ""
    counts = desk.say("section_states_joint").join(
        desk.say("section_state", status=desk.status(status), n=n) for status, n in stated.most_common()
    )
    return desk.say("section_states", counts=counts)


def section(desk: Desk) -> bool:
    """Answer a question about the findings under a heading; False where the question is about something else."""
    question = desk.plan.question
    one_part = _NTH.search(question) and _number_of_parts(question) is None
    if len(desk.reports) == 1 and asks_parts(question) and not one_part and _counts(desk):
        return True
    if len(desk.reports) != 1 or not _NUMBER.search(question):
        return False
    if _together(desk):
        return True
    rows = [row for row in desk.findings() if row.finding.section] if asks_named(desk.plan.asked) else []
    names = named_headings(desk.plan.asked, list(dict.fromkeys(row.finding.section for row in rows))) if rows else []
    if len(names) > 1:
        tell_headings(desk, rows, names)
        return True
    if names:
        return _tell(desk, names[0], [row for row in rows if row.finding.section == names[0]])
    if not _PART.search(question) and not _FOUND.search(question):
        return False
    rows = _headed(desk)
    heading = rows[0].finding.section if rows else ""
    if not rows:
        heading, rows = _above(desk)
    return _tell(desk, heading, rows) if rows else False


def _tell(desk: Desk, heading: str, rows: list[FindingRow]) -> bool:
    """The number of a heading's findings, and each of them."""
    source, name = rows[0].source, clip(heading, 40)
    desk.draft.present(source)
    desk.draft.lead = desk.say("section_count", hospital=desk.hospital(source), section=name, n=len(rows))
    desk.draft.lead += _share(desk, rows) + _states(desk, rows)
    for row in rows:
        desk.draft.bullet(f"{desk.title(row)}：{desk.status(row.finding.status)}{desk.cite_title(row)}")
    return True


def _together(desk: Desk) -> bool:
    """How many findings stand under several headings that the question joins; False where it joins none."""
    wanted = calculation_of(desk.plan.asked)
    if wanted is None or wanted.operator != "sum" or len(wanted.items) < 2:
        return False
    rows = [row for row in desk.findings() if row.finding.section]
    sections = list(dict.fromkeys(row.finding.section for row in rows))
    chosen: list[str] = []
    for item in wanted.items:
        scored = sorted(((met(content(item), fold(s)), s) for s in sections), reverse=True)
        if len(scored) < 2 or scored[0][0] < _MOST or scored[1][0] >= scored[0][0] or scored[0][1] in chosen:
            return False
        chosen.append(scored[0][1])
    tell_headings(desk, rows, chosen)
    return True


def _above(desk: Desk) -> tuple[str, list[FindingRow]]:
    """The findings of a part that has smaller headings under its own."""
    quoted = _QUOTED.search(desk.plan.question)
    name = fold(quoted[1] if quoted else desk.plan.theme.replace(" ", ""))
    if len(name) < _SHORTEST:
        return "", []
    return under(name, desk.records.text(next(iter(desk.reports))), desk.findings())


def _share(desk: Desk, rows: list[FindingRow]) -> str:
    """Their share of all findings, where it is asked for."""
    total = desk.reports[rows[0].source].findings
    if not _SHARE.search(desk.plan.question) or not total:
        return ""
    return desk.say("section_share", n=len(rows), total=total, share=percent(len(rows), total))


_SHARE = re.compile(r"占[^,，。]{0,10}(?:比例|比重|几成|百分|多少(?!条|个)|多大)|占比|percent|share")
