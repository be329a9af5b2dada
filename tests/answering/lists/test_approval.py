"""What waits for somebody's approval, and the findings that have to do with a thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import RecordStore

PASS = """2024年9月2日至10月31日，市委第二巡察组对关山市第四医院党委开展了巡察。2024年12月16日，巡察组反馈了意见。
1.检验科人手不足。
整改情况：3名检验技师的编制已报市委编办，待批。与医学院合作开展带教2期。
完成情况：正在推进
2.锅炉房改造拖延。
整改情况：改造方案已提交市生态环境局，正在审核。与医学院共建的实训室已启用。
完成情况：正在推进
3.护理质控薄弱。
整改情况：质控系统正在调试，计划2025年9月上线。
完成情况：基本完成
"""


@pytest.fixture(scope="module")
def answerer(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"pass.txt": PASS}))


@pytest.mark.parametrize(
    ("question", "said", "left_out"),
    [
        ("关山市第四医院哪些事还得等上面批", ("编制", "改造方案"), ("质控系统",)),
        ("哪几家医院有事还在等上级批复", ("编制", "改造方案"), ("质控系统",)),
        ("Which matters at 关山市第四医院 are still waiting for approval?", ("编制", "改造方案"), ("质控系统",)),
        ("关山市第四医院哪几条跟医学院沾边", ("检验科", "锅炉房"), ("护理质控",)),
        ("关山市第四医院哪几条牵扯到医学院", ("检验科", "锅炉房"), ("护理质控",)),
    ],
)
def test_lists(
    answerer: Answerer, tells: Callable[..., None], question: str, said: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    tells(answerer, question, said, left_out)
