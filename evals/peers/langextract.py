"""LangExtract asked for the same schema: from its flat list of extractions to records in the form of the gold."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from importlib.resources import files
from typing import Any

import yaml

from assistant.schema import STATUSES, TOPICS
from evals.peers.environments import Asks, version
from evals.peers.port import Endpoint, Item

SETTINGS = (
    f"langextract {version('langextract', 'langextract')}: chunks of 1000 characters, one pass, schema from the"
    " example, temperature 0, one request at a time, at most 2048 tokens a chunk"
)
_FINDING = "问题"


class LangExtract:
    """One notice at a time, by its `extract` with the task of `langextract.yaml`."""

    def __init__(self, worker: Asks, model: Endpoint) -> None:
        self._worker, self._model = worker, model
        self._task = yaml.safe_load(files("evals.peers").joinpath("langextract.yaml").read_text("utf-8"))

    def read(self, source: str, text: str) -> Item:
        """The records of a notice. PeerError where LangExtract gives up."""
        model = self._model
        found = self._worker.ask("extract", text=text, url=model.url, key=model.key, model=model.model, **self._task)
        return {"source": source, "report": {}, "findings": findings_of(found["extractions"])}


def findings_of(extractions: Sequence[Item]) -> list[Item]:
    """Findings with what was extracted behind each: an entry belongs to the last finding before it.

    What LangExtract could not place has no position and keeps its rank in the list; entries before the first finding
    belong to none and are left out.
    """
    findings: list[Item] = []
    for each in _in_order(extractions):
        if each["class"] == _FINDING:
            findings.append(_finding(each))
        elif findings and each["class"] in _LISTS:
            name, entry = _LISTS[each["class"]](each["text"], each["attributes"])
            if entry is not None:
                findings[-1][name].append(entry)
    return findings


def _in_order(extractions: Sequence[Item]) -> list[Item]:
    """By place; one without a place stands behind the one that was listed before it."""
    last, keyed = 0, []
    for rank, each in enumerate(extractions):
        last = each["start"] if each["start"] is not None else last
        keyed.append((last, rank, each))
    return [each for _, _, each in sorted(keyed, key=lambda one: one[:2])]


def _finding(each: Item) -> Item:
    said = each["attributes"]
    status = _word(said.get("status"))
    topics = [topic for topic in _words(said.get("topics")) if topic in TOPICS][:3]
    return {
        "title": each["text"],
        "status": status if status in STATUSES else "not_stated",
        "status_basis": "explicit" if status in STATUSES and status != "not_stated" else "none",
        "topics": topics, "measures": None, "pending": [], "accountability": [], "amounts": [], "rules": [],
    }  # fmt: skip


def _word(value: Any) -> str:
    words = _words(value)
    return words[0] if words else ""


def _words(value: Any) -> list[str]:
    told = ",".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return [word.strip() for word in told.replace("，", ",").replace("、", ",").split(",") if word.strip()]


def _pending(text: str, said: Item) -> tuple[str, Item | None]:
    return "pending", {"what": text, "due": _word(said.get("due")) or None, "quote": text}


def _accountability(text: str, said: Item) -> tuple[str, Item | None]:
    persons = _number(said.get("persons"))
    action = _word(said.get("action")) or text
    return "accountability", {"action": action, "persons": None if persons is None else int(persons), "quote": text}


def _amount(text: str, said: Item) -> tuple[str, Item | None]:
    value = _number(said.get("value_yuan"))
    return "amounts", None if value is None else {"value_yuan": value, "kind": text, "quote": text}


def _rule(text: str, said: Item) -> tuple[str, Item | None]:
    return "rules", {"name": text, "action": _word(said.get("action")) or "other"}


def _number(value: Any) -> float | None:
    with suppress(ValueError):
        return float(str(value).replace(",", "").strip())
    return None


_LISTS = {"未完成事项": _pending, "问责": _accountability, "金额": _amount, "制度": _rule}
