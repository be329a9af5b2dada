"""Findings a question means together: those under a heading it names, or of a field of work (采购那几条各怎么改的).

A question about 那几条 of one notice is about all of them: every one is told, in the notice's order, never the best
alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.asking import without_asking
from assistant.answering.desk import Desk, clip, commitment_words, nested
from assistant.answering.families.beside import essence
from assistant.answering.families.headings import parts_of
from assistant.answering.families.matching import words_of
from assistant.answering.figures.asked import calculation_of
from assistant.answering.figures.meaning import holds
from assistant.answering.lexicon import cue_patterns, topic_words, word_list
from assistant.answering.questions import cues_of, without_dates
from assistant.answering.theme import theme_of, topics_of
from assistant.records.query import FindingRow
from assistant.schema import OPEN
from assistant.text.flat import fold

_N = r"[一二两三四五六七八九十几\d]+"
_PLURAL = re.compile(
    rf"(?:[这那哪]|都有哪|分成(?:了)?哪)(?:{_N}|些)(?:个|条|项|件|点)?(?:具体|主要|反馈|小)?(?:问题|毛病|事项?|条|项|的|分别|各|,|，|怎|如|$)"
    rf"|(?:的|下面|[块类头])(?:有)?{_N}(?:条|个问题|项)|{_N}(?:条|个问题|项)(?:整改|的|各|分别|怎|如|归|都|现在|,|，|$)|各条|每一?条|一条一句"
    r"|(?:哪些|什么)(?:具体)?(?:问题|毛病|事项)|各用?一句"
)
"""What means several findings."""
_BLOCK = re.compile(
    r"[这那](?:一)?(?:大)?(?:块|部分|方面|板块|类|摊|头)|方面|板块|部分|清单"
    r"|下面|底下|之下|项下|名下|领域|[上里](?:的)?(?:事|问题)"
)
"""What means a heading or a field of work."""
_WITHIN = (
    "count", "persons", "money", "when", "why", "contact", "rules", "accountability", "most", "fewest", "duration",
)  # fmt: skip
"""What asks for something inside the findings."""
_CUT = ("summary", "generic_topic", "rectification", "how_fixed", "progress", "done", "not_done", "list", "each")
_SAID_OF_FINDINGS = re.compile(
    rf"(?:[这那哪](?:{_N}|些)?|{_N})(?:个|条|项|件)(?:具体|主要)?(?:问题|事项?)?|问题|毛病|条|怎么样?|如何|咋|改法?|(?:什么|哪一?)(?:步|地步|程度)|整改|落实|处理|情况|成效|效果|措施|做法"
    r"|[这那](?:一)?(?:块|部分|类|摊)|方面|板块|部分|清单|下面|底下|之下|项下|名下|领域|相关|有关|归纳|概括|总结|列了?|查出|被?指出"
)
_HEAD = re.compile(
    r"^[\s#>*]*(?:第.{1,3}(?:部分|批|类)|清单.{1,2}[:：]?|[甲乙丙丁戊壹贰叁肆伍陆]、|[（(【]?[一二三四五六七八九十\d]{1,3}[)）】]?[、.．]?)?\s*(?:关于|聚焦)?"
)
_TELL, _LEAST = 4200, 240
"""Characters for the measures of all findings told, and the least for one."""
_MOST = 24
"""More findings than this are no group: the question is about the notice."""
_SHARE = 0.75
"""Share of a question's words that its heading must hold."""
_LONG = 4
"""Characters from which a heading is named by its words alone, without a word for parts of a notice."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one notice under a name."""

    name: str
    rows: tuple[FindingRow, ...]
    headed: bool = True
    """Whether a heading of the notice gathers them, and not the field of work they belong to."""


def grouped(desk: Desk) -> bool:
    """Tell or list every finding that a question about several of one notice means; False where it means no group."""
    group = group_meant(desk)
    if group is None:
        return False
    told = "summary" in cues_of(desk.plan.question) or desk.plan.operation in _TELLING
    _tell(desk, group, told=told or _HOW.search(desk.plan.asked) is not None)
    return True


_TELLING = ("summary", "finding_detail", "item_status")
_HOW = re.compile(r"怎么|怎样|如何|咋|整改|进展|地步|程度|改了|措施|做了|成效|效果")


def group_meant(desk: Desk) -> Group | None:
    """The findings that a question names together; None where it names one, or something inside them."""
    asked = desk.plan.asked or desk.plan.question
    if len(desk.reports) != 1 or desk.within or desk.english:
        return None
    summed = desk.plan.operation == "summary"
    if not summed and (not (_PLURAL.search(asked) or _asks_list(desk, asked)) or _asks_within(asked)):
        return None
    words = _matter(desk, asked)
    if not words:
        return None
    block = summed or "summary" in cues_of(desk.plan.question) or _BLOCK.search(asked) is not None
    found = _headed(desk, words, block=block)
    if found is None and (_PLURAL.search(asked) or desk.plan.operation == "finding_list"):
        found = _of_field(desk, words)
    return found if found is not None and 1 < len(found.rows) <= _MOST else None


def _asks_list(desk: Desk, asked: str) -> bool:
    if desk.plan.operation == "finding_list":
        return True
    return _BLOCK.search(asked) is not None and _HOW.search(asked) is not None


def _asks_within(asked: str) -> bool:
    """Whether something inside the findings is asked for: a number, a day, persons, a reason."""
    return bool(cues_of(_PLURAL.sub(" ", asked)) & set(_WITHIN)) or calculation_of(asked) is not None


def _matter(desk: Desk, asked: str) -> list[str]:
    """The words a question names its group by; words that the notice nowhere prints say nothing of it."""
    left = without_asking(without_dates(asked))
    left = _SAID_OF_FINDINGS.sub(" ", left)
    for name in _CUT:
        left = cue_patterns()[name].sub(" ", left)
    text = fold(desk.records.text(next(iter(desk.reports))))
    words = [word for run in theme_of(left).split() for word in words_of(run)]
    heard = [word for word in words if holds(word, text) >= 1.0]
    return heard if sum(map(len, heard)) * 2 > sum(map(len, words)) else []


def _headed(desk: Desk, words: Sequence[str], *, block: bool) -> Group | None:
    """The findings under the one heading that holds the words."""
    found: dict[str, tuple[FindingRow, ...]] = {}
    total = sum(map(len, words))
    for name, rows in _headings(desk):
        core = fold(_HEAD.sub("", name))
        share = sum(len(word) for word in words if word in core) / total
        if share >= _SHARE and (block or total >= _LONG):
            found.setdefault(name, rows)
    if len(found) != 1:
        return None
    name, rows = next(iter(found.items()))
    return Group(clip(name, 40), rows)


def _headings(desk: Desk) -> list[tuple[str, tuple[FindingRow, ...]]]:
    """Every heading of the notice with the findings under it; those directly above them first."""
    rows = desk.findings()
    own: dict[str, list[FindingRow]] = {}
    for row in rows:
        if row.finding.section:
            own.setdefault(row.finding.section, []).append(row)
    out = [(name, tuple(found)) for name, found in own.items()]
    seen = {fold(name) for name in own}
    spans = [span for row in rows for span in row.finding.spans]
    for part in parts_of(desk.records.text(next(iter(desk.reports))), spans):
        below = tuple(row for row in rows if part.start <= min(a for a, _ in row.finding.spans) < part.end)
        if len(below) > 1 and not any(fold(part.name) in name or name in fold(part.name) for name in seen):
            out.append((part.name, below))
    return out


def _of_field(desk: Desk, words: Sequence[str]) -> Group | None:
    """The findings of a field of work: by their main topic, or by the field's words in their titles."""
    named = [word for word in words if topics_of(word)]
    topics = tuple(dict.fromkeys(topic for word in named for topic in topics_of(word)))
    if not topics or len(named) < len([w for w in words if w not in word_list("weak_heads")]):
        return None
    forms = {form for topic in topics for form in topic_words()[topic] if any(form in w or w in form for w in named)}
    rows = [
        row
        for row in desk.findings()
        if set(row.finding.topics[:1]) & set(topics) or any(form in row.finding.title for form in forms)
    ]
    return Group("、".join(named), tuple(rows), headed=False) if rows else None


def _tell(desk: Desk, group: Group, *, told: bool) -> None:
    """The group's findings: how many, each with its state and, where it is asked for, how it was put right."""
    source = group.rows[0].source
    desk.draft.present(source)
    key = "group" if group.headed else "group_of_field"
    desk.draft.lead = desk.say(key, hospital=desk.hospital(source), section=nested(group.name), n=len(group.rows))
    desk.draft.columns = ("问题", "状态")
    budget = max(_LEAST, _TELL // len(group.rows))
    for row in group.rows:
        desk.draft.present(source, row.finding.ordinal)
        mark = desk.cite_status(row) if row.finding.status_evidence else desk.cite_title(row)
        state = "" if row.finding.status == "not_stated" else f"（{desk.status(row.finding.status)}）"
        line = f"{desk.title(row)}{state}{mark}"
        desk.draft.bullet(f"{line}：{_told(desk, row, budget)}" if told and row.finding.measures else line)
        desk.draft.row(row.finding.title, desk.status(row.finding.status), marks=desk.book.numbers(mark))


def _told(desk: Desk, row: FindingRow, budget: int) -> str:
    """How a finding was put right, shortly, with what is still to come."""
    measures = row.finding.measures
    share = max(60, budget // max(1, len(measures)))
    words = [f"{essence(m, share)}{desk.book.finding(row, m.evidence)}" for m in measures]
    said = desk.semicolon.join(words)
    left = [c for c in row.finding.commitments if clip(c.evidence.quote, 200)[:12] not in said]
    if left and row.finding.status in OPEN:
        said += desk.say("still_open_short", what=commitment_words(desk, row, left[0]))
    return said
