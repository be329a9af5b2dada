"""Sentences that deny what a question takes for granted, and dated events inside a stretch of time.

A question like 新来的博士在哪个科 has no answer where the notice says 尚未招到: the denial is the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.desk import Desk, clip, commitment_words, date_words, nested
from assistant.answering.evidence import finding_label
from assistant.answering.families.matching import theme_terms, words_of
from assistant.answering.passages.model import Snippet, SnippetAnswer
from assistant.answering.questions import cues_of
from assistant.records.query import FindingQuery, FindingRow
from assistant.schema import OPEN, Evidence
from assistant.text.clauses import clauses, sentences
from assistant.text.dates import find_dates
from assistant.text.flat import FlatText

_DENIES = re.compile(
    r"暂未|尚未|并未|未能|不存在|未发现|没有|从未|未(?:向|收取|发生|出现|形成|招|开展|进行|发放|执行|采购|安排|完成|成功)|无违规|不再"
)
_MET = 4
"""Characters of the question's words that a denial must hold to be about the same matter."""
_TAKES_FOR_GRANTED = re.compile(
    r"(哪(一)?年|哪天|何时|什么时候|几月).{0,6}(补|还|交|付|退|完成|招|办)|(的)?那(些|批|\d+|几|个|名|件).{0,12}(都|现在|后来|怎么|分|安排)|(了|来|到|成)的?(那)?(\d+|几)(个|名|位|台|件).{0,16}(哪|怎么)|已经?(买|建|招|开|修|上线|完成|投用).{0,10}(了|好)|后来|为什么|为啥|为何|了.{0,3}的?(那|\d+).{0,10}(现在|都)|事后"
)


def takes_for_granted(question: str) -> bool:
    """Whether a question speaks of something as a fact."""
    return _TAKES_FOR_GRANTED.search(question) is not None


def denial(desk: Desk, answer: SnippetAnswer) -> Snippet | None:
    """The sentence that denies the question's premise, if it has one that a notice denies."""
    question = desk.plan.question
    if not takes_for_granted(question) or answer.denies:
        return None
    fully_met = answer.answerable and not any(part.missing for part in answer.parts)
    if fully_met:
        return None
    places = list(dict.fromkeys((s.source, s.finding) for s in answer.snippets if s.finding is not None))
    if not answer.answerable:
        places += [(r[0], r[1]) for r in desk.passages.best_finding(question, desk.plan.sources)[:2]]
    words = [w for w in words_of(desk.plan.theme) if not w.isdigit()]
    best: tuple[int, int, Snippet] | None = None
    for row in desk.findings_at(dict.fromkeys(places)):
        for snippet in _denials(desk, row):
            met = [word for word in words if word in snippet.quote]
            hits = sum(map(len, met))
            if hits >= _MET and (best is None or hits > best[0]):
                best = (hits, snippet.start, snippet)
    return best[2] if best else None


def _denials(desk: Desk, row: FindingRow, pattern: re.Pattern[str] = _DENIES) -> list[Snippet]:
    """The sentences of a finding that hold `pattern`, long ones cut to the clauses round it."""
    text = desk.records.text(row.source)
    out = []
    for start, end in row.finding.spans:
        for a, b in sentences(text, start, end):
            if pattern.search(text[a:b]) and not _ASKED.match(text[a:b]):
                a, b = _tight(text, a, b, pattern)
                label = finding_label(row.finding)
                out.append(
                    Snippet(row.source, row.hospital, row.finding.ordinal, label, a, b, text[a:b], 1.0, denies=True)
                )
    return out


_ASKED = re.compile("问[:：]")
"""How an interview puts a question: nothing that the notice says."""


def _tight(text: str, start: int, end: int, pattern: re.Pattern[str]) -> tuple[int, int]:
    """A long sentence cut to the clauses round its denial."""
    if end - start <= 140:
        return start, end
    spans = clauses(text, start, end)
    at = next((i for i, (a, b) in enumerate(spans) if pattern.search(text[a:b])), 0)
    return spans[max(0, at - 2)][0], spans[min(len(spans) - 1, at + 1)][1]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days between which events are asked for, both included, and how the answer calls it."""

    first: str | None
    last: str | None
    name: str
    marks: str = ""


_RELATIVE = re.compile(r"反馈(意见|问题)?(之|以)?(前|后)")


def stretch(desk: Desk, source: str) -> Stretch | None:
    """The stretch of time a question asks about: a printed day or month, or before or after the feedback."""
    question = re.sub(r"\s", "", desk.plan.question)
    relative = _RELATIVE.search(question)
    feedback = desk.reports[source].fields.feedback_date
    if relative and feedback and len(feedback) == 10:
        day = date_words(feedback, desk.plan.language)
        marks = desk.cite_field(source, "feedback_date")
        if relative[3] == "前":
            return Stretch(None, feedback, desk.say("before_feedback", day=day), marks)
        return Stretch(feedback, None, desk.say("after_feedback", day=day), marks)
    first, last = desk.plan.due_from, desk.plan.due_to
    if first and last and first[:7] == last[:7]:
        return Stretch(first, last, date_words(first if first == last else first[:7], desk.plan.language))
    return None


def events(desk: Desk) -> bool:
    """Answer 哪几场, 哪些人 within a stretch of time by the dated sentences on the matter; False where there
    are none.
    """
    cues = cues_of(desk.plan.question)
    if not {"list", "persons"} & cues or len(desk.reports) != 1:
        return False
    source = next(iter(desk.reports))
    when = stretch(desk, source)
    words = list(words_of(desk.plan.theme))
    if when is None or not words:
        return False
    found = [(row, evidence) for row in desk.findings() for evidence in _dated(desk, row, when, words)]
    if not found:
        return False
    for row, evidence in found[:8]:
        desk.draft.present(source, row.finding.ordinal)
        desk.draft.bullet(f"{desk.title(row)}：“{nested(clip(evidence.quote, 130))}”{desk.book.finding(row, evidence)}")
    desk.draft.lead = desk.say("events", hospital=desk.hospital(source), window=when.name, n=len(found)) + when.marks
    return True


def _dated(desk: Desk, row: FindingRow, when: Stretch, words: list[str]) -> list[Evidence]:
    text = desk.records.text(row.source)
    fields = desk.reports[row.source].fields
    year = int((fields.feedback_date or fields.inspection_end or "2000")[:4])
    out = []
    for start, end in row.finding.spans:
        for a, b in sentences(text, start, end):
            hits = sum(word in text[a:b] for word in words)
            if 2 * hits < len(words) or not hits:
                continue
            dates = [m.first for m in find_dates(FlatText.of(text, a, b), year) if len(m.first) == 10]
            if any((when.first is None or d >= when.first) and (when.last is None or d <= when.last) for d in dates):
                out.append(Evidence.cut(text, a, b))
    return out


_SUPPOSES = re.compile(
    r"(?:花|用|付|交|赔|批|核)了?多少|(?:什么时候|啥时候|几月|几号|哪天|哪个月|哪一?年|何时|多会儿)[^,]{0,10}的(?:$|[\u4e00-\u9fff]$)|为(?:什么|啥|何)|怎么会"
    r"|(?:启用|投用|投入使用|建成|建好|上线|完工|竣工|开业|开诊|运行|搬迁|搬家|招到|到货|验收)了?(?:以|之)?后"
    r"|(?:中标|成交|中选)(?:的|价|方|单位|公司)?.{0,4}(?:是|为)?(?:谁|哪|多少)|(?:谁|哪(?:一)?[家个][^,]{0,6}?)(?:中(?:的)?标|成交|中选|承建|供货)"
)
"""A question that speaks of something as having happened."""
_NOT_SO = re.compile(
    r"(?<!治)未(?!来)|(?<![高时崇])尚|暂|没有|不存在|正在|拟(?!定|订)|计划|预计|(?<![接招优对])待(?!遇)|筹|启动[^,。]{0,14}准备|洽谈|协商|评审|准备工作|仍|推进中|论证"
)


def leaves_undone(words: str) -> bool:
    """Whether words say that something is not so, or not yet; fixed terms like 治未病 and 接待 do not."""
    return _NOT_SO.search(words) is not None


def supposed(desk: Desk, answer: SnippetAnswer) -> bool:
    """Correct a question that takes for done what the nearest words leave open or deny; False where they do not."""
    question = re.sub(r"[?？。]", "", desk.plan.question)
    if not (_SUPPOSES.search(question) or takes_for_granted(question)) or not answer.snippets:
        return False
    words = theme_terms(desk.plan)
    pairs = {word[i : i + 2] for word in words for i in range(len(word) - 1)}
    top = answer.snippets[0]
    met = sum(pair in top.label or pair in top.quote for pair in pairs)
    if not pairs or 5 * met < 2 * len(pairs):
        return False
    row = desk.finding_of(top)
    said = _not_yet(desk, row, top, pairs)
    open_finding = row is not None and row.finding.status in OPEN
    dated = "when" in cues_of(question)
    if said is None and not (open_finding and row is not None and (dated or _speaks_of(row, pairs))):
        return False
    top = said or top
    desk.draft.present(top.source, top.finding)
    quotes = f"“{nested(clip(top.quote, 160))}”{desk.book.snippet(top)}"
    parts = [desk.say("not_so", hospital=top.hospital, quotes=quotes)]
    if row is not None and row.finding.status != "not_stated":
        parts.append(desk.say("item_state", status=desk.status(row.finding.status), mark=desk.cite_status(row)))
        if open_finding and row.finding.commitments:
            left = "；".join(commitment_words(desk, row, c) for c in row.finding.commitments[:2])
            parts.append(desk.say("dated_remainder", what=left))
    desk.draft.lead = "".join(parts)
    return True


def _speaks_of(row: FindingRow, pairs: set[str]) -> bool:
    """Whether an open matter of the finding is about what is asked: most of the letter pairs stand in it."""
    open_matters = "".join(commitment.evidence.quote for commitment in row.finding.commitments)
    return 2 * sum(pair in open_matters for pair in pairs) >= len(pairs)


def _not_yet(desk: Desk, row: FindingRow | None, top: Snippet, pairs: set[str]) -> Snippet | None:
    """The words that say it is not so: the nearest themselves, else those of the same finding under its title."""
    if leaves_undone(top.quote):
        return top
    if row is None:
        return None
    title = row.finding.title_evidence
    if not (top.start < title.end and title.start < top.end):
        return None
    open_ones = [s for s in _denials(desk, row, _NOT_SO) if s.start >= title.end]
    return max(open_ones, key=lambda s: (sum(pair in s.quote for pair in pairs), -s.start), default=None)


def row_of(desk: Desk, snippet: Snippet) -> FindingRow | None:
    """The finding a snippet stands in."""
    if snippet.finding is None:
        return None
    place = ((snippet.source, snippet.finding),)
    return next(iter(desk.records.findings(FindingQuery(sources=(snippet.source,), ordinals=place))), None)
