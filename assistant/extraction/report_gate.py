"""The gate's part for what a notice says about itself: each field read again from its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.extraction.geography import place_of
from assistant.extraction.hospital_names import is_short
from assistant.extraction.inspection import level_of
from assistant.extraction.totals import recount
from assistant.schema import Evidence, ReportFields
from assistant.text.dates import find_dates
from assistant.text.flat import FlatText, fold

_DATES = ("inspection_start", "inspection_end", "feedback_date", "published")
_BEFORE = 200
_SHAPES = {
    "phone": re.compile(r"[\d()转—–-]{7,}"),
    "email": re.compile(r"[^@]+@[^@]+\.[A-Za-z]+"),
    "address": re.compile(r".{4,}"),
}


def accepts_fields(fields: ReportFields, text: str) -> Iterator[tuple[str, str]]:
    """Each field that is refused, and why; a field without words is refused."""
    for name, value in _values(fields):
        evidence = fields.evidence.get(name)
        if evidence is None:
            if name != "hospital":
                yield name, "has no quote"
        elif text[evidence.start : evidence.end] != evidence.quote:
            yield name, f"the text at {evidence.start}..{evidence.end} is not {evidence.quote!r}"
        elif not _reads(name, value, evidence, text):
            yield name, f"{evidence.quote!r} does not give {value!r}"


def _values(fields: ReportFields) -> Iterator[tuple[str, str | int]]:
    """Every field that has a value, by the names used in `evidence`."""
    for name in ("hospital", "province", "city", "party_body", "inspection_body", "inspection_level", *_DATES):
        value = getattr(fields, name)
        if value is not None:
            yield name, value
    for group, values in (("declared_totals", fields.declared_totals), ("contact", fields.contact)):
        for name, value in values.model_dump(exclude_none=True).items():
            yield f"{group}.{name}", value


def _reads(name: str, value: str | int, evidence: Evidence, text: str) -> bool:
    quote = fold(evidence.quote)
    if isinstance(value, int):
        return recount(name.removeprefix("declared_totals."), quote) == value
    if name in _DATES:
        first = _gives_date(text, evidence, value, first=True)
        last = _gives_date(text, evidence, value, first=False)
        return first if name == "inspection_start" else last or (first and name == "published")
    if name in ("province", "city"):
        return _is_place(name, value, quote, text)
    if name == "hospital":
        short = is_short(quote) and value.endswith(quote) and value.removesuffix(quote) in fold(text)
        return value == quote or short or (quote.startswith(value + "(") and quote.endswith(")"))
    if name == "inspection_level":
        return level_of(quote) == value
    if name.startswith("contact."):
        kind = _SHAPES[name.removeprefix("contact.")]
        return fold(value) == quote and kind.fullmatch(quote) is not None
    return value == quote


def _gives_date(text: str, evidence: Evidence, value: str, *, first: bool) -> bool:
    """Whether the words give the date by themselves, or read on from what stands before them for the year."""
    for start in (evidence.start, max(0, evidence.start - _BEFORE), 0):
        flat = FlatText.of(text, start, evidence.end)
        printed = find_dates(flat, None)
        mentions = find_dates(flat, int(printed[0].first[:4])) if printed else []
        own = [mention for mention in mentions if flat.origin[mention.start] >= evidence.start]
        if own and value == (own[0].first if first else own[-1].last):
            return True
    return False


def _is_place(name: str, value: str, quote: str, text: str) -> bool:
    """Whether the words name the place, in full or shortly, or are a name that lies there."""
    if value == quote or (
        value.startswith(quote) and len(quote) >= 2 and len(value) - len(quote) <= len("维吾尔自治区")
    ):
        return True
    place = place_of(quote, fold(text))
    return value == (place.province if name == "province" else place.city)
