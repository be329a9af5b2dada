"""The adapter to OpenAI-compatible endpoints, on LangChain. The only module that knows langchain or openai.

Retries happen here and nowhere else: on rate limits, server errors, lost connections and timeouts, with growing pauses.
A wrong key or a malformed request fails at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

import openai
import stamina
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr, ValidationError

from assistant.errors import ModelError
from assistant.llm.port import Completion, Message, T, TextDelta, Usage
from assistant.settings import StructuredStrategy

_RETRIED = (openai.RateLimitError, openai.InternalServerError, openai.APIConnectionError)
_KINDS: dict[str, type[BaseMessage]] = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
_METHODS: dict[StructuredStrategy, str] = {
    "json_schema": "json_schema", "tool": "function_calling", "json_object": "json_mode"
}  # fmt: skip


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

    @property
    def identity(self) -> str:
        """Endpoint label, model, strategy and temperature."""
        return f"{self._label}|{self.name}|{self._strategy}|temperature=0"

    def _client(self, max_tokens: int) -> ChatOpenAI:
        url = self._locate()
        key = (url, max_tokens)
        if key not in self._clients:
            self._clients[key] = ChatOpenAI(
                model=self.name,
                base_url=url,
                api_key=self._api_key,
                temperature=0,
                max_completion_tokens=max_tokens,
                timeout=self._timeout,
                max_retries=0,
                stream_usage=True,
            )
        return self._clients[key]

    def structured(self, messages: Sequence[Message], schema: type[T], *, max_tokens: int) -> Completion[T]:
        """See `ChatModel.structured`."""
        turns = [_KINDS[message.role](content=message.content) for message in messages]
        if self._strategy == "json_object":
            # json_mode shows the model no schema: vendors that only know it want the word JSON and the form.
            form = json.dumps(schema.model_json_schema(), ensure_ascii=False)
            turns.append(HumanMessage(content=f"只输出一个 JSON 对象，符合此 JSON Schema：{form}"))
        value, raw, error, usage = self._ask(turns, schema, max_tokens)
        if value is not None:
            return Completion(value, usage)
        turns += [
            AIMessage(content=str(raw.content) or "（空）"),
            HumanMessage(content=f"上面的输出不符合要求：{error}\n请只重新输出符合要求的 JSON。"),
        ]
        value, _, error, more = self._ask(turns, schema, max_tokens)
        if value is None:
            msg = f"model {self.name!r} gave no valid answer after one repair: {error}"
            raise ModelError(msg, message_zh="模型两次都没有给出可用的结果。")
        return Completion(value, usage + more, repaired=True)

    def _ask(
        self, turns: list[BaseMessage], schema: type[T], max_tokens: int
    ) -> tuple[T | None, AIMessage, str, Usage]:
        method = cast("Any", _METHODS[self._strategy])
        runnable = self._client(max_tokens).with_structured_output(schema, method=method, include_raw=True)
        cut = f"输出超过 {max_tokens} 个词元被截断"
        try:
            reply = cast("dict[str, Any]", self._retried(lambda: runnable.invoke(turns)))
        except openai.LengthFinishReasonError as error:
            counted = error.completion.usage
            usage = Usage(counted.prompt_tokens, counted.completion_tokens) if counted else Usage()
            return None, AIMessage(content=""), cut, usage
        raw = cast("AIMessage", reply["raw"])
        usage = _usage(raw)
        if raw.response_metadata.get("finish_reason") == "length":
            return None, raw, cut, usage
        if reply["parsing_error"] is not None or reply["parsed"] is None:
            return None, raw, str(reply["parsing_error"] or "没有输出 JSON")[:500], usage
        try:
            return schema.model_validate(reply["parsed"]), raw, "", usage
        except ValidationError as error:
            return None, raw, str(error)[:500], usage

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[TextDelta]:
        """See `ChatModel.stream`. Not retried: what was shown cannot be taken back."""
        turns = [_KINDS[message.role](content=message.content) for message in messages]
        usage = Usage()
        try:
            for chunk in self._client(max_tokens).stream(turns):
                if chunk.usage_metadata:
                    usage = usage + _usage(chunk)
                if text := str(chunk.text):
                    yield TextDelta(text)
        except openai.OpenAIError as error:
            raise self._translated(error) from error
        yield TextDelta("", usage)

    def _retried(self, call: Callable[[], Any]) -> Any:
        try:
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


def _usage(message: AIMessage) -> Usage:
    counted = message.usage_metadata
    return Usage(counted["input_tokens"], counted["output_tokens"]) if counted else Usage()
