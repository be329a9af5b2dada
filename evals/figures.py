"""Every figure of README and docs, printed by one command.

    python -m evals.figures [--reports DIR --gold DIR] [--only NAME]... [--all] [--list]

Each step runs the commands that print its figures, in processes of their own, and shows what they print. Steps that
need the real notices are left out, and named, without --reports and --gold; those that take many minutes run with --all
or when named.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
_DATA = "{here}/tests/data"
_UNSEEN = [f"{_DATA}/unseen/{path.name}" for path in sorted((HERE / "tests/data/unseen").glob("u*.txt"))]
"""The invented notices by name: beside them lies what is told of them, which is no notice."""
_PYTHON = ("{python}", "-m")
_ASSISTANT = ("{python}", "-m", "assistant", "--data-dir")
_REAL = ("--reports", "{reports}", "--gold", "{gold}")


@dataclass(frozen=True, slots=True)
class Step:
    """One or more figures, and the commands that print them, run in order."""

    name: str
    what: str
    commands: tuple[tuple[str, ...], ...]
    heavy: bool = False

    @property
    def real(self) -> bool:
        """Whether it needs the real notices or their gold."""
        return any("{reports}" in word or "{gold}" in word for command in self.commands for word in command)


def _read(store: str, *notices: str) -> tuple[str, ...]:
    return (*_ASSISTANT, f"{{work}}/{store}", "ingest", *notices)


def _extraction(notices: Sequence[str], gold: str, store: str) -> tuple[tuple[str, ...], ...]:
    """Read notices, write their records out, hold them against gold."""
    return (
        _read(store, *notices),
        (*_ASSISTANT, f"{{work}}/{store}", "export", "--format", "json", "--out", f"{{work}}/{store}-records"),
        (*_PYTHON, "evals.extraction", f"{{work}}/{store}-records", gold),
    )


def _asked(questions: str, aliases: str, store: str) -> tuple[tuple[str, ...], ...]:
    """Answer a file of questions without a model, hold the answers against gold; which ones were wrong stays unsaid."""
    answers = f"{{work}}/{Path(questions).stem}.jsonl"
    return (
        (*_ASSISTANT, f"{{work}}/{store}", "ask", "--batch", questions, "--out", answers, "--llm", "none"),
        (*_PYTHON, "evals.questions", answers, questions, "--aliases", aliases, "--short"),
    )


_REAL_SETS = ("{gold}/qa_dev.jsonl", *(f"{_DATA}/{name}.jsonl" for name in (
    "paraphrases", "fresh_c", "fresh_d", "fresh_e", "fresh_f", "fresh_g",
    "kept_b", "kept_c", "kept_d", "kept_e", "kept_f",
)))  # fmt: skip
_CORPORA = {
    "a": range(1, 6), "b": range(6, 11), "c": range(11, 15), "d": range(15, 21), "e": range(21, 27),
    "f": range(15, 21), "g": range(21, 27), "h": range(27, 33), "i": range(27, 33),
    "j": range(33, 37), "k": range(37, 41), "l": range(41, 45),
}  # fmt: skip
"""The corpora of the questions over invented notices: the numbers of their notices."""

_SAMPLES = ("--reports", "{here}/samples/reports", "--gold", "{here}/samples/gold")
_ANSWERING = (*_PYTHON, "evals.answering", "--reports", "{reports}", "--gold", "{gold}")
_DEV = ("--questions", "{gold}/qa_dev.jsonl")
_FRESH = ("--questions", f"{_DATA}/fresh_c.jsonl")

_PEERS_RUN = (*_PYTHON, "evals.peers", "run")
_PEERS_TO = (*_REAL, "--out", "{work}/peers", "--docs", "{work}/peers")
_PEERS = (*_PEERS_RUN, "quotes", "retrieval", "reach", "made-up", *_PEERS_TO)
_PEERS_WITH_MODEL = (*_PEERS_RUN, "questions", "extraction", "made-up-peers", *_PEERS_TO)

STEPS: tuple[Step, ...] = (
    Step("extraction", "records of the real notices against gold", _extraction(["{reports}"], "{gold}", "real")),
    Step(
        "extraction-invented",
        "records of the invented notices of the tests against gold (their first runs: tests/data/unseen/README.md)",
        _extraction(_UNSEEN, f"{_DATA}/unseen", "invented"),
    ),
    Step(
        "questions",
        "questions over the real notices, without a model; kept_c, kept_e and kept_f are held out",
        (
            _read("real", "{reports}"),
            *(each for name in _REAL_SETS for each in _asked(name, "{gold}/aliases.json", "real")),
        ),
    ),
    *(
        Step(
            f"questions-{corpus}",
            f"questions over invented notices, corpus {corpus}" + (" (held out)" if corpus == "c" else ""),
            (
                _read(f"corpus-{corpus}", *(f"{_DATA}/unseen/u{n:02d}.txt" for n in numbers)),
                *_asked(f"{_DATA}/unseen/questions_{corpus}.jsonl", f"{_DATA}/unseen/aliases.json", f"corpus-{corpus}"),
            ),
        )
        for corpus, numbers in _CORPORA.items()
    ),
    Step("retrieval", "searching by meaning and by words", ((*_PYTHON, "evals.retrieval", *_REAL),)),
    Step("gate", "falsified quotes and values", ((*_PYTHON, "evals.gate_mutations", *_REAL),)),
    Step("chain", "extraction with simulated models", ((*_PYTHON, "evals.chain", *_REAL),)),
    Step(
        "comparison",
        "comparisons, deadlines and audits against gold",
        (
            _read("real", "{reports}"),
            (
                *_PYTHON, "evals.comparison", "--data-dir", "{work}/real", "--gold", "{gold}",
                "--tools", "{gold}/../tools",
            ),
        ),
    ),
    Step("comparison-load", "350 notices compared", ((*_PYTHON, "evals.comparison_load"),)),
    Step("bad-input", "what a user sees of files that cannot be read", ((*_PYTHON, "evals.bad_input"),)),
    Step(
        "scorers",
        "mutations that our scorers must fail: of the samples, of the real notices",
        ((*_PYTHON, "evals.scorer_mutations"), (*_PYTHON, "evals.scorer_mutations", *_REAL)),
    ),
    Step("speed", "reading and extraction, notices a second", ((*_PYTHON, "evals.speed", "--reports", "{reports}"),)),
    Step("crews", "reading by processes and over Ray, and killed", ((*_PYTHON, "evals.crews"),), heavy=True),
    Step("resume", "killed and started again", ((*_PYTHON, "evals.resume"),), heavy=True),
    Step(
        "answering",
        "answers with simulated models: right ones, and lies shown",
        (
            (*_ANSWERING, *_DEV, "--llm", "none", "--llm", "oracle", "--llm", "noisy"),
            (*_ANSWERING, *_DEV, "--llm", "hostile", "--generations", "27"),
            (*_ANSWERING, *_FRESH, "--llm", "none", "--llm", "oracle", "--llm", "hostile"),
            (
                *_ANSWERING, "--questions", f"{_DATA}/paraphrases.jsonl", "--origins", "{gold}/qa_dev.jsonl",
                "--llm", "none", "--llm", "oracle",
            ),
        ),
        heavy=True,
    ),
    Step(
        "obeying", "orders inside notices, before a model that obeys",
        ((*_PYTHON, "evals.obeying", "--reports", "{reports}", *_DEV),), heavy=True,
    ),
    Step(
        "byte-identical", "answers asked twice, and after another order of intake",
        ((*_PYTHON, "evals.byte_identical", "--reports", "{reports}", *_DEV),), heavy=True,
    ),
    Step(
        "embedded", "summaries and records by the embedded model, for real (hours)",
        (
            _read("real", "{reports}"),
            (*_PYTHON, "evals.embedded", "--data-dir", "{work}/real", "--gold", "{gold}", *_DEV),
            (*_PYTHON, "evals.chain", *_REAL, "--embedded"),
        ),
        heavy=True,
    ),
    Step(
        "samples", "every suite over the samples, with its gates",
        ((*_ASSISTANT, "{work}/samples", "eval", "run", "all", "--llm", "none", "--out", "{work}/samples-run"),),
        heavy=True,
    ),
    Step(
        "round-trip",
        "the real notices and the samples as docx, pdf, html and scan",
        (
            (*_PYTHON, "evals.roundtrip", *_REAL, "--out", "{work}/rendered"),
            (*_PYTHON, "evals.roundtrip", *_SAMPLES, "--out", "{work}/rendered-samples"),
        ),
        heavy=True,
    ),
    Step("cold-start", "from the command to the first page and answer", ((*_PYTHON, "evals.cold_start"),)),
    Step("load", "20 users asking at once for two minutes", ((*_PYTHON, "evals.load"),), heavy=True),
    Step("no-route", "everything without a network, attempts counted", ((*_PYTHON, "evals.no_route"),), heavy=True),
    Step("peers", "others at the same work, without a language model", (_PEERS,), heavy=True),
    Step("peers-model", "others at the same work, with the embedded model", (_PEERS_WITH_MODEL,), heavy=True),
    Step("browser", "what a reader waits for, in a real browser", ((*_PYTHON, "evals.browser"),), heavy=True),
    Step(
        "growth", "10, 100, 1,000 and 10,000 made-up notices",
        ((*_PYTHON, "evals.growth", "--counts", "10,100,1000,10000", "--narrative", "1000"),), heavy=True,
    ),
)  # fmt: skip


def chosen(only: Sequence[str], *, every: bool, real: bool) -> Iterator[tuple[Step, bool]]:
    """The steps that are wanted, in order, each with whether it can run here.

    Raises KeyError for a name that no step has.
    """
    unknown = set(only) - {step.name for step in STEPS}
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    for step in STEPS:
        if step.name in only or (not only and (every or not step.heavy)):
            yield step, real or not step.real


def run(step: Step, values: dict[str, str]) -> bool:
    """Run a step; its figures go to stdout as they are printed. Whether every command did its work."""
    for command in step.commands:
        words = [word.format(**values) for word in command]
        done = subprocess.run(words, cwd=HERE, capture_output=True, text=True, check=False)
        sys.stdout.write(done.stdout)
        sys.stdout.flush()
        if done.returncode:
            sys.stderr.write(done.stderr)
            sys.stdout.write(f"failed (exit {done.returncode}): {' '.join(words[1:])}\n")
            return False
    return True


def main() -> int:
    """The command line; 1 where a step failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--all", action="store_true", help="the steps that take many minutes too")
    parser.add_argument("--list", action="store_true", help="name the steps and stop")
    given = parser.parse_args()
    if given.list:
        sys.stdout.writelines(f"{s.name:20} {'heavy ' if s.heavy else '      '}{s.what}\n" for s in STEPS)
        return 0
    real = given.reports is not None and given.gold is not None
    well = True
    with tempfile.TemporaryDirectory() as work:
        values = {"python": sys.executable, "here": str(HERE), "work": work}
        if real:
            values |= {"reports": str(given.reports.resolve()), "gold": str(given.gold.resolve())}
        try:
            steps = list(chosen(given.only, every=given.all, real=real))
        except KeyError as error:
            parser.error(f"no such step: {error.args[0]}")
        for step, possible in steps:
            sys.stdout.write(f"\n## {step.name}: {step.what}\n")
            if not possible:
                sys.stdout.write("left out: needs --reports and --gold\n")
                continue
            started = time.monotonic()
            well = run(step, values) and well
            sys.stdout.write(f"({time.monotonic() - started:.0f} s)\n")
    return 0 if well else 1


if __name__ == "__main__":
    raise SystemExit(main())
