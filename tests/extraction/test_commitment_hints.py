"""The quick look before the turns of phrase leaves out nothing that they would find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.extraction.commitments import turns
from assistant.text.clauses import clauses
from assistant.text.flat import fold

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [*sorted((ROOT / "samples" / "reports").iterdir()), *sorted((ROOT / "tests" / "data" / "unseen").glob("*.txt"))]
TELLING = {
    turns.STATE_HINT: (
        turns.NOT_YET, turns.IN_PROGRESS, turns.DRAFTED, turns.PREPARED, turns.INCLUDED, turns.APPROVED_ONLY,
    ),
    turns.STEP_HINT: (turns.AWAIT, turns.SUBMITTED),
    turns.PLAN_HINT: (turns.INTENDED, turns.FUTURE, turns.AFTERWARDS, turns.SOON),
}  # fmt: skip


@pytest.fixture(scope="module")
def all_clauses() -> list[str]:
    texts = [path.read_text("utf-8") for path in TEXTS]
    return [fold(text[start:end]) for text in texts for start, end in clauses(text, 0, len(text))]


@pytest.mark.parametrize(("hint", "patterns"), TELLING.items(), ids=["state", "step", "plan"])
def test_what_a_turn_finds_has_its_hint(
    all_clauses: list[str], hint: re.Pattern[str], patterns: tuple[re.Pattern[str], ...]
) -> None:
    missed = [clause for clause in all_clauses if any(p.search(clause) for p in patterns) and not hint.search(clause)]

    assert missed == []
    assert sum(hint.search(clause) is None for clause in all_clauses) > len(all_clauses) / 4


@pytest.mark.parametrize(
    "clause",
    [
        "仍有3台闲置", "尚无结论", "其余账款联系不上", "招标流标", "工期顺延至明年", "完成工程进度70%", "旧楼改造中",
        "逐步淘汰", "正按程序办理", "已进入公示期", "目前在施工", "分两年偿还", "启动改造", "形成初稿",
        "做好前期准备工作",
        "列入预算", "经批准", "到货后立即安装", "需与施工方协商", "已向主管局申请核销", "提请审议", "拟采购一台",
        "预计年底建成", "将新建病房", "后续完善", "尽快整改", "在途", "探索建立", "同意开展筹备工作",
    ],
)  # fmt: skip
def test_telling_clauses_are_looked_at(clause: str) -> None:
    assert turns.HINT.search(clause)
