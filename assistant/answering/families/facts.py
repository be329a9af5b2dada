"""A fact inside the prose: the passage finder chooses the sentences, this module says them.

What the text denies corrects the question; what it leaves open is said to be open; what it does not say gets no
answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.families.arithmetic import computed
from assistant.answering.families.continuing import continued, quoted
from assistant.answering.families.isolated import values_first
from assistant.answering.families.matching import theme_terms
from assistant.answering.families.narrative import asks_how, narrated, told_of
from assistant.answering.families.other_part import asks_handled, handled_beside
from assistant.answering.families.particulars import added
from assistant.answering.families.pending import (
    Told,
    asks_completion,
    dated_remainder,
    open_matter,
    other_date,
    state,
    status_label,
)
from assistant.answering.families.premises import denial, events, supposed, takes_for_granted
from assistant.answering.families.presupposed import done_after_all
from assistant.answering.families.sections import section
from assistant.answering.families.several import further
from assistant.answering.families.under_title import below_title
from assistant.answering.families.unnamed import only_counted
from assistant.answering.families.unsaid import unsaid
from assistant.answering.families.untold import untold
from assistant.answering.lexicon import cue_patterns
from assistant.answering.passages.lexicon import lexicon
from assistant.answering.passages.likelihood import LIKELY, WORTH_SHOWING
from assistant.answering.passages.model import Snippet, SnippetAnswer
from assistant.answering.questions import cues_of
from assistant.text.flat import fold

_NEAR = 0.45
"""Coverage of the question from which a passage that does not answer is still worth showing."""
_LOOKUP_BUDGET = 620
"""Characters of quotes in the answer to one fact."""
_LIST_BUDGET = 2400
"""The same where things are to be listed: an enumeration cut short is a wrong list."""


def lookup(desk: Desk, within: Sequence[tuple[str, int]] = (), matter: str = "") -> None:
    """The sentences that hold the fact, the arithmetic where one is asked for, and what is still open about it."""
    if section(desk) or events(desk):
        return
    if _unheard_of(desk) or untold(desk):
        desk.draft.abstained = True
        desk.draft.lead = desk.say("not_mentioned", hospital=desk.names(desk.reports), quote="")
        return
    answer = _find(desk, within, matter)
    if not answer.answerable and (kept := continued(desk, answer.parts)):
        said = desk.say("said_by", hospital=desk.hospital(kept[0].source), quotes=quoted(desk, kept))
        desk.draft.lead = said + further(desk, kept)
        return
    told = open_matter(desk, answer) if asks_completion(desk) else None
    denied = denial(desk, answer)
    likely = answer.likelihood >= LIKELY or _nearly(desk, answer) or _near_in_words(desk, answer)
    nearest = not answer.answerable and told is None and likely
    if nearest and denied is None and supposed(desk, answer):
        return
    if denied is not None:
        mark = desk.book.snippet(denied)
        desk.draft.present(denied.source, denied.finding)
        desk.draft.lead = desk.say("denied", hospital=denied.hospital, quote=nested(clip(denied.quote, 200)), mark=mark)
    elif answer.answerable and (narrated(desk, answer) or only_counted(desk, answer)):
        return
    elif not (answer.answerable or told or nearest):
        _unanswerable(desk, answer, within)
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
    lists = any(part.expected == "list" for part in answer.parts)
    quotes = _quotes(desk, [*answer.snippets, *below_title(desk, answer.snippets)], lists=lists)
    calculated = computed(desk, answer)
    parts = [opening, state(desk, *told) if told else "", calculated]
    if not (opening or told or calculated):
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
    parts += [dated_remainder(desk, answer, within, told) or other_date(desk, answer), status_label(desk, answer, told)]
    places = [(s.source, s.finding) for s in answer.snippets]
    parts.append(added(desk, places, "".join(text for _, text in quotes)) if places else "")
    beside = handled_beside(desk, answer, "".join(text for _, text in quotes))
    desk.draft.lead = "".join([*parts, beside])
    if beside:
        answer = replace(answer, parts=tuple(part for part in answer.parts if not asks_handled(part)))
    if rest := [s for s in continued(desk, answer.parts) if s.quote not in desk.draft.lead]:
        desk.draft.lead += desk.say("said_further", quotes=quoted(desk, rest))
        quotes += [(s.source, s.quote) for s in rest]
    elif not (calculated or told or beside):
        desk.draft.lead += further(desk, answer.snippets)
    desk.draft.silence = unsaid(desk, answer, desk.draft.lead + "".join(text for _, text in quotes))


def _unheard_of(desk: Desk) -> bool:
    """Whether a question names a measure against persons (开除) that the notice nowhere does."""
    match = cue_patterns()["sanction"].search(desk.plan.question)
    if match is None or len(desk.reports) != 1:
        return False
    text = fold(desk.records.text(next(iter(desk.reports))))
    written = lexicon().forms(match[0])
    return not any(form in text for form in written)


def _find(desk: Desk, within: Sequence[tuple[str, int]], matter: str) -> SnippetAnswer:
    """The answer within the findings of the turn before, then with its matter put first, then anywhere."""
    question, sources = desk.plan.question, desk.plan.sources
    kept = tuple(place for place in within if _spoken_of(desk, place, matter))
    matter = "" if within and not kept else matter
    within = kept or _coded(desk)
    fuller = f"{matter}{question}" if matter and matter not in question else question
    theme = desk.plan.theme.replace(" ", "")
    own = any(len(word) >= 3 for word in desk.plan.theme.split()) and theme != matter
    bare = not theme or theme == matter
    near = [(fuller, within), (question, within)] if bare else [(question, within), (fuller, within)]
    anywhere = [(question, None), (fuller, None)] if own else [(fuller, None), (question, None)]
    first = None
    for text, places in dict.fromkeys(
        (text, tuple(places) if places is not None else None) for text, places in [*near, *anywhere]
    ):
        if places is not None and not places:
            continue
        if places is None and bare and first is not None and continued(desk, first.parts):
            return first
        answer = desk.passages.answer_snippets(text, sources, places)
        if answer.answerable or (places and bare and answer.reason == "value_not_stated"):
            return answer
        first = first or answer
    return first or desk.passages.answer_snippets(question, sources)


def _spoken_of(desk: Desk, place: tuple[str, int], matter: str) -> bool:
    """Whether a finding of the turn before has any of the words a follow-up brings: 那党费呢 leaves the robots."""
    words = [word for word in theme_terms(desk.plan) if word not in matter and not word.isdigit()]
    source, ordinal = place
    finding = next((f for f in desk.report(source).findings if f.ordinal == ordinal), None)
    if not words or finding is None or not re.search(r"[那]|另外|还有", desk.plan.question):
        return True
    text = fold(desk.records.text(source))
    own = "".join(fold(desk.records.text(source)[a:b]) for a, b in finding.spans)
    forms = [lexicon().forms(word) for word in words]
    return any(any(form in own for form in group) for group in forms) or not any(
        any(form in text for form in group) for group in forms
    )


_CODE = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]\d{1,2}(?![A-Za-z0-9])|第([\d一二三四五六七八九十]+)(?:条|项|个问题|号)|问题([\d一二三四五六七八九十]+)"
)


def _coded(desk: Desk) -> tuple[tuple[str, int], ...]:
    """The findings whose printed number the question names (B3, 第六条), or whose title; only of one notice."""
    if titled := titled_by(desk):
        return titled
    if len(desk.reports) != 1 or not (
        codes := {m[1] or m[2] or m[0].upper() for m in _CODE.finditer(desk.plan.question)}
    ):
        return ()
    source = next(iter(desk.reports))
    findings = desk.report(source).findings
    return tuple((source, f.ordinal) for f in findings if codes & set(_PRINTED.findall(f.label.upper())))


_TITLE = re.compile(r"[“「『\"]([^”」』\"]{4,40})[”」』\"]")


def titled_by(desk: Desk) -> tuple[tuple[str, int], ...]:
    """The one finding whose title the question has in quotation marks; of a notice that has no other such title."""
    quoted = _TITLE.search(desk.plan.question)
    if len(desk.reports) != 1 or quoted is None:
        return ()
    name, source = fold(quoted[1]), next(iter(desk.reports))
    found = tuple((source, f.ordinal) for f in desk.report(source).findings if name in fold(f.title))
    return found if len(found) == 1 else ()


_PRINTED = re.compile(r"[A-Z]\d+|[\d一二三四五六七八九十]+")


def _quotes(desk: Desk, snippets: Sequence[Snippet], *, lists: bool) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    left, longest = (_LIST_BUDGET, 500) if lists else (_LOOKUP_BUDGET, 260)
    for snippet in snippets:
        text = clip(snippet.quote, max(80, min(longest, left)))
        if left <= 0:
            break
        if not text:
            continue
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


_IN_WORDS = 0.3
"""Coverage from which the passage nearest to a question for no value is given as such: the reader sees what it says."""


def _near_in_words(desk: Desk, answer: SnippetAnswer) -> bool:
    """Whether a notice speaks in part of what is asked, where words are wanted and not a value that may be missing."""
    return len(desk.reports) == 1 and any(
        part.reason == "not_mentioned" and part.expected in _WORDS and part.coverage >= _IN_WORDS and part.snippets
        for part in answer.parts
    )


_WORDS = frozenset(("list", "manner", "what", "place"))


def _unanswerable(desk: Desk, answer: SnippetAnswer, within: Sequence[tuple[str, int]]) -> None:
    """Nothing holds what was asked: say so, and what the notice does say nearby."""
    place = within or _coded(desk)
    tells = asks_how(desk.plan.question) or (not within and "why" in cues_of(desk.plan.question))
    if done_after_all(desk, answer) or supposed(desk, answer) or (place and tells and told_of(desk, place[0])):
        return
    for source, ordinal in within:
        desk.draft.present(source, ordinal)  # the next question may still go on from there
    desk.draft.abstained = True
    close = max((part.coverage for part in answer.parts), default=0.0) >= _NEAR
    close = close or answer.likelihood >= WORTH_SHOWING
    near = answer.snippets[:1] if answer.reason == "value_not_stated" or close else ()
    if near and (entry := added(desk, [(near[0].source, near[0].finding)], "")):
        desk.draft.abstained = False
        desk.draft.lead = entry.strip()
        desk.draft.present(near[0].source, near[0].finding)
        return
    key = "not_stated_near" if near else "not_mentioned"
    sources = [near[0].source] if near and desk.plan.scope != "named" else list(desk.reports)
    shown = 400 if any(part.expected == "list" for part in answer.parts) else 110
    quote = "；".join(f"“{nested(clip(s.quote, shown))}”{desk.book.snippet(s)}" for s in near)
    names = desk.names(sources) if len(sources) <= 3 else desk.say("all_reports", n=len(sources))
    desk.draft.lead = desk.say(key, hospital=names, quote=quote)
    for snippet in near:
        desk.draft.present(snippet.source, snippet.finding)
