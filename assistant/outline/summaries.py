"""Paragraphs that sum up several findings and belong to none, wherever they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from assistant.outline.lines import Line
from assistant.outline.sectional import sectional_statements

_SUMMARY = re.compile(
    r"(?:合计|总计|小计)[:,]|(?:(?:截[至止])?目前,)?(?:以上|上述|综上)\d*[项个条]?(?:反馈)?(?:整改)?(?:问题|事项|任务)|除(?:上述|以上)?(?:第"
    r"|[(“]|问题).{1,60}外,|"
    r"(?:截[至止][^。,]{0,12},)?(?:以上|上述|反馈的|全部|所有)[^。,]{0,12}\d+[项个条][^。,]{0,8}(?:问题|事项|任务)"
)
"""A paragraph that sums up several findings and belongs to none."""
_LED = r"(?:其中|目前|总体上?看?|综上|截[至止][^。,]{0,12})?,?"
_BY_NUMBER = re.compile(
    rf"{_LED}(?:第[\d一二三四五六七八九十、,和及至到第项]+|问题\d[\d、,和及至到问题]*)(?:[项个条](?:问题|事项)?)?(?:目前)?(?:均|都)?(?:[已未正]|尚未|基本|取得)"
    r"[^。]{0,40}(?:第\d|问题\d|其余|其他)"
    rf"|{_LED}(?:已|未|尚未|基本|正在)(?:完成|办结|销号|推进|整改)(?:整改|销号)?的?(?:\d{{1,2}}[项个](?:问题|事项)?)?(?:有|为|是|包括|:"
    rf"|\()+(?:第\d|\d{{1,2}}[、,;])"
    rf"|{_LED}已(?:完成|办结|销号)(?:整改)?\d{{1,2}}[项个](?:问题|事项)?,[^。]{{0,12}}\d{{1,2}}[项个](?:问题|事项)?(?:[(]|,即|为)"
    rf"|{_LED}[^。,;]{{4,80}}[\d一二两三四五六七八九十]{{1,2}}[个项](?:反馈)?(?:问题|事项)(?:目前)?(?:已|均|正在|尚未"
    rf"|基本)[^。,;]{{2,12}},(?:其余|其他)(?:的)?\d{{0,2}}[个项]?(?:问题|事项)"
    rf"|{_LED}除[^。]{{2,60}}外,(?:其余|其他)(?:\d{{1,2}}[项个])?(?:问题|事项)?均?已"
)
"""第1、3项已完成，第2项正在推进; 已完成的有第1项、第3项: findings by their numbers."""
_COUNTED = re.compile(
    rf"{_LED}(?:反馈的?|全部)?(\d{{1,2}})[项个条](?:反馈|具体|整改)*(?:问题|事项|任务)(?:中|,|均|都|已|全部|目前)"
)
_OF_SECTION = re.compile(r"(?:[类表单账]|方面|部分|领域|层面)[^,;。]{0,16}(?:完成|办结|销号|到位|推进|整改|成效)")
"""Cheap to look for, before every heading is compared."""
_MATTER = r"(?:线索|信访|来信|来访|举报|立行立改|即知即改|边[巡查]边改)[^。;,]{0,14}?\d+[件条个封项起]"
_OTHER_MATTERS = re.compile(
    rf"(?:(?:另|另外|此外|同时|附注?|备注|其他)[,:、])?(?:[^。;,:]{{0,12}}巡[察视]组?[^。;,:]{{0,6}})?(?:向[^。;,:]{{2,12}})?(?:共|累计)?"
    rf"(?:移交|交办|转办|转交|移送)[^。;,:]{{0,12}}?{_MATTER}"
    rf"|(?:另|另外|此外|附注?|备注)[,:、](?=[^\n]*(?:巡[察视]|本次整改|移交|交办))[^\n]*?{_MATTER}"
    rf"|(?:巡[察视]|整改)[^。;,:]{{0,8}}期间,?[^。;,:]{{0,8}}(?:收到|受理)[^。;,:]{{0,12}}?{_MATTER}"
    rf"|(?:(?:巡[察视])?(?:集中)?整改(?:以来|期间|中),?|通过(?:此次|本次|巡[察视])*整改,?)(?:医院|党委|中心|全院)*(?:共|累计)计?"
    r"(?:问责|追责|立案|追究|处理|给予|党纪)"
)
"""What the inspectors handed over, and who was held to account in all: of the notice, not of the last finding."""
_SEVERAL = 5
"""3个问题均已整改 may be said within a finding; so many, and as many as there are findings, are all of them."""


class Item(Protocol):
    """What is asked of a node of the tree."""

    line: Line | None
    style: str
    printed: int

    @property
    def children(self) -> Sequence[Item]:
        """The items below it."""

    def walk(self) -> Sequence[Item]:
        """The node and its descendants."""


def sums_up(text: str, root: Item) -> bool:
    """Whether a paragraph (matching form) tells how several findings stand: by number, in all, or section by section.

    `root` is the tree of what stands above it.
    """
    if _SUMMARY.match(text) or _BY_NUMBER.match(text) or _OTHER_MATTERS.match(text):
        return True
    counted = _COUNTED.match(text)
    if counted:
        seen = Counter(node.style for node in root.walk() if node.printed)
        many = int(counted[1]) >= _SEVERAL or "反馈" in counted[0]
        return many and int(counted[1]) in seen.values()
    if len(_OF_SECTION.findall(text)) < 2:
        return False
    headings = [node.line.text for node in root.walk() if node.line and node.children]
    return len({said.section for said in sectional_statements(text, headings)}) > 1
