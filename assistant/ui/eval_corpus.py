"""What a suite is run on: the loaded notices that have gold, laid out in the form that `assistant eval run` takes.

Gold is a person's: a notice's draft corrected here, or that of the samples where they are what is loaded. Questions
are those of readers who found an answer wrong and said what a right one holds, and the samples' where only they count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.export import report_json
from assistant.records.query import ReportRow
from assistant.ui.port import Service

Gold = dict[str, Any]
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
QUESTIONS = "questions.jsonl"
_AS_IT_IS = frozenset((".txt", ".md"))
"""Formats whose file is the text that offsets count in."""


@dataclass(frozen=True, slots=True)
class GoldState:
    """What is known of the gold of a loaded notice."""

    row: ReportRow
    kind: str
    """own: corrected here; draft: begun here; sample: comes with the package; none."""


class EvalCorpus:
    """The loaded notices and their gold; drafts and questions are kept in `folder`."""

    def __init__(self, service: Service, folder: Path) -> None:
        self._service = service
        self._folder = folder

    def states(self) -> list[GoldState]:
        """The gold of every loaded notice."""
        return [GoldState(row, self._kind(row)) for row in self._service.reports()]

    def gold(self, source: str) -> Gold:
        """The gold of a notice: its own, the sample's, or a new draft from its records. Raises UnknownReportError."""
        report = self._service.report(source)
        own = self._own(source)
        if own.exists():
            return _read(own)
        sample = _samples().get((source, report.sha256))
        return _read(sample) if sample else {**report_json(report), "draft": True}

    def keep(self, gold: Gold) -> None:
        """Keep a notice's gold, corrected as far as it is."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._own(str(gold["source"]))
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")
        beside.replace(path)

    def questions(self) -> list[Gold]:
        """The cases made of readers' complaints."""
        path = self._folder / QUESTIONS
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    def keep_question(self, case: Gold) -> None:
        """Keep a case, in the place of the one with its id."""
        kept = [one for one in self.questions() if one["id"] != case["id"]]
        self._folder.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in [*kept, case])
        (self._folder / QUESTIONS).write_text("".join(lines), "utf-8")

    def lay_out(self, out: Path) -> int:
        """Write `reports` and `gold` into `out`, without drafts that nobody corrected; how many notices they are."""
        reports, gold = out / "reports", out / "gold"
        for folder in (reports, gold):
            folder.mkdir(parents=True, exist_ok=True)
        chosen = [state.row for state in self.states() if state.kind in ("own", "sample")]
        for number, row in enumerate(chosen):
            told = self.gold(row.source)
            told["source"] = _file_name(row.source)
            (reports / told["source"]).write_bytes(self._service.document(row.source).text.encode())
            (gold / f"gold_{number:04}.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        cases = [*self.questions(), *self._sample_questions()]
        (gold / QUESTIONS).write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in cases), "utf-8")
        aliases = {row.fields.hospital: list(row.fields.aliases) for row in chosen} | self._sample_aliases()
        (gold / "aliases.json").write_text(json.dumps(aliases, ensure_ascii=False), "utf-8")
        return len(chosen)

    def _kind(self, row: ReportRow) -> str:
        own = self._own(row.source)
        if own.exists():
            return "draft" if _read(own).get("draft") else "own"
        return "sample" if (row.source, row.sha256) in _samples() else "none"

    def _own(self, source: str) -> Path:
        """The file of a notice's gold; its name holds nothing that the notice's name could smuggle in."""
        return self._folder / f"gold_{hashlib.sha256(source.encode()).hexdigest()[:16]}.json"

    def _only_samples(self) -> bool:
        """Whether the notices with gold are the samples, all of them and no others: else answers differ."""
        kinds = {state.row.source for state in self.states() if state.kind in ("own", "sample")}
        return kinds == {source for source, _ in _samples()}

    def _sample_questions(self) -> list[Gold]:
        path = SAMPLES / QUESTIONS
        if not self._only_samples() or not path.exists():
            return []
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]

    def _sample_aliases(self) -> dict[str, list[str]]:
        path = SAMPLES / "aliases.json"
        if not self._only_samples() or not path.exists():
            return {}
        names: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
        return names


@cache
def _samples() -> dict[tuple[str, str], Path]:
    """The gold of the samples by source and hash of the notice: gold holds only for the very same file."""
    return dict(_sample_pairs())


def _sample_pairs() -> Iterator[tuple[tuple[str, str], Path]]:
    for path in sorted((SAMPLES / "gold").glob("gold_*.json")):
        source = str(_read(path)["source"])
        notice = SAMPLES / "reports" / source
        if notice.is_file():
            yield (source, hashlib.sha256(notice.read_bytes()).hexdigest()), path


def _file_name(source: str) -> str:
    """The name under which a notice's text is read again: of other formats, what is kept is their text."""
    return source if Path(source).suffix.lower() in _AS_IT_IS else f"{source}.txt"


def _read(path: Path) -> Gold:
    told: Gold = json.loads(path.read_text("utf-8"))
    return told
