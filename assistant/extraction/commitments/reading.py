"""A block of a finding laid out for reading: its clauses, what each leaves open, the dates that may be due dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from assistant.extraction.commitments import turns
from assistant.extraction.commitments.signals import Signal, Surroundings, Times, signal_of
from assistant.extraction.context import ReportContext
from assistant.outline.model import Block, Span
from assistant.text.clauses import clauses, protected, sentences
from assistant.text.dates import DateMention, find_dates
from assistant.text.flat import FlatText

_MARKER = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}(?:[是,、]|要(?!求))|[(\[]?\d{1,2}[)\].、](?!\d)|[①-⑳•·●])")
# A time that only names a plan or a budget is no due date.
_NO_DUE = re.compile(
    r"度?的?(?:财政|地方|中央|省级|专项|政府|医院|采购|工作|年度|建设|学习|培训|招聘|重点|党建|信息化|预算|实施|基建|设备|购置|投资|项目|制度|修订)*"
    r"(?:计划|预算|要点|方案|任务|规划|债券|国债|资金|经费|补助|(?:申报|考核|招生)?(?:指标|名额|额度|资格))"
)
_SAME_BREATH = 30
"""Characters within which a month goes on with the year before it."""
_NEXT_DATED = re.compile("、(?=\\d)")
_SEMICOLON = re.compile("[；;]")
_QUOTES = "《“「『"


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
    listed: bool = False
    """Cut off from the clause before it at a mark of enumeration: a dated act beside another."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A block laid out for reading."""

    block: Block
    flat: FlatText
    blanked: str
    """`flat.text` with what stands inside 《》 and quotation marks replaced by □, mark for mark."""
    shields: list[Span]
    """Stretches of the source inside paired marks."""
    dates: list[DateMention]
    context: ReportContext


def lay_out(text: str, block: Block, context: ReportContext) -> Reading:
    """`block` in matching form, with its dates."""
    flat = FlatText.of(text, block.start, block.end)
    shields = protected(text, block.start, block.end)
    quoted = [(flat.at(a + 1), flat.at(b - 1)) for a, b in shields if text[a] in _QUOTES]
    dates = _dates(flat, quoted, context)
    return Reading(block, flat, _blanked(flat.text, quoted), shields, dates, context)


def stretches(text: str, reading: Reading) -> Iterator[list[Clause]]:
    """The clauses of each sentence, or part of one between semicolons: what is said of one thing."""
    for sentence in sentences(text, reading.block.start, reading.block.end):
        for stretch in _stretches(text, sentence, reading.shields):
            first, last = reading.flat.at(stretch[0]), reading.flat.at(stretch[1])
            dates = [mention for mention in reading.dates if first <= mention.start and mention.end <= last]
            # Where nothing tells and nothing is dated, no clause has a signal: most stretches need no closer look.
            if dates or turns.HINT.search(reading.blanked, first, last):
                yield _read_clauses(text, stretch, reading, dates)


def _blanked(flat: str, quoted: list[Span]) -> str:
    for start, end in quoted:
        flat = flat[:start] + "□" * (end - start) + flat[end:]
    return flat


def horizon(context: ReportContext) -> str:
    """The ISO date before which a planned time is past: of the feedback, else the beginning of the report's year."""
    return context.feedback or (f"{context.year}-01" if context.year else "")


def is_ahead(mention: DateMention, limit: str | None) -> bool:
    """Whether the mention does not lie before `limit`, compared at the coarser precision of the two."""
    if not limit:
        return True
    width = min(len(mention.last), len(limit))
    return mention.last[:width] >= limit[:width]


def _dates(flat: FlatText, quoted: list[Span], context: ReportContext) -> list[DateMention]:
    """The dates that may be due dates: not those in a title, nor the time that only names a budget or work plan."""
    limit = horizon(context)
    found = find_dates(flat, context.year, not_before=int(limit[:4]) if limit else None)
    return [
        mention
        for mention in _dated_through(flat.text, found)
        if not any(start <= mention.start < end for start, end in quoted) and not _NO_DUE.match(flat.text, mention.end)
    ]


def _dated_through(flat: str, found: list[DateMention]) -> list[DateMention]:
    """The dates, with their year as printed where it is said otherwise: 明年, a later month of the same sentence."""
    said: list[DateMention] = []
    for mention in found:
        before = said[-1] if said else None
        follows = (
            before is not None
            and before.year_printed
            and before.last <= mention.last
            and mention.start - before.end <= _SAME_BREATH
            and not re.search("[。;]", flat[before.end : mention.start])
        )
        relative = flat.startswith(("明年", "来年", "下一年"), mention.start)
        said.append(replace(mention, year_printed=True) if follows or relative else mention)
    return said


def _stretches(text: str, sentence: Span, shields: list[Span]) -> list[Span]:
    """The sentence cut at its semicolons: what is said of one thing."""
    start, end = sentence
    cuts = [
        match.end()
        for match in _SEMICOLON.finditer(text, start, end)
        if not any(a <= match.start() < b for a, b in shields)
    ]
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def _read_clauses(text: str, stretch: Span, reading: Reading, dates: list[DateMention]) -> list[Clause]:
    flat, context = reading.flat, reading.context
    places = [(flat.at(start), flat.at(end)) for start, end in clauses(text, *stretch)]
    places = [part for place in places for part in _dated_parts(reading.blanked, place, dates)]
    places = [_without_marker(flat.text, place) for place in places if place[0] < place[1]]
    words = [reading.blanked[first:last] for first, last in places]
    joined = "".join(f"{each}," for each in words)
    behind = list(accumulate((len(each) + 1 for each in words), initial=0))
    limit = horizon(context)
    read: list[Clause] = []
    for index, (first, last) in enumerate(places):
        own = [mention for mention in dates if first <= mention.start and mention.end <= last]
        ahead = tuple(mention for mention in own if is_ahead(mention, limit))
        past = [mention.start - first for mention in own if mention not in ahead]
        times = Times(
            ahead=bool(ahead),
            promised=any(lies_in_future(mention, context) for mention in ahead),
            past=past[-1] if past and not ahead else None,
        )
        around = Surroundings(joined[: behind[index]], joined[behind[index + 1] :])
        listed = flat.text[first - 1 : first] == "、"
        signal = signal_of(words[index], around, times)
        read.append(Clause(*flat.span(first, last), words[index], signal, ahead, listed))
    return read


def _dated_parts(blanked: str, place: Span, dates: list[DateMention]) -> list[Span]:
    """The clause cut where each part of a list has an act and a date of its own: 3月封顶、明年5月启用."""
    starts = {mention.start for mention in dates}
    parts, start = [], place[0]
    if "分别" in blanked[slice(*place)]:
        return [place]
    for match in _NEXT_DATED.finditer(blanked, *place):
        dated = any(start <= mention.start and mention.end <= match.start() for mention in dates)
        if (
            match.end() in starts
            and dated
            and all(turns.HARD.search(blanked, *part) for part in ((start, match.start()), (match.end(), place[1])))
        ):
            parts.append((start, match.start()))
            start = match.end()
    return [*parts, (start, place[1])]


def _without_marker(flat: str, place: Span) -> Span:
    """The clause without the marker of a series before it."""
    marker = _MARKER.match(flat, *place)
    return (marker.end(), place[1]) if marker and marker.end() < place[1] else place


def lies_in_future(mention: DateMention, context: ReportContext) -> bool:
    """Whether the mention is of a time after publication; where that day is unknown, only 前 speaks of the future."""
    if context.published is None:
        return mention.before
    if not is_ahead(mention, context.published) or context.published.startswith(mention.last):
        return False
    return mention.year_printed or mention.before or not _was_in_course(mention, context)


def _was_in_course(mention: DateMention, context: ReportContext) -> bool:
    """Whether a month without a year, a year earlier, lay between feedback and publication: in a notice of January,
    10月通过公开招标确定经营方 tells of the October past.
    """
    if context.feedback is None or context.published is None:
        return False
    earlier = f"{int(mention.last[:4]) - 1}{mention.last[4:]}"
    return context.feedback[: len(earlier)] <= earlier <= context.published
