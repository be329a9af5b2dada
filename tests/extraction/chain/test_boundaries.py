"""A doubtful outline mended by a model that points at lines, and left alone by one that points anywhere else."""

from __future__ import annotations

import hashlib
import json

import pytest
import stamina

from assistant.extraction import extract
from assistant.extraction.chain.boundaries import accepted_lines, is_doubtful, misfit, reread
from assistant.outline import build_outline
from assistant.outline.build import outline_of_heads, shown_lines
from assistant.reading.document import Document
from assistant.schema import Report
from evals.simulator import Brain, Reply, ScriptedBrain
from evals.simulator.boundaries import LineLiar, LineOracle
from evals.simulator.chat import simulated

TITLES = ["会议记录缺失", "党课偏少", "值班室陈设简陋", "台账不清", "窗口等候时间长", "培训走过场"]
BODIES = [
    "补齐记录12份。",
    "安排党课4次。",
    "更换床铺8张，添置空调2台。",
    "重建台账。",
    "增开窗口2个。",
    "重排培训课程。",
]
TEXT = (
    "云岭市某某医院党委关于巡察整改进展情况的通报\n市委第九巡察组反馈了6个问题，现将整改情况通报如下。\n"
    "一、整改工作组织情况\n党委召开会议3次，逐项研究反馈问题。\n二、反馈问题整改落实情况\n"
    # The third heading has lost its number and names its failing in words of no failing.
    + "".join(
        f"{'' if n == 3 else f'{n}.'}{title}\n{body}\n"
        for n, (title, body) in enumerate(zip(TITLES, BODIES, strict=True), 1)
    )
    + "三、下一步打算\n持续巩固整改成果。\n联系电话：0700-5550123。\n中共云岭市某某医院委员会\n2025年9月1日\n"
)
DOCUMENT = Document("a.txt", hashlib.sha256(TEXT.encode()).hexdigest(), TEXT, "txt")


@pytest.fixture(scope="module")
def report() -> Report:
    return extract(DOCUMENT, build_outline(TEXT))


def asked(brain: Brain, report: Report) -> Report:
    with stamina.set_testing(True, attempts=1), simulated(brain, timeout=5) as chat:
        return reread(DOCUMENT, report, chat)[0]


def pointing_at(*titles: str) -> ScriptedBrain:
    numbers = [n for n, span in enumerate(shown_lines(TEXT), 1) if any(t in TEXT[slice(*span)] for t in titles)]
    return ScriptedBrain([Reply(json.dumps({"findings": numbers}))])


def test_the_rules_are_in_doubt_about_the_lost_number(report: Report) -> None:
    assert is_doubtful(report)
    assert [finding.title for finding in report.findings] == [title for title in TITLES if title != "值班室陈设简陋"]
    assert misfit(report) == (1, 1, 0, 0)


@pytest.mark.parametrize("brain", [LineOracle(TITLES), pointing_at(*TITLES)], ids=["oracle", "scripted"])
def test_a_right_proposal_is_taken_and_ends_the_doubt(brain: Brain, report: Report) -> None:
    mended = asked(brain, report)

    assert [finding.title for finding in mended.findings] == TITLES
    assert [len(finding.measures) for finding in mended.findings] == [1] * 6
    assert not is_doubtful(mended)


@pytest.mark.parametrize("seed", range(40))
def test_lines_by_chance_change_nothing(seed: int, report: Report) -> None:
    assert asked(LineLiar(seed), report) == report


@pytest.mark.parametrize(
    "brain",
    [
        pointing_at(*TITLES[:4]),
        pointing_at(*[title for title in TITLES if title != "值班室陈设简陋"]),
        pointing_at(*TITLES, "反馈问题整改落实情况"),
        pointing_at(*[title for title in TITLES if title != "值班室陈设简陋"], "补齐记录12份"),
        ScriptedBrain([Reply("我认为没有问题")]),
        ScriptedBrain([Reply("no", status=500)]),
    ],
    ids=["fewer", "the same", "a heading more", "a measure for a finding", "prose", "error"],
)
def test_a_proposal_that_fits_no_better_is_dropped(brain: Brain, report: Report) -> None:
    assert asked(brain, report) == report


def test_a_sound_outline_is_not_asked_about(report: Report) -> None:
    brain = pointing_at(*TITLES)
    sound = report.model_copy(update={"doubts": ()})

    assert asked(brain, sound) == sound
    assert brain.history == []


@pytest.mark.parametrize("numbers", [[], [0, 1], [1, 99], [2, 2], [3, 1]])
def test_lines_must_exist_and_rise(numbers: list[int]) -> None:
    assert accepted_lines(numbers, [(0, 5), (6, 9), (10, 12)]) is None


def test_the_rules_own_headings_give_the_rules_own_outline() -> None:
    outline = build_outline(TEXT)

    assert outline_of_heads(TEXT, [finding.heading[0] for finding in outline.findings]).findings == outline.findings
