from __future__ import annotations

import pytest

from assistant.answering.passages.expected import asserts_done, expected_of, presupposes, presupposes_open


@pytest.mark.parametrize(
    ("question", "kind", "classifier"),
    [
        ("约谈了几个人", "persons", ""),
        ("一共多少护士报名", "persons", ""),
        ("门诊看了多少人次", "persons", "人次"),
        ("满意度测评全省排多少名", "count", "第"),
        ("选派到第几批了", "count", "第"),
        ("盘点安排在几月", "date", ""),
        ("班子成员到了多少个", "persons", ""),
        ("清查了多少个科室", "count", "个"),
        ("还有几起没结案", "count", "起"),
        ("课程一共多少学时", "count", "学时"),
        ("租金减免了多少", "money", ""),
        ("花了多少钱", "money", ""),
        ("采购金额是多少", "money", ""),
        ("归档率是多少", "percent", ""),
        ("占择期手术的比例到多少", "percent", ""),
        ("停处方权多久", "duration", ""),
        ("平均住院日现在几天", "duration", ""),
        ("这几年开过表彰会吗", "yesno", ""),
        ("什么时候能上线", "date", ""),
        ("哪一年补交的", "date", ""),
        ("联系电话多少", "contact", ""),
        ("院长叫什么名字", "person_name", "院长"),
        ("酒驾的职工都是谁", "person_name", ""),
        ("调离的验收员叫什么", "person_name", ""),
        ("收到多少封感谢信", "count", "封"),
        ("下属公司全称叫啥", "name", "公司"),
        ("由谁牵头", "who", ""),
        ("搬到哪里办公", "place", ""),
        ("为什么没开标", "reason", ""),
        ("怎么整改的", "manner", ""),
        ("办了哪几场培训", "list", ""),
        ("哪家医院的手术量最大", "count", ""),
    ],
)
def test_expected_of_reads_the_kind_of_answer(question: str, kind: str, classifier: str) -> None:
    assert expected_of(question) == (kind, classifier)


@pytest.mark.parametrize(
    ("question", "grants", "grants_open", "done"),
    [
        ("招到的医生分到哪个科了", True, False, False),
        ("有没有发现超标", False, False, False),
        ("那件信访件为什么一直没办完", False, True, False),
        ("设备已经买回来了,花了多少钱", True, False, True),
        ("新楼什么时候完工的", True, False, True),
        ("新楼什么时候完工", True, False, False),
    ],
)
def test_what_a_question_takes_for_granted(question: str, grants: bool, grants_open: bool, done: bool) -> None:
    kind, _ = expected_of(question)

    assert presupposes(question, kind) is grants
    assert presupposes_open(question, kind) is grants_open
    assert asserts_done(question) is done
