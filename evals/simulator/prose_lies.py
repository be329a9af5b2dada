"""Ways to falsify a true sentence, each of which makes it false by how it is made."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.simulator import lie_words as words
from evals.simulator.prose import Fact


@dataclass(frozen=True, slots=True)
class Falsifier:
    """Makes lies out of one true sentence and the facts of its prompt. `hospitals`: all there are."""

    sentence: str
    fact: Fact
    facts: Sequence[Fact]
    hospitals: Sequence[str]
    prompt: str
    dice: random.Random

    def lie(self) -> tuple[str, str] | None:
        """A falsified sentence and its kind; None where no way applies."""
        kinds = list(_KINDS)
        self.dice.shuffle(kinds)
        for kind in kinds:
            lied = _KINDS[kind](self)
            if lied and lied != self.sentence and _core(lied) not in _core(self.prompt):
                return kind, lied
        return None

    def digit(self) -> str:
        """Another number in its place, one that the prompt does not hold."""
        found = list(words.NUMBER.finditer(self.sentence))
        if not found:
            return ""
        at = self.dice.choice(found)
        held = set(words.NUMBER.findall(self.prompt))
        for _ in range(20):
            digits = list(at[0])
            where = self.dice.choice([i for i, char in enumerate(digits) if char.isdigit()])
            digits[where] = self.dice.choice("123456789")
            said = "".join(digits)
            if said not in held and float(said) != float(at[0]):
                return self.sentence[: at.start()] + said + self.sentence[at.end() :]
        return ""

    def unit(self) -> str:
        """The same number of something else."""
        found = list(words.COUNTED.finditer(self.sentence))
        if not found:
            return ""
        at = self.dice.choice(found)
        return self.sentence[: at.start("unit")] + words.OTHER_UNIT[at["unit"]] + self.sentence[at.end("unit") :]

    def hospital(self) -> str:
        """The same of a hospital of which it was not said."""
        named = [name for name in self.hospitals if name in self.sentence]
        others = [name for name in self.hospitals if name not in self.sentence]
        if not named or not others or re.search(r"没有|未", self.sentence):
            return ""
        return self.sentence.replace(self.dice.choice(named), self.dice.choice(others))

    def invented_hospital(self) -> str:
        """The same of a hospital that is nowhere."""
        named = [name for name in self.hospitals if name in self.sentence]
        return self.sentence.replace(named[0], self.dice.choice(("临江市人民医院", "东川县中医院"))) if named else ""

    def status(self) -> str:
        """Done for not done, planned for done."""
        return self._replaced(words.FLIPS)

    def turned(self) -> str:
        """The other end of a comparison."""
        return self._replaced(words.TURNED)

    def dropped(self) -> str:
        """A denial, plan or limit left out."""
        found = [
            one
            for one in words.DROPPED.finditer(self.sentence)
            if "不断" not in self.sentence[one.start() : one.start() + 2]
        ]
        if not found:
            return ""
        at = self.dice.choice(found)
        return self.sentence[: at.start()] + self.sentence[at.end() :]

    def action(self) -> str:
        """Another sanction."""
        named = [one for one in words.ACTIONS if one in self.sentence]
        others = [one for one in words.ACTIONS if one not in self.prompt]
        return self.sentence.replace(named[0], self.dice.choice(others)) if named and others else ""

    def title(self) -> str:
        """Another document."""
        return (
            re.sub(r"《[^》]+》", "《医疗设备验收管理规定》", self.sentence, count=1) if "《" in self.sentence else ""
        )

    def added(self) -> str:
        """Something more, from nowhere."""
        return words.ENDING.sub(lambda end: f"{self.dice.choice(words.ADDED)}{end[1]}。", self.sentence)

    def markup(self) -> str:
        """Something that a page would render."""
        return words.ENDING.sub(lambda end: f"{self.dice.choice(words.MARKUP)}{end[1]}。", self.sentence)

    def merged(self) -> str:
        """The beginning of one fact with the end of another's, as if they were one."""
        others = [one for one in self.facts if one.hospital and one.hospital != self.fact.hospital and one.marks]
        if not others or not self.fact.hospital:
            return ""
        other = self.dice.choice(others)
        tail = other.words.replace(other.hospital, "").strip("：:“”，；的通报写")
        return (
            f"{self.fact.hospital}{tail}{self.dice.choice([self.fact.marks, other.marks])}。" if len(tail) > 6 else ""
        )

    def foreign(self) -> str:
        """Another hospital's source."""
        others = [one for one in self.facts if one.hospital and one.hospital != self.fact.hospital and one.marks]
        if not others or not self.fact.marks or sum(name in self.sentence for name in self.hospitals) != 1:
            return ""
        return words.ENDING.sub(f"{self.dice.choice(others).marks}。", self.sentence)

    def swapped(self) -> str:
        """Two numbers of one self.sentence in each other's place."""
        found = list(words.COUNTED.finditer(self.sentence))
        pairs = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if a["unit"] == b["unit"] and a[0] != b[0]]
        if not pairs:
            return ""
        a, b = self.dice.choice(pairs)
        return self.sentence[: a.start()] + b[0] + self.sentence[a.end() : b.start()] + a[0] + self.sentence[b.end() :]

    def closed(self) -> str:
        """A finding declared done that is not said to be."""
        titles = re.findall(r"「([^」]+)」", self.fact.words)
        if not titles or not self.fact.hospital or "完成" in self.fact.words:
            return ""
        return f"{self.fact.hospital}「{titles[0]}」已完成{self.fact.marks}。"

    def all_done(self) -> str:
        """Everything declared done."""
        return f"{self.fact.hospital}的问题均已完成整改{self.fact.marks}。" if "完成" not in self.fact.words else ""

    def date(self) -> str:
        """Another month or year in place of a date's, one that the prompt does not hold."""
        found = list(words.DATE.finditer(self.sentence))
        if not found:
            return ""
        at = self.dice.choice(found)
        month = self.dice.choice([n for n in range(1, 13) if n != int(at["month"])])
        year = f"{int(at['year']) + self.dice.choice((-1, 1, 2))}年" if at["year"] else ""
        said = self.dice.choice([f"{year}{at['month']}月", f"{at['year'] or ''}{'年' if at['year'] else ''}{month}月"])
        said = f"{said if year else f'{month}月'}{at['rest'] or ''}"
        return "" if said in self.prompt else self.sentence[: at.start()] + said + self.sentence[at.end() :]

    def person(self) -> str:
        """A person named whom nobody named."""
        who = f"，{self.dice.choice(words.POSTS)}{self.dice.choice(words.PERSONS)}"
        did = self.dice.choice(("负责此事", "已作检讨", "被提醒谈话", "签字确认"))
        return words.ENDING.sub(lambda end: f"{who}{did}{end[1]}。", self.sentence)

    def spelt_number(self) -> str:
        """Another number, in Chinese characters."""
        found = [one for one in words.COUNTED.finditer(self.sentence) if one[0][: -len(one["unit"])].isdigit()]
        if not found:
            return ""
        at = self.dice.choice(found)
        true = int(at[0][: -len(at["unit"])])
        other = self.dice.choice([n for n in range(2, 10) if n != true])
        return f"{self.sentence[: at.start()]}{'零一二三四五六七八九'[other]}{at['unit']}{self.sentence[at.end() :]}"

    def wider(self) -> str:
        """Some made all, begun made done."""
        return self._replaced(words.WIDER)

    def denied(self) -> str:
        """The opposite, by a word put before what was done."""
        verbs = list(words.DONE.finditer(self.sentence))
        if not verbs:
            return ""
        at = self.dice.choice(verbs).start()
        if self.sentence[max(0, at - 1) : at] in ("未", "不", "没", "无"):
            return ""
        return self.sentence[:at] + self.dice.choice(("未", "没有", "尚未", "拟", "计划")) + self.sentence[at:]

    def caused(self) -> str:
        """Two facts of one hospital as cause and effect."""
        others = [one for one in self.facts if one is not self.fact and one.hospital == self.fact.hospital]
        if not others:
            return ""
        other, cause = self.dice.choice(others), self.dice.choice(words.CAUSES)
        return f"{self.sentence.rstrip('。')}，{cause}{other.words.strip('，；：。 ')}{other.marks}。"

    def ordered(self) -> str:
        """An order that no notice gave, passed on to the reader."""
        return f"{self.dice.choice(words.ORDERS)}{self.fact.marks}。"

    def abroad(self) -> str:
        """A falsehood in another language."""
        return f"{self.dice.choice(words.ABROAD)}{self.fact.marks}。"

    def _replaced(self, pairs: Sequence[tuple[str, str]]) -> str:
        there = [(one, other) for one, other in pairs if one in self.sentence]
        if not there:
            return ""
        one, other = self.dice.choice(there)
        return self.sentence.replace(one, other, 1)


_KINDS: dict[str, Callable[[Falsifier], str]] = {
    "digit": Falsifier.digit,
    "unit": Falsifier.unit,
    "hospital": Falsifier.hospital,
    "status": Falsifier.status,
    "invented hospital": Falsifier.invented_hospital,
    "turned": Falsifier.turned,
    "dropped": Falsifier.dropped,
    "action": Falsifier.action,
    "title": Falsifier.title,
    "added": Falsifier.added,
    "markup": Falsifier.markup,
    "merged": Falsifier.merged,
    "foreign citation": Falsifier.foreign,
    "swapped": Falsifier.swapped,
    "closed": Falsifier.closed,
    "all done": Falsifier.all_done,
    "date": Falsifier.date,
    "person": Falsifier.person,
    "spelt number": Falsifier.spelt_number,
    "wider": Falsifier.wider,
    "denied": Falsifier.denied,
    "cause": Falsifier.caused,
    "order": Falsifier.ordered,
    "abroad": Falsifier.abroad,
}


def _core(text: str) -> str:
    """A text without marks, white space and punctuation: what it says."""
    return re.sub(r"\[\d{1,3}(?:-\d{1,3})?\]|[\s，。；：、“”「」（）()]", "", text)
