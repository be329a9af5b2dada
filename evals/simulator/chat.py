"""A simulated model as the product sees one: behind the same adapter as any endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from assistant.llm import ChatModel
from assistant.llm.langchain_agent import LangChainAgent
from assistant.llm.langchain_chat import LangChainChat
from evals.simulator.brain import Brain
from evals.simulator.server import Simulator


@contextmanager
def simulated(brain: Brain, *, timeout: float = 60.0) -> Iterator[ChatModel]:
    """A chat model that is played by `brain`; a call is given up after `timeout` seconds."""
    with Simulator(brain) as server:
        chat = LangChainChat(
            "simulated",
            locate=lambda: server.base_url,
            api_key=SecretStr("none"),
            strategy="json_schema",
            timeout=timeout,
            label="simulated",
        )
        with closing(chat):
            yield chat


@contextmanager
def simulated_agent(brain: Brain, *, timeout: float = 60.0) -> Iterator[LangChainAgent]:
    """A model that calls tools, played by `brain`."""
    with Simulator(brain) as server:
        chat = ChatOpenAI(
            model="simulated", base_url=server.base_url, api_key=SecretStr("none"), max_retries=0, timeout=timeout
        )
        try:
            yield LangChainAgent(chat)
        finally:
            chat.root_client.close()
