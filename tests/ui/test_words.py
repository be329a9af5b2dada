"""The catalogue: both languages say everything, in the same places, and the page asks for nothing it lacks."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from assistant.answering.plan import Operation
from assistant.audit.model import KIND_ZH
from assistant.export.paper import Paper, Paragraph, Run
from assistant.schema import STATUS_ZH, TOPIC_ZH, Doubt
from assistant.ui import words as module
from assistant.ui.paper_words import in_language
from assistant.ui.words import LANGUAGES, catalogue, words

SOURCES = sorted(Path(module.__file__).parent.glob("*.py"))
NOT_TRANSLATED = {"page.switch", "plan.theme_hint", "paper.compare_hint"}
"""Entries whose English holds Chinese on purpose: the other language's name, and what may be typed."""


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_entry_says_the_same_in_every_language() -> None:
    wrong = [
        key
        for key, entry in catalogue().items()
        if not set(LANGUAGES) <= entry.keys() <= {*LANGUAGES, "one"}
        or len({frozenset(places(entry[language])) for language in LANGUAGES}) != 1
        or not places(entry.get("one", "")) <= places(entry["en"])
        or (key not in NOT_TRANSLATED and re.search(r"[\u4e00-\u9fff]", entry["en"]))
    ]

    assert wrong == []


def test_page_asks_for_nothing_that_the_catalogue_lacks() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    groups = {key.split(".")[0] for key in catalogue()}
    found = re.findall(r"""\b_?w\(\s*["']([a-z_.]+)["']""", code)
    asked = {key for key in found if key.split(".")[0] in groups}

    assert asked - catalogue().keys() == set()
    assert len(asked) > 100


def test_closed_sets_are_whole() -> None:
    w = words("en")

    assert w.group("status").keys() == STATUS_ZH.keys()
    assert w.group("topic").keys() == TOPIC_ZH.keys()
    assert w.group("plan.operation").keys() <= set(Operation.__args__)  # type: ignore[attr-defined]
    assert w.group("reports.doubt").keys() == set(Doubt.model_fields["kind"].annotation.__args__)  # type: ignore[union-attr]
    assert {w.printed(name) for name in KIND_ZH.values()}.isdisjoint(KIND_ZH.values())


def test_chinese_of_statuses_and_topics_is_that_of_the_records() -> None:
    w = words("zh")

    assert w.group("status") == STATUS_ZH
    assert w.group("topic") == TOPIC_ZH


def test_one_takes_the_singular() -> None:
    assert words("en")("table.rows", n=1) == "1 row"
    assert words("en")("table.rows", n=2) == "2 rows"
    assert words("zh")("table.rows", n=1) == "1 行"


SAID_IN_CHINESE = {
    "checking.py": "a question and a word that are put to the core",
    "serving.py": "the address, told at the terminal",
    "uploads.py": "errors, which carry both languages, and a name for a file that has none",
    "overviews.py": "an error, which carries both languages",
    "users.py": "a command at the terminal",
}


def test_no_module_of_the_page_says_chinese_of_its_own() -> None:
    literal = re.compile(r'"[^"\n]*[\u4e00-\u9fff]{2,}[^"\n]*"')
    said = {
        path.name
        for path in SOURCES
        if literal.search(re.sub(r'""".*?"""', "", path.read_text("utf-8"), flags=re.DOTALL))
    }

    assert said <= SAID_IN_CHINESE.keys()


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("医院", "Hospital"),
        ("核对2份通报，发现3处：矛盾1处、提示2处。", "2 notices checked, 3 places found: contradiction: 1, note: 2."),
        ("整改情况比较：采购与招投标", "Comparison: Procurement"),
        ("第4个问题：前文为2025-09。", "finding 4: 前文为2025-09。"),
        ("通报原话", "通报原话"),
    ],
)
def test_document_is_said_in_english_as_far_as_it_is_the_page_that_speaks(chinese: str, english: str) -> None:
    paper = Paper(chinese, (Paragraph((Run(chinese, (1,)),)),))

    said = in_language(words("en"), paper)

    assert said == Paper(english, (Paragraph((Run(english, (1,)),)),))
    assert in_language(words("zh"), paper) is paper
