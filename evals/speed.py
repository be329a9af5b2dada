"""How fast notices are read: text files through reading and the grammar, on one core, and how that grows.

    python -m evals.speed --reports DIR [--counts 1,10,100,1000]

The files of DIR are read over and over until the count is reached; each is read and extracted from its bytes anew.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from itertools import cycle, islice
from pathlib import Path

from assistant.extraction import extract
from assistant.outline import build_outline
from assistant.reading import read_file


def seconds_for(paths: list[Path], count: int) -> tuple[float, int]:
    """CPU seconds for `count` notices, and how many characters they had."""
    started, size = time.process_time(), 0
    for path in islice(cycle(paths), count):
        document = read_file(path)
        extract(document, build_outline(document.text))
        size += len(document.text)
    return time.process_time() - started, size


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--counts", default="1,10,100,1000")
    given = parser.parse_args()
    paths = sorted(path for path in given.reports.iterdir() if path.suffix in (".txt", ".md"))
    # Word lists are loaded at first use: once a process, however many notices follow.
    loading, _ = seconds_for(paths, 1)
    sys.stdout.write(f"first notice, word lists loaded with it: {loading:.2f} s of CPU; {os.cpu_count()} cores\n")
    sys.stdout.write(f"{'notices':>8}{'characters':>13}{'CPU s':>9}{'notices/s':>11}{'ms a notice':>13}\n")
    for count in map(int, given.counts.split(",")):
        seconds, size = seconds_for(paths, count)
        sys.stdout.write(
            f"{count:>8}{size:>13,}{seconds:>9.2f}{count / seconds:>11.1f}{seconds / count * 1000:>13.1f}\n"
        )


if __name__ == "__main__":
    main()
