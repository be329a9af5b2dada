"""Control clauses (对照句): sentences of ours among the numbered ones, whose right reading code knows for certain.

A model is believed on a notice only as far as it reads the controls of that very notice rightly. The notice itself
offers too few facts that code can be certain of; a control a finding makes the measure firm even for a short notice.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from assistant.extraction.chain.reading import FindingReading

_UNITS = ("门卫室", "车队", "锅炉房", "洗衣房", "图书室", "收发室", "花房", "电梯班")
_WORKS = ("墙面粉刷", "窗帘更换", "鱼池清淤", "路灯检修", "宣传栏翻新", "车棚加固", "草坪补种", "门牌更换")
_ACTIONS = ("提醒谈话", "诫勉谈话", "批评教育", "约谈")


@dataclass(frozen=True, slots=True)
class Control:
    """One control clause and its right reading: something open with a date, or a sanction with a number of persons."""

    text: str
    due: str | None = None
    action: str | None = None
    persons: int | None = None
    marks: tuple[str, ...] = ()
    """Words of its own that must not leak into a summary."""


def control_for(finding_text: str) -> Control:
    """The control clause of a finding: always the same for the same text, so that a resumed run asks the same."""
    digest = hashlib.sha256(finding_text.encode()).digest()
    unit, work = _UNITS[digest[0] % len(_UNITS)], _WORKS[digest[1] % len(_WORKS)]
    if digest[2] % 2:
        year, month = 2031 + digest[3] % 8, 1 + digest[4] % 12
        text = f"{unit}{work}尚未完成，计划于{year}年{month}月底前完成。"
        return Control(text, due=f"{year}-{month:02d}", marks=(unit, work))
    persons, action = 11 + digest[3] % 60, _ACTIONS[digest[4] % len(_ACTIONS)]
    return Control(
        f"因{work}不及时，已对{unit}{persons}名责任人进行{action}。", action=action, persons=persons, marks=(unit, work)
    )


def position_of(finding_text: str, clauses: int) -> int:
    """Where among `clauses` numbered clauses the control stands: its number, from 1 to `clauses` + 1."""
    return 1 + hashlib.sha256(finding_text.encode()).digest()[5] % (clauses + 1)


def claims(control: Control, number: int, reading: FindingReading) -> tuple[int, int]:
    """How many of the control's facts were asked for, and how many of them were read rightly."""
    if control.action is None:
        told = [matter for matter in reading.open if matter.clause == number]
        blamed = any(sanction.clause == number for sanction in reading.sanctions)
        return 3, (len(told) == 1) + any(matter.due == control.due for matter in told) + (not blamed)
    said = [sanction for sanction in reading.sanctions if sanction.clause == number]
    right_action = any(sanction.action == control.action for sanction in said)
    return 3, (len(said) == 1) + right_action + any(sanction.persons == control.persons for sanction in said)
