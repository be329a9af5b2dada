"""What the finding at hand says to a question that goes on from it, where its words alone find no answer.

退了多少, 为啥还没付, 去的哪儿 are short for something: the turn before has settled which finding is spoken of, so a
sentence of that finding answers that holds a value of the kind asked for, or says most of the words. What the finding
does not hold is not looked for elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.desk import Desk, clip, nested
from assistant.answering.evidence import stretch
from assistant.answering.families.matching import words_of
from assistant.answering.figures.meaning import met
from assistant.answering.passages.expected import QUESTION_WORDS, asks, asks_rest, expected_of
from assistant.answering.passages.judging import VALUE_KINDS
from assistant.answering.passages.model import PartAnswer, Snippet
from assistant.answering.passages.values import find_values
from assistant.records.query import FindingRow
from assistant.schema import Evidence
from assistant.text.clauses import sentences
from assistant.text.flat import fold

_LOOKED_AT = 3
"""Findings of the turn before that are looked through."""
_SHOWN = 2
"""Sentences shown for one part of a question."""
_LISTED = 6
"""The same where things are to be listed."""
_SPOKEN = 0.3
"""How much a sentence must say of a part that asks for no value."""
_CAUSE = re.compile(r"因(?!此)|由于|鉴于|受.{1,12}(?:影响|限制|局限)|导致|困难|缺失|尚未|暂未|未能|无法|待|正在|仍在")
_LEFT = re.compile(r"尚未|尚待|未能|剩余|其余|余下|仍|待(?!遇|岗|业)|正在|计划|预计|力争")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_IDLE = frozenset("的了呢吗是有没还那这个什么多少几哪谁怎为啥样都也在和跟把被给又再就后来现年月日天号时候人家儿一要到")
"""Characters that say nothing of a matter."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the finding at hand with how much it says to a part of the question."""

    row: FindingRow
    start: int
    end: int
    score: float
    value: str = ""
    """The value of the kind asked for, as printed."""


def continued(desk: Desk, parts: Iterable[PartAnswer]) -> list[Snippet]:
    """The sentences of the findings at hand for those parts of the question that found no answer, in order.

    Without a turn before, the finding at hand is the one that answers another part; only a value is looked for there.
    """
    found: dict[tuple[str, int, int], Snippet] = {}
    told = list(parts)
    answering = [(s.source, s.finding) for part in told if part.answerable for s in part.snippets[:1] if s.finding]
    places = desk.within[:_LOOKED_AT] or tuple((source, n or 0) for source, n in answering[:1])
    rows = desk.findings_at(places)
    for part in told:
        if part.answerable or desk.english or not (desk.within or part.expected in VALUE_KINDS):
            continue
        for said in _best(desk, rows, part.question) or _held_for(rows, part.question):
            snippet = _snippet(desk, said)
            found.setdefault((snippet.source, snippet.start, snippet.end), snippet)
    return list(found.values())


def completed(desk: Desk) -> None:
    """Add what the finding at hand says to those parts of a question of several that the answer leaves out.

    The finding at hand is that of the turn before, else the only one that the answer to a fact presents.
    """
    draft = desk.draft
    parts = [clause for clause in re.split("[,，;；?？]", desk.plan.question) if asks(clause)]
    only = tuple(draft.subject_findings) if desk.plan.operation == "lookup" else ()
    places = desk.within or (only if len(only) == 1 else ())
    if draft.abstained or desk.english or len(parts) < 2 or not 0 < len(places) <= _MOST_PLACES:
        return
    rows = desk.findings_at(places)
    shown = _plain("".join([draft.lead, *draft.lines]))
    added: dict[tuple[int, int], Snippet] = {}
    for part in parts:
        for said in _best(desk, rows, part)[:1] if desk.within or expected_of(part)[0] in VALUE_KINDS else []:
            snippet = _snippet(desk, said)
            if not _is_shown(snippet.quote, said.value, shown):
                added[(snippet.start, snippet.end)] = snippet
    if added and len(shown) < _ROOM:
        draft.lead += desk.say("said_further", quotes=quoted(desk, list(added.values())))


_MOST_PLACES = 2
_ROOM = 800
"""Characters of an answer up to which something may be added."""
_CORE = 12
"""Characters of a sentence by which it is known in the answer."""


def _plain(words: str) -> str:
    return re.sub(r"[\s“”‘’…]|\[\d+\]", "", fold(words))


def _is_shown(quote: str, value: str, shown: str) -> bool:
    """Whether the answer has a sentence already, or the value in it that is asked for."""
    flat = _plain(quote)
    at = max(0, flat.find(value) - _CORE // 2) if value else -1
    if at >= 0 and flat[at : at + _CORE] in shown:
        return True
    middle = max(0, len(flat) // 2 - _CORE // 2)
    return (bool(value) and value in shown) or flat[:_CORE] in shown or flat[middle : middle + _CORE] in shown


def said_of(desk: Desk, place: tuple[str, int], part: str) -> list[Snippet]:
    """The sentences of one finding that say most to a part of a question."""
    return [_snippet(desk, said) for said in _best(desk, desk.findings_at([place]), part)]


def is_heading(desk: Desk, snippet: Snippet) -> bool:
    """Whether words are but a finding's title, or the sentence that states its status."""
    row = desk.finding_of(snippet)
    if row is None:
        return False
    title, state = row.finding.title_evidence, row.finding.status_evidence
    told = state is not None and snippet.start <= state.start and state.end <= snippet.end
    return snippet.start < title.end or (told and state is not None and _bare(snippet, state))


def _bare(snippet: Snippet, state: Evidence) -> bool:
    """Whether nothing but a few words stands beside a status (目前，该问题正在推进)."""
    return snippet.end - snippet.start <= len(state.quote) + _BESIDE


_BESIDE = 10
"""Characters beside a status in a sentence that says nothing else."""


def quoted(desk: Desk, snippets: Sequence[Snippet]) -> str:
    """The sentences in quotation marks with their marks."""
    for snippet in snippets:
        desk.draft.present(snippet.source, snippet.finding)
    return "；".join(f"“{nested(clip(s.quote, 220))}”{desk.book.snippet(s)}" for s in snippets)


def _best(desk: Desk, rows: Sequence[FindingRow], part: str) -> list[Said]:
    """The sentences that say most to a part of the question: all that are nearly as good as the best."""
    expected, classifier = expected_of(part)
    typed = expected in VALUE_KINDS
    words = words_of(QUESTION_WORDS.sub(" ", part))
    own = set(_HAN.findall(QUESTION_WORDS.sub("", part))) - _IDLE
    found = []
    for row in rows:
        text = desk.records.text(row.source)
        for start, end in below_title(text, row):
            flat = fold(text[start:end])
            values = find_values(flat.lower(), expected, classifier) if typed else []
            if typed and not values:
                continue
            score = met(words, flat) + (sum(char in flat for char in own) / len(own) if own else 0.0)
            score += 1.0 * (asks_rest(part) and _LEFT.search(flat) is not None)
            score += 1.0 * (expected == "reason" and _CAUSE.search(flat) is not None)
            value = flat[values[0].start : values[0].end] if values else ""
            found.append(Said(row, start, end, score, value))
    best = max((said.score for said in found), default=0.0)
    if not found or best < (0.0 if typed else _SPOKEN):
        return []
    if typed and best == 0.0 and len(found) > 1:
        return []  # several values, and nothing says which is meant
    return [said for said in found if said.score >= 0.8 * best][: _LISTED if expected == "list" else _SHOWN]


_WHAT_FOR = re.compile(r"因(?:为)?(?:什么|啥|何)|为(?:了)?(?:什么|啥|何)|(?:什么|啥)(?:事|错|原因)|犯了?(?:什么|啥)")


def _held_for(rows: Sequence[FindingRow], part: str) -> list[Said]:
    """The title of a finding that somebody was held to account for, where it is asked what for."""
    if _WHAT_FOR.search(part) is None:
        return []
    titles = [(row, row.finding.title_evidence) for row in rows if row.finding.accountability]
    return [Said(row, title.start, title.end, 1.0) for row, title in titles]


def below_title(text: str, row: FindingRow) -> list[tuple[int, int]]:
    """The sentences of a finding without its title and the line of its status."""
    title = row.finding.title_evidence
    spans = [(a, b) for start, end in row.finding.spans for a, b in sentences(text, start, end)]
    state = row.finding.status_evidence
    told = [(max(a, title.end) if a < title.end < b else a, b) for a, b in spans if b > title.end]
    return [
        (a, b)
        for a, b in told
        if text[a:b].strip() and not (state and a <= state.start and state.end <= b <= a + len(state.quote) + _BESIDE)
    ]


def _snippet(desk: Desk, said: Said) -> Snippet:
    return stretch(said.row, desk.records.text(said.row.source), said.start, said.end, said.score)
