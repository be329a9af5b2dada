"""The adapter against a simulated endpoint: structured answers, repair, retries, streaming, clear errors."""

from __future__ import annotations

import gc
from typing import Literal

import pytest
import stamina
from pydantic import BaseModel, SecretStr

from assistant.errors import ModelError
from assistant.llm import Message, Usage
from assistant.llm.langchain_chat import LangChainChat
from assistant.settings import StructuredStrategy
from evals.simulator import Reply, ScriptedBrain, Simulator


class Choice(BaseModel):
    topic: Literal["采购", "消防"]


ASK = [Message("user", "部分设备未招标")]
GOOD = Reply('{"topic": "采购"}')


@pytest.fixture(autouse=True)
def no_waiting() -> object:
    with stamina.set_testing(True, attempts=3):
        yield


_OPENED: list[LangChainChat] = []


@pytest.fixture(autouse=True)
def closed_afterwards() -> object:
    yield
    while _OPENED:
        _OPENED.pop().close()


def chat(base_url: str, strategy: StructuredStrategy = "json_schema", timeout: float = 5.0) -> LangChainChat:
    opened = LangChainChat(
        "test", locate=lambda: base_url, api_key=SecretStr("k"), strategy=strategy, timeout=timeout, label=base_url
    )
    _OPENED.append(opened)
    return opened


@pytest.mark.parametrize("strategy", ["json_schema", "tool", "json_object"])
def test_structured_answer_validates_with_every_strategy(strategy: StructuredStrategy) -> None:
    with Simulator(ScriptedBrain([GOOD])) as server:
        completion = chat(server.base_url, strategy).structured(ASK, Choice, max_tokens=50)

    assert completion.value == Choice(topic="采购")
    assert not completion.repaired
    assert completion.usage.output_tokens == len(GOOD.content)


@pytest.mark.parametrize(
    ("strategy", "sent"), [("json_schema", "response_format"), ("tool", "tools"), ("json_object", "response_format")]
)
def test_request_carries_the_strategy_and_limits(strategy: StructuredStrategy, sent: str) -> None:
    brain = ScriptedBrain([GOOD])
    with Simulator(brain) as server:
        chat(server.base_url, strategy).structured(ASK, Choice, max_tokens=50)

    body = brain.history[0].body
    assert sent in body
    assert body["temperature"] == 0
    assert 50 in (body.get("max_tokens"), body.get("max_completion_tokens"))


@pytest.mark.parametrize(
    "bad",
    [
        Reply("好的，答案是采购。"),
        Reply('{"topic": "药品"}'),
        Reply('{"topic": "采', finish_reason="length"),
        Reply(""),
    ],
)
def test_invalid_answer_is_repaired_once_with_the_error(bad: Reply) -> None:
    brain = ScriptedBrain([bad, GOOD])
    with Simulator(brain) as server:
        completion = chat(server.base_url, "json_object").structured(ASK, Choice, max_tokens=50)

    assert completion.repaired
    assert len(brain.history) == 2
    assert "不符合要求" in brain.history[1].messages[-1]["content"]


def test_two_invalid_answers_raise() -> None:
    with Simulator(ScriptedBrain([Reply("不知道")])) as server, pytest.raises(ModelError, match="after one repair"):
        chat(server.base_url, "json_object").structured(ASK, Choice, max_tokens=50)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_passing_errors_are_retried(status: int) -> None:
    brain = ScriptedBrain([Reply("later", status=status), GOOD])
    with Simulator(brain) as server:
        assert chat(server.base_url).structured(ASK, Choice, max_tokens=50).value.topic == "采购"

    assert len(brain.history) == 2


def test_who_waits_is_not_kept_by_retries() -> None:
    brain = ScriptedBrain([Reply("later", status=503), GOOD])
    with Simulator(brain) as server, pytest.raises(ModelError):
        chat(server.base_url).structured(ASK, Choice, max_tokens=50, timeout=2)

    assert len(brain.history) == 1


@pytest.mark.parametrize(("status", "message"), [(401, "refused the key"), (400, "InvalidRequest")])
def test_lasting_errors_are_not_retried(status: int, message: str) -> None:
    brain = ScriptedBrain([Reply("no", status=status)])
    with Simulator(brain) as server, pytest.raises(ModelError, match=message):
        chat(server.base_url).structured(ASK, Choice, max_tokens=50)

    assert len(brain.history) == 1


def test_unreachable_endpoint_names_the_remedy() -> None:
    with pytest.raises(ModelError, match="OPENAI_BASE_URL"):
        chat("http://127.0.0.1:9/v1").structured(ASK, Choice, max_tokens=50)


def test_stream_gives_the_whole_text_then_the_usage() -> None:
    text = "共有两家医院的采购整改没有完成。"
    with Simulator(ScriptedBrain([Reply(text)])) as server:
        deltas = list(chat(server.base_url).stream(ASK, max_tokens=50))

    assert "".join(delta.text for delta in deltas) == text
    assert deltas[-1].usage == Usage(len(ASK[0].content), len(text))


def test_stream_error_is_translated() -> None:
    with Simulator(ScriptedBrain([Reply("no", status=500)])) as server, pytest.raises(ModelError):
        list(chat(server.base_url).stream(ASK, max_tokens=50))


def test_closing_one_leaves_others_of_the_same_address_open() -> None:
    with Simulator(ScriptedBrain([GOOD, GOOD])) as server:
        first, second = chat(server.base_url), chat(server.base_url)
        first.structured(ASK, Choice, max_tokens=50)
        second._client(50)
        first.close()

        assert second.structured(ASK, Choice, max_tokens=50).value == Choice(topic="采购")


def test_connections_of_a_forgotten_chat_are_closed() -> None:
    with Simulator(ScriptedBrain([GOOD])) as server:
        forgotten = LangChainChat(
            "test", locate=lambda: server.base_url, api_key=SecretStr("k"), strategy="json_schema", timeout=5.0,
            label="here",
        )  # fmt: skip
        forgotten.structured(ASK, Choice, max_tokens=50)
        connections = forgotten._client(50).http_client
        del forgotten
        gc.collect()

        assert connections.is_closed
