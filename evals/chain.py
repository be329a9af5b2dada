"""What the reading chain adds to the grammar, with models of known quality and with the embedded one.

    python -m evals.chain --reports DIR --gold DIR [--recording FILE [--embedded]]

Columns: the grammar alone; merged with a perfect model, with one that errs in a tenth of what it says, with a hostile
one; and, with --recording, the embedded model alone and merged, from what was recorded of it, and with --embedded from
the model itself, which is slow and is recorded.
Then the ledger: how many lies each model told, and how many of them stand in the merged reports.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import stamina

from assistant.export import report_json
from assistant.extraction import extract
from assistant.extraction.chain import ChainFinished, merge, read_findings
from assistant.extraction.chain.merging import merge_believed
from assistant.extraction.gate import check_report
from assistant.llm import ChatModel
from assistant.llm.embedded import EmbeddedServer
from assistant.llm.opening import model_file
from assistant.outline import build_outline
from assistant.reading import read_file
from assistant.schema import Report
from assistant.settings import Settings
from evals.extraction import Item, Scores, load_reports, score, table
from evals.simulator import Brain, Forward, Hostile, Lie, Noisy, Oracle, Recorder, Replay, load_gold
from evals.simulator.chat import simulated

Merge = Callable[..., Report]


@dataclass(frozen=True, slots=True)
class Read:
    """A notice with what the grammar made of it."""

    text: str
    report: Report


def read_all(folder: Path, sources: Iterable[str]) -> list[Read]:
    """The notices of a folder by grammar alone."""
    documents = [read_file(folder / source) for source in sorted(sources)]
    return [Read(one.text, extract(one, build_outline(one.text))) for one in documents]


def year_of(report: Report) -> int | None:
    """The year that dates without one are read in."""
    date = report.fields.published or report.fields.feedback_date
    return int(date[:4]) if date else None


def merged_with(chat: ChatModel, reads: list[Read], how: Merge, *, concurrency: int) -> list[Report]:
    """Every notice merged with what `chat` says; each passes the quote gate again."""
    reports = []
    for read in reads:
        finished = list(read_findings(read.report, read.text, chat, concurrency=concurrency))[-1]
        assert isinstance(finished, ChainFinished)
        merged = how(read.report, read.text, finished.told, year=year_of(read.report))
        check_report(merged, read.text)
        reports.append(merged)
    return reports


def alone(report: Report, text: str, told: object, *, year: int | None) -> Report:
    """What the model would make of the findings' judgement fields without the grammar."""
    bare = [one.model_copy(update={"commitments": (), "accountability": (), "topics": ()}) for one in report.findings]
    return merge_believed(report.model_copy(update={"findings": tuple(bare)}), text, told, year=year)  # type: ignore[arg-type]


def surviving(lies: Iterable[Lie], reports: list[Report]) -> Counter[str]:
    """The lies that stand in merged reports, by kind: said of a finding, and stored there by the model's word."""
    by_title = {" ".join(one.title.split()): one for report in reports for one in report.findings}
    found: Counter[str] = Counter()
    for lie in lies:
        finding = by_title.get(" ".join(lie.subject.split()))
        if finding is None:
            continue
        stored = {
            "topic": lie.said in finding.topics[:1],
            "due": any(one.due == lie.said and one.proposer == "llm" for one in finding.commitments),
            "action": any(one.action == lie.said and one.proposer == "llm" for one in finding.accountability),
            "persons": any(str(one.persons) == lie.said and one.proposer == "llm" for one in finding.accountability),
            "status": finding.status == lie.said,
            "clause": any(one.proposer == "llm" for one in finding.commitments)
            or any(one.proposer == "llm" for one in finding.accountability),
        }
        found[lie.kind] += stored.get(lie.kind, False)
    return +found


def _scored(reports: list[Report], gold: dict[str, Item]) -> Scores:
    return score({report.source: report_json(report) for report in reports}, gold)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--embedded", action="store_true")
    parser.add_argument("--recording", type=Path, help="what the embedded model said; with --embedded, added to")
    given = parser.parse_args()
    gold = load_reports(given.gold)
    reads = read_all(given.reports, gold)
    oracle = Oracle(load_gold(given.gold))
    columns = {"grammar": _scored([read.report for read in reads], gold)}
    ledger = []
    brains: dict[str, Oracle | Noisy | Hostile] = {
        "+oracle": oracle, "+noisy(0.1)": Noisy(oracle, 0.1), "+hostile": Hostile(oracle)
    }  # fmt: skip
    with stamina.set_testing(True, attempts=2):
        for name, brain in brains.items():
            with simulated(brain, timeout=600) as chat:
                reports = merged_with(chat, reads, merge, concurrency=4)
            columns[name] = _scored(reports, gold)
            if not isinstance(brain, Oracle):
                told = len(brain.ledger)
                ledger.append(f"{name}: {told} lies told, {surviving(brain.ledger.lies, reports).total()} stored")
    if given.recording:
        columns |= _embedded(given.recording, reads, gold, may_ask=given.embedded)
    sys.stdout.write(table(columns) + "\n" + "\n".join(ledger) + "\n")


def _embedded(recording: Path, reads: list[Read], gold: dict[str, Item], *, may_ask: bool) -> dict[str, Scores]:
    settings = Settings()
    server = EmbeddedServer(model_file(settings), threads=settings.local_threads)
    brain: Brain = Recorder(Forward(server.url(), server.api_key), recording) if may_ask else Replay(recording)
    try:
        with simulated(brain, timeout=600) as chat:
            single = merged_with(chat, reads, alone, concurrency=1)
            both = merged_with(chat, reads, merge, concurrency=1)
    finally:
        server.stop()
    return {"embedded alone": _scored(single, gold), "+embedded": _scored(both, gold)}


if __name__ == "__main__":
    main()
