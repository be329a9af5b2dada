"""With which other hospitals or universities each hospital works together: the names, and the words they stand in."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, nested
from assistant.answering.families.excerpts import excerpt
from assistant.answering.families.institutions import names_of, sentences_of
from assistant.answering.plan import Operation, Scope
from assistant.records.query import FindingRow
from assistant.schema import Evidence

READ_AS: frozenset[Operation] = frozenset(("lookup", "compare", "mentions"))
"""Readings of a question that may ask for partners."""
_ASKED = re.compile(
    r"(?:哪一?[家所个些几]+|谁家?|什么)(?:家|所)?(?:的)?(?:上级|大|知名|省级|外面|外地|外院)*(?:医院|高校|大学|院校|医学院)"
    r"|(?:写|点|说|列)(?:出|明|清)?了?(?:合作|对)方(?:的)?(?:名|是谁|是哪)"
)
_NAMED = re.compile(r"(?:合作|对)方(?:的)?(?:名|是谁|是哪)")
_TOGETHER = re.compile(
    r"合作|共建|联合|结对|帮扶|攀|抱|傍|靠上|搭上|牵手|牵线|联手|对接|签约|签了?协议|挂靠|托管|专科联盟|医联体|合伙|靠山"
)
_COOPERATES = re.compile(
    r"合作|共建|协议|签约|签订|联合|结对|帮扶|联盟|医联体|托管|建立|成立|挂靠|引进|聘(?:任|请)|指导|进修|对接"
)
_CLOSELY = re.compile(r"合作|共建|协议|签约|联盟|托管|与[^，。]{2,20}(?:建立|成立|联合)|创新站|工作站|联合体")
_MANY = 60
"""Notices read through for partners at the most."""
_SHOWN = 2
"""Sentences shown of each hospital."""


def partners(desk: Desk) -> bool:
    """Name each hospital's partners; False where something else is asked or no notice names one."""
    asked = desk.plan.asked
    if desk.plan.operation not in READ_AS or desk.english or desk.plan.scope not in _scopes(asked):
        return False
    if not asks_partners(asked) or not 2 <= len(desk.reports) <= _MANY:
        return False
    found = {source: told for source in desk.reports if (told := _partners(desk, source))}
    if not found:
        return False
    desk.draft.lead = desk.say("partners", hospital=desk.names(found))
    for source, told in found.items():
        words = desk.semicolon.join(_line(desk, source, *each) for each in told)
        desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(source), words=words, tail=""))
    silent = [s for s in desk.reports if s not in found]
    desk.draft.silence = desk.say("partners_unsaid", hospital=desk.names(silent)) if silent else ""
    return True


def asks_partners(asked: str) -> bool:
    """Whether a question wants the names of those with whom something is done together."""
    return _ASKED.search(asked) is not None and _TOGETHER.search(asked) is not None


def _scopes(asked: str) -> tuple[Scope, ...]:
    """Of which hospitals partners may be asked: of all of them only where their names are asked for outright."""
    return ("named", "all") if _NAMED.search(asked) else ("named",)


def _partners(desk: Desk, source: str) -> list[tuple[tuple[str, ...], FindingRow, Evidence]]:
    """The sentences of a notice that name another institution with which something is done together; those that say so
    most plainly first.
    """
    fields = desk.reports[source].fields
    own = (fields.hospital, *fields.aliases)
    out = []
    for row, evidence in sentences_of(desk, source):
        names = tuple(n for n in names_of(evidence.quote) if not any(n in one or one in n for one in own))
        if names and _COOPERATES.search(evidence.quote):
            out.append((names, row, evidence))
    out.sort(key=lambda each: (_CLOSELY.search(each[2].quote) is None, each[2].start))
    plain = [each for each in out if _CLOSELY.search(each[2].quote)]
    return (plain or out)[:_SHOWN]


def _line(desk: Desk, source: str, names: tuple[str, ...], row: FindingRow, evidence: Evidence) -> str:
    desk.draft.present(source, row.finding.ordinal)
    mark = desk.book.finding(row, evidence)
    return f"{'、'.join(names)}，“{nested(excerpt(evidence.quote, names, 150))}”{mark}"
