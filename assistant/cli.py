"""The command line: parse, call the core, print."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer
from pydantic import ValidationError

from assistant.batch import answer_all, answer_line, read_questions
from assistant.core import Assistant
from assistant.errors import AssistantError, ConfigurationError
from assistant.model_status import look_at_model
from assistant.settings import ExtractorChoice, LlmChoice, Settings
from assistant.terminal import IngestReport, complain, reported, say, say_json, say_markdown, stderr, use_utf8

logger = logging.getLogger(__name__)

SAMPLES = Path(__file__).parent.parent / "samples" / "reports"
"""Notices of invented hospitals, beside the package in the source tree and in the wheel."""

ExportFormat = Literal["json", "text", "csv"]

app = typer.Typer(
    name="assistant",
    help="医院巡察整改通报助手：读取通报，回答问题，每个数字都有出处。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)

DataDir = Annotated[Path | None, typer.Option("--data-dir", help="数据库所在文件夹，默认 ./data。")]
Llm = Annotated[LlmChoice | None, typer.Option("--llm", help="语言模型：auto 自动选择，none 不用模型。")]


@app.callback()
def _global(context: typer.Context, data_dir: DataDir = None) -> None:
    context.obj = data_dir


def _settings(context: typer.Context, data_dir: Path | None, **given: object) -> Settings:
    """The settings of the environment, with what the command line gives in their place."""
    given["data_dir"] = data_dir or context.obj
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        names = ", ".join(".".join(map(str, each["loc"])) for each in error.errors())
        raise ConfigurationError(f"settings cannot be used: {names}", message_zh=f"设置有误：{names}") from error


@contextmanager
def _opened(context: typer.Context, data_dir: Path | None, llm: LlmChoice | None = None) -> Iterator[Assistant]:
    """The assistant of the settings; errors meant for the user end the command."""
    with reported(), Assistant.open(_settings(context, data_dir, llm=llm)) as assistant:
        yield assistant


@app.command(help="读入通报：文件或文件夹；重复执行不会重复读入。")
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹。")],
    extractor: Annotated[ExtractorChoice, typer.Option(help="auto、grammar（规则）或 llm（规则加模型）。")] = "auto",
    llm: Llm = None,
    data_dir: DataDir = None,
) -> None:
    """Take in notices."""
    report = IngestReport()
    with _opened(context, data_dir, llm) as assistant:
        report.follow(assistant.ingest(paths, extractor))
    if report.failed:
        raise typer.Exit(1)


@app.command(help="回答一个问题，或一个文件中的所有问题。")
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="问题。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
    batch: Annotated[Path | None, typer.Option(help="问题文件，每行一个 JSON。")] = None,
    out: Annotated[Path | None, typer.Option(help="批量回答写入的文件，默认标准输出。")] = None,
    llm: Llm = None,
    data_dir: DataDir = None,
) -> None:
    """Answer one question, or all of a file."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("请给出一个问题，或用 --batch 指定问题文件。")
    with _opened(context, data_dir, llm) as assistant:
        if batch is not None:
            _ask_all(assistant, batch, out)
            return
        answer = assistant.ask(question or "")
        if as_json:
            say_json(answer.as_json())
        else:
            say_markdown(answer.answer)


def _ask_all(assistant: Assistant, batch: Path, out: Path | None) -> None:
    questions = read_questions(batch)
    assistant.warm()
    failed = False
    with contextlib.ExitStack() as stack:
        lines = stack.enter_context(out.open("w", encoding="utf-8")) if out else sys.stdout
        for answered in answer_all(assistant, questions):
            lines.write(answer_line(answered.answer) + "\n")
            if answered.error is not None:
                failed = True
                complain(answered.error)
    if failed:
        raise typer.Exit(1)


@app.command(help="导出全部记录。")
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="写入的文件夹，其中不能有其他文件。")],
    format: Annotated[ExportFormat, typer.Option(help="json：每份报告一个文件；text：原文；csv：表格。")] = "json",
    data_dir: DataDir = None,
) -> None:
    """Write all records into a folder."""
    with _opened(context, data_dir) as assistant:
        write = {"json": assistant.export_json, "text": assistant.export_text, "csv": assistant.export_csv}
        written = write[format](out)
    stderr().print(f"已写入 {len(written)} 个文件：{out}", markup=False)


@app.command(help="删除报告及其全部记录。")
def delete(
    context: typer.Context,
    sources: Annotated[list[str], typer.Argument(help="报告的文件名。")],
    data_dir: DataDir = None,
) -> None:
    """Forget reports."""
    with _opened(context, data_dir) as assistant:
        for source in sources:
            assistant.delete(source)


@app.command(help="检查记录与检索库是否一致；不一致时退出码为 1。")
def check(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="按记录修复检索库。")] = False,
    data_dir: DataDir = None,
) -> None:
    """Say what does not agree; exit 1 if anything does not."""
    with _opened(context, data_dir) as assistant:
        if repair:
            for _ in assistant.repair():
                pass
        problems = assistant.check()
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(1)


def serve_app(settings: Settings | None = None) -> None:
    """Serve the page; what `app.py` does. An empty store is filled with the sample notices first."""
    settings = settings or Settings()
    with Assistant.open(settings) as assistant:
        if not assistant.reports():
            IngestReport().follow(assistant.ingest([SAMPLES], index=False))
        # Gradio takes seconds to import: no other command pays for it.
        from assistant.ui import launch

        # Embedding takes minutes, and the facts of an answer do not wait for it.
        threading.Thread(target=_make_ready, args=(assistant,), name="make-ready", daemon=True).start()
        launch(assistant, settings)


def _make_ready(assistant: Assistant) -> None:
    """Load and index beside the page, which answers without either."""
    try:
        assistant.warm()
        for event in assistant.repair():
            logger.info("indexed %s of %s", event.index, event.total)
    except AssistantError as error:
        complain(error)


@app.command(help="内置模型：是否安装、是否完好、是否在运行。")
def model(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
    data_dir: DataDir = None,
) -> None:
    """Say what there is of the embedded model; the file is hashed anew. Exit 1 where it cannot be used."""
    with reported():
        found = look_at_model(_settings(context, data_dir))
    say_json(found.as_json()) if as_json else say(found.words())
    if not found.usable:
        raise typer.Exit(1)


@app.command(help="打开网页界面。")
def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="监听地址。")] = None,
    port: Annotated[int | None, typer.Option(help="端口。")] = None,
    llm: Llm = None,
    data_dir: DataDir = None,
) -> None:
    """Serve the page."""
    with reported():
        serve_app(_settings(context, data_dir, llm=llm, host=host, port=port))


def main() -> None:
    """The console entry point."""
    use_utf8()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    app()
