"""Contestants are asked the same questions, keep what they answered, and are judged by one scorer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evals.peers.asking import ask_all, row, sample, why_wrong
from evals.peers.environments import PeerError
from evals.peers.port import Item


def question(number: int = 1, **changes: object) -> Item:
    base: Item = {
        "id": f"q{number}", "type": "lookup", "turns": ["甲院处理了几人？"], "must": [["3人"]], "must_not": [],
        "hospitals": [], "evidence": ["a01-2"], "abstain": False,
    }  # fmt: skip
    return base | changes


class Answering:
    """Says the same to everything, and fails on some."""

    name = "fake"
    settings = "none"

    def __init__(self, words: str = "3人", fails: tuple[str, ...] = ()) -> None:
        self._words, self._fails = words, fails
        self.asked: list[str] = []

    def answer(self, given: Item) -> Item:
        self.asked.append(given["id"])
        if given["id"] in self._fails:
            raise PeerError("out of memory")
        cited = [{"source": "a01_notice.txt", "finding": 2}]
        return {"id": given["id"], "answer": self._words, "abstained": True, "citations": cited}


def test_sample_is_fixed_spread_and_mixed() -> None:
    questions = [{"id": n, "type": n // 30} for n in range(90)]

    drawn = sample(questions, 9)

    assert drawn == sample(questions, 9)
    assert Counter(each["type"] for each in drawn) == {0: 3, 1: 3, 2: 3}
    assert [each["id"] for each in drawn] != sorted(each["id"] for each in drawn)


def test_a_small_file_is_asked_whole() -> None:
    assert len(sample([question(n) for n in range(4)], 9)) == 4


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    peer, kept = Answering(), tmp_path / "kept.jsonl"
    ask_all(peer, [question(1)], kept)

    answers = ask_all(peer, [question(1), question(2)], kept)

    assert peer.asked == ["q1", "q2"]
    assert set(answers) == {"q1", "q2"}


def test_when_time_is_over_the_rest_is_left_out(tmp_path: Path) -> None:
    answers = ask_all(Answering(), [question(1), question(2)], tmp_path / "kept.jsonl", seconds=-1)

    assert answers == {}


def test_who_was_asked_nothing_has_no_figure() -> None:
    made = row(Answering(), [question(1)], {}, {})

    assert made.figure is None
    assert "not reached" in made.cells[-1]


def test_a_failure_is_an_empty_answer_that_counts(tmp_path: Path) -> None:
    peer, asked = Answering(fails=("q2",)), [question(1), question(2)]

    made = row(peer, asked, ask_all(peer, asked, tmp_path / "kept.jsonl"), {})

    assert made.figure is not None
    assert (made.figure.value, made.figure.n) == (0.5, 2)
    assert made.cells[1:] == ("1", "none")


@pytest.mark.parametrize(
    ("flagged", "abstain", "said", "right"),
    [
        pytest.param(False, False, {"abstained": True}, True, id="a peer's words on what can be answered are no flag"),
        pytest.param(True, False, {"abstained": True}, False, id="our own flag counts"),
        pytest.param(False, True, {"abstained": True}, True, id="declining is right where nothing answers"),
        pytest.param(False, True, {"abstained": False}, False, id="answering is wrong there"),
        pytest.param(False, False, {"abstained": False, "answer": "5人"}, False, id="a wrong number stays wrong"),
    ],
)
def test_peers_are_not_failed_for_a_flag_that_they_lack(flagged, abstain, said, right) -> None:
    asked = question(must=[], evidence=[], abstain=True) if abstain else question()
    answer = {"answer": "3人", "citations": [{"source": "a01_notice.txt", "finding": 2}]} | said

    assert (why_wrong(asked, answer, {}, flagged=flagged) == []) is right
