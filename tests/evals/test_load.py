"""What the measurement of many users counts, and how it says it."""

from __future__ import annotations

import pytest

from evals import load
from evals.page_client import PageError, _chain


class Clock:
    """Stands in for the module `time`: a second a look, and nobody sleeps."""

    now = 0.0

    def monotonic(self) -> float:
        self.now += 1
        return self.now

    def sleep(self, seconds: float) -> None:
        pass


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(load, "time", clock)
    return clock


def test_user_asks_until_the_time_is_over_and_errors_are_counted_by_kind() -> None:
    outcome = load.Outcome()
    asked: list[str] = []

    def asking(question: str) -> None:
        asked.append(question)
        if len(asked) == 2:
            raise PageError("status 500")

    load.run_user(asking, outcome, ["问"], until=12, think=2, seed=1)

    # Three looks at the clock a question: whether there is time, when it began, when it ended.
    assert asked == ["问"] * 4
    assert outcome.seconds == [1.0] * 4
    assert outcome.errors == {"status 500": 1}


def test_user_who_comes_too_late_asks_nothing() -> None:
    outcome = load.Outcome()

    load.run_user(lambda question: None, outcome, ["问"], until=0, think=0, seed=1)

    assert outcome.seconds == []


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ([], ["page", "0"]),
        ([0.2], ["page", "1", "0", "0.200", "0.200", "0.200"]),
        ([number / 100 for number in range(100, 0, -1)], ["page", "100", "0", "0.510", "0.960", "1.000"]),
    ],
)
def test_row_holds_number_errors_and_percentiles(seconds: list[float], said: list[str]) -> None:
    assert load.line("page", load.Outcome(seconds)).split() == said


def test_chain_follows_what_the_page_says_and_skips_scripts() -> None:
    dependencies = [
        {"id": 0, "targets": [[7, "click"]], "trigger_after": None, "backend_fn": True},
        {"id": 1, "targets": [[5, "submit"], [6, "click"]], "trigger_after": None, "backend_fn": True},
        {"id": 2, "targets": [[None, "success"]], "trigger_after": 1, "backend_fn": False},
        {"id": 3, "targets": [[None, "success"]], "trigger_after": 2, "backend_fn": True},
        {"id": 4, "targets": [[None, "then"]], "trigger_after": 0, "backend_fn": True},
    ]

    assert [step["id"] for step in _chain(dependencies, [5, "submit"])] == [1, 3]
