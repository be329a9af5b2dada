# ruff: noqa: E501 - a table of sentences reads best with one sentence a line.
"""Declared totals: many wordings, each number to its own field."""

from __future__ import annotations

import pytest

from assistant.extraction.totals import declared_totals, recount
from assistant.text.flat import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "巡察反馈的21个具体问题，已完成整改15个，阶段性完成整改6个；巡察移交的7件信访件，已办结6件，交办的立行立改3件，已办结3件。",
            {
                "findings": 21, "completed": 15, "partial": 6, "letters_total": 7, "letters_closed": 6,
                "immediate_total": 3, "immediate_closed": 3,
            },
        ),
        ("针对反馈的4方面12个问题，逐一研究。", {"findings": 12}),
        ("反馈问题共12个：已完成8个，阶段性完成3个，未完成1个。", {"findings": 12, "completed": 8, "partial": 3, "unfinished": 1}),
        ("14个具体问题中已完成整改10个、基本完成整改3个、正在推进1个。", {"findings": 14, "completed": 10, "partial": 3, "unfinished": 1}),
        ("共移交问题线索3件。依规组织核实，截至4月底，已办结2件。", {"clues_total": 3, "clues_closed": 2}),
        ("移交立行立改问题3个，已全部整改到位。", {"immediate_total": 3, "immediate_closed": 3}),
        ("移交信访件11件，已办结10件，余1件尚在核实。", {"letters_total": 11, "letters_closed": 10}),
        ("信访和线索处置情况。共移交信访件31件，办结31件；移交问题线索8件，办结7件。",
         {"letters_total": 31, "letters_closed": 31, "clues_total": 8, "clues_closed": 7}),
        ("18个问题已整改完成16个，2个正在推进；信访举报件5件全部办结。",
         {"findings": 18, "completed": 16, "unfinished": 2, "letters_total": 5, "letters_closed": 5}),
        ("立行立改事项4件、问题线索6件均已办结。",
         {"immediate_total": 4, "immediate_closed": 4, "clues_total": 6, "clues_closed": 6}),
        ("反馈了2个方面14个问题。" + "医院逐条研究，建立台账，明确责任。" * 12 + "截至5月底，完成整改11个，仍在推进3个。",
         {"findings": 14, "completed": 11, "unfinished": 3}),
        ("移交问题线索2件，其中1件了结、1件立案；立行立改问题7个，完成整改7个。",
         {"clues_total": 2, "clues_closed": 1, "immediate_total": 7, "immediate_closed": 7}),
        ("移送区纪委线索2件，目前2件都未了结。", {"clues_total": 2, "clues_closed": 0}),
        ("移交问题线索3件，尚在核查。", {"clues_total": 3}),
        ("移交问题线索5件（查结4件，在办1件）。", {"clues_total": 5, "clues_closed": 4}),
        ("移交问题线索5件，办结率100%。", {"clues_total": 5, "clues_closed": 5}),
        ("收到群众来信15封，已办结12封，3封正在调查。", {"letters_total": 15, "letters_closed": 12}),
        ("12件信访件已办结11件。", {"letters_total": 12, "letters_closed": 11}),
        ("立行立改事项共4项，均已落实。", {"immediate_total": 4, "immediate_closed": 4}),
        ("共指出问题13个，涉及4个方面。", {"findings": 13}),
        ("本清单列问题13个。", {"findings": 13}),
        ("制定整改方案，列出问题12个、任务64项。", {"findings": 12}),
        ("梳理出13项问题。除第3、7、11项仍在推进外，其余10项均已完成。", {"findings": 13, "completed": 10}),
        ("反馈意见涉及5个方面、18个问题、43个具体表现。", {"findings": 18}),
        ("反馈的15个问题分解为62项任务。截至11月5日，62项任务已销号53项。", {"findings": 15}),
        ("针对巡察反馈的22个问题，制定整改措施88条，完成85条。", {"findings": 22}),
        ("对照反馈的14个问题，制定措施47条，已完成整改11个，持续推进3个。", {"findings": 14, "completed": 11, "unfinished": 3}),
        ("一、已完成整改的问题（9个）\n二、基本完成整改的问题（3个）\n三、持续推进的问题（2个）",
         {"completed": 9, "partial": 3, "unfinished": 2}),
        ("本方面反馈问题7个，已完成整改6个，第2个问题仍在推进。", {}),
        ("自查发现的26个问题一并纳入整改。", {}),
        ("未收到移交的问题线索。", {}),
        ("第3项基本完成，第7项正在推进。", {}),
        ("另见第八十七项问题，已整改。", {}),
        ("召开专题会议6次，制定措施47条。", {}),
    ],
)  # fmt: skip
def test_each_number_goes_to_its_field(text: str, expected: dict[str, int]) -> None:
    totals, evidence = declared_totals(text, [(0, len(text))])

    assert totals.model_dump(exclude_none=True) == expected
    assert set(evidence) == {f"declared_totals.{name}" for name in expected}
    for name, value in expected.items():
        assert recount(name, fold(evidence[f"declared_totals.{name}"].quote)) == value
