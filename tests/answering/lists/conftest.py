"""Two invented notices, read and extracted as any other, for questions that want lists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.answerer import Answerer
from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.records import RecordStore

LAKE = """中共澄湖市第四医院委员会关于巡察整改进展情况的通报
2024年9月2日至10月31日，市委第六巡察组对澄湖市第四医院党委开展了巡察。2024年12月16日，巡察组反馈了意见。
一、集中整改情况
（一）关于“医疗服务有短板”的整改情况
1.床位调配机制不顺畅。整改情况：一是成立床位调度中心，由护理部牵头；二是将全院护理单元划分为内科片区、外科片区、急重症片区；三是每半年开展1次床位使用情况评估。
2.院前急救衔接不紧。整改情况：一是制定《急救绿色通道管理办法》；二是在《2025年度目标管理方案》中增加急救响应时间考核；三是与云岭镇卫生院、石塘镇卫生院建立转诊机制，对石塘镇卫生院值班人员进行提醒谈话。
（二）关于“重点领域监管不严”的整改情况
3.保洁外包监管缺位。整改情况：一是扣减服务费2.3万元；二是2025年2月11日约谈保洁公司项目经理；三是每半年对服务质量开展1次满意度测评。
4.设备档案管理不规范。整改情况：一是对设备科科长诫勉谈话，对档案管理员批评教育；二是在《2025年度目标管理方案》中明确档案归档时限；三是组织学习《医疗器械监督管理条例》《医疗器械使用质量监督管理办法》。
5.职工食堂采购程序不完善。整改情况：一是修订《食堂采购管理办法》《食材验收规范》，制定《供应商评价细则》；二是多收伙食费1.26万元已全部退还职工。
6.工会经费使用不规范。整改情况：一是补办审批手续；二是《工会经费使用细则》正在拟定，待职代会审议后印发。
"""
RIDGE = """中共霞岭县中医医院总支部委员会关于巡察整改情况的通报
2024年3月4日至4月30日，县委第二巡察组对霞岭县中医医院党总支开展了巡察。2024年6月20日，巡察组反馈了意见。
1.消防安全管理有漏洞。整改情况：一是更换灭火器60具；二是组织全员消防演练2次。
2.医德医风建设抓得不实。整改情况：一是对收受土特产的1名医师给予政务警告；二是召开警示教育大会。
3.药品库存管理混乱。整改情况：一是对中药仓库管理员批评教育；二是开展盘点，账物相符率达到99%。
4.多收患者诊查费。整改情况：一是逐笔核对，退还患者诊查费3.18万元；二是制定《价格公示制度》。
5.会诊机制不健全。整改情况：一是印发《MDT工作规范》；二是组织联合门诊12次。
"""


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    folder = tmp_path_factory.mktemp("lists")
    with RecordStore(f"sqlite:///{folder / 'records.db'}").open() as store:
        for name, text in (("lake.txt", LAKE), ("ridge.txt", RIDGE)):
            path = folder / name
            path.write_text(text, "utf-8")
            document = read_file(path)
            store.save(extract(document, build_outline(document.text)), document)
        yield store


@pytest.fixture(scope="session")
def lists(store: RecordStore) -> Answerer:
    return Answerer(store)
