"""The same falsified quotes before both judges."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evals.gate_mutations import read_notices
from evals.peers.quotes import TOKENIZERS, Judged, compare, offers, table

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "reports"


class Finder:
    """An aligner that places what stands verbatim, exactly; or everything, loosely."""

    def __init__(self, *, loose: bool) -> None:
        self._loose = loose

    def ask(self, op: str, **request: Any) -> dict[str, Any]:
        [quote] = request["quotes"]
        there = request["text"].find(quote)
        status = "match_exact" if there >= 0 else "match_fuzzy" if self._loose else None
        return {"placed": [{"status": status, "start": None, "end": None}]}


@pytest.fixture(scope="module")
def given():
    return offers(list(read_notices(SAMPLES))[:2], seed=1, most=12)


def test_offers_are_the_true_ones_and_falsified_ones(given) -> None:
    assert {each.sort for each in given} >= {"true", "digit", "polarity", "date"}
    assert all((each.quote == each.entry.evidence.quote) is (each.sort == "true") for each in given)
    assert all(each.entry.evidence.quote in each.text for each in given)


def test_the_gate_keeps_out_what_a_loose_aligner_lets_through(given) -> None:
    made = table(compare(given, Finder(loose=True)))

    ours, loose, exact = (row.figure.value for row in made.rows[:3] if row.figure)
    assert (ours, loose) == (0.0, 1.0)
    assert exact < 1.0
    assert [row.cells[0].split("/")[0] for row in made.rows] == ["0"] * 5


def test_shares_are_over_falsified_quotes_and_true_ones_stand_apart() -> None:
    def judged(sort: str, gate: bool) -> Judged:
        return Judged(sort, "a.txt", gate, dict.fromkeys(TOKENIZERS))

    made = table([judged("true", True), judged("true", False), judged("digit", False), judged("digit", True)])

    assert made.columns == ("true ones kept out", "digit")
    assert made.rows[0].figure is not None
    assert (made.rows[0].figure.value, made.rows[0].figure.n) == (0.5, 2)
    assert made.rows[0].cells == ("1/2", "1/2")
