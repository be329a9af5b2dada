"""Records of contestants against gold."""

from __future__ import annotations

from pathlib import Path

from evals.extraction import Item, load_reports
from evals.peers.environments import PeerError
from evals.peers.reading import by_grammar, read_all, row, table

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
NOTICE = next(iter(sorted((SAMPLES / "reports").glob("*.txt"))))


def fails(path: Path) -> Item:
    raise PeerError(path.name)


def test_our_records_stand_beside_a_peer_that_found_nothing() -> None:
    gold = load_reports(SAMPLES / "gold")

    ours = row("ours", read_all(by_grammar, [NOTICE]), gold, "no model", ours=True)
    theirs = row("peer", read_all(fails, [NOTICE]), gold, "failed")

    assert ours.figure is not None
    assert theirs.figure is not None
    assert ours.figure.value > 0.9
    assert (theirs.figure.value, theirs.figure.n) == (0.0, ours.figure.n)
    assert len(table([ours, theirs], [NOTICE.name]).columns) == len(ours.cells)


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    first = read_all(lambda path: {"source": path.name, "report": {}, "findings": []}, [NOTICE], kept)

    assert read_all(fails, [NOTICE], kept) == first
