"""The commands that make documents: compare, brief, due, audit."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.cli_context import DataDir, Llm, opened, opened_to_ask
from assistant.core import today
from assistant.export import Paper, paper_bytes, write_file
from assistant.terminal import say_json, say_markdown, stderr

CompareFormat = Literal["md", "docx", "xlsx", "json"]
DueFormat = Literal["md", "docx", "xlsx", "ics"]
BriefFormat = Literal["md", "docx", "xlsx"]

Hospitals = Annotated[list[str] | None, typer.Option("--hospital", help="医院名称或简称，可重复；默认全部。")]
Out = Annotated[Path | None, typer.Option(help="写入的文件；md 默认写到标准输出。")]
AsOf = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="以哪一天判断是否逾期，默认今天。")]
AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出。")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(help="比较各医院：按主题对照问题、措施、状态、未完事项。")(compare)
    app.command(help="一家医院的一页简报。")(brief)
    app.command(help="整改承诺与时限，逾期在前。")(due)
    app.command(help="核对通报内部是否前后矛盾。")(audit)


def compare(
    context: typer.Context,
    topic: Annotated[str | None, typer.Option(help="主题代码、主题名称或任意词语；默认全部事项。")] = None,
    hospital: Hospitals = None,
    format: Annotated[CompareFormat, typer.Option(help="md、docx、xlsx 或 json。")] = "md",
    out: Out = None,
    llm: Llm = None,
    data_dir: DataDir = None,
) -> None:
    """Compare hospitals on a theme; where a model is configured, with a paragraph of its sentences that hold."""
    with opened_to_ask(context, data_dir, llm) as assistant:
        comparison = assistant.compare(topic, hospital or ())
        if format == "json":
            _json(comparison.model_dump(mode="json"), out)
        else:
            _paper(assistant.reporting.comparison_paper(comparison, written=True), format, out)


def brief(
    context: typer.Context,
    hospital: Annotated[str, typer.Argument(help="医院名称或简称。")],
    format: Annotated[BriefFormat, typer.Option(help="md、docx 或 xlsx。")] = "md",
    out: Out = None,
    as_of: AsOf = None,
    data_dir: DataDir = None,
) -> None:
    """One hospital on a page: its latest notice."""
    with opened(context, data_dir) as assistant:
        found = list(assistant.reporting.briefs((hospital,), as_of.date() if as_of else today()))
        _paper(found[0][1], format, out)


def due(
    context: typer.Context,
    as_of: AsOf = None,
    hospital: Hospitals = None,
    as_json: AsJson = False,
    format: Annotated[DueFormat, typer.Option(help="md、docx、xlsx 或 ics（日历）。")] = "md",
    out: Out = None,
    data_dir: DataDir = None,
) -> None:
    """List commitments by deadline."""
    with opened(context, data_dir) as assistant:
        listed = assistant.due(as_of.date() if as_of else None, hospital or ())
        if as_json:
            _json(listed.as_json(), out)
        elif format == "ics":
            _bytes(assistant.reporting.calendar(listed), out)
        else:
            _paper(assistant.reporting.due_paper(listed), format, out)


def audit(
    context: typer.Context,
    hospital: Hospitals = None,
    as_json: AsJson = False,
    format: Annotated[BriefFormat, typer.Option(help="md、docx 或 xlsx。")] = "md",
    out: Out = None,
    data_dir: DataDir = None,
) -> None:
    """List contradictions inside the notices."""
    with opened(context, data_dir) as assistant:
        items = assistant.audit(hospital or ())
        if as_json:
            _json({"items": [item.as_json() for item in items]}, out)
        else:
            _paper(assistant.reporting.audit_paper(items, hospital or ()), format, out)


def _paper(paper: Paper, format: Literal["md", "docx", "xlsx"], out: Path | None) -> None:
    content = paper_bytes(paper, format)
    if out is None and format == "md":
        say_markdown(content.decode())
    else:
        _bytes(content, out)


def _json(value: object, out: Path | None) -> None:
    if out is None:
        say_json(value)
        return
    _bytes((json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(), out)


def _bytes(content: bytes, out: Path | None) -> None:
    """To the file; without one to a pipe, never to a terminal that would show rubbish."""
    if out is not None:
        stderr().print(f"已写入：{write_file(out, content)}", markup=False)
    elif sys.stdout.isatty():
        raise typer.BadParameter("这种格式请用 --out 指定文件。")
    else:
        sys.stdout.buffer.write(content)
