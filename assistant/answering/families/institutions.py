"""The hospitals and other medical institutions that a notice names, apart from its own hospital.

点到名的基层医院有哪些 wants names, each with a place where it stands; 各基层医院 and 上级医院 name none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.desk import Desk, nested
from assistant.answering.families.excerpts import excerpt
from assistant.answering.passages.lexicon import lexicon
from assistant.records.query import FindingRow
from assistant.schema import Evidence
from assistant.text.clauses import sentences

_ASKED = re.compile(
    r"(?P<low>下属|下辖|基层|成员|下面|分院|乡镇|社区)?(?:的)?(?:基层|成员)?(?P<kind>医院|卫生院|医疗机构|卫生服务中心|卫生机构|成员单位|机构)"
)
_NAMED = re.compile(r"点(?:到|了|出)*(?:了)?名|名字|名称|叫什么|提到|出现|涉及|写到")
_WHICH = re.compile(r"哪(?:几|些|[两二三四五六七八九])?(?:家|所|个)?|有谁|都有谁")
_SUFFIX = r"(?:医院|卫生院|卫生服务中心|卫生服务站|卫生室|保健院)"
_RUN = re.compile(rf"[\u4e00-\u9fff]{{2,16}}?{_SUFFIX}")
_PROPER = frozenset(("nr", "ns", "nt", "nz", "nrt", "nrfg", "s"))
_PART = _PROPER | {"n", "b", "m", "zg", "j", "ng", "f", "a"}
_COMMON = re.compile(
    r"^(?:各|本|我|该|上级|下级|基层|成员|公立|民营|综合|专科|三级|二级|三甲|智慧|互联网|平安|受援|兄弟|全国|全省|全市|周边|先进|中医|人民|医疗|医疗集团|集团|集团中医|中心)*"
    rf"(?:村)?{_SUFFIX}$"
)
_ABOVE = re.compile(r"大学|医学院|附属|[省部]|总医院|华西|协和|同济|湘雅|第[一二三四五]")
"""Institutions of a higher rank, which are nobody's member."""
_LEADING = re.compile(r"^(?:[一二三四五六七八九十]是|集团|医共体|医联体|成员单位|基层)+")


def institutions(desk: Desk) -> bool:
    """Name the institutions of one notice; False where something else is asked or the notice names none."""
    question = desk.plan.asked
    asked = _ASKED.search(question)
    if (
        desk.within
        or len(desk.reports) != 1
        or asked is None
        or not (_NAMED.search(question) and _WHICH.search(question))
    ):
        return False
    source = next(iter(desk.reports))
    row = desk.reports[source]
    own = (row.fields.hospital, *row.fields.aliases)
    found: dict[str, tuple[FindingRow, Evidence]] = {}
    for finding, evidence in sentences_of(desk, source):
        for name in names_of(evidence.quote):
            higher = asked["low"] is not None and _ABOVE.search(name)
            if not higher and not any(name in one or one in name for one in own):
                found.setdefault(name, (finding, evidence))
    if not found:
        return False
    what = f"{asked['low'] or ''}{asked['kind']}"
    desk.draft.lead = desk.say(
        "institutions", hospital=desk.hospital(source), what=what, n=len(found), names="、".join(found)
    )
    desk.draft.columns = ("名称", "原文")
    for name, (finding, evidence) in found.items():
        desk.draft.present(source, finding.finding.ordinal)
        mark = desk.book.finding(finding, evidence)
        desk.draft.bullet(f"{name}：“{nested(excerpt(evidence.quote, (name,), 90))}”{mark}")
        desk.draft.row(name, excerpt(evidence.quote, (name,)), marks=desk.book.numbers(mark))
    return True


def sentences_of(desk: Desk, source: str) -> Iterator[tuple[FindingRow, Evidence]]:
    """The sentences of the findings of one notice, in order."""
    text = desk.records.text(source)
    for row in (row for row in desk.findings() if row.source == source):
        for start, end in row.finding.spans:
            for a, b in sentences(text, start, end):
                yield row, Evidence.cut(text, a, b)


def names_of(quote: str) -> list[str]:
    """The names of institutions in a sentence: a proper word, with what belongs to it, before the kind."""
    found: list[str] = []
    for match in _RUN.finditer(re.sub(r"\s", "", quote)):
        name = _name(match[0])
        if name and name not in found:
            found.append(name)
    return found


def _name(run: str) -> str:
    """The end of a run of letters that is a name; empty where no word of it is proper."""
    tagged = lexicon().cutter.tag(_LEADING.sub("", run), False)
    begin = len(tagged) - 1
    while begin > 0 and _belongs(tagged, begin - 1):
        begin -= 1
    name = _LEADING.sub("", "".join(word for word, _ in tagged[begin:]))
    proper = any(tag in _PROPER for word, tag in tagged[begin:] if not _COMMON.match(word))
    return name if proper and not _COMMON.match(name) else ""


_LEADS = frozenset("对与和及在到从向为把将给由是赴经按")


def _belongs(tagged: list[tuple[str, str]], at: int) -> bool:
    """Whether a word is part of the name after it; so is a letter that the cutter took apart (渡 of 渡溪)."""
    word, tag = tagged[at]
    after, its_tag = tagged[at + 1]
    apart = len(word) == len(after) == 1 and tag == "v" and word not in _LEADS and its_tag in _PROPER
    return tag in _PART or apart
