"""From clauses that leave something open to matters: one stretch of words for each thing still to be done.

Neighbouring clauses of one sentence mostly tell of one matter (已形成初稿，待审定后印发). They part where each has a
date of its own, where a later step has a subject of its own, or where other things are said between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.extraction.commitments import turns
from assistant.extraction.commitments.signals import Signal, Surroundings, Times, signal_of
from assistant.extraction.context import ReportContext
from assistant.outline.model import Block
from assistant.text.clauses import clauses, protected, sentences
from assistant.text.dates import DateMention, find_dates
from assistant.text.flat import FlatText

_MARKER = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}[是,、]|[(\[]?\d{1,2}[)\].、](?!\d)|[①-⑳•·●])")
_LEAD = re.compile(
    r"(?:同时|并且|此外|另外|其中|但是?|且|而|故|因此|所以|目前|现在|现已|截至目前|截止目前|并|也|还|又|再)+[,:]?"
)
_STANDALONE = re.compile(
    r"(?:[也并还]|预计|预期|计划|力争|争取|拟|将|可|能够?|全部|全面|正式|于|在|底|初|末|前|内|之|份|日|月|年|完成|上线|运行|投入|使用|启用|"
    r"投用|完工|竣工|结束|到位|办结|实施|落实|建成|交付|开工|验收|通车|开诊|左右|\d)+"
)
# A year that only names a plan or a budget is no due date.
_NO_DUE = re.compile(
    r"度?的?(?:财政|政府|医院|采购|工作|年度|建设|学习|培训|招聘|重点|党建|信息化|预算|实施|基建|设备|购置|投资|项目)*"
    r"(?:计划|预算|要点|方案|任务|规划)"
)
_THING_APPROVED = re.compile(
    r"待[^,]{0,12}?(?:方案|细则|办法|预算|规划|设计|图纸|编制|标准|清单|项目|手续)[^,]{0,4}?(?:批复|批准|审批|通过|确定|下达)后"
)
# Said of the same matter although it announces nothing of its own.
_GOES_ON = re.compile(r"(?:后续|下一?步|今后|届时|预计|预期|将|并将|待)")
_COUNTED = re.compile(r"[\d一二三四五六七八九十两][台个项名家套处件宗起户人辆笔栋间份]")
_QUOTES = "《“「『"
_LONGEST_SUBJECT = 60


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, its place in the source, and what in it leaves something open."""

    start: int
    end: int
    words: str
    """In matching form, quotations blanked."""
    signal: Signal | None
    dates: tuple[DateMention, ...]
    """Those that may be a due date, as positions in the block's flat text."""


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
    core: tuple[int, int]
    """Source span of the clause that tells most."""
    due: str | None
    due_span: tuple[int, int] | None
    stretch: tuple[int, int]
    """The sentence, or part of one between semicolons, that it stands in."""
    clauses: tuple[int, int]
    """First and last of its clauses, counted within the stretch."""


def open_matters(text: str, block: Block, context: ReportContext) -> list[Matter]:
    """What `block` leaves open, in order."""
    flat = FlatText.of(text, block.start, block.end)
    dates = _dates(text, block, flat, context)
    found: list[Matter] = []
    for sentence in sentences(text, block.start, block.end):
        for stretch in _stretches(text, sentence):
            read = _read_clauses(text, stretch, flat, dates, context)
            found += [_matter(block, flat, read, group, context) for group in _groups(read)]
    return found


def horizon(context: ReportContext) -> str:
    """The ISO date before which a planned time is past: of the feedback, else the beginning of the report's year."""
    return context.feedback or (f"{context.year}-01" if context.year else "")


def is_ahead(mention: DateMention, limit: str | None) -> bool:
    """Whether the mention does not lie before `limit`, compared at the coarser precision of the two."""
    if not limit:
        return True
    width = min(len(mention.last), len(limit))
    return mention.last[:width] >= limit[:width]


def _dates(text: str, block: Block, flat: FlatText, context: ReportContext) -> list[DateMention]:
    """The dates that may be due dates: not those in a document's title, nor the year of a budget or work plan."""
    limit = horizon(context)
    quoted = [span for span in protected(text, block.start, block.end) if text[span[0]] in _QUOTES]
    found = find_dates(flat, context.year, not_before=int(limit[:4]) if limit else None)
    return [
        mention
        for mention in found
        if not any(a <= flat.origin[mention.start] < b for a, b in quoted)
        and not (mention.precision == "year" and _NO_DUE.match(flat.text, mention.end))
    ]


def _stretches(text: str, sentence: tuple[int, int]) -> list[tuple[int, int]]:
    """The sentence cut at its semicolons: what is said of one thing."""
    start, end = sentence
    shields = protected(text, start, end)
    cuts = [i + 1 for i in range(start, end) if text[i] in "；;" and not any(a <= i < b for a, b in shields)]
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def _read_clauses(
    text: str, stretch: tuple[int, int], flat: FlatText, dates: list[DateMention], context: ReportContext
) -> list[Clause]:
    spans = [_without_marker(flat, span) for span in clauses(text, *stretch)]
    words = [_blanked(text, *span) for span in spans]
    read: list[Clause] = []
    for index, (start, end) in enumerate(spans):
        first, last = flat.at(start), flat.at(end)
        own = [mention for mention in dates if first <= mention.start and mention.end <= last]
        ahead = tuple(mention for mention in own if is_ahead(mention, horizon(context)))
        past = [mention.start - first for mention in own if mention not in ahead]
        times = Times(
            ahead=bool(ahead),
            promised=any(_lies_in_future(mention, context) for mention in ahead),
            past=past[-1] if past and not ahead else None,
        )
        around = Surroundings("".join(f"{w}," for w in words[:index]), "".join(f"{w}," for w in words[index + 1 :]))
        read.append(Clause(start, end, words[index], signal_of(words[index], around, times), ahead))
    return read


def _lies_in_future(mention: DateMention, context: ReportContext) -> bool:
    """Whether the mention is of a time after publication; where that day is unknown, only 前 speaks of the future."""
    if context.published is None:
        return mention.before
    return is_ahead(mention, context.published) and not context.published.startswith(mention.last)


def _without_marker(flat: FlatText, span: tuple[int, int]) -> tuple[int, int]:
    """The clause without the marker of a series before it."""
    first, last = flat.at(span[0]), flat.at(span[1])
    marker = _MARKER.match(flat.text, first, last)
    return (flat.origin[marker.end()], span[1]) if marker and marker.end() < last else span


def _blanked(text: str, start: int, end: int) -> str:
    """The clause in matching form, what stands inside 《》 and quotation marks replaced by □, mark for mark."""
    shown = list(text[start:end])
    for a, b in protected(text, start, end):
        if text[a] in _QUOTES:
            for i in range(a + 1 - start, b - 1 - start):
                if not shown[i].isspace():
                    shown[i] = "□"
    return FlatText.of("".join(shown)).text


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
    standalone = _STANDALONE.fullmatch(clause.words) is not None
    if any(read[i].dates for i in group) and clause.dates and not standalone:
        return True
    if index - group[-1] > 1:
        return not (clause.signal.kind == "plan" and standalone)
    if clause.dates and not standalone and _counts(clause) and any(_counts(read[i]) for i in group):
        return True
    if clause.signal.kind == "step" and any(_kind(read[i]) == "state" for i in group):
        return clause.signal.own_subject or _THING_APPROVED.search(clause.words) is not None
    return False


def _counts(clause: Clause) -> bool:
    """Whether the clause speaks of some of many (2台正在安装，5台拟于7月开标)."""
    return clause.signal is not None and _COUNTED.search(clause.words, 0, clause.signal.start) is not None


def _kind(clause: Clause) -> str | None:
    return clause.signal.kind if clause.signal else None


def _matter(block: Block, flat: FlatText, read: list[Clause], group: list[int], context: ReportContext) -> Matter:
    first, last = group[0], group[-1]
    if _lacks_subject(read[first]) and first > 0 and read[first - 1].signal is None:
        first -= len(read[first - 1].words) <= _LONGEST_SUBJECT
    start, end = read[first].start, read[last].end
    core = max((read[i] for i in group if read[i].signal), key=lambda clause: min(len(clause.words), 12))
    due = _own_due(read, group, context)
    return Matter(
        block=block,
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
    if _kind(clause) == "plan" or mention.before:
        return True
    return context.published is not None and is_ahead(mention, context.published)


def _lacks_subject(clause: Clause) -> bool:
    """Whether the clause begins with its telling words, so that what it speaks of stands in the clause before."""
    assert clause.signal is not None
    lead = _LEAD.match(clause.words)
    return clause.signal.start <= (lead.end() if lead else 0) + 1 and len(clause.words) < 24
