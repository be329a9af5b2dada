"""Rules drawn on a page part its lines into cells."""

from __future__ import annotations

from assistant.reading.pages.lines import Page, PageLine
from assistant.reading.pages.paragraphs import paragraphs
from assistant.reading.pages.ruled_tables import Rules, gather_rows

X = (50.0, 80.0, 200.0, 350.0)
Y = (100.0, 120.0, 160.0)
GRID = Rules(Y, tuple((x, Y[0], Y[-1]) for x in X))


def word(text: str, left: float, top: float) -> PageLine:
    return PageLine(1, text, left, left + 10 * len(text), top, top + 10, 10)


TABLE = [
    word("序号", 55, 105), word("问题", 85, 105), word("措施", 205, 105),
    word("1", 55, 125), word("采购管理", 85, 125), word("不规范", 85, 140), word("修订制度", 205, 125),
]  # fmt: skip


def texts(lines: tuple[PageLine, ...]) -> list[str]:
    return [line.text for line in lines]


def test_cells_of_a_row_follow_each_other_with_tabs() -> None:
    lines = gather_rows([word("前言", 50, 60), *TABLE, word("附言", 50, 200)], GRID)

    assert texts(lines) == ["前言", "序号\t问题\t措施", "1\t采购管理不规范\t修订制度", "附言"]


def test_empty_cells_keep_their_column_and_spanning_rows_stand_alone() -> None:
    rules = Rules((*Y, 180.0), (*GRID.upright, (X[0], 160.0, 180.0), (X[-1], 160.0, 180.0)))
    lines = gather_rows([*TABLE[:-1], word("二、管理方面", 60, 165)], rules)

    assert texts(lines) == ["序号\t问题\t措施", "1\t采购管理不规范\t", "二、管理方面"]


def test_sides_drawn_cell_by_cell_count_together() -> None:
    pieces = tuple((x + wobble, a, b) for x in X for wobble, a, b in ((0, 100, 120), (1, 120, 140), (0.5, 140, 160)))

    assert texts(gather_rows(TABLE, Rules(Y, pieces))) == ["序号\t问题\t措施", "1\t采购管理不规范\t修订制度"]


def test_underlines_and_frames_round_text_make_no_table() -> None:
    frame = Rules((50.0, 400.0), ((40.0, 50.0, 400.0), (360.0, 50.0, 400.0)))

    assert texts(gather_rows(TABLE, frame)) == texts(tuple(TABLE))
    assert texts(gather_rows(TABLE, Rules((118.0, 158.0), ()))) == texts(tuple(TABLE))


def test_rows_are_never_joined_to_paragraphs() -> None:
    full = [PageLine(1, "整改" * 15, 50, 350, 300 + 16 * i, 310 + 16 * i, 10) for i in range(4)]
    page = Page(1, 400, 800, (*gather_rows(TABLE, GRID), *full))

    found = ["".join(words for words, _ in pieces) for pieces in paragraphs([page])]

    assert found == ["序号\t问题\t措施", "1\t采购管理不规范\t修订制度", "整改" * 60]


def test_rule_between_two_words_is_seen_at_its_height_only() -> None:
    assert GRID.part(75, 85, 110)
    assert not GRID.part(75, 85, 300)
    assert not GRID.part(90, 120, 110)
