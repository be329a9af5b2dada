"""How the command line speaks: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from assistant.errors import AssistantError
from assistant.ingestion import FileDone, FileFailed, FileSkipped, FileStarted, FindingsRead, Indexed, IngestEvent


def stderr() -> Console:
    """The console for messages; made at each use, so that it writes to the stderr of the moment."""
    return Console(stderr=True, soft_wrap=True, highlight=False)


def say(value: str) -> None:
    """A result, on stdout."""
    typer.echo(value)


def say_markdown(value: str) -> None:
    """A result in markdown: laid out for a reader at a terminal, as it is for a pipe."""
    if sys.stdout.isatty():
        Console().print(Markdown(value))
    else:
        say(value)


def say_json(value: object) -> None:
    """A result as JSON: nothing else goes to stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def complain(error: AssistantError) -> None:
    """An error in one line, for the user."""
    stderr().print(f"[red]{escape(error.message_zh or str(error))}[/red]")


@contextmanager
def reported() -> Iterator[None]:
    """Errors meant for the user end the command: one line, exit code 1, no traceback."""
    try:
        yield
    except AssistantError as error:
        complain(error)
        raise typer.Exit(1) from error


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says: Chinese must survive a pipe under LANG=C."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")


class IngestReport:
    """Shows the events of an ingestion and remembers what failed."""

    def __init__(self) -> None:
        self.failed: list[FileFailed] = []
        self.skipped: list[FileSkipped] = []
        self.done: list[FileDone] = []

    def follow(self, events: Iterable[IngestEvent]) -> None:
        """Show `events` until the last one, with a bar where stderr is a terminal."""
        console = stderr()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            reading = progress.add_task("读取", total=None)
            model = progress.add_task("模型阅读", total=None, visible=False)
            indexing = progress.add_task("建立检索库", total=None, visible=False)
            for event in events:
                if isinstance(event, FileStarted):
                    progress.update(reading, description=escape(event.path.name), total=event.total)
                elif isinstance(event, FindingsRead):
                    tokens = event.input_tokens + event.output_tokens
                    words = f"模型阅读（{tokens:,} 词元）"
                    progress.update(model, description=words, visible=True, completed=event.done, total=event.total)
                elif isinstance(event, Indexed):
                    progress.update(indexing, visible=True, completed=event.index, total=event.total)
                else:
                    progress.advance(reading)
                    self._note(console, event)
        self._sum_up(console)

    def _note(self, console: Console, event: FileDone | FileSkipped | FileFailed) -> None:
        if isinstance(event, FileFailed):
            self.failed.append(event)
            console.print(f"[red]失败[/red] {escape(str(event.path))}：{escape(_words(event.error))}")
        elif isinstance(event, FileSkipped):
            self.skipped.append(event)
            console.print(f"[yellow]跳过[/yellow] {escape(_words(event.error))}")
        else:
            self.done.append(event)
            console.print(_line(event))

    def _sum_up(self, console: Console) -> None:
        changed = sum(event.changed for event in self.done)
        findings = sum(event.findings for event in self.done)
        console.print(
            f"共 {len(self.done)} 份报告、{findings} 条问题，其中新读入 {changed} 份；"
            f"跳过 {len(self.skipped)} 份，失败 {len(self.failed)} 份。"
        )


def _line(event: FileDone) -> str:
    declared = f"（文中称 {event.declared} 条）" if event.declared is not None else ""
    doubts = f"，{event.doubts} 处存疑" if event.doubts else ""
    unchanged = "" if event.changed else "，未变化"
    return f"完成 {escape(event.source)}：{event.findings} 条问题{declared}{doubts}{unchanged}"


def _words(error: AssistantError) -> str:
    return error.message_zh or str(error)
