"""The genre's many words for how far a finding has come, each as a whole clause of a status line or a group heading."""

from __future__ import annotations

import pytest

from assistant.outline.statuses import concluding_status, group_status, read_status
from assistant.text.flat import fold

CLAUSES = {
    "completed": (
        "完成 已完成 完成整改 整改完成 已整改到位 已全部整改到位 已销号 销号 已办结 办结销号 验收销号 整改完毕 "
        "已落实到位 已解决 "
        "已彻底解决 已闭环 均已整改到位 已于2024年6月完成 2024年12月已完成 已100%完成 问题已解决 "
        "该问题已整改到位 ☑已完成 已完成✓ 已立行立改"
    ),
    "completed_ongoing": (
        "长期坚持 已完成并长期坚持 已完成，需长期坚持 已完成（长期坚持） 已完成并坚持常态化 已完成并转入常态化 "
        "已完成并纳入常态化管理 "
        "已整改到位，长期坚持 立行立改，长期坚持 已完成，持续巩固 常抓不懈 已完成并建立长效机制"
    ),
    "mostly_completed": "基本完成 已基本完成 基本整改到位 基本解决 总体完成 大部分已完成 基本完成，持续推进",
    "partial": (
        "阶段性完成 取得阶段性成效 取得一定成效 初见成效 部分完成 已部分完成 完成阶段性任务 阶段性销号 "
        "已完成80% 完成进度60% "
        "已完成部分整改 阶段性完成，持续推进"
    ),
    "unfinished": (
        "未完成 尚未完成 未销号 整改中 推进中 正在整改 持续推进 持续整改 按序时进度推进 正按计划推进 "
        "达到序时进度 实施中 待完成 "
        "加快推进 稳步推进 暂缓 需持续推进 仍需长期整改 跟进中 □已完成☑推进中 未完成（正在按计划推进）"
    ),
}  # fmt: skip
GROUPS = {
    "completed": "已完成整改的问题 集中整改期内已完成的整改事项 已销号问题",
    "mostly_completed": "基本完成整改的问题 集中整改期内基本完成的事项",
    "unfinished": "正在整改的问题 需要长期整改的问题 仍需持续整改的问题 整改期限未到的问题",
    "completed_ongoing": "需长期坚持的整改事项",
}


def pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(words, status) for status, line in table.items() for words in line.split()]


@pytest.mark.parametrize(("words", "status"), pairs(CLAUSES))
def test_read_status_words_of_the_genre(words: str, status: str) -> None:
    found = read_status(fold(words))

    assert found is not None
    assert found[0] == status


@pytest.mark.parametrize(("words", "status"), pairs(GROUPS))
def test_group_status_words_of_the_genre(words: str, status: str) -> None:
    found = group_status(words)

    assert found is not None
    assert found[0] == status


@pytest.mark.parametrize(
    "words", ["已解决停车难问题", "取得积极进展", "加快推进新院区建设", "待完成验收后启用", "2024年6月底前完成"]
)
def test_read_status_of_a_step_or_a_promise_is_none(words: str) -> None:
    assert read_status(words) is None


@pytest.mark.parametrize(
    ("sentence", "status"),
    [("更换锅炉。持续推进。", None), ("更换锅炉。正在推进。", "unfinished"), ("更换锅炉。已整改到位。", "completed")],
)
def test_concluding_status_of_a_bare_paragraph_is_no_rhetoric(sentence: str, status: str | None) -> None:
    found = concluding_status(sentence, bare=True)

    assert (found[0] if found else None) == status
