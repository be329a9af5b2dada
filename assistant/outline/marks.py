"""Signs that stand for a status: ticked boxes before a heading, and colours or signs that the notice itself explains.

绿色为已完成，黄色为基本完成 is a legend; a heading that ends in （绿） then states its status as plainly as in words.
Without a legend no colour means anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.outline.statuses import Reading, read_status
from assistant.schema import Status
from assistant.text.flat import FlatText

Legend = Mapping[str, Status]
"""Status by sign, as far as the notice says what its signs mean."""

_SIGN = r"[红橙黄绿蓝紫黑白灰粉]|[★☆●○◎■□◆◇▲△√✓✔×✗✘]|[A-Z]"
_KIND = r"(?:色|灯|牌|旗|标|星|标识|标注|标记|圈|点|类|级)*"
_MEANS = re.compile(
    rf"(?<![\w*])(?:(?:其中|标|用|以)?[“‘(]?(?P<sign>{_SIGN})[”’)]?{_KIND}[”’)]?)(?:的)?(?:分别)?(?:表示|代表|意为|指|即|为|是|=|:)"
    r"[“‘]?(?P<words>[^,;。、)”’]{2,16})"
)
_EXPLAINS = re.compile(
    r"(?<![A-Za-z\d])[A-Z][类级档]?为|表示|代表|意为|[色灯牌旗标类]”?[为是指即]|[★☆●○◎■□◆◇▲△√✓✔×✗✘]”?\s*[为是指即=：:]"
)
_TICKED = re.compile(r"[-*+]\[(?P<tick>[xX√✓✔]?)\]")
_SIGNED = re.compile(rf"[(\[【{{]?(?P<sign>{_SIGN}){_KIND}[)\]】}}]?")
_BEHIND_PROBLEM = re.compile(rf"[(\[](?P<sign>{_SIGN}){_KIND}[)\]](?=[。:,]|$)")
_LONGEST_HEADING = 60
_LABELLED = re.compile(rf"(?:进度|进展|状态|情况|结果|程度)[:](?P<words>(?P<sign>{_SIGN}){_KIND})[。.;]?$")
_BEFORE = re.compile(r"(?P<sign>[★☆●○◎■□◆◇▲△√✓✔×✗✘])(?=[(\[]?(?:\d|[一二三四五六七八九十]{1,3}[、)])|第|问题)")
_BEHIND = re.compile(rf"(?:[(\[【](?P<sign>{_SIGN}){_KIND}[)\]】]|[★☆●○◎■□◆◇▲△√✓✔×✗✘])[。.;]?$")


def read_legend(text: str) -> Legend:
    """What signs mean in this notice; empty unless it explains at least two that differ."""
    found: dict[str, Status] = {}
    if not _EXPLAINS.search(text):
        return found
    for match in _MEANS.finditer(FlatText.of(text).text):
        status = _status(match["words"])
        if status:
            found.setdefault(match["sign"], status)
    return found if len(set(found.values())) > 1 else {}


def _status(words: str) -> Status | None:
    reading = read_status(re.sub(r"(?:的)?(?:问题|事项|任务)$", "", words))
    return reading[0] if reading else None


def read_mark(text: str, legend: Legend) -> Reading | None:
    """The status a sign states of the heading `text` (matching form): a box before it, a sign behind it."""
    ticked = _TICKED.match(text)
    if ticked and len(text) > ticked.end():
        return ("completed" if ticked["tick"] else "unfinished"), 0, ticked.end()
    before = _BEFORE.match(text) if legend else None
    if before and before["sign"] in legend:
        return legend[before["sign"]], 0, 1
    labelled = _LABELLED.search(text) if legend else None
    if labelled and labelled["sign"] in legend:
        return legend[labelled["sign"]], *labelled.span("words")
    behind = _BEHIND.search(text) or _BEHIND_PROBLEM.search(text, 0, _LONGEST_HEADING) if legend else None
    sign = re.search(_SIGN, behind[0]) if behind else None
    if behind and sign and sign[0] in legend:
        return legend[sign[0]], behind.start(), behind.end() - (text[behind.end() - 1] in "。.;")
    return None


def read_sign(words: str, legend: Legend) -> Status | None:
    """The status of words (matching form) that are nothing but a sign: （绿）, 绿灯, a box of a task list."""
    ticked = _TICKED.fullmatch(words)
    if ticked:
        return "completed" if ticked["tick"] else "unfinished"
    match = _SIGNED.fullmatch(words.strip("。;,"))
    return legend.get(match["sign"]) if match else None
