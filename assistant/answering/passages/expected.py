"""What kind of answer a question expects: persons, a sum, a date, a name, a reason."""

from __future__ import annotations

import re

from assistant.answering.passages.model import Expected

ANY_QUANTITY = "*"
"""The classifier of a bare 多少: the question leaves open whether it is a count, a share or a sum."""
ORDINAL = "第"
"""The classifier of a question for a place in an order: 第几批, 排第几."""

_MANY = r"(?:多少|(?<![这那近前后头好十])几)"
_PEOPLE = (
    "人次|人|护士|护理人员|医生|医师|技师|药师|职工|员工|党员|干部|博士|硕士|研究生|专家|人员|同志|骨干|教授|学员|工作人员|负责人"
    r"|患者|病患|受试者|群众|老人|儿童|孩子|产妇|主任|科长|护士长|书记|积极分子|发展对象|[编保采监调管督协]\S{0,2}员"
)
_ORDINAL = r"第几|(?<!安)排名?(?:到|在|了)?(?:全[省市国县区])?第?(?:多少|几)(?![月天号日年])|名次"
_OFFICE = "组长|书记|院长|主任|经理|组长|科长|管理员|局长|董事长|监事|出纳"
_STAFF = r"医生|医师|药师|护士|司机|干部|[\u4e00-\u9fff]员|人|同志|职工"
_SUM = (
    "费用|费|保证金|违约金|造价|贷款|津贴|债券|债|社保|所得|结余|补助"
    "|欠款|赔款|扣款|罚款|款|租金|资金|基金|绩效|收入|补贴|金额|年薪|工资|薪酬|奖金|投资|造价|营收|钱"
)
_COUNTED = (
    "个|项|件|条|起|例|次|场|期|届|份|张|台|套|间|家|所|种|类|批|支|部|本|辆|篇|处"
    "|栋|门|分|岁|平方米|倍|级|扇|樘|卷|笔|户|组|对|副|枚|只|根|封|册|架|座|盒|瓶|趟|颗|宗|桩|盏|具(?![有体备])"
)
_UNIT = f"学时|课时|人次|{_COUNTED}"

# In order: the first that is found decides.
_PATTERNS: tuple[tuple[Expected, str], ...] = (
    (
        "person_name",
        rf"姓什么|姓啥|姓名|(?:{_OFFICE}|{_STAFF})[^,。]{{0,4}}(?:叫什么|叫啥|名字)",
    ),
    (
        "person_name",
        rf"(?:{_OFFICE}|医生|医师|职工|员工|护士|人)(?:都|分别)?是(?:谁|哪位|哪几位)|谁是.{{0,8}}(?:{_OFFICE})|(?:叫什么|名字).{{0,6}}(?:{_OFFICE})",
    ),
    ("count", rf"(?:{_ORDINAL})"),
    ("count", r"(?:谁|哪[家个]|哪所).{0,14}最[大高多少低长短]"),
    ("contact", r"电话|邮箱|邮政|地址|联系方式|怎么联系"),
    ("name", r"叫什么|叫啥|全称|名称|名字"),
    ("name", r"文号|几号文|(?:文件|通知|办法|意见|方案)[^,]{0,4}几号"),
    ("money", r"多少钱|多少(?:万|亿)?元|多少万|多少块|多少个?亿|几个?亿|几(?:万|百|千)?(?:块|元)|金额"),
    ("money", r"多大(?:的)?(?:一?笔|数额|金额|数目)|(?:数额|金额|数目)(?:到底)?(?:有|是)?多大"),
    ("money", rf"{_MANY}[^,个名项次件条家张台]{{0,6}}(?:{_SUM})"),
    ("percent", r"百分之|百分比|几成|(?:比例|占比|率|比重|满意度|依从性)[^,]{0,8}(?:多少|几)"),
    ("percent", r"(?:率|占比|比例|满意度)(?:呢)?$|药占比|占[^,]{0,12}多少(?!个|名|人)"),
    ("money", rf"(?:{_SUM})[^,]{{0,8}}(?:多少(?!{_COUNTED}|名|人|天)|几万|几千)"),
    ("money", r"多少(?:还)?没有?(?:扣|退|追|收|交|还|付|补|缴|讨)"),
    ("money", rf"(?:花|罚|扣|赔|省|欠|退|缴|交|贪|补)(?:掉|去|出|上来|上去)?了?多少(?!{_COUNTED}|名|人|天)"),
    ("date", r"(?:期限|时限)(?:[是为]|呢|到何时)?$"),
    ("date", r"(?:截止|到期|完成|最后)的?(?:日子|日期|时间)|什么时间|哪日|哪年哪月|什么日期|多会儿"),
    ("date", r"(?:日子|日期|时间|期限|时限)(?:定|说|写|给|公布|有)(?:下来|出来|好|明|准)?了?(?:没有?|吗|么)?$"),
    ("date", r"什么时候|啥时候|何时|哪一?天|哪一?年|哪个?月|几月|几号"),
    ("list", r"哪(?:几|两|三|些)(?:个|项|件|条|场|次|种|类|份|家)?(?!人|个人|部门|科室|单位)"),
    ("duration", rf"多久|多长|{_MANY}个?(?:工作日|天|月|年|小时|钟头|分钟)(?!级)"),
    ("persons", rf"{_MANY}(?:名|位|(?:个|名|位)?[^,个名项次件条家张台]{{0,5}}?(?:{_PEOPLE}))"),
    ("persons", rf"(?:{_PEOPLE}|成员|委员)[^,]{{0,4}}{_MANY}(?:个|名|位)?$"),
    ("count", _MANY),
    ("reason", r"为什么|为啥|为何|因(?:为)?(?:啥|什么|何)|凭啥|缘由|怎么会|原因|卡在|咋没|怎么没|何以|凭什么"),
    ("place", r"哪里|哪儿|什么地方|何处|到哪(?!一?步|个?阶段|种?程度|个?环节)|在哪(?!一?步|个?阶段|个?环节)|去的哪"),
    ("who", r"谁|什么人|哪[一两三几]?位|(?:哪个|哪家|哪些|哪几个)(?:人|部门|科室|科|单位)|哪一?家"),
    ("who", r"(?:哪个|哪家|哪些|哪几个)(?:机构|公司|支部|卫生院|医院|企业|供应商|厂家)"),
    ("manner", r"怎么|如何|怎样|咋|(?:什么|哪些|啥)(?:办法|措施|手段|方式)"),
    ("what", r"什么|啥|哪个|哪一"),
    ("yesno", r"吗|没有?$|了没|有没有|有无|是否|是不是|能不能|吧$"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_CLASSIFIER = re.compile(rf"(?:多少|几)(?P<u>{_UNIT})")
_BODY = (
    "公司|企业|供应商|承包商|经销商|代理商|(?:承包|施工|中标|合作|供货|代建|承建)方"
    "|厂家|厂商|商家|机构|单位|科室|部门|科|卫生院|医院|支部"
)
_OF_WHAT = re.compile(
    rf"(?:哪[一两三几]?[个家些]|什么)[^,]{{0,8}}?(?P<a>{_BODY})"
    rf"|(?P<b>{_BODY})[^,]{{0,6}}(?:全称|名称|名字|叫(?:什么|啥|做|何)|[是为]哪|[是为]谁)"
)

QUESTION_WORDS = re.compile(
    rf"(?:一共|总共|合计|共计?)?(?:用了|[有是为了到])?{_MANY}(?:余|多)?(?:个月|个人|人次|件事|块钱|万元|{_UNIT}|[名位天万元块钱]|人(?![员才均民])|年(?![薪龄级]))?"
    r"|(?:截止|到期)的?(?:日子|日期|时间)|什么时候|啥时候|什么时间|什么地方|什么人|为什么|为啥|怎么样|是不是|有没有|哪些|哪几[个项件条场次]?|哪里|哪儿"
    r"|百分之(?:多少|几)|一共|总共|合起来|加起来|加一起|前前后后|(?:[做办弄搞建改]?[好完成]了?)?[了没]吗?$|时间点|到底|没有$"
)
"""Words that ask, with the classifiers they lead in; what they ask about stands round them."""

_TOTAL = re.compile(
    r"一共|总共|合计|加起来|合起来|加一起|前前后后|累计|总计|共计?多少|共计?几|altogether|in total|combined|\btotal\b"
)
_REST = re.compile(r"还(?:有(?!没)|剩|差|欠)|剩|没(?!有)|未|余下|卡在|缺")
_WITHOUT = re.compile(
    r"撇开|抛开|刨除|除掉|排除|扣除|不包括|刨去|除去|刨开|不算|去掉|除了|减去|不含|除开|扣掉.{0,8}(?:还|后)"
)
_NEGATIVE = re.compile(r"没|未|不(?!良|合理|规范|足)|无(?!菌|线)|是否|有没有|吗$|不再|停止|取消")
_STILL_OPEN = re.compile(
    r"(?:还|一直|至今|到现在|迟迟|老是|总是?)[^,]{0,4}(?:没|未|[过办通拿弄验做立]不[了过成完好上]|不(?:[给批让通验过]|下来))"
    r"|(?:没|未)[^,]{0,6}(?:完|好|结|成)$"
)
_ASSERTED = re.compile(r"已经?[^,]{1,14}了,|[完好到成齐]了,|(?:什么时候|啥时候|哪天|哪年|几月|何时)[^,]{1,8}的$")
_SUPPOSED = re.compile(
    r"[了过](?!解|程|去|滤|敏|期|度)|(?:之|以)?后(?!勤|续|期|备)|的$|新[来招引进买购建]|中标|哪[天年]|什么时候|啥时候|何时"
)
_PROBLEM = re.compile(r"问题|毛病|查出|指出|不足|短板")
_SHARE = re.compile(r"推算|估算|换算|倒推|折算|反推|占\d+(?:\.\d+)?%")
_AVERAGE = re.compile(r"平均(?:下来|到)?每?(?:个|名|位)?(?:人|家|台|件|例)|人均|(?:每|一)(?:个|名)?人(?:平均|合|摊)")
_PORTION = re.compile(r"占.{0,12}(?:百分之|多少|几成|比例|多大)|占比")
_COMPARED = re.compile(r"相差|差多少|差几|[多少](?:了)?(?:多少|几)(?:个|名|人|项|件|次)?$")


def expected_of(question: str) -> tuple[Expected, str]:
    """The kind of answer `question` (matching form) asks for, and the classifier or kind of body it asks with."""
    kind: Expected = next((kind for kind, pattern in _COMPILED if pattern.search(question)), "what")
    if kind == "name" and re.search(r"文号|几号", question):
        return kind, "文号"
    if kind in ("name", "who"):
        match = _OF_WHAT.search(question)
        return kind, (match["a"] or match["b"]) if match else ""
    if kind == "person_name":
        office = re.search(rf"{_OFFICE}|负责人", question)
        return kind, office[0] if office else ""
    if kind == "persons" and "人次" in question:
        return kind, "人次"
    if kind != "count":
        return kind, ""
    if re.search(_ORDINAL, question):
        return kind, ORDINAL
    counted = _CLASSIFIER.search(question)
    return kind, counted["u"] if counted else ANY_QUANTITY if "多少" in question else ""


def asks(question: str) -> bool:
    """Whether a piece of a question has question words of its own."""
    return any(pattern.search(question) for _, pattern in _COMPILED) or question.endswith("呢")


def presupposes(question: str, kind: Expected) -> bool:
    """Whether the question takes for granted that what it asks about is so."""
    return kind != "yesno" and _NEGATIVE.search(question) is None


def presupposes_open(question: str, kind: Expected) -> bool:
    """Whether the question takes for granted that something is not done: 为什么还没办完."""
    return kind == "reason" and _STILL_OPEN.search(question) is not None


def asserts_done(question: str) -> bool:
    """Whether the question says in passing that something is done: 已经买回来了,花了多少钱; 什么时候完工的."""
    return _ASSERTED.search(question) is not None


def supposes(question: str) -> bool:
    """Whether the question speaks of something as having come about: 启用以后查出几批, 招来了几个, 哪天建成的."""
    return _SUPPOSED.search(question) is not None


def asks_total(question: str) -> bool:
    """一共, 合起来: the parts may have to be added up."""
    return _TOTAL.search(question) is not None


def asks_rest(question: str) -> bool:
    """还剩, 没…的: a total less what is done."""
    return _REST.search(question) is not None


def asks_problem(question: str) -> bool:
    """What was found wanting: titles answer that."""
    return _PROBLEM.search(question) is not None


def asks_without(question: str) -> bool:
    """刨去: a total less a named part."""
    return _WITHOUT.search(question) is not None


def asks_whole(question: str) -> bool:
    """A whole to be inferred from a part and its share."""
    return _SHARE.search(question) is not None


def asks_difference(question: str) -> bool:
    """By how much two values differ."""
    return _COMPARED.search(question) is not None


def asks_average(question: str) -> bool:
    """A sum spread over persons or things (平均每人)."""
    return _AVERAGE.search(question) is not None


def asks_share(question: str) -> bool:
    """The share that named parts have in a printed whole (一般和较差的占百分之几)."""
    return _PORTION.search(question) is not None
