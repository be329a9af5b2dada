"""Lists and counts over invented notices, with answers computed from the records the notices were made from."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.peers.port import Item
from evals.questions import read_lines

_TYPES = frozenset({"list", "count_sum"})
_ASKED = 780
"""Questions to make, of which five kinds in thirteen ask for a list or a count: about 300."""


def write(folder: Path, count: int, seed: int = 3) -> tuple[list[Path], list[Item], dict[str, list[str]]]:
    """`count` notices in `folder`, made once: the files, their list and count questions, and the hospitals' names."""
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
