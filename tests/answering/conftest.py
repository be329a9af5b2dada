"""Three invented notices as records: one states a status per finding, one gives totals only, one is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date

import pytest

from assistant.answering.answerer import Answerer
from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.records import RecordStore
from assistant.records.query import FindingQuery, FindingRow, ReportRow
from assistant.schema import (
    Accountability,
    Amount,
    Commitment,
    Contact,
    DeclaredTotals,
    Evidence,
    Finding,
    Measure,
    Passage,
    Report,
    ReportFields,
    Rule,
    Status,
    Topic,
)


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Mapping[str, str]], RecordStore]]:
    """Takes notices in, texts by file name, each set into a store of its own."""
    with ExitStack() as stores:

        def take_in(notices: Mapping[str, str]) -> RecordStore:
            folder = tmp_path_factory.mktemp("notices")
            store = stores.enter_context(RecordStore(f"sqlite:///{folder / 'records.db'}").open())
            for name, text in notices.items():
                path = folder / name
                path.write_text(text, "utf-8")
                document = read_file(path)
                store.save(extract(document, build_outline(document.text)), document)
            return store

        yield take_in


Tells = Callable[..., None]


@pytest.fixture(scope="session")
def tells() -> Tells:
    """Asserts that an answer holds some words and leaves others out."""

    def check(answerer: Answerer, question: str, shown: Sequence[str], left_out: Sequence[str]) -> None:
        answer = answerer.ask(question).answer
        assert [words for words in shown if words not in answer] == []
        assert [words for words in left_out if words in answer] == []

    return check


OPEN_TEXT = """根据市委统一部署，
2024年3月1日至4月30日，市委第一巡察组对青屿市第一医院党委开展了巡察。2024年6月10日，巡察组反馈了意见。
（1）部分设备采购未招标。
整改情况：一是修订《设备采购办法》。二是放射设备计划于2024年12月前完成公开招标。
完成情况：未完成
（2）学科采购进度偏慢。
整改情况：计划采购显微镜12台，已到货9台，其余3台于2024年10月前完成采购。
完成情况：基本完成
（3）职工收受礼品。
整改情况：对2人给予政务警告，对5人进行提醒谈话，收回礼品折价款3000元。
完成情况：已完成
（4）中层干部任用程序不严。
整改情况：《中层干部任用办法》已形成初稿，待印发执行。
完成情况：已完成
联系电话：0700-1234567。
"""
TOTALS_TEXT = """2024年5月6日至6月25日，县委第二巡察组对松淮县人民医院党委进行了巡察。2024年8月1日，巡察组反馈了意见。
截至目前，反馈的2个问题，已完成整改1个，阶段性完成整改1个，移交信访件4件，已办结4件。移交的问题线索已给予政务处分2人。
1.医疗纠纷处置不力
整改情况：一是对3人进行诫勉谈话；二是每季度召开一次纠纷研判会。
2.耗材采购议价不规范
整改情况：重新组织高值耗材议价，引进博士1名负责耗材管理。
"""
SILENT_TEXT = """2024年9月2日至9月30日，区委第三巡察组对柏湾区中医医院开展了巡察。2024年11月15日，巡察组反馈了意见。
1.采购档案不全
整改情况：补齐采购档案18卷。平均住院日由9.1天降低到8.4天。
2.中医药特色不突出
整改情况：开设治未病门诊，每月义诊2次。2024年下半年全院违规收费处分实现“零发生”。
"""


@dataclass
class Notice:
    """A notice under construction: evidence is cut from its text."""

    source: str
    text: str
    fields: ReportFields
    findings: list[Finding] = field(default_factory=list)

    def cut(self, quote: str) -> Evidence:
        start = self.text.index(quote)
        return Evidence.cut(self.text, start, start + len(quote))

    def add(
        self,
        label: str,
        title: str,
        topics: tuple[Topic, ...],
        measures: tuple[str, ...],
        status: Status = "not_stated",
        status_line: str = "",
        **records: object,
    ) -> None:
        heading = self.cut(f"{label}{title}")
        start = heading.start + len(label)
        last = max(self.cut(m).end for m in measures)
        evidence = None
        if status_line:
            at = self.text.index(status_line, last)
            evidence = Evidence.cut(self.text, at, at + len(status_line))
            last = evidence.end
        self.findings.append(
            Finding(
                ordinal=len(self.findings) + 1,
                label=label,
                section=str(records.pop("section", "")),
                title=title,
                title_evidence=Evidence.cut(self.text, start, start + len(title)),
                status=status,
                status_basis="explicit" if status_line else "none",
                status_evidence=evidence,
                topics=topics,
                measures=tuple(Measure(marker="", evidence=self.cut(m)) for m in measures),
                spans=((heading.start, last),),
                **records,  # type: ignore[arg-type]
            )
        )

    def report(self) -> Report:
        end = self.findings[0].spans[0][0]
        head = Passage(heading="开头", evidence=Evidence.cut(self.text, 0, end))
        return Report(
            source=self.source, sha256=self.source, fields=self.fields, findings=tuple(self.findings), passages=(head,)
        )


def _fields(
    text: str, hospital: str, dates: tuple[str, str, str], words: tuple[str, str], **more: object
) -> ReportFields:
    def cut(quote: str) -> Evidence:
        start = text.index(quote)
        return Evidence.cut(text, start, start + len(quote))

    evidence = {"inspection_start": cut(words[0]), "inspection_end": cut(words[0]), "feedback_date": cut(words[1])}
    evidence |= {name: cut(str(quote)) for name, quote in dict(more.pop("quotes", {})).items()}  # type: ignore[call-overload]
    start, end, feedback = dates
    return ReportFields(
        hospital=hospital, inspection_start=start, inspection_end=end, feedback_date=feedback, evidence=evidence, **more
    )  # type: ignore[arg-type]


def open_notice() -> Notice:
    phone = {"contact.phone": "0700-1234567", "inspection_body": "市委第一巡察组"}
    fields = _fields(
        OPEN_TEXT,
        "青屿市第一医院",
        ("2024-03-01", "2024-04-30", "2024-06-10"),
        ("2024年3月1日至4月30日", "2024年6月10日"),
        contact=Contact(phone="0700-1234567"),
        inspection_level="市委",
        inspection_body="市委第一巡察组",
        quotes=phone,
    )
    notice = Notice("a1_open.txt", OPEN_TEXT, fields)
    tender = "放射设备计划于2024年12月前完成公开招标"
    notice.add(
        "（1）", "部分设备采购未招标", ("procurement",), ("修订《设备采购办法》", tender),
        "unfinished", "完成情况：未完成",
        commitments=(Commitment(what=tender, due="2024-12", evidence=notice.cut(tender)),),
        rules=(Rule(name="《设备采购办法》", action="修订", evidence=notice.cut("修订《设备采购办法》")),),
    )  # fmt: skip
    rest = "其余3台于2024年10月前完成采购"
    notice.add(
        "（2）", "学科采购进度偏慢", ("specialty",), ("计划采购显微镜12台，已到货9台，其余3台于2024年10月前完成采购",),
        "mostly_completed", "完成情况：基本完成",
        commitments=(Commitment(what=rest, due="2024-10", evidence=notice.cut(rest)),),
    )  # fmt: skip
    punished = "对2人给予政务警告，对5人进行提醒谈话"
    notice.add(
        "（3）", "职工收受礼品", ("integrity",), (punished,), "completed", "完成情况：已完成",
        accountability=(
            Accountability(action="政务警告", persons=2, evidence=notice.cut("对2人给予政务警告")),
            Accountability(action="提醒谈话", persons=5, evidence=notice.cut("对5人进行提醒谈话")),
        ),
        amounts=(Amount(value_yuan=3000, kind="收回礼品折价款", evidence=notice.cut("收回礼品折价款3000元")),),
    )  # fmt: skip
    draft = "《中层干部任用办法》已形成初稿，待印发执行"
    notice.add(
        "（4）", "中层干部任用程序不严", ("personnel",), (draft,), "completed", "完成情况：已完成",
        commitments=(Commitment(what=draft, due=None, evidence=notice.cut(draft)),),
    )  # fmt: skip
    return notice


def totals_notice() -> Notice:
    totals = DeclaredTotals(findings=2, completed=1, partial=1, letters_total=4, letters_closed=4)
    declared = "反馈的2个问题，已完成整改1个，阶段性完成整改1个"
    quotes = {f"declared_totals.{n}": declared for n in ("findings", "completed", "partial")}
    quotes["inspection_body"] = "县委第二巡察组"
    quotes |= {f"declared_totals.letters_{n}": "移交信访件4件，已办结4件" for n in ("total", "closed")}
    fields = _fields(
        TOTALS_TEXT,
        "松淮县人民医院",
        ("2024-05-06", "2024-06-25", "2024-08-01"),
        ("2024年5月6日至6月25日", "2024年8月1日"),
        declared_totals=totals,
        inspection_level="县委",
        inspection_body="县委第二巡察组",
        quotes=quotes,
    )
    notice = Notice("b2_totals.txt", TOTALS_TEXT, fields)
    talk = "对3人进行诫勉谈话"
    notice.add(
        "1.", "医疗纠纷处置不力", ("quality",), (talk, "每季度召开一次纠纷研判会"),
        accountability=(Accountability(action="诫勉谈话", persons=3, evidence=notice.cut(talk)),),
    )  # fmt: skip
    notice.add("2.", "耗材采购议价不规范", ("procurement",), ("重新组织高值耗材议价，引进博士1名负责耗材管理",))
    return notice


def silent_notice() -> Notice:
    fields = _fields(
        SILENT_TEXT,
        "柏湾区中医医院",
        ("2024-09-02", "2024-09-30", "2024-11-15"),
        ("2024年9月2日至9月30日", "2024年11月15日"),
    )
    notice = Notice("c3_silent.txt", SILENT_TEXT, fields)
    notice.add(
        "1.", "采购档案不全", ("procurement",), ("补齐采购档案18卷", "平均住院日由9.1天降低到8.4天"),
        section="（一）关于“内部管理松散”的整改情况",
    )  # fmt: skip
    notice.add(
        "2.", "中医药特色不突出", ("tcm",), ("开设治未病门诊，每月义诊2次",),
        section="（二）关于“特色发展滞后”的整改情况",
    )  # fmt: skip
    return notice


class Shelf:
    """The records of some notices, in the order they were put in."""

    def __init__(self, notices: list[Notice]) -> None:
        self._texts = {n.source: n.text for n in notices}
        self._reports = {n.source: n.report() for n in notices}

    def reports(self) -> list[ReportRow]:
        return [
            ReportRow(s, r.sha256, r.fields, len(r.findings), dict(Counter(f.status for f in r.findings)))
            for s, r in self._reports.items()
        ]

    def report(self, source: str) -> Report:
        return self._reports[source]

    def text(self, source: str) -> str:
        return self._texts[source]

    def findings(self, query: FindingQuery) -> list[FindingRow]:
        return [
            FindingRow(s, r.fields.hospital, f)
            for s, r in self._reports.items()
            for f in r.findings
            if _wanted(query, s, f)
        ]


def _wanted(query: FindingQuery, source: str, finding: Finding) -> bool:
    return (
        (query.sources is None or source in query.sources)
        and (query.ordinals is None or (source, finding.ordinal) in query.ordinals)
        and (not query.topics or bool(set(query.topics) & set(finding.topics)))
        and (not query.statuses or finding.status in query.statuses)
        and (not query.with_commitments or bool(finding.commitments))
        and (not query.with_accountability or bool(finding.accountability))
        and (not query.with_amounts or bool(finding.amounts))
        and (not query.with_rules or bool(finding.rules))
    )


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf([open_notice(), totals_notice(), silent_notice()])


@pytest.fixture(scope="session")
def reversed_shelf() -> Shelf:
    return Shelf([silent_notice(), totals_notice(), open_notice()])


@pytest.fixture(scope="session")
def answerer(shelf: Shelf) -> Answerer:
    return Answerer(shelf, today=lambda: date(2025, 1, 1))
