"""What lies ahead of the notice: asked without a matter, it is whatever is dated after the notice's own day."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.answering.families.ahead import asks_ahead, window_in
from assistant.answering.windows import Window
from assistant.records import RecordStore

NOTICE = """中共云汀县中医院委员会关于巡察整改进展情况的通报
2025年3月3日至4月30日，县委第一巡察组对云汀县中医院党委开展了巡察，5月20日反馈意见。
一、整改情况
1.库房账目不清
整改情况：盘点库房3间，2026年2月再次盘点。
2.补贴发放不规范
整改情况：清退补贴4万元，余款逐月扣回，2025年12月扣清；6月10日约谈2人。
3.机房改造缓慢
整改情况：机房改造已完成招标，计划2025年11月底前投入使用。
二、下一步打算
党委将在2026年1月15日前向县委巡察办报送第二次整改报告。
公示期为2025年9月1日至2025年12月20日。
中共云汀县中医院委员会
2025年9月1日
"""


@pytest.fixture(scope="module")
def asked(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"u901.txt": NOTICE}))


@pytest.mark.parametrize(
    ("question", "shown", "hidden"),
    [
        ("云汀县中医院发完通报到年底，还有哪些事要办？分别是几月", ("扣清", "投入使用"), ("再次盘点", "报送", "约谈")),
        ("云汀县中医院2026年还排着哪些事？", ("再次盘点", "报送第二次整改报告"), ("扣清", "投入使用")),
        ("云汀县中医院哪些事要到2025年12月或者更晚才办？", ("扣清", "再次盘点", "报送"), ("投入使用", "公示期")),
        ("云汀县中医院说11月要做啥？", ("投入使用",), ("扣清",)),
    ],
)
def test_ahead(asked: Answerer, question: str, shown: tuple[str, ...], hidden: tuple[str, ...]) -> None:
    answer = asked.ask(question).answer

    assert [words for words in shown if words not in answer] == []
    assert [words for words in hidden if words in answer] == []


@pytest.mark.parametrize(
    ("question", "ahead"),
    [
        ("哪些事项要到2025年9月或者更晚才办？请写明各自的时间", True),
        ("说好2025年9月弄好的，是哪两家的啥事", True),
        ("期限写到2026年6月底的都有哪些事", True),
        ("食堂改造要到2025年9月才办成的有哪些事", False),
        ("2025年9月开了哪些会", False),
        ("哪些事还没办完", False),
    ],
)
def test_asks_ahead(question: str, ahead: bool) -> None:
    assert asks_ahead(question) is ahead


@pytest.mark.parametrize(
    ("question", "window"),
    [
        ("年底前要办成哪些事", Window(None, "2025-12-31")),
        ("7月发完通报到年底，定了哪些事", Window("2025-07-16", "2025-12-31")),
        ("9月要做啥", Window("2025-09-01", "2025-09-30")),
        ("下半年还有哪些事", Window("2025-07-01", "2025-12-31")),
        ("明年3月要办哪些事", Window("2026-03-01", "2026-03-31")),
    ],
)
def test_window_of_the_notices_time(question: str, window: Window) -> None:
    assert window_in(question, "2025-07-16") == window
