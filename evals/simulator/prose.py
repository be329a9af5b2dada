"""A model that writes summaries, simulated: true sentences from the facts it is shown, in words of its own.

It knows nothing of the product's verification: sentences are made by rewriting the facts, so each is true by how it was
made. What the liars falsify of them stands in `evals.simulator.prose_lies`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from evals.simulator.brain import ChatRequest, Reply

_FACTS = re.compile(r"事实：\s*\n(.*?)\n\s*问题：", re.DOTALL)
_MARKS = re.compile(r"(?:\[\d{1,3}(?:-\d{1,3})?\])+")
_UNIT = re.compile(r"(?P<words>[^\[\]]+?)(?P<marks>(?:\[\d{1,3}(?:-\d{1,3})?\])+|(?<=。)|$)")
_SAYS = re.compile(r"^(?P<name>.+?)的通报(?:写|里写|写明)(?:道|到)?[：:]$|^(?P<bare>.+?)[：:]$")
_SAME = (("予以", "给予"), ("进行", "开展"), ("名", "位"))
_MOST_CHARACTERS = 150
_DIGITS = dict(zip("123456789", "一二三四五六七八九", strict=True))


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a prompt states: of which hospital, with which marks."""

    hospital: str
    words: str
    marks: str
    line: int

    def sentence(self, words: str | None = None) -> str:
        """The fact as a sentence."""
        return f"{(words or self.words).strip('，；：。 ')}{self.marks}。"


def facts_in(request: ChatRequest, hospitals: Sequence[str]) -> list[Fact]:
    """The facts of a prompt, in order."""
    block = _FACTS.search(request.text)
    found: list[Fact] = []
    for number, line in enumerate((block[1] if block else "").split("\n")):
        found += _of_line(line.strip().removeprefix("- ").strip(), hospitals, number)
    return found


def _of_line(text: str, hospitals: Sequence[str], number: int) -> list[Fact]:
    if not _MARKS.search(text):
        parts = [(part, "") for part in text.split("。") if part.strip("（）：: ")]
    else:
        units = ((unit["words"].strip(" ；;，,。：:"), unit["marks"]) for unit in _UNIT.finditer(text))
        parts = [(words, marks) for words, marks in units if len(words) >= 4 and marks]
    out: list[Fact] = []
    owner = ""
    for words, marks in parts:
        owner = min((name for name in hospitals if name in words), key=words.find, default=owner)
        if not words.startswith(("但", "不过")):
            out.append(Fact(owner, words, marks, number))
    return out


class ProseOracle:
    """Writes up to three true sentences: the lead, then facts that are short enough, reworded at random by the seed."""

    def __init__(self, hospitals: Sequence[str], *, seed: int = 0) -> None:
        self._hospitals = tuple(hospitals)
        self._seed = seed

    def reply(self, request: ChatRequest) -> Reply:
        """The summary."""
        return Reply("".join(self.sentences(request)))

    def sentences(self, request: ChatRequest) -> list[str]:
        """The sentences of the summary."""
        return [truth for _, truth in truths(facts_in(request, self._hospitals), self._dice(request))]

    def _dice(self, request: ChatRequest) -> random.Random:
        return random.Random(f"{self._seed}|oracle|{request.text}")


def truths(facts: Sequence[Fact], dice: random.Random) -> list[tuple[Fact, str]]:
    """Up to three facts, the first among them, with a true sentence each; together as short as the prompt wants."""
    usable = [fact for fact in facts if len(fact.words) <= 110 and _whole(fact.words)]
    chosen = usable[:1] + dice.sample(usable[1:], k=min(len(usable) - 1, 2)) if usable else []
    out: list[tuple[Fact, str]] = []
    for fact in chosen:
        sentence = fact.sentence(reworded(fact, dice))
        if sum(len(said) for _, said in out) + len(sentence) <= _MOST_CHARACTERS:
            out.append((fact, sentence))
    return out


def _whole(words: str) -> bool:
    """Whether a fact is not cut off in the middle and its quotation marks are closed."""
    return "…" not in words and all(words.count(a) == words.count(b) for a, b in ("“”", "「」", "（）", "《》"))


def reworded(fact: Fact, dice: random.Random) -> str:
    """A fact in other words that say the same."""
    words = _unquoted(fact, dice)
    if fact.hospital and fact.hospital not in words:
        words = dice.choice(
            [f"{fact.hospital}：{words}", f"{fact.hospital}的通报写明，{words}", f"{fact.hospital}{words}"]
        )
    elif dice.random() < 0.4:
        words = dice.choice(["根据通报，", "通报显示，", "从通报看，"]) + words
    if "“" in words:
        # What stands in quotation marks is somebody's words: they are not reworded.
        return words
    for one, other in _SAME:
        if dice.random() < 0.4:
            words = re.sub(rf"(?<=\d){one}(?=[一-龥])" if one == "名" else one, other, words)
    return _counted(words, dice)


def _unquoted(fact: Fact, dice: random.Random) -> str:
    """甲医院的通报写：“……” as 甲医院…… or as it stands."""
    match = re.fullmatch(r"(?P<head>[^“”]*?)(?:的通报)?(?:写到?|写明)?[：:]“(?P<quote>.+)”", fact.words)
    if match is None or dice.random() < 0.3 or match["head"].strip() != fact.hospital:
        return fact.words
    clauses = re.split(r"[；。]", match["quote"])
    part = dice.choice(clauses) if dice.random() < 0.3 else match["quote"]
    return dice.choice([f"{fact.hospital}{part}", f"{fact.hospital}的通报写明：{part}"])


def _counted(words: str, dice: random.Random) -> str:
    """Small numbers in Chinese, dates with 号."""
    if dice.random() < 0.2:
        words = re.sub(r"(?<![\d.第])([3-9])(?=家|名|条|项|件)", lambda found: _DIGITS[found[1]], words)
    if dice.random() < 0.2:
        words = re.sub(r"(?<=月)(\d{1,2})日", r"\1号", words)
    return words
