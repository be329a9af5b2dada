"""Values of the kind a question asks for, found in a flat text: persons, counts, sums, shares, times, dates, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from assistant.answering.passages.model import Expected
from assistant.text.numbers import find_money, parse_number

_NUMBER = r"(?:\d+(?:,\d{3})*(?:\.\d+)?|[一二三四五六七八九十百千两]+)"
_PERSONS = re.compile(
    rf"(?P<n>{_NUMBER})(?P<more>余|多)?(?P<u>人次|人|名|位|个(?=[^月]{{0,3}}(?:人|同志|干部|员工|职工|党员|医生|医师|护士|专家)))"
)
_CLASSIFIERS = (
    "个|项|件|条|起|例|次|场|期|届|份|张|台|套|间|家|所|种|类|批|支|部|本|册|辆|篇|款|门|处|栋|座|床|人次|人|名|位|学时|课时|小时|分钟|分|岁|平方米|公里|吨|"
    "倍|级|版|轮|天|月|年|周|岗|科|瓶|盒|袋|幅|块|亩"
)
_COUNT = re.compile(rf"(?P<n>{_NUMBER})(?P<more>余|多)?(?P<u>{_CLASSIFIERS}|(?=[\u4e00-\u9fff]{{2}}))")
_PERCENT = re.compile(rf"(?P<n>\d+(?:\.\d+)?)(?P<u>%|个百分点)|百分之(?P<cn>{_NUMBER})")
_DURATION = re.compile(
    rf"(?P<n>{_NUMBER}|半|每|多)(?P<u>个?半?(?:工作日|学时|小时|分钟|个月|季度|年度|年|月|周|星期|天|日))(?!月|\d|以上学历)"
)
_DATE = re.compile(
    r"(?:\d{4}年?|今年|去年|明年|本年)?(?:\d{1,2}月(?:\d{1,2}[日号])?(?:底|初|中旬|上旬|下旬|份)?|第?[一二三四1-4]季度|[上下]半年|年底|年初|年内)(?:底|前|之前)?"
    r"|\d{4}年(?:底|初|末|内|以来)?|\d{4}[./-]\d{1,2}(?:[./-]\d{1,2})?|\d{1,2}\.\d{1,2}[—-]\d{1,2}\.\d{1,2}"
)
_WHO = re.compile(
    r"[\u4e00-\u9fff](?:某{1,2}|[\u4e00-\u9fff]{1,2}同志)|第\d+名|[\u4e00-\u9fff]{2,12}(?:委员会|卫健委|卫健局|发改局|编办|财政局|医保局"
    r"|人社局|管理局|人民政府|政府|党委会|党委|纪委|总支|办公室|行风办|党办|护理部|采购部|后勤部|药学部|服务中心|负责人|责任人|经办人|管理员"
    r"|工作人员|人员|组长|书记|院长|主任|护士长|厂家|医院|公司|集团|协会|小组|班组|监督岗|监督员|车队|局|委|科|部|办)"
)
_BODY: dict[str, re.Pattern[str]] = {
    "公司": re.compile(
        r"[\u4e00-\u9fff()]{4,24}(?:有限责任公司|有限公司|股份公司)"
        r"|(?<=[由与向和同请托前,、。(“])(?![^,。、]{0,6}(?:中标|施工|第三方|物业|委托|保洁|信息|下属))[\u4e00-\u9fff]{4,16}公司"
    ),
    "科": re.compile(
        r"[\u4e00-\u9fff]{1,8}(?:科(?![研技学目])|(?<![全内干一])部(?![分门署位长])|室|中心(?![组小])|办公室|病区)"
    ),
    "医院": re.compile(r"[\u4e00-\u9fff]{2,16}(?:医院|卫生院)"),
    "卫生院": re.compile(r"[\u4e00-\u9fff]{2,12}卫生院"),
    "支部": re.compile(r"[\u4e00-\u9fff]{2,10}党?支部"),
}
_BODY |= {"科室": _BODY["科"], "部门": _BODY["科"]}
_NAME = re.compile(r"《[^》]+》|“[^”]+”|[\u4e00-\u9fff]{2,20}(?:有限责任公司|有限公司|系统|平台|计划|方案|工程|项目)")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤卿"
)
_PERSON_NAME = re.compile(
    rf"(?:书记|院长|主任|组长|经理|医生|医师|管理员|科长|董事长|出纳|同志)(?:为|是|:)?[{_SURNAMES}](?![组院副职])[\u4e00-\u9fff]{{1,2}}(?=同志|考取|参加|担任|任|等|[,。、;)])"
    rf"|[{_SURNAMES}](?:某{{1,2}}|[\u4e00-\u9fff]{{1,2}}同志)"
)
_CODE = re.compile(r"\d{3,4}-\d{7,8}|1\d{10}|[\w.]+@[\w.]+|(?<!\d)\d{7,8}(?!\d)")
_SCALED_BARE = re.compile(r"(?P<n>\d+(?:\.\d+)?)万(?:余|多)?(?!元|[个人名份])")

_LIKE: tuple[frozenset[str], ...] = (
    frozenset(
        (
            "个",
            "项",
            "件",
            "条",
            "起",
            "例",
            "类",
            "种",
            "处",
            "款",
            "批",
            "岗",
            "科",
            "部",
            "家",
            "所",
            "间",
            "期",
            "门",
        )
    ),
    frozenset(("起", "例", "件", "宗", "次", "个")),
    frozenset(("次", "场", "期", "届", "回", "轮", "个", "批", "余场")),
    frozenset(("人", "名", "位", "人次", "个")),
    frozenset(("份", "张", "本", "册", "篇", "项", "个")),
    frozenset(("台", "套", "件", "个", "辆", "部")),
    frozenset(("家", "个", "所", "间")),
    frozenset(("学时", "课时", "小时")),
)


class Value(NamedTuple):
    """A value at a stretch of flat text."""

    start: int
    end: int
    number: float | None
    unit: str


def find_values(flat: str, expected: Expected, classifier: str = "") -> list[Value]:
    """The values in `flat` (matching form) that may answer a question that expects `expected`."""
    finder = _FINDERS.get(expected)
    return list(finder(flat, classifier)) if finder else []


def compatible(asked: str, printed: str) -> bool:
    """Whether a number with classifier `printed` may answer a question that counts with `asked` (起 for 例)."""
    return not asked or asked == printed or any(asked in like and printed in like for like in _LIKE)


def _persons(flat: str, _: str) -> Iterator[Value]:
    for match in _PERSONS.finditer(flat):
        if not _ordinal(flat, match.start()) and flat[match.end() : match.end() + 1] != "员":
            yield Value(match.start(), match.end(), parse_number(match["n"]), "人次" if match["u"] == "人次" else "人")


def _counts(flat: str, classifier: str) -> Iterator[Value]:
    for match in _COUNT.finditer(flat):
        if _ordinal(flat, match.start()) or flat[match.end() : match.end() + 1] in ("月", "日"):
            continue
        unit = match["u"]
        if not unit and not match["n"][0].isdigit():
            continue
        if compatible(classifier, unit) or (not unit and classifier in ("", "个", "项", "条")):
            yield Value(match.start(), match.end(), parse_number(match["n"]), unit or classifier)


def _ordinal(flat: str, start: int) -> bool:
    """Whether the number counts in order (第2名, 一是, 十八大) or belongs to a longer one."""
    return flat[start - 1 : start] in ("第", ".", "〔", "[") or flat[start + 1 : start + 2] == "是"


def _money(flat: str, _: str) -> Iterator[Value]:
    found = find_money(flat)
    for money in found:
        yield Value(money.start, money.end, money.value, "元")
    for match in _SCALED_BARE.finditer(flat):
        if not any(m.start < match.end() and match.start() < m.end for m in found):
            yield Value(match.start(), match.end(), float(match["n"]) * 10_000, "元")


def _percents(flat: str, _: str) -> Iterator[Value]:
    for match in _PERCENT.finditer(flat):
        number = parse_number(match["n"] or match["cn"])
        yield Value(match.start(), match.end(), number, "%")


def _durations(flat: str, _: str) -> Iterator[Value]:
    for match in _DURATION.finditer(flat):
        if _DATE.match(flat, match.start()) and match["u"] in ("年", "月", "日") and len(match["n"]) == 4:
            continue
        if flat[match.start() - 1 : match.start()] in ("年", "月") and match["u"] in ("月", "日"):
            continue
        yield Value(match.start(), match.end(), parse_number(match["n"]), match["u"])


def _bodies(flat: str, asked: str) -> Iterator[Value]:
    yield from _plain(_BODY.get(asked, _WHO))(flat, asked)


def _names(flat: str, asked: str) -> Iterator[Value]:
    yield from _plain(_BODY.get(asked, _NAME))(flat, asked)


def _plain(pattern: re.Pattern[str]) -> Callable[[str, str], Iterator[Value]]:
    def find(flat: str, _: str) -> Iterator[Value]:
        for match in pattern.finditer(flat):
            yield Value(match.start(), match.end(), None, "")

    return find


_FINDERS: dict[Expected, Callable[[str, str], Iterator[Value]]] = {
    "persons": _persons,
    "count": _counts,
    "money": _money,
    "percent": _percents,
    "duration": _durations,
    "date": _plain(_DATE),
    "who": _bodies,
    "name": _names,
    "contact": _plain(_CODE),
    "person_name": _plain(_PERSON_NAME),
}
