"""Which province and city a name or an address lies in, by the table of administrative divisions that jionlp ships.

The table costs most of a second to load and jionlp prints on import, so it is read at first use. A place that the
table does not know keeps what is printed of it; a county name that several provinces share is settled by the text.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

_UNDER_PROVINCE = "省直辖行政区划"
_PRINTED = re.compile(
    r"(?P<province>[一-龥]{2,7}?(?:省|自治区))?"
    r"(?P<city>[一-龥]{2,9}?(?:自治州|地区|盟|市))?"
    r"(?P<county>[一-龥]{1,9}?(?:自治县|自治旗|县|区|旗|市))?"
)
_LEADS = 2
"""A city known only from mentions must be named at least this often, and this many times as often as the next."""


@dataclass(frozen=True, slots=True)
class Place:
    """A province and a city, None where not derivable."""

    province: str | None
    city: str | None


@dataclass(frozen=True, slots=True)
class _Table:
    provinces: dict[str, str]
    """Full and short name -> full name."""
    cities: dict[str, tuple[Place, ...]]
    """Full and short name of a prefecture-level division."""
    counties: dict[str, tuple[Place, ...]]
    """Full name of a county-level division -> where it lies."""


@cache
def divisions() -> _Table:
    """The table of divisions, loaded once."""
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp

        tree = jionlp.china_location_loader()
    provinces: dict[str, str] = {}
    cities: dict[str, list[Place]] = {}
    counties: dict[str, list[Place]] = {}
    for province, below in tree.items():
        provinces |= {province: province, below["_alias"]: province}
        for city, districts in below.items():
            if city.startswith("_"):
                continue
            direct = city == _UNDER_PROVINCE
            place = Place(province, None if direct else city)
            if not direct:
                for name in {city, *_aliases(districts)}:
                    cities.setdefault(name, []).append(place)
            for county in districts:
                if not county.startswith("_"):
                    own = Place(province, county) if direct else place
                    counties.setdefault(county, []).append(own)
    frozen = {name: tuple(places) for name, places in cities.items()}
    return _Table(provinces, frozen, {name: tuple(places) for name, places in counties.items()})


def _aliases(division: dict[str, object]) -> list[str]:
    alias = division.get("_alias")
    return [alias] if isinstance(alias, str) else [str(name) for name in alias] if isinstance(alias, list) else []


def place_of(name: str, context: str = "") -> Place:
    """Where a hospital's name or an address (matching form) lies, as far as its own words and the table say.

    `context` is searched for other places where several provinces have a county of that name.
    """
    match = _PRINTED.match(name)
    printed = match.groupdict() if match else {}
    table = divisions()
    printed["province"] = _known_end(printed.get("province"), table)
    province = table.provinces.get(printed.get("province") or "") or _short_province(name)
    city = printed.get("city")
    # A district of a city that the table does not know is not the one it knows by that name.
    county = printed.get("county") if city is None or city in table.cities or city in table.counties else None
    for part, known in ((city, table.cities), (city, table.counties), (county, table.counties)):
        found = _settled(known.get(part or "", ()), province, context)
        if found is not None:
            return Place(found.province, found.city)
    if city is None and province is not None:
        rest = name.removeprefix(printed.get("province") or table_short(province))
        found = _short_city(rest, province)
        return Place(province, found.city if found else None)
    if city is None and province is None:
        found = _short_city(name, None)
        return found or Place(None, None)
    return Place(province or printed.get("province"), city)


def _known_end(printed: str | None, table: _Table) -> str | None:
    """A printed province without a word that stands before it (对河北省), as printed where the table has none such."""
    ends = (printed[at:] for at in range(len(printed) - 1)) if printed else ()
    return next((end for end in ends if end in table.provinces), printed)


def table_short(province: str) -> str:
    """The short name of a province: 贵州 for 贵州省."""
    return next((name for name, full in divisions().provinces.items() if full == province and name != full), province)


def city_by_mentions(text: str, province: str | None) -> str | None:
    """The city that `text` (matching form) names most, if clearly so."""
    table = divisions()
    counts: Counter[str] = Counter()
    for match in re.finditer(r"[一-龥]{2,8}?(?:市|自治州|盟)", text):
        name = next((match.group()[i:] for i in range(len(match.group()) - 2) if match.group()[i:] in table.cities), "")
        for place in table.cities.get(name, ()):
            if place.city == name and (province is None or place.province == province):
                counts[name] += 1
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _LEADS:
        return None
    if len(ranked) == 2 and ranked[0][1] < _LEADS * ranked[1][1]:
        return None
    return ranked[0][0]


def province_of_city(city: str) -> str | None:
    """The province of a city by its full name, None where the table does not know it."""
    places = divisions().cities.get(city, ()) or divisions().counties.get(city, ())
    provinces = {place.province for place in places}
    return provinces.pop() if len(provinces) == 1 else None


def _settled(places: tuple[Place, ...], province: str | None, context: str) -> Place | None:
    """The one place meant: by the province where that is known, else by other places the text names."""
    if province is not None:
        places = tuple(place for place in places if place.province == province)
    distinct = list(dict.fromkeys(places))
    if len(distinct) <= 1:
        return distinct[0] if distinct else None
    named = [p for p in distinct if (p.city and p.city in context) or (p.province and p.province in context)]
    return named[0] if len(named) == 1 else None


def _short_province(name: str) -> str | None:
    for length in (3, 2):
        province = divisions().provinces.get(name[:length])
        if province is not None and name[length : length + 1] not in ("省", "市", "自"):
            return province
    return divisions().provinces.get(name[:3])


def _short_city(name: str, province: str | None) -> Place | None:
    for length in (4, 3, 2):
        places = divisions().cities.get(name[:length], ())
        found = _settled(places, province, "")
        if found is not None:
            return found
    return None
