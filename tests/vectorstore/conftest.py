"""Reports built by hand: a text with marks, and the values at the places of the marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.schema import Evidence, Finding, Measure, Passage, Report, ReportFields
from assistant.settings import Settings
from vectorstore import VectorIndex, open_index
from vectorstore.embeddings import HashEmbedder

NOTICES = {
    "a.txt": (
        "青岚县人民医院",
        "现将整改情况公布如下。",
        [
            ("药品采购程序不规范", ["一是修订药品采购管理办法。", "二是重新遴选配送企业3家。"]),
            ("消防设施维护不到位", ["一是更换灭火器120具。", "二是开展应急疏散演练2次。"]),
        ],
        "联系电话：0000-1234567。",
    ),
    "b.txt": (
        "松澜市中医院",
        "市委巡察组对我院开展了巡察。",
        [
            ("高值耗材管理松散", ["一是建立高值耗材扫码台账。", "二是每月盘点二级库。"]),
            ("干部轮岗交流不够", ["一是轮岗中层干部7名。"]),
        ],
        "欢迎监督。",
    ),
}


def _build(source: str, version: str = "1") -> tuple[Report, str, str]:
    """A report, its text and a version, out of `NOTICES`."""
    hospital, opening, items, closing = NOTICES[source]
    text = f"{opening}\n"
    findings = []
    for ordinal, (title, measures) in enumerate(items, 1):
        start = len(text)
        text += f"{ordinal}. {title}。\n整改情况："
        title_start = start + 3
        spots = []
        for measure in measures:
            spots.append(Evidence(start=len(text), end=len(text) + len(measure), quote=measure))
            text += measure
        text += "\n完成情况：已完成并长期坚持。\n"
        findings.append(
            Finding(
                ordinal=ordinal,
                label=f"{ordinal}.",
                section="（一）重点领域方面",
                title=title,
                title_evidence=Evidence.cut(text, title_start, title_start + len(title)),
                status="not_stated",
                status_basis="none",
                status_evidence=None,
                measures=tuple(Measure(marker=spot.quote[:2], evidence=spot) for spot in spots),
                spans=((start, len(text)),),
            )
        )
    end = len(text)
    text += closing
    passages = (
        Passage(heading="", evidence=Evidence.cut(text, 0, len(opening))),
        Passage(heading="三、联系方式", evidence=Evidence.cut(text, end, len(text))),
    )
    fields = ReportFields(hospital=hospital)
    report = Report(source=source, sha256="0" * 64, fields=fields, findings=tuple(findings), passages=passages)
    return report, text, version


@pytest.fixture
def build() -> Callable[..., tuple[Report, str, str]]:
    """Gives a report, its text and a version, by source name and version."""
    return _build


@pytest.fixture
def make_index(tmp_path: Path) -> Iterator[Callable[..., VectorIndex]]:
    """Opens stores with the hashing embedder, each in a folder of its own unless named alike, and closes them."""
    opened: list[VectorIndex] = []

    def make(name: str = "data", embedder: HashEmbedder | None = None) -> VectorIndex:
        settings = Settings(data_dir=tmp_path / name, _env_file=None)
        opened.append(open_index(settings, embedder or HashEmbedder(64)))
        return opened[-1]

    yield make
    for index in opened:
        index.close()
