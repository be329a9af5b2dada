"""Whether the same questions get the same bytes: asked twice, and after the notices were taken in in another order.

    python -m evals.byte_identical --reports DIR --questions FILE [--without-vectors]

Answers are compared as the lines of `ask --batch`, seconds apart. Prints how many differ, and which.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.batch import answer_all, answer_line, read_questions
from assistant.core import Assistant
from assistant.settings import Settings


def asked(assistant: Assistant, questions: Path) -> list[str]:
    """The answers as lines, without their seconds."""
    answers = (
        done.answer.model_copy(update={"seconds": 0.0}) for done in answer_all(assistant, read_questions(questions))
    )
    return [answer_line(answer) for answer in answers]


def over(notices: Iterable[Path], questions: Path, *, vectors: bool, times: int = 1) -> list[list[str]]:
    """The lines of so many batches over notices taken in one by one, in the order given."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), llm="none", _env_file=None)
        with Assistant.open(settings) as assistant:
            for notice in notices:
                for _ in assistant.ingest([notice], "grammar", index=vectors):
                    pass
            return [asked(assistant, questions) for _ in range(times)]


def differing(first: Sequence[str], second: Sequence[str]) -> list[int]:
    """The numbers, from 1, of the lines that are not the same."""
    return [number for number, (a, b) in enumerate(zip(first, second, strict=True), 1) if a != b]


def main() -> None:
    """The command line. Exits with 1 where an answer differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--without-vectors", action="store_true", help="no search by meaning: much quicker")
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    notices = sorted(path for path in given.reports.iterdir() if path.is_file())
    once, again = over(notices, given.questions, vectors=not given.without_vectors, times=2)
    turned = over(reversed(notices), given.questions, vectors=not given.without_vectors)[0]
    found = {"asked twice": differing(once, again), "taken in in another order": differing(once, turned)}
    for name, lines in found.items():
        sys.stdout.write(f"{name}: {len(lines)} of {len(once)} answers differ{f': lines {lines}' if lines else ''}\n")
    sys.exit(1 if any(found.values()) else 0)


if __name__ == "__main__":
    main()
