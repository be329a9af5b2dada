"""A text as what its sentence claims: clauses of single characters, with numbers, dates, titles and names as one piece.

Two texts say the same number when their atoms are equal: 5名 and 5人, 468万元 and 4,680,000元, 8月份 and 8月; never 5人
and 5条, 12月 and 12月前.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.text.flat import fold
from assistant.text.numbers import parse_number

Kind = Literal["char", "number", "date", "order", "title"]
_SAME_UNIT = {"名": "人", "位": "人", "个": "条", "项": "条", "所": "家", "块钱": "元", "日": "天"}
_MARGIN = {"之前": "前", "以前": "前", "之后": "后", "以后": "后", "多": "余"}
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_CHINESE = r"[一二两三四五六七八九十百千]{1,7}"
_UNIT = (
    r"元|块钱|%|‰|人次|例次|台次|人|名|位|条|个百分点|个月|个|项|件|家|所|份|次|起|例|台|天|日|年|季度|期|批|场|篇|张|套|支|户|岁"
    r"|小时|分钟|平方米|公里|门|类|处|卷|本|种|辆|间|届|号|笔|倍"
)
_COUNTED = (
    r"人次|人(?![民员才事大力身们])|名(?![称单义额])|位(?!置)|条|个|项|件|家|份|次(?!性)|起(?![草])|例(?!如)|天|倍|笔"
    r"|处(?![理分罚置])|场|期|成(?![效立果功员本绩])|季度"
)
_EDGE = (
    r"(?P<{0}>(?:上旬|中旬|下旬|[底末初])?"
    r"(?:之前|以前|前(?![期列沿往来后])|之后|以后|后(?![勤续备])|以来|起(?!草)|内(?![部科控镜])|止)?)"
)
_ATOM = re.compile(
    rf"""
      (?P<mark>\[\d{{1,3}}(?:[-–,、]\d{{1,3}})*\])
    | (?P<title>《[^《》]{{1,60}}》)
    | (?P<order>第\(?(?P<nth>\d{{1,3}}|[一二三四五六七八九十百]{{1,5}})\)?[条项个])
    | (?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)
    | (?:(?P<y>(?:19|20)\d\d)年)?(?P<m>1[0-2]|0?[1-9])月份?(?:(?P<d>3[01]|[12]\d|0?[1-9])[日号])?份?{_EDGE.format("q")}
    | (?P<year>(?:19|20)\d\d)年度?{_EDGE.format("yq")}
    | 百分之(?P<percent>{_ARABIC}|{_CHINESE})
    | (?P<number>{_ARABIC})(?P<about>[余多])?(?P<scale>[百千]?[万亿]|[百千])?(?P<about2>[余多])?(?P<unit>{_UNIT})?
      (?P<margin>左右|以上|以下|以内)?
    | (?P<cn>{_CHINESE})(?P<cn_about>[余多])?(?P<cn_unit>{_COUNTED})
    | (?P<bound>[,;:!?()。、「」『』“”‘’"\n\t|])
    """,
    re.VERBOSE,
)
_SENTENCE_ENDS = frozenset("。!?\n")
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_NAME = "\ue000"


@dataclass(frozen=True, slots=True)
class Atom:
    """One character, or one number, date, printed finding number or title. `value` is what makes two of them equal."""

    kind: Kind
    text: str
    value: tuple[object, ...] = ()

    def says(self, other: Atom) -> bool:
        """Whether this, in a claim, is what `other` in the evidence prints; a claim may leave out a date's year."""
        if self.kind != other.kind:
            return False
        if self.kind == "date" and self.value[0] is None:
            return self.value[1:] == other.value[1:]
        return self.text == other.text if self.kind == "char" else self.value == other.value

    @property
    def counts(self) -> bool:
        """Whether it is a number or a date."""
        return self.kind in ("number", "date")


@dataclass(slots=True)
class Clause:
    """A stretch without punctuation: its atoms without hospital names, which stand apart."""

    atoms: list[Atom] = field(default_factory=list)
    hospitals: list[str] = field(default_factory=list)
    marks: tuple[int, ...] = ()
    """Of the citation marks right behind it."""
    opened_by: str = ""
    sentence: int = 0

    @property
    def words(self) -> str:
        """The atoms as text."""
        return "".join(atom.text for atom in self.atoms)


def clauses_of(text: str, hospitals: Sequence[str], *, marked: bool = True) -> list[Clause]:
    """The clauses of `text`. `marked`: [3] is a citation mark, and not words of the text."""
    flat = _flatten(text)
    names = sorted(((fold(name), name) for name in hospitals), key=lambda pair: -len(pair[0]))
    for index, (folded, _) in enumerate(names):
        flat = flat.replace(folded, f"{_NAME}{chr(0xE100 + index)}")
    clauses = [Clause()]
    for kind, atom in _scan(flat):
        last = clauses[-1]
        if kind == "mark":
            if marked:
                last.marks += tuple(numbers_in(atom.text))
        elif kind == "bound":
            ended = atom.text in _SENTENCE_ENDS
            clauses.append(Clause(opened_by=atom.text, sentence=last.sentence + ended))
        elif kind == "name":
            last.hospitals.append(names[ord(atom.text) - 0xE100][1])
        else:
            if last.marks:
                clauses.append(last := Clause(sentence=last.sentence))
            last.atoms.append(atom)
    return [clause for clause in clauses if clause.atoms or clause.hospitals or clause.marks]


def numbers_in(mark: str) -> list[int]:
    """The citation numbers of [2], [2-4] or [2,3]."""
    out: list[int] = []
    for part in re.split(r"[,、]", mark.strip("[]【】")):
        first, _, last = part.replace("–", "-").partition("-")
        out += range(int(first), int(last or first) + 1) if int(last or first) - int(first) < 100 else [0]
    return out


def _flatten(text: str) -> str:
    """Matching form that keeps line breaks."""
    return "\n".join(fold(line) for line in text.split("\n"))


def _scan(flat: str) -> Iterator[tuple[str, Atom]]:
    at = 0
    while at < len(flat):
        if flat[at] == _NAME and at + 1 < len(flat):
            yield "name", Atom("char", flat[at + 1])
            at += 2
            continue
        match = _ATOM.match(flat, at)
        if match is None or (match["cn"] and at and flat[at - 1] == "第"):
            yield "char", Atom("char", flat[at].lower())
            at += 1
            continue
        yield _read(match)
        at = match.end()


def _read(match: re.Match[str]) -> tuple[str, Atom]:
    text = match.group()
    if match["mark"] or match["bound"]:
        return ("mark" if match["mark"] else "bound"), Atom("char", text)
    if match["title"]:
        return "title", Atom("title", text, (text,))
    if match["order"]:
        return "order", Atom("order", text, (parse_number(match["nth"]),))
    if match["iso"] or match["m"] or match["year"]:
        return "date", Atom("date", text, _date(match))
    return "number", Atom("number", text, _number(match))


def _date(match: re.Match[str]) -> tuple[object, ...]:
    if match["iso"]:
        parts = [int(part) for part in match["iso"].split("-")]
        return (*parts, *[None] * (3 - len(parts)), "")
    edge = match["q"] or match["yq"] or ""
    for written, said in _MARGIN.items():
        edge = edge.replace(written, said) if len(written) > 1 else edge
    year = match["y"] or match["year"]
    return (int(year) if year else None, _int(match["m"]), _int(match["d"]), edge)


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _number(match: re.Match[str]) -> tuple[object, ...]:
    if match["percent"]:
        return (parse_number(match["percent"]), "%", "")
    if match["cn"]:
        unit, about = match["cn_unit"], "余" if match["cn_about"] else ""
        return (parse_number(match["cn"]) or match["cn"], _SAME_UNIT.get(unit, unit), about)
    value = parse_number(match["number"]) or 0.0
    for scale in match["scale"] or "":
        value *= _SCALES[scale]
    unit = match["unit"] or ("元" if (match["scale"] or "").endswith(("万", "亿")) else "")
    about = "余" if match["about"] or match["about2"] else ""
    return (round(value, 6), _SAME_UNIT.get(unit, unit), about + (match["margin"] or ""))
