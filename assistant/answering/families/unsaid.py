"""What a question asks for and the notice does not tell, said beside what it does tell.

The notice may give one part of what is asked and not the other (还了没 but not 多大一笔), or speak of 部分项目 where it
is asked whether they are named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk, clip
from assistant.answering.passages.model import PartAnswer, SnippetAnswer
from assistant.text.flat import fold

_VALUE = {
    "date": re.compile(r"\d年|\d月|\d[日号]|[年月季]底|[一二三四]季度|[上下]半年|[上中下]旬"),
    "money": re.compile(r"\d(?:余|多)?[万亿]?元"),
    "percent": re.compile(r"\d%|百分之"),
    "name": re.compile(r"《|“|有限公司"),
    "person_name": re.compile(r"某|同志"),
}
"""What an answer must hold to tell a value of a kind."""
_NAMING = re.compile(
    r"点(?:了|过|到)?名|(?:写|公布|公开|说|披露|列|交代)(?:出|明|清)?(?:了|过)?(?:具体|全部)?(?:的)?(?:名字|名单|名称|姓名)"
)
_VEILED = re.compile(
    r"(?:部分|个别|少数|有的|一些|若干|某些|多[名个家项])[\u4e00-\u9fff]{1,8}?(?=[,，。;；、存未违涉不没有在的]|$)"
)
"""Somebody or something of which only is said that there are some."""


def unsaid(desk: Desk, answer: SnippetAnswer, shown: str) -> str:
    """The parts of a question that stay without an answer, where `shown`, the words of the answer, has none."""
    veiled = _veiled(desk, answer)
    if veiled or len(answer.parts) < 2:
        return veiled
    silent = [part for part in answer.parts if _stays_open(part, shown)]
    return _told(desk, silent)


def unsaid_of(desk: Desk, place: tuple[str, int], shown: str) -> str:
    """The same for a question answered by one finding's state (办到哪一步了, 发证的日子定了没)."""
    answer = desk.passages.answer_snippets(desk.plan.question, [place[0]], [place])
    return _told(desk, [part for part in answer.parts if part.expected in _VALUE and _stays_open(part, shown)])


def _told(desk: Desk, parts: Sequence[PartAnswer]) -> str:
    words = desk.semicolon.join(clip(part.question.strip("、,"), 40) for part in parts)
    return desk.say("part_not_stated", what=words) if words else ""


def _stays_open(part: PartAnswer, shown: str) -> bool:
    """Whether a part has no answer: its value is not stated, or nothing shown is of its kind."""
    if part.answerable:
        return False
    kind = _VALUE.get(part.expected)
    return part.reason == "value_not_stated" or (kind is not None and kind.search(fold(shown)) is None)


def _veiled(desk: Desk, answer: SnippetAnswer) -> str:
    """That the notice names nobody, with its own words, where a question asks whether it does."""
    if _NAMING.search(desk.plan.question) is None:
        return ""
    words = [match[0] for snippet in answer.snippets for match in _VEILED.finditer(fold(snippet.quote))]
    return desk.say("veiled", words="、".join(f"“{each}”" for each in dict.fromkeys(words))) if words else ""
