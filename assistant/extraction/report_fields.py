"""What a notice says about itself, each field with the words it came from."""

from __future__ import annotations

import re

from assistant.extraction.contact import contact
from assistant.extraction.context import ReportContext
from assistant.extraction.geography import Place, city_by_mentions, divisions, place_of, province_of_city, table_short
from assistant.extraction.hospital_names import HospitalNames, hospital_names, is_short
from assistant.extraction.inspection import inspection, published
from assistant.extraction.totals import declared_totals
from assistant.outline.model import Outline, Span
from assistant.schema import Contact, Evidence, ReportFields
from assistant.text.flat import FlatText, fold

_OPENING = 1500
_TAIL = 700
_SHORTEST_ALIAS = 4
_PLACE_WORDS = 12
_COMMON = ("大学", "医科", "医学", "中医药大学", "学院", "职业")


def report_fields(text: str, outline: Outline, source: str) -> ReportFields:
    """The notice's own facts; `source`, the file's name, stands in for the hospital where the text names none."""
    first = outline.findings[0].heading[0] if outline.findings else 0
    opening = min(first or _OPENING, _OPENING, len(text))
    tail = max(first, len(text) - _TAIL)
    names = hospital_names(text, opening, tail) or hospital_names(text, len(text), tail)
    contact_fields, evidence = contact(text, tail, len(text))
    totals, totals_evidence = declared_totals(text, outside(text, outline))
    found = inspection(text, opening)
    issued = published(text, opening, tail)
    spans: dict[str, Span | None] = {
        "hospital": names.evidence if names else None,
        "party_body": names.body if names else None,
        "inspection_body": found.body,
        "inspection_level": found.body,
        "inspection_start": found.period.span if found.period else None,
        "inspection_end": found.period.span if found.period else None,
        "feedback_date": found.feedback.span if found.feedback else None,
        "published": issued.span if issued else None,
    }
    place, place_evidence = _place(text, names, contact_fields)
    cut = {name: Evidence.cut(text, *span) for name, span in spans.items() if span is not None}
    return ReportFields(
        hospital=names.hospital if names else source.rsplit(".", 1)[0],
        province=place.province,
        city=place.city,
        party_body=fold(text[slice(*names.body)]) if names and names.body else None,
        inspection_body=fold(text[slice(*found.body)]) if found.body else None,
        inspection_level=found.level,
        inspection_start=found.period.first if found.period else None,
        inspection_end=found.period.last if found.period else None,
        feedback_date=found.feedback.last if found.feedback else None,
        published=issued.last if issued else None,
        declared_totals=totals,
        contact=contact_fields,
        aliases=_aliases(names, place) if names else (),
        evidence={**cut, **place_evidence, **evidence, **totals_evidence},
    )


def context_of(fields: ReportFields) -> ReportContext:
    """What the rules for one finding need to know of the whole notice."""
    dated = fields.published or fields.feedback_date or fields.inspection_end
    year = int(dated[:4]) if dated else None
    return ReportContext(fields.hospital, year, fields.feedback_date, fields.published)


def outside(text: str, outline: Outline) -> list[Span]:
    """The stretches of the text that belong to no finding, in order."""
    taken = sorted(span for finding in outline.findings for span in finding.spans)
    gaps, position = [], 0
    for start, end in taken:
        if text[position:start].strip():
            gaps.append((position, start))
        position = max(position, end)
    if text[position:].strip():
        gaps.append((position, len(text)))
    return gaps


def _place(text: str, names: HospitalNames | None, contact_fields: Contact) -> tuple[Place, dict[str, Evidence]]:
    """Province and city by the hospital's name, its address, its name with a region before it, or mentions."""
    if names is None:
        return Place(None, None), {}
    whole = FlatText.of(text)
    place = place_of(names.hospital, whole.text)
    sources = [fold(contact_fields.address)] if contact_fields.address else []
    sources += _regions_before(whole.text, names.hospital)
    for printed in sources:
        other = place_of(printed, whole.text)
        place = Place(place.province or other.province, place.city or (other.city if _fits(place, other) else None))
    unknown_region = names.hospital[1:9].find("县") > 0 or names.hospital[1:9].find("区") > 0
    if place.city is None and not unknown_region:
        place = Place(place.province, city_by_mentions(whole.text, place.province))
    if place.city is None and unknown_region:
        place = Place(place.province, _city_before(whole.text, names.hospital))
    if place.city is None or place.province is None:
        place = _printed_above(whole.text, names.hospital, place)
    if place.province is None and place.city is not None:
        place = Place(province_of_city(place.city) or _province_beside(whole.text, place.city), place.city)
    return place, _place_evidence(text, whole, names, place)


def _city_before(flat: str, hospital: str) -> str | None:
    """The city printed right before the name of a county's or district's hospital, known to the table or not."""
    match = re.search(rf"(?:^|[^一-龥]|[对在和由向是])(?P<city>[一-龥]{{2,3}}市){re.escape(hospital)}", flat)
    return match["city"] if match else None


def _printed_above(flat: str, hospital: str, place: Place) -> Place:
    """The province and city printed right before the hospital's county or city, of whatever body (某省某市某县委)."""
    own = re.match(r"[一-龥]{2,4}?(?:县|区|旗)(?=[一-龥]{2})", hospital)
    if own is None:
        return place
    provinces = "|".join(name for name in divisions().provinces.values() if name.endswith(("省", "自治区")))
    begins = r"(?:^|[^一-龥]|[对在和由向是据照按])(?![对在和由向是据照按])"
    for match in re.finditer(
        rf"(?:(?P<province>{provinces})|{begins})(?P<city>[一-龥]{{2,3}}(?:市|盟|地区)|[一-龥]{{2,8}}自治州)?{own[0]}",
        flat,
    ):
        if match["province"] or match["city"]:
            return Place(place.province or match["province"], place.city or match["city"])
    return place


def _province_beside(flat: str, city: str) -> str | None:
    """The province printed before the city's name, or as where it lies."""
    known = [name for name in divisions().provinces.values() if name.endswith(("省", "自治区"))]
    names = "|".join(dict.fromkeys(known))
    match = re.search(rf"(?P<a>{names}){city}|{city}(?:位于|地处|隶属于?)(?P<b>{names})", flat)
    return (match["a"] or match["b"]) if match else None


def _fits(place: Place, other: Place) -> bool:
    return place.province is None or other.province is None or place.province == other.province


def _begins_with_province(name: str) -> bool:
    """Whether a name lies in a province, and no word stands before what says so."""
    province = place_of(name).province
    return province is not None and (not re.match("[对在和由向是]", name) or name.startswith(province))


def _regions_before(flat: str, hospital: str) -> list[str]:
    """The hospital's name with the region printed right before it (甘肃省 + 某县人民医院), where it is printed so."""
    found, position = [], flat.find(hospital)
    while position >= 0:
        before = flat[max(0, position - _PLACE_WORDS) : position]
        for mark in ("省", "自治区", "市"):
            if before.endswith(mark):
                start = next((i for i in range(len(before)) if _begins_with_province(before[i:] + hospital)), None)
                found += [before[start:] + hospital] if start is not None else []
        position = flat.find(hospital, position + 1)
    return found


def _place_evidence(text: str, whole: FlatText, names: HospitalNames, place: Place) -> dict[str, Evidence]:
    """Where the text prints the place, or a name from which well-known geography gives it."""
    evidence = {}
    for field, value in (("province", place.province), ("city", place.city)):
        if value is None:
            continue
        short = table_short(value) if field == "province" else value.removesuffix("市")
        printed = next((word for word in (value, short) if word in whole.text), None)
        if printed is None:
            evidence[field] = Evidence.cut(text, *names.evidence)
        else:
            start = whole.text.find(printed)
            evidence[field] = Evidence.cut(text, *whole.span(start, start + len(printed)))
    return evidence


def _aliases(names: HospitalNames, place: Place) -> tuple[str, ...]:
    """The names' own short forms, and the hospital without the short name of its province or city (铁路医院)."""
    found = list(names.aliases)
    for region in (place.province and table_short(place.province), place.city and place.city.removesuffix("市")):
        rest = names.hospital.removeprefix(region) if region else names.hospital
        if (
            rest != names.hospital
            and len(rest) >= _SHORTEST_ALIAS
            and not is_short(rest)
            and not rest.startswith(_COMMON)
        ):
            found.append(rest)
    return tuple(dict.fromkeys(found))
