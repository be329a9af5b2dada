"""Running prose: a finding a sentence, only where the notice has no other structure."""

from __future__ import annotations

from assistant.outline import build_outline

PROSE = (
    "某县医院关于整改情况的报告\n"
    "关于党建方面。针对会议记录缺失的问题，补齐记录。每月抽查一次。针对“党课偏少”的问题，安排党课。\n"
    "关于后勤方面。针对仓库漏水的问题，修缮屋面，预计六月完工。\n"
    "上述3个问题中，除仓库漏水1个问题正在推进外，其余均已完成整改。\n联系电话：0700-5550123。\n"
)


def test_each_framed_sentence_heads_a_finding() -> None:
    outline = build_outline(PROSE)

    assert [PROSE[slice(*finding.title)] for finding in outline.findings] == ["会议记录缺失", "党课偏少", "仓库漏水"]
    assert [PROSE[slice(*finding.section)] for finding in outline.findings if finding.section] == [
        "关于党建方面。", "关于党建方面。", "关于后勤方面。",
    ]  # fmt: skip


def test_what_follows_a_frame_belongs_to_its_finding() -> None:
    first = build_outline(PROSE).findings[0]

    assert "".join(PROSE[block.start : block.end] for block in first.blocks).endswith("每月抽查一次。")


def test_exceptions_named_by_words_of_their_titles() -> None:
    statuses = [finding.status and finding.status.status for finding in build_outline(PROSE).findings]

    assert statuses == ["completed", "completed", "unfinished"]


def test_a_numbered_notice_keeps_framed_sentences_in_its_measures() -> None:
    text = (
        "一、反馈问题整改情况\n1.内部管理不严。\n整改情况：针对记录缺失的问题，补齐记录。针对台账不清的问题，重建台账。\n"
        "2.党课偏少。\n整改情况：安排党课。\n"
    )

    assert [text[slice(*finding.title)] for finding in build_outline(text).findings] == ["内部管理不严", "党课偏少"]
