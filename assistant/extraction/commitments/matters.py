"""From clauses that leave something open to matters: one stretch of words for each thing still to be done.

Neighbouring clauses of one sentence mostly tell of one matter (已形成初稿，待审定后印发). They part where each has a
date of its own, where a later step has a subject of its own, or where other things are said between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.extraction.commitments import turns
from assistant.extraction.commitments.reading import Clause, Reading, is_ahead, lay_out, lies_in_future, stretches
from assistant.extraction.context import ReportContext
from assistant.outline.model import Block, Span
from assistant.text.dates import DateMention

_LEAD = re.compile(
    r"(?:分别|同时|并且|此外|另外|其中|但是?|且|而|故|因此|所以|目前|现在|现已|截至目前|截止目前|并|也|还|又|再)+[,:]?"
)
_STANDALONE = re.compile(
    r"(?:[也并还]|预计|预期|计划|力争|争取|拟|将|可|能够?|全部|全面|正式|于|在|底|初|末|前|内|之|份|日|月|年|完成|上线|运行|投入|使用|启用|"
    r"投用|完工|竣工|结束|到位|办结|实施|落实|建成|交付|开工|验收|通车|开诊|左右|\d)+"
)
_THING_APPROVED = re.compile(
    r"待[^,]{0,12}?(?:方案|细则|办法|预算|规划|设计|图纸|编制|标准|清单|项目|手续)[^,]{0,4}?(?:批复|批准|审批|通过|确定|下达)后"
)
_STANDING = re.compile(
    r"\d+年|\d+月|\d+日|预计|预期|计划|力争|争取|完成|根据|按照|结合|情况|要求|原则|实际|目前|后续|下一步|之?前|份|底|\([^()]*\)"
)
# Said of the same matter although it announces nothing of its own.
_GOES_ON = re.compile(r"(?:后续|下一?步|今后|届时|预计|预期|将|并将|待)")
_COUNTED = re.compile(r"[\d一二三四五六七八九十两][台个项名家套处件宗起户人辆笔栋间份]")
_LONGEST_SUBJECT = 60
_LONGEST_STEP = 12


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing left open: its words in the source and its own date, if it has one."""

    block: Block
    start: int
    end: int
    words: str
    """In matching form, quotations included, from the first clause that leaves something open."""
    whole: str
    """The same with the clause before it, where that names what it is about."""
    core: Span
    """Source span of the clause that tells most."""
    due: str | None
    due_span: Span | None
    stretch: Span
    """The sentence, or part of one between semicolons, that it stands in."""
    clauses: Span
    """First and last of its clauses, counted within the stretch."""


def open_matters(text: str, block: Block, context: ReportContext) -> list[Matter]:
    """What `block` leaves open, in order."""
    reading = lay_out(text, block, context)
    return [
        matter
        for read in stretches(text, reading)
        for group in _groups(read)
        for matter in _severally(reading, read, group, _matter(reading, read, group))
    ]


def _severally(reading: Reading, read: list[Clause], group: list[int], matter: Matter) -> list[Matter]:
    """A matter for each date where several are promised one by one: 分别计划于10月和12月完成."""
    clause = read[group[-1]]
    promised = [mention for mention in clause.dates if _promises(clause, mention, reading.context)]
    if len(promised) < 2 or "分别" not in clause.words:
        return [matter]
    places = [reading.flat.span(mention.start, mention.end) for mention in promised]
    ends = [*(place[1] for place in places[:-1]), matter.end]
    return [
        replace(matter, end=end, due=mention.last, due_span=place)
        for mention, place, end in zip(promised, places, ends, strict=True)
    ]


def _groups(read: list[Clause]) -> list[list[int]]:
    """Indexes of the clauses of each matter."""
    groups: list[list[int]] = []
    for index, clause in enumerate(read):
        adjacent = bool(groups) and index == groups[-1][-1] + 1
        if clause.signal is None:
            previous = read[index - 1].signal if adjacent else None
            if previous is not None and (previous.runs_on or _GOES_ON.match(clause.words)):
                groups[-1].append(index)
        elif groups and not _parts(read, groups[-1], index):
            groups[-1].append(index)
        else:
            groups.append([index])
    return [group for group in groups if not _done_after_all(read, group)]


def _done_after_all(read: list[Clause], group: list[int]) -> bool:
    """Whether the next clause says that all of it is done (分阶段推进，目前已全部完成)."""
    following = read[group[-1] + 1].words if group[-1] + 1 < len(read) else ""
    return turns.ALL_DONE.fullmatch(following) is not None


def _parts(read: list[Clause], group: list[int], index: int) -> bool:
    """Whether clause `index` begins a matter of its own rather than going on with `group`."""
    clause = read[index]
    assert clause.signal is not None
    standalone = _STANDALONE.fullmatch(clause.words) is not None and not clause.listed
    if any(read[i].dates for i in group) and clause.dates and not standalone:
        return True
    if index - group[-1] > 1:
        return not ((clause.signal.kind == "plan" and standalone) or _goes_on(read, group, index))
    if clause.dates and not standalone and _counts(clause) and any(_counts(read[i]) for i in group):
        return True
    if clause.signal.kind == "step" and any(_kind(read[i]) == "state" for i in group):
        return clause.signal.own_subject or _THING_APPROVED.search(clause.words) is not None
    return False


def _goes_on(read: list[Clause], group: list[int], index: int) -> bool:
    """Whether a plan without a subject goes on with what is told as a state, only short steps between them.

    调解室正在筹备，场地已定，预计10月挂牌 is one matter.
    """
    clause, between = read[index], read[group[-1] + 1 : index]
    begins = _LEAD.match(clause.words)
    lead = begins.end() if begins else 0
    bare = turns.INTENDED.match(clause.words, lead) is not None
    short = len(between) == 1 and len(between[0].words) <= _LONGEST_STEP and turns.DONE_STEP.search(between[0].words)
    return bare and bool(short) and _kind(read[group[-1]]) == "state" and not any(read[i].dates for i in group)


def _counts(clause: Clause) -> bool:
    """Whether the clause speaks of some of many (2台正在安装，5台拟于7月开标)."""
    return clause.signal is not None and _COUNTED.search(clause.words, 0, clause.signal.start) is not None


def _kind(clause: Clause) -> str | None:
    return clause.signal.kind if clause.signal else None


def _matter(reading: Reading, read: list[Clause], group: list[int]) -> Matter:
    flat = reading.flat
    first, last = group[0], group[-1]
    if _lacks_subject(read[first]) and first > 0 and read[first - 1].signal is None:
        first -= len(read[first - 1].words) <= _LONGEST_SUBJECT
    start, end = read[first].start, read[last].end
    leads_on = {i for i in group if read[i].signal is None and (before := read[i - 1].signal) and before.runs_on}
    core = max((read[i] for i in group if read[i].signal or i in leads_on), key=_telling)
    due = _own_due(read, group, reading.context)
    return Matter(
        block=reading.block,
        start=start,
        end=end,
        words=flat.text[flat.at(read[group[0]].start) : flat.at(end)],
        whole=flat.text[flat.at(start) : flat.at(end)],
        core=(core.start, core.end),
        due=due.last if due else None,
        due_span=flat.span(due.start, due.end) if due else None,
        stretch=(read[0].start, read[-1].end),
        clauses=(first, last),
    )


def _telling(clause: Clause) -> int:
    """How much a clause says besides dates and standing words, up to what fits a short phrase."""
    return min(len(_STANDING.sub("", clause.words)), 30)


def _own_due(read: list[Clause], group: list[int], context: ReportContext) -> DateMention | None:
    """The date by which the matter's own words promise it, the most precise and the last of several."""
    named = [mention for i in group for mention in read[i].dates if _promises(read[i], mention, context)]
    if not named and context.published:
        named = _said_after(read, group[-1] + 1, context.published)
    exact = [mention for mention in named if mention.precision != "year"] or named
    return exact[-1] if exact else None


def _said_after(read: list[Clause], index: int, published: str) -> list[DateMention]:
    """The first date after publication that the clauses behind a matter give (交货期为2026年5月)."""
    for clause in read[index:]:
        if clause.signal is not None:
            return []
        ahead = [mention for mention in clause.dates if is_ahead(mention, published)]
        if ahead:
            return ahead[:1]
    return []


def _promises(clause: Clause, mention: DateMention, context: ReportContext) -> bool:
    return (
        _kind(clause) == "plan"
        or turns.WILL.search(clause.words) is not None
        or mention.before
        or lies_in_future(mention, context)
    )


def _lacks_subject(clause: Clause) -> bool:
    """Whether the clause begins with its telling words, so that what it speaks of stands in the clause before."""
    assert clause.signal is not None
    lead = _LEAD.match(clause.words)
    return clause.signal.start <= (lead.end() if lead else 0) + 1 and len(clause.words) < 24
