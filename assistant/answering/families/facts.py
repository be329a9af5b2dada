"""A fact inside the prose: the passage finder chooses the sentences, this module says them.

What the text denies corrects the question; what it leaves open is said to be open; what it does not say gets no
answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk, clip, commitment_words, date_words, due_words, nested
from assistant.answering.families.isolated import values_first
from assistant.answering.families.matching import theme_terms
from assistant.answering.families.premises import denial, events, takes_for_granted
from assistant.answering.families.sections import section
from assistant.answering.lexicon import cue_patterns
from assistant.answering.passages.expected import asks_total, asks_without
from assistant.answering.passages.model import Derivation, FoundValue, Snippet, SnippetAnswer
from assistant.answering.questions import cues_of
from assistant.records.query import FindingQuery, FindingRow
from assistant.schema import Commitment
from assistant.text.flat import fold

Told = tuple[FindingRow, Commitment]
"""The open matter a question is about, with its finding."""

_NEAR = 0.45
"""Coverage of the question from which a passage that does not answer is still worth showing."""
_LOOKUP_BUDGET = 620
"""Characters of quotes in the answer to one fact."""


def lookup(desk: Desk, within: Sequence[tuple[str, int]] = (), matter: str = "") -> None:
    """The sentences that hold the fact, the arithmetic where one is asked for, and what is still open about it."""
    if section(desk) or events(desk):
        return
    if _unheard_of(desk):
        desk.draft.abstained = True
        desk.draft.lead = desk.say("not_mentioned", hospital=desk.names(desk.reports), quote="")
        return
    answer = _find(desk, within, matter)
    told = _open_matter(desk, answer) if _asks_completion(desk) else None
    denied = denial(desk, answer)
    nearest = not answer.answerable and told is None and _nearly(desk, answer)
    if denied is not None:
        mark = desk.book.snippet(denied)
        desk.draft.present(denied.source, denied.finding)
        desk.draft.lead = desk.say("denied", hospital=denied.hospital, quote=nested(clip(denied.quote, 200)), mark=mark)
    elif not (answer.answerable or told or nearest):
        _unanswerable(desk, answer)
    else:
        opening = (
            desk.say("nearest")
            if nearest
            else desk.say("premise_denied")
            if answer.denies and takes_for_granted(desk.plan.question)
            else ""
        )
        _answer(desk, answer, opening, told, within=bool(within))


def _answer(desk: Desk, answer: SnippetAnswer, opening: str, told: Told | None, *, within: bool) -> None:
    """The lead: what is corrected, what is open, what was computed, the words, what remains."""
    quotes = _quotes(desk, answer.snippets)
    computed = _computed(desk, answer)
    parts = [opening, _state(desk, *told) if told else "", computed]
    if not (opening or told or computed):
        parts.append(values_first(desk, answer))
    hospitals = list(dict.fromkeys(s.source for s in answer.snippets))
    if len(hospitals) == 1:
        words = "；".join(text for _, text in quotes)
        parts.append(desk.say("said_by", hospital=desk.hospital(hospitals[0]), quotes=words))
    elif hospitals:
        parts.append(desk.say("said_by_several", hospital=desk.names(hospitals)))
        for source in hospitals:
            words = "；".join(text for at, text in quotes if at == source)
            desk.draft.bullet(desk.say("mention_line", hospital=desk.hospital(source), words=words, tail=""))
    parts += [_dated_remainder(desk, answer, within, told) or _other_date(desk, answer), _label(desk, answer, told)]
    desk.draft.lead = "".join(parts)
    unanswered = [part for part in answer.parts if not part.answerable and part.reason == "value_not_stated"]
    if unanswered and len(answer.parts) > 1:
        desk.draft.silence = desk.say("part_not_stated", what="；".join(clip(p.question, 40) for p in unanswered))


def _computed(desk: Desk, answer: SnippetAnswer) -> str:
    """The arithmetic the question asks for, where it is sound."""
    remainder = _remainder(desk, answer)
    if remainder:
        return desk.say("derived", text=remainder)
    if answer.derivation is not None and sound(answer.derivation, answer.snippets):
        return desk.say("derived", text=derivation_words(answer.derivation))
    total = _sum_over(desk, answer)
    return desk.say("derived", text=total) if total else ""


def _sum_over(desk: Desk, answer: SnippetAnswer) -> str:
    """Values of one kind in several passages of one finding added up, where a total is asked for: 5784元 + 1270元."""
    if not asks_total(desk.plan.question) or len(answer.snippets) < 2:
        return ""
    words = theme_terms(desk.plan)
    chosen: list[FoundValue] = []
    for snippet in answer.snippets:
        inside = [v for v in answer.values if v.number and v.source == snippet.source]
        inside = [v for v in inside if snippet.start <= v.start < snippet.end]
        if len(inside) != 1 or not any(word in snippet.quote for word in words):
            return ""
        chosen += inside
    if len({s.finding for s in answer.snippets}) > 1 or len({v.unit for v in chosen}) > 1:
        return ""
    total = Derivation("sum", tuple(chosen), sum(v.number or 0.0 for v in chosen), chosen[0].unit)
    return derivation_words(total) if sound(total, answer.snippets) else ""


def _unheard_of(desk: Desk) -> bool:
    """Whether a question names a measure against persons (开除) that the notice nowhere does."""
    match = cue_patterns()["sanction"].search(desk.plan.question)
    if match is None or len(desk.reports) != 1:
        return False
    text = fold(desk.records.text(next(iter(desk.reports))))
    return match[0] not in text


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
        out.append((snippet.source, f"“{nested(text)}”{desk.book.snippet(snippet)}"))
    return out


_NEARLY = 0.5
"""Coverage from which a passage with a value of the kind asked for is given as the nearest, and called so."""
_FIRM_KINDS = frozenset(("persons", "count", "money", "percent", "duration", "date", "name"))


def _nearly(desk: Desk, answer: SnippetAnswer) -> bool:
    """Whether the notice holds a value of the kind asked for, though a word of the question is not in it."""
    return len(desk.reports) == 1 and any(
        part.reason == "not_mentioned" and part.coverage >= _NEARLY and part.values and part.expected in _FIRM_KINDS
        for part in answer.parts
    )


def _label(desk: Desk, answer: SnippetAnswer, told: Told | None) -> str:
    """The status of the finding that the facts stand in, where the question also asks whether it is done."""
    if told is not None or not _asks_completion(desk) or not answer.snippets or answer.snippets[0].finding is None:
        return ""
    top = answer.snippets[0]
    for row in desk.records.findings(FindingQuery(sources=(top.source,), ordinals=((top.source, top.finding or 0),))):
        if row.finding.status != "not_stated":
            return desk.say("item_state", status=desk.status(row.finding.status), mark=desk.cite_status(row))
        return desk.say("item_state_silent")
    return ""


def _dated_remainder(desk: Desk, answer: SnippetAnswer, within: bool, told: Told | None) -> str:
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


def _other_date(desk: Desk, answer: SnippetAnswer) -> str:
    """A deadline of the same matter that the notice gives elsewhere, and differently: both are shown."""
    if not any(part.expected == "date" for part in answer.parts) or not answer.snippets:
        return ""
    top = answer.snippets[0]
    if top.finding is None:
        return ""
    shown = re.sub(r"\s", "", "".join(s.quote for s in answer.snippets))
    words = [w for w in theme_terms(desk.plan) if len(w) >= 2]
    for row in desk.records.findings(FindingQuery(sources=(top.source,), ordinals=((top.source, top.finding),))):
        said = [c for c in row.finding.commitments if c.due and due_words(c.due, "zh") not in shown]
        about = [c for c in said if sum(w in c.evidence.quote for w in words) * 2 >= max(1, len(words))]
        about = [c for c in about if not top.start <= c.evidence.start < top.end]
        if about and re.search(r"\d+月|年底|季度", shown):
            return desk.say("other_date", what="；".join(commitment_words(desk, row, c) for c in about[:2]))
    return ""


_SIGNS = {
    "sum": " + ",
    "difference": " - ",
    "remaining": " - ",
    "minus_part": " - ",
    "times": " × ",
    "whole_of_share": " ÷ ",
    "average": " ÷ ",
}


def derivation_words(derivation: Derivation) -> str:
    """The arithmetic with its result: 9起 - 2起 = 7起."""
    texts = [value.text for value in derivation.operands]
    if derivation.operator == "share":
        parts = " + ".join(texts[:-1])
        left = f"({parts}) ÷ {texts[-1]}" if len(texts) > 2 else f"{parts} ÷ {texts[-1]}"
        if len(texts) > 2:
            total = sum(value.number or 0.0 for value in derivation.operands[:-1])
            left = f"{parts} = {total:g}{derivation.operands[0].unit}，{total:g} ÷ {texts[-1]}"
    else:
        left = _SIGNS[derivation.operator].join(texts)
    number = f"{derivation.result:,.2f}".rstrip("0").rstrip(".").replace(",", "")
    if (
        derivation.unit == "元"
        and derivation.result >= 10_000
        and (derivation.result % 100 == 0 or derivation.approximate)
    ):
        number = f"{derivation.result / 10_000:.{2 if derivation.approximate else 4}f}".rstrip("0").rstrip(".") + "万"
    about = "≈ " if derivation.approximate else "= "
    return f"{left} {about}{number}{derivation.unit}"


_REMAINS = re.compile(r"还(有|剩|差|欠|余)|剩(下|余)?|没.{0,4}的(有|是)?(多少|几)")


def _remainder(desk: Desk, answer: SnippetAnswer) -> str:
    """What is left of a whole, where a question asks for it and one passage prints the whole and the part."""
    question = desk.plan.question
    if not _REMAINS.search(question) or asks_without(question) or not answer.snippets:
        return ""
    top = answer.snippets[0]
    within = {v.number: v for v in answer.values if v.number and v.source == top.source}
    inside = {
        v.number: v for v in answer.values if v.number and v.source == top.source and top.start <= v.start < top.end
    }
    if len(inside) < 2 and len({s.finding for s in answer.snippets}) == 1:
        inside = within
    values = sorted(inside.values(), key=lambda v: -(v.number or 0.0))
    if len(values) != 2 or values[0].unit != values[1].unit or values[0].kind not in ("count", "persons", "money"):
        return ""
    whole, part = values
    left = (whole.number or 0.0) - (part.number or 0.0)
    derivation = Derivation("remaining", (whole, part), left, whole.unit)
    return derivation_words(derivation) if sound(derivation, answer.snippets) else ""


def sound(derivation: Derivation, snippets: Sequence[Snippet]) -> bool:
    """Whether arithmetic may be shown: like is added to like, dates are not counted, and the result is not
    printed anyway.
    """
    values = derivation.operands
    if any(re.search(r"[年月日号]$", value.text) for value in values):
        return False
    if (
        derivation.operator not in ("times", "whole_of_share", "average")
        and len({value.unit for value in values if value.unit}) > 1
    ):
        return False
    number = f"{derivation.result:.2f}".rstrip("0").rstrip(".")
    printed = re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d.])")
    return not any(printed.search(re.sub(r"[\s,]", "", snippet.quote)) for snippet in snippets)


_SUPPOSES = re.compile(
    r"(?:花|用|付|交|赔)了?多少|(?:什么时候|啥时候|几月|几号|哪天|哪个月|哪一?年|何时|多会儿)[^,]{0,10}的$|为(?:什么|啥|何)|怎么会"
)
"""A question that speaks of something as having happened."""
_NOT_SO = re.compile(
    r"未(?!来)|尚|暂|没有|不存在|正在|拟(?!定|订)|计划|预计|待|筹|启动[^,。]{0,14}准备|准备工作|仍|推进中|论证"
)


def _supposed(desk: Desk, answer: SnippetAnswer) -> bool:
    """Correct a question that takes for done what the nearest words leave open or deny; False where they do not."""
    question = re.sub(r"[?？。]", "", desk.plan.question)
    if not (_SUPPOSES.search(question) or takes_for_granted(question)) or not answer.snippets:
        return False
    top = answer.snippets[0]
    words = theme_terms(desk.plan)
    pairs = {word[i : i + 2] for word in words for i in range(len(word) - 1)}
    met = sum(pair in top.label or pair in top.quote for pair in pairs)
    if not pairs or 5 * met < 2 * len(pairs):
        return False
    row = _row_of(desk, top)
    open_finding = row is not None and row.finding.status in ("unfinished", "mostly_completed", "partial")
    if not (_NOT_SO.search(top.quote) or open_finding):
        return False
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


def _row_of(desk: Desk, snippet: Snippet) -> FindingRow | None:
    """The finding a snippet stands in."""
    if snippet.finding is None:
        return None
    place = ((snippet.source, snippet.finding),)
    return next(iter(desk.records.findings(FindingQuery(sources=(snippet.source,), ordinals=place))), None)


def _unanswerable(desk: Desk, answer: SnippetAnswer) -> None:
    """Nothing holds what was asked: say so, and what the notice does say nearby."""
    if _supposed(desk, answer):
        return
    desk.draft.abstained = True
    close = max((part.coverage for part in answer.parts), default=0.0) >= _NEAR
    near = answer.snippets[:1] if answer.reason == "value_not_stated" or close else ()
    key = "not_stated_near" if near else "not_mentioned"
    sources = [near[0].source] if near and desk.plan.scope != "named" else list(desk.reports)
    quote = "；".join(f"“{nested(clip(s.quote, 110))}”{desk.book.snippet(s)}" for s in near)
    names = desk.names(sources) if len(sources) <= 3 else desk.say("all_reports", n=len(sources))
    desk.draft.lead = desk.say(key, hospital=names, quote=quote)
    for snippet in near:
        desk.draft.present(snippet.source, snippet.finding)


_HAPPENS = re.compile(
    r"(什么时候|啥时候|几月|几号|哪天|哪个月|哪一?年|何时).{0,6}(通过|开工|动工|上线|到货|投用|完工|竣工|建成|启用|搬|挂牌)"
)


def _asks_completion(desk: Desk) -> bool:
    cues = cues_of(desk.plan.question)
    if "when" in cues and re.search(r"能|才|可以|几时", desk.plan.question):
        return True
    if _HAPPENS.search(desk.plan.question):
        return True
    return (bool({"done", "not_done"} & cues) and bool({"yes_no", "when", "not_done"} & cues)) or bool(
        re.search(r"(建|弄|做|办|装|买|修|搞|开|上|盖)(好|成|完|齐|线)了?(吗|没|么|没有)", desk.plan.question)
    )


def _open_matter(desk: Desk, answer: SnippetAnswer) -> Told | None:
    """The open matter that the question is about, if the text leaves one open."""
    terms = [t for t in theme_terms(desk.plan) if len(t) >= 2]
    dated = "when" in cues_of(desk.plan.question)
    best: tuple[tuple[int, bool, int], FindingRow, Commitment] | None = None
    for rank, row in enumerate(_about(desk, answer)):
        for commitment in row.finding.commitments:
            hits = sum(term in commitment.evidence.quote or term in commitment.what for term in terms)
            score = (hits, dated and commitment.due is not None, -rank)
            if hits and (best is None or score > best[0]):
                best = (score, row, commitment)
    return (best[1], best[2]) if best else None


def _about(desk: Desk, answer: SnippetAnswer) -> list[FindingRow]:
    """The findings of the answer's passages; where they do not answer, all that leave something open, nearest first."""
    places = list(dict.fromkeys((s.source, s.finding) for s in answer.snippets if s.finding is not None))
    if answer.answerable or len(desk.reports) != 1:
        return [row for place in places for row in desk.records.findings(_at(place[0], place[1] or 0))]
    near = places + [(r[0], r[1]) for r in desk.passages.best_finding(desk.plan.question, desk.plan.sources)[:3]]
    rows = desk.findings(with_commitments=True)
    order = {place: rank for rank, place in reversed(list(enumerate(near)))}
    return sorted(rows, key=lambda row: order.get((row.source, row.finding.ordinal), len(near)))


def _at(source: str, ordinal: int) -> FindingQuery:
    return FindingQuery(sources=(source,), ordinals=((source, ordinal),))


def _state(desk: Desk, row: FindingRow, commitment: Commitment) -> str:
    desk.draft.present(row.source, row.finding.ordinal)
    due = due_words(commitment.due, desk.plan.language)
    key = "matter_open_due" if due else "matter_open"
    published = desk.reports[row.source].fields.published
    at = f"（{date_words(published, desk.plan.language)}）" if published else ""
    if published and not desk.english:
        at += desk.cite_field(row.source, "published")
    mark = desk.book.finding(row, commitment.evidence)
    return desk.say(key, quote=nested(clip(commitment.evidence.quote, 120)), due=due, at=at, mark=mark)
