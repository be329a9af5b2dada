"""Whether questions were answered rightly: answers held against gold, without any judge but code.

    python -m evals.questions ANSWERS.jsonl QUESTIONS.jsonl [--aliases FILE]

An answer is right when it holds one alternative of every group it must, says nothing it must not, names the hospitals
concerned and claims no others, names the winner first, is silent exactly where it should be, cites a piece of the
evidence, and is no dump of everything. Citations are scored apart, against the findings of the evidence.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from evals.wording import Aliases, claimed, holds, named, states

Item = Mapping[str, Any]
Place = tuple[str, int | None]
"""A report by the prefix of its file name, and the ordinal of a finding; None for the notice outside findings."""

_LONG_TYPES = frozenset({"list", "compare", "count_sum", "temporal", "summary"})
_MOST = 1200
_MOST_LONG = 6000
_OPEN = re.compile(r"没|未|还|尚|not |open|unfinished")
"""A question about what is open: hospitals named as having finished are no claims."""


class CitationScore(NamedTuple):
    """How well the cited findings agree with the evidence."""

    recall: float
    precision: float


def judge(gold: Item, answer: Item, aliases: Aliases) -> list[str]:
    """Why an answer is wrong, a phrase each; nothing where it is right."""
    text = _text(answer)
    return [*_silence(gold, answer), *_words(gold, text), *_hospitals(gold, text, aliases), *_sources(gold, answer)] + (
        [f"too long: {len(text)} characters"] if len(text) > _limit(gold) else []
    )


def citations(gold: Item, answer: Item) -> CitationScore | None:
    """Recall and precision of the citations; None for a question without evidence or that should stay unanswered."""
    want, got = wanted(gold), cited(answer)
    if not want or gold.get("abstain"):
        return None
    met = sum(_met(place, got) for place in want)
    fine = sum(place in want or (place[0], None) in want for place in got)
    return CitationScore(met / len(want), fine / len(got) if got else 0.0)


def wanted(gold: Item) -> set[Place]:
    """The places of the evidence."""
    split = (str(name).rsplit("-", 1) for name in gold.get("evidence") or ())
    return {(prefix, None if place.endswith("meta") else int(place)) for prefix, place in split}


def cited(answer: Item) -> set[Place]:
    """The places that an answer cites."""
    given = (one for one in answer.get("citations") or () if isinstance(one, dict) and one.get("source"))
    return {_place(one["source"], one.get("finding")) for one in given}


def _place(source: object, finding: object) -> Place:
    name = PurePosixPath(str(source)).name
    prefix = re.match(r"[A-Za-z]*\d+", name)
    ordinal = re.search(r"(\d+)\D*$", str(finding)) if finding not in (None, "") else None
    return prefix[0] if prefix else str(source), int(ordinal[1]) if ordinal else None


def _text(answer: Item) -> str:
    text = answer.get("answer")
    return text if isinstance(text, str) else json.dumps(text, ensure_ascii=False) if text else ""


def _limit(gold: Item) -> int:
    return _MOST_LONG if gold["type"] in _LONG_TYPES else _MOST


def _silence(gold: Item, answer: Item) -> Iterator[str]:
    silent, wanted_silent = answer.get("abstained") is True, gold.get("abstain", False)
    if wanted_silent is not None and silent != bool(wanted_silent):
        yield "abstained" if silent else "should abstain"


def _words(gold: Item, text: str) -> Iterator[str]:
    for group in gold.get("must") or ():
        if not any(holds(text, one) for one in group):
            yield "lacks " + "/".join(group[:3])
    for words in gold.get("must_not") or ():
        if states(text, words):
            yield "says " + words


def _hospitals(gold: Item, text: str, aliases: Aliases) -> Iterator[str]:
    need, there = set(gold.get("hospitals") or ()), named(text, aliases)
    asked = set(named(" ".join(gold["turns"]), aliases))
    for hospital in sorted(need - asked - set(there)):
        yield "does not name " + hospital
    if need and not gold.get("abstain"):
        said = claimed(text, aliases, closed_is_silent=_OPEN.search(gold["turns"][-1]) is not None)
        for hospital in sorted(said - need - asked - set(gold.get("may_name") or ())):
            yield "wrongly names " + hospital
    first = gold.get("first")
    if first and (not there or min(there, key=lambda name: there[name]) != first):
        yield f"does not name first {first}"


def _sources(gold: Item, answer: Item) -> Iterator[str]:
    want, got = wanted(gold), cited(answer)
    if want and not gold.get("abstain") and not any(_met(place, got) for place in want):
        yield "cites none of the evidence"


def _met(place: Place, got: set[Place]) -> bool:
    """A place outside findings is met by any citation of the report."""
    return place in got or (place[1] is None and any(other[0] == place[0] for other in got))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--aliases", type=Path, help="default: aliases.json beside the questions")
    given = parser.parse_args()
    questions = read_lines(given.questions)
    aliases = json.loads((given.aliases or given.questions.with_name("aliases.json")).read_text("utf-8"))
    answers = {str(answer.get("id")): answer for answer in read_lines(given.answers)}
    by_type: dict[str, list[bool]] = defaultdict(list)
    scores, wrong = [], []
    for question in questions:
        answer = answers.get(str(question["id"]))
        why = ["no answer"] if answer is None else judge(question, answer, aliases)
        by_type[question["type"]].append(not why)
        if why:
            wrong.append(f"  {question['id']} {question['type']} {question['turns'][-1]} | {'; '.join(why)}")
        if answer is not None and (score := citations(question, answer)):
            scores.append(score)
    right = [good for each in by_type.values() for good in each]
    lines = [f"right {sum(right)} of {len(right)}"]
    lines += [f"  {name:<14} {sum(each)} of {len(each)}" for name, each in sorted(by_type.items())]
    if scores:
        lines.append(f"citation recall {sum(each.recall for each in scores) / len(scores):.3f}")
        lines.append(f"citation precision {sum(each.precision for each in scores) / len(scores):.3f}")
    sys.stdout.write("\n".join([*lines, *wrong]) + "\n")


if __name__ == "__main__":
    main()
