"""Questions for who sent the inspectors: of which level of the Party, by whichever words that is asked."""

from __future__ import annotations

import re

_LEVEL = r"(?:中央|省|自治区|地|州|盟|市|县|区|旗)(?:里|委|级|上|一级)"
_LEVELS = rf"{_LEVEL}(?:(?:[、,和与或]|还是|或者|以及)*(?:是)?{_LEVEL})+"
"""Levels side by side, one of which is meant (市里、区里还是旗里)."""
_WHO = r"(?:(?:哪|什么)(?:一|个|家)?(?:级|层|级别|层级)?(?:的)?(?:党委|党组织|组织|单位|部门|机关|上级|委)?|第?几级|谁)"
_SENT = r"(?:组织|派(?:出|来|下来)?|巡[察视]|检?查)"
_ASKED = re.compile(
    rf"(?:{_WHO}|{_LEVELS})(?:的)?(?:来|去|给|负责)?{_SENT}|派(?:出|来)?的?(?:巡[察视])?组(?:的)?,?[^,，]{{0,8}}(?:{_WHO}|{_LEVELS})"
    rf"|{_LEVEL}{_SENT}的?(?:,|还是)+(?:是)?{_LEVEL}{_SENT}"
    rf"|巡[察视]组?(?:的)?,?(?:[\d一二三四五六七八九十几各]+家)?(?:都|各|分别|各自)*(?:是|属于|归|来自)(?:{_WHO}|{_LEVELS})"
)
_WORDS = re.compile(
    rf"{_LEVELS}|{_LEVEL}|还是|{_WHO}|(?:派|组织)(?:出|来|下来|去)?(?:的)?(?:人|组)?|巡[察视]组?|检?查|来的?|(?:人|组|党委)(?=$|[,，来去查巡的?？])"
    r"|分别|各自?|都|是|属于|归|的"
)


def asks_who_inspected(masked: str) -> bool:
    """Whether a question without its hospitals asks who inspected, or of which level those were."""
    return _ASKED.search(masked) is not None


def without_inspectors(masked: str) -> str:
    """The question without the words that ask for it."""
    return _WORDS.sub(" ", masked)
