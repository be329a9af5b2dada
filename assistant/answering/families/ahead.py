"""What a notice dates after its own day, whatever words it says it in: it is still to come.

哪些事要到某月才办 asks for it without naming a matter; a month without a year is that of the notice's time.
"""

from __future__ import annotations

import re

from assistant.answering.chronology.moments import Moment, moments_of
from assistant.answering.desk import Desk
from assistant.answering.windows import Window, window_of
from assistant.records.due import last_day
from assistant.records.query import FindingRow
from assistant.schema import Commitment, Evidence

_THING = r"(?:事项|事情|事儿?|活儿?|任务|工作|东西|动作|安排|计划|打算|进度|节点|承诺|整改)"
_WHAT = re.compile(
    rf"(?:哪|什么|啥)(?:些|几|两|三|四|五)?(?:件|个|项|样|桩|条)?(?:还?没(?:办|干|做|改)?完的)?{_THING}|(?:哪|什么|啥)(?:些|几(?:件|项|个|样|桩))"
    rf"(?=要|得|还|没|才|定|给|排|是|[,?？。]|$)|要[做办干搞弄](?:些|的)?(?:什么|啥)|(?:排|定|说|留|剩)(?:着|了|好|下)*(?:什么|啥|哪些)|{_THING}(?:都|还)?(?:有|是)?(?:哪些|哪几)"
)
_TIME = re.compile(
    r"20\d{2}年?|(?<!\d)\d{1,2}月(?:\d{1,2}[日号])?(?:份|底|末|初|[上中下]旬)?|[今明]年|年[底末内]|[上下]半年|第?[一二三四1-4]季度"
)
_TO_COME = re.compile(
    r"[要得该须]|才|还|说好|答应|计划|预计|打算|准备|[定给排留][了着到在好]|期限|时限|拖[到至]|到点|到期|到日子|往后|更晚|更迟|[以之]后|[以之]?前|[底末内]"
)
_SAID = re.compile(
    r"(?:(?:那|当)(?:会儿?|时候?|天)|[两三四五六七八九几这那各每]家|[两三四五六七八九几这那各每]份|通报|公告|公示|材料|文件|发出?|挂网|写|注|标|说|提|讲|明|清楚|分别|各自?"
    r"|时间|日子|期限|时限|期|截止|月份|几[月号日天]|哪[天月年家]|什么时候|何时|请|一下|列|出来?|来|去|到|至|从|自|起|为止|截至|算|也|在内"
    r"|[办做干弄改搞整]|完成?|成|好|了|着|过|能|会|可以|落实|兑现|启动|开展|推进|到位|有|没有?|未|是|在|里头?|上面?|中|内|的|都|就|又|再|或者?|以及|和|及|跟|与"
    r"|更晚|更迟|往后|以后|之后|以前|之前|前|后|底|末|初|给|把|被|对|自己|医院|院方|它|他们|这|那|接下来|下一步|后续|手头|目前|现在|需要?|必须|应该?|一共|总共|几|多少|哪|些|什么|啥|件|个|项|条|样|家|号|日)"
)
_LEFT = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,}")
_DISPLAY = re.compile(r"公示|意见|监督|反映|举报|来信|电话|邮箱")
"""Sentences that say until when the notice is shown and opinions are taken."""
_MONTH = re.compile(r"(?<![\d年])(?=(?:1[0-2]|0?[1-9])月)")
_REACH = re.compile(r"(?P<first>20\d{2}年\d{1,2}月)[^到至,]{0,12}[到至](?P<last>20\d{2}年(?:年?[底末]|\d{1,2}月))")

_UNTIL = re.compile(r"(?<![要拖得推排定放])[到至](?P<last>20\d{2}年年?[底末])")
"""From the notice's day to the end of its year (发完通报到年底); 要到年底才办 means the end of the year."""


def asks_ahead(question: str) -> bool:
    """Whether a question (hospital names taken out) asks what is to come by or after a time, naming no matter."""
    text = re.sub(r"\s", "", question).replace("，", ",")
    if not (_WHAT.search(text) and _TIME.search(text) and _TO_COME.search(_TIME.sub(" ", text, count=1))):
        return False
    rest = text
    for pattern in (_WHAT, _TIME, _TO_COME):
        rest = pattern.sub(" ", rest)
    rest = re.sub(_THING, " ", rest)
    return _LEFT.search(_SAID.sub(" ", rest)) is None


def window_in(question: str, published: str | None) -> Window:
    """The window a question names for a notice of that day: months without a year are of its year (年底前)."""
    if published is None:
        return window_of(question)
    year = int(published[:4])
    text = re.sub(r"\s", "", question).replace("今年", f"{year}年").replace("明年", f"{year + 1}年")
    text = _MONTH.sub(f"{year}年", text)
    text = re.sub(r"(?<!\d年)(?<!\d)(?<!年)(?=年[底末]|[上下]半年|第?[一二三四1-4]季度)", f"{year}年", text)
    if reach := _REACH.search(text):
        first, last = window_of(reach["first"]), window_of(reach["last"])
        return Window(max(first.first or "", published), last.last)
    if until := _UNTIL.search(text):
        return Window(published, window_of(until["last"]).last)
    return window_of(text)


def ahead_of(desk: Desk, source: str, rows: list[FindingRow]) -> list[tuple[FindingRow, Commitment]]:
    """The dated words of a notice's findings that lie after its own day and that no commitment of theirs holds."""
    published = desk.reports[source].fields.published
    if published is None:
        return []
    by_ordinal = {row.finding.ordinal: row for row in rows if row.source == source}
    text = desk.records.text(source)
    out = []
    for moment in moments_of(desk.report(source), text):
        row = by_ordinal.get(moment.ordinal) if moment.ordinal is not None else None
        if row is None or last_day(moment.last) <= last_day(published) or _held(row, moment):
            continue
        out.append((row, Commitment(what=moment.own, due=moment.last, evidence=Evidence.cut(text, *moment.said))))
    return out


def _held(row: FindingRow, moment: Moment) -> bool:
    """Whether the moment is that of a commitment of the finding, or of its time limit on a line of its own."""
    finding = row.finding
    lines = [each for each in (finding.deadline, finding.status_evidence) if each is not None]
    if any(each.start <= moment.at < each.end for each in lines):
        return True
    return any(
        c.due and last_day(c.due) == last_day(moment.last) and moment.start <= each.start < moment.end
        for c in finding.commitments
        for each in (c.evidence, c.due_evidence)
        if each is not None
    )


def promised_outside(desk: Desk, source: str) -> list[Moment]:
    """What a notice dates after its own day outside its findings, the days it is on display left out."""
    published = desk.reports[source].fields.published
    if published is None:
        return []
    moments = [m for m in moments_of(desk.report(source), desk.records.text(source)) if m.ordinal is None]
    return [m for m in moments if last_day(m.last) > last_day(published) and not _DISPLAY.search(m.sentence)]
