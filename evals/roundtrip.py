"""Whether a notice reads the same in every format: the text files rendered, read back and scored beside the text.

    python -m evals.roundtrip --reports DIR --gold DIR --out DIR [--formats docx,pdf,html,scan]

Renders are kept in OUT and made once. Reading is by the grammar, without models or stores.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.export import report_json
from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file
from evals import rendering
from evals.extraction import METRICS, Scores, load_reports, score, table

FORMATS = ("docx", "pdf", "html", "scan")
SAME = 0.005
"""How far a format with text may fall behind the text file on any metric."""
SCAN_FLOORS = {"segmentation_f1": 0.97, "status_accuracy": 0.95}


def render(texts: Sequence[Path], out: Path, form: str) -> list[Path]:
    """The files of `texts` in a format, made where they are not yet there."""
    folder = out / form
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, Callable[[str], bytes]] = {
        "docx": rendering.to_docx,
        "html": rendering.to_html,
        "pdf": rendering.to_pdf,
        "scan": lambda text: rendering.to_scan(rendering.to_pdf(text)),
    }
    paths = []
    for text in texts:
        path = folder / f"{text.stem}.{'pdf' if form == 'scan' else form}"
        if not path.exists():
            path.write_bytes(made[form](text.read_text("utf-8-sig")))
        paths.append(path)
    return paths


def read_all(paths: Sequence[Path], sources: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What the grammar makes of `paths`, as exported, under the names that gold knows them by."""
    found = {}
    for path, source in zip(paths, sources, strict=True):
        try:
            document = read_file(path)
            report = report_json(extract(document, build_outline(document.text)))
        except AssistantError as error:
            sys.stderr.write(f"{path}: {error}\n")
            continue
        found[source] = {**report, "source": source}
    return found


def shortfalls(columns: dict[str, Scores]) -> list[str]:
    """Where a format misses its target, a line each."""
    text = columns["txt"].values()
    lines = []
    for form, scores in columns.items():
        for metric, value in scores.values().items():
            floor = SCAN_FLOORS.get(metric, 0.0) if form == "scan" else text[metric] - SAME
            if value < floor:
                lines.append(f"{form}: {metric} {value:.3f} < {floor:.3f}")
    return lines


def main() -> int:
    """The command line; exit code 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--formats", default=",".join(FORMATS))
    given = parser.parse_args()
    gold = load_reports(given.gold)
    texts = [given.reports / source for source in gold]
    columns = {"txt": score(read_all(texts, list(gold)), gold)}
    for form in given.formats.split(","):
        columns[form] = score(read_all(render(texts, given.out, form), list(gold)), gold)
    missed = shortfalls(columns)
    sys.stdout.write(table(columns) + "\n")
    sys.stdout.write("\n".join(missed) + "\n" if missed else f"every target of {len(METRICS)} metrics is met\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
