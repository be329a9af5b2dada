"""What follows from the figures of one sentence, once it is known that the sentence is the one that is meant."""

from __future__ import annotations

import pytest

from assistant.answering.figures.focus import Spot, focused
from assistant.answering.figures.meaning import content, said_in
from assistant.answering.figures.readings import asking_clauses, readings_of
from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.scan import figures_of


def _computed(question: str, sentence: str) -> list[Reckoning]:
    spot = Spot(figures_of(sentence, 0, len(sentence)), 1)
    found: list[Reckoning] = []
    for clause in asking_clauses(question) or [question]:
        for wanted in readings_of(clause):
            each = focused(wanted, [spot], sentence, ())
            if each:
                found += each
                break
    return found


@pytest.mark.parametrize(
    ("question", "sentence", "operator", "result"),
    [
        ("欠费讨回来几成", "清理欠费12笔、涉及金额80万元，收回60万元，其余20万元已起诉。", "share", 75),
        ("补助花了百分之几", "专项补助200万元，已支出150万元。", "share", 75),
        ("没办完的设备占多少", "清理闲置设备20台，办结15台，其余5台正在办理。", "share", 25),
        ("讨回的租金占拖欠租金总额的比例", "追缴租金9万元，剩余3万元已起诉。", "share", 75),
        ("没追回的占几成", "追缴租金9万元，剩余3万元已起诉。", "share", 25),
        ("没到货的占几成", "采购监护仪25台，目前已到货20台。", "share", 20),
        ("监护仪的到货率", "采购监护仪25台，目前已到货20台。", "share", 80),
        ("错误病历占抽查病历的比例", "抽查病历600份，发现错误30例，退费2万元。", "share", 5),
        ("聘任的里头轮岗的占几成", "聘任干部40人，轮岗10人，免职2人。", "share", 25),
        ("每间病房改造花了多少", "投入50万元改造病房20间。", "average", 25_000),
        ("平均一个医师扣多少", "抽查病历600份，对20名医师共扣罚3万元。", "average", 1_500),
        ("互认平均一人次省多少钱", "互认检查1000人次，为患者节省20万元。", "average", 200),
        ("带教平均每月多少人次", "2024年3月至7月共带教500人次。", "average", 100),
        ("每个问题平均定了几条措施", "反馈的3个方面10个问题，制定措施35条。", "average", 3.5),
        ("风险点摊到每个重点科室平均几个", "督促8个重点科室梳理廉政风险点40个，防控措施90条。", "average", 5),
        ("带教老师平均每人带几名学员", "遴选带教老师5名，带教学员15人。", "average", 3),
        ("补缴的公积金人均多少钱", "为40名聘用人员补缴公积金6万元。", "average", 1_500),
        ("上年同期日间手术多少人次", "日间手术160人次，较上年同期增加60人次。", "before", 100),
        ("转诊涨了25%，那去年大概多少人次", "转诊患者500人次，同比增长25%。", "base", 400),
        ("占比上年同期是多少", "四级手术占比达21.4%，同比提高3.2个百分点。", "before", 18.2),
        ("按通报的比例，择期手术一共大概多少台", "日间手术80人次，占择期手术8%。", "whole", 1_000),
        ("降了5%、省了2万，原先一年要买多少钱的", "平均降价5%，年节约2万元。", "whole", 400_000),
        ("等候时间短了几天", "等候时间由4.5天缩短到1.5天。", "change", 3),
        ("总投资砍掉了多少", "总投资由11亿元压缩至6亿元。", "change", 500_000_000),
        ("缺陷率掉了几个点", "缺陷率由9%下降至3%。", "change", 6),
        ("师徒里还保留着关系的有多少对", "对42对师徒进行考核，终止师徒关系2对。", "rest", 40),
        ("2023年一季度化疗多少人次", "化疗160人次，较2023年同期增加60人次。", "before", 100),
        ("2021年每床耗电费用是多少元", "2022年度每床耗电费用18.20元，较2021年度下降了2.30元。", "before", 20.5),
        ("隐患点平均每个隐患点配几条措施", "督促8个科室梳理隐患点40个，表现90个，防控措施120条。", "average", 3),
        ("风险点平均一个点配几条措施", "督促8个科室梳理风险点40个，防控措施90条。", "average", 2.25),
        ("省下来的两笔钱加一块多少", "节约水费3万元，减少岗位4个，节约电费2万元。", "sum", 50_000),
        ("赔付里办了理赔的占几成", "处理赔付20起。目前已理赔15起，另外5起证据不足。", "share", 75),
        ("被处理的人里记过的占几成", "对责任人作出处理：其中2人予以记过、3人诫勉谈话、15人提醒谈话。", "share", 10),
        ("赔付里理赔了的占几成", "针对20起赔付问题。目前已理赔15起。另外5起证据不足。", "share", 75),
        ("闲置设备还有几成没办完", "清理闲置设备20台，办结15台，其余5台正在办理。", "share", 25),
        ("被错算的病历,占抽查病历百分之几", "抽查病历600份，发现错算30例，退费2万元。", "share", 5),
        ("隐患整改率算下来百分之几", "针对50项消防隐患，现已整改49项。", "share", 98),
        ("够不上市级的课题有几项", "课题立项30项，市级及以上课题8项。", "rest", 22),
        ("市级以下的课题有几项", "课题立项30项，市级及以上课题8项。", "rest", 22),
        ("整改彻底的有几个", "上轮反馈40个问题，其中6个问题整改不彻底。", "rest", 34),
        ("省下来的两笔钱，加一块多少", "节约水费3万元，节约电费2万余元。", "sum", 50_000),
        ("补贴一共多少钱", "已退回补贴3万元，剩余1万元正在追缴。", "sum", 40_000),
        ("两场测验平均分差多少", "测验平均分分别为80分和85.5分。", "change", 5.5),
        ("后一次比前一次高多少", "两次测验平均分分别为80分和85.5分。", "change", 5.5),
        ("单价降了百分之几", "试剂单价由80元降至60元。", "change", 25),
        ("单价的降幅是多少", "试剂单价由80元降至60元。", "change", 25),
        ("年租金涨了几成", "年租金由8万元增至21.6万元。", "change", 170),
        ("外送项目砍掉了百分之几", "外送项目由120项压减到60项。", "change", 50),
        ("没入账的占追缴的几成", "追缴分成款80万元，其中当年入账60万元，余款分期付清。", "share", 25),
        ("闲置设备报废的占几成", "盘活闲置设备40台，其中调剂30台。其余10台报废设备已报上级。", "share", 25),
        ("封堵率升了百分之几", "漏洞封堵率由80%升至90%。", "change", 10),
        ("主楼还有几层没完成", "实际完成主楼8层中的6层。", "rest", 2),
        ("还有几个村没有覆盖", "服务点覆盖全县12个村中的9个。", "rest", 3),
        ("老账还有多少万没理清", "核对往来款60笔、300万元。已处理50笔、260万元，其余10笔正在核对。", "rest", 400_000),
        ("没理清的占总数百分之几", "核对往来款300万元。已处理260万元，其中甲公司欠款20万元已发函。", "share", 13.33),
        ("没退的占查出来的百分之几", "已退还患者4万元，另有患者无法联系，1万元暂未退还。", "share", 20),
        ("失访的还有几成没找到", "对失访的20人，已找回15人，其余5人正在查找。", "share", 25),
        ("平均每批退了多少公斤", "退回不合格饮片3批次126公斤，涉及货款2万元。", "average", 42),
        ("人均退了多少多收的钱", "逐一复核400名患者，向其中20名患者退还多收费用4万元。", "average", 2_000),
        ("建成的和在建的一共几个", "建成标准化诊室6个，东院2个诊室正在施工。", "sum", 8),
        ("原来一共欠多少工程款", "争取债券9000万元，已支付工程款4000万元，剩余1000万元拟分期付清。", "sum", 50_000_000),
        (
            "退医保的连同罚的违约金一共多少万",
            "对医保局认定的违规金额70万元（其中东院50万元、西院20万元）全额退缴，另缴违约金14万元。",
            "sum",
            840_000,
        ),
        ("两类规则加起来多少项", "设定互斥限制500余项、系统提醒100余项，取消组套149项。", "sum", 600),
    ],
)
def test_result_follows_from_the_sentence(question: str, sentence: str, operator: str, result: float) -> None:
    found = _computed(question, sentence)

    assert [(each.operator, pytest.approx(each.result, abs=0.01)) for each in found] == [(operator, result)]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("考试通过率是多少", "计划采购设备18台，已到货13台。"),
        ("费用降了百分之几", "每百元收入耗材25.7元，较上年下降了3.5元。"),
        ("等级奖发到百分之几", "选拔25位骨干，培养使用10位。"),
        ("还有几笔没退", "清理37笔，已退30笔，其余7笔正在办理。"),
        ("上年同期是多少天", "住院日由8天降至7天，同比减少1天。"),
        ("到货率是多少", "到货率达80%，共到货20台，计划25台。"),
        ("达标的有几家", "抽查科室20家，达标15家，未达标5家。"),
        ("45岁以上的干部几名", "选拔干部20名，45岁以上9名。"),
        ("平均每辆多少钱", "购置监护仪20台，投入50万元。"),
        ("2023年化疗多少人次", "2023年化疗90人次，今年化疗160人次，较2023年同期增加60人次。"),
        ("每床耗电费用较2021年下降多少元", "2022年度每床耗电费用18.20元，较2021年度下降了2.30元。"),
        ("每床耗电费用比2021年少多少元", "2022年度每床耗电费用18.20元，较2021年度下降了2.30元。"),
        ("课题比去年多了几个", "今年立项44项。"),
        ("门诊量和亏损差多少", "门诊量由1400人次上升到2100人次，亏损由20万元收窄到8万元。"),
        ("合格率和满意度相差几个百分点", "合格率由90%提高到98%。"),
        ("人均退了多少钱", "最高价由9800元降到5600元。"),
    ],
)
def test_nothing_follows_where_the_sentence_does_not_bear_it_out(question: str, sentence: str) -> None:
    assert _computed(question, sentence) == []


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("上级拨的助产专项那笔钱花了", "助产专项资金200万元，已支出150万元。", True),
        ("上级拨的眼科专项那笔钱花了", "助产专项资金200万元，已支出150万元。", False),
        ("往来款没收回来的", "清理往来款12笔，收回60万元。", True),
        ("隐患整改率算下来", "针对50项隐患，现已整改49项。", True),
    ],
)
def test_words_that_name_things_tell_which_sentence_is_meant(question: str, text: str, said: bool) -> None:
    assert (said_in(content(question), text) > 0.45) is said


def test_each_asking_clause_is_computed() -> None:
    found = _computed("违规补贴一共多少钱，追回来几成了", "已退回违规补贴3万元，剩余1万元正在追缴。")

    assert [(each.operator, each.result) for each in found] == [("sum", 40_000), ("share", 75)]


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("失访的还有几个没找到，占失访的几成", ["失访的还有几个没找到", "失访的还有没找到,占失访的几成"]),
        ("一般和较差的总共几人，占全部的百分之几", ["一般和较差的总共几人", "一般和较差的,占全部的百分之几"]),
        ("退了多少钱，罚款占比多少", ["退了多少钱", "罚款占比多少"]),
    ],
)
def test_a_share_is_that_of_what_was_asked_for_before(question: str, clauses: list[str]) -> None:
    assert asking_clauses(question) == clauses


def test_a_change_needs_a_sentence_that_has_the_words() -> None:
    sentence = "等候时间由3天缩短到1天。"
    wanted = next(iter(readings_of("院感平均分差多少")))

    assert focused(wanted, [Spot(figures_of(sentence, 0, len(sentence)), 1, said=0.2)], sentence, ()) == []


def test_a_sentence_that_lacks_the_words_gives_no_share() -> None:
    sentence = "采购监护仪25台，目前已到货20台。"
    wanted = next(iter(readings_of("考核不合格的占几成")))

    assert focused(wanted, [Spot(figures_of(sentence, 0, len(sentence)), 1, said=0.0)], sentence, ()) == []
