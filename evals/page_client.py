"""A visitor of the page without a browser: the requests that the page sends when a question is asked, and no others.

The page tells, under `config`, which function follows which event; the chain that begins with a question sent is run
as the page's own script runs it. Nothing is known here of what the functions are.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

import httpx2

_API = "/gradio_api"
_FAILED = "answer failed"
"""What the page calls an answer that could not be given."""
_TURNS = 5
"""Questions of a conversation; then the page is loaded anew, as people do."""


class PageError(Exception):
    """The page did not do what a visitor expects of it."""


class PageClient:
    """One visitor with a session of their own."""

    def __init__(self, address: str, *, timeout: float) -> None:
        self._client = httpx2.Client(base_url=address, timeout=timeout)
        self._steps: list[dict[str, Any]] = []
        self._session = ""
        self._turns = 0

    def close(self) -> None:
        """Leave the page."""
        self._client.close()

    def log_in(self, name: str, password: str) -> None:
        """Send the login form. Raises PageError where it is refused."""
        self._expect(self._client.post("/login", data={"name": name, "password": password}), 303)

    def open(self) -> None:
        """Load the page. Raises PageError where it has no box for questions."""
        self._expect(self._client.get("/"), 200)
        config = self._expect(self._client.get("/config"), 200).json()
        boxes = [each["id"] for each in config["components"] if each["props"].get("elem_id") == "question"]
        if not boxes:
            raise PageError("the page has no box for questions")
        self._steps = list(_chain(config["dependencies"], [boxes[0], "submit"]))
        self._session, self._turns = secrets.token_hex(6), 0

    def ask(self, question: str) -> None:
        """Send a question and read the answer to its end. Raises PageError, httpx2.HTTPError."""
        if self._turns == _TURNS:
            self.open()
        self._turns += 1
        told = ""
        for step in self._steps:
            # What the visitor gives is the first value of the first step; all other values are kept by the server.
            data = [question if step is self._steps[0] and not at else None for at in range(len(step["inputs"]))]
            body = {"data": data, "fn_index": step["id"], "session_hash": self._session}
            if step["queue"]:
                told += self._queued(body)
            else:
                self._expect(self._client.post(f"{_API}/run/predict", json=body), 200)
        if question not in told or _FAILED in told:
            raise PageError("the answer did not come")

    def _queued(self, body: dict[str, Any]) -> str:
        """Everything that the page was told, up to the end of this one event."""
        self._expect(self._client.post(f"{_API}/queue/join", json=body), 200)
        told = ""
        with self._client.stream("GET", f"{_API}/queue/data", params={"session_hash": self._session}) as stream:
            self._expect(stream, 200)
            for line in stream.iter_lines():
                if not line.startswith("data:"):
                    continue
                message = json.loads(line[5:])
                told += json.dumps(message.get("output"), ensure_ascii=False)
                if message["msg"] == "process_completed":
                    if not message["success"]:
                        raise PageError(f"the page failed: {message['output'].get('error')}")
                    return told
        raise PageError("the stream ended before the answer")

    @staticmethod
    def _expect(answer: httpx2.Response, status: int) -> httpx2.Response:
        if answer.status_code != status:
            raise PageError(f"status {answer.status_code} of {answer.request.url.path}")
        return answer


def _chain(dependencies: list[dict[str, Any]], target: list[object]) -> Iterator[dict[str, Any]]:
    """The functions of the server that run after an event, in order."""
    step = next((each for each in dependencies if target in each["targets"]), None)
    while step is not None:
        if step["backend_fn"]:
            yield step
        step = next((each for each in dependencies if each["trigger_after"] == step["id"]), None)
