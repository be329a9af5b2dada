"""What hospitals have in common in how they went about it, what only one did, and what others could copy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from assistant.comparison.model import Approach, Fact, Item, Practice, Section
from assistant.schema import DONE

_MOST = 0.6
"""Share of the hospitals on the theme that makes a way common."""
_SHOWN = 12
_RESULT = re.compile(
    r"[由从][^，。；]{0,16}?\d[^，。；]{0,14}?(?:降|升|提高|增|减|缩短|压)[^，。；]{0,10}?\d"
    r"|(?:下降|降低|减少|缩短|提高|增长|提升|增加|压缩|压降)(?:了|到|至|为)?\s*\d+(?:\.\d+)?(?:%|个百分点|天|万|元|分钟|小时|人次|台|张)"
    r"|(?:降至|降到|提高到|升至|达到|缩短至|覆盖率|合格率|满意度)[^，。；]{0,6}\d+(?:\.\d+)?%?"
)
_MECHANISM = re.compile(
    r"每[日周月季]|信息系统|智能|预警|拦截|清单|随机|专家库|双人|三级|分离|公示|积分|试点|首批|创新"
)


class Way(NamedTuple):
    """A way of going about it: how a measure that took it is worded, and words that keep anyone from denying it."""

    forms: re.Pattern[str]
    words: re.Pattern[str]


@cache
def _ways() -> dict[str, Way]:
    text = (files("assistant.comparison") / "approaches.yaml").read_text("utf-8")
    return {
        name: Way(re.compile("|".join(each["forms"])), re.compile("|".join(each["words"])))
        for name, each in yaml.safe_load(text).items()
    }


def approaches(
    sections: Sequence[Section], texts: Mapping[str, str]
) -> tuple[tuple[Approach, ...], tuple[Approach, ...]]:
    """The ways most hospitals took, and those one alone wrote of; nothing where there are not two to compare.

    `texts` holds, by hospital, all it wrote in these findings: that a hospital is the only one is said only where no
    other one's words even touch the matter.
    """
    speaking = [section for section in sections if section.items]
    hospitals = {section.hospital for section in speaking}
    if len(hospitals) < 2:
        return (), ()
    taken: dict[str, dict[str, Fact]] = {}
    for section in speaking:
        for fact in section.facts("measure", "mention", "rule"):
            for name, way in _ways().items():
                if section.hospital not in taken.get(name, {}) and way.forms.search(fact.text):
                    taken.setdefault(name, {})[section.hospital] = fact
    most = max(2.0, _MOST * len(hospitals))
    built = [Approach(name=name, hospitals=tuple(by), examples=tuple(by.values())) for name, by in taken.items()]
    common = sorted((a for a in built if len(a.hospitals) >= most), key=lambda a: -len(a.hospitals))
    return tuple(common), tuple(a for a in built if _alone(a, texts))


def _alone(approach: Approach, texts: Mapping[str, str]) -> bool:
    words = _ways()[approach.name].words
    others = (text for hospital, text in texts.items() if hospital not in approach.hospitals)
    return len(approach.hospitals) == 1 and not any(words.search(text) for text in others)


def practices(sections: Sequence[Section]) -> tuple[Practice, ...]:
    """The measure of each hospital most worth copying: a measured result counts most, then a mechanism, then 已完成."""
    found = []
    for section in sections:
        best = max(
            (_scored(section, item, fact) for item in section.items for fact in item.of("measure")),
            default=None,
            key=lambda p: p[0],
        )
        if best is not None and best[0] >= 1 and best[1].why:
            found.append(best)
    found.sort(key=lambda each: -each[0])
    return tuple(practice for _, practice in found[:_SHOWN])


def _scored(section: Section, item: Item, fact: Fact) -> tuple[float, Practice]:
    result, mechanism = _RESULT.search(fact.text), _MECHANISM.search(fact.text)
    done = item.status in DONE
    score = 2.0 * bool(result) + 1.0 * bool(mechanism) + 1.0 * done - 1.0 * bool(item.of("remaining"))
    reasons = ["有量化成效"] * bool(result) + ["有可操作的机制"] * bool(mechanism) + ["该条已标注完成"] * done
    practice = Practice(
        hospital=section.hospital,
        source=section.source,
        title=item.title,
        status=item.status,
        fact=fact,
        why="、".join(reasons),
    )
    return score, practice
