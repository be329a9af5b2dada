"""The words of the page in each of its languages, from one catalogue (`words.yaml`).

Everything that the page itself says comes from there; words of notices and answers stay in the language they are in.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from assistant.errors import AssistantError
from assistant.schema import Status, Topic

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The languages of the page, the default first."""
CATALOGUE = Path(__file__).with_name("words.yaml")


class Words:
    """The catalogue in one language; `words(language)` gives the one of each."""

    def __init__(self, language: Language, entries: dict[str, dict[str, str]]) -> None:
        self.language: Language = language
        self._entries = entries

    def __call__(self, key: str, /, **values: object) -> str:
        """The words under `key`, its `{places}` filled; where the entry has a singular, `n=1` takes it.

        Raises KeyError for what the catalogue lacks.
        """
        entry = self._entries[key]
        form = "one" if self.language == "en" and values.get("n") == 1 and "one" in entry else self.language
        return entry[form].format(**values) if values else entry[form]

    def status(self, status: Status) -> str:
        """A status."""
        return self(f"status.{status}")

    def topic(self, topic: Topic) -> str:
        """A topic."""
        return self(f"topic.{topic}")

    def printed(self, chinese: str) -> str:
        """A fixed word of a document or table (a column, a heading) in this language; itself where it is not fixed."""
        return chinese if self.language == "zh" else _printed().get(chinese, chinese)

    def error(self, error: AssistantError) -> str:
        """What went wrong, for a reader."""
        return (error.message_zh if self.language == "zh" else None) or str(error)

    def group(self, prefix: str) -> dict[str, str]:
        """All entries below `prefix`, by the rest of their keys."""
        start = f"{prefix}."
        return {key[len(start) :]: self(key) for key in self._entries if key.startswith(start)}

    @property
    def locale(self) -> str:
        """The language as HTML names it."""
        return "zh-CN" if self.language == "zh" else "en"


@cache
def words(language: Language) -> Words:
    """The words of that language."""
    return Words(language, catalogue())


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every entry by its dotted key: the words by language."""
    return dict(_flat("", yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))))


@cache
def _printed() -> dict[str, str]:
    """English by Chinese, for what documents and tables of the core print."""
    return {
        entry["zh"]: entry["en"]
        for key, entry in catalogue().items()
        if key.startswith(("printed.", "status.", "topic."))
    }


def _flat(prefix: str, node: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    if set(LANGUAGES) <= node.keys():
        return [(prefix, node)]
    return [pair for key, child in node.items() for pair in _flat(f"{prefix}.{key}" if prefix else str(key), child)]
