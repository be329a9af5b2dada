"""A model of a known error rate: each thing the oracle would say is falsified with probability p, and noted."""

from __future__ import annotations

import random
import re

from assistant.extraction.chain.reading import FindingReading, OpenMatter, Sanction
from assistant.schema import STATUSES, TOPICS
from evals.simulator.brain import ChatRequest, Reply
from evals.simulator.ledger import Ledger, Lie
from evals.simulator.oracle import Oracle

_ACTIONS = ("提醒谈话", "诫勉谈话", "党内警告", "政务记过", "通报批评", "扣罚绩效", "免职", "调离岗位")
_CLAUSE = re.compile(r"(?m)^\s*\[(\d+)\] ")
_TITLE = re.compile(r"反馈问题：(.*)")


class Noisy:
    """Falsifies each topic list, status, clause number, date, action and count with probability `p`, or drops the item.

    The same request gets the same falsified answer: the randomness is seeded by the request.
    """

    def __init__(self, oracle: Oracle, p: float, *, seed: int = 0) -> None:
        self._oracle = oracle
        self._p = p
        self._seed = seed
        self.ledger = Ledger()

    def reply(self, request: ChatRequest) -> Reply:
        """The oracle's reading with lies in it."""
        truth = self._oracle.read(request)
        numbers = [int(number) for number in _CLAUSE.findall(request.text)]
        title = _TITLE.search(request.text)
        falsifier = _Falsifier(
            random.Random(f"{self._seed}|{request.text}"), self._p, numbers, title[1] if title else "", self.ledger
        )
        return Reply(falsifier.reading(truth).model_dump_json())


class _Falsifier:
    def __init__(self, dice: random.Random, p: float, clauses: list[int], subject: str, ledger: Ledger) -> None:
        self._dice = dice
        self._p = p
        self._clauses = clauses
        self._subject = subject
        self._ledger = ledger

    def reading(self, truth: FindingReading) -> FindingReading:
        topics = list(truth.topics)
        if self._lies():
            others = [topic for topic in TOPICS if topic not in topics]
            topics = [self._dice.choice(others), *topics[1:]]
            self._note("topic", topics[0], truth.topics[0])
        status = truth.status
        if self._lies():
            status = self._dice.choice([one for one in STATUSES if one != truth.status])
            self._note("status", status, truth.status)
        matters = [matter for one in truth.open for matter in self._matter(one)]
        sanctions = [sanction for one in truth.sanctions for sanction in self._sanction(one)]
        return truth.model_copy(update={"topics": topics, "status": status, "open": matters, "sanctions": sanctions})

    def _matter(self, truth: OpenMatter) -> list[OpenMatter]:
        clause, due = self._clause(truth.clause), truth.due
        if self._lies():
            due = f"{self._dice.randint(2019, 2030)}-{self._dice.randint(1, 12):02d}"
            self._note("due", due, str(truth.due))
        if self._lies():
            self._note("dropped", "", f"open {truth.clause}")
            return []
        return [OpenMatter(clause=clause, due=due)]

    def _sanction(self, truth: Sanction) -> list[Sanction]:
        clause, action, persons = self._clause(truth.clause), truth.action, truth.persons
        if self._lies():
            action = self._dice.choice([one for one in _ACTIONS if one != truth.action])
            self._note("action", action, truth.action)
        if self._lies():
            persons = (truth.persons or 0) + self._dice.randint(1, 9)
            self._note("persons", str(persons), str(truth.persons))
        if self._lies():
            self._note("dropped", "", f"sanction {truth.clause}")
            return []
        return [Sanction(clause=clause, action=action, persons=persons)]

    def _clause(self, truth: int) -> int:
        if not self._lies() or len(self._clauses) < 2:
            return truth
        said = self._dice.choice([number for number in self._clauses if number != truth])
        self._note("clause", str(said), str(truth))
        return said

    def _lies(self) -> bool:
        return self._dice.random() < self._p

    def _note(self, kind: str, said: str, truth: str) -> None:
        self._ledger.note(Lie(kind, self._subject, said, truth))
