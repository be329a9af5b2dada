"""Which figure is meant: words of the question in its own item, the rest of them in its sentence or title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.families.matching import words_of
from assistant.answering.figures.asked import Calculation
from assistant.answering.figures.scan import Figure
from assistant.answering.lexicon import word_list
from assistant.answering.passages.lexicon import lexicon
from assistant.text.flat import fold

_OWN, _BESIDE, _ABOVE = 1.0, 0.5, 0.35
"""What a word of the question is worth in the figure's own item, in its sentence, in the title above it."""
_SHORT = 6
"""Characters of a thing named; a longer stretch is a phrase, whose small words say nothing."""
NAMED = 0.45
"""Share of an item's words that its figure's own words must hold."""
_EMPTY = frozenset("的了过着把被")
"""Characters that make no word with the one beside them."""
_TURN = re.compile(r"第[一二三四五\d][次轮批期]|[上这前后]一?[次轮]|第?[一二三四]季度|[上下]半年")
"""Words that say which time or turn, not what of."""
_RUN_ON = re.compile(r"没(?=收[回到齐上缴])|(?<=[\u4e00-\u9fff]{2}率)(?![先领])")
"""Where the cutter would run two words into one (没收 of 没收回, 率算 of 整改率算下来)."""
_LIKE = (
    frozenset("人名位个"),
    frozenset("个项件条起例类种处款批岗家所间门"),
    frozenset("次场期届轮回"),
    frozenset("台套件个辆部"),
    frozenset("份张本册篇项"),
)
"""Units that count the same things."""


@dataclass(frozen=True, slots=True)
class Place:
    """A finding, or a part of the notice, with its figures."""

    ordinal: int | None
    title: str
    figures: tuple[Figure, ...]
    text: str
    """Matching form."""


def met(words: Sequence[str], text: str) -> float:
    """Share of the words, by length, that a text holds, in these or other words."""
    total = sum(len(word) for word in words)
    return sum(len(word) * holds(word, text) for word in words) / total if total else 0.0


def content(text: str) -> tuple[str, ...]:
    """The content words of a stretch of a question; a single character where nothing longer is there."""
    plain = _RUN_ON.sub(" ", _TURN.sub(" ", text))
    found = tuple(word for word in words_of(plain) if not word[0].isdigit())
    if found and len(plain) <= _SHORT:
        # A pair of letters the cutter leaves over (下转 in 下转患者) is a word too.
        left = re.split("|".join(map(re.escape, found)), plain)
        pairs = (run for run in left if len(run.strip()) == 2 and not _EMPTY & set(run))
        found = (*(run for run in pairs if run not in word_list("stop")), *found)
    return found or tuple(char for char in text if "\u4e00" <= char <= "\u9fff")[-2:]


_TELLING = ("n", "vn", "j", "l", "i", "b", "eng", "an")


def said_in(words: Sequence[str], text: str) -> float:
    """Share of the words that a text says: of all of them, or of those that name things, whichever is more.

    Verbs of everyday speech (花了, 算下来) tell little of whether a sentence is the one that is meant.
    """
    telling = tuple(
        word for word in words if any(tag.startswith(_TELLING) for _, tag in lexicon().cutter.tag(word, False))
    )
    return max(met(words, text), met(telling, text) if sum(map(len, telling)) > _SHORT_NAME else 0.0)


_SHORT_NAME = 2
"""Characters of a name that alone does not settle which sentence is meant."""


def holds(word: str, text: str) -> float:
    """Whether a text says a word, 1 in these or other words, less where it only holds most of its letter pairs.

    A rate is held by what it is the rate of (整改 for 整改率).
    """
    if len(word) > 2 and word.endswith("率") and word not in text:
        word = word[:-1]
    if any(form in text for form in lexicon().forms(word)):
        return 1.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    share = sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
    return 0.8 * share if share >= 0.5 else 0.0


def like(one: Figure, unit: str) -> bool:
    """Whether a figure may be counted with a unit."""
    return not unit or one.unit == unit or any(one.unit in group and unit in group for group in _LIKE)


def fitting_kind(wanted: Calculation, figures: Iterable[Figure]) -> list[Figure]:
    """The figures of the kind and unit asked for."""
    out = []
    for figure in figures:
        if wanted.kind is not None and figure.kind != wanted.kind:
            continue
        if (
            wanted.kind is None
            and wanted.unit
            and not (figure.kind in ("count", "persons") and like(figure, wanted.unit))
        ):
            continue
        out.append(figure)
    return out


def sentence_of(source: str, figure: Figure) -> str:
    """The sentence a figure stands in, in matching form."""
    return fold(source[figure.sentence[0] : figure.sentence[1]])


def aboutness(wanted: Calculation, place: Place, figure: Figure, source: str) -> float:
    """How much of the question the figure's item, sentence and title hold."""
    words = content(wanted.context)
    total = sum(len(word) for word in words) or 1
    said = sentence_of(source, figure)
    score = 0.0
    for word in words:
        worth = max(
            _OWN * holds(word, figure.label), _BESIDE * holds(word, said), _ABOVE * holds(word, place.title)
        )  # fmt: skip
        score += len(word) * worth
    return score / total


def figures_named(
    item: str, others: Sequence[str], figures: Sequence[Figure], around: str = ""
) -> list[tuple[float, Figure]]:
    """The figures whose own words hold words of an item that are not those of every other item, best first.

    Words that only the text `around` all of them holds (the department, the title) name none of them.
    """
    own = [word for word in content(item) if not (others and all(word in other for other in others))]
    told = [word for word in own if not around or holds(word, around) < 1 or any(holds(word, f.label) for f in figures)]
    own = told if sum(map(len, told)) > _SHORT_NAME else own
    # Words before a number name it more surely than words after it, which may lead to the next one.
    scored = [(max(_said_of(own, f.before), 0.9 * _said_of(own, f.label)), f) for f in figures] if own else []
    named = [(s, f) for s, f in scored if s >= NAMED]
    # 租金减免 is a kind of 减免: a figure said of the last word goes before one said of the words before it only.
    headed = [(s, f) for s, f in named if holds(own[-1], f.label) >= 1.0]
    return sorted(headed or named, key=lambda each: -each[0])


def _said_of(words: Sequence[str], label: str) -> float:
    """How well a figure's own words say an item; its last word, which is what it is, counts for half of it."""
    return max(met(words, label), 0.5 * (holds(words[-1], label) >= 1.0))


def alike(figures: Sequence[Figure]) -> bool:
    """Whether figures count the same things, so that they may be added."""
    return all(like(figure, figures[0].unit) and figure.kind == figures[0].kind for figure in figures)


def by_aboutness(
    wanted: Calculation, places: Sequence[Place], source: str, kind: str | None = None
) -> list[tuple[float, Place, Figure]]:
    """Figures by how much of the question they and their surroundings hold, best first."""
    found = [
        (aboutness(wanted, place, figure, source), place, figure)
        for place in places
        for figure in (place.figures if kind is None else [f for f in place.figures if f.kind == kind])
    ]
    return sorted(found, key=lambda each: (-each[0], each[2].start))


@dataclass(frozen=True, slots=True)
class Chosen:
    """One figure of a place for each thing named; the higher the score the more plainly."""

    place: Place
    figures: tuple[Figure, ...]
    score: float


def assigned(wanted: Calculation, place: Place, source: str, items: Sequence[str]) -> Chosen | None:
    """One figure of a place for each item; None where one has none, or two that fit it equally."""
    figures = fitting_kind(wanted, place.figures)
    chosen: list[Figure] = []
    score = 0.0
    for item in items:
        others = [other for other in items if other != item]
        ranked = [
            (s + 0.3 * aboutness(wanted, place, f, source), s, f)
            for s, f in figures_named(item, others, figures, place.text + place.title)
            if f not in chosen and (not chosen or alike((chosen[0], f)))
        ]
        if not ranked:
            return None
        ranked.sort(key=lambda each: -each[0])
        if len(ranked) > 1 and ranked[1][0] >= ranked[0][0] - 1e-9 and ranked[1][2].number != ranked[0][2].number:
            return None
        chosen.append(ranked[0][2])
        score += ranked[0][0]
    return Chosen(place, tuple(chosen), score)
