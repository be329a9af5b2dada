"""Follow-ups that take an event for come about which the finding at hand says is still to come (是哪家公司中的标)."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.families.premises import leaves_undone
from assistant.records.query import FindingRow
from assistant.schema import Evidence
from assistant.text.clauses import sentences
from assistant.text.flat import fold

_BEFORE: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"中的?标|成交|中选|承建|供的?货|合同(?:价|额)"), re.compile(r"招标|采购|比选|遴选|询价|磋商")),
    (re.compile(r"完工|竣工|建成|建好|交付"), re.compile(r"施工|开工|建设|改造|动工|完工|竣工|建成|封顶")),
    (
        re.compile(r"启用|投用|投入使用|上线|开诊|开业|运行|用上"),
        re.compile(r"启用|使用|上线|开诊|开业|运行|装机|安装|调试"),
    ),
    (re.compile(r"到货|装上|装好"), re.compile(r"到货|采购|安装|装机")),
    (re.compile(r"批[下复准]|获批|拿到批"), re.compile(r"批复|审批|申请|报批|立项")),
    (re.compile(r"招到|入职|报到"), re.compile(r"招聘|引进|招录|公告")),
)  # fmt: skip
"""Events, each with what a notice speaks of while it is still to come."""
_WHETHER = re.compile(
    r"了?(?:没有?|吗|么|没)[?？。]*$|什么时候能|何时能|(?:能|才|会|要|预计|计划|打算|准备)[^,]{0,6}(?:什么时候|何时|几月|哪)"
)
"""Words that ask whether or when it will, and take nothing for granted."""
_SHOWN = 2


def to_come(desk: Desk) -> bool:
    """Say that the event is still to come, in the finding's words; False where none is taken for granted."""
    if not desk.within or len(desk.reports) != 1 or desk.english or _WHETHER.search(desk.plan.asked):
        return False
    asked = fold(desk.plan.asked)
    stage = next(((event, before) for event, before in _BEFORE if event.search(asked)), None)
    if stage is None:
        return False
    for row in desk.findings_at(desk.within[:1]):
        if told := _open_sentences(desk, row, *stage):
            desk.draft.present(row.source, row.finding.ordinal)
            quotes = "；".join(f"“{nested(clip(e.quote.strip(), 200))}”{desk.book.finding(row, e)}" for e in told)
            desk.draft.lead = desk.say("not_so", hospital=row.hospital, quotes=quotes)
            return True
    return False


def _open_sentences(desk: Desk, row: FindingRow, event: re.Pattern[str], before: re.Pattern[str]) -> list[Evidence]:
    """The sentences that leave the event open; none where another says that it has come about."""
    text = desk.records.text(row.source)
    spans = [span for bounds in row.finding.spans for span in sentences(text, *bounds)]
    said = [(span, piece) for span in spans for piece in re.split("[;。]", fold(text[slice(*span)]))]
    if any(event.search(piece) and not leaves_undone(piece) for _, piece in said):
        return []
    left = dict.fromkeys(span for span, piece in said if before.search(piece) and leaves_undone(piece))
    return [Evidence.cut(text, *span) for span in list(left)[:_SHOWN]]
