"""Ours beside others, from nothing to the page.

    python -m evals.peers run [PART...] --reports DIR --gold DIR [--out DIR] [--docs DIR] [--minutes N]

Parts: quotes, retrieval, reach and made-up need no language model and take minutes; the others run the embedded model,
which reads some sixty tokens a second on two quiet cores: answers are kept in --out as they come, and a run that is
stopped, or ended by --minutes, goes on where it was. Environments are built on first use in --cache.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.settings import Settings
from evals.peers.parts import PARTS, Run
from evals.peers.results import merge


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["run"])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; default: all")
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("out/peers"), help="answers as they came")
    parser.add_argument("--docs", type=Path, default=Path("docs/benchmarks"), help="where page, plot and data go")
    parser.add_argument("--cache", type=Path, default=Settings(_env_file=None).cache_dir, help="environments of peers")
    parser.add_argument("--minutes", type=float, help="of asking that each peer has")
    parser.add_argument("--questions", type=int, default=30, help="dev questions")
    parser.add_argument("--notices", type=int, default=1, help="notices for extraction, the shortest first")
    parser.add_argument("--made-up", type=int, default=350, help="invented notices; for reach, 0 leaves them out")
    parser.add_argument("--made-up-sample", type=int, default=20, help="questions on them that a peer is asked")
    given = parser.parse_args()
    unknown = set(given.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    given.out.mkdir(parents=True, exist_ok=True)
    run = Run(
        reports=given.reports.resolve(), gold=given.gold.resolve(), out=given.out, cache=given.cache,
        seconds=None if given.minutes is None else given.minutes * 60,
        questions=given.questions, notices=given.notices, made_up=given.made_up, made_up_sample=given.made_up_sample,
    )  # fmt: skip
    for name in given.parts or PARTS:
        table = PARTS[name](run)
        merge(given.docs, [table], list(PARTS))
        sys.stdout.write(f"{table.title} — {table.about}\n")
        for row in table.rows:
            figure = row.figure
            shown = f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}] n={figure.n}" if figure else ""
            sys.stdout.write(f"  {row.name:42} {table.measure} {shown}  {' · '.join(row.cells)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
