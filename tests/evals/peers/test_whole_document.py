"""The notice goes into the prompt as far as the context holds it, and what was cut is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.peers.environments import PeerError
from evals.peers.port import Endpoint, Places
from evals.peers.whole_document import WholeDocument, about_one
from evals.simulator.brain import Reply, ScriptedBrain
from evals.simulator.server import Simulator

NOTICE = next(iter(sorted((Path(__file__).resolve().parents[3] / "samples" / "reports").glob("*.txt"))))
QUESTION = {"id": "q1", "turns": ["处理了几人？"], "source": NOTICE.name}


class CountingCharacters(Endpoint):
    """A model for which a character is a token."""

    def tokens(self, text: str) -> int:
        return len(text)


@pytest.mark.parametrize(("context", "whole"), [(1_000_000, True), (1_000, False)])
def test_a_long_notice_is_cut_and_the_table_says_so(context, whole) -> None:
    brain, places = ScriptedBrain([Reply("处理了3人。")]), Places([NOTICE])
    with Simulator(brain) as server:
        peer = WholeDocument(CountingCharacters(server.base_url, "key", "model", context), places)
        answer = peer.answer(QUESTION)

    text, read = places.text(NOTICE.name), brain.history[0].text
    assert answer["answer"] == "处理了3人。"
    assert text[:200] in read
    assert read.rstrip().endswith("问题：处理了几人？")
    assert (text in read) is whole
    assert ("cut to" in peer.settings) is not whole
    assert answer["citations"] == places.whole(NOTICE.name)


def test_a_server_that_fails_is_a_failed_answer() -> None:
    with Simulator(ScriptedBrain([Reply("out of memory", status=500)])) as server:
        peer = WholeDocument(CountingCharacters(server.base_url, "key", "model", 8192), Places([NOTICE]))

        with pytest.raises(PeerError, match="did not answer"):
            peer.answer(QUESTION)


def test_only_questions_about_one_notice_are_chosen() -> None:
    sources = {"a1": "a1_notice.txt", "a2": "a2_notice.txt"}
    questions = [
        {"id": "one", "evidence": ["a2-1", "a2-meta"]},
        {"id": "two", "evidence": ["a1-1", "a2-1"]},
        {"id": "none", "evidence": []},
    ]

    assert [(each["id"], each["source"]) for each in about_one(questions, sources)] == [("one", "a2_notice.txt")]
