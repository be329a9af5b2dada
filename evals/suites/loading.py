"""Suites and thresholds from their files: those of the package by name, a user's own by path."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.errors import ConfigurationError
from evals.suites.model import SUITE, SingleSuite, Suite, SuiteOfSuites

FOLDER = Path(__file__).parent
THRESHOLDS = FOLDER / "thresholds.yaml"
BASELINE = FOLDER / "baseline.jsonl"
"""How every case of the samples went without a model, when it was last kept."""


def all_suites() -> list[Suite]:
    """The suites of the package, by name; the one that holds the others last."""
    found = [_load(path) for path in sorted(FOLDER.glob("*.yaml")) if path != THRESHOLDS]
    return sorted(found, key=lambda suite: (isinstance(suite, SuiteOfSuites), suite.name))


def members(name_or_file: str) -> list[SingleSuite]:
    """The single suites behind a name or a file. Raises ConfigurationError for an unknown or malformed one."""
    path = Path(name_or_file) if name_or_file.endswith((".yaml", ".yml")) else FOLDER / f"{name_or_file}.yaml"
    if not path.is_file() or path == THRESHOLDS:
        names = "、".join(suite.name for suite in all_suites())
        raise ConfigurationError(
            f"no suite {name_or_file!r}: there are {names}",
            message_zh=f"没有名为“{name_or_file}”的评测，可用：{names}。",
        )
    suite = _load(path)
    if isinstance(suite, SuiteOfSuites):
        return [one for name in suite.members for one in members(name)]
    return [suite]


def read_yaml(path: Path) -> Any:
    """A YAML file. Raises ConfigurationError where it cannot be read."""
    try:
        return yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigurationError(f"{str(path)!r} cannot be read: {error}", message_zh=f"无法读取“{path}”。") from error


def _load(path: Path) -> Suite:
    try:
        return SUITE.validate_python(read_yaml(path))
    except ValidationError as error:
        raise ConfigurationError(
            f"suite {path.name!r} does not fit its schema: {error}",
            message_zh=f"评测文件“{path.name}”格式有误：{error}",
        ) from error
