"""Questions whose answer stands in a passage: the rank of the finding that holds it."""

from __future__ import annotations

from evals.extraction import Item
from evals.retrieval import Question, first_rank, places_of
from evals.runner.bench import Bench
from evals.runner.case import Case, Cited, Part, Verdict, digest_of
from evals.runner.corpus import Corpus
from evals.suites.model import RetrievalSuite

_SHOWN = 5


def cases(suite: RetrievalSuite, corpus: Corpus) -> list[Case]:
    """A case a question that retrieval can be measured on."""
    made = []
    for raw in corpus.questions:
        question = places_of(raw, corpus.prefixes)
        if question is not None:
            made.append(_case(suite, question, raw))
    return made


def _case(suite: RetrievalSuite, question: Question, raw: Item) -> Case:
    def judge(bench: Bench) -> Verdict:
        retriever = bench.retriever()
        hits = retriever.search(question.text, 100)
        rank = first_rank(hits, question)
        parts = {f"hit_at_{cut}": Part.share(rank is not None and rank <= cut) for cut in suite.cutoffs}
        parts["reciprocal_rank"] = Part.mean(1 / rank if rank else 0.0)
        last = max(suite.cutoffs)
        right = rank is not None and rank <= last
        return Verdict(
            parts=parts,
            why=() if right else (f"not among the first {last}" if rank is None else f"rank {rank}",),
            asked=question.text,
            gold="、".join(f"{source} 第{finding}条" for source, finding in sorted(question.evidence)),
            answer=f"rank {rank}",
            citations=tuple(
                Cited(place=f"{hit.source} 第{hit.finding}条", quote=hit.text[:200]) for hit in hits[:_SHOWN]
            ),
        )

    cluster = "+".join(sorted({source for source, _ in question.evidence}))
    return Case(suite.name, question.id, raw["type"], cluster, digest_of(raw), judge)
