"""Which hospitals a question means: full names, short forms, nicknames by rule, slips of the keyboard, pinyin.

Everything is derived from the names of the reports that are stored, so a new hospital needs no new code. Forms
are kept in
dictionaries: finding them costs the length of the question, not the number of hospitals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pypinyin import lazy_pinyin

from assistant.answering.latin_names import in_characters
from assistant.answering.lexicon import word_list
from assistant.records.query import ReportRow

_REGION = re.compile(
    r"^([\u4e00-\u9fff]{2,6}?)(自治区|自治州|自治县|自治旗|经济技术开发区|高新技术产业开发区|经济开发区|开发区|高新区|工业园区|示范区|省|市|地区|盟|新区|区|县|旗|州)(?=[\u4e00-\u9fff]{3,}|医院$)"
)
_NUMBER = {"第一": "一", "第二": "二", "第三": "三", "第四": "四", "第五": "五", "第六": "六"}
_INSTITUTION = re.compile(
    r"(?:省|市|区|县|旗)?([第一二三四五六七八九十人民中心医蒙藏西结合妇女幼保健儿童肿瘤口腔眼科精神卫生传染病防治附属总大学职工铁路矿务红十字骨伤康复]{0,12}?)(医院|保健院|卫生院|院)"
)


_FEW = 60
"""Up to so many hospitals, two characters that sound like a name are taken for it."""
_KINDS = re.compile("|".join(sorted(map(re.escape, word_list("kind_words")), key=len, reverse=True)))
_SHORT_KINDS = re.compile(r"妇幼|精卫|人医|中医|附院|[一二三四五六七八九十]院|总院|院|集团|中心")

_SPECIALTY = re.compile(
    r"(?:口腔|眼科|骨科|骨伤|儿童|肿瘤|胸科|传染|精神|康复|老年|脑科|肛肠|皮肤)(?=[的和与跟、,，;；:：?？谁哪两各比在把给对是有\s]|$)"
)
"""A specialty that ends a short name; before a noun it may belong to the matter (种植 of 口腔种植)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the question that names hospitals; several where the name fits more than one."""

    start: int
    end: int
    hospitals: tuple[str, ...]
    guessed: bool = False
    """Read through a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """A hospital's name taken apart: regions from large to small, then what the hospital itself is called."""

    regions: tuple[tuple[str, str], ...]
    rest: str
    kind: str

    @property
    def core(self) -> str:
        """The part of the name that is its own (云帆 in 云帆医院); empty where only the kind remains."""
        return self.rest[: len(self.rest) - len(self.kind)]

    @property
    def stems(self) -> tuple[str, ...]:
        """What single words of the name stand for the hospital: its own part without kinds (江岭 in
        江岭大学附属), the smallest region.
        """
        proper = [piece for piece in _KINDS.split(self.core) if len(piece) >= 2]
        regions = [self.regions[-1][0]] if self.regions and (self.regions[-1][1] or not proper) else []
        return tuple(dict.fromkeys([*regions, *proper, *([self.core] if len(self.core) >= 2 and proper else [])]))


def take_apart(name: str) -> NameParts:
    """The parts of a hospital's full name."""
    regions: list[tuple[str, str]] = []
    rest = name
    for province in word_list("province"):
        if rest.startswith(province) and len(rest) > len(province) + 2:
            bare = rest[len(province) :]
            suffix = next((s for s in ("自治区", "省", "市") if bare.startswith(s)), "")
            regions.append((province, suffix))
            rest = bare[len(suffix) :]
            break
    while match := _REGION.match(rest):
        regions.append((match[1], match[2]))
        rest = rest[match.end() :]
    kind = next((kind for kind in word_list("institution_kind") if rest.endswith(kind)), "")
    return NameParts(tuple(regions), rest, kind)


_SPOKEN_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("中医", frozenset(("中医院", "中医医院"))),
    ("蒙医", frozenset(("蒙医院", "蒙医医院", "蒙中医院", "中蒙医院", "中蒙医医院"))),
    ("附属", frozenset(("附院", "附属医院"))),
    ("精神", frozenset(("精卫", "精神病院", "精神病医院", "精卫中心"))),
    ("总医院", frozenset(("总院", "总医院"))),
    ("妇幼", frozenset(("妇幼", "妇幼院", "妇幼保健院", "保健院"))),
)
"""What is said for a hospital whose kind holds a word."""


def _kind_forms(rest: str) -> set[str]:
    """Short ways of saying what kind of hospital it is: 第一医院 → 一院, 人民医院 → 医院, 中医蒙医医院 → 蒙医院."""
    forms = {rest, "医院"} if rest.endswith("医院") else {rest}
    if "集团" in rest:
        forms |= _kind_forms(rest.replace("集团", ""))
    for long, short in _NUMBER.items():
        if rest.startswith(long):
            tail = rest[len(long) :]
            forms |= {f"{short}院", f"{short}医院", short + tail} | ({f"{short}医"} if tail == "人民医院" else set())
    for word, spoken in _SPOKEN_KINDS:
        if word in rest:
            forms |= spoken
    if rest == "人民医院":
        forms |= {"人医", "县医院", "市医院", "区医院"}
    if "附属" in rest and (number := next((short for long, short in _NUMBER.items() if long in rest), "")):
        forms |= {f"附{number}院", f"{number}附院", f"附属{number}院", f"{number}附", f"附{number}", f"{number}院"}
    if rest.endswith(("医疗中心", "医学中心")):
        forms |= {rest[:-4] + "中心"}
    return forms


def _school_forms(rest: str) -> set[str]:
    """A school's hospital with its number before or after 附属, the school shortened (医大二附院)."""
    school, _, own = rest.partition("附属")
    if not school or not own:
        return set()
    schools = {school, school.replace("医科大学", "医大"), school.replace("大学", "大")}
    kinds = _kind_forms(f"附属{own}")
    number = re.match(r"第[一二三四五六]", own)
    if number:
        kinds |= {f"{number[0]}附属{own[number.end() :]}"}
    return {name + kind for name in schools for kind in kinds}


_BARE = re.compile(r"[^第]{2,}(?=医院$)")
_COMMON_BARE = frozenset(("人民", "中心", "职工"))
"""Kinds that are words of their own when 医院 is left off (某某人民群众)."""


def _bare_forms(parts: NameParts) -> set[str]:
    """The place with the field of medicine, 医院 left off: 临岚口腔, 临岚肿瘤."""
    kind = _BARE.match(parts.rest)
    if kind is None or kind[0] in _COMMON_BARE or not parts.regions:
        return set()
    stem, suffix = parts.regions[-1]
    return {stem + kind[0], stem + suffix + kind[0]}


_AUTONOMOUS = re.compile(r"^([\u4e00-\u9fff]{2,3}?)(?:[\u4e00-\u9fff]{1,4}?族)+自治(?=县|旗)")
"""The place and its peoples before 自治县: who speaks of it says 县."""


def surface_forms(name: str) -> set[str]:
    """What people may write for a hospital of this name."""
    parts = take_apart(name)
    forms = {name}
    spoken = _AUTONOMOUS.sub(r"\1", name)
    if spoken != name:
        forms |= surface_forms(spoken)
    if parts.regions:
        stem, suffix = parts.regions[-1]
        for kind in _kind_forms(parts.rest):
            forms |= {stem + kind, stem + suffix + kind}
        forms |= {stem + suffix} if suffix else set()
        for earlier, earlier_suffix in parts.regions[:-1]:
            forms |= {earlier} if earlier not in word_list("province") else set()
            forms |= {earlier + stem + kind for kind in _kind_forms(parts.rest)}
            forms |= {earlier + earlier_suffix + stem + suffix + parts.rest}
    for stem in parts.stems:
        forms |= {stem, stem + "医院"} | {stem + kind for kind in _kind_forms(parts.kind)}
        if (school := parts.rest.find("附属")) >= 0:
            forms |= {stem + kind for kind in _kind_forms(parts.rest[school:])}
    if len(parts.core) >= 2:
        forms |= {parts.rest}
    forms |= _bare_forms(parts)
    forms |= _school_forms(parts.rest)
    return {form for form in forms if len(form) >= 2}


@dataclass
class Gazetteer:
    """The names of the stored hospitals, ready to be found in questions."""

    by_hospital: dict[str, list[ReportRow]]
    forms: dict[str, set[str]] = field(default_factory=dict)
    sounds: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    latin: dict[str, set[str]] = field(default_factory=dict)
    wildcards: dict[str, set[str]] = field(default_factory=dict)
    longest: int = 0

    @classmethod
    def of(cls, reports: Iterable[ReportRow]) -> Gazetteer:
        """Built from the stored reports; those of one hospital stand latest first."""
        by_hospital: dict[str, list[ReportRow]] = defaultdict(list)
        for row in reports:
            by_hospital[row.fields.hospital].append(row)
        for rows in by_hospital.values():
            rows.sort(key=lambda r: (report_date(r), r.source), reverse=True)
        gazetteer = cls(dict(sorted(by_hospital.items())))
        for hospital, rows in gazetteer.by_hospital.items():
            gazetteer._add(hospital, {alias for row in rows for alias in row.fields.aliases})
        gazetteer.longest = max((len(form) for form in gazetteer.forms), default=0)
        return gazetteer

    def _add(self, hospital: str, aliases: set[str]) -> None:
        generic = set(word_list("generic_hospital")) | set(word_list("institution_kind"))
        for form in surface_forms(hospital) | {a for a in aliases if len(a) >= 2 and a not in generic}:
            self.forms.setdefault(form, set()).add(hospital)
        for stem in take_apart(hospital).stems:
            self._add_sound(stem)

    def _add_sound(self, stem: str) -> None:
        sound = tuple(lazy_pinyin(stem))
        self.sounds.setdefault(sound, set()).add(stem)
        self.latin.setdefault("".join(sound), set()).add(stem)
        if len(stem) >= 3:
            for i in range(len(stem)):
                self.wildcards.setdefault(f"{stem[:i]}?{stem[i + 1 :]}", set()).add(stem)

    def find(self, text: str) -> list[Mention]:
        """Mentions in order of appearance, longest form first at each place; slips are tried where nothing fits
        exactly.
        """
        found: list[Mention] = []
        at = 0
        while at < len(text):
            mention = self._exact(text, at) or self._slip(text, at)
            if mention:
                found.append(mention)
                at = mention.end
            else:
                at += 1
        return found

    def _exact(self, text: str, at: int) -> Mention | None:
        for length in range(min(self.longest, len(text) - at), 1, -1):
            form = text[at : at + length]
            hospitals = self.forms.get(form)
            if hospitals and _OWN_WORD.match(text, at + length - 1) and form[:-1] in self.forms:
                continue
            if hospitals and form[-1] != "院" and _DEPARTMENT.match(text, at + length):
                continue
            if hospitals and not _part_of_longer(text, at, form):
                return _carried_on(text, Mention(at, at + length, tuple(sorted(hospitals))))
        return None

    def _slip(self, text: str, at: int) -> Mention | None:
        for length in (4, 3, 2):
            typed = text[at : at + length]
            if len(typed) < length or not re.fullmatch(r"[\u4e00-\u9fff]+", typed):
                continue
            if _OWN_WORD.match(text, at + length - 1):
                continue
            stems = set(self.sounds.get(tuple(lazy_pinyin(typed)), ()))
            if length >= 3:
                for i in range(length):
                    stems |= self.wildcards.get(f"{typed[:i]}?{typed[i + 1 :]}", set())
            hospitals = {h for stem in stems for h in self.forms.get(stem, ())}
            if hospitals:
                typed_name = Mention(at, at + length, tuple(sorted(hospitals)), guessed=True)
                found = _carried_on(text, typed_name)
                # Among very many names some sound like any two characters: then the kind of hospital must follow.
                if length > 2 or found.end > typed_name.end or len(self.by_hospital) <= _FEW:
                    return found
        return None

    def from_latin(self, text: str) -> str:
        """The text with names in Latin letters (Qingyu First Hospital, Bai Lu Zhou) put into characters."""
        return in_characters(text, self.latin)


_OWN_WORD = re.compile(r"院(?:感|内|长|务|外|级|领导|科两级|周会)")
"""Words that begin with the last character of a name without being part of it (某某院感那条)."""
_DEPARTMENT = re.compile(r"科(?!室|研|普|长|教|主任|技)|病(?:人|例|房|种|床|区)|种植|诊疗|治疗|卫生|防控|监测")
"""What makes the last word before it a field of work and no part of a name (临岚口腔科, 临岚传染病防控)."""
_BEFORE_BARE = "的在和与跟及对给把是问看说查到从向由"


def _part_of_longer(text: str, at: int, form: str) -> bool:
    """Whether a name without its place (市人民医院) is the end of another hospital's name (某某市人民医院)."""
    before = text[at - 1 : at]
    return form[0] in "省市县区旗州" and "\u4e00" <= before <= "\u9fff" and before not in _BEFORE_BARE


def _carried_on(text: str, mention: Mention) -> Mention:
    """The mention over the characters that go on in the order of a name, where they end in a kind of
    institution (临岚精卫, 霁河总院).
    """
    best, fitting = mention.end, mention.hospitals
    for hospital in mention.hospitals:
        rest = take_apart(hospital).rest
        at, end = 0, mention.end
        if text[end : end + 1] in "省市区县旗":
            end += 1
        reached = 0
        while end < len(text) and (found := rest.find(text[end], at)) >= 0:
            at, end = found + 1, end + 1
            if _OWN_WORD.match(text, end - 1):
                continue
            kind = max(mention.end, end - 2)
            if _SHORT_KINDS.fullmatch(text, kind, end) or _SPECIALTY.match(text, kind) or text[end - 1] in "院团":
                reached = end
        if reached > best:
            best, fitting = reached, (hospital,)
        elif reached == best and reached and hospital not in fitting:
            fitting = (*fitting, hospital)
    return Mention(mention.start, best, fitting, mention.guessed)


def report_date(row: ReportRow) -> str:
    """The date that orders reports of one hospital, ISO; empty where the notice gives none."""
    fields = row.fields
    return fields.feedback_date or fields.inspection_end or fields.published or ""


def contradicts(text: str, mention: Mention, hospital: str) -> str | None:
    """The other institution's name that stands where only a region of ours was found (青屿市人民医院 for
    青屿市第一医院).
    """
    match = _INSTITUTION.match(text, mention.end)
    if not match:
        return None
    named = text[mention.start : match.end()]
    rest = take_apart(hospital).rest
    at = 0
    for char in match[1] + ("医院" if match[2] == "医院" else ""):
        at = rest.find(char, at) + 1
        if at == 0:
            return named
    return None


def unknown_names(text: str, masked: Sequence[tuple[int, int]]) -> list[str]:
    """Names of institutions that stand outside the known mentions."""
    chars = list(text)
    for start, end in masked:
        chars[start:end] = " " * (end - start)
    out = []
    for match in re.finditer(
        r"[\u4e00-\u9fff]{2,14}?(?:医院|卫生院|保健院|医疗集团|医学院)(?!改革|建设|管理|发展)", "".join(chars)
    ):
        name = _trim(match[0])
        if name and name not in out:
            out.append(name)
    known = [text[start:end] for start, end in masked]
    latin = re.findall(r"(?:[A-Z][\w']+ )+(?:Hospital|Medical Center)", text)
    out.extend(name for name in latin if not any(name in k for k in known))
    return out


_KIND_ONLY = re.compile(
    r"(?:(?:高校|高等院校|院校|大学|医科大学|医学院|下[头面边属辖]的?|底下的?|手下的?|乡镇|[乡镇村]里?|基层|成员|社区|[这那]些?|各|知名|著名|有名|名牌|三甲|三级|二级|上级|省级|市级|县级|国家级|大型|省内|省外|市外|外地|的|等)+(?:附属|直属|教学)?"
    r"|附属|直属|教学|大型|知名|著名|有名)(?:大)?"
)
"""A kind of hospital rather than the name of one (高校附属医院, 省外知名大医院)."""
_KIND_END = re.compile(r"(医院|卫生院|保健院|医疗集团|医学院)$")


def _trim(name: str) -> str | None:
    """A name without the question words before it; None where nothing distinctive remains."""
    stem = _KIND_END.sub("", name)
    cut = 0
    for word in word_list("before_name"):
        at = stem.rfind(word)
        # A joining word directly before the kind belongs to the name (协和医院); others leave no name at all.
        if at >= 0 and not (at + len(word) == len(stem) and len(word) == 1 and len(stem) > 2 and word in "和同与及"):
            cut = max(cut, at + len(word))
    return name[cut:] if len(stem) - cut >= 2 and not _KIND_ONLY.fullmatch(stem[cut:]) else None
