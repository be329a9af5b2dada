"""Sentence and clause ends in the ways notices print them."""

from __future__ import annotations

import pytest

from assistant.text.clauses import clauses, protected, sentences


def _cut(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[a:b] for a, b in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("已完成整改。正在招标！", ["已完成整改。", "正在招标！"]),
        ("一是修订制度；二是开展培训。", ["一是修订制度；二是开展培训。"]),
        ("已完成设备验收并\n投入使用。下一步推进", ["已完成设备验收并\n投入使用。", "下一步推进"]),
        ("目前\n\n已召开会议2次。", ["目前\n\n已召开会议2次。"]),
        ("印发《关于“三重一大”。决策的通知》，执行。", ["印发《关于“三重一大”。决策的通知》，执行。"]),
        ("明确“完成追究后，再纳入考评。”三是加强管理。", ["明确“完成追究后，再纳入考评。”", "三是加强管理。"]),
        ("所谓“应收尽收。”的做法已停止。", ["所谓“应收尽收。”的做法已停止。"]),
        ("“基层组织建设还有不足。整改情况：已完成。", ["“基层组织建设还有不足。", "整改情况：已完成。"]),
        ("1.管理不规范\n整改情况：已修订制度。", ["1.管理不规范", "整改情况：已修订制度。"]),
        ("（一）财务方面\n\n医院高度重视。", ["（一）财务方面", "医院高度重视。"]),
        ("开展培训\n二是加强督查", ["开展培训", "二是加强督查"]),
        ("问题\t措施|进展", ["问题", "措施", "进展"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert _cut(text, sentences(text, 0, len(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("已完成招标，正在安装；预计6月投用。", ["已完成招标", "正在安装", "预计6月投用"]),
        ("共清收欠款476,129.65元，其余待清收", ["共清收欠款476,129.65元", "其余待清收"]),
        ("会议于8:30召开，形成纪要", ["会议于8:30召开", "形成纪要"]),
        ("完成时限：2024年12月前", ["完成时限", "2024年12月前"]),
        ("聘用3人（含骨科，中医科），已到岗", ["聘用3人（含骨科，中医科）", "已到岗"]),
        ("落实《采购办法（试行）》、《验收办法》，执行", ["落实《采购办法（试行）》、《验收办法》", "执行"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert _cut(text, clauses(text, 0, len(text))) == expected


def test_offsets_are_of_the_source_when_a_part_is_asked_for() -> None:
    text = "前文。 已完成。正在推进。后文"

    spans = sentences(text, 3, 12)

    assert _cut(text, spans) == ["已完成。", "正在推进"]


def test_protected_ignores_marks_that_never_close() -> None:
    text = "（未闭合" + "很长" * 100 + "《制度》"

    assert _cut(text, protected(text, 0, len(text))) == ["《制度》"]
