"""Recorded real outputs, played back: by the text of the request."""

from __future__ import annotations

import hashlib
import json
import urllib.error
import urllib.request
from pathlib import Path

from evals.simulator.brain import Brain, ChatRequest, Reply


def key_of(request: ChatRequest) -> str:
    """What a recording is found by: the turns and the wanted form, nothing of the endpoint."""
    return hashlib.sha256(f"{request.schema_name}|{request.text}".encode()).hexdigest()


class Forward:
    """A real model behind an OpenAI-compatible endpoint: passes requests on to it."""

    def __init__(self, base_url: str, api_key: str, *, timeout: float = 600.0) -> None:
        self._url = f"{base_url}/chat/completions"
        self._headers = {"Authorization": f"Bearer {api_key}", "Content-Type": "application/json"}
        self._timeout = timeout

    def reply(self, request: ChatRequest) -> Reply:
        """What the model says."""
        body = json.dumps(request.body).encode()
        wire = urllib.request.Request(self._url, body, self._headers)
        try:
            with urllib.request.urlopen(wire, timeout=self._timeout) as response:
                choice = json.load(response)["choices"][0]
        except urllib.error.HTTPError as error:
            return Reply(error.reason, status=error.code)
        return Reply(choice["message"]["content"] or "", finish_reason=choice["finish_reason"])


class Recorder:
    """Passes requests on to another brain and writes what it said to a file; what is there is played back."""

    def __init__(self, brain: Brain, path: Path) -> None:
        self._brain = brain
        self._path = path
        self._known = Replay(path) if path.exists() else None

    def reply(self, request: ChatRequest) -> Reply:
        """The other brain's answer, recorded."""
        if self._known and key_of(request) in self._known:
            return self._known.reply(request)
        reply = self._brain.reply(request)
        if reply.status != 200:
            return reply
        line = {"key": key_of(request), "content": reply.content, "finish_reason": reply.finish_reason}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        return reply


class Replay:
    """Answers from a recording; a request that was not recorded is an error, not a guess."""

    def __init__(self, path: Path) -> None:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        self._replies = {line["key"]: Reply(line["content"], finish_reason=line["finish_reason"]) for line in lines}

    def __contains__(self, key: object) -> bool:
        return key in self._replies

    def reply(self, request: ChatRequest) -> Reply:
        """What was recorded for this request."""
        return self._replies.get(key_of(request), Reply("not recorded", status=400))
