"""An answer before it is laid out: what each part says, and what the next question may refer to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.answering.answer import Table, TableRow
from assistant.answering.lexicon import phrases
from assistant.answering.plan import Language


def say(phrase: str, language: Language, /, **values: object) -> str:
    """A sentence of the phrase book in the language of the question."""
    text = phrases()[phrase][language].format(**values)
    return inflected(text) if language == "en" else text


def inflected(text: str) -> str:
    """An English text with its numbers and their nouns and verbs agreeing: `1 finding(s) are` as `1 finding is`."""
    return _NUMBERED.sub(_inflected, text)


_NUMBERED = re.compile(r"(\d+) ((?:[a-z]+ )?[a-z]+)\(s\)( are| have| give| mention| list| state| leave)?")
_SINGULAR = {" are": " is", " have": " has"}


def _inflected(match: re.Match[str]) -> str:
    """`1 finding(s) are` as `1 finding is`, `2 finding(s) are` as `2 findings are`."""
    number, noun, verb = match[1], match[2], match[3] or ""
    if number == "1":
        return f"1 {noun}{_SINGULAR.get(verb, verb + 's' if verb else '')}"
    return f"{number} {noun}s{verb}"


@dataclass
class Draft:
    """The parts of an answer; marks like `[3]` stand in the text already."""

    lead: str = ""
    lines: list[str] = field(default_factory=list)
    """Markdown lines between lead and silence: headings and bullets."""
    columns: tuple[str, ...] = ()
    rows: list[TableRow] = field(default_factory=list)
    left: int = 0
    """Records that are counted and not listed."""
    silence: str = ""
    abstained: bool = False
    subject_sources: list[str] = field(default_factory=list)
    """The reports the answer presents, best first: what 它 of the next question means."""
    subject_findings: list[tuple[str, int]] = field(default_factory=list)
    """The findings the answer presents, in order: what 第二个 of the next question means."""
    covered: tuple[str, ...] = ()
    """The reports that were considered, where they are not those of the plan."""
    theme: str = ""
    suggestions: list[str] = field(default_factory=list)

    def heading(self, text: str) -> None:
        """A line that groups the bullets below it."""
        self.lines.append(f"**{text}**")

    def bullet(self, text: str) -> None:
        """An entry of the list."""
        self.lines.append(f"- {text}")

    def row(self, *cells: str, marks: tuple[int, ...] = ()) -> None:
        """A row of the structured table."""
        self.rows.append(TableRow(cells=tuple(cells), citations=marks))

    def present(self, source: str, ordinal: int | None = None) -> None:
        """Remember what the answer is about, for the next question."""
        if source not in self.subject_sources:
            self.subject_sources.append(source)
        if ordinal is not None and (source, ordinal) not in self.subject_findings:
            self.subject_findings.append((source, ordinal))

    @property
    def table(self) -> Table | None:
        """The structured table, if the answer is a list."""
        return Table(columns=self.columns, rows=tuple(self.rows)) if self.rows else None
