"""`assistant eval`: suites listed and run, gold drafted, runs compared.

The evals are imported where they are used: they bring in the whole product, and no other command waits for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from assistant.cli_context import Llm, settings_of
from assistant.settings import ExtractorChoice
from assistant.terminal import reported, say, stderr

if TYPE_CHECKING:
    from evals.baseline import Loss
    from evals.runner import Finished, RunEvent
    from evals.thresholds import Fall

PAGE = "report.html"

eval_app = typer.Typer(name="eval", help="评测：用标注数据检查读取与回答，比较两次结果。", no_args_is_help=True)


@eval_app.command("list", help="列出全部评测。")
def list_suites() -> None:
    """Name every suite with what a good result means."""
    from evals.suites import all_suites

    with reported():
        for suite in all_suites():
            say(f"{suite.name:<12} {suite.about}")


@eval_app.command("run", help="运行一项评测；结果逐题保存，可中断后接着运行。有指标低于阈值或比基线退步时退出码为 1。")
def run_suite(
    context: typer.Context,
    suite: Annotated[str, typer.Argument(help="评测的名称（见 eval list），或评测文件（.yaml）。")],
    out: Annotated[Path, typer.Option(help="保存结果的文件夹。")],
    reports: Annotated[Path | None, typer.Option(help="通报所在文件夹，默认内置样例。")] = None,
    gold: Annotated[Path | None, typer.Option(help="标注所在文件夹。")] = None,
    thresholds: Annotated[Path | None, typer.Option(help="阈值文件；默认只对内置样例使用内置阈值。")] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="基线文件（见 eval keep）；默认只对内置样例使用内置基线。")
    ] = None,
    extractor: Annotated[ExtractorChoice, typer.Option(help="auto、grammar 或 llm。")] = "auto",
    llm: Llm = None,
    as_json: Annotated[bool, typer.Option("--json", help="逐行以 JSON 输出进度和结果。")] = False,
) -> None:
    """Run a suite, write its page, and fail where a figure fell below its floor or lost against the baseline."""
    from evals.baseline import load_baseline, losses
    from evals.report import page
    from evals.runner import load_corpus, run, samples
    from evals.suites import BASELINE, THRESHOLDS, members
    from evals.thresholds import falls, load_thresholds

    if (reports is None) != (gold is None):
        raise typer.BadParameter("--reports 与 --gold 须一起给出。")
    with reported():
        corpus = samples() if reports is None or gold is None else load_corpus(reports, gold)
        floors = load_thresholds(thresholds or THRESHOLDS) if thresholds or reports is None else None
        before = load_baseline(baseline or BASELINE) if baseline or reports is None else None
        follow = _follow_in_json if as_json else _follow
        finished = follow(run(members(suite), corpus, settings_of(context, None, llm=llm), out, extractor=extractor))
        fallen: list[Fall | Loss] = [*falls(finished.run, floors)] if floors else []
        if before and (baseline or finished.run.provenance.model == "none"):
            fallen += losses(finished.outcomes, before)
        (out / PAGE).write_text(page(finished.run, finished.outcomes, fallen), "utf-8")
    if not as_json:
        _tell(finished, out, fallen)
    if fallen:
        raise typer.Exit(1)


@eval_app.command("init", help="为一份通报起草标注，供人工校正；已有的标注不会被覆盖。")
def init(
    report: Annotated[Path, typer.Argument(help="通报文件。")],
    out: Annotated[Path, typer.Option(help="写入的文件夹。")] = Path("gold"),
) -> None:
    """Draft gold for a notice."""
    from evals.suites.drafting import draft_gold

    with reported():
        say(str(draft_gold(report, out)))


@eval_app.command("keep", help="把一次评测的逐题结果存为基线，供以后的评测对照。")
def keep_baseline(
    results: Annotated[Path, typer.Argument(help="评测结果文件夹。")],
    out: Annotated[Path, typer.Option(help="基线文件（.jsonl）；已有的会被替换。")],
) -> None:
    """Keep how every case of a run went."""
    from evals.baseline import keep
    from evals.runner.running import load_run

    with reported():
        keep(load_run(results)[1], out)
        say(str(out))


@eval_app.command("diff", help="比较两次评测：变好、变差，还是波动。有变差时退出码为 1。")
def diff(
    before: Annotated[Path, typer.Argument(help="先前的结果文件夹。")],
    after: Annotated[Path, typer.Argument(help="新的结果文件夹。")],
) -> None:
    """Compare two runs on the cases that both hold."""
    from evals.diff import compare_folders, lines

    with reported():
        comparisons = compare_folders(before, after)
    for line in lines(comparisons):
        say(line)
    if any(each.worse for each in comparisons):
        raise typer.Exit(1)


def _follow(events: Iterable[RunEvent]) -> Finished:
    """Show the run until it ends, with a bar where stderr is a terminal."""
    from evals.runner import CaseDone, Started

    console = stderr()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        trying = progress.add_task("评测", total=None)
        for event in events:
            if isinstance(event, Started):
                progress.update(trying, total=event.total, completed=event.kept)
                if event.kept:
                    console.print(f"{event.total} 题中 {event.kept} 题的结果仍然有效，直接沿用。")
            elif isinstance(event, CaseDone):
                progress.update(trying, completed=event.done, description=event.outcome.suite)
            else:
                return event
    raise AssertionError("a run ends with its result")


def _follow_in_json(events: Iterable[RunEvent]) -> Finished:
    """Tell of the run until it ends, a line of JSON an event, for whoever started it."""
    from evals.runner import CaseDone, Started

    for event in events:
        if isinstance(event, Started):
            say(json.dumps({"event": "started", "done": event.kept, "total": event.total}))
        elif isinstance(event, CaseDone):
            told = {"id": event.outcome.id, "suite": event.outcome.suite, "right": event.outcome.right}
            said = {"event": "case", "done": event.done, "total": event.total, **told}
            say(json.dumps(said, ensure_ascii=False))
        else:
            say(json.dumps({"event": "finished", "right": event.run.right, "cases": event.run.cases}))
            return event
    raise AssertionError("a run ends with its result")


def _tell(finished: Finished, out: Path, fallen: Sequence[Fall | Loss]) -> None:
    for suite, figures in finished.run.figures.items():
        say(f"{suite}：{finished.run.right[suite]}/{finished.run.cases[suite]} 完全正确")
        for metric, one in figures.items():
            say(f"  {metric:<24}{one.value:.4f} [{one.low:.3f}, {one.high:.3f}]  n={one.n}")
    for fall in fallen:
        stderr().print(f"退步：{fall}", markup=False)
    stderr().print(f"详细结果：{out / PAGE}", markup=False)
