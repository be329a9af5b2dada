"""The tools of a model that looks things up: typed queries over the same records, by the same code as any answer.

Each call is a query plan. What it gives is text made by code, with the marks of its citations; all calls of one
question share one numbering. Lines that give orders to a machine are kept from the model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.answering.answer import Answer
from assistant.answering.compose import compose
from assistant.answering.conversation import FollowUp
from assistant.answering.desk import Desk
from assistant.answering.evidence import CitationBook
from assistant.answering.library import Library
from assistant.answering.plan import Operation, Order, QueryPlan
from assistant.answering.prose.sheet import is_order
from assistant.answering.theme import topics_of
from assistant.llm.tools import Tool
from assistant.schema import Status, Topic

_SHOWN = 1600
"""Characters of a result that the model is given."""
_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_NOTHING = "没有查到。"

Execute = Callable[[FollowUp, CitationBook], Desk]
Hospitals = Annotated[tuple[str, ...], Field(max_length=10, description="医院名称，可用简称；空为全部")]
Kind = Literal[
    "open_items", "status_list", "status_count", "finding_count", "finding_list", "accountability", "money", "rules",
    "declared", "done_but_open", "contact",
]  # fmt: skip


class _Arguments(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    hospitals: Hospitals = ()


class FindingsWanted(_Arguments):
    """Arguments of `query_findings`."""

    kind: Kind = Field(
        description="查什么：未完成、某状态、计数、清单、问责、金额、制度、信访线索、标完成仍有待办、联系方式"
    )
    topics: Annotated[tuple[Topic, ...], Field(max_length=3, description="领域代码；空为不限")] = ()
    statuses: Annotated[tuple[Status, ...], Field(max_length=6, description="整改状态；空为不限")] = ()
    theme: str = Field(default="", max_length=40, description="事项，用通报可能写的词")


class PassagesWanted(_Arguments):
    """Arguments of `search_passages`."""

    question: str = Field(max_length=120, description="要在通报正文里找的具体事实，一句问话")


class ComparisonWanted(_Arguments):
    """Arguments of `compare`."""

    theme: str = Field(max_length=40, description="比较什么")
    order: Order | None = Field(default=None, description="问最多填 max，最少填 min")


class DueWanted(_Arguments):
    """Arguments of `due`."""

    due_from: str | None = Field(default=None, pattern=_DATE, description="期限不早于")
    due_to: str | None = Field(default=None, pattern=_DATE, description="期限不晚于")


class Notebook:
    """Carries out the calls of one question and keeps what they gave.

    `within`: the reports the question names; a call that asks for others is refused, and one that asks for all gets
    these. Empty where it names none.
    """

    def __init__(self, library: Library, execute: Execute, within: Sequence[str] = ()) -> None:
        self._library = library
        self._execute = execute
        self._within = frozenset(within)
        self._book = CitationBook()
        self._found: list[str] = []

    @property
    def evidence(self) -> Answer:
        """Everything that was found, as one answer to verify sentences against."""
        return Answer(answer="\n".join(dict.fromkeys(self._found)), citations=self._book.citations)

    @property
    def hospitals(self) -> tuple[str, ...]:
        """The hospitals that may be asked about."""
        return tuple(self._everyone())

    def tools(self) -> tuple[Tool, ...]:
        """The tools, bound to this notebook."""
        return (
            Tool("query_findings", "按条件查整改问题的记录，结果完整。", FindingsWanted, self._findings),
            Tool("search_passages", "在通报正文里找一个具体事实的原文。", PassagesWanted, self._passages),
            Tool("compare", "就一个事项逐家医院对照。", ComparisonWanted, self._compare),
            Tool("due", "按期限列出尚待完成的事项。", DueWanted, self._due),
        )

    def _findings(self, wanted: FindingsWanted) -> str:
        return self._ask(wanted.hospitals, wanted.kind, wanted.theme, topics=wanted.topics, statuses=wanted.statuses)

    def _passages(self, wanted: PassagesWanted) -> str:
        return self._ask(wanted.hospitals, "lookup", wanted.question)

    def _compare(self, wanted: ComparisonWanted) -> str:
        return self._ask(wanted.hospitals, "compare", wanted.theme, order=wanted.order)

    def _due(self, wanted: DueWanted) -> str:
        return self._ask(wanted.hospitals, "due", "", due_from=wanted.due_from, due_to=wanted.due_to)

    def _ask(self, hospitals: Sequence[str], operation: Operation, theme: str, **narrowed: object) -> str:
        """The result of one plan as text, or a short reason why there is none."""
        sources, unknown = self._sources(hospitals)
        if unknown:
            return f"没有收录，或不在所问的医院之中：{'、'.join(unknown)}"
        theme = theme if not is_order(theme) else ""
        details = {"topics": topics_of(theme)} if operation not in ("lookup", "due") else {}
        plan = QueryPlan(operation=operation, question=theme, asked=theme, theme=theme).model_copy(
            update={
                "sources": sources,
                "scope": "named" if hospitals or self._within else "all",
                **details,
                **{name: value for name, value in narrowed.items() if value},
            }
        )
        desk = self._execute(FollowUp(plan), self._book)
        if desk.draft.abstained:
            return _NOTHING
        found = compose(desk, None)
        lines = [
            line for line in found.answer.split("\n") if line.strip() and line != found.coverage and not is_order(line)
        ]
        self._found += lines
        return _whole_lines(lines) or _NOTHING

    def _everyone(self) -> dict[str, str]:
        """The reports that may be asked, by hospital."""
        latest = {name: rows[0].source for name, rows in self._library.gazetteer.by_hospital.items()}
        if not self._within:
            return latest
        named = {name: row.source for name, rows in self._library.gazetteer.by_hospital.items() for row in rows}
        return {name: source for name, source in named.items() if source in self._within}

    def _sources(self, hospitals: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
        """The reports of hospitals by name; names that mean none, or more than one."""
        gazetteer, everyone = self._library.gazetteer, self._everyone()
        sources: list[str] = []
        unknown: list[str] = []
        for name in hospitals:
            meant = {hospital for mention in gazetteer.find(name) for hospital in mention.hospitals}
            if len(meant) == 1 and meant <= everyone.keys():
                sources.append(everyone[meant.pop()])
            else:
                unknown.append(name[:20])
        return tuple(dict.fromkeys(sources)) or tuple(everyone.values()), unknown


def _whole_lines(lines: Sequence[str]) -> str:
    kept: list[str] = []
    left = _SHOWN
    for line in lines:
        left -= len(line) + 1
        if left < 0 and kept:
            kept.append("（以下从略）")
            break
        kept.append(line[:_SHOWN])
    return "\n".join(kept)
