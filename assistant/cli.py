"""The command line: parse, call the core, print."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant import cli_reports
from assistant.answering.table_file import FORMATS, TableFormat, table_file
from assistant.batch import answer_all, answer_line, read_questions
from assistant.cli_context import DataDir, Llm, opened, opened_to_ask, settings_of
from assistant.cli_eval import eval_app
from assistant.cli_user import user_app
from assistant.core import Assistant
from assistant.errors import AssistantError, ConfigurationError
from assistant.export import write_file
from assistant.model_status import look_at_model
from assistant.settings import ExtractorChoice, RunnerChoice, Settings
from assistant.terminal import IngestReport, complain, reported, say, say_json, say_markdown, stderr, use_utf8

logger = logging.getLogger(__name__)

SAMPLES = Path(__file__).parent.parent / "samples" / "reports"
"""Notices of invented hospitals, beside the package in the source tree and in the wheel."""

ExportFormat = Literal["json", "text", "csv", "xlsx", "docx"]

app = typer.Typer(
    name="assistant",
    help="医院巡察整改通报助手：读取通报，回答问题，每个数字都有出处。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)


@app.callback()
def _global(context: typer.Context, data_dir: DataDir = None) -> None:
    context.obj = data_dir


@app.command(help="读入通报：文件或文件夹；重复执行不会重复读入。")
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹。")],
    extractor: Annotated[ExtractorChoice, typer.Option(help="auto、grammar（规则）或 llm（规则加模型）。")] = "auto",
    llm: Llm = None,
    runner: Annotated[
        RunnerChoice | None,
        typer.Option(help="由谁读取：processes 本机的多个进程（默认），ray 为 Ray 集群（需安装 ray 组件）。"),
    ] = None,
    vectors: Annotated[
        bool,
        typer.Option("--vectors/--no-vectors", help="接着建立语义索引；不建则先按词语查找，下次导入或打开网页时补建。"),
    ] = True,
    data_dir: DataDir = None,
) -> None:
    """Take in notices."""
    report = IngestReport()
    with opened(context, data_dir, llm, runner) as assistant:
        report.follow(assistant.ingest(paths, extractor, index=vectors))
    if report.failed:
        raise typer.Exit(1)


@app.command(help="回答一个问题，或一个文件中的所有问题。")
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="问题。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
    batch: Annotated[Path | None, typer.Option(help="问题文件，每行一个 JSON。")] = None,
    out: Annotated[Path | None, typer.Option(help="批量回答写入的文件，默认标准输出。")] = None,
    table: Annotated[
        Path | None, typer.Option(help="把所统计的每一条记录连同原文出处存为表格（.csv 或 .xlsx）。")
    ] = None,
    llm: Llm = None,
    data_dir: DataDir = None,
) -> None:
    """Answer one question, or all of a file."""
    if table is not None and table.suffix not in _TABLES:
        raise typer.BadParameter("--table 的文件名须以 .csv 或 .xlsx 结尾。")
    if (question is None) == (batch is None):
        raise typer.BadParameter("请给出一个问题，或用 --batch 指定问题文件。")
    with opened_to_ask(context, data_dir, llm) as assistant:
        if batch is not None:
            _ask_all(assistant, batch, out)
            return
        answer = assistant.ask(question or "")
        if as_json:
            say_json(answer.as_json())
        else:
            say_markdown(answer.answer)
        if table is not None:
            write_file(table, table_file(assistant.listed(answer), _TABLES[table.suffix]))


_TABLES: dict[str, TableFormat] = {f".{format}": format for format in FORMATS}


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
    format: Annotated[
        ExportFormat, typer.Option(help="json：每份报告一个文件；text：原文；csv、xlsx：表格；docx：每份报告一页简报。")
    ] = "json",
    data_dir: DataDir = None,
) -> None:
    """Write all records into a folder."""
    with opened(context, data_dir) as assistant:
        write: dict[ExportFormat, Callable[[], list[Path]]] = {
            "json": lambda: assistant.export_json(out),
            "text": lambda: assistant.export_text(out),
            "csv": lambda: assistant.export_csv(out),
            "xlsx": lambda: assistant.export_xlsx(out),
            "docx": lambda: assistant.export_docx(out),
        }
        written = write[format]()
    stderr().print(f"已写入 {len(written)} 个文件：{out}", markup=False)


@app.command(help="删除报告及其全部记录。")
def delete(
    context: typer.Context,
    sources: Annotated[list[str], typer.Argument(help="报告的文件名。")],
    data_dir: DataDir = None,
) -> None:
    """Forget reports."""
    with opened(context, data_dir) as assistant:
        for source in sources:
            assistant.delete(source)


@app.command(help="检查记录与检索库是否一致；不一致时退出码为 1。")
def check(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="按记录修复检索库。")] = False,
    data_dir: DataDir = None,
) -> None:
    """Say what does not agree; exit 1 if anything does not."""
    with opened(context, data_dir) as assistant:
        if repair:
            for _ in assistant.repair():
                pass
        problems = assistant.check()
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(1)


cli_reports.register(app)
app.add_typer(eval_app)
app.add_typer(user_app)


def serve_app(settings: Settings | None = None) -> None:
    """Serve the page; what `app.py` does. An empty store is filled with the sample notices first."""
    settings = settings or Settings()
    with Assistant.open(settings) as assistant:
        if not assistant.reports():
            IngestReport().follow(assistant.ingest([SAMPLES], index=False))
        # Gradio takes seconds to import: no other command pays for it.
        from assistant.ui import launch

        # Embedding takes minutes, and neither the page nor the facts of an answer wait for it.
        ready = threading.Thread(target=_make_ready, args=(assistant,), name="make-ready", daemon=True)
        launch(assistant, settings, on_up=ready.start)


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
        found = look_at_model(settings_of(context, data_dir))
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
        serve_app(settings_of(context, data_dir, llm=llm, host=host, port=port))


@app.command(name="mcp", help="MCP 服务：供支持 MCP 的程序通过标准输入输出查询。")
def mcp_(context: typer.Context, llm: Llm = None, data_dir: DataDir = None) -> None:
    """Serve the tools on stdin and stdout until the program that started it hangs up."""
    with opened_to_ask(context, data_dir, llm) as assistant:
        try:
            from assistant.api.mcp_server import build_server
        except ModuleNotFoundError as error:
            if not (error.name or "").startswith("mcp"):
                raise
            message = "the package `mcp` is missing: install rectification-assistant[mcp]"
            zh = "缺少 mcp 组件，请安装 rectification-assistant[mcp]。"
            raise ConfigurationError(message, message_zh=zh) from error
        threading.Thread(target=assistant.warm, name="warm", daemon=True).start()
        build_server(assistant).run("stdio")


def main() -> None:
    """The console entry point."""
    use_utf8()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    app()
