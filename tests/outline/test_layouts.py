"""Random layouts of invented notices: findings in = findings out, nothing lost.

A seed builds a notice the way some official might: styles of numbers, labels, places of the status, line breaks, decoy
paragraphs before and after. `OUTLINE_LAYOUTS=10000` runs more of them.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field

import pytest

from assistant.outline import build_outline
from assistant.outline.model import Outline

RUNS = int(os.environ.get("OUTLINE_LAYOUTS", "300"))

PROBLEMS = [
    "候诊座椅配备不足", "检验报告出具迟缓", "夜间急诊力量薄弱", "病案归档不及时", "耗材二级库账实不符",
    "食堂原料验收流于形式", "设备闲置问题突出", "科研经费报销审核不严", "院务公开内容不全",
    "轮岗交流制度落实不到位", "“三重一大”事项上会前酝酿不充分", "重临床轻科普", "合同台账管理混乱",
    "护工收费标准执行走样", "门诊导诊服务有短板", "远程会诊使用率偏低", "医疗废物交接登记有漏洞",
    "停车场地出租未公开招租", "党费收缴把关不严", "谈心谈话开展少、质量不高", "加强对分院的指导力度不够",
    "推进电子票据改革有差距", "落实首诊负责制打折扣", "消防通道时有堵占", "青年医师培养缺乏规划",
    "药品盘点超期未报", "绩效核算对一线倾斜力度不大", "信息系统建设各自为政", "支部活动与业务“两张皮”",
    "供应商准入关口失守", "对巡察反馈问题整改抓得不紧", "血液透析质控指标长期不达标", "超标准配置办公用房",
    "劳务派遣人员考核宽松软", "慢病随访记录存在造假现象",
]  # fmt: skip
MEASURES = [
    "修订《院内器械出入库办法》，明确3个环节的责任人", "组织全院培训2次，参训412人次",
    "对2名经办人开展提醒谈话", "追回多支付款项1.86万元", "成立由分管副院长牵头的工作专班，每半月调度一次",
    "新增自助设备6台，平均等候时间缩短11分钟", "开展专项检查，发现问题17个，已完成整改15个",
    "与信息科联合开发预警模块，目前正在测试", "建立台账并逐月通报，杜绝类似问题再次发生",
    "聘请第三方机构复核近三年资料", "2025年3月召开专题会议，研究解决人员不足的问题",
    "约谈相关科室负责人，责令限期改正", "计划2025年12月底前完成验收",
]  # fmt: skip
ASPECTS = [
    "聚焦决策部署落实方面", "聚焦群众身边不正之风方面", "在全面从严治党方面", "聚焦队伍建设方面",
    "聚焦以往整改落实方面",
]  # fmt: skip
GROUP_PROBLEMS = [
    "服务群众用心不够", "内部治理存在薄弱环节", "管党治党责任压得不实", "选人用人不够规范",
    "整改成果运用不充分",
]  # fmt: skip
DECOYS = [
    "提高政治站位，第一时间研究部署", "加强组织领导，成立工作专班", "强化督促检查，逐项对账销号",
    "坚持标本兼治，完善长效机制",
]  # fmt: skip
STATUSES = [
    ("已完成", "completed"), ("已完成整改", "completed"), ("整改完成", "completed"),
    ("基本完成", "mostly_completed"), ("已完成并长期坚持", "completed_ongoing"),
    ("已完成，长期坚持", "completed_ongoing"), ("取得阶段性成效", "partial"), ("阶段性完成", "partial"),
    ("未完成", "unfinished"), ("正在推进", "unfinished"), ("尚未完成", "unfinished"),
]  # fmt: skip
CHINESE = "零一二三四五六七八九十"


def chinese(n: int) -> str:
    if n <= 10:
        return CHINESE[n]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else CHINESE[tens]) + "十" + (CHINESE[ones] if ones else "")


STYLES = {
    "一、": lambda n: f"{chinese(n)}、", "（一）": lambda n: f"（{chinese(n)}）", "(一)": lambda n: f"({chinese(n)})",
    "1.": lambda n: f"{n}.", "1．": lambda n: f"{n}．", "1、": lambda n: f"{n}、", "（1）": lambda n: f"（{n}）",
    "(1)": lambda n: f"({n})", "1）": lambda n: f"{n}）", "①": lambda n: chr(0x2460 + n - 1),
    "问题一：": lambda n: f"问题{chinese(n)}：",
    "第一，": lambda n: f"第{chinese(n)}，", "1. ": lambda n: f"{n}. ",
}  # fmt: skip


@dataclass
class Item:
    label: str
    title: str
    section: str | None
    status: str


@dataclass
class Notice:
    lines: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Writer:
    """Chooses a layout from its seed, then writes a notice in it."""

    def __init__(self, seed: int) -> None:
        pick = self.pick = random.Random(seed)
        self.notice = Notice()
        self.tops = pick.choice(["一、", "一、", "一、", "none"])
        groups = ["none", "（一）", "(一)", "（一）关于", "unnumbered"] + (["1.groups"] if self.tops != "none" else [])
        self.groups = pick.choice(groups)
        finding_styles = ["1.", "1．", "1、", "（1）", "(1)", "1）", "1. ", "问题一："]
        if self.groups == "none":
            finding_styles += ["（一）"] if self.tops != "none" else ["一、"]
        if self.groups == "1.groups":
            finding_styles = ["（1）", "(1)", "①"]
        self.style = pick.choice(finding_styles)
        self.running = pick.random() < 0.5
        self.frame = pick.choice(["plain", "plain", "plain", "关于", "针对", "关于的"])
        self.stop = pick.choice(["。", "。", "", "。"])
        self.body = pick.choice(["same", "label", "label", "own line", "described", "fields"])
        self.label = pick.choice(
            ["整改情况：", "整改落实情况：", "整改措施：", "整改情况:", "【整改情况】", "整改进展："]
        )
        self.series = pick.choice(["一是", "一是", "（1）lines", "①", "none", "1.lines"])
        self.status = pick.choice(["none", "after", "after", "leading", "inline", "group", "collective"])
        self.status_label = pick.choice(["完成情况：", "整改状态：", "完成情况: ", "整改进度：", "完成时间："])
        self.blank = pick.random() < 0.4
        self.fix_conflicts()

    def fix_conflicts(self) -> None:
        if self.body == "same":
            self.series, self.stop = "一是", "。"
        if self.body == "own line" and self.series.endswith("lines"):
            self.series = "一是"
        if self.series == "（1）lines" and self.style in ("（1）", "(1)", "①"):
            self.series = "①" if self.style != "①" else "一是"
        if self.status == "leading" and self.body not in ("label", "described"):
            self.status = "after"
        if self.status == "group" and self.groups != "none":
            self.status = "after"
        if self.status == "group" and self.tops == "none":
            self.status = "none"
        if self.frame == "针对" and self.body == "own line":
            self.frame = "plain"
        if self.tops == "none" and self.style == "一、":
            self.groups = "none"
        if self.style == "①" and self.series == "①":
            self.series = "一是"
        if self.status == "inline" and self.frame != "plain":
            self.frame = "plain"

    def line(self, *lines: str) -> None:
        for text in lines:
            self.notice.lines.append(text)
            if self.blank:
                self.notice.lines.append("")

    def write(self) -> Notice:
        pick = self.pick
        self.line("云岭市某某医院党委关于巡察整改进展情况的通报", "")
        self.line(
            "根据市委统一部署，2025年3月1日至4月30日，市委第九巡察组对医院党委开展了巡察。现将整改进展情况予以公布。"
        )
        top = 0
        if self.tops == "一、":
            top += 1
            self.line("一、党委履行整改主体责任情况")
            self.decoys(pick.choice(["（一）", "1.", "none"]))
            top += 1
            if self.status != "group":
                self.line(f"{chinese(top)}、巡察反馈问题整改落实情况")
        self.findings(top)
        if self.tops == "一、":
            top = max(top, 3 if self.status == "group" else 2) + 1
            self.line(f"{chinese(top)}、问题线索处置情况", "巡察移交问题线索5件，已办结4件，1件正在核查。")
            if self.status == "after" and pick.random() < 0.5:
                top += 1
                self.later(top)
            self.line(f"{chinese(top + 1)}、下一步工作打算")
            self.decoys(pick.choice(["（一）", "1.", "none"]))
        self.line(
            "欢迎广大干部群众对巡察整改落实情况进行监督。联系电话：0700-5550123。",
            "中共云岭市某某医院委员会",
            "2025年9月1日",
        )
        return self.notice

    def decoys(self, style: str) -> None:
        for n, words in enumerate(self.pick.sample(DECOYS, 3), start=1):
            number = STYLES[style](n) if style in STYLES else ""
            self.line(f"{number}{words}。医院党委先后召开会议6次，认真研究巡察反馈意见，压实各级责任。")

    def findings(self, top: int) -> None:
        pick = self.pick
        titles = pick.sample(PROBLEMS, pick.randint(5, 14))
        counts = self.split(len(titles))
        ordinal = outer = 0
        for g, count in enumerate(counts, start=1):
            section, group_status = self.group_heading(g, top)
            start = ordinal if self.running and self.groups != "none" else 0
            for i in range(count):
                if self.groups == "1.groups" and (i == 0 or (i > 1 and pick.random() < 0.3)):
                    outer = 1 if i == 0 else outer + 1
                    section = f"{outer}.{pick.choice(GROUP_PROBLEMS)}。"
                    self.line(section)
                    start = start if self.running else -i
                self.finding(STYLES[self.style](start + i + 1), titles[ordinal], section, group_status)
                ordinal += 1
        if self.status == "collective":
            self.collective()

    def split(self, total: int) -> list[int]:
        if self.groups == "none" and self.status != "group":
            return [total]
        first = self.pick.randint(1, total - 1)
        return [first, total - first]

    def group_heading(self, g: int, top: int) -> tuple[str | None, str]:
        if self.status == "group":
            words, status = [("已完成的整改事项", "completed"), ("基本完成的整改事项", "mostly_completed")][g - 1]
            heading = f"{chinese(top + g - 1)}、{words}"
            self.line(heading)
            return heading, status
        top_heading = f"{chinese(top)}、巡察反馈问题整改落实情况" if self.tops == "一、" else None
        if self.groups == "none":
            return top_heading, "not_stated"
        if self.groups == "unnumbered":
            heading = ASPECTS[g - 1]
        elif self.groups == "（一）关于":
            heading = f"（{chinese(g)}）关于“{GROUP_PROBLEMS[g - 1]}”的整改情况。"
        else:
            heading = STYLES["(一)" if self.groups == "(一)" else "（一）"](g) + ASPECTS[g - 1]
        self.line(heading)
        return heading, "not_stated"

    def framed(self, title: str) -> str:
        return {
            "plain": title + self.stop,
            "关于": f"关于“{title}”问题的整改情况。",
            "针对": f"针对“{title}”的问题。存在底数不清、措施不力等问题。",
            "关于的": f"关于{title}的问题{self.stop}",
        }[self.frame]

    def finding(self, label: str, title: str, section: str | None, status: str) -> None:
        pick = self.pick
        words, own = pick.choice(STATUSES)
        if self.status in ("after", "leading", "inline"):
            status = own
        heading = label + self.framed(title)
        if self.status == "inline":
            heading = f"{label}{title}（{words}）" + pick.choice(["", "。"])
        measures = pick.sample(MEASURES, pick.randint(2, 4))
        if self.body == "same":
            self.line(heading + self.joined(measures))
        else:
            self.line(heading)
            self.below(measures, words)
        if self.status == "after":
            self.line(f"{self.status_label}{words}")
        self.notice.items.append(Item(label.strip(), title, section, status))

    def below(self, measures: list[str], status_words: str) -> None:
        lead = f"{status_words}。" if self.status == "leading" else ""
        if self.body == "own line":
            self.line(self.joined(measures))
            return
        if self.body in ("described", "fields"):
            self.line(self.pick.choice(["存在问题：", "问题表现："]) + "个别科室重视不够，制度落实有偏差。")
        if self.series in ("（1）lines", "1.lines"):
            self.line(self.label + lead)
            style = "（1）" if self.series == "（1）lines" else "1."
            self.line(*[f"{STYLES[style](n)}{words}。" for n, words in enumerate(measures, start=1)])
        else:
            self.line(self.label + lead + self.joined(measures))
        if self.body == "fields":
            self.line("责任科室：医务科、财务科", "完成时限：2025年8月底前")

    def joined(self, measures: list[str]) -> str:
        if self.series == "一是":
            return "".join(f"{chinese(n)}是{words}。" for n, words in enumerate(measures, start=1))
        if self.series == "①":
            return "；".join(f"{STYLES['①'](n)}{words}" for n, words in enumerate(measures, start=1)) + "。"
        return "医院" + "；".join(measures) + "。"

    def collective(self) -> None:
        items = self.notice.items
        if len({item.label for item in items}) < len(items) or len(items) < 4 or self.style not in ("1.", "1、", "1. "):
            return
        open_ones = sorted(self.pick.sample(range(len(items)), 2))
        first, second = (items[i].label.rstrip("、. ") for i in open_ones)
        self.line(f"以上{len(items)}项问题，除第{first}、{second}项正在推进外，其余均已完成整改。")
        for i, item in enumerate(items):
            item.status = "unfinished" if i in open_ones else "completed"

    def later(self, top: int) -> None:
        self.line(f"{chinese(top)}、需要进一步整改的事项及说明")
        open_ones = [item for item in self.notice.items if item.status not in ("completed", "completed_ongoing")]
        for n, item in enumerate(open_ones, start=1):
            self.line(f"{n}.{item.title}。", "情况说明：因涉及部门较多，尚需进一步协调。", "完成时限：2025年12月底前")


def write_notice(seed: int) -> Notice:
    return Writer(seed).write()


def uncovered(text: str, outline: Outline) -> str:
    covered = bytearray(len(text))
    spans = [span for finding in outline.findings for span in finding.spans]
    spans += [(part.start, part.end) for part in outline.parts]
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    return "".join(
        char for char, seen in zip(text, covered, strict=True) if not seen and not char.isspace() and char != "|"
    )


def found(text: str, outline: Outline) -> list[Item]:
    return [
        Item(
            finding.label,
            "".join(text[slice(*finding.title)].split()),
            text[slice(*finding.section)] if finding.section else None,
            finding.status.status if finding.status else "not_stated",
        )
        for finding in outline.findings
    ]


@pytest.mark.parametrize("block", range(10))
def test_build_outline_random_layouts_findings_in_equals_findings_out(block: int) -> None:
    for seed in range(block * RUNS // 10, (block + 1) * RUNS // 10):
        notice = write_notice(seed)

        outline = build_outline(notice.text)

        assert found(notice.text, outline) == notice.items, f"seed {seed}"
        assert uncovered(notice.text, outline) == "", f"seed {seed}"


def wrapped(notice: Notice, width: int) -> str:
    """The notice as a copy out of a PDF has it: lines cut at `width`, page numbers between them."""
    lines: list[str] = []
    for line in notice.lines:
        pieces = [line[i : i + width] for i in range(0, len(line), width)] or [""]
        for piece in pieces:
            lines.append(piece)
            if len(lines) % 25 == 24:
                lines.append(f"- {len(lines) // 25 + 1} -")
    return "\n".join(lines)


@pytest.mark.parametrize("width", [28, 36, 44])
def test_build_outline_hard_wrapped_copy_has_the_same_findings(width: int) -> None:
    for seed in range(RUNS // 10):
        notice = write_notice(seed)
        text = wrapped(notice, width)

        outline = build_outline(text)

        assert [(item.label, item.title, item.status) for item in found(text, outline)] == [
            (item.label, item.title, item.status) for item in notice.items
        ], f"seed {seed}"
        assert uncovered(text, outline) == "", f"seed {seed}"
