"""A notice as it was read held against gold: the parts of every metric, and each wrong field in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.schema import STATUS_ZH, TOPIC_ZH
from evals.extraction import METRICS, Item, Tally, align, score_report
from evals.runner.case import Part, Verdict

_FIELDS = {
    "status": "状态", "topics": "主题", "measures": "措施条数", "pending": "未完事项", "accountability": "问责",
    "amounts": "金额", "rules": "制度",
}  # fmt: skip
"""What is compared of a finding, by its name in gold, and what people call it."""
_WORDED: Mapping[str, str] = dict([*STATUS_ZH.items(), *TOPIC_ZH.items()])
_SAID = {"pending": "quote", "accountability": "quote", "amounts": "quote", "rules": "name"}
_WORDS = 60


def verdict(found: Item | None, gold: Item, asked: str) -> Verdict:
    """How one notice was read."""
    tallies = score_report(found, gold)
    wrong = sum(tally.false + tally.missed for tally in tallies.values())
    why = [f"{name} {tally.value:.3f}" for name in METRICS if (tally := tallies[name]).false + tally.missed]
    told = list(differences(found, gold))
    return Verdict(
        parts={name: _part(tally) for name, tally in tallies.items()},
        why=tuple(why) if wrong else (),
        asked=asked,
        gold="\n".join(f"{place}：{right}" for place, right, _ in told),
        answer="\n".join(f"{place}：{said}" for place, _, said in told),
    )


def _part(tally: Tally) -> Part:
    if tally.is_share:
        return Part(num=tally.hit, den=tally.hit + tally.missed, n=tally.n)
    return Part.f1(tally.hit, tally.false, tally.missed)


def differences(found: Item | None, gold: Item) -> Iterator[tuple[str, str, str]]:
    """Where a reading departs from gold: the place, what is right, what was said."""
    if found is None:
        yield "通报", "可以读取", "未能读取"
        return
    yield from fields("", found["report"], gold["report"])
    pairs = align(found["findings"], gold["findings"])
    mine, theirs = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    for other in gold["findings"]:
        if id(other) not in theirs:
            yield _name(other), "有此问题", "未读出"
    for one in found["findings"]:
        if id(one) not in mine:
            yield _name(one), "无此问题", "多读出"
    for one, other in pairs:
        for field in _FIELDS:
            right, said = _told(other, field), _told(one, field)
            if right != said:
                yield f"{_name(other)} {_FIELDS[field]}", right, said


def fields(prefix: str, found: Item, gold: Item) -> Iterator[tuple[str, str, str]]:
    """Where what a notice says of itself departs from gold: the field, what is right, what was said."""
    for name, wanted in gold.items():
        got = found.get(name)
        if isinstance(wanted, dict):
            yield from fields(f"{name}.", got if isinstance(got, dict) else {}, wanted)
        elif got != wanted:
            yield f"{prefix}{name}", str(wanted), str(got)


def _name(finding: Item) -> str:
    return f"{finding.get('label') or ''}{str(finding.get('title') or '')[:20]}"


def _told(finding: Item, field: str) -> str:
    value = finding.get(field)
    said = _SAID.get(field)
    if said is None:
        return "、".join(_WORDED.get(str(each), str(each)) for each in (value if isinstance(value, list) else [value]))
    return "；".join(_entry(each, said) for each in value or []) or "无"


def _entry(entry: Item, said: str) -> str:
    more = [str(entry[name]) for name in ("due", "persons", "value_yuan", "action") if entry.get(name) is not None]
    return " ".join([str(entry.get(said) or "")[:_WORDS], *more])
