"""Whether answers are right: a file of answers held against gold questions, without any model.

    python -m evals.questions ANSWERS.jsonl QUESTIONS.jsonl [--aliases FILE] [--short]

An answer is right when it says each thing that must be said and none that must not, names the hospitals concerned and
presents no other as concerned, names the winner first, abstains exactly where nothing asked is in the corpus, cites a
piece of the evidence, and is no dump. Citations are scored apart: recall and precision of the findings cited.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

Item = dict[str, Any]
Aliases = Mapping[str, Sequence[str]]
Place = tuple[str, int | None]

_WIDE = str.maketrans("０１２３４５６７８９（）：", "0123456789():")
_SILENT = re.compile(
    r"没有(?!完成|整改|改完|做完|做到)|没写|没提|没标|没单|未提|未写|未公布|未标|未逐|未列|未披露|未给|未涉及|未说明|未单|未按|没逐"
    r"|仅公布|只公布|仅给|不详|并非|不属于|不算|不在|不是|无法(?:确认|判断|得知|给出|比较|统计|核实)|不能(?:确认|判断|认定|得知|比较)"
    r"|(?:其余|其他|另外)[^，。,;；]{0,20}(?:没(?!完成|整改)|未(?!完成|整改|办结)|不|无)|只在|仅在|不含|不披露|只给|只写|不计|查询范围"
    r"|覆盖范围|共\d+份|范围[:：]|未出现|未见|只讲|只提|只说|只有总|只有汇总|没出现|没说|没列|没给|没公布|只字未提"
    r"|n['’]t\b|\bno\b|\bneither\b|\bnor\b|\bnot\b|\bnone\b|\bwithout\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"已完成|办结|均完成|已全部|已整改")
_OPEN_QUESTION = re.compile(r"没|未|还|尚|not |open|unfinished")
_REST = re.compile(r"\s*(?:而|但)?(?:其余|其他|其它|另外|余下|剩下|别的|the (?:other|rest))", re.IGNORECASE)
_DENIED = re.compile(r"(?:不是|并非|没有|并未|没|未|不存在|不能|是否|而非|比)[^，,。;；]{0,4}$")
_LONG_TYPES = frozenset(("list", "compare", "count_sum", "temporal", "summary"))


def plain(text: object) -> str:
    """A text in the form in which answers are compared: no marks, no markup, no white space, dates in words."""
    said = text if isinstance(text, str) else "" if text is None else json.dumps(text, ensure_ascii=False)
    said = re.sub(r"[\[【]\^?\d{1,3}(?:[,，、\-–]\s*\d{1,3})*[\]】](?:\([^)]*\))?", "", said).translate(_WIDE)
    numbered = r"(?m)^\s*(?:[-*+>#|]+\s*)*\d{1,3}[.、)]\s+"
    if len(re.findall(numbered, said)) > 1:
        said = re.sub(numbered, "\n", said)
    said = re.sub(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", lambda date: f"{date[1]}年{int(date[2])}月{int(date[3])}日", said)
    said = re.sub(r"(\d{4})-(\d{2})(?![\d-])", lambda date: f"{date[1]}年{int(date[2])}月", said)
    said = re.sub(r"(?<!\d)0(\d)(?=[月日])", r"\1", said)
    said = re.sub(r"(?<=[\d.])\s+(?=[\d.])", "|", re.sub(r"[*`_]+", "", said))
    said = re.sub(r"\s+", "", said)
    return re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", said).lower()


def holds(text: str, wanted: str) -> bool:
    """Whether a text says `wanted`; a number must stand alone, and 5人 is met by 5名."""
    said, sought = plain(text), plain(wanted)
    if re.fullmatch(r"\d+[人名个项条次件位]", sought) and not sought.endswith("位"):
        sought, after = sought[:-1], r"(?:人|名|个|项|条|次|件|位|people|persons)"
    else:
        after = r"(?!\.?\d)" if sought[-1:].isdigit() else ""
    before = r"(?<![\d.])" if sought[:1].isdigit() else ""
    return re.search(before + re.escape(sought) + after, said) is not None


def affirms(text: str, sought: str) -> bool:
    """Whether a text says it without denying it just before."""
    said = plain(text)
    return any(not _DENIED.search(said[: hit.start()]) for hit in re.finditer(re.escape(plain(sought)), said))


def mentioned(text: str, aliases: Aliases) -> dict[str, int]:
    """The hospitals a text names, with the position of the first mention."""
    said = plain(text)
    found = {}
    for hospital, names in aliases.items():
        hits = [at for at in (said.find(plain(name)) for name in [hospital, *names]) if at >= 0]
        if hits:
            found[hospital] = min(hits)
    return found


def presented(text: str, aliases: Aliases, *, closed_is_silent: bool) -> set[str]:
    """The hospitals presented as part of the answer: not those said to be silent or outside, nor lists under that."""
    kept: list[str] = []
    quiet = False
    for line in filter(str.strip, text.split("\n")):
        if re.match(r"\s*(#|\*\*)", line) or line.rstrip().endswith((":", "：")):
            quiet = _is_silent(line, closed_is_silent)
        elif not (quiet and re.match(r"\s*([-*+|]|\d+[.、)])", line)):
            quiet = False
            for sentence in re.split(r"[。；;！!？?]|\.\s|(?<=\|)\s*$", line):
                kept += [part for part in _parts(sentence, aliases) if not _is_silent(part, closed_is_silent)]
    return set(mentioned("。".join(kept), aliases))


def _is_silent(part: str, closed_is_silent: bool) -> bool:
    return bool(_SILENT.search(part) or (closed_is_silent and _CLOSED.search(part)))


def _parts(sentence: str, aliases: Aliases) -> list[str]:
    """A sentence at its commas; what names no hospital and opens no new subject stays with the part before it."""
    whole = re.sub(r"[（(][^（）()]*[）)]", lambda bracket: re.sub("[，,]", "、", bracket[0]), sentence)
    out: list[str] = []
    held = ""
    for part in re.split("[，,](?!\\d)", whole):
        named = mentioned(part, aliases)
        rest = plain(part)
        for hospital in named:
            for name in sorted([hospital, *aliases[hospital]], key=len, reverse=True):
                rest = rest.replace(plain(name), "")
        if not named and not _REST.match(part) and out:
            out[-1] += "，" + part
        elif (named and len(rest) <= 3) or (not named and not out):
            held += part + "，"
        else:
            out.append(held + part)
            held = ""
    return [*out, held] if held else out


def place_of(source: object, finding: object) -> Place:
    """A cited place as gold names it: the report's number, the finding's."""
    report = re.match(r"([A-Za-z]*\d+)", PurePosixPath(str(source)).name)
    number = re.search(r"(\d+)\D*$", str(finding)) if finding not in (None, "") else None
    return (report[1] if report else str(source), int(number[1]) if number else None)


def _cited(answer: Item) -> set[Place]:
    given = answer.get("citations") or []
    return {place_of(one["source"], one.get("finding")) for one in given if isinstance(one, dict) and one.get("source")}


def _wanted(gold: Item) -> set[Place]:
    pairs = (evidence.rsplit("-", 1) for evidence in gold.get("evidence", []))
    return {(report, None if finding == "meta" else int(finding)) for report, finding in pairs}


def _met(wanted: Place, cited: set[Place]) -> bool:
    return wanted in cited or (wanted[1] is None and any(report == wanted[0] for report, _ in cited))


def judge(gold: Item, answer: Item, aliases: Aliases) -> list[str]:
    """Why an answer is wrong; empty where it is right."""
    text = str(answer.get("answer") or "")
    why: list[str] = []
    if gold.get("abstain", False) is not None and (answer.get("abstained") is True) != bool(gold.get("abstain")):
        why.append("abstained" if answer.get("abstained") is True else "should abstain")
    why += [f"lacks {'/'.join(ways[:3])}" for ways in gold.get("must", []) if not any(holds(text, way) for way in ways)]
    why += [f"says {words}" for words in gold.get("must_not", []) if affirms(text, words)]
    why += _hospitals_wrong(gold, text, aliases)
    cited, wanted = _cited(answer), _wanted(gold)
    if wanted and not gold.get("abstain") and not any(_met(one, cited) for one in wanted):
        why.append("cites none of the evidence")
    if len(text) > (6000 if gold["type"] in _LONG_TYPES else 1200):
        why.append(f"too long: {len(text)} characters")
    return why


def _hospitals_wrong(gold: Item, text: str, aliases: Aliases) -> list[str]:
    needed, there = set(gold.get("hospitals", [])), mentioned(text, aliases)
    asked = set(mentioned(" ".join(gold["turns"]), aliases))
    why = [f"does not name {one}" for one in sorted(needed - asked - set(there))]
    if needed and not gold.get("abstain"):
        is_open = _OPEN_QUESTION.search(gold["turns"][-1]) is not None
        shown = presented(text, aliases, closed_is_silent=is_open)
        why += [f"wrongly names {one}" for one in sorted(shown - needed - asked - set(gold.get("may_name") or []))]
    if gold.get("first") and (not there or min(there, key=lambda one: there[one]) != gold["first"]):
        why.append(f"does not name first {gold['first']}")
    return why


@dataclass
class Score:
    """How a file of answers does. `wrong` maps the question's id to the reasons."""

    right: int = 0
    n: int = 0
    wrong: dict[str, list[str]] = field(default_factory=dict)
    by_type: dict[str, list[int]] = field(default_factory=dict)
    recall: list[float] = field(default_factory=list)
    precision: list[float] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Share of right answers."""
        return self.right / self.n if self.n else 0.0


def score(answers: Mapping[str, Item], gold: Sequence[Item], aliases: Aliases) -> Score:
    """Score answers by question id; a question without an answer is wrong."""
    total = Score()
    for question in gold:
        answer = answers.get(question["id"])
        why = ["no answer"] if answer is None else judge(question, answer, aliases)
        counts = total.by_type.setdefault(question["type"], [0, 0])
        counts[0], counts[1] = counts[0] + (not why), counts[1] + 1
        total.right, total.n = total.right + (not why), total.n + 1
        if why:
            total.wrong[question["id"]] = why
        if answer and question.get("evidence") and not question.get("abstain"):
            _score_citations(total, _wanted(question), _cited(answer))
    return total


def _score_citations(total: Score, wanted: set[Place], cited: set[Place]) -> None:
    total.recall.append(sum(_met(one, cited) for one in wanted) / len(wanted))
    fine = [one for one in cited if one in wanted or (one[0], None) in wanted]
    total.precision.append(len(fine) / len(cited) if cited else 0.0)


def read_lines(path: Path) -> list[Item]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def read_aliases(questions: Path, given: Path | None = None) -> Aliases:
    """Other names of the hospitals: of `given`, else of the file beside the questions, else none."""
    path = given or questions.with_name("aliases.json")
    names: Aliases = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return names


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--aliases", type=Path)
    parser.add_argument("--short", action="store_true", help="leave out which were wrong: for questions held out")
    given = parser.parse_args()
    answers = {one["id"]: one for one in read_lines(given.answers) if "id" in one}
    total = score(answers, read_lines(given.questions), read_aliases(given.questions, given.aliases))
    sys.stdout.write(f"{given.questions.stem}: accuracy {total.accuracy:.3f} ({total.right} of {total.n})\n")
    for name, values in (("recall", total.recall), ("precision", total.precision)):
        sys.stdout.write(f"citation {name} {sum(values) / len(values) if values else 0.0:.3f}\n")
    for question, why in {} if given.short else total.wrong.items():
        sys.stdout.write(f"  {question}: {'; '.join(why)}\n")


if __name__ == "__main__":
    main()
