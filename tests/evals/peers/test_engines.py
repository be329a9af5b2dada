"""Frameworks are given notices, model and questions, and their chunks become citations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evals.peers.engines import FRAMEWORKS, NO_MODEL, Engine
from evals.peers.port import Endpoint, Places

NOTICE = next(iter(sorted((Path(__file__).resolve().parents[3] / "samples" / "reports").glob("*.txt"))))


class Worker:
    """Answers with the whole notice as its one chunk."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.requests: list[tuple[str, dict[str, Any]]] = []

    def ask(self, op: str, **request: Any) -> dict[str, Any]:
        self.requests.append((op, request))
        if op == "build":
            return {"chunks": 1}
        chunks = {"chunks": [{"source": NOTICE.name, "text": self._text}]}
        return chunks if op == "near" else chunks | {"answer": "处理了3人。"}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_an_engine_answers_and_cites_what_its_chunks_touch(framework) -> None:
    places = Places([NOTICE])
    worker = Worker(places.text(NOTICE.name))
    engine = Engine(framework, worker, Endpoint("http://127.0.0.1:1/v1", "key", "model", 8192), places, [NOTICE])

    answer = engine.answer({"id": "q1", "turns": ["处理了几人？"]})

    built = worker.requests[0][1]
    assert (built["files"], built["url"], built["context"]) == ([str(NOTICE)], "http://127.0.0.1:1/v1", 8192)
    assert worker.requests[1] == ("ask", {"question": "处理了几人？"})
    assert answer["answer"] == "处理了3人。"
    assert {place["source"] for place in answer["citations"]} == {NOTICE.name}
    assert len(answer["citations"]) == len(places.whole(NOTICE.name)) - 1
    assert engine.settings.startswith(("langchain-chroma 1", "llama-index-core 0"))


def test_what_a_model_would_be_shown_is_told_without_asking_it() -> None:
    places = Places([NOTICE])
    worker = Worker(places.text(NOTICE.name))

    shown = Engine("langchain", worker, NO_MODEL, places, [NOTICE]).shown({"id": "q1", "turns": ["处理了几人？"]})

    assert [op for op, _ in worker.requests] == ["build", "near"]
    assert len(shown["citations"]) == len(places.whole(NOTICE.name)) - 1
