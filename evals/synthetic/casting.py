"""Dice to records: hospitals, dates, findings and what was done about them. The same seed casts the same notices."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any, Literal, NamedTuple

import yaml

from assistant.schema import Status, Topic
from evals.synthetic.records import (
    LAYOUTS,
    SILENT,
    Contradiction,
    Document,
    Finding,
    Layout,
    Notice,
    Open,
    Sanction,
    Sum,
)

_WEIGHTS: dict[Status, int] = {
    "completed": 55, "completed_ongoing": 10, "mostly_completed": 12, "partial": 11, "unfinished": 12
}  # fmt: skip
_CONTRADICTED = 0.2
"""Share of notices with something in them that cannot be right."""
_GAPS = 0.15
"""Share of notices whose numbering leaves one out."""


class _Seat(NamedTuple):
    """Where a hospital stands: its name, the place, and whose inspection it had."""

    hospital: str
    place: str
    level: Literal["市委", "县委", "区委"]


@cache
def phrases() -> dict[str, Any]:
    """The words of the genre."""
    return dict(yaml.safe_load((files("evals.synthetic") / "phrases.yaml").read_text("utf-8")))


def cast(count: int, seed: int) -> Iterator[Notice]:
    """`count` notices of as many hospitals; the first ones do not depend on how many follow."""
    seats = _seats(seed)
    for number in range(1, count + 1):
        dice = random.Random(f"{seed}|{number}")
        yield _notice(number, next(seats), LAYOUTS[(number - 1) % len(LAYOUTS)], dice)


def _seats(seed: int) -> Iterator[_Seat]:
    dice, taken = random.Random(f"{seed}|seats"), set[str]()
    levels: dict[str, Literal["市委", "县委", "区委"]] = {"市": "市委", "县": "县委", "区": "区委"}
    while True:
        one, other = dice.sample(phrases()["names"], 2)
        sort = dice.choice("市县区")
        hospital = f"{one}{other}{sort}{dice.choice(phrases()['kinds'])}"
        if hospital not in taken:
            taken.add(hospital)
            yield _Seat(hospital, f"{one}{other}{sort}", levels[sort])


def _notice(number: int, seat: _Seat, layout: Layout, dice: random.Random) -> Notice:
    start = date(2024, 1, 8) + timedelta(days=dice.randrange(500))
    end = start + timedelta(days=dice.randrange(30, 75))
    feedback = end + timedelta(days=dice.randrange(20, 70))
    published = feedback + timedelta(days=dice.randrange(90, 190))
    findings = _findings(layout, published, dice)
    declared: int | None = len(findings) if dice.random() < 0.7 else None
    contradictions: tuple[Contradiction, ...] = ()
    if declared is not None and dice.random() < _CONTRADICTED:
        declared += dice.choice((-1, 1, 2))
        contradictions = (Contradiction(None, f"开头称{declared}个问题，正文有{len(findings)}个"),)
    given = dice.randrange(2, 30)
    letters = (given, given if dice.random() < 0.7 else given - 1) if dice.random() < 0.6 else None
    decoys = phrases()["decoys"]
    return Notice(
        number=number,
        hospital=seat.hospital,
        place=seat.place,
        level=seat.level,
        team=f"{seat.level}{dice.choice(('第一', '第二', '第三', '第四', '第五'))}巡察组",
        layout=layout,
        start=start,
        end=end,
        feedback=feedback,
        published=published,
        findings=findings,
        declared=declared,
        letters=letters,
        skipped=dice.randrange(2, 6) if dice.random() < _GAPS else None,
        phone=f"0{dice.randrange(300, 999)}-{dice.randrange(2000000, 8999999)}",
        openings=tuple(_filled(each, dice) for each in decoys["opening"]),
        closings=tuple(decoys["closing"]),
        contradictions=contradictions,
    )


def _findings(layout: Layout, published: date, dice: random.Random) -> tuple[Finding, ...]:
    words = phrases()["topics"]
    titles = [(topic, title) for topic, each in words.items() for title in each["titles"]]
    chosen = dice.sample(titles, dice.randrange(8, 19))
    groups = phrases()["groups"][: dice.randrange(2, 5)]
    bounds = sorted(dice.sample(range(1, len(chosen)), len(groups) - 1))
    found = []
    for at, (topic, title) in enumerate(chosen):
        group = groups[sum(at >= bound for bound in bounds)]
        found.append(_finding(topic, title, group, layout, published, dice))
    if layout == "groups":
        order = list(_WEIGHTS)
        found.sort(key=lambda finding: order.index(finding.status))
    return tuple(found)


class _Said(NamedTuple):
    """A measure with what it holds."""

    words: str
    value: Open | Sanction | Sum | Document | None = None


def _finding(topic: Topic, title: str, group: str, layout: Layout, published: date, dice: random.Random) -> Finding:
    words = phrases()["topics"][topic]
    status = dice.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    said = [_Said(_filled(each, dice)) for each in dice.sample(words["done"], min(2, len(words["done"])))]
    if words["money"] and dice.random() < 0.4:
        said.append(_sum(dice.choice(words["money"]), dice))
    if dice.random() < 0.45:
        said.append(_document(dice.choice(words["rules"]), dice))
    if dice.random() < 0.4:
        said.append(_sanction(dice))
    if dice.random() < 0.35:
        said.append(_Said(_filled(dice.choice(phrases()["decoys"]["measures"]), dice)))
    dice.shuffle(said)
    if status in ("mostly_completed", "partial", "unfinished"):
        said.append(_open(dice.choice(words["open"]), published, dice))
    values = [each.value for each in said]
    return Finding(
        title=title,
        topic=topic,
        group=group,
        status="not_stated" if layout in SILENT else status,
        printed_status=dice.choice(phrases()["statuses"][status]),
        measures=tuple(each.words for each in said),
        office=dice.choice(phrases()["offices"]),
        opens=tuple(value for value in values if isinstance(value, Open)),
        sanctions=tuple(value for value in values if isinstance(value, Sanction)),
        sums=tuple(value for value in values if isinstance(value, Sum)),
        documents=tuple(value for value in values if isinstance(value, Document)),
    )


def _open(matter: str, published: date, dice: random.Random) -> _Said:
    forms = phrases()["open_forms"]
    if dice.random() < 0.3:
        words = Template(dice.choice(forms["undated"])).substitute(x=matter)
        return _Said(words, Open(matter, None, words))
    ahead = published.year * 12 + published.month + dice.randrange(1, 12)
    year, month = ahead // 12, ahead % 12 + 1
    printed, due = dice.choice(
        (
            (f"{year}年{month}月底前", f"{year}-{month:02d}"),
            (f"{year}年{month}月", f"{year}-{month:02d}"),
            (f"{year}年{month}月{15}日前", f"{year}-{month:02d}-15"),
            (f"{year}年底前", f"{year}-12"),
            (f"{year}年上半年", f"{year}-06") if month <= 6 else (f"{year}年12月底前", f"{year}-12"),
        )
    )
    words = Template(dice.choice(forms["dated"])).substitute(x=matter, due=printed)
    return _Said(words, Open(matter, due, words))


def _sanction(dice: random.Random) -> _Said:
    actions = phrases()["actions"]
    if dice.random() < 0.7:
        persons, action = dice.randrange(1, 10), dice.choice(actions["persons"])
        words = dice.choice(
            (f"对{persons}名责任人{action}", f"{action}{persons}人", f"对{persons}名相关人员予以{action}")
        )
        return _Said(words, Sanction(action, persons, words))
    action = dice.choice(actions["one"])
    words = f"给予{dice.choice(phrases()['holders'])}{action}处分"
    return _Said(words, Sanction(action, None, words))


def _sum(form: str, dice: random.Random) -> _Said:
    if dice.random() < 0.7:
        hundredths = dice.randrange(50, 60000)
        printed, yuan = f"{hundredths / 100:g}万元", hundredths * 100.0
    else:
        yuan = float(dice.randrange(600, 98000))
        printed = f"{yuan:.0f}元"
    words = Template(form).substitute(money=printed)
    return _Said(words, Sum(yuan, printed, words))


def _document(name: str, dice: random.Random) -> _Said:
    action: Literal["制定", "修订", "印发"] = dice.choice(("制定", "修订", "印发"))
    words = f"{action}《{name}》{dice.choice(('', '，明确责任分工', '，压实科室主体责任'))}"
    return _Said(words, Document(f"《{name}》", action))


def _filled(form: str, dice: random.Random) -> str:
    low, high = dice.randrange(100, 500), dice.randrange(500, 990)
    numbers = {"n": dice.randrange(2, 13), "m": dice.randrange(20, 900), "p": f"{high / 10:g}%", "q": f"{low / 10:g}%"}
    return Template(form).substitute(numbers)
