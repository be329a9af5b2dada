"""Questions that say who sent the inspectors where the notice says otherwise (既然是市委派的组,是第几组)."""

from __future__ import annotations

import re

from assistant.answering.desk import Desk
from assistant.answering.families.dates import value_of
from assistant.answering.milestones import milestones_in
from assistant.answering.plan import Field

_LEVEL = r"(?P<level>中央|自治区|省|自治州|地|州|盟|市|县|区|旗|校)"
_TEAM = r"(?:第?[一二三四五六七八九十\d]{1,2})?(?:轮)?巡[察视](?:第?[一二三四五六七八九十\d]{1,2})?组"
_CLAIMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:既然|既是|听说|不是)[^,?]{{0,8}}?{_LEVEL}(?:委|里|级|上)?(?:派|组织|来)",
        rf"(?:都|均)?是{_LEVEL}(?:委|里|级|上)?(?:派|组织)?(?:出|来|下来)?的?(?:{_TEAM})?(?:来|去)?(?:检?查|巡[察视]?)?的?(?:吧|对吧|是吧|对不对|,)",
        rf"(?:既然|都|均)是{_LEVEL}(?:委|里|级|上)?(?:派|组织)?(?:出|来|下来)?的?{_TEAM}",
        rf"(?:^|[,被]){_LEVEL}委{_TEAM}(?=[^,?]{{0,16}}(?:哪天|什么时候|何时|几号|几月|哪一天|多久|几天|多少天))",
    )
)
"""Wordings that take the level of the inspectors for granted."""
_ASKS_LEVEL = re.compile(r"还是|哪一?级|什么级|吗|是不是|是否|谁派|哪家|哪些|哪几")
"""Words that ask of which level they were."""
_STEPS: tuple[Field, ...] = ("inspection_dates", "feedback_date", "published")


def claimed_inspectors(desk: Desk) -> bool:
    """Correct a question by who did inspect, and give the days it asks for; False where the notices bear it out."""
    asked = re.sub(r"\s", "", desk.plan.asked.replace("，", ",").replace("？", "?"))
    if desk.english or desk.plan.scope != "named" or _ASKS_LEVEL.search(asked):
        return False
    claim = next((match["level"] for pattern in _CLAIMS if (match := pattern.search(asked))), None)
    known = [source for source in desk.reports if desk.reports[source].fields.inspection_body]
    if claim is None or not known:
        return False
    if all(_sent_by(desk, source, claim) for source in known):
        return False
    lines = []
    for source in known:
        desk.draft.present(source)
        said = desk.say(
            "field_inspection_body",
            hospital=desk.hospital(source),
            value=value_of(desk, source, "inspection_body"),
            marks=desk.cite_field(source, "inspection_body"),
        )
        lines.append(said + "".join(_dates(desk, source, asked)))
    key = "premise_inspectors" if len(lines) == 1 else "premise_inspectors_all"
    desk.draft.lead = desk.say(key, claimed=claim) + (lines[0] if len(lines) == 1 else "")
    for line in lines if len(lines) > 1 else ():
        desk.draft.bullet(line)
    return True


def _sent_by(desk: Desk, source: str, level: str) -> bool:
    """Whether the inspectors of a notice were sent from a level."""
    fields = desk.reports[source].fields
    said = f"{fields.inspection_level or ''}{fields.inspection_body or ''}"
    return level in said or (level == "校" and "市委" not in said and "省委" not in said)


def _dates(desk: Desk, source: str, asked: str) -> list[str]:
    """The dates that the question asks for, as the notice gives them."""
    steps = {("inspection_dates" if "inspection" in step else step) for step in milestones_in(asked)}
    out = []
    for field in _STEPS:
        value = value_of(desk, source, field) if field in steps else None
        if value:
            names = ("inspection_start", "inspection_end") if field == "inspection_dates" else (field,)
            out.append(
                desk.say(
                    f"field_{field}", hospital=desk.hospital(source), value=value, marks=desk.cite_field(source, *names)
                )
            )
    return out
