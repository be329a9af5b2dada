"""Finding the finding that answers a question: our search, each half of it alone, and bm25s over the same chunks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.settings import Settings
from evals.peers.environments import Asks, version
from evals.peers.results import Row, Table, share
from evals.retrieval import Question, fill, first_rank, load_questions, load_sources, ranks
from vectorstore import open_index
from vectorstore.chunking import Chunk, chunk_report

_CHUNKS = 100

Ranks = Mapping[str, int | None]


def by_bm25s(worker: Asks, chunks: Sequence[Chunk], questions: Iterable[Question]) -> dict[str, int | None]:
    """By question, the rank of the first finding of its evidence by bm25s alone."""
    worker.ask("build", texts=[chunk.embedded for chunk in chunks])
    found: dict[str, int | None] = {}
    for question in questions:
        hits = worker.ask("search", question=question.text, limit=_CHUNKS)["found"]
        found[question.id] = first_rank((chunks[at] for at in hits), question)
    return found


def chunks_of(folder: Path, sources: Iterable[str]) -> list[Chunk]:
    """The chunks that our own search holds of these notices."""
    cut: list[Chunk] = []
    for source in sources:
        document = read_file(folder / source)
        cut += chunk_report(extract(document, build_outline(document.text)), document.text)
    return cut


@dataclass(frozen=True, slots=True)
class Measured:
    """The ranks of one way to search."""

    name: str
    ours: bool
    ranks: Ranks
    about: str


def run(reports: Path, gold: Path, worker: Asks) -> Table:
    """All ways over the dev questions that a passage answers."""
    sources = load_sources(gold)
    questions = load_questions(gold / "qa_dev.jsonl", sources)
    with tempfile.TemporaryDirectory() as scratch:
        index = open_index(Settings(data_dir=Path(scratch), _env_file=None))
        fill(index, reports, sources.values())
        both = ranks(index, {"dense": 1.0, "lexical": 1.0}, questions)
        dense = ranks(index, {"dense": 1.0}, questions)
        words = ranks(index, {"lexical": 1.0}, questions)
        index.close()
    theirs = by_bm25s(worker, chunks_of(reports, sources.values()), questions)
    bm25s = f"bm25s {version('bm25s', 'bm25s')}, words cut by rjieba {version('bm25s', 'rjieba')}"
    return table(
        [
            Measured("ours: dense and lexical fused", True, both, "Chroma and FTS5, ranks fused 1:1"),
            Measured("dense alone", False, dense, "Chroma, multilingual-e5-small in 4 bits"),
            Measured("our lexical ranking alone", False, words, "SQLite FTS5, BM25"),
            Measured("bm25s alone", False, theirs, bm25s),
        ],
        questions,
    )


def table(measured: Sequence[Measured], questions: Sequence[Question]) -> Table:
    """Recall at 1 as the figure; at 3 and 10 and the mean reciprocal rank beside it."""
    return Table(
        name="retrieval",
        title="Finding the passage",
        about="Dev questions that one to three findings of the five notices answer; all search the same chunks.",
        measure="first place right",
        columns=("among 3", "among 10", "mean reciprocal rank", "how"),
        rows=tuple(_row(each, questions) for each in measured),
    )


def _row(each: Measured, questions: Sequence[Question]) -> Row:
    def hit(question: Question, cutoff: int) -> bool:
        rank = each.ranks[question.id]
        return rank is not None and rank <= cutoff

    clusters = {question.id: "+".join(sorted({source for source, _ in question.evidence})) for question in questions}
    within = [f"{sum(hit(question, cutoff) for question in questions) / len(questions):.3f}" for cutoff in (3, 10)]
    mean = sum(1 / rank for rank in each.ranks.values() if rank) / len(questions)
    figure = share((clusters[question.id], hit(question, 1)) for question in questions)
    return Row(name=each.name, ours=each.ours, figure=figure, cells=(*within, f"{mean:.3f}", each.about))
