"""What all surveys share: the query over the notices concerned, lists cut to a length, and what is left said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.answering.desk import Desk, commitment_words
from assistant.answering.draft import inflected
from assistant.answering.families.matching import commitments_about, theme_terms, topic_terms
from assistant.answering.plan import Language
from assistant.records.query import FindingQuery, FindingRow, Matter, Ranked, ValueKind
from assistant.schema import Status

LISTED = 30
"""Findings of one list that are shown."""
RANKED = 20
"""Hospitals of one ranking that are shown."""
NAMED = 10
"""Hospitals that are named as examples."""
_ALL = 10**9


def most(desk: Desk, bound: int) -> int:
    """How many may be shown: so many, and all of them where the whole is wanted."""
    return _ALL if desk.whole else bound


def first(
    desk: Desk, query: FindingQuery, by: Ranked, bound: int, holding: ValueKind | None = None
) -> Sequence[FindingRow]:
    """The first findings of a query in the order asked for; where the whole is wanted all of them, as they stand."""
    if desk.whole:
        return desk.records.findings(query)
    return desk.records.leading(query, by, bound, holding)


@cache
def _phrases() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(files(__package__).joinpath("phrases.yaml").read_text("utf-8"))
    return loaded


def tell(desk: Desk, phrase: str, /, **values: object) -> str:
    """A sentence of the surveys in the question's language."""
    language: Language = desk.plan.language
    text = _phrases()[phrase][language].format(**values)
    return inflected(text) if language == "en" else text


def over(desk: Desk, **narrow: Any) -> FindingQuery:
    """A query over the notices concerned; all of them need not be named."""
    every = len(desk.reports) == len(desk.records.reports())
    return FindingQuery(sources=None if every else tuple(desk.reports), **narrow)


def matter_of(desk: Desk, *, open_too: bool = False) -> Matter | None:
    """What the question is about, for a query; None where it is about everything.

    With `open_too`, a finding whose open matters speak of it is about it as well.
    """
    plan = desk.plan
    words = tuple(dict.fromkeys([*theme_terms(plan), *topic_terms(plan.theme, plan.topics)]))
    if not plan.topics and not words:
        return None
    title = topic_terms(plan.theme, plan.topics) if plan.topics else words
    return Matter(topics=plan.topics, title_words=title, open_words=words if open_too else ())


def words_open(desk: Desk) -> tuple[str, ...]:
    """The words that an open matter on the question's theme holds one of; empty where it has none."""
    plan = desk.plan
    return tuple(dict.fromkeys([*theme_terms(plan), *topic_terms(plan.theme, plan.topics)]))


def findings_in(tally: Mapping[str, Mapping[Status, int]]) -> int:
    """How many findings a tally counts."""
    return sum(sum(of.values()) for of in tally.values())


def hospitals_in(desk: Desk, sources: Iterable[str]) -> int:
    """How many hospitals these notices are of."""
    return len({desk.hospital(source) for source in sources})


def examples(desk: Desk, sources: Sequence[str]) -> str:
    """The first hospitals by name, and that there are more."""
    joiner = ", " if desk.english else "、"
    named = list(dict.fromkeys(desk.hospital(source) for source in sources))
    return joiner.join(named[:NAMED]) + (desk.say("and_others") if len(named) > NAMED else "")


def listed(desk: Desk, rows: Sequence[FindingRow], total: int) -> None:
    """A bullet a finding with its status and what is still open of the matter; how many are not listed."""
    for row in rows:
        desk.draft.present(row.source, row.finding.ordinal)
        finding = row.finding
        mark = desk.cite_title(row) if finding.status == "not_stated" else desk.cite_status(row)
        line = f"{desk.place(row)}{': ' if desk.english else '：'}{desk.status(finding.status)}{mark}"
        about = commitments_about(desk.plan, finding)[:1]
        left = desk.semicolon.join(commitment_words(desk, row, each, 40) for each in about)
        desk.draft.bullet(desk.say("remaining", line=line, what=left) if left else line)
        what = "；".join(each.what for each in about)
        cells = row.hospital, finding.title, desk.status(finding.status), what
        desk.draft.row(*cells, marks=desk.book.numbers(mark))
    rest(desk, total - len(rows))


def records(desk: Desk, query: FindingQuery) -> None:
    """Every finding of a query, a row each: what a number of findings rests on."""
    desk.draft.columns = ("医院", "问题", "状态", "仍待完成")
    rows = desk.records.findings(query)
    listed(desk, rows, len(rows))


def rest(desk: Desk, left: int, phrase: str = "rest") -> None:
    """How many are not listed, and how to see them."""
    if left > 0:
        desk.draft.left += left
        desk.draft.bullet(tell(desk, phrase, n=left))


def plain(words: str) -> str:
    """Words without the spaces that separate runs of a theme."""
    return re.sub(r"\s+", "", words)
