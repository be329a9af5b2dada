"""Finds the exact words of the notices that answer a question about facts in the prose, without any language model."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.passages.holding import beyond, coordinated, held, titled, wholly
from assistant.answering.passages.index import ReportIndex, build_index
from assistant.answering.passages.joining import joined, names_of, place_of
from assistant.answering.passages.judging import (
    ENOUGH,
    Candidate,
    answer_bonus,
    answers_as_asked,
    best_of,
    chosen,
    contradicted,
    explaining,
    explains,
    reason_against,
    rough_score,
    snippet_of,
    speaking_most,
    values_of,
    without_value,
)
from assistant.answering.passages.likelihood import WORTH_SHOWING, likeliest, likelihood
from assistant.answering.passages.mentioning import may_mention, mentions_in, theme_forms
from assistant.answering.passages.model import (
    Nearby,
    PartAnswer,
    PassageSearch,
    PassageStore,
    RankedFinding,
    Reason,
    Snippet,
    SnippetAnswer,
)
from assistant.answering.passages.nominees import LAST, Nominee, Nominees, located, nearness, nominees
from assistant.answering.passages.question import Focus, Term, analyse
from assistant.answering.passages.scoring import Frequencies, Meeting, meet, with_parts
from assistant.answering.passages.timing import meets
from assistant.answering.passages.window import window_of
from assistant.records.query import ReportRow

_CACHED = 400
"""Notices kept ready in memory."""
_SAMPLE = 40
"""Notices whose units give the word frequencies."""
_PREFILTER = 60
"""With more notices in scope than this, the retriever says which to read."""
_CANDIDATES = 40
_NEAREST = 12
"""Stretches asked for where what is nearest is shown for want of words."""


class PassageFinder:
    """Reads the stored notices for sentences that answer.

    The retriever is asked which notices to read where a question concerns very many, and for a second opinion where
    the words of the question are not found together. As a ranker within a notice it was measured to add nothing to the
    words: 41 of 57 questions either way, at ten times the time.
    """

    def __init__(self, store: PassageStore, search: PassageSearch | None = None) -> None:
        self._store = store
        self._search = search
        self._indexes: OrderedDict[tuple[str, str], ReportIndex] = OrderedDict()
        self._lock = threading.Lock()
        self._frequencies: tuple[tuple[tuple[str, str], ...], Frequencies] | None = None

    def answer_snippets(
        self, question: str, sources: Sequence[str], ordinals: Sequence[tuple[str, int]] | None = None
    ) -> SnippetAnswer:
        """The sentences of `sources` that answer `question`, within the given findings if any are given."""
        rows = self._rows(sources)
        parts: list[PartAnswer] = []
        texts: dict[str, str] = {}
        for focus in analyse(question, names_of(rows)):
            indexes = self._in_scope(focus, rows)
            texts |= {index.source: index.text for index in indexes}
            part = None
            if not ordinals and (place := place_of(parts)) is not None:
                # The parts of one question are mostly of one matter, so what they share need not be looked for again.
                own = replace(focus, terms=focus.own_terms or focus.terms)
                part = self._answer_part(own, indexes, [place], settled=not focus.own_terms)
            if part is None or not part.answerable:
                part = self._answer_part(focus, indexes, ordinals, settled=bool(ordinals))
            parts.append(part)
        return joined(parts, texts)

    def near(
        self, words: str, sources: Sequence[str], k: int = 4, ordinals: Sequence[tuple[str, int]] | None = None
    ) -> list[Nearby]:
        """The `k` sentences that speak most of what `words` say, by words and by meaning, best first; titles are none.

        No kind of answer is looked for: this says where a matter stands, not whether it answers.
        """
        rows = self._rows(sources)
        found: list[Nearby] = []
        for focus in analyse(words, names_of(rows))[:1]:
            plain = replace(focus, expected="what", classifier="")
            indexes = self._in_scope(plain, rows)
            candidates = self._candidates(plain, indexes, ordinals, self._nominees(plain, indexes, ordinals))[0]
            found += [
                Nearby(
                    each.index.source, each.meeting.unit.finding, each.meeting.unit.start, each.meeting.unit.end,
                    each.score, each.meeting.coverage, each.rank,
                )
                for each in candidates
                if not each.meeting.unit.is_title
            ]  # fmt: skip
        return found[:k]

    def mentions(self, theme: str, sources: Sequence[str]) -> dict[str, tuple[Snippet, ...]]:
        """Everything each source says of a theme, in document order; silent sources are left out."""
        found = {}
        rows = self._rows(sources)
        if len(rows) > _PREFILTER:
            spoken = set(self.speaking(theme, sources))
            rows = [row for row in rows if row.source in spoken]
        for row in rows:
            if (row.source, row.sha256) in self._indexes or may_mention(self._store.text(row.source), theme):
                snippets = mentions_in(self._index(row), theme)
                if snippets:
                    found[row.source] = snippets
        return found

    def holding(self, question: str, sources: Sequence[str], enough: float = ENOUGH) -> dict[str, tuple[Snippet, ...]]:
        """Every passage with at least `enough` of what the first part of a question speaks of, by source, as printed.

        A passage that lacks a noun which weighs heavily is left out, and one that lacks any such word where another
        does not; a snippet's score is its share of the words.
        """
        focus, indexes, weights = self._weighed(question, sources)
        return wholly({index.source: held(index, focus, weights, enough) for index in indexes} if focus else {})

    def beyond(self, question: str, theme: str, sources: Sequence[str]) -> bool:
        """Whether the first part of a question speaks of something of weight that its theme leaves out."""
        focus, _, weights = self._weighed(question, sources)
        return focus is not None and beyond(focus, weights, theme)

    def titled(self, question: str, sources: Sequence[str]) -> dict[tuple[str, int], float]:
        """By (source, ordinal): the share of the words of a question's first part that a finding's title holds."""
        focus, indexes, weights = self._weighed(question, sources)
        if focus is None:
            return {}
        shares = {index.source: titled(index, focus, weights) for index in indexes}
        return {(source, ordinal): share for source, each in shares.items() for ordinal, share in each.items()}

    def _weighed(
        self, question: str, sources: Sequence[str]
    ) -> tuple[Focus | None, Sequence[ReportIndex], Sequence[float]]:
        """The first part of a question that has words, with the notices to read and the weights of its words."""
        rows = self._rows(sources)
        focus = next((focus for focus in analyse(question, names_of(rows)) if focus.terms), None)
        if focus is None:
            return None, (), ()
        indexes = self._in_scope(focus, rows)
        terms = tuple(with_parts(term, indexes) for term in coordinated(focus).terms)
        frequencies = self._corpus_frequencies()
        return replace(focus, terms=terms), indexes, [frequencies.weight(term) for term in terms]

    def speaking(self, theme: str, sources: Sequence[str]) -> list[str]:
        """Those of `sources` that speak of a theme, in one place, with all its words; read, where no index has them."""
        found: set[str] = set()
        unread = set(sources)
        if self._search is not None:
            found = set(self._search.holding(theme_forms(theme)))
            unread -= set(self._search.held())
        found |= {source for source in unread if may_mention(self._store.text(source), theme)}
        return [source for source in sources if source in found]

    def lagging(self) -> int:
        """How many notices can be found by their words and not yet by meaning."""
        return self._search.lagging() if self._search is not None else 0

    def best_findings(self, question: str, sources: Sequence[str], k: int = 5) -> list[RankedFinding]:
        """The findings a question is about, best first."""
        rows = self._rows(sources)
        best: dict[tuple[str, int], float] = {}
        for focus in analyse(question, names_of(rows)):
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

    def agreed_finding(self, question: str, sources: Sequence[str], *, within: int = 1) -> tuple[str, int] | None:
        """The finding that both rankers of the retriever, by words and by meaning, put among their first `within`."""
        hits = self._search.search(question, 1, sources=sources) if self._search is not None else ()
        if not hits or hits[0].finding is None or len(hits[0].why) < 2:
            return None
        return (hits[0].source, hits[0].finding) if max(rank for _, rank in hits[0].why) <= within else None

    def nearest(self, question: str, source: str, *, by_meaning: bool = False) -> tuple[Snippet, ...]:
        """The stretches of one report nearest to a question, whatever they say, best first: by meaning and words, or by
        meaning alone, which is what counts where the words are not there.
        """
        hits = self._search.search(question, _NEAREST, sources=[source]) if self._search is not None else ()
        rows = self._rows([source])
        if not hits or not rows:
            return ()
        if by_meaning:
            ranked = sorted((place, n) for n, hit in enumerate(hits) for ranker, place in hit.why if ranker == "dense")
            hits = [hits[n] for _, n in ranked]
        return located(hits, self._index(rows[0]))

    # --- one part of a question ------------------------------------------------------------------------------------

    def _answer_part(
        self,
        focus: Focus,
        indexes: Sequence[ReportIndex],
        ordinals: Sequence[tuple[str, int]] | None,
        *,
        settled: bool,
    ) -> PartAnswer:
        if not focus.terms and not focus.foreign:
            return PartAnswer(focus.text, focus.expected, False, (), (), 0.0, (), "nothing_asked")
        part = self._timed_part(focus, indexes, ordinals, settled=settled)
        if part.answerable or focus.timing is None or not focus.timing.after:
            return part
        # What a notice tells came after the inspection, mostly without a date.
        return self._timed_part(replace(focus, timing=None), indexes, ordinals, settled=settled)

    def _timed_part(
        self,
        focus: Focus,
        indexes: Sequence[ReportIndex],
        ordinals: Sequence[tuple[str, int]] | None,
        *,
        settled: bool,
    ) -> PartAnswer:
        """The answer to one part, among the units that its condition on dates lets through."""
        near = self._nominees(focus, indexes, ordinals) if focus.foreign else {}
        candidates, terms, weights = self._candidates(focus, indexes, ordinals, near)
        best, reason = self._judged(focus, candidates, terms, weights, settled=settled)
        if reason is not None and not near and (near := self._nominees(focus, indexes, ordinals)):
            again, _, _ = self._candidates(focus, indexes, ordinals, near)
            second, still = self._judged(focus, again, terms, weights, settled=settled)
            if still is None or best is None or (second is not None and likelihood(focus, second) >= WORTH_SHOWING):
                candidates, best, reason = again, second, still
        if reason is not None and not focus.foreign and (agreed := self._agreed(focus, indexes, ordinals)):
            within = [c for c in self._candidates(focus, indexes, [agreed])[0] if not c.meeting.unit.is_title]
            if within and answers_as_asked(focus, second := best_of(focus, within)):
                candidates, best, reason = within, second, None
        lacking = reason is not None and (best is None or best.meeting.missing)
        if lacking and (likely := likeliest(focus, candidates)) is not None:
            best = likely
        elif reason == "value_not_stated" and best is not None:
            best = speaking_most(best, candidates)
        if best is None:
            missing = tuple(term.text for term in terms)
            return PartAnswer(focus.text, focus.expected, False, (), (), 0.0, missing, "not_mentioned")
        if reason is None and focus.expected == "reason" and not explains(focus, best):
            candidates, best = self._explained(focus, best, candidates)
            reason = None if explains(focus, best) else "value_not_stated"
        shown = chosen(focus, best, candidates, loosely=reason is not None)
        return PartAnswer(
            focus.text,
            focus.expected,
            reason is None,
            tuple(snippet_of(c) for c in shown),
            tuple(value for c in shown for value in values_of(focus, c)),
            best.meeting.coverage,
            tuple(term.text for term in best.meeting.missing),
            reason,
            reason is None and contradicted(focus, best),
            0.0 if reason is None else likelihood(focus, best),
        )

    def _judged(
        self,
        focus: Focus,
        candidates: Sequence[Candidate],
        terms: Sequence[Term],
        weights: Sequence[float],
        *,
        settled: bool,
    ) -> tuple[Candidate | None, Reason | None]:
        """The best candidate, and why it does not answer, if it does not."""
        if not candidates:
            return None, "not_mentioned"
        best = best_of(focus, candidates)
        weighed = dict(zip(terms, weights, strict=True))
        telling = self._corpus_frequencies().telling()
        reason = reason_against(focus, best, weighed, telling, settled=settled)
        elsewhere = without_value(focus, best, candidates) if reason is None else None
        return (best, reason) if elsewhere is None else (elsewhere, "value_not_stated")

    def _explained(
        self, focus: Focus, best: Candidate, candidates: list[Candidate]
    ) -> tuple[list[Candidate], Candidate]:
        """The unit of the same finding that gives the reason, whatever words it holds; `best` where none does."""
        ordinal = best.meeting.unit.finding
        if ordinal is None:
            return candidates, best
        place = [(best.index.source, ordinal)]
        whole = {
            (best.index.source, unit.start): Nominee(LAST, 0.0) for unit in best.index.units if unit.finding == ordinal
        }
        within = self._candidates(focus, [best.index], place, whole)[0]
        told = explaining(focus, within)
        return (candidates, best) if told is None else ([told, best], told)

    def _nominees(
        self, focus: Focus, indexes: Sequence[ReportIndex], ordinals: Sequence[tuple[str, int]] | None
    ) -> Nominees:
        return nominees(self._search, focus.foreign or focus.text, indexes, ordinals)

    def _candidates(
        self,
        focus: Focus,
        indexes: Sequence[ReportIndex],
        ordinals: Sequence[tuple[str, int]] | None,
        near: Nominees | None = None,
    ) -> tuple[list[Candidate], tuple[Term, ...], list[float]]:
        """Units that may answer, best first, with the terms and weights they were scored by."""
        terms = tuple(with_parts(term, indexes) for term in focus.terms)
        focus = replace(focus, terms=terms)
        frequencies = self._corpus_frequencies()
        weights = [frequencies.weight(term) for term in terms]
        near = near or {}
        rough: list[tuple[float, ReportIndex, Meeting]] = []
        for index in indexes:
            among = frozenset(o for source, o in ordinals if source == index.source) if ordinals else None
            also = [start for source, start in near if source == index.source]
            for meeting in meet(index, focus, weights, among, also):
                if focus.timing is not None and not meets(focus.timing, index, meeting.unit):
                    continue
                nearer = nearness(near.get((index.source, meeting.unit.start)))
                rough.append((rough_score(meeting, focus) + nearer, index, meeting))
        rough.sort(key=lambda each: (-each[0], each[1].source, each[2].unit.start))
        found = []
        for score, index, meeting in rough[:_CANDIDATES]:
            window = window_of(index, meeting.unit, focus, weights)
            bonus = answer_bonus(focus, meeting, window)
            nominee = near.get((index.source, meeting.unit.start))
            found.append(Candidate(index, meeting, window, score + bonus, nominee))
        found.sort(key=lambda c: (-c.score, c.index.source, c.meeting.unit.start))
        return found, terms, weights

    def _agreed(
        self, focus: Focus, indexes: Sequence[ReportIndex], ordinals: Sequence[tuple[str, int]] | None
    ) -> tuple[str, int] | None:
        """The finding that both rankers of the retriever put first: a question in other words than the notice's."""
        found = self.agreed_finding(focus.text, [index.source for index in indexes])
        return found if not ordinals or found in ordinals else None

    # --- what is read ------------------------------------------------------------------------------------------------

    def _rows(self, sources: Sequence[str]) -> list[ReportRow]:
        wanted = set(sources)
        return sorted((row for row in self._store.reports() if row.source in wanted), key=lambda row: row.source)

    def _index(self, row: ReportRow) -> ReportIndex:
        """The notice ready to be searched, kept under its hash: questions may come from several threads."""
        key = (row.source, row.sha256)
        with self._lock:
            index = self._indexes.get(key)
            if index is not None:
                self._indexes.move_to_end(key)
                return index
        index = build_index(self._store.report(row.source), self._store.text(row.source))
        with self._lock:
            self._indexes[key] = index
            if len(self._indexes) > _CACHED:
                self._indexes.popitem(last=False)
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
