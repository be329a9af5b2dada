"""Every notice read, field by field against gold."""

from __future__ import annotations

from evals.runner.bench import Bench
from evals.runner.case import Case, Verdict, digest_of
from evals.runner.corpus import Corpus
from evals.runner.tasks.reading import verdict
from evals.suites.model import ExtractionSuite


def cases(suite: ExtractionSuite, corpus: Corpus) -> list[Case]:
    """A case a notice."""
    return [_case(suite.name, source, corpus) for source in sorted(corpus.gold)]


def _case(suite: str, source: str, corpus: Corpus) -> Case:
    gold = corpus.gold[source]

    def judge(bench: Bench) -> Verdict:
        return verdict(bench.records(source), gold, f"读取 {source}")

    return Case(suite, source, "notice", source, digest_of(gold), judge)
