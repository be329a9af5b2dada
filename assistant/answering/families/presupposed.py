"""Questions that go on from something as done which the notice leaves undone: 启用以后…, …都办齐了,…, 中标的是谁.

What is taken for granted stands in a clause of its own. The finding that speaks of it is read whole: where it says that
the thing is still to come, and nowhere that it is done, its own words correct the question.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.families.premises import leaves_undone
from assistant.answering.figures.meaning import content, met
from assistant.answering.passages.expected import presupposes_open
from assistant.answering.passages.likelihood import WORTH_SHOWING
from assistant.answering.passages.model import SnippetAnswer
from assistant.records.query import FindingRow
from assistant.schema import DONE, OPEN, Evidence
from assistant.text.clauses import sentences
from assistant.text.flat import fold

_ASKS = r"(?:多少|几|谁|哪|怎么|怎样|什么|啥|咋|如何|多久|多长)"
_COME_ABOUT = (
    r"(?:中标|成交|入选|通过|建成|完工|竣工|开工|动工|启用|投用|上线|到货|装上|评上"
    r"|获批|批复|开业|开诊|挂牌|招到|签约|结题|结案|判)"
)
_CLAIMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?P<claim>[^,]{3,40}?)(?:以后|之后|过后)(?=[,]|[^,]{0,18}" + _ASKS + ")",
        r"^(?P<claim>[^,]{3,40}?(?<![最然今背术产事会改馈察议现])后)(?=[,]|(?!勤|续|来|备)[^,后]{0,14}" + _ASKS + ")",
        r"^(?P<claim>[^,]{3,32}?(?:都|全部?|全都|均|已经?)[^,]{1,12}(?:了|完|齐|好|成))(?:是吧|对吧|吧)?,",
        r"^(?P<claim>.{3,50}?)(?:是吧|对吧|对不对|是吗|对吗|真的吗)(?:,|$)",
        r"^(?P<claim>[^,]{3,32}?(?:下来|到手|上|成|好|完|齐|到|赢|过)了)(?:吧)?,(?=.*" + _ASKS + ")",
        rf"^(?P<claim>[^,]{{2,24}}?)(?:是|由|让|被)*(?:谁|哪(?:一)?[家个][^,]{{0,6}}?)(?P<event>{_COME_ABOUT}|承建|承接|供货)(?:了|的|下来)*(?:$|,)",
        rf"^(?P<claim>[^,]{{2,24}}?{_COME_ABOUT})(?:了)?的(?:是谁|(?:那[家个])?(?:公司|单位|供应商|厂家|企业|价格?|金额))",
        r"^(?P<claim>[^,]{0,6}(?:查到|查出|查处|查实|检查出|发现)[^,]{2,24}),(?=.*" + _ASKS + ")",
    )
)
"""Clauses that say something in passing, before what is asked."""
_OF_INSPECTION = re.compile(r"(?:巡察|巡视)组?|进驻|反馈|整改$|走了?$")
"""What came about in every notice: the inspection itself."""
_REFUSED = re.compile(r"拒[保绝付]|未获|不予|未能|未果|(?:余下|其余|剩余|剩下)[^。;]{0,24}正")
_NEAR = 0.4
"""Coverage of a question from which the words of a completed finding say that it is done after all."""
_ABOUT = 0.5
"""Share of the claim's words that the words correcting it, or the title above them, must hold."""
_ABOUT_OPEN = 0.4
"""The same of a finding that is labelled unfinished."""
_WHOLLY = re.compile(r"都|全部|全都|均|[完齐]了|悉数|清零|一[分件个项条户笔]不[少剩落差漏]")
_NO_PART = re.compile(r"悉数|清零|一[分件个项条户笔]不[少剩落差漏]")
"""Words that all of it is meant, which no notice writes of its matter."""
_PLAINLY = 0.8
"""Share from which a sentence without a reserve says that it is so."""
_BESIDE = 0.5
"""Share from which a sentence about the same thing is shown beside those that leave it open."""
_LEANS = re.compile("其余|另外|剩余|剩下|余下|其中")
"""What a sentence opens with that goes on from the one before."""
_SHOWN = 4
_QUESTION = re.compile("问[:：]")
"""What an interview asks, not what the notice says."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A finding that leaves the claim open."""

    row: FindingRow
    sentences: tuple[tuple[int, int], ...]
    share: float


def presupposed(desk: Desk) -> bool:
    """Correct the question by the words of the finding that leaves open what it takes for granted; False if none."""
    if len(desk.reports) != 1 or desk.english or desk.within:
        return False
    claims = list(claims_of(desk.plan.asked))
    told = max((each for claim in claims for each in _leaving_open(desk, claim)), key=lambda t: t.share, default=None)
    if told is None:
        return False
    desk.draft.present(told.row.source, told.row.finding.ordinal)
    text = desk.records.text(told.row.source)
    quotes = []
    for start, end in told.sentences[:_SHOWN]:
        evidence = Evidence.cut(text, start, end)
        quotes.append(f"“{nested(clip(evidence.quote.strip(), 160))}”{desk.book.finding(told.row, evidence)}")
    parts = [desk.say("not_so", hospital=told.row.hospital, quotes="；".join(quotes))]
    if told.row.finding.status != "not_stated":
        status = desk.status(told.row.finding.status)
        parts.append(desk.say("item_state", status=status, mark=desk.cite_status(told.row)))
    desk.draft.lead = "".join(parts)
    return True


def done_after_all(desk: Desk, answer: SnippetAnswer) -> bool:
    """Correct 为什么一直办不下来 by the words of a finding that is completed; False where the nearest is not."""
    if (
        len(desk.reports) != 1
        or not answer.snippets
        or not presupposes_open(fold(desk.plan.question).rstrip("?"), "reason")
    ):
        return False
    top, row = answer.snippets[0], desk.finding_of(answer.snippets[0])
    near = max((part.coverage for part in answer.parts), default=0.0) >= _NEAR or answer.likelihood >= WORTH_SHOWING
    if row is None or row.finding.status not in DONE or leaves_undone(top.quote) or not near:
        return False
    desk.draft.present(top.source, top.finding)
    quote = f"“{nested(clip(top.quote, 200))}”{desk.book.snippet(top)}"
    state = desk.say("item_state", status=desk.status(row.finding.status), mark=desk.cite_status(row))
    desk.draft.lead = desk.say("done_after_all", hospital=row.hospital, quote=quote) + state
    return True


def claims_of(question: str) -> Iterator[str]:
    """What a question says in passing, before it asks."""
    flat = fold(question).strip(",。?")
    for pattern in _CLAIMS:
        match = pattern.search(flat)
        if match and not _OF_INSPECTION.search(match["claim"]):
            yield match["claim"] + (match.groupdict().get("event") or "")


def _leaving_open(desk: Desk, claim: str) -> Iterator[_Told]:
    """The findings nearest to a claim that leave it open, with the sentences that say so."""
    words = [word for word in content(_NO_PART.sub(" ", claim)) if len(word) > 1]
    if not words:
        return
    source, wholly = next(iter(desk.reports)), _WHOLLY.search(claim) is not None
    near: dict[int, float] = {}
    for each in desk.passages.near(claim, [source], 6):
        if each.finding is not None:
            near[each.finding] = max(each.coverage, near.get(each.finding, 0.0))
    for (_, ordinal), share in desk.passages.titled(claim, [source]).items():
        if share >= _ABOUT:
            near[ordinal] = max(share, near.get(ordinal, 0.0))
    for ordinal in sorted(near, key=lambda each: -near[each])[:2]:
        for row in desk.findings_at([(source, ordinal)]):
            if told := _told(desk, row, words, near[ordinal], wholly=wholly):
                yield told


def _told(desk: Desk, row: FindingRow, words: list[str], near: float, *, wholly: bool) -> _Told | None:
    """How a finding leaves a claim open, if it does; `near` is how much of the claim its words hold together.

    `wholly`: all of it is claimed to be done, which a finding that is labelled open denies by that.
    """
    text, event = desk.records.text(row.source), words[-1:]
    after = row.finding.title_evidence.end
    spans = [span for bounds in row.finding.spans for span in sentences(text, *bounds) if span[0] >= after]
    said = [(span, fold(text[slice(*span)])) for span in spans if not _QUESTION.match(text[slice(*span)])]
    left = [(met(words, flat), span) for span, flat in said if _undone(flat)]
    pieces = [
        piece for _, flat in said for piece in re.split("[;。]", flat) if not _undone(piece) and met(event, piece)
    ]
    done = max((met(words, piece) for piece in pieces), default=0.0)
    spoken = fold(row.finding.title) + "".join(flat for _, flat in said)
    if not left or not met(words, spoken):
        return None
    best = max(share for share, _ in left)
    above = max(near, met(words, fold(row.finding.title)))
    if row.finding.status in OPEN:
        enough = _ABOUT_OPEN if row.finding.status == "unfinished" else _ABOUT
        fits = max(best, above) >= enough and (wholly or done < _PLAINLY)
    else:
        fits = best >= _ABOUT and best >= done
    if not fits:
        return None
    beside = [span for span, flat in said if not _undone(flat) and met(words, flat) >= _BESIDE][:1]
    chosen = {*beside, *(span for share, span in left if share >= min(best, _ABOUT))}
    before = [one for (one, _), (span, flat) in itertools.pairwise(said) if span in chosen and _LEANS.match(flat)]
    return _Told(row, tuple(sorted({*chosen, *before})), max(best, above))


def _undone(words: str) -> bool:
    return leaves_undone(words) or _REFUSED.search(words) is not None
