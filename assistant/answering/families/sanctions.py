"""How many persons took a formal sanction, over several notices: 处分 as the discipline of party and state knows them.

Talks, criticism and deductions are no such sanctions. A measure that prints no number but names one office (对某科科长
给予警告) is one person.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, by_source, clip, nested
from assistant.answering.families.handling_asked import penalties_in_general
from assistant.answering.families.held_persons import persons_of
from assistant.answering.families.matching import words_of
from assistant.answering.left_out import kept_of

_FORMAL = re.compile(r"警告|记大?过|降低岗位等级|降级|撤职|开除|留党察看|(?:党纪|政务|政纪|党内)处分")
_BRANCH = re.compile(r"(?:党纪|政务|政纪|党内)处分")
"""All sanctions of one discipline, which is no sanctions in general."""
_PERSONS = re.compile(r"(?:几|多少)(?:个|名|位)?人|几个$|几位|几名|how many (?:people|persons|staff)", re.IGNORECASE)
_SAID = re.compile(
    r"处分|党内|政务|党纪|政纪|严重|这些|受到|受过|受了|吃了|挨了|给予|给了|人员|[一二三四五六七八九十\d]+份|正式|组织|医院"
)
"""What such questions say besides the sanctions themselves."""


def asks_sanctioned(question: str, theme: str) -> bool:
    """Whether a question asks how many persons took formal sanctions, on whatever matter."""
    kept = kept_of(question)
    if not (_FORMAL.search(kept) or _in_general(kept)) or not _PERSONS.search(question):
        return False
    left = _SAID.sub(" ", _FORMAL.sub(" ", theme))
    return not [word for run in left.split() for word in words_of(run)]


def _in_general(question: str) -> bool:
    return penalties_in_general(_BRANCH.sub(" ", question))


def sanctioned(desk: Desk) -> None:
    """The persons in all, hospital by hospital, with each measure; those without a number are told apart."""
    question = kept_of(desk.plan.question)
    named = () if _in_general(question) or not _FORMAL.search(question) else tuple(_FORMAL.findall(question))
    found = [
        (row, item, persons_of(item))
        for row in desk.findings(with_accountability=True)
        for item in row.finding.accountability
        if _FORMAL.search(item.action) and (not named or any(word in item.action for word in named))
    ]
    what = "、".join(dict.fromkeys(named)) or "处分"
    if not found:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("sanctions_none", hospital=desk.names(desk.reports), what=what)
        return
    grouped = by_source([row for row, _, _ in found])
    counts = {s: sum(persons or 0 for row, _, persons in found if row.source == s) for s in grouped}
    parts = desk.semicolon.join(f"{desk.hospital(s)}{n}人" if n else desk.hospital(s) for s, n in counts.items())
    total = sum(counts.values())
    desk.draft.lead = desk.say("sanctions", n=len(grouped), total=total, what=what, parts=parts)
    for row, item, persons in found:
        desk.draft.present(row.source, row.finding.ordinal)
        number = f"{persons}人" if persons else desk.say("sanctions_unnumbered")
        mark = desk.book.finding(row, item.evidence)
        words = f"{item.action}{number}（“{nested(clip(item.evidence.quote, 80))}”）{mark}"
        desk.draft.bullet(f"{desk.place(row)}：{words}")
    if silent := [s for s in desk.reports if s not in grouped]:
        desk.draft.silence = desk.say("sanctions_silent", hospital=desk.names(silent), what=what)
