"""For whom an answer is meant, and for what paper: nothing of it is part of the matter asked about."""

from __future__ import annotations

import re

_WHOM = (
    "领导|书记|院长|局长|主任|科长|市长|县长|区长|部长|处长|组长|班子|同志|同事|职工|员工|医护|上级|卫健委|纪委|人大代表"
    "|记者|读者|编辑|网友|大家|老百姓|百姓|群众|市民|居民|患者|病人|家属|外行|新人|代表|他们?|她们?"
)
_SAYING = "写|汇报|报告|说明?|讲|介绍|交代|解释|看|听|念|拟|做|通报"
_OPENING = re.compile(
    rf"^(?:请|麻烦|劳驾)?(?:你|您)?(?:帮我|替我)?(?:用[^,，:：。?？]{{1,8}})?(?:给|向|跟|对|为|替我给)[^,，:：。?？]{{0,6}}?(?:{_WHOM})们?"
    rf"(?:{_SAYING})[^,，:：。?？]{{0,8}}[:：,，]"
)
_CLOSING = re.compile(
    rf"(?:用[^,，:：。?？]{{1,6}})?(?:给|向|跟|对)[^,，:：。?？]{{0,4}}?(?:{_WHOM})们?(?:{_SAYING})"
    r"(?:一?[讲说听看]|一下|几句|清楚|个大概|明白)?(?=[,，。?？!！]|$)"
)
_PAPER = re.compile(
    r"^(?:[^,，:：。?？]{0,10}[里上中用]|请)?(?:要|需要?|请)?(?:列|写|说|讲|交代|标)(?:清楚|明白|明|清|全)[:：]"
    r"|^(?:做|写|准备|整理|开会)[^,，:：。?？]{0,8}[用要][:：,，]"
)


def unaddressed(question: str) -> str:
    """A Chinese question without the words that say for whom the answer is to be written, which ask for a summary, and
    without those that say for what paper.
    """
    return _PAPER.sub("", _CLOSING.sub("概括", _OPENING.sub("概括", question)))
