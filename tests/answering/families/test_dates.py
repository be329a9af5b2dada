"""Days between the steps of inspections: the ends of a ranking first, ties told as ties."""

from __future__ import annotations

from assistant.answering.answerer import Answerer


def test_the_ends_come_first_and_the_rest_apart(answerer: Answerer) -> None:
    answer = answerer.ask("三家里巡察组在哪家驻得最久，多少天").answer

    first, rest = answer.split("其余2家不是最长")
    assert "最长的是" in first
    assert first.count("首尾相减") == 2
    assert rest.count("首尾相减") == 2


def test_both_ends_and_their_difference(answerer: Answerer) -> None:
    answer = answerer.ask("巡察驻点的时间，哪家最长、哪家最短，差几天").answer

    assert "最长的是" in answer
    assert "最短的是" in answer
    assert "相差" in answer
    assert "其余1家不是最长或最短" in answer
