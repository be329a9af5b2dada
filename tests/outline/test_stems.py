import pytest

from assistant.outline.stems import in_marks, told_at


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[库房管理混乱]清点库房3间", "库房管理混乱"),
        ("“库房管理混乱”:清点库房3间", "库房管理混乱"),
        ("**[库房管理混乱]清点库房3间", "库房管理混乱"),
        ("[整改措施]清点库房3间", None),
        ("“三重一大”制度未落实", None),
        ("[库房管理混乱]", None),
    ],
)
def test_in_marks(text: str, problem: str | None) -> None:
    found = in_marks(text, 0)

    assert (text[found[0] : found[1]] if found else None) == problem


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("库房管理混乱:清点库房3间", 6),
        ("库房管理混乱——清点库房3间", 6),
        ("库房管理混乱:账实不符", None),
        ("库房管理混乱:已完成", None),
        ("责任科室:后勤科", None),
        ("2023—2024年库房管理混乱", None),
    ],
)
def test_told_at(text: str, end: int | None) -> None:
    assert told_at(text, 0, len(text)) == end
