"""The page of a run: everything is escaped, nothing is loaded, wrong cases explain themselves."""

from __future__ import annotations

import re

from evals.report import page
from evals.report.elements import tag, written
from evals.runner import Outcome, Part, Verdict
from evals.runner.case import Cited
from evals.runner.provenance import Provenance
from evals.runner.running import summed_up
from evals.thresholds import Fall

PROVENANCE = Provenance(
    model="none", extractor="auto", prompts={"p": "abc"}, corpus="c", corpus_sha256="1", gold_sha256="2", code="3",
    commit=None, python="3.11",
)  # fmt: skip
EVIL = "</pre><script>alert('x')</script><img src=\"http://a.example/x\" onerror=alert(1)>\x00\ud800"


def outcome(**changes: object) -> Outcome:
    verdict = Verdict(
        parts={"right": Part.share(False)},
        why=(f"lacks {EVIL}",),
        asked=f"问{EVIL}",
        gold=f"金{EVIL}",
        answer=f"答{EVIL}",
        citations=(Cited(place=EVIL, quote=f"引{EVIL}"),),
        plan={"operation": EVIL},
    )
    base = Outcome(suite="questions", id=EVIL, type="list", cluster="a", key="k", seconds=1.5, verdict=verdict)
    return base.model_copy(update=changes)


def test_nothing_of_a_case_becomes_markup() -> None:
    told = page(summed_up([outcome()], PROVENANCE, 2.0), [outcome()], [])

    assert "<script" not in told
    assert "<img" not in told
    assert "\x00" not in told
    told.encode("utf-8")
    for word in ("问", "金", "答", "引"):
        assert f"{word}&lt;/pre&gt;&lt;script&gt;" in told


def test_page_stands_alone() -> None:
    told = page(summed_up([outcome(id="q1")], PROVENANCE, 2.0), [outcome(id="q1")], [])

    assert not re.search(r"<(?:script|link|iframe)|<[^>]*\s(?:src|href)=|@import|url\(", told)


def test_page_shows_figures_falls_and_provenance() -> None:
    right = outcome(id="fine", type="count", verdict=outcome().verdict.model_copy(update={"why": ()}))
    outcomes = [outcome(id="q1"), right]

    told = page(summed_up(outcomes, PROVENANCE, 2.0), outcomes, [Fall("questions", "right", 0.5, 0.9)])

    assert "questions：1 / 2 完全正确" in told
    assert "questions right: 0.5000 &lt; 0.9000" in told
    assert "gold_sha256" in told
    assert "fine" not in told


def test_text_between_elements_keeps_its_place() -> None:
    assert written(tag("p", "甲", tag("b", "乙"), "丙&", class_="x")).endswith('<p class="x">甲<b>乙</b>丙&amp;</p>\n')
