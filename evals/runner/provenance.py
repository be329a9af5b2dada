"""Under what a result was got: model, prompts, corpus, gold, code. Without it a figure says nothing."""

from __future__ import annotations

import hashlib
import platform
import subprocess
from functools import cache
from pathlib import Path

from assistant.llm.opening import choose_model
from assistant.llm.prompts import all_prompts
from assistant.schema import Value
from assistant.settings import Settings
from evals.runner.case import digest_of
from evals.runner.corpus import Corpus

_ROOT = Path(__file__).resolve().parents[2]
_CODE = ("assistant", "vectorstore", "evals")


class Provenance(Value):
    """What a result depends on, and where it was got."""

    model: str
    """`none`, `local`, or the name of the endpoint's model."""
    extractor: str
    prompts: dict[str, str]
    """Hash by prompt."""
    corpus: str
    corpus_sha256: str
    gold_sha256: str
    code: str
    """Over every source file and word list of the packages."""
    commit: str | None
    """Of the working tree, with `+` where it holds changes; None outside a checkout."""
    python: str

    @property
    def key(self) -> str:
        """Over everything that can change a verdict."""
        return digest_of(self.model_dump(exclude={"commit", "python"}))


def provenance(corpus: Corpus, settings: Settings, extractor: str) -> Provenance:
    """The provenance of a run that starts now."""
    choice = choose_model(settings)
    return Provenance(
        model=f"{choice}:{settings.model}" if choice == "openai" else str(choice),
        extractor=extractor,
        prompts={prompt.name: prompt.sha256 for prompt in all_prompts()},
        corpus=corpus.name,
        corpus_sha256=corpus.sha256,
        gold_sha256=corpus.gold_sha256,
        code=code_version(),
        commit=_commit(),
        python=platform.python_version(),
    )


@cache
def code_version() -> str:
    """Sixteen hex digits over the packages' files."""
    digest = hashlib.sha256()
    for package in _CODE:
        for path in sorted((_ROOT / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(_ROOT).as_posix().encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _commit() -> str | None:
    """The commit of a checkout; an installed package has none."""

    def git(*words: str) -> str:
        command = ["git", "-C", str(_ROOT), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=20).stdout.strip()

    try:
        return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain", "--", *_CODE) else "")
    except (OSError, subprocess.SubprocessError):
        return None
