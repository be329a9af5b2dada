"""The adapter to OpenAI-compatible endpoints, on LangChain. The only module that knows langchain or openai.

Retries happen here and nowhere else: on rate limits, server errors, lost connections and timeouts, with growing pauses.
A wrong key or a malformed request fails at once.
"""

from __future__ import annotations

import json
import threading
import weakref
from collections.abc import Callable, Generator, Sequence
from typing import Any, cast

import httpx2
import openai
import stamina
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_function
from langchain_openai import ChatOpenAI
from pydantic import SecretStr, ValidationError

from assistant.errors import ModelError
from assistant.llm.port import Completion, Message, T, TextDelta, Usage
from assistant.settings import StructuredStrategy

_RETRIED = (openai.RateLimitError, openai.InternalServerError, openai.APIConnectionError)
_KINDS: dict[str, type[BaseMessage]] = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}


class LangChainChat:
    """A chat model at `base_url`. `locate` is called before each request, so a server can be started when needed."""

    def __init__(
        self,
        name: str,
        *,
        locate: Callable[[], str | None],
        api_key: SecretStr,
        strategy: StructuredStrategy,
        timeout: float,
        label: str,
        attempts: int = 4,
    ) -> None:
        self.name = name
        self._locate = locate
        self._api_key = api_key
        self._strategy = strategy
        self._timeout = timeout
        self._label = label
        self._attempts = attempts
        self._clients: dict[tuple[str | None, int], ChatOpenAI] = {}
        self._lock = threading.Lock()

    @property
    def identity(self) -> str:
        """Endpoint label, model, strategy and temperature."""
        return f"{self._label}|{self.name}|{self._strategy}|temperature=0"

    def _client(self, max_tokens: int) -> ChatOpenAI:
        url = self._locate()
        key = (url, max_tokens)
        with self._lock:
            if key not in self._clients:
                # Its own: the one LangChain shares between all clients of an address must not be closed.
                connections = openai.DefaultHttpxClient(timeout=self._timeout)
                weakref.finalize(self, connections.close)
                self._clients[key] = ChatOpenAI(
                    model=self.name,
                    base_url=url,
                    api_key=self._api_key,
                    temperature=0,
                    max_completion_tokens=max_tokens,
                    timeout=self._timeout,
                    http_client=connections,
                    max_retries=0,
                    stream_usage=True,
                )
            return self._clients[key]

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            while self._clients:
                _, client = self._clients.popitem()
                client.root_client.close()

    def structured(
        self, messages: Sequence[Message], schema: type[T], *, max_tokens: int, timeout: float | None = None
    ) -> Completion[T]:
        """See `ChatModel.structured`."""
        turns = [_KINDS[message.role](content=message.content) for message in messages]
        if self._strategy == "json_object":
            # This form shows the model no schema: vendors that only know it want the word JSON and the form.
            form = json.dumps(schema.model_json_schema(), ensure_ascii=False)
            turns.append(HumanMessage(content=f"只输出一个 JSON 对象，符合此 JSON Schema：{form}"))
        value, raw, error, usage = self._ask(turns, schema, max_tokens, timeout)
        if value is not None:
            return Completion(value, usage)
        turns += [
            AIMessage(content=str(raw.content) or "（空）"),
            HumanMessage(content=f"上面的输出不符合要求：{error}\n请只重新输出符合要求的 JSON。"),
        ]
        value, _, error, more = self._ask(turns, schema, max_tokens, timeout)
        if value is None:
            msg = f"model {self.name!r} gave no valid answer after one repair: {error}"
            raise ModelError(msg, message_zh="模型两次都没有给出可用的结果。")
        return Completion(value, usage + more, repaired=True)

    def _ask(
        self, turns: list[BaseMessage], schema: type[T], max_tokens: int, timeout: float | None
    ) -> tuple[T | None, AIMessage, str, Usage]:
        """One request: the valid value or None, the raw answer, what is wrong with it, its usage."""
        asked = self._asking_for(schema, max_tokens)
        cut = f"输出超过 {max_tokens} 个词元被截断"
        try:
            raw = cast("AIMessage", self._retried(lambda: asked.invoke(turns, **_limit(timeout)), timeout))
        except openai.LengthFinishReasonError as error:
            counted = error.completion.usage
            usage = Usage(counted.prompt_tokens, counted.completion_tokens) if counted else Usage()
            return None, AIMessage(content=""), cut, usage
        if raw.response_metadata.get("finish_reason") == "length":
            return None, raw, cut, _usage(raw)
        try:
            return schema.model_validate_json(_json_of(raw)), raw, "", _usage(raw)
        except ValidationError as error:
            return None, raw, str(error)[:500], _usage(raw)

    def _asking_for(self, schema: type[T], max_tokens: int) -> Runnable[Any, Any]:
        """The client bound to the wanted form. Our own parsing follows: the SDK's would hide usage and raw answer."""
        client = self._client(max_tokens)
        if self._strategy == "json_object":
            return client.bind(response_format={"type": "json_object"})
        if self._strategy == "tool":
            return client.bind_tools([schema], tool_choice=schema.__name__)
        form = convert_to_openai_function(schema, strict=True)
        wanted = {"name": form["name"], "schema": form["parameters"], "strict": True}
        return client.bind(response_format={"type": "json_schema", "json_schema": wanted})

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, timeout: float | None = None
    ) -> Generator[TextDelta, None, None]:
        """See `ChatModel.stream`. Not retried: what was shown cannot be taken back."""
        turns = [_KINDS[message.role](content=message.content) for message in messages]
        usage = Usage()
        try:
            for chunk in self._client(max_tokens).stream(turns, **_limit(timeout)):
                if chunk.usage_metadata:
                    usage = usage + _usage(chunk)
                if text := str(chunk.text):
                    yield TextDelta(text)
        except openai.OpenAIError as error:
            raise self._translated(error) from error
        except httpx2.HTTPError as error:
            # The SDK translates what fails before the answer begins, and lets through what fails within it.
            msg = f"model {self.name!r} broke off in the middle of an answer: {type(error).__name__}"
            raise ModelError(msg, message_zh="模型服务中途中断。") from error
        yield TextDelta("", usage)

    def _retried(self, call: Callable[[], Any], timeout: float | None) -> Any:
        try:
            if timeout is not None:
                return call()
            for attempt in stamina.retry_context(on=_RETRIED, attempts=self._attempts, wait_initial=0.5, wait_max=20):
                with attempt:
                    return call()
        except openai.LengthFinishReasonError:
            raise
        except openai.OpenAIError as error:
            raise self._translated(error) from error
        return None

    def _translated(self, error: openai.OpenAIError) -> ModelError:
        if isinstance(error, openai.AuthenticationError):
            msg = f"the endpoint refused the key for model {self.name!r}: check OPENAI_API_KEY"
            return ModelError(msg, message_zh="模型服务拒绝了密钥，请检查 OPENAI_API_KEY。")
        if isinstance(error, openai.APITimeoutError):
            msg = f"model {self.name!r} did not answer in {self._timeout:.0f} s"
            return ModelError(msg, message_zh="模型服务超时未响应。")
        if isinstance(error, openai.APIConnectionError):
            msg = f"the endpoint of model {self.name!r} cannot be reached: check OPENAI_BASE_URL"
            return ModelError(msg, message_zh="无法连接模型服务，请检查 OPENAI_BASE_URL。")
        return ModelError(f"model {self.name!r} failed: {type(error).__name__}", message_zh="模型服务返回错误。")


def _limit(timeout: float | None) -> dict[str, Any]:
    return {} if timeout is None else {"timeout": timeout}


def _json_of(raw: AIMessage) -> str:
    """The JSON text of an answer, wherever the strategy puts it; prose or a code fence round an object is cut away."""
    if raw.tool_calls:
        return json.dumps(raw.tool_calls[0]["args"], ensure_ascii=False)
    if raw.invalid_tool_calls:
        return str(raw.invalid_tool_calls[0]["args"])
    text = str(raw.text)
    return text[text.find("{") : text.rfind("}") + 1] if "{" in text else text


def _usage(message: AIMessage) -> Usage:
    counted = message.usage_metadata
    return Usage(counted["input_tokens"], counted["output_tokens"]) if counted else Usage()
