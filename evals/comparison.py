"""Comparisons, deadlines and audits against gold.

usage: python -m evals.comparison --data-dir DATA --gold ../shared/gold [--tools ../shared/tools] [--show]

DATA holds the records of the notices that the gold is about. Five parts:
- coverage: the `must` facts of the summary and compare questions, looked for in the comparison of the question's
  hospitals on its matter (one word or two, as a user of `assistant compare` would give it, or nothing);
- wrong facts: the statuses, deadlines, sums, persons and rules in the comparisons of the themes that the gold of the
  same finding does not hold, and forbidden strings of the questions that a comparison holds;
- themes: the gold findings of a theme that its comparison names; and the hospitals it leaves out, of which there may
  be none;
- due: (report, finding, deadline) against the dated pending entries of the gold;
- audit: findings of the notice annotated in full, by weight; items that meet no annotation are false alarms.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from assistant.audit import AuditItem
from assistant.comparison.model import Item
from assistant.core import Assistant
from assistant.export import paper_bytes
from assistant.schema import Topic
from assistant.settings import Settings

MATTERS: dict[str, tuple[str | None, ...]] = {
    "q079": ("医疗纠纷",),
    "q081": ("西学中",),
    "q082": ("平均住院日",),
    "q085": ("谈心谈话",),
    "q086": ("博士", "人才"),
    "q088": (None,),
    "q089": ("投诉",),
    "q092": ("医保",),
    "q095": (None,),
    "q099": ("意识形态",),
    "q100": (None,),
    "q166": (None,),
    "q168": ("医保收费",),
    "q169": ("人才",),
    "q170": ("中医药",),
    "q175": (None,),
}
"""What each question is about, in the words that a user would type after --topic; None compares everything."""
THEMES: tuple[tuple[str, Topic | None], ...] = (
    ("procurement", "procurement"),
    ("采购", "procurement"),
    ("药品", "drugs"),
    ("医保", "insurance_billing"),
    ("党建", "party"),
    ("人才", "personnel"),
    ("医疗质量", "quality"),
    ("财务", "finance"),
    ("服务", "service"),
    ("廉政", "integrity"),
    ("工程", "construction"),
    ("工会经费", None),
    ("消防", None),
    ("投诉", None),
    ("值班", None),
)
"""Themes as a user types them, with the topic whose gold findings belong to them; None: those whose words hold it."""
FULLY_ANNOTATED = "002"
"""The notice whose contradictions were all annotated."""


class Score(NamedTuple):
    """Hits out of all, with the misses named."""

    hits: int
    total: int
    misses: list[str]

    def line(self, name: str) -> str:
        """One line for the reader."""
        share = self.hits / self.total if self.total else 1.0
        return f"{name}: {self.hits}/{self.total} = {share:.3f}"


def coverage(assistant: Assistant, gold: Path, has: Callable[[str, str], bool]) -> Score:
    """How many of the `must` groups the comparison holds; and every hospital of the question."""
    hits, total, misses = 0, 0, []
    for line in (gold / "qa_dev.jsonl").read_text("utf-8").splitlines():
        question = json.loads(line)
        if question["id"] not in MATTERS:
            continue
        words = "\n".join(_compared(assistant, matter, question["hospitals"]) for matter in MATTERS[question["id"]])
        for group in [*question["must"], *([name] for name in question["hospitals"])]:
            total += 1
            if any(has(words, form) for form in group):
                hits += 1
            else:
                misses.append(f"{question['id']} {group[:4]}")
    return Score(hits, total, misses)


def themes(assistant: Assistant, gold: Sequence[dict[str, Any]]) -> dict[str, Score]:
    """The gold findings of each theme that its comparison names; the hospitals that it names at all."""
    missed: list[str] = []
    wanted = named = present = 0
    for words, topic in THEMES:
        comparison = assistant.compare(words)
        listed = {(section.source, item.ordinal) for section in comparison.sections for item in section.items}
        listed |= {(section.source, near.ordinal) for section in comparison.sections for near in section.near}
        belonging = [key for key, finding in _gold_findings(gold) if _belongs(finding, topic, words)]
        wanted += len(belonging)
        named += sum(key in listed for key in belonging)
        missed += [f"{words}: {source} {ordinal}" for source, ordinal in belonging if (source, ordinal) not in listed]
        present += len({section.hospital for section in comparison.sections})
    every = len(THEMES) * len({report["report"]["hospital"] for report in gold})
    return {"themes": Score(named, wanted, missed), "hospitals present": Score(present, every, [])}


def wrong_facts(assistant: Assistant, gold: Sequence[dict[str, Any]]) -> Score:
    """Typed facts of the comparisons that the gold of their finding does not hold, out of all typed facts."""
    right = {key: _values(finding) for key, finding in _gold_findings(gold)}
    checked, wrong = 0, []
    for words, _ in THEMES:
        for section in assistant.compare(words).sections:
            for item in section.items:
                for kind, value in _stated(item):
                    checked += 1
                    if value not in right[section.source, item.ordinal][kind]:
                        wrong.append(f"{words}: {section.source} {item.ordinal} {kind} {value}")
    return Score(len(wrong), checked, wrong)


def forbidden(assistant: Assistant, gold: Path, says: Callable[[str, str], bool]) -> Score:
    """The strings that no right answer to a question may hold, which the comparison of its matter holds."""
    total, held = 0, []
    for line in (gold / "qa_dev.jsonl").read_text("utf-8").splitlines():
        question = json.loads(line)
        for matter in MATTERS.get(question["id"], ()):
            words = _compared(assistant, matter, question["hospitals"])
            total += len(question["must_not"])
            held += [f"{question['id']} {each}" for each in question["must_not"] if says(words, each)]
    return Score(len(held), total, held)


def _gold_findings(gold: Sequence[dict[str, Any]]) -> Iterator[tuple[tuple[str, int], dict[str, Any]]]:
    for report in gold:
        for finding in report["findings"]:
            yield (report["source"], int(finding["id"].rsplit("-", 1)[1])), finding


def _belongs(finding: dict[str, Any], topic: Topic | None, words: str) -> bool:
    return topic in finding["topics"] if topic else words in finding["title"]


def _values(finding: dict[str, Any]) -> dict[str, set[Any]]:
    return {
        "status": {finding["status"]},
        "remaining": {pending["due"] for pending in finding["pending"]},
        "amount": {float(amount["value_yuan"]) for amount in finding["amounts"]},
        "accountability": {sanction["persons"] for sanction in finding["accountability"]},
        "rule": {rule["name"].strip("《》") for rule in finding["rules"]},
    }


def _stated(item: Item) -> Iterator[tuple[str, Any]]:
    """The typed facts of an item: kind, value."""
    yield "status", item.status
    for fact in item.facts:
        if fact.kind == "remaining":
            yield fact.kind, fact.due
        elif fact.kind == "amount":
            yield fact.kind, fact.value_yuan
        elif fact.kind == "accountability":
            yield fact.kind, fact.persons
        elif fact.kind == "rule":
            yield (
                fact.kind,
                fact.text[fact.text.index("《") + 1 : fact.text.rindex("》")] if "《" in fact.text else fact.text,
            )


def _compared(assistant: Assistant, matter: str | None, hospitals: list[str]) -> str:
    comparison = assistant.compare(matter, hospitals)
    body = paper_bytes(assistant.reporting.comparison_paper(comparison), "md").decode()
    return body.split("\n## 来源\n")[0]


def due(assistant: Assistant, gold: Iterable[dict[str, Any]]) -> tuple[Score, Score]:
    """Recall and precision of dated commitments by report, finding and deadline."""
    wanted = Counter(
        (report["source"], int(finding["id"].rsplit("-", 1)[1]), pending["due"])
        for report in gold
        for finding in report["findings"]
        for pending in finding["pending"]
        if pending["due"]
    )
    listed = assistant.due(date(2025, 1, 1)).as_json()["items"]
    found = Counter((item["source"], item["finding"], item["due"]) for item in listed)
    both = sum((wanted & found).values())
    recall = Score(both, sum(wanted.values()), [str(key) for key in wanted - found])
    return recall, Score(both, sum(found.values()), [str(key) for key in found - wanted])


def audit(assistant: Assistant, gold: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """By weight, the annotated contradictions that were found; and the items that no annotation speaks of."""
    report = next(each for each in gold if each["source"].startswith(FULLY_ANNOTATED))
    items = [item for item in assistant.audit() if item.source == report["source"]]
    annotated = report["inconsistencies"]
    scores = {}
    for weight in ("real", "moderate", "weak"):
        wanted = [each for each in annotated if each["weight"] == weight]
        misses = [each["why"] for each in wanted if not _meets(each, items)]
        scores[weight] = Score(len(wanted) - len(misses), len(wanted), misses)
    known = {each["finding"] for each in annotated}
    false = [f"{item.finding} {item.kind}: {item.why}" for item in items if item.finding not in known]
    scores["false alarms"] = Score(len(false), len(items), false)
    return scores


_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("状态与正文", ("status_open", "status_appendix")),
    ("进度不一", ("progress_differs",)),
    ("尚未", ("progress_differs", "status_open")),
    ("换届时间不一", ("deadline_differs",)),
    ("时限", ("deadline_differs", "deadline_beyond")),
    ("金额单位", ("unit_slip",)),
    ("已付款", ("outstanding_paid",)),
)


def _meets(annotation: dict[str, Any], items: Iterable[AuditItem]) -> bool:
    """Whether an item of the annotated finding has a kind that the annotation's words name."""
    kinds = next((kinds for words, kinds in _KINDS if words in annotation["why"]), ())
    return any(item.finding == annotation["finding"] and item.kind in kinds for item in items)


def scorer(tools: Path, rule: str = "has") -> Callable[[str, str], bool]:
    """How the question scorer decides that a text holds a fact (`has`), or says what it may not (`says`)."""
    spec = importlib.util.spec_from_file_location("score_qa", tools / "score_qa.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[str, str], bool] = getattr(module, rule)
    return found


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--tools", type=Path, default=Path("../shared/tools"))
    parser.add_argument("--show", action="store_true", help="name the misses")
    given = parser.parse_args()
    gold = [json.loads(path.read_text("utf-8")) for path in sorted(given.gold.glob("gold_*.json"))]
    with Assistant.open(Settings(data_dir=given.data_dir)) as assistant:
        recall, precision = due(assistant, gold)
        scores = {"facts": coverage(assistant, given.gold, scorer(given.tools))}
        scores["wrong facts"] = wrong_facts(assistant, gold)
        scores["forbidden strings"] = forbidden(assistant, given.gold, scorer(given.tools, "says"))
        scores |= themes(assistant, gold)
        scores |= {"due recall": recall, "due precision": precision}
        scores |= {f"audit {name}": score for name, score in audit(assistant, gold).items()}
    for name, score in scores.items():
        sys.stdout.write(score.line(name) + "\n")
        if given.show:
            sys.stdout.writelines(f"   {miss}\n" for miss in score.misses)


if __name__ == "__main__":
    main()
