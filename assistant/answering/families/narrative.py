"""Facts inside the prose: one fact, one finding's state, one matter hospital by hospital. The passage finder
chooses the
sentences; this module decides what is asked of whom and says it, with the premise corrected where the text denies it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk, clip, commitment_words, date_words, due_words
from assistant.answering.families.matching import theme_terms
from assistant.answering.families.premises import denial, events
from assistant.answering.lexicon import cue_patterns
from assistant.answering.passages.model import Derivation, Snippet, SnippetAnswer
from assistant.answering.questions import cues_of
from assistant.records.query import FindingQuery, FindingRow
from assistant.schema import Commitment
from assistant.text.flat import fold

_NEAR = 0.45
"""Coverage of the question from which a passage that does not answer is still worth showing."""
_LOOKUP_BUDGET = 620
"""Characters of quotes in the answer to one fact."""


def lookup(desk: Desk, within: Sequence[tuple[str, int]] = (), matter: str = "") -> None:
    """The sentences that hold the fact, the arithmetic where one is asked for, and what is still open about it."""
    if events(desk):
        return
    if _unheard_of(desk):
        desk.draft.abstained = True
        desk.draft.lead = desk.say("not_mentioned", hospital=desk.names(desk.reports), quote="")
        return
    answer = _find(desk, within, matter)
    open_matter = _open_matter(desk, answer) if _asks_completion(desk) else None
    denied = denial(desk, answer)
    if denied is not None:
        mark = desk.book.snippet(denied)
        desk.draft.present(denied.source, denied.finding)
        desk.draft.lead = desk.say("denied", hospital=denied.hospital, quote=clip(denied.quote, 200), mark=mark)
        return
    if not answer.answerable and open_matter is None:
        _unanswerable(desk, answer)
        return
    quotes = _quotes(desk, answer.snippets)
    lead = desk.say("premise_denied") if answer.denies else ""
    if open_matter is not None:
        lead += _state(desk, *open_matter)
    if answer.derivation is not None and sound(answer.derivation, answer.snippets):
        lead += desk.say("derived", text=derivation_words(answer.derivation))
    hospitals = list(dict.fromkeys(s.source for s in answer.snippets))
    if len(hospitals) == 1:
        lead += desk.say("said_by", hospital=desk.hospital(hospitals[0]), quotes="；".join(text for _, text in quotes))
    else:
        lead += desk.say("said_by_several", hospital=desk.names(hospitals))
        for source in hospitals:
            desk.draft.bullet(
                desk.say(
                    "mention_line",
                    hospital=desk.hospital(source),
                    words="；".join(t for s, t in quotes if s == source),
                    tail="",
                )
            )
    desk.draft.lead = (
        lead + _dated_remainder(desk, answer, bool(within), open_matter) + _label(desk, answer, open_matter)
    )
    unanswered = [part for part in answer.parts if not part.answerable and part.reason == "value_not_stated"]
    if unanswered and len(answer.parts) > 1:
        desk.draft.silence = desk.say("part_not_stated", what="；".join(clip(p.question, 40) for p in unanswered))


def _unheard_of(desk: Desk) -> bool:
    """Whether a question names a measure against persons (开除) that the notice nowhere does."""
    match = cue_patterns()["specific_action"].search(desk.plan.question)
    if match is None or len(desk.reports) != 1:
        return False
    text = fold(desk.records.text(next(iter(desk.reports))))
    return match[0] not in text and match[0][:2] not in text


def _find(desk: Desk, within: Sequence[tuple[str, int]], matter: str) -> SnippetAnswer:
    """The answer within the findings of the turn before, then with its matter put first, then anywhere."""
    question, sources = desk.plan.question, desk.plan.sources
    fuller = f"{matter}{question}" if matter and matter not in question else question
    own = any(len(word) >= 3 for word in desk.plan.theme.split()) and desk.plan.theme.replace(" ", "") != matter
    anywhere = [(question, None), (fuller, None)] if own else [(fuller, None), (question, None)]
    first = None
    for text, places in [(question, within), (fuller, within), *anywhere]:
        if places is not None and not places:
            continue
        answer = desk.passages.answer_snippets(text, sources, places)
        if answer.answerable:
            return answer
        first = first or answer
    return first or desk.passages.answer_snippets(question, sources)


def _quotes(desk: Desk, snippets: Sequence[Snippet]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    left = _LOOKUP_BUDGET
    for snippet in snippets:
        text = clip(snippet.quote, max(80, min(260, left)))
        if left <= 0:
            break
        left -= len(text)
        desk.draft.present(snippet.source, snippet.finding)
        out.append((snippet.source, f"“{text}”{desk.book.snippet(snippet)}"))
    return out


def _label(desk: Desk, answer: SnippetAnswer, told: tuple[FindingRow, Commitment] | None) -> str:
    """The status of the finding that the facts stand in, where the question also asks whether it is done."""
    if told is not None or not _asks_completion(desk) or not answer.snippets or answer.snippets[0].finding is None:
        return ""
    top = answer.snippets[0]
    for row in desk.records.findings(FindingQuery(sources=(top.source,), ordinals=((top.source, top.finding or 0),))):
        if row.finding.status != "not_stated":
            return desk.say("item_state", status=desk.status(row.finding.status), mark=desk.cite_status(row))
    return ""


def _dated_remainder(
    desk: Desk, answer: SnippetAnswer, within: bool, told: tuple[FindingRow, Commitment] | None
) -> str:
    """Deadlines of what remains of the finding in question, where a question asks when something will be done."""
    if not ({"when", "overdue"} & cues_of(desk.plan.question)) or not answer.snippets:
        return ""
    if not within and not _asks_completion(desk):
        return ""
    top = answer.snippets[0]
    if top.finding is None:
        return ""
    words = theme_terms(desk.plan)
    for row in desk.records.findings(FindingQuery(sources=(top.source,), ordinals=((top.source, top.finding),))):
        dated = [c for c in row.finding.commitments if c.due and (told is None or c != told[1])]
        about = dated if within else [c for c in dated if any(w in c.evidence.quote for w in words)]
        if about:
            return desk.say("dated_remainder", what="；".join(commitment_words(desk, row, c) for c in about[:4]))
    return ""


_SIGNS = {
    "sum": " + ",
    "difference": " - ",
    "remaining": " - ",
    "minus_part": " - ",
    "times": " × ",
    "whole_of_share": " ÷ ",
}


def derivation_words(derivation: Derivation) -> str:
    """The arithmetic with its result: 9起 - 2起 = 7起."""
    sign = _SIGNS[derivation.operator]
    left = sign.join(value.text for value in derivation.operands)
    number = f"{derivation.result:,.2f}".rstrip("0").rstrip(".").replace(",", "")
    if derivation.unit == "元" and derivation.result >= 10_000 and derivation.result % 100 == 0:
        number = f"{derivation.result / 10_000:.4f}".rstrip("0").rstrip(".") + "万"
    about = "≈ " if derivation.approximate else "= "
    return f"{left} {about}{number}{derivation.unit}"


def sound(derivation: Derivation, snippets: Sequence[Snippet]) -> bool:
    """Whether arithmetic may be shown: like is added to like, dates are not counted, and the result is not
    printed anyway.
    """
    values = derivation.operands
    if any(re.search(r"[年月日号]$", value.text) for value in values):
        return False
    if (
        derivation.operator not in ("times", "whole_of_share")
        and len({value.unit for value in values if value.unit}) > 1
    ):
        return False
    number = f"{derivation.result:.2f}".rstrip("0").rstrip(".")
    printed = re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d.])")
    return not any(printed.search(re.sub(r"[\s,]", "", snippet.quote)) for snippet in snippets)


def _unanswerable(desk: Desk, answer: SnippetAnswer) -> None:
    """Nothing holds what was asked: say so, and what the notice does say nearby."""
    desk.draft.abstained = True
    close = max((part.coverage for part in answer.parts), default=0.0) >= _NEAR
    near = answer.snippets[:1] if answer.reason == "value_not_stated" or close else ()
    key = "not_stated_near" if near else "not_mentioned"
    sources = [near[0].source] if near and desk.plan.scope != "named" else list(desk.reports)
    quote = "；".join(f"“{clip(s.quote, 110)}”{desk.book.snippet(s)}" for s in near)
    names = desk.names(sources) if len(sources) <= 3 else desk.say("all_reports", n=len(sources))
    desk.draft.lead = desk.say(key, hospital=names, quote=quote)
    for snippet in near:
        desk.draft.present(snippet.source, snippet.finding)


def _asks_completion(desk: Desk) -> bool:
    cues = cues_of(desk.plan.question)
    if "when" in cues and re.search(r"能|才|可以|几时", desk.plan.question):
        return True
    return (bool({"done", "not_done"} & cues) and bool({"yes_no", "when", "not_done"} & cues)) or bool(
        re.search(r"(建|弄|做|办|装|买|修|搞|开|上|盖)(好|成|完|齐|线)了?(吗|没|么|没有)", desk.plan.question)
    )


def _open_matter(desk: Desk, answer: SnippetAnswer) -> tuple[FindingRow, Commitment] | None:
    """The open matter that the question is about, if the text leaves one open."""
    terms = [t for t in theme_terms(desk.plan) if len(t) >= 2]
    best: tuple[int, FindingRow, Commitment] | None = None
    places = dict.fromkeys((s.source, s.finding) for s in answer.snippets if s.finding is not None)
    if not answer.answerable and len(desk.reports) == 1:
        places |= dict.fromkeys(
            (r[0], r[1]) for r in desk.passages.best_finding(desk.plan.question, desk.plan.sources)[:3]
        )
    for source, ordinal in places:
        for row in desk.records.findings(FindingQuery(sources=(source,), ordinals=((source, ordinal or 0),))):
            for commitment in row.finding.commitments:
                hits = sum(term in commitment.evidence.quote or term in commitment.what for term in terms)
                if hits and (best is None or hits > best[0]):
                    best = (hits, row, commitment)
    return (best[1], best[2]) if best else None


def _state(desk: Desk, row: FindingRow, commitment: Commitment) -> str:
    desk.draft.present(row.source, row.finding.ordinal)
    due = due_words(commitment.due, desk.plan.language)
    key = "matter_open_due" if due else "matter_open"
    published = desk.reports[row.source].fields.published
    at = f"（{date_words(published, desk.plan.language)}）" if published else ""
    if published and not desk.english:
        at += desk.cite_field(row.source, "published")
    mark = desk.book.finding(row, commitment.evidence)
    return desk.say(key, quote=clip(commitment.evidence.quote, 120), due=due, at=at, mark=mark)


def item_status(desk: Desk) -> None:
    """Whether one finding is done: its status, what remains, until when; silence is said to be silence."""
    row = _which(desk)
    if row is None:
        lookup(desk)
        return
    finding = row.finding
    desk.draft.present(row.source, finding.ordinal)
    remaining = "；".join(commitment_words(desk, row, c) for c in finding.commitments[:4])
    values = {
        "hospital": row.hospital,
        "title": desk.title(row),
        "status": desk.status(finding.status),
        "remaining": remaining,
    }
    if finding.status == "not_stated":
        mark = desk.cite_title(row)
        key = "item_silent_open" if remaining else "item_silent"
        desk.draft.abstained = not remaining
        desk.draft.lead = desk.say(key, **values, mark=mark)
    else:
        mark = desk.cite_status(row)
        key = "item_stated_open" if remaining else "item_stated"
        desk.draft.lead = desk.say(key, **values, mark=mark)
        if desk.plan.premise == "not_done" and finding.status in ("completed", "completed_ongoing"):
            desk.draft.lead = desk.say("premise_completed") + desk.draft.lead
    _measures(desk, row)


def _measures(desk: Desk, row: FindingRow) -> None:
    """The measures on one line each, shortly, where there is little else to say."""
    if row.finding.commitments:
        return
    words = [clip(m.evidence.quote, 70) for m in row.finding.measures[:4]]
    if words:
        marks = [desk.book.finding(row, m.evidence) for m in row.finding.measures[:4]]
        listed = "；".join(f"{word}{mark}" for word, mark in zip(words, marks, strict=True))
        desk.draft.lines.append(desk.say("measures_listed", words=listed))


def _which(desk: Desk) -> FindingRow | None:
    """The finding that a question means: by its number, its title, or what it is about."""
    rows = desk.findings()
    if desk.plan.finding:
        return next(
            (row for row in rows if desk.plan.finding in re.findall(r"[\d一二三四五六七八九十]+", row.finding.label)),
            None,
        )
    terms = theme_terms(desk.plan)
    scored = [(sum(len(t) for t in terms if t in row.finding.title), row) for row in rows]
    best = max((score for score, _ in scored), default=0)
    ranked = desk.passages.best_finding(desk.plan.question, desk.plan.sources)
    place = {(r[0], r[1]): i for i, r in enumerate(ranked)}
    titled = [row for score, row in scored if score == best and best >= 2]
    if titled:
        return min(
            titled, key=lambda row: (place.get((row.source, row.finding.ordinal), 99), row.source, row.finding.ordinal)
        )
    for source, ordinal, _ in ranked[:1]:
        return next((row for row in rows if row.source == source and row.finding.ordinal == ordinal), None)
    return None


def finding_detail(desk: Desk) -> None:
    """One finding: problem, status, measures, what remains, who was held to account."""
    row = _which(desk)
    if row is None:
        desk.draft.abstained = True
        desk.draft.lead = desk.say("no_such_finding", hospital=desk.names(desk.reports), number=desk.plan.finding)
        return
    detail(desk, row)


def detail(desk: Desk, row: FindingRow) -> None:
    """The record of one finding in short."""
    finding = row.finding
    desk.draft.present(row.source, finding.ordinal)
    mark = desk.cite_status(row) if finding.status_evidence else desk.cite_title(row)
    desk.draft.lead = desk.say(
        "detail", hospital=row.hospital, title=desk.title(row), status=desk.status(finding.status), mark=mark
    )
    for measure in finding.measures[:8]:
        desk.draft.bullet(f"{clip(measure.evidence.quote, 90)}{desk.book.finding(row, measure.evidence)}")
    if finding.commitments:
        remaining = "；".join(commitment_words(desk, row, c) for c in finding.commitments[:4])
        desk.draft.lines.append(desk.say("still_open", what=remaining))
