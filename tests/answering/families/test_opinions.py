"""Until when opinions are taken, how findings are parted, words and colours of statuses: invented notices."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from assistant.answering.answerer import Answerer
from assistant.records import RecordStore

UNTIL = """中共枫渡县人民医院委员会关于巡察整改情况的通报
2024年5月6日至6月28日，县委第二巡察组对枫渡县人民医院党委进行了巡察。2024年8月5日，巡察组反馈了意见。
甲、常规巡察反馈意见整改情况
壹、聚焦责任方面
其一，规划任务落实缓慢【已整改】
成立督办专班。
其二，绩效考核靠后【阶段性整改】
逐项对标。
贰、聚焦服务方面
其三，便民门诊时间短【已整改】
增设夜间门诊。
其四，违规收取陪护费【已整改】
退还陪护费1.2万元。
乙、选人用人专项检查反馈意见整改情况
其一，干部档案审核不细【未完成】
补充材料30份。
如您对整改情况有意见建议，请在2025年1月10日前反映。电话：0700-2345678。
中共枫渡县人民医院委员会
2024年12月30日
"""
DISPLAY = """中共芦湾市康复医院委员会关于巡察整改情况的公示
2024年9月2日至10月31日，市委第一巡察组对芦湾市康复医院党委进行了巡察。2024年12月10日反馈意见后，实行“红黄绿”管理：绿色为已完成，黄色为基本完成，红色为未完成。公示期10个工作日。
一、政治建设方面
A1 理论学习不紧（绿）
开展研讨5次。
A2 资金使用慢（黄）
已支出170万元。
二、业务方面
B1 病区改造滞后（红）
项目尚未招标。
B2 应急演练走过场（绿）
演练3次。
中共芦湾市康复医院委员会
2025年6月3日
"""


@pytest.fixture(scope="module")
def answers(stored: Callable[[Mapping[str, str]], RecordStore]) -> Answerer:
    return Answerer(stored({"until.txt": UNTIL, "display.txt": DISPLAY}))


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("枫渡的老百姓提意见到哪天截止，从发布算多少天", ["到2025年1月10日为止", "相隔11天"], []),
        ("芦湾的公示期有几天", ["公示期10个工作日"], ["为止"]),
        ("这两家里哪家写了公示期，多少天", ["有2家", "公示期10个工作日"], []),
        ("枫渡提意见打哪个电话", ["0700-2345678"], ["为止"]),
        ("枫渡标了“已整改”的一共几个", ["写“已整改”的3条", "便民门诊"], ["绩效考核靠后"]),
        ("枫渡三个方面各有几个问题", ["2条", "1条", "按3个方面", "选人用人专项检查"], []),
        ("芦湾两个方面各有几个问题", ["按2个方面", "2条"], []),
        ("芦湾标黄的占全部问题的几成", ["1÷4＝25%", "资金使用慢"], ["病区改造"]),
        ("芦湾黄色和红色的加起来有几条", ["黄色1条 + 红色1条，合计2条", "病区改造", "资金使用慢"], ["应急演练"]),
    ],
)
def test_answers_of_the_notices_own_marks(answers: Answerer, question: str, said: list[str], unsaid: list[str]) -> None:
    answer = answers.ask(question)

    assert [words for words in said if words not in answer.answer] == []
    assert [words for words in unsaid if words in answer.answer] == []
    assert answer.citations
