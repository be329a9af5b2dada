"""The matter a question is about, as its operation needs it, and what is left of it to be put to each notice."""

from __future__ import annotations

import re

from assistant.answering.asking import without_asking
from assistant.answering.contrast import asked_apart, in_words_of_the_genre, without_contrast
from assistant.answering.english_arithmetic import computed_in_chinese
from assistant.answering.lexicon import cue_patterns, word_list
from assistant.answering.passages.lexicon import lexicon
from assistant.answering.plan import Operation
from assistant.answering.questions import Reading, is_specific, without_dates
from assistant.answering.summaries import of_many_aspects, of_the_notice, open_in_general
from assistant.answering.theme import theme_of, topics_of


def matter_of(r: Reading, operation: Operation, english: str) -> tuple[str, str]:
    """The theme of a question, and the question without its hospitals; `english` is the question if it is English."""
    theme = _theme(r, operation)
    asked = " ".join(r.reach.masked.split()).strip(",，、和与跟 ")
    names = [hospital for mention in r.reach.mentions for hospital in mention.hospitals]
    if english and operation == "lookup":
        asked = computed_in_chinese(english, names) or asked
    if english and not theme and (operation == "mentions" or (operation == "summary" and is_specific(r))):
        theme = theme_of(in_words_of_the_genre(english, names))
    if english and operation == "compare":
        asked = in_words_of_the_genre(english, names) or asked
        theme = theme_of(asked) or theme
    return theme, asked


def asked_of_each(r: Reading) -> tuple[tuple[str, str], ...]:
    """What is asked of each report alone; the reports stand in the order their hospitals are named."""
    if r.reach.scope != "named":
        return ()
    hospitals = list(dict.fromkeys(h for m in r.reach.mentions for h in m.hospitals))
    found = dict(asked_apart(r.reach.masked, r.reach.mentions))
    return tuple((source, found[h]) for h, source in zip(hospitals, r.reach.sources, strict=False) if h in found)


def _theme(r: Reading, operation: Operation) -> str:
    """What the question is about; nothing where only words of completion are left of it (哪些还没整完)."""
    if operation == "mentions":
        return _theme_of_clause(r)
    if operation == "compare":
        return theme_of(without_dates(without_contrast(r.reach.masked))) or r.theme
    if operation == "summary" and (of_the_notice(r) or of_many_aspects(r)):
        return ""
    bare = operation == "open_items" and not topics_of(r.theme) and (not is_specific(r) or open_in_general(r))
    return "" if bare else r.theme


def _theme_of_clause(r: Reading) -> str:
    """The theme of the clause that asks which hospitals, or of the first that has one: 酒驾, not the 处分 asked
    for next.
    """
    clauses = [c for c in re.split(r"[,，。?？;；!！]", r.reach.masked) if c.strip()]
    asking = [c for c in clauses if cue_patterns()["which_hospital"].search(c)]
    themes = (theme_of(without_asking(without_dates(_WHICH.sub(" ", c)))) for c in [*asking, *clauses])
    return next((theme for theme in themes if theme), r.theme) or _words_known(_WHICH.sub(" ", r.reach.masked))


_WHICH = re.compile(r"[哪那](?:几|些|[一两二三四五六七八九])?(?:家|所)(?:医院|单位)?")


def _words_known(masked: str) -> str:
    """The words of a clause that the genre's own word list keeps whole, where the usual cutter leaves none."""
    stop = set(word_list("stop"))
    words = lexicon().cutter.cut(without_asking(without_dates(masked)))
    return " ".join(word for word in words if len(word) > 1 and word not in stop and word not in lexicon().light)
