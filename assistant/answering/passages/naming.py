"""Who and what is named in a flat text: persons, offices, companies, departments, documents.

A name is only what singles somebody out: 某科技公司 and 两家分包单位 answer no question for a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.passages.lexicon import lexicon

_WHO = re.compile(
    r"(?:其)?(?:个人|本人|自己)(?=自[负理付担]|承担|负担|支付|出资)|[\u4e00-\u9fff](?:某{1,2}|[\u4e00-\u9fff]{1,2}同志)|第\d+名|[\u4e00-\u9fff]{2,12}(?:委员会|卫健委|卫健局|发改局|编办|财政局|医保局"
    r"|人社局|管理局|人民政府|政府|党委会|党委|纪委|总支|办公室|行风办|党办|护理部|采购部|后勤部|药学部|服务中心|负责人|责任人|经办人|管理员"
    r"|工作人员|人员|组长|书记|院长|主任|护士长|厂家|医院|公司|集团|协会|小组|班组|监督岗|监督员|车队|局|委|科|部|办)"
)
_FIRM = r"(?:企业|公司|厂|商行|经营部|事务所)"
_COMPANY = re.compile(
    rf"[\u4e00-\u9fff()]{{4,24}}(?:有限责任公司|有限公司|股份公司)|(?<=[由与向和同请托给被将对前,、。(“])[\u4e00-\u9fff]{{2,16}}{_FIRM}"
)
_LIMITED = re.compile(r"(?:有限责任公司|有限公司|股份公司)$")
_NAMING_TAGS = ("nr", "ns", "nt", "nz")
_OFFICES = (
    r"(?:[省市区县州旗]|国家)(?!级)[\u4e00-\u9fff]{1,7}?(?:局|厅|(?<![常党])委(?![员托派任书])|纪委监委|编办|法院|检察院)"
    r"|(?:财政|发改|人社|卫健|卫生健康|医保|审计|住建|民政|公安|自然资源|市场监管|药监|税务|教育|科技)(?:局|委|厅)"
)
_DEPARTMENTS = (
    r"[\u4e00-\u9fff]{1,8}(?:科(?![研技学目主长室])|(?<![全内干一])部(?![分门署位长])|室"
    r"|中心(?![组小])|办公室|病区|车队)"
)
_BODY: dict[str, re.Pattern[str]] = {
    "公司": _COMPANY,
    "科": re.compile(_DEPARTMENTS),
    "部门": re.compile(rf"{_OFFICES}|{_DEPARTMENTS}|党委|办公会"),
    "单位": re.compile(
        rf"{_COMPANY.pattern}|{_OFFICES}"
        r"|[\u4e00-\u9fff]{2,12}(?:大学|学院|医院|卫生院|研究院|中心|协会|学会)"
    ),
    "文号": re.compile(r"[\u4e00-\u9fff]{0,10}[〔【\[(]\d{4}[〕】\])]第?\d+号"),
    "医院": re.compile(r"[\u4e00-\u9fff]{2,16}(?:医院|卫生院)"),
    "卫生院": re.compile(r"[\u4e00-\u9fff]{2,12}卫生院"),
    "支部": re.compile(r"[\u4e00-\u9fff]{2,10}党?支部"),
}
_BODY |= {"科室": _BODY["科"], "机构": _BODY["单位"]}
_BODY |= dict.fromkeys(("企业", "供应商", "承包商", "经销商", "代理商", "厂家", "厂商", "商家"), _COMPANY)
_LABEL_HEADS = r"(?:责任|牵头|分管|主办|承办|配合|包保|主管|完成|整改|落实)"
_LABEL = re.compile(
    rf"{_LABEL_HEADS}(?:院|校)?(?:领导|单位|科室|部门|人):(?P<who>[^:;。]{{2,40}}?)(?={_LABEL_HEADS}[\u4e00-\u9fff]{{1,4}}:|[;。:]|$)"
)
_HOLDER = (
    r"(?P<{0}>(?:党委|党总支|党支部|总支|支部|医院|集团|行政)?"
    r"(?:主要领导|主要负责人|书记|院长|主任|局长|区长|县长|市长|负责同志))"
)
_HOLDS = r"(?:兼任|担任|兼|任|为)(?:总|双|第一|常务)?"
_NAME = re.compile(r"《[^》]+》|“[^”]+”|[\u4e00-\u9fff]{2,20}(?:有限责任公司|有限公司|系统|平台|计划|方案|工程|项目)")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤卿"
)
_PERSON_NAME = re.compile(
    rf"(?:书记|院长|主任|组长|经理|医生|医师|管理员|科长|董事长|出纳|同志)(?:为|是|:)?[{_SURNAMES}](?![组院副职])[\u4e00-\u9fff]{{1,2}}(?=同志|考取|参加|担任|任|等|[,。、;)])"
    rf"|[{_SURNAMES}](?:某{{1,2}}|[\u4e00-\u9fff]{{1,2}}同志)"
)


def who_named(flat: str, asked: str) -> Iterator[tuple[int, int]]:
    """Stretches that say who: bodies of the kind `asked` (公司, 部门), else persons, offices and bodies."""
    yield from _labelled(flat)
    yield from handed_to(flat, asked)
    yield from _bodies(flat, asked, _WHO)


_HANDED = re.compile(
    r"(?:上缴|上交|缴入|缴至|交至|交回|移交给?|划入|划转至?|存入|退至|返还给?|转入)(?P<to>[\u4e00-\u9fff]{2,12}?)(?=[,。;、)]|$)"
)


def handed_to(flat: str, _: str) -> Iterator[tuple[int, int]]:
    """To whom, or where, money and things went (上缴县财政)."""
    for match in _HANDED.finditer(flat):
        yield match.span("to")


def names(flat: str, asked: str) -> Iterator[tuple[int, int]]:
    """Stretches that name something: a body of the kind `asked`, else a document, a system, a project."""
    yield from _bodies(flat, asked, _NAME)


def person_names(flat: str, office: str) -> Iterator[tuple[int, int]]:
    """Names of persons, and who holds the `office` asked about (由党委书记任组长)."""
    yield from _labelled(flat)
    yield from _found(_PERSON_NAME, flat)
    if office:
        before, after = _HOLDER.format("before"), _HOLDER.format("after")
        for match in re.finditer(rf"{before}{_HOLDS}{re.escape(office)}|{re.escape(office)}{after}(?:担任|兼任)", flat):
            group = "before" if match["before"] else "after"
            yield match.start(group), match.end(group)


def _bodies(flat: str, asked: str, otherwise: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    pattern = _COMPANY if asked.endswith("方") else _BODY.get(asked, otherwise)
    for start, end in _found(pattern, flat):
        if pattern is not _COMPANY or _is_proper(flat[start:end]):
            yield start, end


def _is_proper(company: str) -> bool:
    """Whether a company is named: by its registered form, a place or a proper word, and not veiled as 某公司."""
    if "某" in company:
        return False
    if _LIMITED.search(company):
        return True
    return any(tag.startswith(_NAMING_TAGS) for _, tag in lexicon().cutter.tag(company, False))


def _labelled(flat: str) -> Iterator[tuple[int, int]]:
    """What stands after a label of responsibility (责任领导:…责任科室:…)."""
    for match in _LABEL.finditer(flat):
        yield match.start("who"), match.end("who")


def _found(pattern: re.Pattern[str], flat: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(flat):
        yield match.start(), match.end()
