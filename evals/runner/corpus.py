"""Notices with gold: the samples, or any folder that a user wrote gold for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.errors import ConfigurationError
from evals.extraction import Item, load_reports

_SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@dataclass(frozen=True)
class Corpus:
    """Reports, their gold by source, questions with answers, and the short names of the hospitals."""

    name: str
    files: tuple[Path, ...]
    """The notices that gold speaks of, by name."""
    gold: dict[str, Item]
    questions: tuple[Item, ...]
    aliases: dict[str, list[str]]
    gold_sha256: str

    @cached_property
    def sha256(self) -> str:
        """Over the notices, first 16 hex digits."""
        return _hash(self.files)

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Sources by the prefix of their gold ids, as evidence names them."""
        return {prefix_of(report): source for source, report in self.gold.items() if report["findings"]}

    def path_of(self, source: str) -> Path:
        """The file of a notice."""
        return next(path for path in self.files if path.name == source)


def prefix_of(report: Item) -> str:
    """What the ids of a gold report begin with."""
    return str(report["findings"][0]["id"]).rsplit("-", 1)[0]


def samples() -> Corpus:
    """The notices of invented hospitals that come with the package."""
    return load_corpus(_SAMPLES / "reports", _SAMPLES / "gold", extra=_SAMPLES, name="samples")


def load_corpus(reports: Path, gold: Path, *, extra: Path | None = None, name: str | None = None) -> Corpus:
    """The corpus of two folders. Questions (`*.jsonl`) and `aliases.json` stand beside the gold, or in `extra`.

    Raises ConfigurationError where there is no gold, or gold of a notice that is not there.
    """
    beside = extra or gold
    found = _read(lambda: load_reports(gold), gold)
    if not found:
        raise ConfigurationError(f"no gold in {str(gold)!r}", message_zh=f"“{gold}”中没有标注文件。")
    missing = sorted(source for source in found if not (reports / source).is_file())
    if missing:
        raise ConfigurationError(
            f"gold of notices that are not in {str(reports)!r}: {', '.join(missing)}",
            message_zh=f"“{reports}”中缺少标注所指的通报：{'、'.join(missing)}",
        )
    lists = sorted(beside.glob("*.jsonl"))
    questions = _read(lambda: [q for path in lists for q in _lines(path)], beside)
    named = beside / "aliases.json"
    aliases = _read(lambda: json.loads(named.read_text("utf-8")), named) if named.exists() else {}
    for report in found.values():
        aliases.setdefault(str(report["report"]["hospital"]), [])
    read = [*sorted(gold.glob("*.json")), *lists, *([named] if named.exists() and extra else [])]
    return Corpus(
        name=name or reports.resolve().name,
        files=tuple(reports / source for source in sorted(found)),
        gold=found,
        questions=tuple(questions),
        aliases=aliases,
        gold_sha256=_hash(read),
    )


def _lines(path: Path) -> list[Item]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _read(read: Any, place: Path) -> Any:
    try:
        return read()
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError) as error:
        raise ConfigurationError(
            f"{str(place)!r} cannot be read: {error}", message_zh=f"无法读取“{place}”。"
        ) from error


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
