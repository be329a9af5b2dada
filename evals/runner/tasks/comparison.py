"""Deadlines and contradictions against gold: what is open by when, and where a notice speaks against itself."""

from __future__ import annotations

from datetime import date

from assistant.audit import audit_report
from assistant.comparison.due import DueItem, due_list
from assistant.records import FindingQuery
from assistant.records.due import last_day
from evals.extraction import Item, pair_up, shared_run
from evals.runner.bench import Bench
from evals.runner.case import Case, Cited, Part, Verdict, digest_of
from evals.runner.corpus import Corpus
from evals.suites.model import ComparisonSuite

_LOUD = ("real", "moderate")
"""Weights of inconsistencies that an audit should find."""


def cases(suite: ComparisonSuite, corpus: Corpus) -> list[Case]:
    """A case a notice and day for the deadlines, and a case a notice for the audit where gold lists inconsistencies."""
    due = [_due_case(suite.name, source, day, corpus) for day in suite.days for source in sorted(corpus.gold)]
    listed = [source for source in sorted(corpus.gold) if "inconsistencies" in corpus.gold[source]]
    return [*due, *(_audit_case(suite.name, source, corpus) for source in listed)]


def _due_case(suite: str, source: str, day: str, corpus: Corpus) -> Case:
    wanted = dated(corpus.gold[source], day)

    def judge(bench: Bench) -> Verdict:
        items = _due(bench, source, day)
        found = [_as_gold(item) for item in items]
        pairs = pair_up(found, wanted, _same)
        late = [(one, other) for one, other in pairs if one["overdue"] == other["overdue"]]
        missed, false = len(wanted) - len(pairs), len(found) - len(pairs)
        why = [f"{missed} missed"] * bool(missed) + [f"{false} false"] * bool(false)
        why += ["wrongly overdue or ahead"] * (len(late) < len(pairs))
        return Verdict(
            parts={
                "due_f1": Part.f1(len(pairs), false, missed),
                "overdue_right": Part(num=len(late), den=len(wanted), n=len(wanted)),
            },
            why=tuple(why),
            asked=f"{source}：截至 {day} 有哪些到期与未到期的事项？",
            gold=_listed(wanted),
            answer=_listed(found),
            citations=tuple(Cited(place=f"第{item.finding}条", quote=item.evidence.quote) for item in items),
        )

    return Case(suite, f"due/{day}/{source}", "due", source, digest_of(wanted, day), judge)


def dated(gold: Item, day: str) -> list[Item]:
    """The dated pending matters of a gold report, each judged on `day`."""
    return [
        {"finding": at, "due": each["due"], "quote": each["quote"], "overdue": last_day(each["due"]) < day}
        for at, finding in enumerate(gold["findings"], 1)
        for each in finding["pending"]
        if each["due"]
    ]


def _due(bench: Bench, source: str, day: str) -> tuple[DueItem, ...]:
    assistant = bench.assistant()
    rows = assistant.findings(FindingQuery(sources=(source,), with_commitments=True))
    listed = due_list(rows, date.fromisoformat(day), {source: assistant.text(source)} if rows else {})
    return (*listed.overdue, *listed.ahead)


def _as_gold(item: DueItem) -> Item:
    return {"finding": item.finding, "due": item.due, "quote": item.evidence.quote, "overdue": item.overdue}


def _same(one: Item, other: Item) -> float:
    """How surely two entries are one: same finding and date, and words in common."""
    if one["finding"] != other["finding"] or one["due"] != other["due"]:
        return 0.0
    run = shared_run(one["quote"], other["quote"])
    return run if run >= 0.5 else 0.0


def _listed(entries: list[Item]) -> str:
    told = [
        f"第{e['finding']}条 {e['due']} {'已逾期' if e['overdue'] else '未到期'} {e['quote'][:60]}" for e in entries
    ]
    return "\n".join(told) or "无"


def _audit_case(suite: str, source: str, corpus: Corpus) -> Case:
    wanted = [each for each in corpus.gold[source]["inconsistencies"] if each["weight"] in _LOUD]
    known = {each["finding"] for each in corpus.gold[source]["inconsistencies"]}

    def judge(bench: Bench) -> Verdict:
        assistant = bench.assistant()
        said = audit_report(assistant.report(source), assistant.text(source))
        heard = {item.finding for item in said}
        missed = [each for each in wanted if each["finding"] not in heard]
        alarms = [item for item in said if item.severity == "high" and item.finding not in known]
        hits = len(wanted) - len(missed)
        return Verdict(
            parts={"audit_f1": Part.f1(hits, len(alarms), len(missed))},
            why=(
                *(f"not found: {each['why'][:60]}" for each in missed),
                *(f"false: {item.why[:60]}" for item in alarms),
            ),
            asked=f"{source}：有哪些自相矛盾之处？",
            gold="\n".join(f"{each['finding']}: {each['why']}" for each in wanted) or "无",
            answer="\n".join(f"{item.finding}: {item.why}" for item in said) or "无",
            citations=tuple(Cited(place=item.kind, quote=quote.quote) for item in said for quote in item.quotes),
        )

    return Case(suite, f"audit/{source}", "audit", source, digest_of(corpus.gold[source]["inconsistencies"]), judge)
