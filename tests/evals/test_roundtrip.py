"""The round trip itself: what it renders, and that it says where a format falls short."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.reading import read_file
from assistant.text.flat import fold
from evals import rendering, roundtrip
from evals.extraction import Scores, load_reports, score

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TEXT = """某院整改通报
一、采购问题
（一）招标不公开
1.整改情况：已完成。
2.责任科室：设备科
（二）验收不严
二、其他
序号\t问题
1\t库存不清
"""


def read(tmp_path: Path, data: bytes, name: str) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    return read_file(path).text


def test_word_numbers_are_automatic_and_print_the_same(tmp_path: Path) -> None:
    data = rendering.to_docx(TEXT)

    assert fold(read(tmp_path, data, "a.docx")) == fold(TEXT)


def test_page_has_menus_around_the_notice_and_they_are_left_out(tmp_path: Path) -> None:
    data = rendering.to_html(TEXT)

    text = read(tmp_path, data, "a.html")

    assert "就诊指南" in data.decode() and "就诊指南" not in text
    assert [line for line in text.split("\n") if "来源：" not in line and line] == TEXT.strip().split("\n")


def test_scan_is_pictures_only() -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    pytest.importorskip("PIL")
    source = SAMPLES / "formats" / "s05_linlan-city-mental-health-center.pdf"

    document = pypdfium2.PdfDocument(rendering.to_scan(source.read_bytes()))

    assert len(document) == len(pypdfium2.PdfDocument(source))
    assert all(page.get_textpage().count_chars() == 0 for page in document)


def test_samples_read_the_same_in_word_and_as_pages(tmp_path: Path) -> None:
    gold = load_reports(SAMPLES / "gold")
    names = [name for name in sorted(gold) if name.startswith(("s01", "s05", "s06"))]
    texts = [SAMPLES / "reports" / name for name in names]
    some = {name: gold[name] for name in names}
    columns = {"txt": score(roundtrip.read_all(texts, names), some)}
    for form in ("docx", "html"):
        columns[form] = score(roundtrip.read_all(roundtrip.render(texts, tmp_path, form), names), some)

    assert roundtrip.shortfalls(columns) == []


def test_shortfalls_names_the_metric_that_fell() -> None:
    gold = load_reports(SAMPLES / "gold")
    nothing: Scores = score({}, gold)
    everything = score(gold, gold)

    found = roundtrip.shortfalls({"txt": everything, "docx": nothing, "scan": nothing})

    assert "docx: segmentation_f1 0.000 < 0.995" in found
    assert "scan: status_accuracy 0.000 < 0.950" in found
    assert not any(line.startswith("txt") for line in found)


def test_unreadable_render_is_told_and_counts_as_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")

    assert roundtrip.read_all([tmp_path / "坏.docx"], ["坏.txt"]) == {}
    assert "坏.docx" in capsys.readouterr().err
