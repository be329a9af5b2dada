"""Sentences about several findings at once, before the findings and behind the last of them."""

from __future__ import annotations

import pytest

from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.outline.collective import said_of_each
from assistant.reading.document import Document

TITLES = ("值班制度执行不到位", "库房管理混乱", "宣传报道不及时", "车辆管理不规范", "食堂账目不清", "培训流于形式")
CLASSES = ("一、立行立改类（2项）", "二、限期整改类（2项）", "三、长期整改类（2项）")
ASPECTS = ("（一）党的领导方面", "（二）业务管理方面", "（三）队伍建设方面")
WHOLE = ("二、反馈问题整改情况",)
WORDS = {"c": "completed", "m": "mostly_completed", "p": "partial", "u": "unfinished", "-": "not_stated"}
SENTENCES = [
    ("立行立改类问题已全部完成，限期整改类问题除第4项外均已完成，长期整改类问题正在推进。", CLASSES, "cccuuu"),
    ("立行立改类2项已全部完成；限期整改类2项均已办结；长期整改类2项取得阶段性成效。", CLASSES, "ccccpp"),
    ("第一类问题已全部完成，第二类问题基本完成，第三类问题正在推进。", CLASSES, "ccmmuu"),
    ("党的领导方面2个问题已全部完成，业务管理方面2个问题基本完成，队伍建设方面的问题正在推进。", ASPECTS, "ccmmuu"),
    ("党的领导方面的问题均已完成，业务管理方面的问题除第3项外均已完成，队伍建设方面的均已完成。", ASPECTS, "ccuccc"),
    ("第1、3、5项已完成，第2、4项基本完成，第6项正在推进。", WHOLE, "cmcmcu"),
    ("第1至4项已完成，其余2项正在推进。", WHOLE, "ccccuu"),
    ("已完成整改4项（第1、2、3、4项），正在推进2项（第5、6项）。", WHOLE, "ccccuu"),
    ("已完成的有第1、2、3、4项，正在推进的有第5、6项。", WHOLE, "ccccuu"),
    ("已完成：1、2、3、4；正在推进：5、6。", WHOLE, "ccccuu"),
    ("问题1、问题2、问题3、问题4已销号，问题5、问题6正在推进。", WHOLE, "ccccuu"),
    ("6个问题中，已完成5个，“食堂账目不清”正在推进。", WHOLE, "ccccuc"),
    ("6个问题中，除“食堂账目不清”外，其余均已完成。", WHOLE, "ccccuc"),
    ("除第5项正在推进、第6项基本完成外，其余4项均已完成。", WHOLE, "ccccum"),
    ("6个问题已全部完成整改。", WHOLE, "cccccc"),
    ("反馈的6个问题全部销号。", WHOLE, "cccccc"),
    ("截至2025年11月底，6项问题均已办结。", WHOLE, "cccccc"),
    ("截至11月底，未完成的是第5项和第6项，其他问题均已完成。", WHOLE, "ccccuu"),
    ("尚未完成的2个问题为第5项、第6项，其余4个问题已完成整改。", WHOLE, "ccccuu"),
    ("目前，食堂账目不清、培训流于形式2个问题正在推进，其余4个问题均已完成整改。", WHOLE, "ccccuu"),
    ("第5项、第6项尚未整改到位，其余已整改到位。", WHOLE, "ccccuu"),
    ("6个问题中，5个已完成整改，1个（第5项）正在推进。", WHOLE, "ccccuc"),
    ("已完成整改5个，正在推进1个，即第5项。", WHOLE, "ccccuc"),
    ("已完成整改5个，未完成1个（食堂账目不清）。", WHOLE, "ccccuc"),
    ("6个问题中，已完成4个，第5项正在推进。", WHOLE, "----u-"),
    ("4个问题已全部完成整改。", WHOLE, "------"),
    ("移交的6个立行立改问题均已完成整改。", WHOLE, "------"),
]


def notice(heads: tuple[str, ...], before: str, behind: str) -> str:
    size = len(TITLES) // len(heads)
    lines = [f"某市某医院党委关于巡察整改情况的通报\n巡察反馈了6个问题。{before}"]
    for i, title in enumerate(TITLES):
        lines += [heads[i // size]] * (i % size == 0) + [f"{i + 1}.{title}。开展检查4次。"]
    return "\n".join([*lines, behind, "某市某医院党委", "2025年12月1日"])


@pytest.mark.parametrize("place", ["before", "behind"])
@pytest.mark.parametrize(("sentence", "heads", "statuses"), SENTENCES, ids=[one[0][:24] for one in SENTENCES])
def test_collective_sentence(sentence: str, heads: tuple[str, ...], statuses: str, place: str) -> None:
    text = notice(heads, sentence if place == "before" else "", sentence if place == "behind" else "")

    # Through the gate: what is read must be borne out by the sentence itself.
    report = extract(Document("x.txt", "0" * 64, text, "txt"), build_outline(text))

    assert [finding.status for finding in report.findings] == [WORDS[one] for one in statuses]


def test_said_of_each_reads_the_sentence_alone() -> None:
    labels, sections = ["1.", "2.", "3."], ["", "", ""]

    said = said_of_each("除第2项外，其余均已完成整改", labels, TITLES[:3], sections)

    assert said == [{"completed"}, {"unfinished"}, {"completed"}]


@pytest.mark.parametrize(
    "paragraph",
    [
        "市委巡察组移交立行立改事项4件，已办结4件；移交问题线索3件，办结2件，1件仍在核查。",
        "移交问题线索6件，已办结4件，立案1人；移交信访件11件，已全部办结。",
        "另：区委巡察组交办信访件6件，已办结5件。",
        "附：本次整改共受理群众来信11封，办结10封。",
        "另，本年医院上转病人28人次。巡察期间收到的群众来信来访26件，办结20件。",
        "整改以来共问责21人，其中党纪政务处分5人。",
    ],
)
def test_what_was_handed_over_belongs_to_no_finding(paragraph: str) -> None:
    text = notice(WHOLE, "", paragraph)

    told = "".join(text[slice(*span)] for finding in build_outline(text).findings for span in finding.spans)

    assert paragraph not in told


@pytest.mark.parametrize(
    "paragraph", ["收到投诉15件，已答复12件。", "通过整改，候诊时间缩短5分钟。", "另外，处理投诉3件。"]
)
def test_what_a_finding_tells_stays_with_it(paragraph: str) -> None:
    text = notice(WHOLE, "", paragraph)

    assert paragraph in text[slice(*build_outline(text).findings[-1].spans[-1])]
