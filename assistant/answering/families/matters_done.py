"""Whether one matter is put right, at each hospital asked about: 食堂的问题，甲院和乙院都改完了没.

A status is one of a finding, so that the answer is the status of the findings whose titles name the matter, with what
they leave open: neither how many findings of the whole notice are done, nor those of the field of work that are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.asking import without_asking
from assistant.answering.desk import Desk, by_source, clip, nested
from assistant.answering.families.beside import finding_words
from assistant.answering.families.left_over import left_words
from assistant.answering.families.matching import words_of
from assistant.answering.families.themes import speaking_of
from assistant.answering.lexicon import word_list
from assistant.answering.passages.judging import ENOUGH
from assistant.answering.surveys import MANY
from assistant.records.query import FindingRow
from assistant.schema import DONE, OPEN

_PUT_RIGHT = re.compile(
    r"(?:是不是|有没有|是否|算不算)?(?:都|全都?|全部|均|已经?|真正?)*"
    r"(?:整?改|解决|整治|处理)(?:完成?|好|到位|成|彻底|掉)?了?(?:没有?|吗|么|没得|不)[?？。]*$"
    r"|(?:是不是|有没有|是否)(?:都|全都?|全部|均|已经?)*(?:整?改|解决|整治)(?:完成?|好|到位|成|彻底|掉)?了?[?？。]*$"
    r"|(?:都|全都?|全部|均)(?:整?改|解决)(?:完成?|好|到位)了?[?？]$"
)
"""The question's end: whether it is put right."""
_OTHER = re.compile(r"多少|几|哪|谁|什么|啥|为何|怎么|咋|第[一二三四五六七八九十\d]|所有|全部问题|[这那]些")
"""What wants something else than yes or no, or means all findings."""
_NO_MATTER = frozenset(("问题", "整改", "巡察", "巡视", "反馈", "医院", "事情", "毛病", "上面", "方面", "各家", "两家"))
_SHOWN = 3
"""Findings of a hospital that are told."""
_BUDGET = 240
"""Characters told of what was done in a finding without a status."""


def matters_done(desk: Desk) -> bool:
    """Tell the status of the findings on the matter, hospital by hospital; False where no such question is asked, or
    no title names the matter.
    """
    asked = desk.plan.asked
    if desk.english or desk.within or len(desk.reports) > MANY:
        return False
    if desk.plan.operation == "item_status" and len(desk.reports) < 2:
        return False
    if _PUT_RIGHT.search(asked) is None or _OTHER.search(asked):
        return False
    matter = _matter(desk)
    rows = _named_in_titles(desk, matter) if matter else []
    if not rows:
        return False
    name = "".join(matter) if "".join(matter) in asked else "、".join(matter)
    _lead(desk, name, rows)
    desk.draft.columns = ("医院", "问题", "状态", "仍待完成")
    for found in by_source(rows).values():
        for row in found[:_SHOWN]:
            _line(desk, row)
    _others(desk, name, [source for source in desk.reports if source not in {row.source for row in rows}])
    return True


def _matter(desk: Desk) -> list[str]:
    """The content words of what is to be put right."""
    asked = re.sub(r"问题", " ", _PUT_RIGHT.sub(" ", desk.plan.asked.rstrip()))
    weak = set(word_list("weak_heads")) | _NO_MATTER
    return [word for word in words_of(without_asking(asked)) if word not in weak]


def _named_in_titles(desk: Desk, words: Sequence[str]) -> list[FindingRow]:
    """The findings whose titles hold the matter; where it has several words, those that hold enough of them."""
    shares = desk.passages.titled("".join(words), list(desk.reports))
    rows = desk.findings()
    full = [row for row in rows if all(word in row.finding.title for word in words)]
    near = [row for row in rows if shares.get((row.source, row.finding.ordinal), 0.0) >= ENOUGH]
    found = {(row.source, row.finding.ordinal): row for row in (*full, *near)}
    missing = set(desk.reports) - {source for source, _ in found}
    apart = "".join(words) not in desk.plan.asked
    for row in rows if missing and apart else ():
        # Of several matters named together (食堂和停车场) a hospital may have but one.
        if row.source in missing and any(word in row.finding.title for word in words):
            found[(row.source, row.finding.ordinal)] = row
    return [row for row in rows if (row.source, row.finding.ordinal) in found]


def _lead(desk: Desk, name: str, rows: Sequence[FindingRow]) -> None:
    """Done, not wholly done, or not said: which hospitals, in one sentence."""
    parts: list[str] = []
    states = {source: [row.finding.status for row in found] for source, found in by_source(list(rows)).items()}
    still = [source for source, each in states.items() if any(status in OPEN for status in each)]
    unsaid = [s for s, each in states.items() if s not in still and any(status not in DONE for status in each)]
    done = [source for source in states if source not in (*still, *unsaid)]
    for key, sources in (("put_right_open", still), ("put_right_done", done), ("put_right_unsaid", unsaid)):
        if sources:
            parts.append(desk.say(key, hospital=desk.names(sources), matter=name))
    desk.draft.lead = "；".join(parts) + "。"


def _line(desk: Desk, row: FindingRow) -> None:
    """One finding: where, its state, what it leaves open; where no state is given, what was done."""
    desk.draft.present(row.source, row.finding.ordinal)
    state = desk.status(row.finding.status)
    left = left_words(desk, row)
    if row.finding.status == "not_stated":
        mark = desk.cite_title(row)
        line = f"{row.hospital}：{finding_words(desk, row, _BUDGET)}"
    else:
        mark = desk.cite_status(row)
        line = f"{desk.place(row)}：{state}{mark}"
    desk.draft.bullet(desk.say("remaining", line=line, what=left) if left else line)
    desk.draft.row(row.hospital, row.finding.title, state, left, marks=desk.book.numbers(mark))


def _others(desk: Desk, name: str, sources: Sequence[str]) -> None:
    """The hospitals without such a title: what they say of the matter elsewhere, or that they say nothing."""
    spoken = speaking_of(desk, name) if sources else {}
    silent = []
    for source in sources:
        if not spoken.get(source):
            silent.append(source)
            continue
        first = next((s for s in spoken[source] if s.finding is not None), spoken[source][0])
        desk.draft.present(source, first.finding)
        quote, mark = nested(clip(first.quote, 150)), desk.book.snippet(first)
        desk.draft.bullet(desk.say("put_right_beside", hospital=desk.hospital(source), quote=quote, mark=mark))
    if silent:
        desk.draft.silence = desk.say("mentions_silent", hospital=desk.names(silent), theme=name)
