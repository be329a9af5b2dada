"""What a question is about: its parts, the words a notice must hold to answer each, and the kind of answer expected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.passages.english import (
    english_pieces,
    expected_in_english,
    is_foreign,
    phrases_of,
    translated,
    unknown_words,
)
from assistant.answering.passages.expected import QUESTION_WORDS, asks, expected_of
from assistant.answering.passages.lexicon import Lexicon, lexicon
from assistant.answering.passages.model import Expected
from assistant.answering.passages.names import without_latin_names, without_names
from assistant.answering.passages.periods import period_alternatives
from assistant.answering.passages.timing import Timing, split_timing
from assistant.text.flat import fold

_SPLIT = re.compile(r"[?？;；。!！]|[,，](?!\d)")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{1,30})[”\"」』]|《([^》]{1,60})》")
_SAME_OF = re.compile(
    r"^(?!.*(?:[医护药]|主任|科长|院长|人员?|员工|职工|书记|干部|领导|名单|明细|清单|结果|情况|后来|现在|理由))[^什啥哪谁怎]{2,12}呢$"
)
"""A part that asks of another thing what the part before asked (门诊开了几次,住院部呢)."""
_NUMBERS_OF: frozenset[Expected] = frozenset(("persons", "count", "money", "percent", "duration"))
_WHICH_ONE = re.compile(r"哪一?家$")
"""Asked of a body that the part before names (那几家公司叫什么,打官司的是哪家)."""
_VEILED = re.compile(r"[\u4e00-\u9fff]某{1,2}")
_NUMBERED = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?(?:%|万|亿)?(?:余|多)?(?:个月|个|名|位|人次|人|项|件|条|起|例|次|场|份|台|元|天|学时|类|种|家)?"
)
_NOUN = ("n", "j", "l", "i", "eng", "vn", "z", "an", "b")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_OF_WHAT_KIND = frozenset(("什么", "啥", "哪个", "哪种", "哪类"))
_ASKING = _OF_WHAT_KIND | {"谁", "怎么", "如何", "咋", "哪", "怎样"}
_ASPECTS = frozenset(
    ("资金", "金额", "期限", "时限", "时间", "进度", "进展", "原因", "结果", "责任人", "钱款", "后续", "处理结果")
)
"""Nouns that say what kind of answer is wanted; the answer itself need not repeat them."""
_ASKED_HERE = "◇"
_KINDS = "科部室组楼站房费率款库区院"
_COMPLEMENTS = "完好到掉成了过出上下回齐"
SUBWORD = 0.45
"""Worth of a part of a long word (班子 for 班子成员)."""
_NOT = frozenset(("没", "没有", "未", "还没", "不"))
ASKED = 0.3
"""Weight of the noun that 什么 asks for (什么专业): the answer need not repeat it."""
CARRIED = 0.5
"""Weight of words that a later part of a compound question takes over from the parts before it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question, with what a notice may write for it."""

    text: str
    alternatives: tuple[tuple[str, float], ...]
    """Written form and how well it meets the word, 0 to 1."""
    hard: bool
    """Whether a passage that lacks it cannot be meant: nouns, names, genre words; verbs are freely paraphrased."""
    kind: str = "word"
    """word, period (a date of the question), number, or quoted."""
    factor: float = 1.0
    focal: bool = False
    """Whether it stands next to the question word (约谈 in 约谈了谁): what is said must be said of it."""


@dataclass(frozen=True, slots=True)
class Focus:
    """One question: what is asked, and about what."""

    text: str
    """Matching form, lower case, hospital names taken out."""
    expected: Expected
    classifier: str
    terms: tuple[Term, ...]
    timing: Timing | None = None
    """A condition on the dates of what is asked for."""
    foreign: str = ""
    """The part as asked, where it was asked in English."""
    strange: tuple[str, ...] = ()
    """Content words of it that could not be translated."""

    @property
    def own_terms(self) -> tuple[Term, ...]:
        """Terms of this very part, not carried over."""
        return tuple(term for term in self.terms if term.factor == 1.0)


def analyse(question: str, names: Iterable[str] = ()) -> tuple[Focus, ...]:
    """The parts of a question, in order; a later part carries the words of earlier ones at a lower weight."""
    held = list(names)
    if is_foreign(question, held):
        asked = [(translated(piece), piece) for piece in english_pieces(without_latin_names(question, held))]
        timing = None
    else:
        bare = without_names(question, held)
        flat, timing = split_timing(fold(bare.replace(" ", "、") if _CJK.search(bare) else bare).lower())
        asked = [(piece, "") for piece in _pieces(flat)]
    words = lexicon()
    parts: list[Focus] = []
    carried: tuple[Term, ...] = ()
    for piece, original in asked:
        kind, classifier = expected_in_english(original) if original else expected_of(piece)
        if kind == "who" and not classifier and parts and _WHICH_ONE.search(piece):
            classifier = parts[-1].classifier if parts[-1].expected in ("who", "name") else ""
        if kind == "what" and parts and _SAME_OF.search(piece) and parts[-1].expected in _NUMBERS_OF:
            kind, classifier = parts[-1].expected, parts[-1].classifier
        own = tuple(_terms(piece, words))
        if original:
            own = _one_each(own, phrases_of(original))
        known = {term.text for term in own}
        extra = tuple(replace(t, factor=CARRIED, hard=t.hard and not own) for t in carried if t.text not in known)
        strange = unknown_words(original) if original else ()
        parts.append(Focus(piece, kind, classifier, own + extra, timing, original, strange))
        carried = own + tuple(t for t in carried if t.text not in known)
    return tuple(parts)


def _one_each(terms: Sequence[Term], phrases: Iterable[str]) -> tuple[Term, ...]:
    """The terms of a translated question, with all that each English phrase may mean: either of its words is enough."""
    out = list(terms)
    for phrase in phrases:
        first, _, more = phrase.partition("|")
        words = first.split()
        meant = [t for t in out if t.kind == "word" and (t.text in words or (more and t.text in first))]
        if not meant or (len(meant) == 1 and not more):
            continue
        forms = dict(pair for term in meant for pair in term.alternatives)
        forms |= dict.fromkeys((*words, *more.split()), 1.0)
        hard, focal = any(term.hard for term in meant), any(term.focal for term in meant)
        one = replace(meant[0], alternatives=tuple(sorted(forms.items())), hard=hard, focal=focal)
        out = [one if term is meant[0] else term for term in out if term is meant[0] or term not in meant]
    return tuple(out)


def _pieces(flat: str) -> Iterator[str]:
    """The question cut where a piece with question words of its own ends; what asks nothing stays with the next."""
    held = ""
    pieces: list[str] = []
    position = 0
    quoted = [(m.start(), m.end()) for m in _QUOTED.finditer(flat)]
    for match in _SPLIT.finditer(flat):
        if any(a <= match.start() < b for a, b in quoted):
            continue
        held += flat[position : match.start()]
        position = match.end()
        if asks(held):
            pieces.append(held)
            held = ""
        elif held:
            held += ","
    held += flat[position:]
    if held.strip(","):
        if asks(held) or not pieces:
            pieces.append(held)
        else:
            pieces[-1] += "," + held
    return iter([piece.strip(",") for piece in pieces if piece.strip(",、")])


def _terms(piece: str, words: Lexicon) -> Iterator[Term]:
    seen: set[str] = set()
    for term in (*_special(piece), *_plain(_masked(piece), words)):
        if term.text not in seen:
            seen.add(term.text)
            yield term


def _special(piece: str) -> Iterator[Term]:
    """Quoted words, dates and numbers: taken whole."""
    for match in _QUOTED.finditer(piece):
        inner = match[1] or match[2]
        yield Term(inner, ((inner, 1.0),), hard=True, kind="quoted")
    rest = _QUOTED.sub("、", piece)
    for match in _VEILED.finditer(rest):
        yield Term(match.group(), ((match.group(), 1.0),), hard=True, kind="quoted")
    for text, alternatives in period_alternatives(rest):
        yield Term(text, alternatives, hard=True, kind="period")
        rest = rest.replace(text, "、", 1)
    for match in _NUMBERED.finditer(rest):
        printed = match.group()
        if len(printed) > 1:
            bare = re.sub(r"[^\d.,%万亿]", "", printed)
            yield Term(printed, ((printed, 1.0), (bare, 0.8)), hard=False, kind="number")


def _masked(piece: str) -> str:
    """The piece with what is taken whole cut out, and its question words replaced by a mark."""
    masked = _QUOTED.sub("、", piece)
    for text, _ in period_alternatives(masked):
        masked = masked.replace(text, "、", 1)
    return QUESTION_WORDS.sub(_ASKED_HERE, _NUMBERED.sub("、", masked)).replace("被", "、")


def _plain(masked: str, words: Lexicon) -> Iterator[Term]:
    tokens = _merged(words.cutter.tag(masked, False), words)
    content = [i for i, (word, tag) in enumerate(tokens) if _content(word, tag, words)]
    asking = [i for i, (word, _) in enumerate(tokens) if word == _ASKED_HERE or word in _ASKING]
    focal = {_nearest(content, at, step) for at in asking for step in (-1, 1)}
    for i in content:
        word, tag = tokens[i]
        before = tokens[i - 1][0] if i else ""
        factor = ASKED if before in _OF_WHAT_KIND or word in _ASPECTS else 1.0
        hard = tag.startswith(_NOUN) and _CJK.search(word) is not None and factor == 1.0
        yield Term(
            word, _alternatives(word, before, words), hard=hard, factor=factor, focal=i in focal and factor == 1.0
        )


def _nearest(content: list[int], at: int, step: int) -> int | None:
    """The nearest content word before (-1) or after (1) a question word."""
    return next((i for i in (reversed(content) if step < 0 else content) if (i - at) * step > 0), None)


def _merged(tagged: list[tuple[str, str]], words: Lexicon) -> list[tuple[str, str]]:
    """Runs of single characters that the cutter does not know as a word (借药, 罗某) joined to one noun."""
    merged: list[tuple[str, str]] = []
    run = run_tag = ""
    for word, tag in [*tagged, ("", "x")]:
        if (
            len(word) == 1
            and _CJK.match(word)
            and word not in words.light
            and tag[0] in "nvagjz"
            and tag != "vshi"
            and not words.known(word)
        ):
            run, run_tag = run + word, tag
            continue
        if run and len(run) == 1 and merged and merged[-1][1][0] in "nj" and len(merged[-1][0]) > 1 and run in _KINDS:
            merged[-1] = (merged[-1][0] + run, "n")
        elif run and len(run) == 1 and run_tag[0] + tag[0] in ("nn", "nj") and len(word) > 1:
            merged.append((run + word, "n"))
            word = ""
        elif run:
            merged.append((run, "n" if len(run) > 1 else "v"))
        run = ""
        if word:
            merged.append((word, tag))
    return merged


def _content(word: str, tag: str, words: Lexicon) -> bool:
    """Whether a word of the question tells what it is about."""
    if word in words.light or not re.search(r"\w", word) or (tag == "x" and len(word) < 2):
        return False
    return len(word) > 1 or words.known(word)


def _alternatives(word: str, before: str, words: Lexicon) -> tuple[tuple[str, float], ...]:
    """What a notice may write for `word`; after 没 also the usual ways to say that something is still to come."""
    stem = word[0] if len(word) == 2 and word[1] in _COMPLEMENTS and not words.known(word) else word
    written = words.alternatives.get(stem, ())
    if len(word) > 1:
        parts = {p for p in words.cutter.cut_for_search(word) if 1 < len(p) < len(word)} if len(word) > 3 else set()
        if len(word) == 3 and word[-1] in _KINDS:
            parts = {word[:2], *(form for form, _ in words.alternatives.get(word[:2], ()))}
        written = ((word, 1.0), *written, *((part, SUBWORD) for part in sorted(parts)))
    if before in _NOT:
        return (
            *((f"{no}{word}", 1.0) for no in ("未", "没有", "尚未", "未能")),
            *written,
            *((rest, SUBWORD) for rest in ("剩余", "其余", "另外", "余下")),
        )
    return written
