"""A corpus of made-up notices on disk, for growth and for runs with `assistant eval run --reports --gold`.

    python -m evals.synthetic --count N --seed S --out DIR [--questions N]

Writes DIR/reports, DIR/gold (with questions.jsonl and aliases.json). The same seed writes the same files; the notices
of a smaller count are the first ones of a larger.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from evals.synthetic import OPERATORS, ask, cast, gold_of, write


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=300)
    given = parser.parse_args()
    reports, gold = given.out / "reports", given.out / "gold"
    for folder in (reports, gold):
        folder.mkdir(parents=True, exist_ok=True)
    notices = list(cast(given.count, given.seed))
    for notice in notices:
        written = write(notice)
        (reports / notice.source).write_text(written.text, "utf-8")
        (gold / f"gold_{notice.prefix}.json").write_text(_json(gold_of(notice, written)), "utf-8")
    questions = list(ask(notices, given.questions, given.seed))
    lines = "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in questions)
    (gold / "questions.jsonl").write_text(lines, "utf-8")
    (gold / "aliases.json").write_text(_json({notice.hospital: [] for notice in notices}), "utf-8")
    sys.stdout.write(
        f"{len(notices)} notices, {sum(len(each.findings) for each in notices)} findings, {len(questions)} questions "
        f"of {len(OPERATORS)} operators in {given.out}\n"
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    main()
