"""The words of the genre for what is done to those held to account: talks, discipline, posts, pay, contractors.

Each entry is a pattern over the matching form; the term is what its groups hold, joined, so that words in between
(调离设备库房岗位) are left out. Some words mean a sanction only where they have an object: a person, department or
contractor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_GAP = r"[^,;。、:]"
_PAY = r"(?:绩效(?:工资|奖金|考核|奖)?|奖金|工资|薪酬|津贴|补贴|补助|奖励|报酬|服务费|管理费|质保金|履约保证金|保证金)"
_RIGHT = (
    r"(?:处方权限?|开单权限?|手术权限?|手术资质|执业(?:活动|资格|权限)?"
    r"|(?:调剂|评审|评标|带教|出诊|供货|配送)资格)"
)
_HONOUR = r"(?:评优评先|评先评优|评先选优|评优选先|评优|评先|评选优秀|晋升|晋级|年终奖)"

OBJECT = re.compile(
    r"人员|责任人|负责人|主任|护士长|科长|部长|处长|院长|书记|医生|医师|药师|药剂师|技师|护士|同志|职工|员工|干部|当事|经办|"
    r"[管保][理管]员|采购员|收费员|委员|组长|队长|经理|主管|科室|部门|支部|公司|单位|企业|厂家|供应商|供货商|配送商|代理|物业|承包|租户|经营者|中标人|施工方|"
    r"[科部室][对室]|责任者|个人|某|[\d一二两三四五六七八九十][名位人]|[科室部](?=进行|予以|给予|全院|院内|点名|公开通报|通报)"
)
"""Persons, departments or contractors in a clause."""


@dataclass(frozen=True, slots=True)
class _Entry:
    pattern: re.Pattern[str]
    needs_object: bool = False
    generic: bool = False


def _entry(pattern: str, *, needs_object: bool = False, generic: bool = False) -> _Entry:
    return _Entry(re.compile(pattern), needs_object, generic)


_NOT_A_TALK = (
    r"(?<!谈心)(?<!廉政)(?<!廉洁)(?<!政治)(?<!任前)(?<!任职)(?<!术前)(?<!家属)(?<!日常)(?<!岗前)(?<!履新)(?<!患者)"
)
_TALK = (
    r"(?:集体|集中)?(?:诫勉提醒谈话|提醒诫勉谈话|批评教育谈话|提醒谈话|谈话提醒|诫勉谈话|谈话诫勉|警示谈话|警示约谈|"
    r"约谈提醒|提醒约谈|批评谈话|谈话批评|教育谈话|谈话教育|谈话函询|函询谈话|约谈|诫勉|批评教育|教育提醒|提醒教育)"
)
_CANCELLED = re.compile(rf"({_HONOUR}(?:的?资格)?)的?(?:予以|给予|一律|均|全部)?取消")

_ENTRIES = (
    # Party and administrative discipline.
    _entry(r"(党内(?:严重)?警告|撤销党内职务|留党察看(?:[一二]年)?|开除党籍)(?:的?处分)?"),
    _entry(r"((?:政务|行政)(?:警告|记大过|记过|降级|撤职|开除))(?:的?处分)?"),
    _entry(r"((?:严重)?警告|记大过|记过|降级|撤职|开除)(?:的?处分)"),
    _entry(r"(党纪政务处分|党政纪处分|政务处分|党纪处分|政纪处分|纪律处分|行政处分|诫勉处分|组织处分)(?!条例|事件|规定|决定)"),
    _entry(r"(处分)(?:了)?(?=\d+[名人])"),
    _entry(r"(立案(?:审查调查|审查|调查|查处)?)(?=[\d了,]|处理|$)", needs_object=True),
    # Talks of every kind.
    _entry(rf"({_TALK})"),
    _entry(r"((?:集体|集中|个别|工作|责任)谈话)"),
    _entry(rf"(?:对|与|和|同|找){_GAP}{{2,40}}?{_NOT_A_TALK}(谈话)(?!提醒|诫勉|核实|了解|调查)", needs_object=True),
    # Organisational measures.
    _entry(r"((?:点名|公开|严肃|全院|院内)?通报批评|点名批评|公开批评)"),
    _entry(r"((?:全院|院内|点名|公开)通报)(?!表扬|表彰|制度|机制|批评)", needs_object=True),
    _entry(r"全(?:中心|集团|系统|县|市|区)(通报)(?!表扬|表彰|制度|机制|批评)", needs_object=True),
    _entry(rf"(?<!全院)(?<!院内)(?<!点名)(?<!公开)(通报)(?=(?!批评|表扬|表彰|病情|典型|案例){_GAP}{{0,14}}?\d+余?(?:名|人))"),
    _entry(rf"(责令|责成){_GAP}{{0,22}}?(?:作出|做出|写出|提交)?(?:深刻|公开)?(书面)?(检查|检讨|道歉)"),
    _entry(r"(?:作出|做出|写出|提交|作)(?:深刻的?)?(书面检查|书面检讨|深刻检查|检讨)"),
    _entry(r"(书面检查|书面检讨)(?=\d+余?[名人]|处理)"),
    _entry(rf"(责令|责成){_GAP}{{0,14}}?((?:限期|立即)?整改)", needs_object=True),
    _entry(r"(组织处理|组织调整)"),
    _entry(r"(降低岗位等级|降低(?:专业技术|职称|薪级|工资)(?:职务|等级|档次)?等?级?)(?:的?处分)?"),
    _entry(rf"(调离)(?:了|出)?{_GAP}{{0,14}}?(岗位|科室)|(?<!当事人)(?<!本人)(?<!其)(调离)(?=原|现|,|$)"),
    _entry(r"(调整)(?:了)?[^,;。、:]{0,10}?((?:领导)?班子(?:成员|人员)?)(?!成员|任务|分工|工作|职责|联系|配备|建设|会)"),
    _entry(rf"(?:责任|涉事|当事|违规|违纪|相关){_GAP}{{0,14}}(调整(?:工作)?岗位|岗位调整|调岗)", needs_object=True),
    _entry(r"(停[职岗](?:检查|反省|学习|培训|处理)?|待岗(?:学习|培训|处理)?|离岗(?:学习|培训))"),
    _entry(rf"(免去){_GAP}{{0,24}}?(职务)|(撤职|降职)|(改任)(?=非|其他|[一-四]级)"),
    _entry(r"(?<!(?<!主)任)(免职)(?!条件|程序|规定|文件)"),
    _entry(r"((?:高职)?低聘(?:[一二三]级)?|降级聘用)(?!制度|机制|办法|条件)", needs_object=True),
    _entry(rf"(解聘|辞退|开除)(?!党籍)|(解除){_GAP}{{0,8}}?((?:劳动|聘用)(?:合同|关系))", needs_object=True),
    _entry(rf"(?<!暂)(停){_GAP}{{0,8}}?({_RIGHT})"),
    _entry(r"(停诊)(?=\d|处理)", needs_object=True),
    _entry(rf"(暂停|停止|取消|限制|降低|收回|吊销|终止|中止){_GAP}{{0,18}}?((?:大型检查|大型设备检查|麻[醉精][^,;。]{{0,6}}|抗菌药物)?{_RIGHT})"),
    _entry(rf"(?:医[师生]|人员|[\d]名){_GAP}{{0,14}}(暂停|停止|取消|限制){_GAP}{{0,14}}?(权限)"),
    _entry(r"(调整)[^,;。、:]{0,6}?([保管采收][管理购费]员)(?=\d+[名人])"),
    _entry(rf"(?:医[师生]|专家|人员)(?:分别)?(暂停|停止){_GAP}{{0,6}}?([一-龥]{{0,2}}(?:接诊|出诊|坐诊|诊疗|手术))(?!室|间)"),
    _entry(r"(责令(?:重新)?(?:述责|述职|说明情况))"),
    _entry(rf"(取消){_GAP}{{0,12}}?({_HONOUR})(?:的)?(资格)?"),
    _entry(rf"(停止|暂停|推迟|延迟){_GAP}{{0,6}}?({_HONOUR})(?!评审|工作)(?:的)?(资格)?", needs_object=True),
    _entry(_CANCELLED.pattern),
    # Pay, points, money.
    _entry(rf"(扣罚|扣除|扣减|扣发|核减|停发|核扣|罚扣){_GAP}{{0,20}}?({_PAY})|(扣)每?人?(除|罚|减|发)?{_GAP}{{0,16}}?({_PAY})"),
    _entry(rf"(扣罚|扣除|扣减|扣发){_GAP}{{0,14}}?([一-龥]{{2}}[奖费])(?![罚惩励用])", needs_object=True),
    _entry(r"((?:绩效|奖金|工资|津贴|经济)(?:扣罚|扣减|扣除|扣发))"),
    _entry(r"(经济处罚|经济处理|罚款)", needs_object=True),
    _entry(r"(?<!被)(?<!被处)(?<!被处以)(罚款)(?=\d)"),
    _entry(r"(扣款)(?:处罚|处理)?", needs_object=True),
    _entry(r"(扣罚)"),
    _entry(r"((?:医德医风|医德考评|医德|绩效|考核|年度考核|质控|信用)?扣(?:除|减)?分)(?!析|配|管|级|类|值|标准|项)"),
    _entry(r"(扣(?:除|减)?)[^,;。、:]{0,8}?(?:医德|考核|绩效|质控|质量|积)?\d+(?:\.\d+)?(分)(?!析|配|管|级|类)"),
    _entry(r"(扣[除减])[^,;。、:]{0,8}?((?:质量|考核|积|质控|绩效|医德(?:医风)?)(?:考[评核])?分)(?!析|配|管|级|类|值|标准)"),
    _entry(r"(?:记入|计入|纳入|予以)((?:不良(?:执业)?行为)?[记计]分)(?!管理|办法|制度|系统)", needs_object=True),
    _entry(rf"(?:对|给予){_GAP}{{2,30}}?((?:不良(?:执业)?行为)?[记计]分)(?!管理|办法|制度|系统)", needs_object=True),
    _entry(r"(?<!认定[与和])(?<!经济)(?<!扣款)(处罚)(?!认定|结果|决定|规定|标准)", needs_object=True, generic=True),
    # Forms of supervision, pursuit, contractors.
    _entry(rf"(第[一二三四]种形态)[”\"]?{_GAP}{{0,25}}?(处理|处置)", generic=True),
    _entry(r"(第[一二三四]种形态)[”\"]?(?=\d+余?人)", generic=True),
    _entry(rf"(四种形态)[”\"]?{_GAP}{{0,12}}?(处理|处置)(?:了)?(?=\d+余?[名人])", generic=True),
    _entry(r"(?<!执纪)(?<!精准)(追责问责|问责|责任追究)(?!条例|办法|机制|力度)", needs_object=True, generic=True),
    _entry(rf"(追究){_GAP}{{0,14}}?(责任)", needs_object=True, generic=True),
    _entry(rf"(移[送交]){_GAP}{{0,6}}?(司法机关|公安机关|公安局|检察机关|纪检监察机关|纪检监察组|监察机关|纪委监委)"),
    _entry(rf"(移[送交])(?!{_GAP}{{0,6}}?(?:司法|公安|检察|纪检|监察|纪委)){_GAP}{{0,10}}?(?:局|委|部门|机关|组){_GAP}{{0,6}}?(处理|处置|查处|调查)"),
    _entry(rf"(扣罚|扣除|扣减|收取|罚没|没收|追究|追缴|不予退还)(?:了)?{_GAP}{{0,14}}?(违约金|(?:履约|投标|质量|合同)?保证金|质保金|违约责任|(?:代理)?服务费|(?:维保|保洁|物业|监理|外包|安保|代理)费)"),
    _entry(rf"(记入|计入|列入|纳入){_GAP}{{0,8}}?(不良(?:信用|行为|执业|诚信)*记录(?:名单)?|诚信档案)"),
    _entry(r"(清退出库|清退出场|清出(?:供应商|代理)?(?:名录|名单|库)|终止合作|取消(?:供货|配送|中标|代理)资格)"),
    _entry(r"(?:禁止|不得|不准)其?(参[与加][^,;。]{0,10}?(?:采购|投标|招标)(?:活动)?)(?=$|[,;。])", needs_object=True),
    _entry(rf"(撤销|取消|暂停|停止){_GAP}{{0,12}}?((?:项目(?:负责人|主持人)|医保(?:支付|服务|医师|责任医师)+|任职|竞聘|聘任|招投标|投标|评审)资格)"),
    _entry(
        r"(?<!协商)(?<!违规)(终止|解除)了?((?:采购|供货|购销|服务|合作|承包|代理|监理)+(?:合同|协议))",
        needs_object=True,
    ),
    _entry(r"(?:(?<![一-龥])|(?<=并)|(?<=元))(?:已?依法)?(终止|解除)(合同)(?=$|[,;。])"),
    _entry(rf"处以{_GAP}{{0,6}}?(违约金|罚金)"),
    _entry(r"(岗位调整|调整岗位|调岗|函询)(?=\d+[名人])"),
    _entry(r"(列入|纳入)[^,;。]{0,12}?(黑名单|禁入名单|失信名单)"),
    _entry(rf"(终止|解除)(?:了)?(?:与|和|同){_GAP}{{2,24}}?((?:合作|采购|购销)?(?:合同|协议)|合作)", needs_object=True),
)  # fmt: skip

_NO_DEED = re.compile(
    r"[”\"」]?(?:等)?(?:率|次数|作为|制度|机制|办法|规定|记录(?![^,;。]{1,8}的\d*[名位人])|台账|方案|细则|程序|流程|情形|标准|函|通知书|内容|对象|室|提纲|模板|清单|力度|"
    r"档案|表|措施|条款|体系|作用|职责|方式|手段|条件|依据)"
)


_HINT = re.compile(
    "[谈扣罚停]|诫勉|警告|记过|记大过|降级|撤职|开除|撤销|察看|处分|立案|批评|提醒|通报|责令|责成|书面|检讨|检查|道歉|组织[处调]|降低|降职|调离|调整|调岗|"
    "停职|待岗|离岗|免[去职]|改任|低聘|解聘|辞退|解除|暂停|停止|取消|限制|收[回取]|吊销|核减|停发|[记计]分|形态|问责|追究|追缴|移[送交]|函询|列入|纳入|"
    "终止|[记计]入|清[退出]|禁止|不得|不准|没收|不予退还|处以|撤换|述[责职]|说明情况"
)
"""A clause without any of these holds no term: most clauses need not be asked for each."""


@dataclass(frozen=True, slots=True)
class Sanction:
    """A term of the vocabulary at a place of the matching form."""

    term: str
    start: int
    end: int
    generic: bool
    """Says only that something was done (处罚, 问责); a concrete term beside it says what."""


def may_hold_sanctions(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is worth a closer look; false only where no term can stand."""
    return _HINT.search(text, start, end) is not None


def find_sanctions(text: str, start: int, end: int) -> list[Sanction]:
    """The terms in `text[start:end]`, left to right, the longest where they overlap, objects seen to."""
    found: list[Sanction] = []
    if not may_hold_sanctions(text, start, end):
        return found
    for entry in _ENTRIES:
        for match in entry.pattern.finditer(text, start, end):
            groups = [i for i in range(1, len(match.groups()) + 1) if match[i] is not None]
            a, b = match.start(groups[0]), match.end(groups[-1])
            if _NO_DEED.match(text, b) or (entry.needs_object and not OBJECT.search(text, start, end)):
                continue
            found.append(Sanction(_term(match, groups, entry), a, max(b, match.end()), entry.generic))
    return _apart(found)


def _term(match: re.Match[str], groups: list[int], entry: _Entry) -> str:
    term = "".join(match[i] for i in groups)
    if entry.pattern.pattern == _CANCELLED.pattern:
        return f"取消{term.replace('的', '')}"
    return f"{term}处理" if re.fullmatch(r"第[一二三四]种形态", term) else term


def _apart(found: list[Sanction]) -> list[Sanction]:
    """Overlapping terms reduced to the longest; the earlier one where they are equally long."""
    chosen: list[Sanction] = []
    for sanction in sorted(found, key=lambda s: (s.start - s.end, s.start)):
        if all(sanction.end <= other.start or sanction.start >= other.end for other in chosen):
            chosen.append(sanction)
    return sorted(chosen, key=lambda s: s.start)
