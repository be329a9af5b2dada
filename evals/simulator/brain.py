"""What a simulated model is asked and what it says."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A request as it came over the wire."""

    body: dict[str, Any]

    @property
    def messages(self) -> list[dict[str, str]]:
        """The turns."""
        return list(self.body["messages"])

    @property
    def text(self) -> str:
        """All turns as one text: what a model would read."""
        return "\n".join(str(message.get("content") or "") for message in self.messages)

    @property
    def schema_name(self) -> str | None:
        """Name of the structured form that is wanted; None for prose."""
        form = self.body.get("response_format") or {}
        if form.get("type") == "json_schema":
            return str(form["json_schema"]["name"])
        forced = self.body.get("tool_choice")
        return str(forced["function"]["name"]) if isinstance(forced, dict) else None

    @property
    def tools(self) -> list[str]:
        """The names of the tools that may be called, or left alone."""
        return [] if self.schema_name else [str(tool["function"]["name"]) for tool in self.body.get("tools") or []]

    @property
    def results(self) -> list[str]:
        """What the tools gave so far."""
        return [str(message.get("content") or "") for message in self.messages if message.get("role") == "tool"]

    @property
    def wants_stream(self) -> bool:
        """Whether the answer is to be streamed."""
        return bool(self.body.get("stream"))


@dataclass(frozen=True, slots=True)
class Reply:
    """What comes back. `status` other than 200 is an error; `stall` seconds pass before anything is sent; with `tool`,
    `content` holds the arguments of a call.
    """

    content: str
    status: int = 200
    finish_reason: str = "stop"
    stall: float = 0.0
    tool: str | None = None


class Brain(Protocol):
    """A simulated model. Must be safe to call from several threads."""

    def reply(self, request: ChatRequest) -> Reply:
        """The answer to a request."""
        ...


class ScriptedBrain:
    """Answers from a list, in order, and remembers what it was asked. The last answer repeats."""

    def __init__(self, replies: Iterable[Reply]) -> None:
        self._replies = deque(replies)
        self._lock = threading.Lock()
        self.history: list[ChatRequest] = []

    def reply(self, request: ChatRequest) -> Reply:
        """The next answer."""
        with self._lock:
            self.history.append(request)
            return self._replies.popleft() if len(self._replies) > 1 else self._replies[0]
