"""Simulated readers of outlines: one that points at the right lines, and one that points anywhere."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable

from assistant.text.flat import fold
from evals.simulator.brain import ChatRequest, Reply

_LINE = re.compile(r"(?m)^\s*\[(\d+)\] (.*)$")
_SHOWN = 30
"""Characters of a title that tell its line; lines are shown cut."""


class LineOracle:
    """Points at the line of every gold title, in order."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles = [fold(title)[:_SHOWN] for title in titles]

    def reply(self, request: ChatRequest) -> Reply:
        """The numbers of the lines that hold the titles."""
        shown = [(int(number), fold(words)) for number, words in _LINE.findall(request.messages[1]["content"])]
        numbers: list[int] = []
        for title in self._titles:
            later = [n for n, words in shown if title in words and n > (numbers[-1] if numbers else 0)]
            numbers += later[:1]
        return Reply(json.dumps({"findings": numbers}))


class LineLiar:
    """Points at lines by chance, sometimes at as many as the notice declares, at none, at lines that are not there, or
    in no form at all.
    """

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)

    def reply(self, request: ChatRequest) -> Reply:
        """A lie."""
        prompt = request.messages[1]["content"]
        shown = [int(number) for number, _ in _LINE.findall(prompt)]
        declared = re.search(r"问题数：(\d+)个", prompt)
        wanted = min(int(declared[1]) if declared else 10, len(shown))
        some = sorted(self._dice.sample(shown, wanted))
        said: list[object] = [
            {"findings": some},
            {"findings": sorted(self._dice.sample(shown, self._dice.randint(1, len(shown))))},
            {"findings": shown},
            {"findings": []},
            {"findings": [*some, len(shown) + 99]},
            {"findings": some[::-1]},
            {"findings": "全部"},
        ]
        return Reply(json.dumps(self._dice.choice(said), ensure_ascii=False))
