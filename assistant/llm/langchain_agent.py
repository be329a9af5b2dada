"""The loop of a model that calls tools, on LangChain's agent. With `langchain_chat` the only modules that know it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, cast

import httpx2
import openai
from langchain.agents import create_agent
from langchain.agents.middleware import (
    AgentMiddleware,
    AgentState,
    ModelCallLimitMiddleware,
    Runtime,
    ToolCallLimitMiddleware,
    hook_config,
)
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import StructuredTool
from langchain_openai import ChatOpenAI

from assistant.errors import ModelError
from assistant.llm.port import Message, Usage
from assistant.llm.tools import Bounds, Research, Tool

_STEPS_A_CALL = 8
"""Nodes of the graph that one request and its tools pass, with those that watch the bounds."""


class LangChainAgent:
    """A model at `base_url` that calls tools."""

    def __init__(self, chat: ChatOpenAI) -> None:
        self._chat = chat
        self.name = chat.model_name

    def research(self, messages: Sequence[Message], tools: Sequence[Tool], bounds: Bounds) -> Research:
        """See `ToolCaller.research`."""
        budget = _Budget(bounds.tokens, time.monotonic() + bounds.seconds)
        agent = create_agent(
            self._chat.model_copy(update={"max_tokens": bounds.written, "request_timeout": bounds.seconds}),
            [_as_langchain(tool) for tool in tools],
            system_prompt=SystemMessage("\n".join(m.content for m in messages if m.role == "system")),
            middleware=[
                budget,
                ModelCallLimitMiddleware(run_limit=bounds.calls, exit_behavior="end"),
                ToolCallLimitMiddleware(run_limit=bounds.tools, exit_behavior="continue"),
            ],
        )
        asked: list[BaseMessage] = [HumanMessage(m.content) for m in messages if m.role == "user"]
        limit = _STEPS_A_CALL * (bounds.calls + 1)
        try:
            state = agent.invoke(cast("Any", {"messages": asked}), RunnableConfig(recursion_limit=limit))
        except (openai.OpenAIError, httpx2.HTTPError) as error:
            msg = f"model {self.name!r} failed at its tools: {type(error).__name__}"
            raise ModelError(msg, message_zh="模型查询记录时出错。") from error
        said: list[BaseMessage] = state["messages"]
        return Research(_final(said), _spent(said), tuple(str(m.name) for m in said if isinstance(m, ToolMessage)))


class _Budget(AgentMiddleware[Any, Any]):
    """Ends the loop when the tokens are spent or the time is up."""

    def __init__(self, tokens: int, ends: float) -> None:
        super().__init__()
        self._tokens = tokens
        self._ends = ends

    @hook_config(can_jump_to=["end"])
    def before_model(self, state: AgentState[Any], runtime: Runtime[Any]) -> dict[str, Any] | None:
        """Before each request."""
        del runtime
        spent = _spent(state["messages"])
        over = spent.input_tokens + spent.output_tokens >= self._tokens or time.monotonic() >= self._ends
        return {"jump_to": "end"} if over else None


def _as_langchain(tool: Tool) -> StructuredTool:
    def run(**given: object) -> str:
        return tool.call(tool.arguments.model_validate(given))

    return StructuredTool.from_function(
        run, name=tool.name, description=tool.description, args_schema=tool.arguments, handle_validation_error=_refused
    )


def _refused(error: object) -> str:
    return f"参数不合要求，请改正后再调用：{str(error)[:300]}"


def _final(messages: Sequence[BaseMessage]) -> str:
    """The model's last words, if it came to any: not a call, nor what a bound puts in its mouth."""
    last = messages[-1] if messages else None
    if isinstance(last, AIMessage) and not last.tool_calls and last.usage_metadata:
        return str(last.text)
    return ""


def _spent(messages: Sequence[BaseMessage]) -> Usage:
    counted = [m.usage_metadata for m in messages if isinstance(m, AIMessage) and m.usage_metadata]
    return Usage(sum(u["input_tokens"] for u in counted), sum(u["output_tokens"] for u in counted))
