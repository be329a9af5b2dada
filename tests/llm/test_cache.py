"""Nothing is paid for twice; what is not valid is not kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pydantic import BaseModel

from assistant.errors import ModelError
from assistant.llm import Completion, Message, TextDelta, Usage
from assistant.llm.cache import CachedChat, ResponseCache
from assistant.llm.port import T


class Value(BaseModel):
    number: int


class Other(BaseModel):
    number: int
    unit: str = ""


class CountingChat:
    """Counts its calls; fails when told to."""

    name = "counting"

    def __init__(self, identity: str = "here|counting") -> None:
        self.identity = identity
        self.calls = 0
        self.fails = False

    def structured(
        self, messages: Sequence[Message], schema: type[T], *, max_tokens: int, timeout: float | None = None
    ) -> Completion[T]:
        self.calls += 1
        if self.fails:
            raise ModelError("no")
        return Completion(schema.model_validate({"number": self.calls}), Usage(10, 2))

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[TextDelta]:
        yield TextDelta("")

    def close(self) -> None:
        pass


ASK = [Message("user", "几项？")]


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ResponseCache]:
    held = ResponseCache(tmp_path / "cache.db")
    yield held
    held.close()


def test_same_request_is_answered_from_the_cache(cache: ResponseCache) -> None:
    chat = CountingChat()
    cached = CachedChat(chat, cache)

    first = cached.structured(ASK, Value, max_tokens=9)
    second = cached.structured(ASK, Value, max_tokens=9)

    assert (first.value, first.cached) == (Value(number=1), False)
    assert (second.value, second.cached, second.usage) == (Value(number=1), True, Usage(10, 2))
    assert chat.calls == 1


def test_whatever_makes_an_answer_its_own_is_in_the_key(cache: ResponseCache) -> None:
    base = CachedChat(CountingChat(), cache)
    keys = {
        base.key(ASK, Value, 9),
        base.key(ASK, Value, 10),
        base.key(ASK, Other, 9),
        base.key([Message("system", "几项？")], Value, 9),
        base.key([Message("user", "几项")], Value, 9),
        CachedChat(CountingChat("there|counting"), cache).key(ASK, Value, 9),
    }

    assert len(keys) == 6


def test_failure_is_not_stored(cache: ResponseCache) -> None:
    chat = CountingChat()
    chat.fails = True
    with pytest.raises(ModelError):
        CachedChat(chat, cache).structured(ASK, Value, max_tokens=9)

    chat.fails = False
    assert CachedChat(chat, cache).structured(ASK, Value, max_tokens=9).value.number == 2


def test_responses_survive_reopening(tmp_path: Path, cache: ResponseCache) -> None:
    CachedChat(CountingChat(), cache).structured(ASK, Value, max_tokens=9)

    again = ResponseCache(tmp_path / "cache.db")

    assert len(again) == 1
    again.close()
