"""Ways to falsify a true sentence, each of which makes it false by how it is made."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.simulator.prose import Fact

_NUMBER = re.compile(r"(?<![\d.\[第〔-])\d+(?:\.\d+)?(?![\d.\]〕-])")
_COUNTED = re.compile(r"(?<![\d.\[第])\d+(?:\.\d+)?(?P<unit>万元|元|人次|人|名|条|项|件|家|天|%|台|例)")
_OTHER_UNIT = {
    "万元": "元",
    "元": "万元",
    "人次": "件",
    "人": "件",
    "名": "件",
    "条": "家",
    "项": "人",
    "件": "人",
    "家": "条",
    "天": "个月",
    "%": "人",
    "台": "万元",
    "例": "万元",
}
_FLIPS = (
    ("尚未", "已"),
    ("暂未", "已"),
    ("没有", "已经"),
    ("未完成", "已完成"),
    ("已完成", "未完成"),
    ("基本完成", "全部完成"),
    ("取得阶段性成效", "已完成"),
    ("取得阶段性成果", "已完成"),
    ("计划于", "已于"),
    ("计划", "已经"),
    ("拟于", "已于"),
    ("预计", "已于"),
    ("正在", "已经"),
    ("不存在", "存在"),
    ("逐步", "全部"),
    ("已", "未"),
    ("写到", "没有写到"),
    ("开展", "未开展"),
    ("修订", "未修订"),
)
_DROPPED = re.compile(r"尚未|暂未|没有|未能|并未|计划于?|预计|拟于?|初步|基本|部分|约|未|不")
_TURNED = (
    ("更多", "更少"),
    ("更高", "更低"),
    ("更短", "更长"),
    ("最多", "最少"),
    ("最少", "最多"),
    ("最长", "最短"),
    ("最短", "最长"),
    ("最早", "最晚"),
    ("提高", "下降"),
    ("增加", "减少"),
    ("降到", "升到"),
    ("降低", "升高"),
    ("超过", "不足"),
    ("高于", "低于"),
)
_ACTIONS = ("开除党籍", "党内严重警告", "政务撤职", "停职检查", "诫勉谈话", "提醒谈话", "通报批评", "政务警告")
_ADDED = (
    "，并已追回资金320万元",
    "，问题已全部整改到位",
    "，院长李建国已被免职",
    "，为各院最高",
    "，由省纪委监委直接查办",
    "，相关责任人均受到处分",
    "，满意度提升至98.6%",
    "，预计2031年3月完成",
    "，整改率100%",
    "，不存在其他问题",
)
_MARKUP = (
    "![图](http://a.example/p.png)",
    "[详情](https://a.example)",
    "<b>重要</b>",
    "<img src=x onerror=alert(1)>",
    "`rm -rf`",
)
_ENDING = re.compile(r"((?:\[\d{1,3}(?:-\d{1,3})?\])*)。$")


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
        found = list(_NUMBER.finditer(self.sentence))
        if not found:
            return ""
        at = self.dice.choice(found)
        held = set(_NUMBER.findall(self.prompt))
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
        found = list(_COUNTED.finditer(self.sentence))
        if not found:
            return ""
        at = self.dice.choice(found)
        return self.sentence[: at.start("unit")] + _OTHER_UNIT[at["unit"]] + self.sentence[at.end("unit") :]

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
        return self._replaced(_FLIPS)

    def turned(self) -> str:
        """The other end of a comparison."""
        return self._replaced(_TURNED)

    def dropped(self) -> str:
        """A denial, plan or limit left out."""
        found = [
            one
            for one in _DROPPED.finditer(self.sentence)
            if "不断" not in self.sentence[one.start() : one.start() + 2]
        ]
        if not found:
            return ""
        at = self.dice.choice(found)
        return self.sentence[: at.start()] + self.sentence[at.end() :]

    def action(self) -> str:
        """Another sanction."""
        named = [one for one in _ACTIONS if one in self.sentence]
        others = [one for one in _ACTIONS if one not in self.prompt]
        return self.sentence.replace(named[0], self.dice.choice(others)) if named and others else ""

    def title(self) -> str:
        """Another document."""
        return (
            re.sub(r"《[^》]+》", "《医疗设备验收管理规定》", self.sentence, count=1) if "《" in self.sentence else ""
        )

    def added(self) -> str:
        """Something more, from nowhere."""
        return _ENDING.sub(lambda end: f"{self.dice.choice(_ADDED)}{end[1]}。", self.sentence)

    def markup(self) -> str:
        """Something that a page would render."""
        return _ENDING.sub(lambda end: f"{self.dice.choice(_MARKUP)}{end[1]}。", self.sentence)

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
        return _ENDING.sub(f"{self.dice.choice(others).marks}。", self.sentence)

    def swapped(self) -> str:
        """Two numbers of one self.sentence in each other's place."""
        found = list(_COUNTED.finditer(self.sentence))
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
}


def _core(text: str) -> str:
    """A text without marks, white space and punctuation: what it says."""
    return re.sub(r"\[\d{1,3}(?:-\d{1,3})?\]|[\s，。；：、“”「」（）()]", "", text)
