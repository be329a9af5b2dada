"""What officials write where: words of problems, of actions, and of the parts of a notice."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal["opening", "findings", "later", "aside", "closing", "neutral"]
"""What a part of the notice does: tells who led the work, lists findings, explains open ones, reports other matters
(clues, letters), says what comes next. neutral: its words do not say."""

_SERIES = re.compile(
    r"(?:一是|(?<![第统])一要(?!求|点|件|素)|一方面,|其一[,:是]|首先,|①|⑴|第一,|(?:措施|举措)[一1][:、])"
)
SERIES_MARK = re.compile(
    r"(?:一是|(?<![第统])一要(?!求|点|件|素)|一方面,|其一[,:是]|①|⑴|\(1\)|1\)|首先,|第一,|(?:整改)?(?:措施|举措)[一1][:、])"
)
_NEGATIVE = re.compile(
    r"不(?!断|仅|但|同|忘|少于|折不扣|动摇|敢腐|能腐|想腐|良)|未|没有|缺|弱|差|短板|漏洞|隐患|风险|违规|违反|违纪|违法|偏差|问题|欠|乏|"
    r"难|乱|虚|松|滞后|有待|尚需|还需|亟待|缓慢|流于|形式主义|时有发生|淡薄|失管|失察|过高|过长|过低|偏[高低少大久长]|挂账|较[高低少差慢弱]|突出|存在|涉嫌|超[标范审编期]|轻|迟|慢|失[守真序控职衡]|粗放|走样|走过场|折扣|两张皮|各自为政|脱节|堵|抬头|僵化|单一|断层|断档|闲置|滞留|松散|随意|泛"
)
_ACTION = re.compile(
    r"(?:已|将|拟|正在|目前|对|由|经|在|于|制定|修订|完善|加强|加大|建立|健全|组织|开展|召开|成立|强化|严格|印发|明确|推进|推动|提高|提升|落实|压实|深化|"
    r"优化|规范|坚持|持续|进一步|定期|及时|通过|针对|按照|根据|聘请|设立|新增|补充|细化|梳理|举办|邀请|完成|收回|清退|约谈|责令|下发|出台|纳入|配备|引进|"
    r"选派|增加|调整|重新|全面|认真|积极|切实|实行|实施|安排|督促|要求|利用|结合|医院(?:已|将|组织|制定|修订)|我院|每[月季年半周]|\d{4}年|\d+月)"
)
_CURES = re.compile(r"杜绝|防止|避免|解决|确保|防范|整治|查摆|查找|自查|梳理|纠正|补齐|堵塞|排查")
CHAT_TURN = re.compile(
    r"#*<?[|\[]?(?:im_start|im_end|INST|/INST|human|user|assistant|system|instructions?|prompt)[|\]]?>?\w{0,9}[:|>\]]"
    r"|(?:人类|系统(?:提示|指令|消息)词?):",
    re.IGNORECASE,
)
"""How a line begins that was written to a model and not to the public."""
_MENDED = re.compile(
    r"(?:补[齐足上强]?|堵[塞住]?|消除|防[范控]?|化解|破解|强|除|降低|缩小)(?:制度|管理|工作|各类|存在的)?(?:短板|弱项|漏洞|隐患|风险|差距)$"
)
"""How a sentence ends that tells of a failing put right (补短板, 堵漏洞)."""
_HEADING_OPENER = re.compile(r"(?:聚焦|关于|围绕|在.{2,20}方面|对照|贯彻|落实|履行|执行|坚持|推进|加强)")
_HEADING_CLOSER = re.compile(r"(?:方面|情况|问题|事项|内容|工作|打算|安排|措施)[。:.]?$")
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "closing",
        re.compile(
            r"(?:下一?步|下一?阶段|今后|后续|接下来|继续|努力方向|持续)[^。]{0,24}(?:打算|安排|计划|措施|工作|思路|方向|举措|要求|整改|成果|成效|推进)"
            r"|(?:巩固|深化|拓展)[^。]{0,16}(?:成果|成效|整改)[^。]{0,10}(?:打算|安排|计划|措施|工作|思路|方向|举措)?|(?:工作|整改)打算|^(?:今后|下一?步)"
        ),
    ),
    (
        "aside",
        re.compile(
            r"线索|信访|立行立改|边巡边改|即知即改|移交|举报|案件查办|执纪问责情况|追责问责|问责情况|监督方式|联系方式|联系电话|意见反馈方式|反馈渠道|"
            r"取得的?(?:主要)?成效|整改成效$|长效机制|建章立制情况|专项检查"
        ),
    ),
    (
        "later",
        re.compile(
            r"(?:需要?|有待)(?:进一步|长期|持续|继续)[^。]{0,10}(?:整改|坚持|推进)|未(?:全部)?(?:整改)?(?:完成|到位)|(?:尚|仍)[^。]{0,4}(?:整改|推进)|基本完成"
        ),
    ),
    (
        "findings",
        re.compile(
            r"反馈[^。]{0,10}(?:问题|意见|事项)|(?:问题|意见|事项)[^。]{0,12}整改|整改(?:任务|问题|事项)|(?:整改|集中整改)[^。]{0,8}(?:落实|进展|完成)[^。]{0,4}情况|具体问题|重点问题|"
            r"逐项整改|主要问题|问题清单|(?<!不)存在(?:的)?(?:主要)?问题"
        ),
    ),
)
_OPENING = re.compile(
    r"组织(?:领导|落实|推进|整改|开展|部署|实施|保障|情况)|(?:主体|整改|政治|第一)?责任[^。]{0,8}(?:情况|履行|落实|压实)|履行[^。]{0,16}责任|(?:总体|基本|整体|主要)(?:情况|做法|成效)|"
    r"工作(?:开展|推进|部署|总体|组织)[^。]{0,4}情况|提高(?:政治)?(?:站位|认识)|高度重视|加强(?:组织)?领导|基本概况|巡察(?:工作)?概况|整改工作情况|前言"
)
_NAMES_PART = re.compile(r"整改|反馈|(?:方面|情况|事项|清单)[。:]?$")
_ASPECT_OF_PROBLEMS = re.compile(r"(?:关于|在)?(?P<named>[^“”,。]{2,40}?)方面(?:存在)?的?问题[。:.]?")
"""关于选人用人方面的问题 names where the problems lie, and none of them."""
_STRONG_FINDINGS = re.compile(
    r"(?:反馈|具体|重点|存在)[^。]{0,8}(?:问题|意见)[^。]{0,16}(?:整改|落实|进展|完成)|问题(?:的)?整改(?:落实|完成|进展)?情况"
)
_LIST_OF_STATUS = re.compile(r"^(?:已|基本|阶段性|部分)?完成(?:整改)?(?:的)?")


def is_problem(words: str) -> bool:
    """Whether a sentence (no number) states a shortcoming rather than an action taken."""
    if not words or len(words) > 120 or _MENDED.search(words):
        return False
    if re.match(r"(?:关于|针对|对于).{2,80}?(?:问题|不|差距)", words) and "," not in words[:40]:
        return True
    if _ACTION.match(words):
        return bool(_NEGATIVE.search(words[-9:])) and not _CURES.search(words)
    return bool(_NEGATIVE.search(words)) if len(words) <= 45 else bool(_NEGATIVE.search(words[-16:]))


def states_problem(words: str) -> bool:
    """Whether a heading is itself a shortcoming, and not the name of a part or aspect that mentions problems."""
    aspect = _ASPECT_OF_PROBLEMS.fullmatch(words)
    if aspect and not _NEGATIVE.search(aspect["named"]):
        return False
    return is_problem(words) and (is_shortcoming(words) or not _NAMES_PART.search(words))


def is_action(words: str) -> bool:
    """Whether a sentence (no number) opens like a measure."""
    return bool(_ACTION.match(words)) and not is_problem(words)


def looks_like_heading(words: str) -> bool:
    """Whether a short unnumbered line may head what follows it."""
    return is_problem(words) or bool(_HEADING_OPENER.match(words)) or bool(_HEADING_CLOSER.search(words))


def has_series(words: str) -> bool:
    """Whether a measures series starts in `words`."""
    return bool(_SERIES.search(words))


def role_of(words: str) -> Role:
    """The part a top-level heading opens, by its words alone (number left out)."""
    opening, findings = _OPENING.search(words), _STRONG_FINDINGS.search(words)
    if opening and not findings and not is_shortcoming(words):
        return "opening"
    if findings and not re.match(r"下一?步|今后|后续|继续", words):
        later = _ROLES[2][1].search(words)
        return "aside" if reports_other_matters(words) else "later" if later else "findings"
    for role, pattern in _ROLES:
        if pattern.search(words) and not (role in ("closing", "aside") and is_shortcoming(words)):
            return role
    return "neutral"


def reports_other_matters(words: str) -> bool:
    """Whether a heading announces clues, letters or matters put right at once, which are no findings."""
    return re.search(r"线索|信访|立行立改|边巡边改|即知即改|移交|举报", words) is not None


def puts_right_at_once(words: str) -> bool:
    """Whether a heading announces matters put right at once: a list beside the findings, or the quickest of them."""
    return re.search(r"立行立改|边巡边改|即知即改", words) is not None and not re.search(
        r"线索|信访|移交|交办|举报", words
    )


def is_shortcoming(words: str) -> bool:
    """Whether a heading ends in a failing (…不到位, …有差距), whatever else its words suggest."""
    stem = re.sub(r"(?:问题|整改|落实|进展|情况|方面|[的”。:.])+$", "", words)
    return _FAILING.search(stem) is not None and _MENDED.search(stem) is None


_FAILING = re.compile(
    r"(?:不[^。,]{1,4}|未[^。,]{1,6}|差距|薄弱|短板|欠缺|缺失|缺位|弱化|淡化|虚化|漏洞|滞后|不足|突出|缓慢|迟缓|偏差|形式|隐患|风险|混乱|"
    r"走样|脱节|走过场|粗放|松散|松懈|随意|单一|僵化|多发|频发|失守|断层|偏[高低少弱]|较[少低差慢弱]|不力|形同虚设|宽松软|折扣)$"
)
"""How a heading ends that states a failing."""
_TAIL = re.compile(
    "|".join(
        (
            r"欢迎(?:广大|社会|各界|干部|群众)|如有意见|特此(?:通报|公告|公示|报告)|附件?[:\d]|上述(?:电话|方式)|此件",
            r"联系|(?:监督|举报|办公|咨询|受理)(?:电话|邮箱|热线)|电话:|传真",
            r"(?:通[信讯]|邮政|来信|邮寄|信访)(?:地址|信箱|编码)|邮(?:政)?编|(?:电子)?(?:邮箱|信箱|邮件)|E-?mail|地址:",
            r"(?:中共|中国共产党).{2,40}(?:委员会|总支部?|支部|党组)(?:20\d\d年.{3,6}日|二[〇○零].{2,10}日)?$",
            r".{2,30}(?:党委|党总支|委员会|党组|医院|集团)$",
            r"20\d\d年\d{1,2}月\d{1,2}日$|二[〇○零]..年.{1,3}月.{1,3}日$|(?:公示|公开)(?:时间|期限)",
        )
    ),
    re.IGNORECASE,
)
_REACH = re.compile(r"0\d{2,3}[-—]\d{7,8}|\w@\w+\.|(?:公开|发布|公示)(?:日期|时间):")
_WHO = r"(?:党委|党组|党总支|党支部|医院|我院|集团|中心|本院|我们)"
_OF_ALL = re.compile(r"巡察|巡视|后半篇|整改工作|整改成果|(?:已|未|尚未|没有)完成(?:整改)?的(?:问题|事项|任务)")
"""What the next steps of the notice as a whole speak of, and those of one finding do not."""
_NEXT_STEPS = re.compile(
    rf"(?:下一?步|今后|接下来|下一?阶段)[^。]{{0,40}}{_WHO}|[^。,]{{0,12}}{_WHO}(?:也|清醒|深刻|充分)*地?(?:认识到|看到|意识到)"
)


def is_tail(words: str) -> bool:
    """Whether a line belongs to the very end of a notice: contact, invitation to comment, signature, date."""
    return len(words) < 200 and bool(_TAIL.match(words.lstrip("([【")) or _REACH.search(words))


def opens_next_steps(words: str) -> bool:
    """Whether an unnumbered paragraph leaves the findings and speaks of the notice's next steps as a whole."""
    return bool(_NEXT_STEPS.match(words)) and bool(_OF_ALL.search(words))
