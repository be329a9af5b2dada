"""What a model may call, and within which bounds: typed tools behind a port. No vendor types cross this line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import BaseModel

from assistant.llm.port import Message, Usage


@dataclass(frozen=True, slots=True)
class Tool:
    """A function a model may call. `call` takes validated `arguments` and gives text for the model to read."""

    name: str
    description: str
    arguments: type[BaseModel]
    call: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a model that calls tools is stopped, whatever it still wants."""

    calls: int = 4
    """Requests to the model."""
    tools: int = 6
    """Tool calls, over all requests."""
    tokens: int = 12_000
    """Read and written, over all requests."""
    written: int = 600
    """Written in one request."""
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Research:
    """What a model said in the end, empty where it was stopped before; what it cost."""

    text: str
    usage: Usage
    called: tuple[str, ...]
    """The tools that were called, in order."""


class ToolCaller(Protocol):
    """A model that calls tools. Raises `ModelError` when it cannot be used."""

    @property
    def name(self) -> str:
        """Model name as the endpoint knows it."""
        ...

    def research(self, messages: Sequence[Message], tools: Sequence[Tool], bounds: Bounds) -> Research:
        """Let the model work with the tools until it answers or a bound is reached."""
        ...
