"""Finds the exact words of the notices that answer a question about facts in the prose, without any language model."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.passages.derive import derive
from assistant.answering.passages.expected import (
    asks_problem,
    asks_rest,
    asks_total,
    asserts_done,
    presupposes,
    presupposes_open,
)
from assistant.answering.passages.index import ReportIndex, Unit, build_index
from assistant.answering.passages.lexicon import SYNONYM
from assistant.answering.passages.mentioning import may_mention, mentions_in
from assistant.answering.passages.model import (
    FoundValue,
    PartAnswer,
    PassageSearch,
    PassageStore,
    RankedFinding,
    Reason,
    Snippet,
    SnippetAnswer,
)
from assistant.answering.passages.question import Focus, Term, analyse
from assistant.answering.passages.scoring import Frequencies, Meeting, meet, with_parts
from assistant.answering.passages.timing import meets
from assistant.answering.passages.window import Window, gives_cause, leaves_open, reports_done, window_of
from assistant.records.query import ReportRow

logger = logging.getLogger(__name__)

VALUE_KINDS = frozenset(
    ("persons", "count", "money", "percent", "duration", "date", "who", "name", "person_name", "contact")
)
"""Questions that only a value of that kind answers."""
ENOUGH = 0.60
"""Coverage from which a passage counts as being about the question (calibrated, see tests/answering/passages)."""
ENOUGH_POINTED = 0.50
"""The same where no noun is missing and a value of the kind asked for stands near the words asked about."""
NEAR = 0.35
"""Fit from which a value counts as standing near them."""
TELLING = 0.30
"""Share of the question's weight from which one missing noun means that something else is spoken of."""
DENIED = 0.4
"""What a denial of the very words asked about (未收取, 暂未招聘成功) is worth: it corrects the question's premise."""
CLOSE = 0.80
"""Share of the best score with which a unit that holds a value is preferred to one that holds none."""
TOO_LITTLE = 0.35
"""Weight of all words together, in weights of the rarest word, up to which they are too common to mean a passage."""
LITTLE = 0.9
"""The same, up to which a value must stand near them to be theirs."""
_CACHED = 400
"""Notices kept ready in memory."""
_SAMPLE = 40
"""Notices whose units give the word frequencies."""
_PREFILTER = 60
"""With more notices in scope than this, the retriever says which to read."""
_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: ReportIndex
    meeting: Meeting
    window: Window
    score: float

    @property
    def denies(self) -> bool:
        """Whether it denies what was asked about, rather than giving a value beside some denial."""
        return self.window.denies and self.window.fit < NEAR


class PassageFinder:
    """Reads the stored notices for sentences that answer.

    The retriever is asked only which notices to read where a question concerns very many. Within a notice it was
    measured to add nothing to the words: 41 of 57 questions either way, at ten times the time.
    """

    def __init__(self, store: PassageStore, search: PassageSearch | None = None) -> None:
        self._store = store
        self._search = search
        self._indexes: OrderedDict[tuple[str, str], ReportIndex] = OrderedDict()
        self._frequencies: tuple[tuple[tuple[str, str], ...], Frequencies] | None = None

    def answer_snippets(
        self, question: str, sources: Sequence[str], ordinals: Sequence[tuple[str, int]] | None = None
    ) -> SnippetAnswer:
        """The sentences of `sources` that answer `question`, within the given findings if any are given."""
        rows = self._rows(sources)
        parts: list[PartAnswer] = []
        texts: dict[str, str] = {}
        for focus in analyse(question, _names(rows)):
            indexes = self._in_scope(focus, rows)
            texts |= {index.source: index.text for index in indexes}
            parts.append(self._answer_part(focus, indexes, ordinals))
        return _joined(parts, texts)

    def mentions(self, theme: str, sources: Sequence[str]) -> dict[str, tuple[Snippet, ...]]:
        """Everything each source says of a theme, complete, in document order; silent sources are left out."""
        found = {}
        for row in self._rows(sources):
            if (row.source, row.sha256) in self._indexes or may_mention(self._store.text(row.source), theme):
                snippets = mentions_in(self._index(row), theme)
                if snippets:
                    found[row.source] = snippets
        return found

    def best_findings(self, question: str, sources: Sequence[str], k: int = 5) -> list[RankedFinding]:
        """The findings a question is about, best first."""
        rows = self._rows(sources)
        best: dict[tuple[str, int], float] = {}
        for focus in analyse(question, _names(rows)):
            indexes = self._in_scope(focus, rows)
            for candidate in self._candidates(focus, indexes, None)[0]:
                ordinal = candidate.meeting.unit.finding
                if ordinal is not None:
                    key = (candidate.index.source, ordinal)
                    best[key] = max(best.get(key, 0.0), candidate.score)
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))[: k + 1]
        scores = [score for _, score in ranked] + [0.0]
        return [
            RankedFinding(source, ordinal, score, score - scores[place + 1])
            for place, ((source, ordinal), score) in enumerate(ranked[:k])
        ]

    def best_finding(self, question: str, sources: Sequence[str]) -> list[tuple[str, int, float]]:
        """(source, ordinal, score) of the findings a question is about, best first."""
        return [(each.source, each.finding, each.score) for each in self.best_findings(question, sources)]

    # --- one part of a question ------------------------------------------------------------------------------------

    def _answer_part(
        self, focus: Focus, indexes: Sequence[ReportIndex], ordinals: Sequence[tuple[str, int]] | None
    ) -> PartAnswer:
        if not focus.terms:
            return PartAnswer(focus.text, focus.expected, False, (), (), 0.0, (), "nothing_asked")
        candidates, terms, weights = self._candidates(focus, indexes, ordinals)
        if not candidates:
            missing = tuple(term.text for term in terms)
            return PartAnswer(focus.text, focus.expected, False, (), (), 0.0, missing, "not_mentioned")
        best = _best(focus, candidates)
        reason = _reason(focus, best, dict(zip(terms, weights, strict=True)))
        told = sum(weights) / self._corpus_frequencies().telling()
        if reason is None and told < TOO_LITTLE:
            reason = "not_mentioned"
        elif reason is None and told < LITTLE and focus.expected in VALUE_KINDS and not _theirs(focus, best):
            reason = "value_not_stated"
        chosen = _chosen(focus, best, candidates)
        return PartAnswer(
            focus.text,
            focus.expected,
            reason is None,
            tuple(_snippet(c) for c in chosen),
            tuple(value for c in chosen for value in _values(focus, c)),
            best.meeting.coverage,
            tuple(term.text for term in best.meeting.missing),
            reason,
            reason is None and _contradicted(focus, best),
        )

    def _candidates(
        self, focus: Focus, indexes: Sequence[ReportIndex], ordinals: Sequence[tuple[str, int]] | None
    ) -> tuple[list[_Candidate], tuple[Term, ...], list[float]]:
        """Units that may answer, best first, with the terms and weights they were scored by."""
        terms = tuple(with_parts(term, indexes) for term in focus.terms)
        focus = replace(focus, terms=terms)
        frequencies = self._corpus_frequencies()
        weights = [frequencies.weight(term) for term in terms]
        rough: list[tuple[float, ReportIndex, Meeting]] = []
        for index in indexes:
            among = frozenset(o for source, o in ordinals if source == index.source) if ordinals else None
            for meeting in meet(index, focus, weights, among):
                if focus.timing is not None and not meets(focus.timing, index, meeting.unit):
                    continue
                rough.append((_rough(meeting, focus), index, meeting))
        rough.sort(key=lambda each: (-each[0], each[1].source, each[2].unit.start))
        found = []
        for score, index, meeting in rough[:_CANDIDATES]:
            window = window_of(index, meeting.unit, focus, weights)
            bonus = max(_typed(focus, meeting.unit, window), DENIED * meeting.direct if window.denies else 0.0)
            found.append(_Candidate(index, meeting, window, score + bonus))
        found.sort(key=lambda c: (-c.score, c.index.source, c.meeting.unit.start))
        return found, terms, weights

    # --- what is read ------------------------------------------------------------------------------------------------

    def _rows(self, sources: Sequence[str]) -> list[ReportRow]:
        wanted = set(sources)
        return sorted((row for row in self._store.reports() if row.source in wanted), key=lambda row: row.source)

    def _index(self, row: ReportRow) -> ReportIndex:
        key = (row.source, row.sha256)
        index = self._indexes.get(key)
        if index is None:
            index = build_index(self._store.report(row.source), self._store.text(row.source))
            self._indexes[key] = index
            if len(self._indexes) > _CACHED:
                self._indexes.popitem(last=False)
        else:
            self._indexes.move_to_end(key)
        return index

    def _in_scope(self, focus: Focus, rows: Sequence[ReportRow]) -> list[ReportIndex]:
        """The notices to read for a question: all of them, or those the retriever names where there are very many."""
        if len(rows) > _PREFILTER and self._search is not None:
            hits = self._search.search(focus.text, 4 * _PREFILTER, sources=[row.source for row in rows])
            named = list(dict.fromkeys(hit.source for hit in hits))[:_PREFILTER]
            rows = [row for row in rows if row.source in set(named)]
        return [self._index(row) for row in rows]

    def _corpus_frequencies(self) -> Frequencies:
        """Word frequencies over the first notices by name: the same for the same store, whatever was asked before."""
        rows = sorted(self._store.reports(), key=lambda row: row.source)[:_SAMPLE]
        state = tuple((row.source, row.sha256) for row in rows)
        if self._frequencies is None or self._frequencies[0] != state:
            self._frequencies = (state, Frequencies([self._index(row) for row in rows]))
        return self._frequencies[1]


def _names(rows: Iterable[ReportRow]) -> list[str]:
    return [name for row in rows for name in (row.fields.hospital, *row.fields.aliases)]


def _rough(meeting: Meeting, focus: Focus) -> float:
    score = 1.25 * meeting.coverage + 0.35 * meeting.direct
    if meeting.unit.is_title:
        score -= 0.1 if asks_problem(focus.text) else 0.3
    if asks_rest(focus.text) and leaves_open(meeting.unit):
        score += 0.15
    return score - (0.1 if meeting.unit.outlook else 0.0)


def _typed(focus: Focus, unit: Unit, window: Window) -> float:
    """What it adds that the unit holds an answer of the kind asked for, the more the nearer to the question's words."""
    if focus.expected in VALUE_KINDS:
        dated = any(t.kind == "period" and any(form in unit.flat for form, _ in t.alternatives) for t in focus.terms)
        if window.values:
            return 0.2 + 0.4 * min(1.0, window.fit) + (0.1 if dated else 0.0)
        return 0.0
    if focus.expected == "reason":
        return 0.2 if gives_cause(unit) else 0.0
    return 0.0


def _reason(focus: Focus, best: _Candidate, weights: dict[Term, float]) -> Reason | None:
    """Why the best candidate does not answer; None if it does."""
    lacking = [term for term in best.meeting.missing if term.hard and term.factor == 1.0]
    heaviest = max((weights[term] for term in lacking), default=0.0) / sum(weights.values())
    other_time = any(term.kind == "period" for term in lacking)
    pointed = not lacking and focus.expected in VALUE_KINDS and best.window.fit >= NEAR
    needed = ENOUGH_POINTED if pointed else ENOUGH
    if other_time or best.meeting.coverage < needed or heaviest > TELLING:
        return "not_mentioned"
    if focus.expected in VALUE_KINDS and not best.window.values and not best.denies and not _not_yet(focus, best):
        return "value_not_stated"
    return None


def _theirs(focus: Focus, best: _Candidate) -> bool:
    """Whether a value belongs to the few words of the question: it is near, or all of what the title names is asked."""
    title = best.index.blocks[best.meeting.unit.block].title
    own = [term for term in focus.own_terms if term.kind == "word"]
    named = all(any(form in title for form, worth in term.alternatives if worth >= SYNONYM) for term in own)
    return best.window.fit >= NEAR or (bool(best.window.values) and named and asks_total(focus.text))


def _contradicted(focus: Focus, best: _Candidate) -> bool:
    """Whether the best candidate contradicts what the question takes for granted."""
    if presupposes_open(focus.text, focus.expected):
        return reports_done(best.meeting.unit)
    return _not_yet(focus, best) or (presupposes(focus.text, focus.expected) and best.denies)


def _not_yet(focus: Focus, best: _Candidate) -> bool:
    """Whether the question takes for done what the best candidate says is still to come."""
    return asserts_done(focus.text) and leaves_open(best.meeting.unit)


_MANY = {"manner": 4, "list": 5, "what": 3, "reason": 3, "who": 3}


def _best(focus: Focus, candidates: Sequence[_Candidate]) -> _Candidate:
    """The first candidate, or one of the same finding that has what is asked for: a value, or what is still open."""
    best = candidates[0]
    wants_value = focus.expected in VALUE_KINDS
    wants_open = not wants_value and asks_rest(focus.text) and not presupposes_open(focus.text, focus.expected)
    if (best.window.values or best.denies) if wants_value else not wants_open:
        return best
    for candidate in candidates:
        unit = candidate.meeting.unit
        if wants_value:
            fits = bool(candidate.window.values) and candidate.score >= CLOSE * best.score
        else:
            fits = leaves_open(unit) and not unit.is_title
        if fits and _same_block(candidate, best):
            return candidate
    return best


def _same_block(one: _Candidate, other: _Candidate) -> bool:
    return one.meeting.unit.block == other.meeting.unit.block and one.index.source == other.index.source


def _chosen(focus: Focus, best: _Candidate, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates to show: one or two for a fact, the related units of the finding for how, why and which."""
    limit = _MANY.get(focus.expected, 2)
    ratio = 0.93 if limit == 2 else 0.8
    chosen = [best]
    for candidate in candidates:
        if candidate is best:
            continue
        same = _same_block(candidate, best)
        next_to = same and candidate.meeting.unit.measure == best.meeting.unit.measure
        if next_to and focus.expected in VALUE_KINDS and candidate.window.values:
            needed = 0.7
        elif same:
            needed = ratio
        else:
            needed = 0.85 if focus.expected == "list" else max(ratio, 0.9)
        if len(chosen) < limit and candidate.score >= needed * best.score and not candidate.meeting.unit.is_title:
            chosen.append(candidate)
    return chosen


def _snippet(candidate: _Candidate) -> Snippet:
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
    )


def _values(focus: Focus, candidate: _Candidate) -> list[FoundValue]:
    text, source = candidate.index.text, candidate.index.source
    return [
        FoundValue(focus.expected, text[start:end], value.number, value.unit, source, start, end)
        for value, start, end in candidate.window.values
    ]


def _joined(parts: Sequence[PartAnswer], texts: Mapping[str, str]) -> SnippetAnswer:
    """The parts of a compound question as one answer: answerable if any part is."""
    answered = [part for part in parts if part.answerable] or list(parts)
    snippets: dict[tuple[str, int, int], Snippet] = {}
    for part in answered:
        for snippet in part.snippets:
            snippets.setdefault((snippet.source, snippet.start, snippet.end), snippet)
    values = tuple(dict.fromkeys(value for part in answered for value in part.values))
    answerable = any(part.answerable for part in parts)
    reason: Reason | None = None
    if not answerable:
        reason = next((part.reason for part in parts if part.reason), "nothing_asked")
    kept = tuple(snippets.values())
    return SnippetAnswer(kept, answerable, values, derive(parts, texts), reason, tuple(parts))
