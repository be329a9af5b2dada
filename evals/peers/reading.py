"""Notices read into records: LangExtract with the embedded model, and our grammar, against the same gold."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant.export import report_json
from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file
from evals.extraction import Item
from evals.peers.environments import PeerError
from evals.peers.results import Row, Table, figure_of
from evals.runner.case import Part
from evals.runner.tasks.reading import verdict

_FIELDS = ("status_accuracy", "topics_f1", "pending_f1", "accountability_f1", "amounts_f1", "rules_f1")
"""What both were asked for, beside the findings themselves."""


def by_grammar(path: Path) -> Item:
    """Our records of a notice, as exported."""
    document = read_file(path)
    return report_json(extract(document, build_outline(document.text)))


def read_all(read: Callable[[Path], Item], notices: Sequence[Path], kept: Path | None = None) -> dict[str, Item]:
    """By source, {"records", "seconds"}; records are None where the reading failed.

    What `kept` holds is not read again, and what is read is added to it.
    """
    lines = kept.read_text("utf-8").splitlines() if kept is not None and kept.exists() else []
    held: dict[str, Item] = {item["source"]: item for item in map(json.loads, lines)}
    for path in notices:
        if path.name not in held:
            held[path.name] = one = _timed(read, path)
            if kept is not None:
                with kept.open("a", encoding="utf-8") as out:
                    out.write(json.dumps(one, ensure_ascii=False) + "\n")
    return {path.name: held[path.name] for path in notices}


def _timed(read: Callable[[Path], Item], path: Path) -> Item:
    started = time.perf_counter()
    try:
        records: Item | None = read(path)
    except PeerError:
        records = None
    return {"source": path.name, "records": records, "seconds": time.perf_counter() - started}


def row(name: str, read: Mapping[str, Item], gold: Mapping[str, Item], about: str, *, ours: bool = False) -> Row:
    """A contestant's line: F1 of the findings, each field, seconds a notice."""
    parts = {source: verdict(one["records"], gold[source], source).parts for source, one in read.items()}

    def value(metric: str) -> str:
        return f"{figure_of(_of(parts, metric)).value:.3f}"

    seconds = sum(one["seconds"] for one in read.values()) / len(read)
    cells = (*map(value, _FIELDS), f"{seconds:.2f}", about)
    return Row(name=name, ours=ours, figure=figure_of(_of(parts, "segmentation_f1")), cells=cells)


def _of(parts: Mapping[str, Mapping[str, Part]], metric: str) -> list[tuple[str, Part]]:
    return [(source, each[metric]) for source, each in parts.items()]


def table(rows: Sequence[Row], notices: Sequence[str]) -> Table:
    """The comparison; n of the figure counts findings."""
    return Table(
        name="extraction",
        title="Reading a notice into records",
        about=f"The {len(notices)} shortest of the five notices, the same schema and the same gold for both.",
        measure="findings F1",
        columns=(*(field.replace("_", " ") for field in _FIELDS), "seconds a notice", "how"),
        rows=tuple(rows),
    )
