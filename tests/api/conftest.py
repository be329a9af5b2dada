"""Two invented notices, taken in for real, for every face of other programs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.core import Assistant
from assistant.ingestion import FileFailed
from assistant.settings import Settings

NOTICES = {
    "yun.txt": """云岭县医院党委关于巡察整改进展情况的通报

2024年3月1日至4月30日，县委第一巡察组对云岭县医院党委进行了巡察，6月1日反馈意见。现将整改情况公布如下。

（一）物资采购验收把关不严
整改情况：已完成。
一是修订《物资验收办法》，实行双人验收，追回多付货款3.5万元，对2名责任人提醒谈话。

（二）投诉处理不及时
整改情况：未完成。
一是设立投诉专线，预计2025年3月底前建成投诉管理平台。

中共云岭县医院委员会
2024年12月1日
""",
    "shi.txt": """石泉市中医院党委关于巡察整改情况的通报

2024年5月，市委第二巡察组对石泉市中医院党委进行了巡察。现将整改情况公布如下。

（一）设备采购未公开招标
一是停止违规采购，今后一律公开招标。

（二）库房管理混乱
一是清点库房，建立台账。

（三）消防通道堵塞
一是清理消防通道，张贴标识。

中共石泉市中医院委员会
2024年12月20日
""",
}


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("notices")
    for name, text in NOTICES.items():
        (folder / name).write_text(text, "utf-8")
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("data"), llm="none")  # type: ignore[call-arg]
    with Assistant.open(settings) as opened:
        assert not [event for event in opened.ingest([folder]) if isinstance(event, FileFailed)]
        yield opened
