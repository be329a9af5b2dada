"""Wrong results score lower; right ones, however written, do not."""

from __future__ import annotations

import dataclasses

import pytest

from evals.runner import samples
from evals.scorer_mutations import FINDING_SPOILS, LEAST_KILLED, Tally, run


@pytest.fixture(scope="module")
def tally() -> Tally:
    corpus = samples()
    small = {source: gold for source, gold in corpus.gold.items() if source.startswith("s05")}
    return run(dataclasses.replace(corpus, gold=small))


def test_mutants_are_killed(tally: Tally) -> None:
    assert tally.share >= LEAST_KILLED, tally.survivors


def test_right_results_are_right(tally: Tally) -> None:
    assert tally.alarms == []


def test_every_way_of_spoiling_was_tried(tally: Tally) -> None:
    tried = {sort.removeprefix("extraction: ") for sort in tally.made}

    assert set(FINDING_SPOILS) <= tried
    assert sum(count for sort, count in tally.made.items() if sort.startswith("answers:")) > 300
