"""A draft of gold for a notice: what the grammar read, in the form of gold, for a person to correct."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.errors import ExportError
from assistant.export import report_json
from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file


def draft_gold(notice: Path, out: Path) -> Path:
    """Write `gold_<name>.json` for `notice` into the folder `out`; the file written.

    Raises ExportError where gold of that name exists: a person's corrections are never overwritten.
    """
    document = read_file(notice)
    report = extract(document, build_outline(document.text))
    path = out / f"gold_{notice.stem}.json"
    draft = {**report_json(report), "draft": True}
    try:
        out.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(json.dumps(draft, ensure_ascii=False, indent=1) + "\n")
    except FileExistsError as error:
        raise ExportError(f"{str(path)!r} exists and is kept", message_zh=f"“{path}”已存在，未覆盖。") from error
    except OSError as error:
        raise ExportError(f"{str(path)!r} cannot be written: {error}", message_zh=f"无法写入“{path}”。") from error
    return path
