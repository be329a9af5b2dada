"""The problem in a heading: without number, frame (针对“…”的问题), status and final punctuation."""

from __future__ import annotations

import re

_FRAME_START = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}是)?(?:反馈指出的?|巡察(?:组)?(?:反馈|指出)的?)?(?:关于|针对|对于|就|围绕)"
)
_FRAME_END = re.compile(
    r"(?:方面)?(?:的)?(?:反馈)?(?:问题)?(?:的)?(?:整改(?:工作)?(?:落实|进展|完成)?(?:情况|措施)?|落实情况)?[。:.;,*_#|]*$"
)
_SHORTEST_PROBLEM = 4
_PLAIN_END = re.compile(r"(?:(?:问题)?的?整改(?:落实|进展|完成)?情况)?[。:.;,*_#|]*$")


_SAID = re.compile(
    r"(?:(?:[省市区县旗]委)?巡[察视]组?)?(?:反馈指出|反馈|指出|发现)的?(?:问题)?[:,]?(?=[“「『])|反馈(?:的)?(?:意见)?指出[:,]"
)
_ASKED_START = re.compile(
    r"(?:请问,?|本次|此次|这次)?(?:县委|市委|区委|省委)?(?:巡察|巡视)(?:组)?(?:也|还)?(?:反馈|指出|发现)(?:的|了)?[,:]?"
)
_ASKED_END = re.compile(
    r"(?:的问题)?呢$|[,、](?:请问|目前|现在|医院|你们|贵院|后来|后续|整改|是否|具体|这个问题|该问题|对此)*[^,]{0,14}"
    r"(?:没有|吗|呢|了吗|怎么样|怎样|如何|怎么[^,]{0,8}|什么[^,]{0,8}|哪些[^,]{0,8}|是否[^,]{0,10}|如何[^,]{0,10})$"
)
"""A question names the problem first and asks about it then: …等候时间长，现在怎么样？"""


def question_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the problem stands in a question: without 巡察指出 before it and the asking behind it."""
    end = start + len(text[start:end].rstrip("?。,"))
    asked = _ASKED_START.match(text, start, end)
    begin = asked.end() if asked and end - asked.end() > _SHORTEST_PROBLEM else start
    asks = _ASKED_END.search(text, begin + _SHORTEST_PROBLEM, end)
    return begin, asks.start() if asks else end


def title_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the title stands in `text[start:end]` of a matching form: a heading sentence without number and status."""
    while start < end and text[start] in "*#_:、.,|":
        start += 1
    said = _SAID.match(text, start, end)
    start = said.end() if said else start
    frame = _FRAME_START.match(text, start, end)
    pattern = _FRAME_END if frame else _PLAIN_END
    tail = pattern.search(text, frame.end() if frame else start, end)
    stem_end = tail.start() if tail else end
    stem_start = frame.end() if frame else start
    if stem_end - stem_start < 2:
        return start, max(start + 1, len(text[start:end].rstrip("。:.;,*_#|")) + start)
    if _is_quoted(text[stem_start:stem_end]):
        return stem_start + 1, stem_start + len(text[stem_start : stem_end - 1].rstrip("。;"))
    return (stem_start, stem_end) if frame and _is_framed(text, stem_end, end) else _plain(text, start, end)


def _is_framed(text: str, stem_end: int, end: int) -> bool:
    """关于 is a frame only with its other half (…的问题, …整改情况); else it belongs to the title."""
    return bool(text[stem_end:end].strip("。:.;,*_#|"))


def _plain(text: str, start: int, end: int) -> tuple[int, int]:
    tail = _PLAIN_END.search(text, start, end)
    return start, tail.start() if tail and tail.start() > start else end


def _is_quoted(words: str) -> bool:
    """Whether one pair of quotation marks holds all the words."""
    if len(words) < 4 or words[0] + words[-1] not in ("“”", '""', "「」", "『』"):
        return False
    depth = 0
    for i, char in enumerate(words):
        depth += (char in "“「『") - (char in "”」』")
        if depth == 0 and char in "”」』" and i < len(words) - 1:
            return False
    return words[0] != '"' or words.count('"') == 2
