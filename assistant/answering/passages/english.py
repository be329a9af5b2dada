"""English questions: cut into their parts and put into the Chinese words of the genre, in the order asked.

Words the glossary lacks are left out: the search by meaning reads the question as it was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from assistant.answering.passages.expected import ANY_QUANTITY
from assistant.answering.passages.lexicon import lexicon
from assistant.answering.passages.model import Expected
from assistant.answering.passages.names import without_names

_HAN = re.compile(r"[\u4e00-\u9fff]")
_NEXT = re.compile(
    r"[?;？；]\s*|,?\s+and\s+(?=(?:at |in |on |by |to |for |from )?(?:how|when|who|whom|which|what|why|where)\b)"
    r"|,\s+(?=(?:how|when|who|which|what|why|where)\b)",
    re.IGNORECASE,
)
_YES_NO = re.compile(r"\s*(?:is|are|was|were|did|does|do|has|have|had|can|will)\b", re.IGNORECASE)
_KEPT = re.compile(r"[A-Z][A-Z0-9+\-]+|\d[\d,.%]*(?:st|nd|rd|th)?|\w*[\u4e00-\u9fff][\w《》“”]*")
"""What stays as it is: acronyms, numbers, Chinese."""
_WORD = re.compile(r"[\u4e00-\u9fff]+|[\w\-.%+]*[\w%+]|\W")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
_MONTH = {name: i for i, name in enumerate((*_MONTHS, "november", "december"), start=1)}
_DATE = re.compile(
    rf"(?:(\d{{1,2}}) )?\b({'|'.join(_MONTH)})\b(?: (\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,? (\d{{4}}))?", re.IGNORECASE
)
_SCALES = {"million": 100.0, "billion": 100_000.0}
"""In 万."""
_LARGE = 10_000.0
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)[ -](million|billion)\b", re.IGNORECASE)
_ENDINGS = (
    *(("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("es", ""), ("ed", ""), ("d", ""), ("s", "")),
    *(("ed", "ing"), ("d", "ing"), ("", "ing"), ("", "s")),
)


def is_foreign(question: str, names: Iterable[str]) -> bool:
    """Whether a question is asked in English: hardly any Chinese besides the hospitals' names."""
    bare = without_names(question, names) if _HAN.search(question) else question
    return bool(re.search(r"[A-Za-z]{2}", bare)) and len(_HAN.findall(bare)) < 0.15 * max(1, len(bare.strip()))


def english_pieces(question: str) -> Iterator[str]:
    """The questions of a compound one; what asks nothing stays with the next, or else with the last."""
    pieces = [piece.strip() for piece in _NEXT.split(question) if piece.strip(" .,:")]
    held = ""
    for number, piece in enumerate(pieces):
        held = f"{held} {piece}".strip()
        if (
            number + 1 < len(pieces)
            and not re.search(r"\b(?:how|when|who|which|what|why|where)\b", held, re.I)
            and (not _YES_NO.match(held))
        ):
            continue
        yield held
        held = ""


_PERSONS = (
    r"people|persons?|staff|doctors?|physicians?|nurses?|patients?|cadres?|members?|employees?|workers?|officials?|experts?|specialists?"
    r"|talents?|graduates?|p(?:a)?ediatricians?|pharmacists?|candidates?|subjects?|children|subscribers?|volunteers?|coders?|leaders?|heads?"
    r"|phds?|doctorates?|masters?|students?|guards?|cleaners?|directors?|activists?|participants?|personnel|households?"
)
_FIRMS, _OFFICES = r"compan|firm|supplier|contractor|agent", r"office|authorit|agenc|bureau"
_BODY_WORDS = rf"{_FIRMS}|department|{_OFFICES}"
# In order: the first that is found decides.
_KINDS: tuple[tuple[Expected, str], ...] = (
    ("percent", r"\b(?:what|which) (?:percentage|percent|share|proportion|ratio)|\bhow (?:high|low)\b|\brate\b"),
    ("duration", r"\bhow long\b|\bhow many (?:days|months|years|weeks|hours|minutes)\b"),
    (
        "money",
        r"\bhow much\b|\bwhat (?:amount|sum)|\bhow many (?:yuan|rmb)"
        r"|\bwhat (?:is|was|were|are) the (?:\w+ )?(?:revenue|income|cost|price|amount|budget|fine|fee|investment)",
    ),
    ("persons", rf"\bhow many (?:[\w\-']+ ){{0,4}}?(?:{_PERSONS})\b"),
    ("count", r"\bhow many\b|\bnumber of\b|\bhow often\b"),
    ("date", r"\bwhen\b|\bwhat (?:date|day|month|year)|\bwhich (?:date|day|month|year)|\bdeadline\b|\bby what\b"),
    (
        "person_name",
        r"\bwho(?:'s| is| was| are| were) (?:the |its |their )?(?:\w+ )?(?:president|director|secretary|head|leader)\b",
    ),
    ("person_name", r"\bwho (?:heads|leads|runs|chairs|directs)\b"),
    ("who", rf"\bwhich (?:[\w\-]+ ){{0,3}}?(?:{_BODY_WORDS})|\bwho(?:m|se)?\b"),
    ("reason", r"\bwhy\b|\bfor what reason\b"),
    ("contact", r"\b(?:phone|telephone|email|e-mail|address)\b"),
    ("name", r"\bname of\b|\bcalled\b|\bname\b"),
    ("place", r"\bwhere\b"),
    ("list", r"\bwhich\b|\bwhat (?:measures|steps|actions)|\blist\b"),
    ("manner", r"\bhow\b"),
    ("yesno", r"^\s*(?:is|are|was|were|did|does|do|has|have|had|can|will)\b"),
)
_KIND_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_BODIES = ((_FIRMS, "公司"), ("department", "科室"), (_OFFICES, "部门"))


def expected_in_english(piece: str) -> tuple[Expected, str]:
    """The kind of answer an English question asks for, and the kind of body or the classifier."""
    kind: Expected = next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(piece)), "what")
    if kind == "count":
        return kind, ANY_QUANTITY
    if kind in ("who", "name"):
        return kind, next((body for pattern, body in _BODIES if re.search(pattern, piece, re.IGNORECASE)), "")
    return kind, ""


def unknown_words(piece: str) -> tuple[str, ...]:
    """The content words of an English question that the glossary does not know."""
    left = _known_replaced(_joined_apart(piece))
    words = re.findall(r"[A-Za-z][A-Za-z'’\-]+", re.sub(r"\b[A-Z][A-Z0-9+\-]+\b", " ", left))
    return tuple(word for word in words if word.lower().removesuffix("'s") not in lexicon().english_light)


def _joined_apart(piece: str) -> str:
    """Words joined by a hyphen set apart where the glossary has them only so (risk-control form)."""
    return re.sub(
        r"\b[A-Za-z]+(?:-[A-Za-z]+)+\b",
        lambda m: m[0] if _looked_up(m[0].lower()) is not None else m[0].replace("-", " "),
        piece,
    )


def _known_replaced(piece: str) -> str:
    out, position = "", 0
    while position < len(piece):
        matched = _longest(piece, position)
        out += " " if matched else piece[position]
        position = matched[0] if matched else position + 1
    return out


def translated(piece: str) -> str:
    """One question in Chinese words, in lower case, joined by 、."""
    out = [phrase.split("|")[0] for phrase in phrases_of(piece)]
    if _YES_NO.match(piece):
        out.append("吗")
    return "、".join(part for part in out if part.strip()).replace("、吗", "吗")


def phrases_of(piece: str) -> list[str]:
    """The Chinese of each phrase of a question, in lower case; of several words any may be meant.

    What stands after a bar is written for it, too, and no part of the question in Chinese words.
    """
    left = _AMOUNT.sub(_chinese_amount, piece)
    left = _DATE.sub(_chinese_date, re.sub(r"['’]s\b", "", _joined_apart(left)))
    out: list[str] = []
    position = 0
    while position < len(left):
        matched = _longest(left, position)
        if matched is not None:
            out.append(matched[1])
            position = matched[0]
            continue
        word = _WORD.match(left, position)
        if word is None:
            break
        if _KEPT.fullmatch(word[0]):
            out.append(word[0].lower())
        position = word.end()
    return out


def _chinese_amount(match: re.Match[str]) -> str:
    """A large number as notices print it: 3 million as 300万."""
    number = float(match[1].replace(",", "")) * _SCALES[match[2].lower()]
    return f"{number:g}万" if number < _LARGE else f"{number / _LARGE:g}亿"


def _chinese_date(match: re.Match[str]) -> str:
    day = match[1] or match[3]
    year = f"{match[4]}年" if match[4] else ""
    return f"{year}{_MONTH[match[2].lower()]}月{f'{int(day)}日' if day else ''}"


def _longest(text: str, position: int) -> tuple[int, str] | None:
    """The end and the Chinese of the longest phrase of the glossary at `position`; inflected words count."""
    if position and (text[position - 1].isalnum() or not text[position].isalnum()):
        return None
    words = list(re.compile(r"[A-Za-z][\w\-']*").finditer(text, position, position + 60))[: _glossary()[1]]
    if not words or words[0].start() != position:
        return None
    for last in range(len(words), 0, -1):
        end = words[last - 1].end()
        if re.search(r"[^\w\s\-']", text[position:end]):
            continue
        chinese = _looked_up(" ".join(text[position:end].lower().split()))
        if chinese is not None:
            return end, chinese
    return None


def glossed(phrase: str) -> str:
    """The Chinese of a phrase that the glossary has as a whole; empty where it has not."""
    return _looked_up(" ".join(phrase.lower().split())) or ""


@lru_cache(maxsize=4096)
def _looked_up(phrase: str) -> str | None:
    glossary = _glossary()[0]
    if phrase in glossary:
        return glossary[phrase]
    for ending, stem in _ENDINGS:
        if phrase.endswith(ending) and (found := glossary.get(phrase.removesuffix(ending) + stem)) is not None:
            return found
    return None


@lru_cache(maxsize=1)
def _glossary() -> tuple[dict[str, str], int]:
    """The glossary, and the number of words in its longest phrase."""
    glossary = dict(lexicon().english)
    return glossary, max(len(phrase.split()) for phrase in glossary)
