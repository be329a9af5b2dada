"""The scorers against wrong results: right ones are spoilt in every way that applies, and each must score lower.

    python -m evals.scorer_mutations [--reports DIR --gold DIR]

Two scorers are tried, that of extraction on the gold taken for an export, and that of answers on answers made of what
gold says they must hold. A mutant that scores as well as the right result survives. Wanted: at least 95 % killed. Ways
of saying the same (white space, width of digits, other order) are tried as well and must change nothing.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evals.extraction import METRICS, Item, score_report
from evals.questions import judge
from evals.runner.corpus import Corpus, load_corpus, samples

LEAST_KILLED = 0.95
_STATUSES = ("completed", "mostly_completed", "partial", "unfinished")
_TOPICS = ("tcm", "ethics", "construction", "ideology")


@dataclass
class Tally:
    """By sort of mutation: how many there were and how many were killed, with the survivors; and false alarms."""

    made: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    survivors: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    """Results that are right and did not score as such."""

    def add(self, sort: str, killed: bool, what: str) -> None:
        """Count one mutant."""
        self.made[sort] += 1
        self.killed[sort] += killed
        if not killed:
            self.survivors.append(f"{sort}: {what}")

    @property
    def share(self) -> float:
        """Killed among all."""
        return self.killed.total() / self.made.total() if self.made else 0.0


# --- extraction ------------------------------------------------------------------------------------------------------

Spoil = Callable[[Item, random.Random], bool]
"""Changes a finding in place; false where it does not apply."""


def _other(value: object, choices: tuple[str, ...], dice: random.Random) -> str:
    return dice.choice([each for each in choices if each != value])


def _status(finding: Item, dice: random.Random) -> bool:
    finding["status"] = _other(finding["status"], _STATUSES, dice)
    return True


def _basis(finding: Item, _: random.Random) -> bool:
    finding["status_basis"] = "none" if finding["status_basis"] == "explicit" else "explicit"
    return True


def _topic(finding: Item, dice: random.Random) -> bool:
    finding["topics"] = [
        dice.choice([each for each in _TOPICS if each not in finding["topics"]]),
        *finding["topics"][1:],
    ]
    return True


def _measures(finding: Item, dice: random.Random) -> bool:
    finding["measures"] += dice.choice((-1, 1))
    return True


def _title(finding: Item, _: random.Random) -> bool:
    finding["title"] = "另一项毫不相干的事"
    return True


def _drop(name: str) -> Spoil:
    def spoil(finding: Item, dice: random.Random) -> bool:
        if finding[name]:
            finding[name].pop(dice.randrange(len(finding[name])))
            return True
        return False

    return spoil


def _invent(name: str, entry: Item) -> Spoil:
    def spoil(finding: Item, _: random.Random) -> bool:
        finding[name].append(dict(entry))
        return True

    return spoil


def _change(name: str, field_: str, change: Callable[[object], object]) -> Spoil:
    def spoil(finding: Item, dice: random.Random) -> bool:
        entries = [each for each in finding[name] if each.get(field_) is not None]
        if entries:
            entry = dice.choice(entries)
            entry[field_] = change(entry[field_])
        return bool(entries)

    return spoil


_NEW_QUOTE = "子虚乌有之言不在原文"
FINDING_SPOILS: dict[str, Spoil] = {
    "status": _status,
    "status basis": _basis,
    "first topic": _topic,
    "measures": _measures,
    "title": _title,
    **{f"drop {name}": _drop(name) for name in ("pending", "accountability", "amounts", "rules", "topics")},
    "invent pending": _invent("pending", {"what": "x", "due": None, "quote": _NEW_QUOTE}),
    "invent accountability": _invent("accountability", {"action": "约谈", "persons": 1, "quote": _NEW_QUOTE}),
    "invent amount": _invent("amounts", {"value_yuan": 12345.5, "kind": "x", "quote": _NEW_QUOTE}),
    "invent rule": _invent("rules", {"name": "《凭空而来的办法》", "action": "制定"}),
    "due": _change("pending", "due", lambda _: "2031-01"),
    "quote of pending": _change("pending", "quote", lambda _: _NEW_QUOTE),
    "persons": _change("accountability", "persons", lambda value: int(str(value)) + 1),
    "action": _change("accountability", "action", lambda _: "授予奖章"),
    "quote of accountability": _change("accountability", "quote", lambda _: _NEW_QUOTE),
    "amount in another unit": _change("amounts", "value_yuan", lambda value: float(str(value)) * 10000),
    "amount off by one": _change("amounts", "value_yuan", lambda value: float(str(value)) + 1),
    "rule": _change("rules", "name", lambda _: "《凭空而来的办法》"),
    "rule action": _change("rules", "action", lambda value: "修订" if value != "修订" else "制定"),
}


def extraction(corpus: Corpus, tally: Tally, dice: random.Random) -> None:
    """Every finding spoilt in every way, and every field of the notice."""
    for source, gold in corpus.gold.items():
        if _worse(copy.deepcopy(gold), gold):
            tally.alarms.append(f"extraction: {source} against itself")
        for at in range(len(gold["findings"])):
            for sort, spoil in FINDING_SPOILS.items():
                mutant = copy.deepcopy(gold)
                if spoil(mutant["findings"][at], dice):
                    tally.add(f"extraction: {sort}", _worse(mutant, gold), f"{source} finding {at + 1}")
            for sort, findings in _rearranged(gold["findings"], at):
                mutant = {**gold, "findings": findings}
                tally.add(f"extraction: {sort}", _worse(mutant, gold), f"{source} finding {at + 1}")
        for path, mutant in _fields(gold):
            tally.add("extraction: field", _worse(mutant, gold), f"{source} {path}")
        tally.add("extraction: notice lost", _worse(None, gold), source)


def _rearranged(findings: list[Item], at: int) -> Iterator[tuple[str, list[Item]]]:
    yield "finding lost", findings[:at] + findings[at + 1 :]
    yield (
        "finding invented",
        [*findings[:at], {**copy.deepcopy(findings[at]), "title": "另一项毫不相干的事"}, *findings[at:]],
    )
    yield "finding twice", [*findings[: at + 1], *findings[at:]]


def _fields(gold: Item) -> Iterator[tuple[str, Item]]:
    """The report with one field changed: another value where there is one, an invented one where there is none."""
    for name, value in gold["report"].items():
        inner = value if isinstance(value, dict) else {None: value}
        for part, each in inner.items():
            mutant = copy.deepcopy(gold)
            wrong = each + 1 if isinstance(each, int) else f"{each or ''}误"
            if part is None:
                mutant["report"][name] = wrong
            else:
                mutant["report"][name][part] = wrong
            yield f"{name}.{part}" if part else name, mutant


def _worse(found: Item | None, gold: Item) -> bool:
    tallies = score_report(found, gold)
    return any(tallies[name].value < 1.0 for name in METRICS)


# --- answers ---------------------------------------------------------------------------------------------------------


def answers(corpus: Corpus, tally: Tally, dice: random.Random) -> None:
    """Every question's right answer spoilt in every way that applies."""
    for question in corpus.questions:
        right = right_answer(question)
        why = judge(question, right, corpus.aliases)
        if why:
            tally.alarms.append(f"answers: {question['id']} {'; '.join(why)}")
            continue
        for sort, same in _same(right):
            if wrong := judge(question, same, corpus.aliases):
                tally.alarms.append(f"answers: {question['id']} {sort}: {'; '.join(wrong)}")
        for sort, mutant in answer_mutants(question, right, corpus, dice):
            tally.add(f"answers: {sort}", bool(judge(question, mutant, corpus.aliases)), str(question["id"]))


def right_answer(question: Item) -> Item:
    """An answer made of what gold says it must hold."""
    names = sorted(question.get("hospitals") or (), key=lambda name: name != question.get("first"))
    said = "，".join(group[0] for group in question.get("must") or ())
    places = (str(place).rsplit("-", 1) for place in question.get("evidence") or ())
    cited = [{"source": f"{p}_n.txt", "finding": None if at == "meta" else int(at), "quote": ""} for p, at in places]
    text = f"{'、'.join(names)}：{said}。" if names else f"{said}。"
    return {"answer": text, "abstained": bool(question.get("abstain")), "citations": cited}


def _same(right: Item) -> Iterator[tuple[str, Item]]:
    wide = str(right["answer"]).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    yield "wide digits", {**right, "answer": wide}
    yield "bold", {**right, "answer": f"**{right['answer']}**"}
    yield "citations reversed", {**right, "citations": list(reversed(right["citations"]))}


def answer_mutants(question: Item, right: Item, corpus: Corpus, dice: random.Random) -> Iterator[tuple[str, Item]]:
    """Wrong answers near the right one."""
    text = str(right["answer"])
    yield "abstention turned", {**right, "abstained": not right["abstained"]}
    yield "empty", {**right, "answer": ""}
    yield "a dump", {**right, "answer": text + "另" * 7000}
    for group in question.get("must") or ():
        if any(each in text.replace(group[0], "") for each in group):
            continue
        yield "fact lost", {**right, "answer": text.replace(group[0], "")}
        if group[0][:1].isdigit():
            yield "number longer", {**right, "answer": text.replace(group[0], f"9{group[0]}")}
    for words in question.get("must_not") or ():
        yield "says what it must not", {**right, "answer": f"{text}{words}。"}
    if not question.get("abstain"):
        yield from _about_hospitals(question, right, corpus, dice)
        yield from _about_evidence(question, right)


def _about_hospitals(question: Item, right: Item, corpus: Corpus, dice: random.Random) -> Iterator[tuple[str, Item]]:
    names, asked = question.get("hospitals") or (), " ".join(question["turns"])
    text = str(right["answer"])
    known = {name: [name, *corpus.aliases[name]] for name in corpus.aliases}
    for name in names:
        if not any(each in asked for each in known.get(name, [name])) and not _told_again(question, known[name]):
            yield "hospital lost", {**right, "answer": text.replace(name, "")}
    allowed = {*names, *(question.get("may_name") or ())}
    foreign = [n for n in known if n not in allowed and not any(each in asked for each in known[n])]
    if names and foreign:
        yield "hospital invented", {**right, "answer": f"{dice.choice(foreign)}、{text}"}
    others = [name for name in known if name != question.get("first")]
    if question.get("first") and others:
        yield "another first", {**right, "answer": f"{dice.choice(others)}第一，{text}"}


def _told_again(question: Item, names: list[str]) -> bool:
    """Whether a fact that the answer must hold names the hospital as well."""
    return any(name in group[0] for group in question.get("must") or () for name in names)


def _about_evidence(question: Item, right: Item) -> Iterator[tuple[str, Item]]:
    if question.get("evidence"):
        yield "citations lost", {**right, "citations": []}
        wrong = [{**each, "source": f"zz9{each['source']}"} for each in right["citations"]]
        yield "citations of another notice", {**right, "citations": wrong}
        if all(each["finding"] is not None for each in right["citations"]):
            moved = [{**each, "finding": each["finding"] + 500} for each in right["citations"]]
            yield "citations of another finding", {**right, "citations": moved}


def run(corpus: Corpus, seed: int = 1) -> Tally:
    """All mutants of both scorers over a corpus."""
    tally, dice = Tally(), random.Random(seed)
    extraction(corpus, tally, dice)
    answers(corpus, tally, dice)
    return tally


def main() -> int:
    """Print the table; exit 1 where too many survive or a right result is failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    corpus = load_corpus(given.reports, given.gold) if given.reports and given.gold else samples()
    tally = run(corpus)
    if given.json:
        sys.stdout.write(json.dumps({"made": tally.made, "killed": tally.killed}, ensure_ascii=False) + "\n")
    else:
        lines = [f"{sort:<40}{tally.killed[sort]:>6} of {count:>6}" for sort, count in tally.made.items()]
        lines.append(f"{'killed':<40}{tally.killed.total():>6} of {tally.made.total():>6}  {tally.share:.4f}")
        sys.stdout.write("\n".join([*lines, *tally.survivors[:40], *(f"ALARM {each}" for each in tally.alarms)]) + "\n")
    return 1 if tally.share < LEAST_KILLED or tally.alarms else 0


if __name__ == "__main__":
    raise SystemExit(main())
