"""Runs suites: cases from data, the product as the solver, deterministic scorers, results kept case by case."""

from evals.runner.case import Case, Outcome, Part, Verdict
from evals.runner.corpus import Corpus, load_corpus, samples
from evals.runner.figures import Figure, figure
from evals.runner.running import CaseDone, Finished, RunEvent, Started, run

__all__ = [
    "Case",
    "CaseDone",
    "Corpus",
    "Figure",
    "Finished",
    "Outcome",
    "Part",
    "RunEvent",
    "Started",
    "Verdict",
    "figure",
    "load_corpus",
    "run",
    "samples",
]
