"""Lists, counts and sums over invented notices, answers computed from the records the notices were made from."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.peers.asking import why_wrong
from evals.peers.port import Item
from evals.peers.results import Row, share
from evals.questions import Aliases, read_lines
from evals.runner.tasks.questions import cluster_of

_TYPES = frozenset({"list", "count_sum"})
_ASKED = 1000
"""Questions to make, of which twelve kinds in twenty ask for a list, a count or a sum: about 500."""


def write(folder: Path, count: int, seed: int = 3) -> tuple[list[Path], list[Item], dict[str, list[str]]]:
    """`count` notices in `folder`, made once: the files, the questions, and the hospitals' names."""
    corpus = folder / f"made-up-{count}-{seed}"
    if not (corpus / "gold" / "aliases.json").exists():
        words = ["--count", str(count), "--seed", str(seed), "--out", str(corpus), "--questions", str(_ASKED)]
        subprocess.run([sys.executable, "-m", "evals.synthetic", *words], check=True, stdout=subprocess.DEVNULL)
    questions = [each for each in read_lines(corpus / "gold" / "questions.jsonl") if each["type"] in _TYPES]
    aliases = json.loads((corpus / "gold" / "aliases.json").read_text("utf-8"))
    return sorted((corpus / "reports").iterdir()), questions, aliases


def by_operator(questions: Sequence[Item]) -> list[Item]:
    """The questions by what they ask, so that a spread over the list takes of each kind alike."""
    return sorted(questions, key=lambda each: each["operator"])


KINDS = {
    "open_list": "list: open findings of a hospital",
    "rules": "list: documents that a hospital revised",
    "letters_open": "list: open letters of four hospitals",
    "finding_count": "count: findings of a hospital",
    "status_count": "count: findings of one status, a hospital",
    "rules_count": "count: documents that a hospital revised",
    "all_status_count": "count: findings of one status, all notices",
    "silent_count": "count: notices without statuses",
    "due_count": "count: matters due in a month, all notices",
    "findings_sum": "sum: findings of three hospitals",
    "letters_sum": "sum: letters to three hospitals",
    "persons_sum": "sum: persons held to account, a hospital",
}
"""The kinds of question, as the page calls them."""


def rows(questions: Sequence[Item], answers: Mapping[str, Item], aliases: Aliases, about: str) -> list[Row]:
    """Ours: the share of right answers over all questions, then of each kind; with the median of seconds."""
    grouped = {f"ours: {name}": [q for q in questions if q["operator"] == kind] for kind, name in KINDS.items()}
    return [
        _row(name, each, answers, aliases, about) for name, each in {"ours: all": questions, **grouped}.items() if each
    ]


def _row(name: str, questions: Sequence[Item], answers: Mapping[str, Item], aliases: Aliases, about: str) -> Row:
    right = share((cluster_of(q), not why_wrong(q, answers[q["id"]], aliases, flagged=True)) for q in questions)
    seconds = sorted(answers[q["id"]]["seconds"] for q in questions)
    return Row(name=name, ours=True, figure=right, cells=(f"{seconds[len(seconds) // 2]:.2f}", about))
