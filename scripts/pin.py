"""Pin every package to the version that resolves today: rewrites the constraints at the end of pyproject.toml.

Run it with `uv run scripts/pin.py` after changing a dependency or to move to newer versions. Pins stand in
pyproject.toml and not in a lock file, since a lock file records the hosts it was made from.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
MARK = "# Pins: written by scripts/pin.py, every version exact.\n"
EXPORT = ["uv", "export", "--quiet", "--no-hashes", "--all-extras", "--all-groups", "--no-emit-project"]
BARE = ["--no-annotate", "--no-header"]


def main() -> None:
    """Resolve without the old pins, write the new ones."""
    head = PYPROJECT.read_text("utf-8").split(MARK)[0].rstrip("\n") + "\n"
    PYPROJECT.write_text(head, "utf-8")
    subprocess.run(["uv", "lock", "--upgrade", "--quiet"], check=True, cwd=PYPROJECT.parent)
    exported = subprocess.run([*EXPORT, *BARE], check=True, cwd=PYPROJECT.parent, capture_output=True, text=True).stdout
    pins = "".join(f"    {json.dumps(line)},\n" for line in exported.splitlines() if "==" in line)
    table = f'[tool.uv]\ndefault-groups = ["dev", "browser"]\nconstraint-dependencies = [\n{pins}]\n'
    PYPROJECT.write_text(f"{head}\n{MARK}{table}", "utf-8")


if __name__ == "__main__":
    main()
