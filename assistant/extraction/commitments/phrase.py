"""A short phrase for a matter, cut from its own words."""

from __future__ import annotations

import re

from assistant.extraction.commitments.matters import Matter
from assistant.text.flat import fold

_LONGEST = 30
_LEADING = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,2}是|同时|并且|此外|另外|其中|但是?|且|故|因此|所以|截至目前|截止目前|目前|现在|现已|现(?=正|仍|按)|并|也|"
    r"还(?=将|需|有)|又|而|因|下一?步|后续|今后|届时|我院|本院|医院(?=将|拟|正|计划|已)|[,:、])*"
)
_BRACKETS = re.compile(r"\([^()]*\)")
# The day is a value of its own; without it a long phrase may fit.
_BY_WHEN = re.compile(
    r"(?:预计|计划|拟)?(?:将?[于在])?(?:(?:20)?\d\d年|今年|明年|年)?(?:\d{1,2}月)?(?:份|底|[上中下]旬|(?:\d{1,2}日))?(?:之前|以前|前)"
)
_SUBJECT_ONLY = re.compile(r"^(?:对于?|针对|关于)")


def short_phrase(text: str, matter: Matter) -> str:
    """At most 30 characters saying what is open, without connectives, bracketed remarks and, if need be, the date."""
    whole, core = (_tidy(text[start:end]) for start, end in ((matter.start, matter.end), matter.core))
    shorter = _SUBJECT_ONLY.sub("", _BY_WHEN.sub("", core, count=1))
    for words in (whole, core, shorter):
        if 0 < len(words) <= _LONGEST:
            return words.replace(",", "，")
    return shorter[: _LONGEST - 1].rstrip("的、,和与及").replace(",", "，") + "…"


def _tidy(words: str) -> str:
    flat = _BRACKETS.sub("", fold(words))
    leading = _LEADING.match(flat)
    return flat[leading.end() :] if leading else flat
