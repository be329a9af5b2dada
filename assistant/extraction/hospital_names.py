"""What the hospital of a notice is called: its full name, the body that signs, and the other names used for it.

The title names it first, but often shortly (市人民医院党委); the signature, the opening and addresses the full name. A
short name that is nowhere written out is completed by the place whose committee the notice speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.text.flat import FlatText

_KIND = (
    r"(?:医院|卫生院|保健院|保健所|防治院|防治所|疗养院|疾病预防控制中心|急救中心|精神卫生中心|血液中心|中心血站|卫生服务中心|"
    r"健康服务中心|计划生育服务中心|康复中心|体检中心|医疗中心|医学中心|口腔中心|医共体)"
)
_TAIL = r"(?:医疗)?(?:集团|总院|医共体)?(?:\([^()]{2,30}\))?"
_BODY = r"(?:党委|党总支|党支部|党组|委员会|总支委员会|总支部委员会|支部委员会|直属支部委员会)"
_NAME = re.compile(rf"[一-龥·]{{0,24}}?{_KIND}(?:[一-龥]{{0,4}}?{_KIND})?{_TAIL}")
_NO_NAME = r"关于|巡[察视]|反馈|落实|做好|推进|开展|公[布开示]|印发|通报|[省市县区旗]委(?!员)"
"""What a title says before the hospital; no part of any name."""
_TITLED = re.compile(
    r"[#*>\-—–\s(]*(?:(?:发布|公开|公示|编制|发文)(?:单位|机构|主体):)?(?:关于(?:对|公[布开示])?)?(?P<party>中共|中国共产党)?"
    rf"(?P<name>(?:(?!{_NO_NAME})[一-龥·()]){{1,40}}?{_KIND}{_TAIL})(?P<body>{_BODY})?"
    r"(?=关于|落实|巡[察视]|整改|集中|党|纪委|贯彻|对|市委|省委|县委|区委|旗委|[二\d]|在|\(|[一-龥]{2,4}委|$|[*])"
)
_OF_PROVINCE = re.compile(
    r"(?:[一-龥]{2,3}省|内蒙古自治区|[一-龥]{2,4}自治区)(?=[一-龥]{1,8}?(?:市|盟|县|区|旗|自治州)[一-龥]{2})(?!省直)"
)
_SECOND_NAME = re.compile(r"\([^()]*\)$")
_NO_PLACE = re.compile(
    r".*(?:[对向由在与和的为及将至于赴驻到从经]|根据|按照|巡[察视]了?|中共|中国共产党|进驻|我院|联系)"
)
_LONGEST_PLACE = 8
_UNITS = "省市县区旗盟"
_OPENING = re.compile(
    rf"(?:对|向|进驻|巡[察视](?!组|工作|办|反馈|整改)了?|赴|驻|[—-])(?P<party>中共|中国共产党)?(?P<name>[一-龥·()]{{1,40}}?{_KIND}{_TAIL})(?P<body>{_BODY})?"
)
_CUT = re.compile(r".*(?:中共|中国共产党|进驻|号|对|巡察了|巡视了|路|街|现将|[组由给为至于在的并及了])(?=[一-龥]{2})")
_PREFIX_PART = re.compile(r"(?P<place>[一-龥]{1,7}?)(?P<unit>自治区|自治州|自治县|省|市|县|区|旗|盟)(?=[一-龥]{2})")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as printed, with flat positions; `body` is the party body's whole name, where it is one."""

    name: str
    start: int
    end: int
    body: str | None = None
    body_start: int = 0
    body_end: int = 0
    formal: bool = False
    """Written 中共…委员会."""


@dataclass(frozen=True, slots=True)
class HospitalNames:
    """The hospital's name with the words it was read from, the body that publishes, other names."""

    hospital: str
    evidence: tuple[int, int]
    """Source offsets."""
    body: tuple[int, int] | None
    aliases: tuple[str, ...]


def hospital_names(text: str, opening_end: int, tail_start: int) -> HospitalNames | None:
    """Names read from the title and opening `text[:opening_end]`, the end from `tail_start`, then the whole text."""
    titles = list(_titles(text, 0, min(opening_end, 400)))
    opening = FlatText.of(text, 0, opening_end)
    opened = [(opening, named) for named in _named(opening, _OPENING)]
    signed = list(_titles(text, tail_start, len(text)))
    ranked = [*titles, *signed, *opened]
    if not ranked:
        return None
    flat, first = ranked[0]
    hospital, at = _full(text, first.name, ranked, flat.span(first.start, first.end))
    whole, hospital = hospital, _SECOND_NAME.sub("", hospital)
    printed = [named.name for _, named in ranked]
    province = _OF_PROVINCE.match(hospital)
    if province and _also_without(FlatText.of(text).text, province[0], hospital):
        # 某省某县医院 is also called 某县医院: the province only says where it lies.
        hospital, at = hospital[province.end() :], FlatText.of(text, *at).span(province.end(), len(hospital))
        whole = whole[province.end() :]
    return HospitalNames(hospital, at, _body(ranked), _all_aliases(hospital, whole, printed))


def _also_without(flat: str, province: str, hospital: str) -> bool:
    """Whether the hospital's name is printed without its province too."""
    own = hospital.removeprefix(province)
    return re.search(rf"(?<!{province}){own}", flat) is not None


def is_short(name: str) -> bool:
    """Whether a name begins with a bare 市, 县, 区 or 旗, or holds no place or proper name at all (人民医院)."""
    return (
        bool(re.match(r"[省市县区旗州盟](?![一-龥]{0,1}[市县区旗])", name))
        or re.fullmatch(rf"(?:第[一二三四五六七八九十]+)?(?:人民|中医|中心|妇幼|总)?{_KIND}{_TAIL}", name) is not None
    )


def derived_aliases(hospital: str) -> list[str]:
    """Short forms by rule: 市第一医院, 市一院, 中医院 for 中医医院, without 集团, 附院."""
    names = [hospital]
    rest = hospital
    while (part := _PREFIX_PART.match(rest)) and len(rest) - part.end() >= 4:
        names.append(rest)
        names.append(part["unit"] + rest[part.end() :])
        names.append(part["place"] + rest[part.end() :])
        rest = rest[part.end() :]
    names = [n for n in names if not is_short(n) or n[0] in _UNITS]
    for name in list(names):
        names.append(re.sub(r"第([一二三四五六七八九十])(?:人民)?医院", r"\1院", name))
        names.append(re.sub(r"(?<!中)中医医院", "中医院", name))
        names.append(re.sub(r"(?:医疗)?集团$", "", name))
        names.append(name.replace("附属医院", "附院"))
        names.append(re.sub(r"附属第([一二三四五六七八九十])医院", r"附\1院", name))
    return [n for n in dict.fromkeys(names) if n != hospital and len(n) >= 3]


def _titles(text: str, start: int, end: int) -> Iterator[tuple[FlatText, Named]]:
    """Names that begin a line in `text[start:end]`: title lines and signatures."""
    position = start
    for line in text[start:end].splitlines(keepends=True):
        flat = FlatText.of(text, position, position + len(line))
        position += len(line)
        if flat.text and "。" not in flat.text:
            found = next(_named(flat, _TITLED, anchored=True), None)
            if found is not None:
                yield flat, found


def _named(flat: FlatText, pattern: re.Pattern[str], *, anchored: bool = False) -> Iterator[Named]:
    matches = [m for m in [pattern.match(flat.text)] if m] if anchored else pattern.finditer(flat.text)
    for match in matches:
        name = match["name"]
        skipped = _CUT.match(name) if not anchored else None
        start = match.start("name") + (skipped.end() if skipped else 0)
        name = flat.text[start : match.end("name")]
        if len(name) < 3:
            continue
        body_start = match.start("party") if match["party"] else start
        body = flat.text[body_start : match.end("body")] if match["body"] else None
        yield Named(name, start, match.end("name"), body, body_start, match.end(), bool(match["party"] and body))


def _full(
    text: str, name: str, ranked: list[tuple[FlatText, Named]], at: tuple[int, int]
) -> tuple[str, tuple[int, int]]:
    """The name written out: by another printed name that ends with it, else by the place it belongs to."""
    if not is_short(name):
        return name, at
    for flat, other in ranked:
        if other.name.endswith(name) and len(other.name) > len(name) and not is_short(other.name):
            return other.name, flat.span(other.start, other.end)
    whole = FlatText.of(text)
    longer: Counter[str] = Counter()
    for match in re.finditer(rf"(?P<place>[一-龥]{{1,12}}){re.escape(name)}", whole.text):
        place = _NO_PLACE.sub("", match["place"])
        if 2 <= len(place) <= _LONGEST_PLACE:
            longer[place] += 1
    if longer:
        full = longer.most_common(1)[0][0] + name
        start = whole.text.find(full)
        return full, whole.span(start, start + len(full))
    place = _place_of_committee(whole.text, name[0])
    return (place + name if place else name), at


def _place_of_committee(flat: str, unit: str) -> str:
    """The proper name before a bare 市 or 县: of the committee (中共东原市委) or region the notice names most."""
    counts = Counter(
        re.findall(rf"(?:中共|[《,。;(](?!中共))([一-龥]{{2,4}}){unit}(?:委|人民政府|卫健|卫生健康|纪委|财政)", flat)
    )
    return counts.most_common(1)[0][0] if counts else ""


def _body(ranked: list[tuple[FlatText, Named]]) -> tuple[int, int] | None:
    """Where the publishing body stands: the formal name of title or signature, else the first body printed."""
    bodies = [(flat, named) for flat, named in ranked if named.body]
    bodies.sort(
        key=lambda pair: (not pair[1].formal, is_short(pair[1].name), _OF_PROVINCE.match(pair[1].name) is not None)
    )
    if not bodies:
        return None
    flat, named = bodies[0]
    return flat.span(named.body_start, named.body_end)


def _all_aliases(hospital: str, whole: str, printed: list[str]) -> tuple[str, ...]:
    """Printed names that shorten the hospital's own, then the short forms derived by rule."""
    names = [name for name in printed if name != hospital and hospital.endswith(name)]
    names += [whole, whole.removeprefix(hospital).strip("()")] if whole != hospital else []
    names += derived_aliases(hospital)
    return tuple(dict.fromkeys(name for name in names if not is_short(name) or name[0] in _UNITS))
