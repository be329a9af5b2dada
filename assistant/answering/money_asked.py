"""Questions for sums of money by what became of it (退的、收的、扣的), with no other matter in them."""

from __future__ import annotations

import re
from typing import Literal

from assistant.answering.asking import without_asking
from assistant.answering.families.matching import words_of
from assistant.answering.lexicon import cue_patterns
from assistant.answering.questions import Reading, without_dates
from assistant.answering.theme import theme_of

Move = Literal["given_back", "got_back", "made_up", "taken", "spent", "saved"]
"""Given back to others; got back for the hospital; paid that was owed; taken as a penalty; spent; saved."""

_MOVES: tuple[tuple[Move, str, str], ...] = (
    ("given_back", r"退(?:还|回|给|掉|出|款|钱|费|赔|的|了|过)*(?:去|来)?", r"退还|退回|清退|返还|退款|退费|退赔"),
    (
        "got_back",
        r"(?:追|收|要|讨)(?:回|缴|的|了|过|到|钱|上)*(?:来|去)?|清收|清欠|上[缴交]",
        r"收回|追回|追缴|收缴|清收|清欠|上缴|清退",
    ),
    ("made_up", r"补(?:缴|交|发|付|的|了|上|过)*", r"补缴|补交|补发|补付|补齐|拨付"),
    ("taken", r"[扣罚](?:减|发|除|款|钱|掉|没|的|了|过)*|处罚|违约金", r"扣|罚|核减|违约金|没收"),
    ("spent", r"花(?:掉|的|了|过|出去)*|投(?:入|的|了)+|支出|支付", r"投入|支出|支付|投资|购置|经费|配置|设立"),
    ("saved", r"省(?:下|的|了|出)*(?:来)?|节约|节省", r"节约|节省|压减|降低支出"),
)  # fmt: skip
_MONEY = re.compile(r"钱|款|医保基金|金额|数额|数目|资金|经济上")
_SAYS_MONEY = re.compile(
    r"(?:跟|和|与|涉及|关于|在|有关)?(?:的)?(?:钱|款|金额|数额|数目|资金|经济)(?:上|方面|这块|有关|相关|的事)?|有关|相关|写(?:明|清|出)?了?"
    r"|动了?(?:什么|啥|手)?|哪?几?处|多少|分别|各(?:是|有)?|一共|总共|整改|措施|人家|别人|回来|下来|笔|具体|明确|情况|里|哪些?|都"
)


_PARTIES = re.compile(
    r"(?:给|向|从|归|与|对)?(?:相关|有关|出院|住院)?(患者|家属|职工|医保(?:基金|局|部门)?|财政|供应商|供货商|施工单位|承租[人方])(?:[或和、]|或者)?"
)
"""To whom or from whom money went."""


def parties_of(text: str) -> tuple[str, ...]:
    """To whom the money asked for went, or from whom it came: 退给患者的钱."""
    return tuple(dict.fromkeys(party[:2] for party in _PARTIES.findall(text)))


def moves_of(text: str) -> tuple[Move, ...]:
    """What became of the money a question asks for; empty where it leaves that open."""
    return tuple(move for move, asked, _ in _MOVES if re.search(asked, text))


def told_by(move: Move) -> re.Pattern[str]:
    """What notices write of money that went so."""
    return re.compile(next(printed for name, _, printed in _MOVES if name == move))


def asks_money(r: Reading) -> bool:
    """Whether sums of money are to be listed, and the question names no other matter."""
    text = r.reach.masked
    if not _MONEY.search(text) or not r.has("list", "summary", "each", "which_hospital") or r.has("not_done", "why"):
        return False
    left = without_asking(without_dates(text))
    for name in ("which_hospital", "summary", "each", "list"):
        left = cue_patterns()[name].sub(" ", left)
    left = _SAYS_MONEY.sub(" ", left)
    if moves_of(text) and not r.has("most", "fewest", "persons"):
        left = _PARTIES.sub(" ", left)
    for _, asked, _ in _MOVES:
        left = re.sub(asked, " ", left)
    return not [word for run in theme_of(left).split() for word in words_of(run)]
