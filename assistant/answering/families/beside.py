"""What each hospital does about one matter, side by side: its findings with their state and their telling measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk, clip, commitment_words, nested
from assistant.answering.families.matching import is_field, theme_terms, topic_terms
from assistant.answering.families.themes import speaking_of
from assistant.answering.figures.meaning import met
from assistant.answering.lexicon import topic_words
from assistant.answering.passages.model import Snippet
from assistant.answering.questions import cues_of
from assistant.records.query import FindingQuery, FindingRow
from assistant.schema import Measure
from assistant.text.clauses import clauses

_TELLING = re.compile(r"\d|《|已|完成|未|建立|成立|制定|修订|印发|谈话|约谈|处罚|扣|每(月|季|半年|年|周)")
PER_HOSPITAL = 3000
"""Characters for all hospitals' measures together, shared out evenly, at least `LEAST` each."""
LEAST = 330


def value_words(desk: Desk, source: str) -> list[str]:
    """The sentence that holds the number asked of each hospital (各有几个博士)."""
    if not desk.plan.counted and "duration" not in cues_of(desk.plan.question):
        return []
    answer = desk.passages.answer_snippets(desk.plan.asked, [source])
    if not answer.answerable:
        return []
    return [f"“{nested(clip(s.quote, 140))}”{desk.book.snippet(s)}" for s in answer.snippets[:2]]


def findings_on(desk: Desk, source: str) -> list[FindingRow]:
    """The findings of one report that the theme is about: titles first, then main topics, then the text."""
    rows = desk.records.findings(FindingQuery(sources=(source,)))
    spoken = {s.finding for s in _spoken(desk).get(source, ())}
    words = topic_terms(desk.plan.theme, desk.plan.topics)
    if is_field(desk.plan.theme, desk.plan.topics):
        named = [w for topic in desk.plan.topics for w in topic_words()[topic] if w in desk.plan.theme]
        rows = [row for row in rows if not named or any(w in _words_of_row(row) for w in named)]
    else:
        meant = desk.passages.agreed_finding(desk.plan.asked or desk.plan.theme, [source], within=3)
        spoken |= {meant[1]} if meant else set()
        rows = [row for row in rows if row.finding.ordinal in spoken or any(w in row.finding.title for w in words)]
    scores = [(_score(desk, row), row) for row in rows]
    bonus = 0.0 if is_field(desk.plan.theme, desk.plan.topics) else 1.5
    ranked = desk.passages.best_finding(desk.plan.theme or desk.plan.asked, [source])
    extra = {(r[0], r[1]): 1.0 - 0.3 * place for place, r in enumerate(ranked[:3])}
    scored = sorted(
        (
            (
                score + extra.get((row.source, row.finding.ordinal), 0.0) + bonus * (row.finding.ordinal in spoken),
                row,
            )
            for score, row in scores
        ),
        key=lambda pair: (-pair[0], pair[1].finding.ordinal),
    )
    best = scored[0][0] if scored else 0.0
    if best < 1.5:
        return []
    wide = is_field(desk.plan.theme, desk.plan.topics) or len(desk.plan.topics) > 1
    limit = 2 if wide or len(desk.reports) == 2 or "summary" in cues_of(desk.plan.question) else 1
    if len(desk.reports) == 1:
        return [row for score, row in scored[:8] if score >= max(1.5, 0.4 * best)]
    return [row for score, row in scored[:limit] if score >= max(1.5, 0.6 * best)]


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
        text += desk.say("still_open_short", what=commitment_words(desk, row, finding.commitments[0]))
    return text


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


def essence(measure: Measure, limit: int) -> str:
    """The telling clauses of a measure: those with numbers, documents, results, in order, up to `limit` characters."""
    quote = re.sub(r"\s+", "", measure.evidence.quote)
    quote = re.sub(r"^[一二三四五六七八九十]+是|^[（(]?\d+[）).、]", "", quote).strip("。；; ")
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
