"""Topics of findings: the lexicon is sound, titles lead, whole measures add, disciplining does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.extraction.topics import Lexicon, load_vocabulary, split_measures, topics
from assistant.schema import TOPICS
from assistant.text.flat import fold


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("医疗设备招标程序不规范", "procurement"),
        ("重点监控药品管理松懈", "drugs"),
        ("存在重复收费、串换项目问题", "insurance_billing"),
        ("往来款长期未清理", "finance"),
        ("门诊综合楼项目竣工验收滞后", "construction"),
        ("消防通道被占用，安全隐患排查不细", "safety"),
        ("网络安全等级保护工作滞后", "safety"),
        ("病历书写质量不高", "quality"),
        ("群众就医排队时间长", "service"),
        ("科研立项数量偏少", "specialty"),
        ("医联体内双向转诊不畅", "reform"),
        ("中医适宜技术推广不够", "tcm"),
        ("传染病报告不及时", "public_health"),
        ("干部选拔任用程序不严谨", "personnel"),
        ("“三会一课”制度落实不严格", "party"),
        ("舆情应对能力不强", "ideology"),
        ("监督执纪“宽松软”", "integrity"),
        ("个别医务人员收受红包", "ethics"),
        ("上轮巡察整改不彻底", "followup"),
    ],
)
def test_title_alone_decides_the_first_topic(title: str, first: str) -> None:
    assert topics(title, "", "")[0] == first


def test_whole_measure_adds_a_topic_after_the_titles_own() -> None:
    body = "一是组织开展药品效期专项检查。二是修订药库管理制度。三是重新组织冷链设备采购招标，中标单位已签订合同。"

    assert topics("药品储存条件不达标", "", body) == ("drugs", "procurement")


def test_passing_word_adds_no_topic() -> None:
    body = "一是规范药库出入库。二是每月盘点近效期药品。三是药师与财务人员共同核对药品账目。"

    assert topics("药品储存条件不达标", "", body) == ("drugs",)


def test_disciplining_alone_adds_no_integrity() -> None:
    body = "一是对2名责任人提醒谈话，给予1人党内警告处分。二是追责问责3人。"

    assert topics("固定资产账实不符", "", body) == ("finance",)


def test_list_of_departments_says_who_not_what() -> None:
    body = "一是组织药剂、基建、财务等重点科室召开会议。二是完善病历书写规范。"

    assert topics("病历质量不高", "", body) == ("quality",)


def test_section_speaks_where_title_is_silent() -> None:
    assert topics("部分制度未及时更新", "关于财务管理不规范的问题", "")[0] == "finance"


def test_never_more_than_three_and_never_none() -> None:
    body = "一是采购招标。二是消防安全演练。三是发展党员入党。四是医保基金自查。五是处方点评。"

    assert len(topics("存在一些短板", "", body)) == 3
    assert len(topics("", "", "")) == 1


def test_line_breaks_inside_words_do_not_matter() -> None:
    assert topics("药品采\n购 管理不到位", "", "") == topics("药品采购管理不到位", "", "")


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("一是甲。二是乙；三是丙。", 3),
        ("（1）甲。（2）乙。", 2),
        ("①甲②乙③丙", 3),
        ("甲事已办。乙事在办。", 2),
        ("", 0),
    ],
)
def test_measures_are_cut_at_their_markers(body: str, count: int) -> None:
    assert len(split_measures(fold(body))) == count


def test_lexicon_covers_all_topics_and_loads_once() -> None:
    assert load_vocabulary() is load_vocabulary()


@pytest.mark.parametrize("word", ["药", "采 购", "ＤＲＧ"])
def test_unusable_word_is_refused(word: str) -> None:
    bands = {topic: {"strong": ["采购"]} for topic in TOPICS}

    with pytest.raises(ValidationError, match="two characters"):
        Lexicon.model_validate({"neutral": [word], "topics": bands})


def test_missing_topic_is_refused() -> None:
    with pytest.raises(ValidationError):
        Lexicon.model_validate({"neutral": [], "topics": {"drugs": {"strong": ["药品"]}}})


@pytest.mark.reports
def test_real_notices_reach_the_target(shared: Path) -> None:
    first, found, predicted, wanted = [], 0, 0, 0
    for path in sorted((shared / "gold").glob("gold_*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = fold((shared / "reports" / gold["source"]).read_text("utf-8"))
        position = 0
        for finding in gold["findings"]:
            start = text.index(fold(finding["title"]), position) + len(fold(finding["title"]))
            later = gold["findings"][gold["findings"].index(finding) + 1 :]
            end = text.index(fold(later[0]["title"]), start) if later else start + 1200
            got, position = topics(finding["title"], finding["section"] or "", text[start:end]), start
            first.append(got[0] in finding["topics"])
            found += len(set(got) & set(finding["topics"]))
            predicted, wanted = predicted + len(got), wanted + len(finding["topics"])

    assert sum(first) / len(first) >= 0.95
    assert 2 * found / (predicted + wanted) >= 0.80
