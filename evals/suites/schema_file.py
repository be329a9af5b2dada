"""The JSON schema of suites, as text; a test holds the published file to it."""

from __future__ import annotations

import json

from evals.suites.model import SUITE


def schema_text() -> str:
    """What `suite.schema.json` holds."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Evaluation suite",
        **SUITE.json_schema(),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
