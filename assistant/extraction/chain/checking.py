"""A model's single claims held against the clause they name. What code cannot recompute is not taken."""

from __future__ import annotations

import re

from assistant.extraction.chain.numbering import NumberedClause
from assistant.extraction.chain.reading import OpenMatter, Sanction
from assistant.schema import Accountability, Commitment, Evidence, Finding
from assistant.text import FlatText
from assistant.text.dates import find_dates, year_in_context
from assistant.text.flat import fold
from assistant.text.numbers import find_counts

_BLAME = re.compile(
    r"谈|诫勉|告诫|罚|处分|警告|记过|降|撤|开除|辞退|通报|批评|扣|免|调|停|检查|检讨|取消|责令|形态|移送|问责|追责|处理|责任"
)
_LEADING = re.compile(r"^(?:[一二三四五六七八九十]是|目前|但|且|并|因|其中|同时|截至目前|截止目前)[,，]?")
_LONGEST_PHRASE = 30
_PERSON = frozenset("人名位")


def as_commitment(
    text: str, finding: Finding, clause: NumberedClause, said: OpenMatter, year: int | None
) -> Commitment:
    """The open matter as a record: the quote is the clause, the date stands only if the clause or deadline gives it."""
    flat = FlatText.of(text, clause.start, clause.end)
    evidence = Evidence.cut(text, clause.start, clause.end)
    phrase = _LEADING.sub("", flat.text)[:_LONGEST_PHRASE]
    due, due_evidence = None, None
    if said.due in dates_of(text, clause, year):
        due = said.due
    elif said.due is not None and finding.deadline is not None and said.due in _printed(finding.deadline.quote, year):
        due, due_evidence = said.due, finding.deadline
    return Commitment(what=phrase, due=due, evidence=evidence, due_evidence=due_evidence, proposer="llm")


def dates_of(text: str, clause: NumberedClause, year: int | None) -> frozenset[str]:
    """The dates a clause prints, the year taken from the context where it is not printed."""
    around = FlatText.of(text, max(0, clause.start - 200), clause.start)
    return _printed(text[clause.start : clause.end], year_in_context(around, len(around), year))


def _printed(quote: str, year: int | None) -> frozenset[str]:
    return frozenset(mention.last for mention in find_dates(FlatText.of(quote), year))


def as_accountability(text: str, clause: NumberedClause, said: Sanction) -> Accountability | None:
    """The sanction as a record; None unless the clause prints the action's characters in order, and any number said."""
    flat = FlatText.of(text, clause.start, clause.end).text
    action = fold(said.action)
    if not action or not _BLAME.search(action) or not _in_order(action, flat):
        return None
    counts = {int(count.value) for count in find_counts(flat) if count.unit[:1] in _PERSON}
    if said.persons is not None and said.persons not in counts:
        return None
    evidence = Evidence.cut(text, clause.start, clause.end)
    return Accountability(action=said.action, persons=said.persons, evidence=evidence, proposer="llm")


def _in_order(needle: str, hay: str) -> bool:
    rest = iter(hay)
    return all(character in rest for character in needle)


def summary_of(text: str, finding: Finding, said: str, forbidden: tuple[str, ...]) -> str | None:
    """The model's one line, if every number in it is printed in the finding and nothing of the control leaked."""
    line = " ".join(said.split())
    if not line or any(word in line for word in forbidden):
        return None
    body = fold("".join(text[start:end] for start, end in finding.spans))
    numbers = re.findall(r"\d+(?:\.\d+)?", fold(line))
    return line if all(re.search(rf"(?<![\d.]){re.escape(n)}(?![\d.])", body) for n in numbers) else None
