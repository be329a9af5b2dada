"""bm25s and our search are ranked alike: by the first finding of the evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evals.peers.retrieval import Measured, by_bm25s, chunks_of, table
from evals.retrieval import Question

REPORTS = Path(__file__).resolve().parents[3] / "samples" / "reports"
SOURCE = next(iter(sorted(path.name for path in REPORTS.glob("*.txt"))))


class Backwards:
    """Finds everything, the last text first."""

    size = 0

    def ask(self, op: str, **request: Any) -> dict[str, Any]:
        if op == "build":
            self.size = len(request["texts"])
            return {"size": self.size}
        return {"found": list(reversed(range(self.size)))[: request["limit"]]}


def test_ranks_count_findings_not_chunks() -> None:
    chunks = chunks_of(REPORTS, [SOURCE])
    last = max(chunk.finding for chunk in chunks if chunk.finding is not None)
    questions = [
        Question("last", "问", frozenset({(SOURCE, last)})),
        Question("none", "问", frozenset({("elsewhere.txt", 1)})),
    ]

    assert by_bm25s(Backwards(), chunks, questions) == {"last": 1, "none": None}


def test_the_figure_is_the_share_of_first_places() -> None:
    questions = [Question(name, "问", frozenset({(name, 1)})) for name in ("a", "b", "c", "d")]

    [row] = table([Measured("x", False, {"a": 1, "b": 2, "c": 7, "d": None}, "how")], questions).rows

    assert row.figure is not None
    assert (row.figure.value, row.figure.n) == (0.25, 4)
    assert row.cells == ("0.500", "0.750", f"{(1 + 1 / 2 + 1 / 7) / 4:.3f}", "how")
