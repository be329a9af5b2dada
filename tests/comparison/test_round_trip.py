"""Whatever format a comparison is written in, reading it back gives the same facts and the same sources."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter

import docx
import pytest

from assistant.comparison.composing import comparison_paper
from assistant.comparison.engine import Comparer
from assistant.comparison.facts import remaining_words
from assistant.comparison.grids import facts_grid
from assistant.comparison.model import FACT_ZH, Comparison
from assistant.export import paper_bytes
from assistant.export.paper import Run

Said = Counter[tuple[str, str, tuple[int, ...]]]
_MARKS = re.compile(r"(?:\[\d+\](?:–\[\d+\])?)+$")
_SOURCE = re.compile(r"^(?:- )?\[(\d+)\] (.+?)（(\d+)–(\d+)）：“(.*)”$", re.DOTALL)


@pytest.fixture(scope="module")
def comparison(comparer: Comparer) -> Comparison:
    return comparer.compare("procurement")


def flat(words: str) -> str:
    return re.sub(r"\s+", "", words)


def marks_of(printed: str) -> tuple[int, ...]:
    found: list[int] = []
    for first, last in re.findall(r"\[(\d+)\](?:–\[(\d+)\])?", printed):
        found += range(int(first), int(last or first) + 1)
    return tuple(found)


def expected(comparison: Comparison) -> Said:
    """The facts of the findings that are about the theme, and of the notices themselves, as a document says them."""
    said: Said = Counter()
    for section in comparison.sections:
        for fact in section.profile:
            said[FACT_ZH[fact.kind], flat(fact.text), fact.citations] += 1
        for item in section.main:
            for fact in item.facts:
                words = remaining_words(fact) if fact.kind == "remaining" else fact.text
                said[FACT_ZH[fact.kind], flat(words), fact.citations] += 1
    return said


def read_bullets(lines: list[str]) -> Said:
    """Bullets of the sections of hospitals: kind, words, marks."""
    said: Said = Counter()
    for line in lines:
        kind, colon, rest = line.partition("：")
        printed = _MARKS.search(rest)
        if colon and kind in FACT_ZH.values() and printed:
            said[kind, flat(rest[: printed.start()]), marks_of(printed[0])] += 1
    return said


def read_sources(lines: list[str]) -> dict[int, tuple[str, int, int]]:
    found = {}
    for line in lines:
        match = _SOURCE.match(line)
        if match:
            found[int(match[1])] = (flat(match[5]), int(match[3]), int(match[4]))
    return found


def sources_of(comparison: Comparison) -> dict[int, tuple[str, int, int]]:
    return {n: (flat(c.quote), c.start, c.end) for n, c in enumerate(comparison.citations, 1)}


def test_markdown(comparison: Comparison) -> None:
    text = paper_bytes(comparison_paper(comparison), "md").decode()
    body, _, notes = re.sub(r"\\([\\`*_\[\]<>|#~])", r"\1", text).partition("\n## 来源\n")
    lines = [line[2:].replace("**", "", 2) for line in body.split("\n") if line.startswith("- ")]

    assert read_bullets(lines) == expected(comparison)
    assert read_sources(notes.split("\n")) == sources_of(comparison)


def test_word(comparison: Comparison) -> None:
    document = docx.Document(io.BytesIO(paper_bytes(comparison_paper(comparison), "docx")))
    bullets = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "List Bullet"]
    notes = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Source Note"]

    assert read_bullets(bullets) == expected(comparison)
    assert read_sources(notes) == sources_of(comparison)
    named = {p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 2"}
    assert all(any(s.hospital in words for words in named) for s in comparison.sections)


def test_excel(comparison: Comparison) -> None:
    sheets = read_workbook(paper_bytes(comparison_paper(comparison), "xlsx"))

    wanted = [[_shown(cell) for cell in row] for row in facts_grid(comparison).rows]
    assert sheets["事实"][1:] == wanted
    assert [row[5] for row in sheets["来源"][1:]] == [c.quote for c in comparison.citations]
    assert [(int(row[6]), int(row[7])) for row in sheets["来源"][1:]] == [
        (c.start, c.end) for c in comparison.citations
    ]
    assert len(sheets["对照"]) == 1 + len(comparison.sections)


def test_json(comparison: Comparison) -> None:
    assert Comparison.model_validate_json(comparison.model_dump_json()) == comparison


def _shown(cell: object) -> str:
    return cell.words if isinstance(cell, Run) else "" if cell is None else f"{cell:g}"


def read_workbook(content: bytes) -> dict[str, list[list[str]]]:
    """The cells of every sheet as text."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        strings = [
            "".join(t.text or "" for t in each.iterfind(".//m:t", space))
            for each in ET.fromstring(archive.read("xl/sharedStrings.xml")).iterfind("m:si", space)
        ]
        names = [
            s.get("name", "") for s in ET.fromstring(archive.read("xl/workbook.xml")).iterfind(".//m:sheet", space)
        ]
        sheets = {}
        for number, name in enumerate(names, 1):
            rows = ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")).iterfind(".//m:row", space)
            sheets[name] = [[_cell(cell, strings, space) for cell in row.iterfind("m:c", space)] for row in rows]
    return sheets


def _cell(cell: ET.Element, strings: list[str], space: dict[str, str]) -> str:
    assert cell.find("m:f", space) is None, "a formula was written"
    value = cell.findtext("m:v", "", space)
    return strings[int(value)] if cell.get("t") == "s" else f"{float(value):g}" if value else ""
