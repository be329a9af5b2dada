"""How far a matter is: the finding's own place against what a later part of the notice says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.audit.model import Contradiction
from assistant.audit.numbers import Number, numbers_of
from assistant.audit.stretches import FindingText, Notice, Stretch
from assistant.schema import Evidence

_ALL = re.compile(r"(?:[\u4e00-\u9fff]{0,8})?(?:均|全部|都)(?:已|尚未|未|正|在|处于|进入)")
_NOT_YET = re.compile(r"尚未(?:完成|开展|启动)?$")
_STATES = re.compile(r"已[^,;、。]{2,10}|正(?:在)?进?行?[^,;、。]{2,8}|未完成|未[^,;、。]{1,6}|中$")
_ACT = r"(?:召开|开展|成立|制定|出台|印发|签订|启动|上线|投用|验收|安装|采购|建立|设立|聘请|实行|实施|落实|完成)"
_MISSING = re.compile(rf"(?:尚未|还未|仍未|暂未){_ACT}(?P<what>[\u4e00-\u9fff]{{3,10}})")
_IN_FORCE = re.compile(rf"(?:已|均已|实行|一律|建立了?|{_ACT}了)(?P<what>[\u4e00-\u9fff]{{3,14}})")
_PLANNED = re.compile(r"拟|计划|预计|将|待|尚未|未|要求")
_ONLY_PART = re.compile(r"资料|方案|准备|申请|材料|报告|前期|部分|设计|论证|招标|立项|阶段")
"""Words of something that comes before the thing itself."""
_SAME = 0.75
_FILLERS = frozenset("的了和与及等各全对在")


def parts_against_whole(notice: Notice) -> Iterator[Contradiction]:
    """Its own place tells N things apart by how far they are; the later part says the same of all N."""
    for each in notice.findings:
        parts = next((found for stretch in each.body if (found := _divided(stretch))), None)
        if parts is None:
            continue
        for stretch in each.later:
            whole = _all_alike(stretch, parts[0])
            if whole is not None:
                yield Contradiction(
                    kind="progress_differs",
                    severity="high",
                    finding=each.finding.ordinal,
                    why=f"前文把{parts[0].printed}分成几种进度，后文却说{parts[0].printed}都在同一进度。",
                    quotes=(parts[1], whole),
                )
                break


def _divided(stretch: Stretch) -> tuple[Number, Evidence] | None:
    """N things whose parts add up to N and stand at different points."""
    for sentence in stretch.sentences():
        flat = sentence.flat.text
        numbers = numbers_of(flat)
        for position, total in enumerate(numbers):
            parts: list[Number] = []
            for number in numbers[position + 1 :]:
                if number.unit != total.unit or sum(n.value for n in parts) >= total.value:
                    break
                parts.append(number)
            if len(parts) < 2 or sum(n.value for n in parts) != total.value:
                continue
            ends = [n.start for n in parts[1:]] + [
                flat.find("。", parts[-1].end) if "。" in flat[parts[-1].end :] else len(flat)
            ]
            states = {flat[n.end : end].strip(";、,") for n, end in zip(parts, ends, strict=True)}
            if len(states) > 1 and all(_STATES.search(state) for state in states):
                return total, sentence.quote(total.start, ends[-1])
    return None


def _all_alike(stretch: Stretch, total: Number) -> Evidence | None:
    flat = stretch.flat.text
    for number in numbers_of(flat):
        if number.value != total.value or number.unit != total.unit:
            continue
        stop = min((at for mark in ",;。" if (at := flat.find(mark, number.end)) > 0), default=len(flat))
        start = max(flat.rfind(mark, 0, number.start) for mark in ",;。:") + 1
        if _ALL.match(flat, number.end) or _NOT_YET.search(flat, 0, number.start):
            return stretch.quote(start, stop)
    return None


def in_force_yet_missing(notice: Notice) -> Iterator[Contradiction]:
    """Its own place says a thing is in force; the later part says it has not happened yet."""
    for each in notice.findings:
        for stretch in each.later:
            for clause in stretch.clauses():
                missing = _MISSING.search(clause.flat.text)
                body = _affirmed(each, missing["what"]) if missing else None
                if body is not None:
                    yield Contradiction(
                        kind="progress_differs",
                        severity="medium",
                        finding=each.finding.ordinal,
                        why="前文写作已经实行或完成，后文却说尚未进行。",
                        quotes=(body, clause.quote(0, len(clause.flat))),
                    )


def _affirmed(each: FindingText, what: str) -> Evidence | None:
    wanted = set(what) - _FILLERS
    for stretch in each.body:
        for clause in stretch.clauses():
            flat = clause.flat.text
            match = _IN_FORCE.search(flat)
            if match is None or _PLANNED.search(flat) or (_ONLY_PART.search(flat) and not _ONLY_PART.search(what)):
                continue
            held = max(
                (len(wanted & set(match["what"][i : i + len(what) + 1])) for i in range(len(match["what"]))), default=0
            )
            if held >= _SAME * len(wanted):
                return clause.quote(0, len(flat))
    return None
