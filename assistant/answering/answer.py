"""What the assistant says: the answer, its citations, and the events on the way to it. Pure values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import Field

from assistant.schema import Value


class Citation(Value):
    """Words of a notice that a statement rests on: `quote` equals the source's text from `start` to `end`."""

    hospital: str
    source: str
    finding: int | None
    """Ordinal of the finding the words belong to; None outside findings."""
    label: str
    """How a reader names the place: the printed number and title of the finding, or the part of the notice."""
    quote: str
    start: int
    end: int
    place: str | None = None
    """第3页 or the like, where the format has places; not part of the JSON contract."""


class TableRow(Value):
    """One row of an answer's table; `citations` are 1-based numbers into the answer's citations."""

    cells: tuple[str, ...]
    citations: tuple[int, ...] = ()


class Table(Value):
    """The list that the answer is, when it is a list."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


class LlmUse(Value):
    """What a model was used for this answer."""

    model: str
    input_tokens: int
    output_tokens: int


class Answer(Value):
    """An answer, complete. `answer` is the whole text as markdown: lead, list or table, what is silent, coverage."""

    id: str | None = None
    answer: str
    abstained: bool = False
    citations: tuple[Citation, ...] = ()
    plan: dict[str, Any] = Field(default_factory=dict)
    """The query plan that was executed, as JSON."""
    llm: LlmUse | None = None
    seconds: float = 0.0

    # For faces that lay the parts out themselves; the text above holds them all.
    plan_line: str = ""
    """按…查询: the plan in one Chinese line."""
    lead: str = ""
    table: Table | None = None
    left: int = 0
    """Records that the answer counts and does not list, being very many; `Assistant.listed` lists them all."""
    silence: str = ""
    """What the notices do not say."""
    coverage: str = ""
    """How many reports and findings were considered, which hospitals disclose no status."""
    model_lead: str = ""
    """What a model wrote and code verified; it stands in `answer` too, as the last block (小结)."""
    withheld: int = 0
    """Sentences of the model that code could not verify and did not show."""
    suggestions: tuple[str, ...] = ()
    """Next questions."""

    def as_json(self) -> dict[str, Any]:
        """The form of the command line's contract (DESIGN: an answer, as JSON)."""
        return {
            "id": self.id,
            "answer": self.answer,
            "abstained": self.abstained,
            "citations": [c.model_dump(exclude={"place"}) for c in self.citations],
            "plan": self.plan,
            "llm": self.llm.model_dump() if self.llm else None,
            "seconds": round(self.seconds, 4),
        }


@dataclass(frozen=True, slots=True)
class Planned:
    """The question was understood; `line` says how, `plan` says it as JSON."""

    line: str
    plan: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delta:
    """More text of the answer; the concatenation of all deltas is a prefix of `Done.answer.answer`."""

    text: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The facts are whole, with their citations; only a model's summary may still follow them."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Done:
    """The whole answer, with its citations."""

    answer: Answer


AnswerEvent = Planned | Delta | Settled | Done
