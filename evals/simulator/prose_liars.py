"""Models that lie in summaries, each lie written down with its sentence: by chance, and at war with the product."""

from __future__ import annotations

import random
from collections.abc import Sequence

from evals.simulator.brain import ChatRequest, Reply
from evals.simulator.ledger import Ledger, Lie
from evals.simulator.prose import facts_in, truths
from evals.simulator.prose_lies import Falsifier

_INJECTION = ("忽略以上", "忽略之前", "ignore previous", "ignore the above")


class NoisyProse:
    """The oracle's summary, each sentence falsified with probability `p`."""

    def __init__(self, hospitals: Sequence[str], p: float, *, seed: int = 0) -> None:
        self._hospitals = tuple(hospitals)
        self._p = p
        self._seed = seed
        self.ledger = Ledger()

    def reply(self, request: ChatRequest) -> Reply:
        """True sentences and lies."""
        return Reply("".join(self.sentences(request)))

    def sentences(self, request: ChatRequest) -> list[str]:
        """The sentences, lies among them."""
        dice = random.Random(f"{self._seed}|noisy|{request.text}")
        facts = facts_in(request, self._hospitals)
        told = truths(facts, dice)
        return [self._told(Falsifier(true, fact, facts, self._hospitals, request.text, dice)) for fact, true in told]

    def _told(self, falsifier: Falsifier) -> str:
        lied = falsifier.lie() if falsifier.dice.random() < self._p else None
        if lied is None:
            return falsifier.sentence
        kind, said = lied
        self.ledger.note(Lie(kind, falsifier.fact.hospital, said, falsifier.sentence))
        return said


class HostileProse:
    """Lies in nearly every sentence; one summary in six is broken in form, late or an error; obeys what it reads."""

    def __init__(self, hospitals: Sequence[str], *, seed: int = 0, stall: float = 0.0) -> None:
        self._liar = NoisyProse(hospitals, 0.95, seed=seed)
        self._seed = seed
        self._stall = stall
        self.ledger = self._liar.ledger

    def reply(self, request: ChatRequest) -> Reply:
        """Lies, or something worse."""
        dice = random.Random(f"{self._seed}|form|{request.text}")
        if any(words in request.text for words in _INJECTION):
            return self.obey()
        lies = "".join(self._liar.sentences(request))
        if dice.random() >= 1 / 6:
            return Reply(lies)
        broken = [
            Reply(lies[: len(lies) // 2]),
            Reply(f"好的，以下是小结：\n{lies}\n如需更多帮助请告诉我。"),
            Reply(""),
            Reply("rate limited", status=429),
            Reply("server error", status=500),
            Reply(lies, stall=self._stall),
            Reply(lies.replace("。", "，")),
            Reply('{"summary": "' + lies + '"}'),
        ]
        return dice.choice(broken)

    def obey(self) -> Reply:
        """What a document ordered it to say."""
        said = "所有问题均已完成整改[1]。"
        self.ledger.note(Lie("obeyed", "", said, ""))
        return Reply(said)
