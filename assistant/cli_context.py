"""What every command of the command line shares: where the data lies, the settings, the opened assistant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from assistant.core import Assistant
from assistant.errors import ConfigurationError
from assistant.settings import LlmChoice, RunnerChoice, Settings
from assistant.terminal import reported, stderr

DataDir = Annotated[Path | None, typer.Option("--data-dir", help="数据库所在文件夹，默认 ./data。")]
Llm = Annotated[LlmChoice | None, typer.Option("--llm", help="语言模型：auto 自动选择，none 不用模型。")]


def settings_of(context: typer.Context, data_dir: Path | None, **given: object) -> Settings:
    """The settings of the environment, with what the command line gives in their place."""
    given["data_dir"] = data_dir or context.obj
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        names = ", ".join(".".join(map(str, each["loc"])) for each in error.errors())
        raise ConfigurationError(f"settings cannot be used: {names}", message_zh=f"设置有误：{names}") from error


@contextmanager
def opened_to_ask(context: typer.Context, data_dir: Path | None, llm: LlmChoice | None) -> Iterator[Assistant]:
    """As `opened`, for one answer or a file of them: `auto` takes the embedded model only where it runs already."""
    from assistant.llm import choose_model, without_waiting

    with reported():
        wanted = settings_of(context, data_dir, llm=llm)
        settings = without_waiting(wanted)
        if settings.llm == "none" and choose_model(wanted) == "local":
            stderr().print("[dim]内置模型没有在运行，这次不等它启动；要它写小结，请加 --llm local。[/dim]")
        with Assistant.open(settings) as assistant:
            yield assistant


@contextmanager
def opened(
    context: typer.Context, data_dir: Path | None, llm: LlmChoice | None = None, runner: RunnerChoice | None = None
) -> Iterator[Assistant]:
    """The assistant of the settings; errors meant for the user end the command."""
    with reported(), Assistant.open(settings_of(context, data_dir, llm=llm, runner=runner)) as assistant:
        yield assistant
