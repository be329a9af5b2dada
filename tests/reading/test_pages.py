"""Lines on pages put back together to paragraphs; furniture at the edges taken away."""

from __future__ import annotations

import pytest

from assistant.reading.pages.furniture import strip_furniture
from assistant.reading.pages.lines import Page, PageLine
from assistant.reading.pages.paragraphs import SCAN_SLACK, paragraphs

EM, LEFT, PITCH, WIDTH = 10.0, 50.0, 16.0, 30
"""A page of 30 characters a line."""


def line(
    text: str, row: int, *, page: int = 1, indent: float = 0.0, size: float = EM, at: float | None = None
) -> PageLine:
    left = LEFT + indent * EM
    top = 100 + row * PITCH if at is None else at
    width = sum(0.5 if char < "\u2000" else 1.0 for char in text) * size
    return PageLine(page, text, left, left + width, top, top + size, size)


def sheet(number: int, *lines: PageLine) -> Page:
    return Page(number, 400, 800, lines)


def texts(*pages: Page, slack: float = 0.0) -> list[str]:
    return ["".join(words for words, _ in pieces) for pieces in paragraphs(pages, slack=slack)]


FULL = "整改工作开展以来医院党委先后召开专题会议研究部署明确责任分工时"
assert len(FULL) >= WIDTH
FULL = FULL[:WIDTH]
INDENTED = FULL[: WIDTH - 2]


def body(page: int = 1, start: int = 20) -> list[PageLine]:
    """Enough full lines for the margins to show."""
    return [line(FULL, start + i, page=page) for i in range(8)]


def test_full_lines_go_on_and_short_ones_end() -> None:
    page = sheet(
        1, line(INDENTED, 0, indent=2), line(FULL, 1), line("到位。", 2), line(INDENTED, 3, indent=2), line("完成。", 4)
    )

    assert texts(page) == [INDENTED + FULL + "到位。", INDENTED + "完成。"]


def test_line_left_short_because_a_word_did_not_fit_goes_on() -> None:
    page = sheet(1, *body(), line(FULL[:26], 28), line("PACS2024系统上线。", 29), line(FULL[:26], 30), line("好。", 31))

    assert texts(page) == [FULL * 8 + FULL[:26] + "PACS2024系统上线。", FULL[:26], "好。"]


def test_paragraph_goes_on_overleaf_and_knows_both_pages() -> None:
    first, second = sheet(1, *body()), sheet(2, line("后半句。", 0, page=2))

    found = paragraphs([first, second])

    assert found == [[(FULL * 8, "第1页"), ("后半句。", "第2页")]]


def test_headings_of_another_size_and_after_a_space_stand_alone() -> None:
    page = sheet(1, line(FULL[:20], 0, size=15), *body(start=2), line(FULL, 30), line("末行", 31))

    assert texts(page) == [FULL[:20], FULL * 8, FULL + "末行"]


def test_without_indents_a_full_line_that_ends_a_sentence_stops_before_a_number() -> None:
    ended = FULL[:-1] + "。"
    page = sheet(1, *body(), line(ended, 28), line("2.采购不规范", 29), line(ended, 30), line("再接再厉", 31))

    assert texts(page) == [FULL * 8 + ended, "2.采购不规范", ended + "再接再厉"]


def test_latin_words_keep_a_space_at_the_line_end() -> None:
    page = sheet(1, *body(), line(FULL[:27] + "Hello", 28), line("World", 29))

    assert texts(page)[0].endswith("Hello World")


def test_unsteady_margins_of_a_scan_are_forgiven() -> None:
    wavering = [
        PageLine(
            one.page, one.text, one.left + (i % 3 - 1) * 3, one.right + (i % 2) * 4 - 6, one.top, one.bottom, one.size
        )
        for i, one in enumerate(body())
    ]

    assert texts(sheet(1, *wavering), slack=SCAN_SLACK) == [FULL * 8]


@pytest.mark.parametrize("number", ["- 2 -", "2", "第2页", "第 2 页 共 9 页", "2/9", "— 2 —", "Ⅱ", "·2·"])
def test_page_numbers_leave_the_text(number: str) -> None:
    pages = [sheet(n, *body(n), line(number, 0, page=n, at=770)) for n in (1, 2)]

    assert texts(*strip_furniture(pages)) == [FULL * 16]


def test_number_beside_words_or_amid_lines_is_no_page_number() -> None:
    cell = sheet(1, line("3", 0, at=760), *body(), line("尾行", 0, at=775))
    beside = sheet(1, *body(), line("3", 0, at=770), line("采购不规范", 0, at=770, indent=4))

    assert "3" in "".join(texts(*strip_furniture([cell])))
    assert "采购不规范" in "".join(texts(*strip_furniture([beside])))


def test_running_heads_stay_once_and_not_beside_their_like() -> None:
    title = "关于巡察整改情况的通报"
    pages = [sheet(n, line(f"内部资料 {n}", 0, page=n, at=30), *body(n)) for n in (1, 2, 3)]
    repeated = [sheet(n, line(title, 0, page=n, at=30), *body(n)) for n in (1, 2, 3)]
    repeated[0] = sheet(1, line(title, 0, at=30), line(title, 0, at=140, size=15), *body())

    assert texts(*strip_furniture(pages)) == ["内部资料 1", FULL * 24]
    assert texts(*strip_furniture(repeated)) == [title, FULL * 24]


def test_heads_of_left_and_right_pages_differ() -> None:
    pages = [sheet(n, line("左页" if n % 2 else "右页", 0, page=n, at=30), *body(n)) for n in range(1, 8)]

    assert texts(*strip_furniture(pages)) == ["左页", "右页", FULL * 56]


def test_sentences_that_recur_at_the_edge_are_text() -> None:
    status = "整改情况：已完成。"
    pages = [sheet(n, line(status, 0, page=n, at=60), *body(n)) for n in (1, 2, 3)]

    assert "".join(texts(*strip_furniture(pages))).count(status) == 3


def test_no_lines_no_paragraphs() -> None:
    assert paragraphs([sheet(1)]) == []
    assert strip_furniture([]) == []


def test_title_of_two_wide_centred_lines_is_one_and_two_titles_stay_two() -> None:
    def centred(text: str, top: float) -> PageLine:
        width = 15.0 * len(text)
        return PageLine(1, text, 200 - width / 2, 200 + width / 2, top, top + 15, 15)

    wide = "关于市委巡察反馈意见整改落实进展情况"
    one = sheet(1, centred(wide, 60), centred("的通报", 82), *body())
    two = sheet(1, centred("某医院委员会", 60), centred("关于整改情况的通报", 82), *body())

    assert texts(one) == [wide + "的通报", FULL * 8]
    assert texts(two) == ["某医院委员会", "关于整改情况的通报", FULL * 8]
