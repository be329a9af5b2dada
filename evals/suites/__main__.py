"""Write the published schema anew: `python -m evals.suites`."""

from __future__ import annotations

from evals.suites.loading import FOLDER
from evals.suites.schema_file import schema_text

(FOLDER / "suite.schema.json").write_text(schema_text(), "utf-8")
