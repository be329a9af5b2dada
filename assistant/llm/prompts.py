"""Prompts are files: `prompts/<name>.yaml`, with declared variables, a version, and a hash that results carry."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from string import Template

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import PromptError
from assistant.llm.port import Message

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"


class Prompt(BaseModel):
    """One prompt. `$name` marks a variable; every declared one must be given, and no other."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: int
    purpose: str
    variables: tuple[str, ...]
    system: str
    user: str
    sha256: str
    """Of the file, first 16 hex digits: stored with every result this prompt had a part in."""

    def render(self, **values: str) -> list[Message]:
        """The messages with the variables filled in. Raises `PromptError` naming what is missing or unknown."""
        missing, unknown = set(self.variables) - set(values), set(values) - set(self.variables)
        if missing or unknown:
            msg = f"prompt {self.name!r}: missing variables {sorted(missing)}, unknown {sorted(unknown)}"
            raise PromptError(msg)
        return [
            Message("system", Template(self.system).substitute(values).strip()),
            Message("user", Template(self.user).substitute(values).strip()),
        ]


@lru_cache
def load_prompt(name: str, folder: Path = PROMPTS) -> Prompt:
    """Read and check `name`. Raises `PromptError` for a malformed file or variables that do not match the text."""
    path = folder / f"{name}.yaml"
    try:
        raw = path.read_bytes()
        prompt = Prompt(name=name, sha256=hashlib.sha256(raw).hexdigest()[:16], **yaml.safe_load(raw))
    except (OSError, yaml.YAMLError, ValidationError, TypeError) as error:
        msg = f"prompt file {path.name!r} cannot be used: {error}"
        raise PromptError(msg) from error
    used = {found for text in (prompt.system, prompt.user) for found in Template(text).get_identifiers()}
    if used != set(prompt.variables):
        msg = f"prompt {name!r} declares {sorted(prompt.variables)} but uses {sorted(used)}"
        raise PromptError(msg)
    return prompt


def all_prompts(folder: Path = PROMPTS) -> list[Prompt]:
    """Every prompt of the folder, by name."""
    return [load_prompt(path.stem, folder) for path in sorted(folder.glob("*.yaml"))]
