"""What an English question wants computed, put as a Chinese question would put it, for `figures` to read.

Only the words that compute are recast (how many did not go to X: 除去X还有多少); the rest takes the genre's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.passages.english import expected_in_english, glossed, translated
from assistant.answering.passages.names import without_latin_names

_SUM = re.compile(
    r"\b(?:altogether|in total|in all|combined|(?:put|taken|added) together|added up|(?:the )?(?:sum|total)"
    r"(?: (?:headcount|number|amount))?(?: of)?)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s\+\s|\b(?:plus|and|as well as)\b|,")
_NOT = re.compile(
    r"\bhow (?:many|much)\b(?P<whole>[^?;]*?)"
    r"\b(?:(?:did|were|was|have|has|had|are|is|do|does)(?:n't| not| never)\b(?: yet)?|failed to)"
    r"(?P<left_out>[^?;,]*)",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:other than|excluding|apart from|aside from|besides|not counting|except(?: for)?|leaving out)\b"
    r"(?P<left_out>[^?;,]*)",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\bneither\b(?P<one>[^?;,]*?)\bnor\b(?P<left_out>[^?;,]*)", re.IGNORECASE)
_AGED = re.compile(r"\b(?P<age>\d{2})(?: years(?: old| of age)?)?,? (?:or|and) (?:older|over|above)\b", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:difference|gap) between(?P<one>[^?;]*?)\band\b(?P<other>[^?;]*)"
    r"|\bhow (?:many|much) (?:more|fewer|less)\b(?P<more>[^?;]*?)\bthan\b"
    r"(?P<than>[^?;]*?)(?=\b(?:were|was|are|is|did|do|have|has|had)\b|[?;]|$)",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:on )?average\b[^?;]*?\b(?:per|for each|for every|each|every|a) (?P<over>\w+(?: \w+)?)", re.IGNORECASE
)
_CHANGED = re.compile(
    r"\bby how (?:many|much)\b(?! (?:more|fewer|less))"
    r"|\bhow (?:many|much)(?: [\w\-]+){0,2} (?:did|has|have)\b"
    r"(?=[^?;]*\b(?:ris|fall|drop|increas|decreas|shrink|grow|shorten|go(?:ne)? (?:up|down)))",
    re.IGNORECASE,
)
_ASKING = re.compile(r"多少[钱例 ]*|哪些|百分之多少|几|吗$")


def computed_in_chinese(question: str, names: Iterable[str]) -> str:
    """The question as one that computes in Chinese; empty where it wants no sum, rest, difference or average.

    `names` are the hospitals it names, which are left out.
    """
    text = without_latin_names(question, list(names))
    for recast in (_rest, _difference, _average, _change, _sum, _other_side):
        found = recast(text)
        if found:
            return found
    return ""


def _in_chinese(words: str) -> str:
    """Words of the question in the genre's, without what asks."""
    kept = (_ASKING.sub("", part).split(" ")[0] for part in translated(words.strip(" ,:.?")).split("、"))
    return "".join(dict.fromkeys(part for part in kept if part))


def _unit(text: str) -> str:
    """The Chinese words that ask for a number of the kind wanted."""
    if re.search(r"\bheadcount\b", text, re.IGNORECASE):
        return "多少人"
    kind = next((k for k in (expected_in_english(s)[0] for s in re.split(r"(?<=[.;:?])\s", text)) if k in _UNITS), "")
    return _UNITS.get(kind, "多少")


_UNITS: dict[str, str] = {"persons": "多少人", "money": "多少钱"}


def _rest(text: str) -> str:
    """A whole less what is named: did not, other than, neither … nor, the ages above a printed limit."""
    aged = _AGED.search(text)
    if aged:
        return f"{_in_chinese(text[: aged.start()])},除去{aged['age']}岁以下还有{_unit(text)}"
    neither = _NEITHER.search(text)
    if neither:
        pair = f"{_in_chinese(neither['one'])}和{_in_chinese(neither['left_out'])}"
        return f"{_in_chinese(text[: neither.start()])},除去{pair}还有{_unit(text)}"
    match = _EXCEPT.search(text) or _NOT.search(text)
    left_out = _in_chinese(match["left_out"]) if match else ""
    if match is None or not left_out or not re.search(r"\bhow (?:many|much)\b", text, re.IGNORECASE):
        return ""
    about = text[: match.start()] + (match.groupdict().get("whole") or "")
    return f"{_in_chinese(about)},除去{left_out}还有{_unit(text)}"


def _difference(text: str) -> str:
    match = _APART.search(text)
    if match is None:
        return ""
    one, other = (_in_chinese(match[a] or match[b] or "") for a, b in (("one", "more"), ("other", "than")))
    about = _in_chinese(f"{text[: match.start()]} {text[match.end() :]}")
    return f"{about},{one}和{other}相差{_unit(text)}" if one and other else ""


def _average(text: str) -> str:
    match = _EACH.search(text)
    # per risk point: two words where the glossary has them as one, else the first alone.
    over = (glossed(match["over"]) or _in_chinese(match["over"].split()[0])) if match else ""
    if match is None or not over:
        return ""
    each = over if over in _COUNTED_SINGLY else f"个{over}"
    return f"{_in_chinese(text[: match.start('over')])}平均每{each}{_unit(text)}"


_COUNTED_SINGLY = frozenset("人天月年名位例次家台件项条份户间床")
"""What is counted without a classifier before it."""
_QUALITIES = (
    (re.compile(r"\bthorough(?:ly)?\b", re.IGNORECASE), "彻底"),
    (re.compile(r"\b(?:properly|in place)\b", re.IGNORECASE), "到位"),
    (re.compile(r"\b(?:in|on) time\b|\btimely\b", re.IGNORECASE), "及时"),
    (re.compile(r"\b(?:qualified|passed|up to standard)\b", re.IGNORECASE), "合格"),
)


def _other_side(text: str) -> str:
    """How many were as they should be (dealt with thoroughly), where notices mostly count those that were not."""
    said = next((chinese for pattern, chinese in _QUALITIES if pattern.search(text)), "")
    if not said or not re.search(r"\bhow many\b", text, re.IGNORECASE):
        return ""
    return (
        f"{_in_chinese(text)},整改{said}的有{_unit(text)}"
        if said == "彻底"
        else f"{_in_chinese(text)},{said}的有{_unit(text)}"
    )


def _change(text: str) -> str:
    return f"{_in_chinese(_CHANGED.sub(' ', text))}变化了多少" if _CHANGED.search(text) else ""


def _sum(text: str) -> str:
    """Things named one by one and added up; a single thing is printed, or counted elsewhere."""
    if not _SUM.search(text):
        return ""
    before, colon, after = text.rpartition(": ")
    pieces = [_in_chinese(piece) for piece in _JOINED.split(_SUM.sub(" , ", after))]
    things = [piece for piece in pieces if piece]
    if len(things) < 2:
        return ""
    context = f"{_in_chinese(before)}," if colon and _in_chinese(before) else ""
    return f"{context}{'和'.join(things)}一共{_unit(text)}"
