"""One notice in every format reads as its text does: same findings, statuses, hospital; places where there are some."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.errors import ReadingError
from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.reading.archive import expand
from assistant.reading.document import Document
from assistant.schema import Report

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
STEM = "s05_linlan-city-mental-health-center"


def extracted(document: Document) -> Report:
    return extract(document, build_outline(document.text))


def gist(report: Report) -> list[tuple[str, str, int, int]]:
    return [(one.title, one.status, len(one.measures), len(one.commitments)) for one in report.findings]


@pytest.fixture(scope="module")
def as_text() -> Report:
    return extracted(read_file(SAMPLES / "reports" / f"{STEM}.txt"))


@pytest.mark.parametrize(("ending", "place"), [("docx", "段"), ("html", None), ("pdf", "页")])
def test_format_reads_as_the_text(as_text: Report, ending: str, place: str | None) -> None:
    document = read_file(SAMPLES / "formats" / f"{STEM}.{ending}")

    report = extracted(document)

    assert document.media == ending
    assert gist(report) == gist(as_text)
    assert report.fields.model_dump(exclude={"evidence"}) == as_text.fields.model_dump(exclude={"evidence"})
    shown = document.place(report.findings[-1].title_evidence.start)
    assert (shown is None) == (place is None)
    assert place is None or (shown is not None and shown.startswith("第") and shown.endswith(place))


def test_text_is_gold() -> None:
    gold = json.loads((SAMPLES / "gold" / "gold_s05.json").read_text("utf-8"))
    report = extracted(read_file(SAMPLES / "formats" / f"{STEM}.docx"))

    assert [one.status for one in report.findings] == [one["status"] for one in gold["findings"]]


def test_archive_holds_the_notice(as_text: Report, tmp_path: Path) -> None:
    (path,) = expand(SAMPLES / "formats" / f"{STEM}.zip", tmp_path, max_bytes=2**20)

    assert path.name == "通报正文.txt"
    assert gist(extracted(read_file(path))) == gist(as_text)


def test_picture_is_recognised(as_text: Report) -> None:
    pytest.importorskip("rapidocr")

    document = read_file(SAMPLES / "formats" / f"{STEM}.jpg")

    assert document.media == "image"
    first = gist(extracted(document))[:2]
    assert [row[:2] for row in first] == [row[:2] for row in gist(as_text)[:2]]


def test_scan_without_the_recogniser_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> object:
        raise ImportError("rapidocr")

    monkeypatch.setattr("assistant.reading.pages.ocr._load", missing)

    for ending in ("scan.pdf", "jpg"):
        with pytest.raises(ReadingError, match=r"\[ocr\]"):
            read_file(SAMPLES / "formats" / f"{STEM}.{ending}")


def test_old_word_goes_through_the_office_program(
    as_text: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    docx = SAMPLES / "formats" / f"{STEM}.docx"
    # The folder follows --outdir, which stands before the file itself.
    program.write_text(f'#!/bin/sh\nwhile [ "$1" != "--outdir" ]; do shift; done\ncp "{docx}" "$2/notice.docx"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    old = tmp_path / "旧通报.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))

    document = read_file(old)

    assert document.media == "doc"
    assert gist(extracted(document)) == gist(as_text)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_old_word_is_read_by_libreoffice_itself(as_text: Report, tmp_path: Path) -> None:
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc", "--outdir", tmp_path]
    subprocess.run([*command, SAMPLES / "formats" / f"{STEM}.docx"], check=True, capture_output=True, timeout=180)

    document = read_file(tmp_path / f"{STEM}.doc")

    assert document.media == "doc"
    assert gist(extracted(document)) == gist(as_text)


def test_office_program_that_fails_is_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    old = tmp_path / "旧通报.rtf"
    old.write_bytes(b"{\\rtf1 text}")

    with pytest.raises(ReadingError, match="damaged"):
        read_file(old)
