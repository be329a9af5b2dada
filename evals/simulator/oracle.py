"""A perfect reader of findings: answers the chain's requests from gold.

Shows the headroom that merging and verifying leave to a perfect model; never reported as quality of the product.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.extraction.chain.reading import FindingReading, OpenMatter, Sanction
from assistant.text.flat import fold
from evals.simulator.brain import ChatRequest, Reply
from evals.simulator.controls import sanction_or_matter

_TITLE = re.compile(r"反馈问题：(.*)")
_CLAUSE = re.compile(r"(?m)^\s*\[(\d+)\] (.*)$")


def load_gold(folder: Path) -> list[dict[str, Any]]:
    """Every gold finding of a folder, in order."""
    files = sorted(folder.glob("gold_*.json"))
    return [finding for file in files for finding in json.loads(file.read_text("utf-8"))["findings"]]


class Oracle:
    """Reads findings rightly, as far as the numbered clauses let gold be told."""

    def __init__(self, gold: Iterable[dict[str, Any]]) -> None:
        self._gold = [(fold(finding["title"]), finding) for finding in gold]

    def reply(self, request: ChatRequest) -> Reply:
        """The right reading of the finding that the request shows."""
        return Reply(self.read(request).model_dump_json())

    def read(self, request: ChatRequest) -> FindingReading:
        """The right reading."""
        prompt = request.messages[-1]["content"] if len(request.messages) < 3 else request.messages[1]["content"]
        clauses = {int(number): words for number, words in _CLAUSE.findall(prompt)}
        found = _TITLE.search(prompt)
        gold = self._of(fold(found[1]) if found else "", fold("".join(clauses.values())))
        matters = [OpenMatter(clause=_nearest(one["quote"], clauses), due=one["due"]) for one in gold["pending"]]
        sanctions = [
            Sanction(clause=_nearest(one["quote"], clauses), action=one["action"], persons=one["persons"])
            for one in gold["accountability"]
        ]
        for number, words in clauses.items():
            control = sanction_or_matter(number, words)
            matters += [control] if isinstance(control, OpenMatter) else []
            sanctions += [control] if isinstance(control, Sanction) else []
        return FindingReading(
            topics=gold["topics"], status=gold["status"], open=matters[:10], sanctions=sanctions[:10], summary=""
        )

    def _of(self, title: str, body: str) -> dict[str, Any]:
        same = [finding for known, finding in self._gold if known == title or known in title or title in known]
        if not same:
            same = [max(self._gold, key=lambda one: difflib.SequenceMatcher(None, one[0], title).ratio())[1]]
        return max(same, key=lambda finding: sum(fold(quote) in body for quote in _quotes(finding)))


def _quotes(finding: dict[str, Any]) -> list[str]:
    return [one["quote"] for key in ("pending", "accountability", "amounts") for one in finding[key]]


def _nearest(quote: str, clauses: dict[int, str]) -> int:
    """The clause that shares the longest run of characters with a quote."""
    wanted = fold(quote)

    def shared(number: int) -> int:
        words = fold(clauses[number])
        return difflib.SequenceMatcher(None, wanted, words, autojunk=False).find_longest_match().size

    return max(sorted(clauses), key=shared)
