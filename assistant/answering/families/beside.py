"""What each hospital does about one matter, side by side: its findings with their state and their telling measures."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.answering.contrast import without_contrast
from assistant.answering.desk import Desk, commitment_words
from assistant.answering.families.matching import is_field, theme_terms, topic_terms
from assistant.answering.families.themes import speaking_of
from assistant.answering.figures.meaning import met
from assistant.answering.lexicon import topic_words, word_list
from assistant.answering.passages.model import Snippet
from assistant.answering.questions import cues_of
from assistant.records.query import FindingQuery, FindingRow
from assistant.schema import Measure
from assistant.text.clauses import clauses
from assistant.text.flat import fold

_TELLING = re.compile(r"\d|《|已|完成|未|建立|成立|制定|修订|印发|谈话|约谈|处罚|扣|每(月|季|半年|年|周)")
PER_HOSPITAL = 3000
"""Characters for all hospitals' measures together, shared out evenly, at least `LEAST` each."""
LEAST = 330


def question_for(desk: Desk, source: str) -> str:
    """What is asked of one report: its own question, where the comparison asks something else of each."""
    return without_contrast(dict(desk.plan.apart).get(source, desk.plan.asked))


def value_words(desk: Desk, source: str, rows: Sequence[FindingRow]) -> list[Snippet]:
    """The sentences that hold what is asked of each hospital (各有几个博士), where none of the findings told does."""
    wants_value = desk.plan.counted or bool(desk.plan.apart) or "duration" in cues_of(desk.plan.question)
    answer = desk.passages.answer_snippets(question_for(desk, source), [source])
    if not answer.answerable:
        return []
    if desk.plan.scope != "named":
        return list(answer.snippets[:2]) if wants_value else []
    place = answer.snippets[0].finding
    told = place in {row.finding.ordinal for row in rows}
    return list(answer.snippets[:2]) if wants_value or not (told or place not in votes(desk, source)) else []


_VOTES = (1.0, 0.6, 0.4)
"""What a place among the first of a ranking is worth."""
_FIRST = 1.0
"""Worth from which a finding is looked at, whatever words it holds."""
_TOLD = 1.5
"""Score from which a finding is told."""
_COMMON = 0.4
"""Share of a notice's findings from which on a character they hold says nothing."""
_SPOKEN = 0.34
"""Share of the theme's own words that a notice must hold for them to say where to look."""


def votes(desk: Desk, source: str) -> dict[int, float]:
    """The findings that the search and the words of the question put first, with the worth of their places."""
    asked = question_for(desk, source)
    nearest = _ordinals(desk.passages.nearest(asked, source))
    ranked = dict.fromkeys(ordinal for _, ordinal, _ in desk.passages.best_finding(asked, [source]))
    found: dict[int, float] = {}
    meant = _ordinals(desk.passages.nearest(asked, source, by_meaning=True))
    for ranking in (nearest, ranked, meant):
        for ordinal, worth in zip(ranking, _VOTES, strict=False):
            found[ordinal] = found.get(ordinal, 0.0) + worth
    return found


def _ordinals(snippets: Sequence[Snippet]) -> list[int]:
    return list(dict.fromkeys(s.finding for s in snippets if s.finding is not None))


def nearest_on(desk: Desk, source: str) -> list[FindingRow]:
    """The two findings of one report nearest in meaning to what is asked, where none says it in its words."""
    asked = question_for(desk, source)
    chosen = _ordinals(desk.passages.nearest(asked, source, by_meaning=True))[:2]
    rows = {row.finding.ordinal: row for row in desk.records.findings(FindingQuery(sources=(source,)))}
    telling = telling_characters(desk, source)
    near = [rows[ordinal] for ordinal in chosen if ordinal in rows]
    return near if any(telling & set(_words_of_row(row)) for row in near) else []


def telling_characters(desk: Desk, source: str) -> frozenset[str]:
    """The characters of a question that few findings of a notice hold: nearness in meaning alone, without any of them
    (停车 asked of a notice that knows no 车), is no answer.
    """
    texts = ["".join(desk.records.text(source)[a:b] for a, b in f.spans) for f in desk.report(source).findings]
    most = max(1.0, _COMMON * len(texts))
    asked = {char for char in question_for(desk, source) if "\u4e00" <= char <= "\u9fff"}
    return frozenset(char for char in asked if 0 < sum(char in text for text in texts) <= most)


def findings_on(desk: Desk, source: str) -> list[FindingRow]:
    """The findings of one report that the theme is about: titles first, then main topics, then the text."""
    if desk.plan.scope == "named" and not _in_its_words(desk, source):
        return []
    field = is_field(desk.plan.theme, desk.plan.topics)
    if desk.plan.scope != "named" and not field and _only_elsewhere(desk, source):
        return []
    first = votes(desk, source) if desk.plan.scope == "named" and not field else {}
    spoken = _spoken_in(desk, source, field)
    extra = dict(first)
    ranked = desk.passages.best_finding(desk.plan.theme or desk.plan.asked, [source])
    for place, (_, ordinal, _) in enumerate(ranked[:3]):
        extra[ordinal] = extra.get(ordinal, 0.0) + 1.0 - 0.3 * place
    for ordinal in () if field else spoken:
        extra[ordinal] = extra.get(ordinal, 0.0) + 1.5
    also = spoken | {ordinal for ordinal, worth in first.items() if worth >= _FIRST}
    rows = [row for row in desk.records.findings(FindingQuery(sources=(source,))) if _concerned(desk, row, also, field)]
    scores = [(_score(desk, row) + extra.get(row.finding.ordinal, 0.0), row) for row in rows]
    scores.sort(key=lambda pair: (-pair[0], pair[1].finding.ordinal))
    best = scores[0][0] if scores else 0.0
    if best < _TOLD:
        return []
    wide = field or len(desk.plan.topics) > 1
    limit = 2 if wide or len(desk.reports) == 2 or "summary" in cues_of(desk.plan.question) else 1
    limit, share = (limit, 0.6) if len(desk.reports) > 1 else (8, 0.4)
    return [row for score, row in scores[:limit] if score >= max(_TOLD, share * best)]


def _concerned(desk: Desk, row: FindingRow, also: Collection[int], field: bool) -> bool:
    """Whether a finding may be told: one of a field of work by its words, else where the theme is spoken of."""
    if field:
        named = [w for topic in desk.plan.topics for w in topic_words()[topic] if w in desk.plan.theme]
        return not named or any(w in _words_of_row(row) for w in named)
    words = topic_terms(desk.plan.theme, desk.plan.topics)
    return row.finding.ordinal in also or any(w in row.finding.title for w in words)


def _spoken_in(desk: Desk, source: str, field: bool) -> set[int]:
    """The findings of one report that speak of the theme, and the one that the search holds meant."""
    spoken = {s.finding for s in _spoken(desk).get(source, ()) if s.finding is not None}
    meant = None if field else desk.passages.agreed_finding(desk.plan.asked or desk.plan.theme, [source], within=3)
    return spoken | {meant[1]} if meant else spoken


def _in_its_words(desk: Desk, source: str) -> bool:
    """Whether a notice uses the words of the theme at all; those that many themes share say nothing (管理)."""
    words = [w for w in theme_terms(desk.plan) if w not in word_list("weak_heads")]
    return not words or met(words, fold(desk.records.text(source))) >= _SPOKEN


def _only_elsewhere(desk: Desk, source: str) -> bool:
    """Whether the theme's last word stands in another notice and not in this one: what is left here only narrows it
    (关键 of 关键岗位轮岗). Of several things named, each may stand alone.
    """
    words = [w for w in theme_terms(desk.plan) if w not in word_list("weak_heads")]
    head = max(words, key=lambda word: desk.plan.theme.rfind(word), default="")
    if " " in desk.plan.theme.strip() or len(words) < 2 or len(head) < 2 or source in desk.holders(head):
        return False
    return bool(desk.holders(head))


def _words_of_row(row: FindingRow) -> str:
    return row.finding.title + "".join(m.evidence.quote for m in row.finding.measures)


def _spoken(desk: Desk) -> dict[str, list[Snippet]]:
    """Where each report speaks of the theme, found once an answer."""
    if desk.spoken is None:
        desk.spoken = speaking_of(desk, desk.plan.theme) if desk.plan.theme else {}
    return desk.spoken


def _score(desk: Desk, row: FindingRow) -> float:
    finding, plan = row.finding, desk.plan
    words = topic_terms(plan.theme, plan.topics) or theme_terms(plan)
    score = 2.0 * any(word in finding.title for word in words)
    score += sum(0.5 for term in theme_terms(plan) if term in finding.title)
    if plan.topics and finding.topics[:1] and finding.topics[0] in plan.topics:
        score += 2.0
    elif set(plan.topics) & set(finding.topics):
        score += 1.0
    text = "".join(m.evidence.quote for m in finding.measures)
    score += met([w for w in theme_terms(plan) if len(w) > 1], finding.title + text)
    return score + min(2.0, 0.25 * sum(text.count(term) for term in {*theme_terms(plan), *words}))


def finding_words(desk: Desk, row: FindingRow, budget: int) -> str:
    """One finding on one line: title, state, the telling part of its measures, what is open."""
    finding = row.finding
    desk.draft.present(row.source, finding.ordinal)
    state = desk.status(finding.status)
    mark = desk.cite_status(row) if finding.status_evidence else desk.cite_title(row)
    chosen = _telling_measures(desk, finding.measures)
    share = max(60, budget // max(1, len(chosen)))
    told = [f"{essence(m, share)}{desk.book.finding(row, m.evidence)}" for m in chosen]
    joined = desk.semicolon.join(told)
    left = len(finding.measures) - len(chosen)
    joined += desk.say("more_measures", n=left) if left else ""
    text = desk.say("finding_words", title=desk.title(row), state=state, mark=mark, told=joined)
    if finding.commitments and finding.status != "not_stated":
        # What is dated says most of what is to come; the reason why it is not done yet stands beside it.
        dated = sorted(finding.commitments, key=lambda c: c.due is None)
        what = desk.semicolon.join(commitment_words(desk, row, c) for c in dated[:_LEFT_OPEN])
        text += desk.say("still_open_short", what=what)
    return text


_LEFT_OPEN = 2
"""Open matters told of a finding in a comparison."""
_FACTS = 6
"""Measures told of a finding in a comparison; of the rest the number is given."""


def _telling_measures(desk: Desk, measures: Sequence[Measure]) -> list[Measure]:
    """The measures that say most on the matter, in the notice's order: on the theme, with numbers and acts."""
    words = topic_terms(desk.plan.theme, desk.plan.topics) or theme_terms(desk.plan)

    def weight(measure: Measure) -> float:
        quote = measure.evidence.quote
        return 2.0 * any(word in quote for word in words) + min(4, len(_TELLING.findall(quote)))

    best = sorted(range(len(measures)), key=lambda i: (-weight(measures[i]), i))[:_FACTS]
    return [measures[i] for i in sorted(best)]


_LEADING = re.compile(
    r"^(?:[-*→·•]+\s*)?(?:[一二三四五六七八九十]+是|[（(]?\d+[）).、](?!\d)|[①-⑳]|(?:主要做法|整改措施|措施|整改过程|整改情况|整改落实情况|答|问责)[:：](?:[（(]?\d+[）).、](?!\d)|一是)?)"
)
"""The number of a measure, and the label before it."""


def essence(measure: Measure, limit: int) -> str:
    """The telling clauses of a measure: those with numbers, documents, results, in order, up to `limit` characters."""
    quote = re.sub(r"\s+", "", measure.evidence.quote)
    quote = _LEADING.sub("", quote).strip("。；; ")
    if len(quote) <= limit:
        return quote
    parts = [quote[a:b].strip("，；。、,;") for a, b in clauses(quote, 0, len(quote))]
    order = sorted(range(len(parts)), key=lambda i: (-len(_TELLING.findall(parts[i])), i))
    kept: list[int] = []
    used = 0
    for i in order:
        if used + len(parts[i]) <= limit or not kept:
            kept.append(i)
            used += len(parts[i])
    return "，".join(parts[i] for i in sorted(kept))
