"""Records to questions with answers: each operator computes its answer from the records by plain code of its own.

Nothing of the product has a part in it: what a question should be answered with follows from what the notices were
made to say. An operator yields nothing where the records give no clear answer.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from evals.synthetic.records import Finding, Notice

Question = dict[str, Any]
Operator = Callable[[Sequence[Notice], random.Random], Question | None]

_COUNTERS = "个项条件"
_TRIES = 12
_ABSENT = ["没有", "未", "不在", "无法", "not"]
_STATED = (("mostly_completed", "基本完成"), ("partial", "取得阶段性成效"), ("unfinished", "未完成"))
_UNSTATED = ["没有", "未标", "未逐", "未公布", "未单", "没标", "没逐"]


def ask(notices: Sequence[Notice], count: int, seed: int) -> Iterator[Question]:
    """`count` questions over `notices`, the operators in turn; fewer where the notices give no more."""
    dice = random.Random(f"{seed}|questions")
    seen: set[str] = set()
    made = (question for question in _endless(notices, dice, seen))
    for number, question in enumerate(islice(made, count), 1):
        yield {"id": f"y{number:04d}", **question}


def _endless(notices: Sequence[Notice], dice: random.Random, seen: set[str]) -> Iterator[Question]:
    while True:
        fresh = False
        for operator in OPERATORS.values():
            tried = (operator(notices, dice) for _ in range(_TRIES))
            question = next((one for one in tried if one is not None and one["turns"][0] not in seen), None)
            if question is not None:
                seen.add(question["turns"][0])
                fresh = True
                yield question
        if not fresh:
            return


def _question(
    sort: str, operator: str, words: str, answer: str, must: Sequence[Sequence[str]], **more: Any
) -> Question:
    return {
        "type": sort, "operator": operator, "turns": [words], "answer": answer, "must": [list(each) for each in must],
        "must_not": [], "hospitals": [], "may_name": [], "evidence": [], "abstain": False, **more,
    }  # fmt: skip


_WAYS = {
    "finding_count": ("{h}这次巡察一共反馈了多少个问题？", "{h}有几条反馈问题", "巡察给{h}指出了多少个问题？"),
    "status_count": ("{h}标注为{s}的问题有几个？", "{h}有多少条是{s}的？", "{h}{s}的有几项"),
    "open_list": ("{h}还有哪些问题没有完成整改？", "{h}哪些没整改完？", "{h}尚未全部完成的是哪几条"),
    "disclosure": ("{h}的通报有没有逐条标注完成状态？", "{h}逐条写了整改状态吗"),
    "due_date": ("{h}的{x}定在什么时候？", "{h}的{x}预计什么时候完成？", "{x}，{h}说的是哪个时间？"),
    "false_premise": ("{h}的{x}是哪天完成的？", "{h}的{x}为什么提前完成了？"),
    "amount": ("{h}{x}多少？", "{h}{x}是多少钱？", "{h}一共{x}多少元"),
    "persons": ("{h}在{t}问题上{a}了多少人？", "{h}因为{t}{a}了几个人"),
    "rules": ("{h}修订了哪些制度？", "{h}整改中修订了什么文件", "列出{h}修订的制度名称"),
    "span": ("{h}从巡察结束到反馈意见隔了多少天？", "{h}巡察结束后多少天收到反馈"),
    "more_findings": ("{h}和{k}，谁被指出的问题更多？", "{h}跟{k}哪家的问题多？", "比一比{h}和{k}的问题数量"),
    "letters_open": ("{h}中，哪些医院的信访件没有全部办结？各办结了多少件？", "{h}里，谁的信访件还没办完？办结了几件"),
    "unknown_hospital": ("{h}的整改完成了多少？", "{h}巡察反馈了几个问题？"),
    "findings_sum": ("{h}一共被反馈了多少个问题？", "{h}的反馈问题合计多少条？", "{h}加起来有几个反馈问题"),
    "letters_sum": ("{h}一共收到多少件信访件？", "{h}的信访件合计多少件？"),
    "persons_sum": ("{h}整改中一共{a}多少人次？", "{h}合计{a}多少人次？"),
    "rules_count": ("{h}修订了几项制度？", "{h}整改中一共修订了多少个制度？"),
    "all_status_count": (
        "所有医院中标注为{s}的问题一共有多少条？",
        "全部通报里{s}的问题总共几条？",
        "各家医院合起来有多少个问题是{s}的？",
    ),
    "silent_count": ("有多少家医院没有逐条公布整改状态？", "没有逐条标注完成状态的通报有几份？"),
    "due_count": ("{x}到期的待办事项一共有多少项？", "有多少项待办的期限在{x}？"),
}
"""How each question may be put."""


def _worded(operator: str, dice: random.Random, **told: str) -> str:
    return dice.choice(_WAYS[operator]).format(**told)


def _counted(number: int) -> list[str]:
    return [f"{number}{each}" for each in _COUNTERS]


def _place(notice: Notice, finding: Finding) -> str:
    return f"{notice.prefix}-{notice.findings.index(finding) + 1}"


def finding_count(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """How many findings a notice has; where it declares another number, the one that is there."""
    notice = dice.choice(notices)
    if notice.contradictions:
        return None
    count = len(notice.findings)
    return _question(
        "count_sum", "finding_count", _worded("finding_count", dice, h=notice.hospital), f"{count}个",
        [_counted(count)], hospitals=[notice.hospital], evidence=[f"{notice.prefix}-meta"],
    )  # fmt: skip


def status_count(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """How many findings of a notice bear a status."""
    notice = dice.choice(notices)
    status, words = dice.choice(_STATED)
    hit = [finding for finding in notice.findings if finding.status == status]
    if not notice.states or not hit:
        return None
    return _question(
        "count_sum", "status_count", _worded("status_count", dice, h=notice.hospital, s=words), f"{len(hit)}个",
        [_counted(len(hit))], hospitals=[notice.hospital], evidence=[_place(notice, each) for each in hit],
    )  # fmt: skip


def open_list(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """Which findings of a notice are not finished."""
    notice = dice.choice(notices)
    hit = [finding for finding in notice.findings if finding.status in ("mostly_completed", "partial", "unfinished")]
    if not notice.states or not hit:
        return None
    return _question(
        "list", "open_list", _worded("open_list", dice, h=notice.hospital), "、".join(each.title for each in hit),
        [[each.title] for each in hit], hospitals=[notice.hospital], evidence=[_place(notice, each) for each in hit],
    )  # fmt: skip


def disclosure(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """Whether a notice without statuses gives any."""
    notice = dice.choice(notices)
    if notice.states:
        return None
    return _question(
        "disclosure", "disclosure", _worded("disclosure", dice, h=notice.hospital), "没有逐条标注。", [_UNSTATED],
        hospitals=[notice.hospital], evidence=[],
    )  # fmt: skip


def due_date(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """When an open matter is due."""
    notice = dice.choice(notices)
    dated = [(finding, each) for finding in notice.findings for each in finding.opens if each.due]
    if not dated:
        return None
    finding, matter = dice.choice(dated)
    if sum(each.what == matter.what for other in notice.findings for each in other.opens) > 1:
        return None
    year, month = str(matter.due).split("-")[:2]
    ways = [f"{year}年{int(month)}月", *({"06": [f"{year}年上半年"], "12": [f"{year}年底"]}.get(month, []))]
    return _question(
        "temporal", "due_date", _worded("due_date", dice, h=notice.hospital, x=matter.what), matter.quote, [ways],
        hospitals=[notice.hospital], evidence=[_place(notice, finding)],
    )  # fmt: skip


def false_premise(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """When something was finished that is not."""
    notice = dice.choice(notices)
    opens = [(finding, each) for finding in notice.findings for each in finding.opens]
    if not opens:
        return None
    finding, matter = dice.choice(opens)
    return _question(
        "false_premise", "false_premise", _worded("false_premise", dice, h=notice.hospital, x=matter.what),
        matter.quote,
        [["正在", "尚未", "计划", "预计", "拟", "待", "未完成", "没有完成"]], hospitals=[notice.hospital],
        evidence=[_place(notice, finding)],
    )  # fmt: skip


def amount(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """One sum of money."""
    notice = dice.choice(notices)
    sums = [(finding, each) for finding in notice.findings for each in finding.sums]
    if not sums:
        return None
    finding, one = dice.choice(sums)
    kind = one.quote.replace(one.printed, "")
    if sum(kind in other.quote for _, other in sums) > 1:
        return None
    ways = [one.printed.removesuffix("元"), f"{one.yuan:.0f}"]
    return _question(
        "lookup", "amount", _worded("amount", dice, h=notice.hospital, x=kind), one.quote, [ways],
        hospitals=[notice.hospital],
        evidence=[_place(notice, finding)],
    )  # fmt: skip


def persons(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """How many were held to account in one way for one finding."""
    notice = dice.choice(notices)
    held = [(finding, each) for finding in notice.findings for each in finding.sanctions if each.persons]
    if not held:
        return None
    finding, one = dice.choice(held)
    return _question(
        "lookup", "persons", _worded("persons", dice, h=notice.hospital, t=finding.title, a=one.action), one.quote,
        [[f"{one.persons}人", f"{one.persons}名"]], hospitals=[notice.hospital], evidence=[_place(notice, finding)],
    )  # fmt: skip


def rules(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """Which documents a hospital revised."""
    notice = dice.choice(notices)
    hit = [(finding, each) for finding in notice.findings for each in finding.documents if each.action == "修订"]
    if not hit:
        return None
    return _question(
        "list", "rules", _worded("rules", dice, h=notice.hospital), "、".join(each.name for _, each in hit),
        [[each.name.strip("《》")] for _, each in hit], hospitals=[notice.hospital],
        evidence=sorted({_place(notice, finding) for finding, _ in hit}),
    )  # fmt: skip


def span(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """Days from the end of the inspection to the feedback; either way of counting is right."""
    notice = dice.choice(notices)
    days = (notice.feedback - notice.end).days
    return _question(
        "temporal", "span", _worded("span", dice, h=notice.hospital), f"{days}天",
        [[f"{days}天", f"{days + 1}天"]], hospitals=[notice.hospital], evidence=[f"{notice.prefix}-meta"],
    )  # fmt: skip


def more_findings(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """Which of two hospitals has more findings."""
    if len(notices) < 2:
        return None
    one, other = dice.sample(list(notices), 2)
    counts = len(one.findings), len(other.findings)
    if counts[0] == counts[1] or one.contradictions or other.contradictions:
        return None
    winner = one if counts[0] > counts[1] else other
    return _question(
        "compare", "more_findings", _worded("more_findings", dice, h=one.hospital, k=other.hospital),
        f"{winner.hospital}更多",
        [_counted(counts[0]), _counted(counts[1])], hospitals=[one.hospital, other.hospital], first=winner.hospital,
        evidence=[f"{one.prefix}-meta", f"{other.prefix}-meta"],
    )  # fmt: skip


def letters_open(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """Which hospitals have letters from the public that are not closed, asked of a handful by name."""
    asked = dice.sample(list(notices), min(4, len(notices)))
    declared = [each for each in asked if each.letters is not None]
    hit = [each for each in declared if each.letters is not None and each.letters[1] < each.letters[0]]
    if not hit:
        return None
    names, answer = ("、".join(each.hospital for each in some) for some in (asked, hit))
    return _question(
        "list", "letters_open", _worded("letters_open", dice, h=names), answer,
        [[f"{each.letters[1]}件", f"{each.letters[1]}封"] for each in hit if each.letters],
        hospitals=[each.hospital for each in hit],
        evidence=[f"{each.prefix}-meta" for each in hit], may_name=[each.hospital for each in asked],
    )  # fmt: skip


def unknown_hospital(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """A hospital of which there is no notice."""
    hospital = "".join(dice.choice(each) for each in ("鹿鹤鸿雁鲲鹏", "鸣栖翔渡", "市县", ("人民医院", "中医医院")))
    if any(hospital == each.hospital for each in notices):
        return None
    return _question(
        "unanswerable",
        "unknown_hospital",
        _worded("unknown_hospital", dice, h=hospital),
        "资料中没有这家医院。",
        [_ABSENT],
        abstain=True,
    )


def findings_sum(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """How many findings three hospitals have together."""
    asked = dice.sample(list(notices), min(3, len(notices)))
    if len(asked) < 2 or any(each.contradictions for each in asked):
        return None
    total = sum(len(each.findings) for each in asked)
    return _of_several("findings_sum", asked, dice, f"{total}个", _counted(total))


def letters_sum(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """How many letters from the public three hospitals had handed over together."""
    declared = [(each, each.letters[0]) for each in notices if each.letters is not None]
    if len(declared) < 2:
        return None
    asked = dice.sample(declared, min(3, len(declared)))
    total = sum(given for _, given in asked)
    return _of_several("letters_sum", [each for each, _ in asked], dice, f"{total}件", [f"{total}件", f"{total}封"])


def _of_several(
    operator: str, asked: Sequence[Notice], dice: random.Random, answer: str, ways: Sequence[str]
) -> Question:
    names = [each.hospital for each in asked]
    return _question(
        "count_sum", operator, _worded(operator, dice, h="、".join(names)), answer, [ways], hospitals=names,
        evidence=[f"{each.prefix}-meta" for each in asked],
    )  # fmt: skip


def persons_sum(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """How often persons were held to account in one way: whoever is counted under two findings counts twice."""
    notice = dice.choice(notices)
    held = [(finding, each) for finding in notice.findings for each in finding.sanctions if each.persons]
    if not held:
        return None
    action = dice.choice(held)[1].action
    hit = [(finding, each.persons or 0) for finding, each in held if each.action == action]
    total = sum(persons for _, persons in hit)
    return _question(
        "count_sum", "persons_sum", _worded("persons_sum", dice, h=notice.hospital, a=action), f"{total}人次",
        [[f"{total}人", f"{total}名"]], hospitals=[notice.hospital],
        evidence=[_place(notice, finding) for finding, _ in hit],
    )  # fmt: skip


def rules_count(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """How many documents a hospital revised; each is named once in the notice."""
    notice = dice.choice(notices)
    hit = [(finding, each.name) for finding in notice.findings for each in finding.documents if each.action == "修订"]
    names = {name for _, name in hit}
    if not hit or len(names) < len(hit):
        return None
    return _question(
        "count_sum", "rules_count", _worded("rules_count", dice, h=notice.hospital), f"{len(hit)}项",
        [[*_counted(len(hit)), f"{len(hit)}部"]], hospitals=[notice.hospital],
        evidence=[_place(notice, finding) for finding, _ in hit],
    )  # fmt: skip


def all_status_count(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """How many findings of all notices bear a status."""
    status, words = dice.choice(_STATED)
    count = sum(finding.status == status for notice in notices for finding in notice.findings)
    return _of_all(
        "all_status_count", notices, _worded("all_status_count", dice, s=words), f"{count}个", _counted(count)
    )


def silent_count(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """How many notices give no status per finding."""
    count = sum(not notice.states for notice in notices)
    return _of_all("silent_count", notices, _worded("silent_count", dice), f"{count}家", [f"{count}家", f"{count}份"])


def due_count(notices: Sequence[Notice], dice: random.Random) -> Question | None:
    """How many open matters of all notices are due in one month."""
    dues = [each.due for notice in notices for finding in notice.findings for each in finding.opens if each.due]
    if not dues:
        return None
    year, month = dice.choice(dues).split("-")[:2]
    count = sum(due.startswith(f"{year}-{month}") for due in dues)
    words = _worded("due_count", dice, x=f"{year}年{int(month)}月")
    return _of_all("due_count", notices, words, f"{count}项", _counted(count))


def _of_all(operator: str, notices: Sequence[Notice], words: str, answer: str, ways: Sequence[str]) -> Question | None:
    """A count over all notices: whichever are named are examples, and no piece of evidence alone shows the number."""
    names = [notice.hospital for notice in notices]
    return _question("count_sum", operator, words, answer, [ways], may_name=names) if len(notices) > 1 else None


OPERATORS: dict[str, Operator] = {
    each.__name__: each
    for each in (
        finding_count, status_count, open_list, disclosure, due_date, false_premise, amount, persons, rules, span,
        more_findings, letters_open, unknown_hospital, findings_sum, letters_sum, persons_sum, rules_count,
        all_status_count, silent_count, due_count,
    )
}  # fmt: skip
