"""What read a file: a short hash over the rules, so that a changed rule reads every file again and nobody has to
remember to count up a version.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent
_RULES = ("schema.py", "text", "reading", "outline", "extraction")
"""What decides how a file is read, relative to this package."""


@cache
def rules_fingerprint() -> str:
    """Sixteen hex digits over the code and word lists that turn a file into a report."""
    digest = hashlib.sha256()
    for part in _RULES:
        for path in _files(_PACKAGE / part):
            digest.update(path.relative_to(_PACKAGE).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return sorted(path for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
