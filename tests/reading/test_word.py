"""Word files made by hand, part by part: what is printed is what is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from assistant.errors import ReadingError
from assistant.reading import read_file
from assistant.reading.word.numerals import render

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def p(words: str = "", properties: str = "") -> str:
    run = f"<w:r><w:t>{words}</w:t></w:r>" if words else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def numbered(words: str, number: int, level: int = 0) -> str:
    return p(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, number_format: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/><w:suff w:val="nothing"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def package(body: str, numbering: str = "", styles: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        if numbering:
            archive.writestr("word/numbering.xml", f"<w:numbering {W}>{numbering}</w:numbering>")
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    return buffer.getvalue()


def lines(tmp_path: Path, body: str, numbering: str = "", styles: str = "") -> list[str]:
    path = tmp_path / "通报.docx"
    path.write_bytes(package(body, numbering, styles))
    return [line for line in read_file(path).text.split("\n") if line]


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, definition: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'


OUTLINE = abstract(
    1,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%1.%3.", "<w:isLgl/>"),
)


def test_automatic_numbers_are_printed_and_deeper_levels_start_anew(tmp_path: Path) -> None:
    body = "".join(
        numbered(words, 1, depth)
        for words, depth in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 2), ("戊", 2), ("己", 0), ("庚", 1), ("辛", 2)]
    )

    found = lines(tmp_path, body, OUTLINE + num(1, 1))

    assert found == ["一、甲", "（一）乙", "（二）丙", "1.1.丁", "1.2.戊", "二、己", "（一）庚", "2.1.辛"]


def test_lists_of_one_definition_count_on_unless_the_start_is_overridden(tmp_path: Path) -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = numbered("甲", 1) + numbered("乙", 2) + numbered("丙", 3) + numbered("丁", 3)

    found = lines(tmp_path, body, OUTLINE + num(1, 1) + num(2, 1) + num(3, 1, restart))

    assert found == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_number_of_a_style_and_its_base_is_printed_and_zero_takes_it_away(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
    )
    body = (
        p("甲", '<w:pStyle w:val="H"/>')
        + p("乙", '<w:pStyle w:val="H2"/>')
        + p("丙", '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )

    assert lines(tmp_path, body, OUTLINE + num(1, 1), styles) == ["一、甲", "二、乙", "丙"]


def test_level_of_a_heading_style_is_the_one_that_names_it(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "%1."), level(1, "decimal", "（%2）", '<w:pStyle w:val="H"/>')) + num(
        1, 1
    )
    styles = '<w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'

    assert lines(tmp_path, p("甲", '<w:pStyle w:val="H"/>'), numbering, styles) == ["（1）甲"]


def test_space_behind_a_number_keeps_a_year_apart(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "%1.").replace('<w:suff w:val="nothing"/>', "")) + num(1, 1)

    assert lines(tmp_path, numbered("2024年未开展培训", 1), numbering) == ["1. 2024年未开展培训"]


def test_bullets_of_symbol_fonts_print_nothing_and_unknown_lists_no_number(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "bullet", "\uf06c")) + num(1, 1)

    assert lines(tmp_path, numbered("甲", 1) + numbered("乙", 7), numbering) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("number_format", "printed"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {3: "03"}),
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 23: "二十三", 101: "一百零一", 110: "一百一十"},
        ),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 25: "贰拾伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "㉑", 35: "㉟", 36: "㊱", 51: "51"}),
        ("decimalEnclosedParen", {1: "⑴", 21: "21"}),
        ("ideographEnclosedCircle", {3: "㊂"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa"}),
        ("upperRoman", {4: "IV", 19: "XIX"}),
        ("ideographDigital", {20: "二〇"}),
        ("someFutureFormat", {5: "5"}),
    ],
)
def test_render_number_formats(number_format: str, printed: dict[int, str]) -> None:
    assert {value: render(value, number_format) for value in printed} == printed


def test_tables_are_rows_with_tabs_and_places(tmp_path: Path) -> None:
    def cell(words: str, extra: str = "") -> str:
        return f"<w:tc><w:tcPr>{extra}</w:tcPr>{words}</w:tc>"

    rows = [
        cell(p("序号")) + cell(p("问题")) + cell(p("措施")),
        cell(p("1")) + cell(p("采购不规范")) + cell(numbered("修订制度", 1) + numbered("开展培训", 1)),
        cell(p("二、管理方面"), '<w:gridSpan w:val="3"/>'),
    ]
    path = tmp_path / "表.docx"
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    path.write_bytes(package(p("前言") + table + p("附言"), OUTLINE + num(1, 1)))

    document = read_file(path)

    assert document.text.split("\n")[:5] == [
        "前言", "序号\t问题\t措施", "1\t采购不规范\t一、修订制度 二、开展培训", "二、管理方面\t\t", "附言",
    ]  # fmt: skip
    assert document.place(document.text.index("修订")) == "表1第2行"
    assert document.place(document.text.index("附言")) == "第2段"


def test_frame_of_one_column_is_read_as_text(tmp_path: Path) -> None:
    frame = f"<w:tbl><w:tr><w:tc>{p('一、甲')}{p('乙')}</w:tc></w:tr></w:tbl>"

    assert lines(tmp_path, frame) == ["一、甲", "乙"]


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>已完成</w:t></w:r><w:ins><w:r><w:t>整改</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>未完成</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>搬走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>5项</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>" + p("后半")
    )

    assert lines(tmp_path, body) == ["已完成整改5项", "前半后半"]


def test_text_boxes_are_read_once_and_hidden_text_and_fields_never(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('方框里的话')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        "<w:r><w:tab/><w:t>第2项</w:t><w:br/><w:t>换行</w:t><w:noBreakHyphen/></w:r></w:p>"
    )

    assert lines(tmp_path, body) == ["正文 第2项", "换行-", "方框里的话"]


def test_strict_flavour_and_content_controls_are_read(tmp_path: Path) -> None:
    body = f"<w:sdt><w:sdtContent>{p('一、甲')}</w:sdtContent></w:sdt>"
    path = tmp_path / "a.docx"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        archive.writestr("word/document.xml", f"<w:document xmlns:w='{strict}'><w:body>{body}</w:body></w:document>")
    path.write_bytes(data.getvalue())

    assert read_file(path).text.strip() == "一、甲"


def test_docx_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    path = tmp_path / "其实是Word.txt"
    path.write_bytes(package(p("正文")))

    assert read_file(path).media == "docx"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    data = io.BytesIO()
    bomb = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"{bomb}<w:document {W}><w:body><w:p><w:r><w:t>正文&b;&f;</w:t></w:r></w:p></w:body></w:document>",
        )
    path.write_bytes(data.getvalue())

    assert read_file(path).text.strip() == "正文"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (package(p("正文"))[:-30], "damaged"),
        (package("<w:p>"), "damaged"),
        (package(""), "no text"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
    ],
)
def test_broken_word_files_say_so(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(data)

    with pytest.raises(ReadingError, match=words) as caught:
        read_file(path)

    assert caught.value.message_zh and "坏.docx" in caught.value.message_zh


def test_word_file_of_pictures_names_the_remedy(tmp_path: Path) -> None:
    data = io.BytesIO(package(p()))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/media/image1.png", b"x")
    path = tmp_path / "图.docx"
    path.write_bytes(data.getvalue())

    with pytest.raises(ReadingError, match="save it as PDF"):
        read_file(path)
