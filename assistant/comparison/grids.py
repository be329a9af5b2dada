"""A comparison as tables for spreadsheets and other programs: a row a finding, a row a fact."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.comparison.model import FACT_ZH, Comparison, Fact
from assistant.export.paper import Cell, Grid, Run
from assistant.schema import STATUS_ZH

FACT_COLUMNS = ("医院", "文件", "序号", "问题", "类别", "内容", "时限", "金额（元）", "人数", "来源编号")


def findings_grid(comparison: Comparison) -> Grid:
    """One row a finding, for spreadsheets."""
    columns = ("医院", "文件", "序号", "编号", "问题", "状态", "未完事项数", "列入理由", "来源编号")
    rows = tuple(
        (
            Run(section.hospital),
            Run(section.source),
            item.ordinal,
            Run(item.label),
            Run(item.title),
            Run(STATUS_ZH[item.status]),
            len(item.of("remaining")),
            Run(item.reason),
            Run(_listed(item.of("problem"))),
        )
        for section in comparison.sections
        for item in section.items
    )
    return Grid("问题", columns, rows, sheet_only=True)


def facts_grid(comparison: Comparison) -> Grid:
    """One row a fact, for spreadsheets and other programs."""
    return Grid("事实", FACT_COLUMNS, tuple(_fact_rows(comparison)), sheet_only=True)


def _fact_rows(comparison: Comparison) -> Iterable[tuple[Cell, ...]]:
    for section in comparison.sections:
        place: tuple[Cell, ...] = (Run(section.hospital), Run(section.source))
        for fact in section.profile:
            yield (*place, None, Run(""), *_fact_cells(fact))
        for item in section.items:
            for fact in item.facts:
                yield (*place, item.ordinal, Run(item.title), *_fact_cells(fact))


def _fact_cells(fact: Fact) -> tuple[Cell, ...]:
    return (
        Run(FACT_ZH[fact.kind]),
        Run(fact.text),
        Run(fact.due or ""),
        fact.value_yuan,
        fact.persons,
        Run(_listed((fact,))),
    )


def _listed(facts: Iterable[Fact]) -> str:
    return " ".join(str(number) for number in marks_of(facts))


def marks_of(facts: Iterable[Fact]) -> tuple[int, ...]:
    """The citations of facts, each number once."""
    return tuple(dict.fromkeys(number for fact in facts for number in fact.citations))
