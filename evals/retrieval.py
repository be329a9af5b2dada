"""How well questions find the findings that answer them: by meaning, by words, and fused.

    python -m evals.retrieval --reports DIR --gold DIR [--questions FILE] [--data-dir DIR] [--weights D:L ...]

Notices are read as the product reads them and stored in a store of their own. Each question with one to three findings
as evidence is searched over all notices; chunks count as their findings. R@k is the share of questions with a finding
of the evidence among the first k findings, with a 95 % interval (Wilson).
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.settings import Settings
from vectorstore import VectorIndex, open_index
from vectorstore.retrieval import Ranker

_TYPES = frozenset({"lookup", "false_premise", "how", "followup"})
"""Questions whose answer stands in a passage; lists and counts are not for retrieval to answer."""
_MOST_EVIDENCE = 3
_CUTOFFS = (1, 3, 10)
_CHUNKS = 100

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the findings that hold its answer, by source and ordinal."""

    id: str
    text: str
    evidence: frozenset[Place]


def load_questions(path: Path, sources: Mapping[str, str]) -> list[Question]:
    """The questions of a file that retrieval can be measured on; `sources` gives the file name behind a gold prefix."""
    made = (places_of(json.loads(line), sources) for line in path.read_text("utf-8").splitlines())
    return [question for question in made if question is not None]


def places_of(raw: Mapping[str, Any], sources: Mapping[str, str]) -> Question | None:
    """A gold question as retrieval is measured on it; None for one that no passage answers."""
    places = frozenset(_place(name, sources) for name in raw["evidence"] if not name.endswith("meta"))
    if raw["type"] in _TYPES and not raw["abstain"] and 0 < len(places) <= _MOST_EVIDENCE:
        return Question(raw["id"], " ".join(raw["turns"]), places)
    return None


def _place(name: str, sources: Mapping[str, str]) -> Place:
    prefix, ordinal = name.rsplit("-", 1)
    return sources[prefix], int(ordinal)


def load_sources(folder: Path) -> dict[str, str]:
    """File names of notices by the prefix of their gold ids."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        raw = json.loads(path.read_text("utf-8"))
        if isinstance(raw, dict) and raw.get("findings"):
            found[str(raw["findings"][0]["id"]).rsplit("-", 1)[0]] = str(raw["source"])
    return found


def fill(index: VectorIndex, folder: Path, sources: Iterable[str]) -> None:
    """Read the notices and store their chunks."""
    for source in sources:
        document = read_file(folder / source)
        report = extract(document, build_outline(document.text))
        index.upsert(report, document.text, report.sha256)


def ranks(index: VectorIndex, weights: Mapping[Ranker, float], questions: Iterable[Question]) -> dict[str, int | None]:
    """By question, the rank of the first finding of its evidence; None where it is not among the first chunks."""
    retriever = index.retriever.weighted(weights)
    found: dict[str, int | None] = {}
    for question in questions:
        found[question.id] = first_rank(retriever.search(question.text, _CHUNKS), question)
    return found


class Located(Protocol):
    """Something found: a notice, and the finding in it."""

    @property
    def source(self) -> str:
        """The notice's file name."""
        ...

    @property
    def finding(self) -> int | None:
        """Ordinal of the finding; None outside findings."""
        ...


def first_rank(hits: Iterable[Located], question: Question) -> int | None:
    """The rank, from 1, of the first finding of the evidence among the findings that the hits stand in."""
    places = dict.fromkeys((hit.source, hit.finding) for hit in hits if hit.finding is not None)
    return next((rank for rank, place in enumerate(places, 1) if place in question.evidence), None)


def interval(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson)."""
    z, p = 1.96, hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def row(name: str, found: Mapping[str, int | None]) -> str:
    """One line of the table: recall at the cutoffs, and the mean reciprocal rank."""
    n = len(found)
    cells = []
    for cutoff in _CUTOFFS:
        hits = sum(rank is not None and rank <= cutoff for rank in found.values())
        low, high = interval(hits, n)
        cells.append(f"R@{cutoff} {hits / n:.3f} [{low:.2f}, {high:.2f}]")
    mean = sum(1 / rank for rank in found.values() if rank) / n
    return f"{name:<22} n={n}  {'  '.join(cells)}  MRR {mean:.3f}"


def main() -> None:
    """Read, store, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--questions", type=Path, help="default: the .jsonl files in the gold folder")
    parser.add_argument("--data-dir", type=Path, help="keeps the store, so that a second run embeds nothing")
    parser.add_argument("--weights", nargs="*", default=[], help="more fusions to try, dense:lexical, as 1:2")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(data_dir=given.data_dir or Path(scratch))
        index = open_index(settings)
        sources = load_sources(given.gold)
        files = [given.questions] if given.questions else sorted(given.gold.glob("*.jsonl"))
        questions = [question for file in files for question in load_questions(file, sources)]
        fill(index, given.reports, sources.values())
        for name, weights in _fusions(given.weights):
            found = ranks(index, weights, questions)
            print(row(name, found))  # noqa: T201  a command that prints
            late = sorted(key for key, rank in found.items() if rank is None or rank > 1)
            print(f"{'':<22} not first: {' '.join(late)}")  # noqa: T201
        index.close()


def _fusions(more: Iterable[str]) -> list[tuple[str, dict[Ranker, float]]]:
    fusions: list[tuple[str, dict[Ranker, float]]] = [
        ("dense alone", {"dense": 1.0}),
        ("lexical alone", {"lexical": 1.0}),
        ("fused 1:1", {"dense": 1.0, "lexical": 1.0}),
    ]
    for text in more:
        dense, lexical = text.split(":")
        fusions.append((f"fused {text}", {"dense": float(dense), "lexical": float(lexical)}))
    return fusions


if __name__ == "__main__":
    main()
