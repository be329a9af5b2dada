"""How long comparisons take over many notices: the sample notices, multiplied under invented names.

usage: python -m evals.comparison_load [--reports 350] [--topic procurement]

Only lengths of names stay, so that every offset stays right; what is measured is the work over the records.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from assistant.core import Assistant
from assistant.export import paper_bytes
from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.reading.document import Document
from assistant.records import RecordStore
from assistant.schema import Report
from assistant.settings import Settings

SAMPLES = Path(__file__).parent.parent / "samples" / "reports"
_CHARACTERS = "安宝昌德恩丰广海和吉嘉金康乐利明宁平庆仁瑞尚泰通万旺祥新兴永裕远振正中"


def multiplied(count: int) -> Iterator[tuple[Report, Document]]:
    """`count` notices, each of another hospital."""
    originals = []
    for path in sorted(SAMPLES.iterdir()):
        document = read_file(path)
        originals.append((extract(document, build_outline(document.text)), document))
    for number in range(count):
        report, document = originals[number % len(originals)]
        name = report.fields.hospital
        invented = _name(number) + name[2:]
        text = document.text.replace(name, invented)
        sha = hashlib.sha256(f"{number}{text}".encode()).hexdigest()
        source = f"{number:03d}_{sha[:8]}.txt"
        told = report.model_dump_json().replace(name, invented)
        copied = Report.model_validate_json(told).model_copy(update={"source": source, "sha256": sha})
        yield copied, Document(source, sha, text, document.media, document.locations)


def _name(number: int) -> str:
    """Two characters that no other number has."""
    return _CHARACTERS[number // len(_CHARACTERS)] + _CHARACTERS[number % len(_CHARACTERS)]


def main() -> None:
    """Store, compare, write; print seconds and memory."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=350)
    parser.add_argument("--topic", default="procurement")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        with RecordStore(settings.records_url).open() as store:
            for report, document in multiplied(given.reports):
                store.save(report, document)
        with Assistant.open(settings) as assistant:
            started = time.perf_counter()
            comparison = assistant.compare(given.topic)
            compared = time.perf_counter()
            sys.stdout.write(f"compare: {compared - started:.2f} s, {len(comparison.sections)} notices, ")
            sys.stdout.write(f"{sum(len(section.items) for section in comparison.sections)} findings\n")
            paper = assistant.reporting.comparison_paper(comparison)
            for format in ("md", "xlsx", "docx"):
                begun = time.perf_counter()
                size = len(paper_bytes(paper, format))
                sys.stdout.write(f"{format}: {time.perf_counter() - begun:.2f} s, {size} bytes\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(f"peak memory: {peak / 1024:.0f} MiB\n")


if __name__ == "__main__":
    main()
