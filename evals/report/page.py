"""A run as one page: figures with intervals, by type, then every wrong case with all that explains it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.resources import files
from xml.etree.ElementTree import Element

from evals.baseline import Loss
from evals.report.elements import Child, tag, written
from evals.runner.case import Outcome
from evals.runner.figures import Figure, figure
from evals.runner.provenance import Provenance
from evals.runner.running import Run
from evals.thresholds import Fall

_LONG = 6000
"""Characters of one text shown; more is cut, and says so."""
_CITED = 40


def page(run: Run, outcomes: Sequence[Outcome], fallen: Sequence[Fall | Loss]) -> str:
    """The whole page as text."""
    style = (files("evals.report") / "page.css").read_text("utf-8")
    head = tag("head", tag("meta", charset="utf-8"), tag("title", "评测报告"), tag("style", style))
    suites = [_suite(name, run, [one for one in outcomes if one.suite == name]) for name in run.figures]
    body = tag("body", tag("h1", "评测报告"), _gate(fallen), _source(run.provenance, run.seconds), *suites)
    return written(tag("html", head, body, lang="zh-CN"))


def _gate(fallen: Sequence[Fall | Loss]) -> Element:
    if not fallen:
        return tag("p", "没有指标低于阈值或比基线退步。", class_="good")
    items = [tag("li", str(fall)) for fall in fallen]
    return tag("div", tag("p", f"{len(fallen)} 项指标退步："), tag("ul", *items), class_="bad")


def _source(source: Provenance, seconds: float) -> Element:
    told = {**source.model_dump(exclude={"prompts"}), **{f"prompt {k}": v for k, v in source.prompts.items()}}
    rows = [_row("th", name, str(value)) for name, value in told.items()]
    return tag("details", tag("summary", f"评测条件（用时 {seconds:.0f} 秒）"), tag("table", *rows))


def _suite(name: str, run: Run, outcomes: Sequence[Outcome]) -> Element:
    wrong = [one for one in outcomes if not one.right]
    return tag(
        "section",
        tag("h2", f"{name}：{run.right[name]} / {run.cases[name]} 完全正确"),
        _figures(run.figures[name]),
        _by_type(outcomes),
        tag("h3", f"有错的 {len(wrong)} 题") if wrong else "",
        *(_case(one) for one in wrong),
    )


def _figures(figures: dict[str, Figure]) -> Element:
    head = _row("th", "指标", "数值", "95% 区间", "n", "报告组")
    rows = [
        _row("td", name, f"{one.value:.4f}", f"{one.low:.3f}–{one.high:.3f}", str(one.n), str(one.clusters))
        for name, one in figures.items()
    ]
    note = "区间按报告重抽样；各报告全都一致时改用威尔逊区间。"
    return tag("div", tag("table", head, *rows, class_="figures"), tag("p", note, class_="note"))


def _by_type(outcomes: Sequence[Outcome]) -> Child:
    """The first metric of the suite by type, where there is more than one."""
    types = sorted({one.type for one in outcomes})
    if len(types) < 2:
        return ""
    rows = []
    for name in types:
        group = [one for one in outcomes if one.type == name]
        metric = next(iter(group[0].verdict.parts))
        got = figure(group, metric)
        right = f"{sum(one.right for one in group)} / {len(group)}"
        rows.append(_row("td", name, right, metric, f"{got.value:.4f}", f"{got.low:.3f}–{got.high:.3f}", str(got.n)))
    return tag("table", _row("th", "类型", "正确", "指标", "数值", "95% 区间", "n"), *rows, class_="figures")


def _case(outcome: Outcome) -> Element:
    told = outcome.verdict
    cited = [tag("li", tag("b", each.place), "：", tag("q", each.quote)) for each in told.citations[:_CITED]]
    more = len(told.citations) - len(cited)
    parts: list[Child] = [
        tag("summary", tag("b", outcome.id), f"　{outcome.type}　", _short(told.asked)),
        *_field("错在", "；".join(told.why)),
        *_field("问题", told.asked),
        *_field("标准", told.gold),
        *_field("回答", told.answer),
    ]
    if cited:
        parts += [tag("h4", f"引文（{len(told.citations)}）"), tag("ul", *cited)]
    if more > 0:
        parts.append(tag("p", f"另有 {more} 条引文未列出。", class_="note"))
    if told.plan:
        parts += _field("查询计划", json.dumps(told.plan, ensure_ascii=False, indent=1))
    parts.append(tag("p", f"{outcome.seconds:.2f} 秒；{outcome.cluster}；{told.model or '未用模型'}", class_="note"))
    return tag("details", *parts, class_="case")


def _field(name: str, text: str) -> list[Child]:
    if not text:
        return []
    shown = text if len(text) <= _LONG else f"{text[:_LONG]}……（共 {len(text)} 字，已截断）"
    return [tag("h4", name), tag("pre", shown)]


def _short(text: str) -> str:
    line = text.split("\n")[-1]
    return line if len(line) <= 80 else line[:80] + "……"


def _row(cell: str, *values: str) -> Element:
    return tag("tr", *_cells(cell, values))


def _cells(cell: str, values: Iterable[str]) -> list[Element]:
    return [tag(cell, value) for value in values]
