"""Recorded real outputs, played back: by the text of the request."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from evals.simulator.brain import Brain, ChatRequest, Reply


def key_of(request: ChatRequest) -> str:
    """What a recording is found by: the turns and the wanted form, nothing of the endpoint."""
    return hashlib.sha256(f"{request.schema_name}|{request.text}".encode()).hexdigest()


class Recorder:
    """Passes requests on to another brain and writes what it said to a JSON Lines file."""

    def __init__(self, brain: Brain, path: Path) -> None:
        self._brain = brain
        self._path = path

    def reply(self, request: ChatRequest) -> Reply:
        """The other brain's answer, recorded."""
        reply = self._brain.reply(request)
        line = {"key": key_of(request), "content": reply.content, "finish_reason": reply.finish_reason}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        return reply


class Replay:
    """Answers from a recording; a request that was not recorded is an error, not a guess."""

    def __init__(self, path: Path) -> None:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        self._replies = {line["key"]: Reply(line["content"], finish_reason=line["finish_reason"]) for line in lines}

    def reply(self, request: ChatRequest) -> Reply:
        """What was recorded for this request."""
        return self._replies.get(key_of(request), Reply("not recorded", status=400))
