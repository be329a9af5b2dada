import pytest

from assistant.outline.numbering import read_token
from assistant.text.flat import FlatText


@pytest.mark.parametrize(
    ("line", "style", "number", "words"),
    [
        ("1.院务公开不及时", "1.", 1, "院务公开不及时"),
        ("1．院务公开", "1.", 1, "院务公开"),
        ("12、院务公开", "1、", 12, "院务公开"),
        ("１２．院务公开", "1.", 12, "院务公开"),
        ("3 . 院务公开", "1.", 3, "院务公开"),
        ("1. 3名护士未轮岗", "1.", 1, "3名护士未轮岗"),
        ("1.2024年度预算超支", "1.", 1, "2024年度预算超支"),
        ("1.1 院务公开", "1.1.", 1, "院务公开"),
        ("2.3.4院务公开", "1.1.1.", 4, "院务公开"),
        ("（三）院务公开", "(一)", 3, "院务公开"),
        ("(十二) 院务公开", "(一)", 12, "院务公开"),
        ("㈢院务公开", "(一)", 3, "院务公开"),
        ("（3）院务公开", "(1)", 3, "院务公开"),
        ("3）院务公开", "1)", 3, "院务公开"),
        ("⒊院务公开", "1.", 3, "院务公开"),
        ("③院务公开", "①", 3, "院务公开"),
        ("二十一、院务公开", "一、", 21, "院务公开"),
        ("第一，院务公开", "第一", 1, "院务公开"),
        ("第二方面：院务公开", "第一", 2, "院务公开"),
        ("第三部分 院务公开", "部分", 3, "院务公开"),
        ("问题四：院务公开", "问题一", 4, "院务公开"),
        ("问题12.院务公开", "问题一", 12, "院务公开"),
        ("### 2. 院务公开", "1.", 2, "院务公开"),
        ("**（二）院务公开**", "(一)", 2, "院务公开**"),
        ("[5] 院务公开", "[1]", 5, "院务公开"),
    ],
)
def test_read_token_every_style(line: str, style: str, number: int, words: str) -> None:
    flat = FlatText.of(line)

    token = read_token(flat, line)

    assert token is not None
    assert (token.style, token.number, flat.text[token.end :]) == (style, number, words)


@pytest.mark.parametrize(
    "line",
    [
        "3.5万元已退还", "2024年3月", "12人受到处理", "3、4月份各召开一次", "一是修订制度", "一、二级护理",
        "第一时间整改", "1.2万元", "10%的科室", "问题整改情况", "（试行）", "院务公开", "",
    ],
)  # fmt: skip
def test_read_token_ordinary_text_has_none(line: str) -> None:
    assert read_token(FlatText.of(line), line) is None
