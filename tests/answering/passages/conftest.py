"""Two invented notices behind the store's interface, small enough to know by heart."""

from __future__ import annotations

import hashlib
import re

import pytest

from assistant.answering.passages import PassageFinder
from assistant.records.query import ReportRow
from assistant.schema import Evidence, Finding, Passage, Report, ReportFields

RIVER = """中共临河市第二人民医院委员会关于巡察整改进展情况的通报
2024年12月20日，市委第三巡察组向市第二人民医院党委反馈了巡察意见。
二、整改落实情况
（一）关于财务与采购的整改情况
1.设备采购管理不规范。整改情况：一是对采购中心3名责任人员进行约谈，其中1人给予政务警告处分；二是2025年4月已购入2台彩色超声诊断仪，剩余1台计划于2025年9月底前到货；三是修订《设备采购管理办法》。
2.租金收缴不到位。整改情况：一是共清理欠缴租金36.5万元，目前已追回21.5万元；二是经核查，未发现截留租金的问题；三是与物业公司重新签订合同。
（二）关于医疗服务的整改情况
3.门诊等候时间长。整改情况：一是增开5间诊室，平均等候时间由42分钟缩短到18分钟；二是因老门诊楼场地狭小，采血窗口暂未增加，待新楼投用后解决；三是2025年一季度日间手术占择期手术比例达到12.6%，2024年同期为9.3%。
4.医疗纠纷处置不力。整改情况：2024年发生重大医疗纠纷8起，其中5起已结案，其余仍在调解；对4名医师给予诫勉谈话、6名医师进行提醒谈话。
5.对护理人员激励不够。整改情况：对表现突出的王某等4人予以表扬，每人奖励300元；高级职称护理人员共有12人，占全院高级职称人员的24%。
三、下一步工作打算
持续巩固整改成果。联系电话：0999-1234567；电子邮箱：river@example.com。
"""
HILL = """青峰县中医院党总支巡察整改情况通报
1.集中带量采购药品使用管理不严。整改情况：一是对未完成约定采购量的科室主任进行集体约谈；二是组织集采政策培训3次。
2.落实首要议题制度不到位。整改情况：党总支全年开展“第一议题”学习12次。
3.返聘专家管理不规范。整改情况：2025年3月返聘1名针灸专业博士，公开招聘的2名骨科医师暂未招聘成功。
"""


def build(source: str, hospital: str, text: str) -> Report:
    starts = [(m.start(), m[1], m[2]) for m in re.finditer(r"(?m)^(\d{1,2}\.)([^。]+)。", text)]
    closing = re.search(r"(?m)^三、", text)
    end = closing.start() if closing else len(text)
    findings = []
    for ordinal, (start, label, title) in enumerate(starts, 1):
        headings = [m for m in re.finditer(r"(?m)^（[一二]）.*$", text) if m.start() < start]
        stop = starts[ordinal][0] if ordinal < len(starts) else end
        later = [m.start() for m in re.finditer(r"(?m)^（[一二]）", text) if start < m.start() < stop]
        begin = start + len(label)
        findings.append(
            Finding(
                ordinal=ordinal,
                label=label,
                section=headings[-1].group() if headings else "",
                title=title,
                title_evidence=Evidence.cut(text, begin, begin + len(title)),
                status="not_stated",
                status_basis="none",
                status_evidence=None,
                spans=((start, later[0] if later else stop),),
            )
        )
    passages = (Passage(heading="三、下一步工作打算", evidence=Evidence.cut(text, end, len(text))),) if closing else ()
    return Report(
        source=source,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        fields=ReportFields(hospital=hospital),
        findings=tuple(findings),
        passages=passages,
    )


class MemoryStore:
    def __init__(self, *notices: tuple[str, str, str]) -> None:
        self._texts = {source: text for source, _, text in notices}
        self._reports = {source: build(source, hospital, text) for source, hospital, text in notices}

    def reports(self) -> list[ReportRow]:
        return [ReportRow(r.source, r.sha256, r.fields, len(r.findings)) for r in self._reports.values()]

    def report(self, source: str) -> Report:
        return self._reports[source]

    def text(self, source: str) -> str:
        return self._texts[source]


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(("river.txt", "临河市第二人民医院", RIVER), ("hill.txt", "青峰县中医院", HILL))


@pytest.fixture
def finder(store: MemoryStore) -> PassageFinder:
    return PassageFinder(store)
