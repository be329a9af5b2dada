"""Status words -> a status, only where they speak of the finding itself.

A status is a whole clause (已完成整改。), a group's heading (（二）基本完成的整改事项) or a collective sentence
(除第3项外，其余均已完成). 已完成《…》修订 claims a step, not the finding, and is left alone.
"""

from __future__ import annotations

import re

from assistant.schema import Status

Reading = tuple[Status, int, int]
"""A status and where its words stand in the matching form."""


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


_BOX = "√✓✔☑■"
_DATE = r"(?:20)?\d\d年(?:\d{1,2}月(?:\d{1,2}日|[底初末]|[上中下]旬)?)?前?"
_SUBJECT = (
    # Where a form prints every status with a box, the ticked one counts: □已完成 ☑推进中.
    rf"(?:(?:□[^□{_BOX}]{{2,10}})*[{_BOX}])?(?:截[至止]目前,?|目前,?|现,?|经整改,?)?(?:该|此|本|这一?|上述|以上)?[项条个]?(?:反馈)?(?:整改)?"
    r"(?:问题|事项|任务|工作)?(?:目前|现)?(?:整改)?(?:状态|情况)?(?:属于|为|:)?"
)
_OBJECT = r"(?:整改|销号|到位|任务|工作|目标)*"
_DONE = (
    rf"(?:(?:立行立改|即知即改|边[查巡]边改)[,、]?)?(?:均?已经?(?:于{_DATE})?|均|{_DATE}已经?)?"
    r"(?:全部|全面|彻底|按期|按时|如期|提前|按要求|100%)*(?:整改)?"
    + _any("完成", "办结", "销号", "到位", "落实到位", "整改落实", "整改完毕", "闭环", "完结", "(?:验收|对账)销号")
    + r"(?:全部|整改|销号|到位|任务|工作|目标|闭环|办结|集中整改)*"
)
_SETTLED = (
    r"(?:均?已经?|均)(?:全部|全面|彻底|得到|有效)*(?:解决|落实|闭环|整治|纠正|整改|清零|了结|结案|处理完毕"
    r"|(?:通过|组织)?验收(?:合格|通过|销号)?|立行立改|即知即改)"
    r"(?:到位|完毕)?"
)
"""Words that state the end of a matter only with 已 or 均."""
_ONGOING = (
    r"[,、;。(]?(?:[并並]|且|将|正在|仍?需要?|转[入为]|进入|纳入|实行|建立了?|形成)*"
    r"(?:长期|持续|常态化?|长效(?:机制)?|日常|继续|坚持|常抓不懈|长抓不懈)+"
    r"(?:坚持|推进|巩固|整改|保持|落实|实施|抓好|执行|管理|监管|深化|提升|开展|运行|机制|长效|常态|化|工作)*\)?"
)
_NOT_DONE = r"(?:逾期|尚|暂|还|仍)?(?:未(?:能)?|没有?)(?:全部|按期|按时)?(?:整改)?" + _any(
    "完成", "到位", "办结", "销号", "整改", "启动", "解决"
)
_PACE = r"按(?:计划|序时|时序|进度|时间节点)(?:进度|计划)?(?:要求)?"
_NEEDED = r"(?:仍|还|尚)?需要?(?:进一步|继续|持续|中?长期)+"
_GOING_ON = (
    rf"(?:正在?|仍在?|[还尚]在|{_NEEDED}|继续|持续|有序|加快|加紧|稳步|抓紧|跟踪|滚动|中?长期|挂[账号牌]|{_PACE})"
    rf"(?:{_PACE}|积极|抓紧|加紧|持续|有序|稳步|继续|加快|全力|组织)*"
    r"(?:推进|整改|进行|落实|办理|实施|跟进|推动)(?:之中|当中|中|整改|落实|实施)*(?:工作)?"
)
_WAITING = (
    r"(?:尚)?待(?:完成|整改|办理|办结|销号|落实)(?:整改)?|暂缓(?:整改|实施|办理)?|(?:已)?达到?序时(?:进度)?(?:要求)?"
    r"|(?:整改|完成|办理)?(?:时限|期限)未到|未到期|未到(?:整改|完成|办理)?(?:时限|期限)|(?:已?申请)?延期(?:完成|整改|办理)(?:整改)?|已(?:申请)?延期"
)
_PARTLY = (
    r"(?:已|并)*(?:取得了?|完成|达到)?(?:阶段性?|初步)(?:的)?(?:整改)?"
    r"(?:完成|成效|成果|进展|目标|任务|整改|到位|销号|办结|落实)+"
    r"|(?:已)?取得了?(?:一定|部分)(?:的)?(?:整改)?(?:成效|进展|成果|效果)|(?:已)?初[见显]成效"
)
_PORTION = (
    r"(?:已)?部分(?:已)?(?:完成|整改|落实|解决|销号|办结)(?:整改|到位)?"
    r"|(?:已)?完成(?:过半|部分(?:整改)?(?:任务|工作)?)"
)
_MOSTLY = r"(?:均?已)?(?:基本|总体|大体)上?(?:已)?(?:整改)?(?:完成|到位|落实|办结|解决|销号)" + _OBJECT

_CLAUSE_WORDS: tuple[tuple[Status, str], ...] = (
    (
        "unfinished",
        _any(
            _NOT_DONE + _OBJECT,
            r"没有?(?:整改)?完成(?:整改)?",
            _GOING_ON,
            _WAITING,
            "(?:推进|整改|进行|办理|实施|落实|跟进|处理)(?:整改|落实|实施)?[之当]?中",
        ),
    ),
    ("mostly_completed", _any(_MOSTLY, "绝?大部分(?:已)?完成(?:整改)?") + f"(?:{_ONGOING})?"),
    (
        "partial",
        _any(_PARTLY, _PORTION, r"已?(?:完成|整改)(?:整改)?(?:进度|率|比例)?[约近达到为]*[1-9]\d?%")
        + f"(?:{_ONGOING})?",
    ),
    (
        "completed_ongoing",
        _any(
            "(?:" + _any(_DONE, "立行立改", "已?整改", _SETTLED) + _ONGOING + ")",
            "(?:长期|持续|常态化)坚持(?:整改)?|坚持常态化|常抓不懈|长抓不懈",
        ),
    ),
    (
        "completed",
        _any(
            "(?:整改)?(?:完成|到位|销号)率(?:为|达到?)?100%",
            *(_DONE, _SETTLED, "已(?:全部)?整改(?:到位|完成)?", "验收(?:销号|合格)", f"[{_BOX}]"),
        )
        + f"[{_BOX}]?",
    ),
)
_CLAUSES = tuple((status, re.compile(_SUBJECT + words)) for status, words in _CLAUSE_WORDS)
_CLAUSE_END = re.compile(r"(?:100%)?(?:[。.,;:!)\]|(□]|$|[*_]+)")
_BUT = re.compile(r"[(,](?:(?:其中|但|仍|尚|还|部分).{0,12})?(?:未|正在)")

_COUNT = (
    r"(?:[(][^()未正仍尚]{1,14}[)]"
    r"|[(]?(?:共计?|合计|计|有)?(?:\d+|[一二三四五六七八九十]+)[项个条件]?(?:问题|事项)?[)]?)"
)
_GROUP_TAIL = (
    rf"(?:并销号)?(?:[、,](?:但?仍?需要?|并|且|将)(?:进一步|持续|长期|限期|继续)*[一-龥]{{2,4}})?"
    rf"(?:的)?(?:[有为]?{_COUNT})?(?:整改)?(?:反馈|具体|整改)*(?:问题|事项|任务|项目|内容|工作|措施)*(?:类|清单|情况|有)*(?:[及和](?:原因|情况|说明|措施|下一步|打算)+)?"
    rf"(?:{_COUNT})?[。:.]?"
)
_GROUP_HEAD = (
    r"(?:[红橙黄绿蓝]色?[牌灯旗标类]?[:、]?|第[一二三四]类[:、]|[A-D]类[:、])?"
    r"(?:(?:立行立改|即知即改|限期整改|分阶段整改|长期整改|持续整改)[、,])?(?:(?:未到期|到期应完成且|到期)[、,]?)?"
    r"(?:关于|目前|现阶段|其中|整改|集中整改(?:期限?|阶段|期间)?[内前中]?(?:已)?)?(?:[,、])?(?:尚?需要?)?(?:整改)?"
)
_GROUP_WORDS: tuple[tuple[Status, str], ...] = (
    (
        "unfinished",
        _any(
            _NOT_DONE + "(?:整改|到位)?",
            _GOING_ON,
            "(?:仍需|需继续|推进|整改|进行)(?:继续)?(?:整改|推进|中)",
            "(?:整改|完成)(?:时限|期限)未到",
            "未到(?:整改|完成)(?:时限|期限)",
        ),
    ),
    ("mostly_completed", _MOSTLY),
    ("partial", _any(_PARTLY, _PORTION)),
    ("completed_ongoing", _any(_DONE + _ONGOING, "(?:长期|持续)坚持(?:整改)?")),
    ("completed", _any(_DONE, "已(?:全部)?(?:整改|完成|销号|办结)(?:完成|到位)?")),
)
_GROUPS = tuple((status, re.compile(_GROUP_HEAD + words + _GROUP_TAIL)) for status, words in _GROUP_WORDS)
_NO_GROUP = re.compile(
    r"(?:继续|持续|长期)[^的问事任项类\d]*|(?:长期|持续|限期|分阶段)整改[类清].*"
    r"|(?:反馈)?(?:问题|事项|任务)?(?:整改|完成|落实|办结|销号|到位)+的?(?:情况|工作)[。:]?|正在?[^的问事任项类\d]*(?:情况|工作)"
    r"|(?:问题|事项)?整改落实[。:]?"
)
"""持续推进整改 and 整改落实情况 name no group but the next steps or a part; 持续推进的整改事项 and 已完成 do."""

_BRACKETED_END = re.compile(r"(?:[(\[]|[—\-|/→]{1,2})([^()\[\]—\-|/→]{2,24})[)\]]?[。.;]?$")
_BRACKETED_START = re.compile(r"[(\[]([^()\[\]]{2,16})[)\]]")
_LED = r"(?:^|[。;,])(?:所以|因此|目前|现在?|至此|截[至止]目前)?,?"
_OF_MATTER = re.compile(_LED + r"(?=(?:[该此本]|这一?)[项条个]?(?:反馈|整改|反馈整改)?(?:问题|事项|任务))")
"""A clause whose subject is the finding itself."""
_OF_WORK = re.compile(_LED + r"(?=(?:[该此本]|这一?)(?:[项条个](?:整改)?(?:工作)?|工作))")
"""A clause whose subject may be the finding or what was done last: only at the end of a paragraph."""

_SAID_OPEN = re.compile(r"[未正仍尚待]|中$")
"""持续推进 behind a paragraph is a promise; only these words say that something is open."""
_BRACKETED_LAST = re.compile(r"(?P<stop>[。;!]?)[(\[]([^()\[\]]{2,40})[)\]][。;]?$")
_ANY_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,16})[)\]]")
_POINTED_LAST = re.compile(r"[。;](?:→|—{1,2}|=>)([^。;→—]{2,16})[。;]?$")
_FIELD = re.compile(r"[^,;/、(\[:|]+")
_PLANNED = re.compile(
    r"(?:全部|全面|整改)*(?:完成|办结|销号|到位|落实)(?:整改|销号|到位)?|(?:长期|持续|常态化?)坚持(?:整改)?"
)
"""Behind a date these say what is to be done by then, not that it is."""
_LAST_SENTENCE = re.compile(r"[。;]([^。;,]{3,16})[。;]?$")


def read_status(text: str, at: int = 0) -> Reading | None:
    """The status that the clause at `at` states; None if there is none or the clause says more than a status."""
    for status, pattern in _CLAUSES:
        match = pattern.match(text, at)
        if match and _CLAUSE_END.match(text, match.end()):
            if status == "completed" and _BUT.match(text, match.end()):
                return "partial", at, match.end()
            return status, at, match.end()
    return None


def group_status(words: str) -> Reading | None:
    """The status a group's heading (number left out) states for all its findings."""
    bare = words.strip("[]“”*#:：。_").replace("“", "").replace("”", "")
    for status, pattern in _GROUPS:
        if pattern.fullmatch(bare) and not _NO_GROUP.fullmatch(bare):
            return status, 0, len(words)
    return None


def inline_status(heading: str) -> Reading | None:
    """A status in brackets or after a dash at the end of a heading, or in brackets before its words."""
    for match in (_BRACKETED_END.search(heading), _BRACKETED_START.match(heading)):
        found = read_status(match[1]) if match else None
        if match and found and found[2] == len(match[1]):
            return found[0], match.start(1), match.end(1)
    return None


def closing_field(text: str, start: int, end: int) -> Reading | None:
    """The status in the last field of a label's words: 2025年6月底，已完成; what is only planned by then is none."""
    fields = list(_FIELD.finditer(text, start, start + len(text[start:end].rstrip("。;.)]"))))
    found = read_status(fields[-1][0]) if fields else None
    if found is None or found[2] < len(fields[-1][0]) or _PLANNED.fullmatch(fields[-1][0]):
        return None
    return found[0], *fields[-1].span()


def boxed_status(text: str, at: int) -> Reading | None:
    """The status in brackets that stand at `at`: （已完成）一是…."""
    match = _BRACKETED_START.match(text, at)
    found = read_status(match[1]) if match else None
    return (found[0], *match.span(1)) if match and found and found[2] == len(match[1]) else None


def _last_in_brackets(paragraph: str, *, bare: bool) -> Reading | None:
    """A status in brackets behind the last stop; before it, it is of the last measure, unless there is but one."""
    last = _BRACKETED_LAST.search(paragraph)
    found = closing_field(last[2], 0, len(last[2])) or read_status(last[2]) if last else None
    if last is None or found is None or found[2] < len(last[2]):
        return None
    stated = [match for match in _ANY_BRACKETED.finditer(paragraph) if read_status(match[1])]
    single = bare and not re.search("[。;]", paragraph[: last.start()])
    if len(stated) > 1 or not (last["stop"] == "。" or (last["stop"] and bare) or single):
        return None
    return found[0], last.start(2) + found[1], last.start(2) + found[2]


def concluding_status(paragraph: str, *, bare: bool = False) -> Reading | None:
    """A last sentence that speaks of this very finding (该问题已完成整改); with `bare`, also one without a subject.

    Behind a series of measures a sentence without a subject may speak of the last measure only; one that stands in
    brackets behind its stop speaks of the whole.
    """
    own = _own_statement(paragraph) or _last_in_brackets(paragraph, bare=bare)
    if own:
        return own
    pointed = _POINTED_LAST.search(paragraph)
    shown = read_status(pointed[1]) if pointed else None
    if pointed and shown and shown[2] == len(pointed[1]):
        return shown[0], *pointed.span(1)
    match = _LAST_SENTENCE.search(paragraph) if bare else None
    found = read_status(match[1]) if match else None
    if match and found and found[0] == "unfinished" and not _SAID_OPEN.search(match[1]):
        return None
    if match and found and found[2] == len(match[1]):
        return found[0], match.start(1), match.end(1)
    return None


def _own_statement(paragraph: str) -> Reading | None:
    """The last clause that says of 该问题 or 这项工作 how far it is."""
    end = len(paragraph.rstrip("。;"))
    last = max(paragraph.rfind("。", 0, end), paragraph.rfind(";", 0, end), 0)
    subjects = [match.end() for match in _OF_MATTER.finditer(paragraph)]
    subjects += [match.end() for match in _OF_WORK.finditer(paragraph, last)]
    readings = (read_status(paragraph, at) for at in sorted(set(subjects), reverse=True))
    return next((found for found in readings if found), None)
