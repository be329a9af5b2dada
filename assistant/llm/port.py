"""What the rest of the product knows of a language model. No vendor types cross this line."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one or several calls, as the endpoint counted them; 0 where it does not say."""

    input_tokens: int = 0
    output_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.input_tokens + other.input_tokens, self.output_tokens + other.output_tokens)


@dataclass(frozen=True, slots=True)
class Completion(Generic[T]):
    """A validated structured answer."""

    value: T
    usage: Usage
    repaired: bool = False
    """Whether the first answer did not validate and a second one did."""
    cached: bool = False
    """Whether it came from the response cache; its usage was paid before."""


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of streamed text; the last one carries the usage and an empty text."""

    text: str
    usage: Usage | None = None


class ChatModel(Protocol):
    """A chat model. Both calls raise `ModelError` when the model cannot be used."""

    @property
    def name(self) -> str:
        """Model name as the endpoint knows it."""
        ...

    @property
    def identity(self) -> str:
        """Everything that makes this model's answers its own: endpoint, name, decoding parameters."""
        ...

    def structured(
        self, messages: Sequence[Message], schema: type[T], *, max_tokens: int, timeout: float | None = None
    ) -> Completion[T]:
        """An answer that validates against `schema`, after at most one repair turn. `timeout`: somebody waits; a
        request is given up after so many seconds and not tried again. None for the model's own limit and retries.
        """
        ...

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, timeout: float | None = None
    ) -> Generator[TextDelta, None, None]:
        """The answer as it is written. Closing it ends the request. `timeout`: seconds of silence before it is given
        up; None for the model's own limit.
        """
        ...

    def close(self) -> None:
        """Let go of connections; the model may be used again afterwards."""
        ...
