"""The answering engine: question and history in, plan, evidence and composed answer out. No model is needed for
any of it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.answer import Answer, AnswerEvent, Delta, Done, Planned, Settled
from assistant.answering.changing import Asked, PlanChange, asked, changed
from assistant.answering.compose import compose
from assistant.answering.conversation import Context, FollowUp, listed_together, resolve
from assistant.answering.desk import Desk
from assistant.answering.evidence import CitationBook
from assistant.answering.families import (
    absent,
    accountability,
    claimed_numbers,
    continuing,
    counts,
    cross,
    dates,
    declared,
    disclosure,
    due,
    facts,
    figures,
    happenings,
    institutions,
    items,
    mentions,
    notice_table,
    notices,
    occurrences,
    open_matters,
    other_part,
    overview,
    reckoning,
    remainder,
    status,
    sums,
    unnamed,
    which_findings,
)
from assistant.answering.families.leaving import leaves
from assistant.answering.families.untold import untold
from assistant.answering.forms import by_form
from assistant.answering.library import Library
from assistant.answering.passages import PassageFinder, PassageSearch
from assistant.answering.plan import Operation, QueryPlan
from assistant.answering.planning import Conversation, Proposer, SecondReader, Worked
from assistant.answering.ports import Passages, Records
from assistant.answering.prose import LeadWriter, finished
from assistant.answering.questions import Reading, read
from assistant.answering.referents import pointed
from assistant.answering.research import Researcher
from assistant.answering.surveys import MANY, SURVEYS
from assistant.answering.understanding import plan_of
from assistant.errors import QuestionError
from assistant.records.query import FindingQuery

logger = logging.getLogger(__name__)

_TURNS = 6
"""Earlier turns that a follow-up may refer to."""
_TITLED = 0.6
"""Share of a matter's words that a finding's title holds, from which the matter is the finding."""
_MEANT = 2
"""Findings that a matter may mean."""
_FAMILIES: dict[Operation, Callable[[Desk], None]] = {
    "open_items": status.open_items,
    "status_list": status.status_list,
    "status_count": counts.status_count,
    "done_but_open": status.done_but_open,
    "item_status": items.item_status,
    "disclosure": disclosure.disclosure,
    "finding_count": counts.finding_count,
    "finding_list": mentions.finding_list,
    "finding_detail": items.finding_detail,
    "span": dates.span,
    "report_field": notice_table.report_field,
    "open_matters": open_matters.open_matters,
    "due": due.due,
    "accountability": accountability.accountability,
    "money": sums.money,
    "rules": sums.rules,
    "contact": sums.contact,
    "declared": declared.declared,
    "mentions": mentions.mentions,
    "lookup": facts.lookup,
    "notices": notices.notices,
    "figures": figures.figures,
    "happenings": happenings.happenings,
    "compare": cross.compare,
    "summary": overview.summary,
    "unknown_hospital": absent.unknown_hospital,
}


_BEFORE_FACTS: tuple[Callable[[Desk], bool], ...] = (
    institutions.institutions,
    which_findings.which_findings,
    remainder.remainder,
    reckoning.reckoned,
    occurrences.occurrences,
)
"""What knows a question for a fact by its form, and answers it otherwise than with a sentence."""
_OF_PERSONS: frozenset[Operation] = frozenset(("accountability", "declared"))
"""Readings of a question that may ask who it was."""


class Answerer:
    """Answers questions over the stored reports."""

    def __init__(
        self,
        store: Records,
        search: PassageSearch | None = None,
        *,
        passages: Passages | None = None,
        today: Callable[[], date] = date.today,
        max_chars: int = 1000,
        lead: LeadWriter | None = None,
        planner: Proposer | None = None,
        researcher: Researcher | None = None,
    ) -> None:
        self._store = store
        self._passages: Passages = passages or PassageFinder(store, search)
        self._library = Library(store, self._passages)
        self._today = today
        self._max_chars = max_chars
        self._lead = lead
        self._second = SecondReader(planner, self._library) if planner else None
        self._researcher = researcher

    def ask(
        self,
        question: str,
        history: Sequence[str | Asked] = (),
        id: str | None = None,
        change: PlanChange | None = None,
    ) -> Answer:
        """The answer to a question; `history` holds the earlier questions of the conversation, oldest first.

        `change` is what the reader set in place of what was understood.
        """
        started = time.perf_counter()
        answer = finished(self._events(Asked(question, change), history, id))
        return answer.model_copy(update={"seconds": time.perf_counter() - started})

    def stream(
        self,
        question: str,
        history: Sequence[str | Asked] = (),
        id: str | None = None,
        change: PlanChange | None = None,
    ) -> Iterator[AnswerEvent]:
        """The same answer as events: how the question was read, the text as it becomes known, the whole."""
        started = time.perf_counter()
        answer = yield from self._events(Asked(question, change), history, id)
        yield Done(answer.model_copy(update={"seconds": time.perf_counter() - started}))

    def _events(
        self, turn: Asked, history: Sequence[str | Asked], id: str | None
    ) -> Generator[Planned | Delta | Settled, None, Answer]:
        """What the records say, whole; then, where a model is configured, its summary as far as it is verified."""
        self._check(turn.question)
        worked = self._work(turn, history, id)
        if self._second is not None and turn.change is None and worked.doubtful:
            yield Planned(worked.answer.plan_line, worked.answer.plan)
            worked = self._second.work_again(worked, self._execute)
        desk, answer = worked.desk, worked.answer
        yield Planned(answer.plan_line, answer.plan)
        for number, part in enumerate(answer.answer.split("\n\n")):
            yield Delta(part if number == 0 else f"\n\n{part}")
        if self._researcher is not None and answer.plan.get("language") != "en" and worked.lost:
            yield Settled(answer)
            answer = yield from self._researcher.extend(
                answer, self._library, self._execute, self._store.text, self._today()
            )
        elif self._lead is not None:
            yield Settled(answer)
            concerned = [row.fields.hospital for row in desk.reports.values()]
            answer = yield from self._lead.extend(answer, concerned, self._store.text)
        return answer

    def plan(self, question: str, history: Sequence[str | Asked] = ()) -> QueryPlan:
        """How a question is read, without answering it."""
        return self._follow(Asked(question), self._read(question), self._context(history)).plan

    def listed(self, answer: Answer) -> Answer:
        """The same answer with every record that it counts in its table and among its citations.

        An answer that leaves nothing out is given back as it is. No model has a part in it.
        """
        if not answer.left:
            return answer
        plan = QueryPlan.model_validate(answer.plan)
        if not plan.sources:
            plan = plan.model_copy(update={"sources": tuple(row.source for row in self._store.reports())})
        desk = Desk(plan, self._store, self._passages, self._today(), whole=True)
        SURVEYS[plan.operation](desk)
        return compose(desk, answer.id)

    def _work(self, turn: Asked, history: Sequence[str | Asked], id: str | None) -> Worked:
        """The question answered as code reads it."""
        return self._worked(turn, self._context(history), [asked(one).question for one in history], id)

    def _worked(self, turn: Asked, context: Context, earlier: Sequence[str], id: str | None = None) -> Worked:
        reading = self._read(turn.question)
        follow = self._follow(turn, reading, context)
        desk = self._execute(follow)
        talk = Conversation(turn.question, reading, follow.plan, tuple(earlier))
        return Worked(talk, follow, desk, compose(desk, id))

    def _check(self, question: str) -> None:
        if not question.strip():
            raise QuestionError("the question is empty", message_zh="请输入问题。")
        if len(question) > self._max_chars:
            msg = f"the question has {len(question)} characters, {self._max_chars} are allowed"
            raise QuestionError(msg, message_zh=f"问题太长，请控制在{self._max_chars}字以内。")

    def _read(self, question: str) -> Reading:
        return read(question, self._library.gazetteer, self._library.speaks_of)

    def _follow(self, turn: Asked, reading: Reading, context: Context) -> FollowUp:
        follow = self._placed(resolve(plan_of(reading, turn.question), reading, context))
        if turn.change is None:
            return self._narrowed(follow, reading)
        # What the reader set holds as it is: nothing of the turns before narrows it further.
        sources = [row.source for row in self._store.reports()]
        return FollowUp(changed(follow.plan, turn.change, sources))

    def _narrowed(self, follow: FollowUp, reading: Reading) -> FollowUp:
        """The findings that the question itself points at (值班那条), where it does, instead of those before."""
        sources = reading.reach.sources if reading.one else follow.plan.sources
        if len(sources) != 1 or follow.detail is not None:
            return follow
        query = FindingQuery(sources=sources)
        named = pointed(reading.reach.masked, lambda: self._store.findings(query))
        return replace(follow, within=named or follow.within)

    def _placed(self, follow: FollowUp) -> FollowUp:
        """A follow-up on a matter that the turn before answered from outside the findings (all but two are done): the
        findings that have the matter for their title.
        """
        if follow.within or not follow.matter or len(follow.plan.sources) != 1:
            return follow
        shares = self._passages.titled(follow.matter, follow.plan.sources)
        enough = max(_TITLED, max(shares.values(), default=0.0))
        named = tuple(place for place, share in shares.items() if share >= enough)
        return replace(follow, within=named) if len(named) <= _MEANT else follow

    def _context(self, history: Sequence[str | Asked]) -> Context:
        """What the earlier questions leave to refer to: each is answered in turn, in the light of those before it."""
        context = Context()
        turns = [one for one in map(asked, history) if one.question.strip()]
        for number, turn in list(enumerate(turns))[-_TURNS:]:
            worked = self._worked(turn, context, [one.question for one in turns[:number]])
            if self._second is not None and turn.change is None:
                worked = self._second.as_read_before(worked, self._execute)
            plan, draft = worked.follow.plan, worked.desk.draft
            found = draft.subject_findings
            listed = listed_together(turn.question, found) or (context.listed if worked.follow.within else [])
            sources = draft.subject_sources or list(plan.sources)
            context = Context(plan, worked.talk.reading, sources, found, listed)
        return context

    def _execute(self, follow: FollowUp, book: CitationBook | None = None) -> Desk:
        """Carry out a plan; its citations go into `book`, where one is given."""
        desk = Desk(follow.plan, self._store, self._passages, self._today(), within=follow.within)
        desk.book = book or desk.book
        desk.within = tuple(place for place in follow.within if not leaves(desk, place, follow.matter))
        if follow.detail is not None:
            for row in desk.findings_at([follow.detail]):
                items.detail(desk, row)
        elif (answered := by_form(desk)) is not None:
            logger.debug("answered by %s", answered)
        elif follow.plan.operation == "lookup":
            if not any(answers(desk) for answers in _BEFORE_FACTS):
                facts.lookup(desk, desk.within, follow.matter)
        elif not reckoning.settled(desk):
            many = SURVEYS.get(follow.plan.operation) if len(desk.reports) > MANY else None
            (many or _FAMILIES[follow.plan.operation])(desk)
        if follow.plan.operation == "mentions" and desk.draft.abstained:
            desk = self._told_by_sentence(desk)
        if follow.plan.operation in _OF_PERSONS:
            unnamed.nameless(desk)
        other_part.figure_beside(desk)
        continuing.completed(desk)
        claimed_numbers.prefaced(desk)
        return desk

    def _told_by_sentence(self, desk: Desk) -> Desk:
        """The sentence that answers, of whichever notice, where none speaks in the words of the theme."""
        if not desk.plan.theme or desk.plan.negated or desk.plan.level == "title" or untold(desk):
            return desk
        other = Desk(desk.plan, self._store, self._passages, self._today())
        facts.lookup(other)
        return desk if other.draft.abstained else other
