"""Which units of the notices answer, judged: how good a unit is, whether the best is good enough, what to show of it.

The numbers were set on `tests/answering/passages/questions_dev.jsonl`, and on its questions asked of other hospitals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.passages.enumerating import listing_bonus
from assistant.answering.passages.expected import (
    asks_problem,
    asks_rest,
    asks_total,
    asserts_done,
    presupposes,
    presupposes_open,
)
from assistant.answering.passages.index import ReportIndex, Unit
from assistant.answering.passages.lexicon import SYNONYM
from assistant.answering.passages.model import FoundValue, Reason, Snippet
from assistant.answering.passages.nominees import Nominee
from assistant.answering.passages.question import Focus, Term
from assistant.answering.passages.scoring import Meeting
from assistant.answering.passages.window import (
    Window,
    gives_cause,
    leaves_open,
    leaves_time_open,
    reports_done,
    times_by_event,
)

VALUE_KINDS = frozenset(
    ("persons", "count", "money", "percent", "duration", "date", "who", "name", "person_name", "contact")
)
"""Questions that only a value of that kind answers."""
ENOUGH = 0.60
"""Coverage from which a passage counts as being about the question (calibrated, see tests/answering/passages)."""
ENOUGH_POINTED = 0.50
"""The same where no noun is missing and a value of the kind asked for stands near the words asked about."""
NEAREST = 2
"""Rank by meaning up to which fewer of the words need be there."""
ENOUGH_NEAR = 0.45
"""Coverage from which a passage so near in meaning counts as being about the question."""
ENOUGH_FOREIGN = 0.30
"""The same for a question in another language, of which the glossary may know few words."""
NEAR = 0.35
"""Fit from which a value counts as standing near them."""
TELLING = 0.30
"""Share of the question's weight from which one missing noun means that something else is spoken of."""
DENIED = 0.4
"""What a denial of the very words asked about (未收取, 尚未招到) is worth: it corrects the question's premise."""
CLOSE = 0.80
"""Share of the best score with which a unit that holds a value is preferred to one that holds none."""
BELOW = 0.5
"""Share of the title's score from which a unit below it tells what the title cannot."""
OTHER_DATE = 0.85
"""Share of the best score with which another dated passage of the notice is shown beside the best."""
TOO_LITTLE = 0.35
"""Weight of all words together, in weights of the rarest word, up to which they are too common to mean a passage."""
LITTLE = 0.9
"""The same, up to which a value must stand near them to be theirs."""


_GONE_TO = 0.6
"""What it adds that a unit says where money or things went, where that is asked."""
_GOES = re.compile(r"[交缴退转存划][到至入给]|上缴|上交|去向|去了?哪")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may answer, with the stretch of it to quote."""

    index: ReportIndex
    meeting: Meeting
    window: Window
    score: float
    nominee: Nominee | None = None
    """How near in meaning it is, where the search was asked and has it among the first."""

    @property
    def rank(self) -> int | None:
        """Its rank by meaning, where the search was asked and has it among the first."""
        return self.nominee.rank if self.nominee is not None else None

    @property
    def denies(self) -> bool:
        """Whether it denies what was asked about, rather than giving a value beside some denial."""
        return self.window.denies and self.window.fit < NEAR


def rough_score(meeting: Meeting, focus: Focus) -> float:
    """How well a unit meets the question, before its values are looked at."""
    score = 1.25 * meeting.coverage + 0.35 * meeting.direct
    if meeting.unit.is_title:
        score -= 0.1 if asks_problem(focus.text) else 0.3
    if asks_rest(focus.text) and leaves_open(meeting.unit):
        score += 0.15
    return score - (0.1 if meeting.unit.outlook else 0.0)


def answer_bonus(focus: Focus, meeting: Meeting, window: Window) -> float:
    """What it adds that a unit gives an answer of the kind asked for, or denies what the question takes for granted."""
    return max(_typed(focus, meeting.unit, window), DENIED * meeting.direct if window.denies else 0.0)


def _typed(focus: Focus, unit: Unit, window: Window) -> float:
    """What it adds that the unit holds an answer of the kind asked for, the more the nearer to the question's words."""
    if focus.expected in VALUE_KINDS:
        dated = any(t.kind == "period" and any(form in unit.flat for form, _ in t.alternatives) for t in focus.terms)
        if window.values:
            return 0.2 + 0.4 * min(1.0, window.fit) + (0.1 if dated else 0.0)
        return 0.0
    if focus.expected == "reason":
        return 0.2 if gives_cause(unit) else 0.0
    if focus.expected == "place":
        return _GONE_TO if window.values and _GOES.search(focus.text) else 0.0
    return listing_bonus(focus.text, unit.flat) if focus.expected == "list" and not unit.is_title else 0.0


def reason_against(
    focus: Focus, best: Candidate, weights: Mapping[Term, float], telling: float, *, settled: bool = False
) -> Reason | None:
    """Why the best candidate does not answer, None if it does.

    `telling` is the weight of a noun of one unit; `settled` says that the finding is known, from the turn before.
    """
    if focus.foreign and (reason := _untranslated(focus, best)) is not None:
        return reason
    if settled and best.rank is not None and best.rank <= NEAREST and _fits(focus, best):
        return None
    total = sum(weights.values()) or 1.0
    lacking = [term for term in best.meeting.missing if term.hard and term.factor == 1.0]
    heaviest = max((weights[term] for term in lacking), default=0.0) / total
    other_time = any(term.kind == "period" for term in lacking)
    on_the_day = not other_time and any(_is_day(term) for term in weights)
    wants_value = focus.expected in VALUE_KINDS
    pointed = not lacking and wants_value and best.window.fit >= NEAR
    needed = ENOUGH_POINTED if pointed or on_the_day else ENOUGH
    measured = wants_value and lacks_measured(focus, best)
    if best.rank is not None and best.rank <= NEAREST and not measured:
        needed = ENOUGH_FOREIGN if focus.foreign else ENOUGH_NEAR
    if other_time or best.meeting.coverage < needed or (heaviest > TELLING and not on_the_day):
        return "not_mentioned"
    by_event = focus.expected == "date" and times_by_event(best.meeting.unit)
    if wants_value and not (best.window.values or best.denies or by_event or _not_yet(focus, best)):
        return "value_not_stated"
    if settled or (focus.foreign and best.rank is not None and best.rank <= NEAREST):
        return None
    if total < TOO_LITTLE * telling:
        return "not_mentioned"
    if wants_value and total < LITTLE * telling and not _theirs(focus, best):
        return "value_not_stated"
    return None


def lacks_measured(focus: Focus, best: Candidate) -> bool:
    """Whether the noun whose number is asked for (总投资 in 总投资是多少) is not there: another thing is counted."""
    return any(
        term.hard and re.search(rf"{re.escape(term.text)}(?:是|为|有|共|一共|总共)?(?:多少|几)", focus.text)
        for term in best.meeting.missing
    )


def _fits(focus: Focus, best: Candidate) -> bool:
    """Whether a unit gives what is asked for, and lacks no noun of the question itself."""
    if any(term.hard and term.factor == 1.0 for term in best.meeting.missing):
        return False
    if focus.expected in VALUE_KINDS:
        return bool(best.window.values)
    return focus.expected != "reason" or gives_cause(best.meeting.unit) or leaves_open(best.meeting.unit)


def _untranslated(focus: Focus, best: Candidate) -> Reason | None:
    """Why an English question with words the glossary lacks is not answered: they may be what it is about."""
    if not focus.strange or best.rank == 1:
        return None if focus.terms or best.rank == 1 else "not_mentioned"
    return "not_mentioned" if len(focus.strange) >= len(focus.own_terms) else None


def _is_day(term: Term) -> bool:
    """Whether a term is a day of the calendar: what a notice says of that day is what was asked, in other words."""
    return term.kind == "period" and any(form.endswith("日") for form, _ in term.alternatives)


def _theirs(focus: Focus, best: Candidate) -> bool:
    """Whether a value belongs to the few words of the question: it is near, or all of what the title names is asked."""
    title = best.index.blocks[best.meeting.unit.block].title
    own = [term for term in focus.own_terms if term.kind == "word"]
    named = all(any(form in title for form, worth in term.alternatives if worth >= SYNONYM) for term in own)
    return best.window.fit >= NEAR or (bool(best.window.values) and named and asks_total(focus.text))


def answers_as_asked(focus: Focus, candidate: Candidate) -> bool:
    """Whether a unit of the finding that is meant holds a value of the kind asked for, if a value is asked for."""
    if focus.expected not in VALUE_KINDS or candidate.denies:
        return True
    return bool(candidate.window.values) and not lacks_measured(focus, candidate)


def contradicted(focus: Focus, best: Candidate) -> bool:
    """Whether the best candidate contradicts what the question takes for granted."""
    if presupposes_open(focus.text, focus.expected):
        return reports_done(best.meeting.unit)
    return _not_yet(focus, best) or (presupposes(focus.text, focus.expected) and best.denies)


def _not_yet(focus: Focus, best: Candidate) -> bool:
    """Whether the question takes for done what the best candidate says is still to come."""
    return asserts_done(focus.text) and leaves_open(best.meeting.unit)


_MANY = {"manner": 4, "list": 8, "what": 3, "reason": 3, "who": 3}
"""How many units are shown at most, by what is asked for; two where it is not here."""
_SAME_FINDING = 0.55
"""Share of the best score from which another unit of the same finding is shown in a list, which may run through it."""
_SPEAKS = 0.5
"""The same share of the question's words that it must hold itself."""
_EACH = re.compile(r"分别|各(?![种类位])|前后|[两三]次")
_OF_EACH = 0.75
"""The same for a unit with a value of its own, where the values of several things are asked for."""


def best_of(focus: Focus, candidates: Sequence[Candidate]) -> Candidate:
    """The first candidate, or one of the same finding that has what is asked for: a value, or what is still open."""
    best = _below_title(focus, candidates)
    wants_value = focus.expected in VALUE_KINDS
    wants_open = not wants_value and asks_rest(focus.text) and not presupposes_open(focus.text, focus.expected)
    if (best.window.values or best.denies) if wants_value else not wants_open:
        return best
    if focus.expected == "date" and (unsettled := _unsettled(best, candidates)):
        return unsettled
    for candidate in candidates:
        unit = candidate.meeting.unit
        if wants_value:
            fits = bool(candidate.window.values) and candidate.score >= CLOSE * best.score
        else:
            fits = leaves_open(unit) and not unit.is_title
        if fits and _same_block(candidate, best):
            return candidate
    return best


def _unsettled(best: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """What the finding says of the time itself, where it gives none: that it cannot be told yet."""
    return next((c for c in candidates if _same_block(c, best) and leaves_time_open(c.meeting.unit)), None)


def _below_title(focus: Focus, candidates: Sequence[Candidate]) -> Candidate:
    """The first candidate; for what a title cannot tell (whether, why, how much), the best below the title instead."""
    best = candidates[0]
    tells = focus.expected in ("reason", "yesno") or focus.expected in VALUE_KINDS
    if not best.meeting.unit.is_title or not tells or asks_problem(focus.text):
        return best
    below = [c for c in candidates if _same_block(c, best) and not c.meeting.unit.is_title]
    return next((c for c in below if c.score >= BELOW * best.score), best)


def explains(focus: Focus, candidate: Candidate) -> bool:
    """Whether a unit gives a reason: a cause, or, for what is not done yet, what is still to come."""
    unit = candidate.meeting.unit
    if unit.is_title:
        return False
    return gives_cause(unit) or (
        (presupposes_open(focus.text, focus.expected) or asks_rest(focus.text)) and leaves_open(unit)
    )


def explaining(focus: Focus, candidates: Sequence[Candidate]) -> Candidate | None:
    """The best of these that gives a cause, else that says what is still to come; None where none does."""
    told = [c for c in candidates if explains(focus, c)]
    return next((c for c in told if gives_cause(c.meeting.unit)), told[0] if told else None)


def _same_block(one: Candidate, other: Candidate) -> bool:
    return one.meeting.unit.block == other.meeting.unit.block and one.index.source == other.index.source


_AS_GOOD = 0.85
"""Share of the best score from which a unit of the same finding may be shown in its place."""


def speaking_most(best: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """Where no unit gives the value, the one of the same finding that says most of what is asked: what was done."""
    near = [c for c in candidates if _same_block(c, best) and c.score >= _AS_GOOD * best.score]
    return max([best, *near], key=lambda c: (round(c.meeting.coverage, 2), not c.meeting.unit.is_title, c.score))


_SAID_ELSEWHERE = 0.2
"""By how much more of the question a unit elsewhere must hold itself for a value beside fewer words to be another's."""


def without_value(focus: Focus, best: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """The unit of another finding that has all the question's words and no value, where the best lacks some of them.

    What is asked about stands there; the value stands by something like it (扣发下沉绩效 without a sum, 扣减绩效8万元).
    """
    if focus.expected not in VALUE_KINDS or not best.window.values or not best.meeting.missing:
        return None
    enough = best.meeting.direct + _SAID_ELSEWHERE
    for candidate in candidates:
        unit, meeting = candidate.meeting.unit, candidate.meeting
        told = not (unit.is_title or meeting.missing or candidate.window.values)
        if told and not _same_block(candidate, best) and meeting.direct >= enough:
            return candidate
    return None


_LOOSELY = 0.75
"""Share of the best score from which a unit is shown beside one that may not answer."""


def chosen(focus: Focus, best: Candidate, candidates: Sequence[Candidate], *, loosely: bool = False) -> list[Candidate]:
    """The candidates to show: one or two for a fact, the related units of the finding for how, why and which.

    `loosely` shows the neighbours of a unit that may not answer, for the reader to judge.
    """
    each = focus.expected in VALUE_KINDS and _EACH.search(focus.text) is not None
    limit = _MANY.get(focus.expected, 3 if each else 2) + loosely
    ratio = _LOOSELY if loosely else 0.8 if focus.expected in _MANY else 0.93
    kept = [best]
    for candidate in candidates:
        if candidate is best:
            continue
        same = _same_block(candidate, best)
        next_to = same and candidate.meeting.unit.measure == best.meeting.unit.measure
        if next_to and focus.expected in VALUE_KINDS and candidate.window.values:
            needed = 0.7
        elif focus.expected == "date" and candidate.window.values and candidate.index.source == best.index.source:
            needed = OTHER_DATE  # a notice may give the same matter two dates, and both have to be seen
        elif same:
            needed = min(ratio, _as_well(focus, best, candidate, each=each))
        else:
            needed = 0.85 if focus.expected == "list" else max(ratio, 0.9)
        if len(kept) < limit and candidate.score >= needed * best.score and not candidate.meeting.unit.is_title:
            kept.append(candidate)
    return kept


def _as_well(focus: Focus, best: Candidate, candidate: Candidate, *, each: bool) -> float:
    """The share of the best score from which a unit of the same finding belongs to what is listed, or is asked of."""
    if each and candidate.window.values:
        return _OF_EACH
    speaks = candidate.meeting.direct >= _SPEAKS * best.meeting.direct
    return _SAME_FINDING if focus.expected == "list" and speaks else 1.0


_WHOLE_MEASURE = 180
"""Characters up to which a measure is quoted whole: its sentences lean on one another."""


def _whole(candidate: Candidate) -> tuple[int, int] | None:
    """The measure a candidate stands in, where it is short enough."""
    index, unit = candidate.index, candidate.meeting.unit
    around = [u for u in index.units if u.measure == unit.measure and u.block == unit.block and not u.is_title]
    if unit.is_title or unit.finding is None or any(u.column for u in around):
        return None
    start, end = min(u.start for u in around), max(u.end for u in around)
    return (start, end) if end - start <= _WHOLE_MEASURE else None


def snippet_of(candidate: Candidate) -> Snippet:
    """The words to quote for a candidate."""
    index, unit, window = candidate.index, candidate.meeting.unit, candidate.window
    return Snippet(
        index.source,
        index.hospital,
        unit.finding,
        index.blocks[unit.block].label,
        window.start,
        window.end,
        index.text[window.start : window.end],
        round(candidate.score, 4),
        candidate.denies,
        _whole(candidate),
    )


def values_of(focus: Focus, candidate: Candidate) -> list[FoundValue]:
    """The values in those words that fit what was asked, best first."""
    text, source = candidate.index.text, candidate.index.source
    return [
        FoundValue(focus.expected, text[start:end], value.number, value.unit, source, start, end)
        for value, start, end in candidate.window.values
    ]
