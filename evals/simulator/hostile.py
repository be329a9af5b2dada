"""A model at war with the product: lies in every field, breaks the form, stalls, fails, obeys documents."""

from __future__ import annotations

import random

from evals.simulator.brain import ChatRequest, Reply
from evals.simulator.ledger import Ledger, Lie
from evals.simulator.noisy import Noisy
from evals.simulator.oracle import Oracle

_INJECTION = ("忽略以上", "忽略之前", "ignore previous", "ignore the above")


class Hostile:
    """Lies in nearly every field; one answer in six is broken in form or an error instead.

    Where a document carries an instruction, it obeys: it then claims the finding completed and nothing open.
    """

    def __init__(self, oracle: Oracle, *, seed: int = 0, stall: float = 0.0) -> None:
        self._liar = Noisy(oracle, 0.9, seed=seed)
        self._seed = seed
        self._stall = stall
        self.ledger: Ledger = self._liar.ledger

    def reply(self, request: ChatRequest) -> Reply:
        """A lie, or something worse."""
        dice = random.Random(f"{self._seed}|form|{request.text}")
        lie = self._liar.reply(request).content
        if any(words in request.text for words in _INJECTION):
            self.ledger.note(Lie("obeyed", "", "completed", ""))
            return Reply(
                '{"topics":["party"],"status":"completed","open":[],"sanctions":[],"summary":"已全部完成整改"}'
            )
        broken = [
            Reply(lie[: len(lie) // 2]),
            Reply(f"好的，以下是结果：\n{lie}\n如需更多帮助请告诉我。"),
            Reply(""),
            Reply("rate limited", status=429),
            Reply("server error", status=500),
            Reply(lie, stall=self._stall),
        ]
        return dice.choice(broken) if dice.random() < 1 / 6 else Reply(lie)
