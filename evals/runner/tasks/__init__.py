"""From a suite and a corpus to cases: one module a task."""

from __future__ import annotations

from evals.runner.case import Case
from evals.runner.corpus import Corpus
from evals.runner.tasks import comparison, extraction, injection, questions, retrieval, robustness
from evals.suites.model import (
    ComparisonSuite,
    ExtractionSuite,
    InjectionSuite,
    QuestionsSuite,
    RetrievalSuite,
    SingleSuite,
)


def cases_of(suite: SingleSuite, corpus: Corpus) -> list[Case]:
    """The cases of `suite` over `corpus`, in a fixed order."""
    match suite:
        case ExtractionSuite():
            return extraction.cases(suite, corpus)
        case QuestionsSuite():
            return questions.cases(suite, corpus)
        case RetrievalSuite():
            return retrieval.cases(suite, corpus)
        case ComparisonSuite():
            return comparison.cases(suite, corpus)
        case InjectionSuite():
            return injection.cases(suite, corpus)
    return robustness.cases(suite, corpus)
