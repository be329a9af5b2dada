"""Questions put to contestants, their answers kept as they come, and scored by the scorer of our own answers.

What a peer has no means to give must not cost it: it has no flag for abstaining, so its words are read for it only
where nothing is to be answered; and it cites no findings, so those of every chunk that it was shown count as cited.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from evals.peers.environments import PeerError
from evals.peers.port import Item, Peer
from evals.peers.results import Row, share
from evals.questions import Aliases, judge
from evals.runner.tasks.questions import cluster_of


def sample(questions: Sequence[Item], count: int) -> list[Item]:
    """`count` questions, always the same: spread evenly over the list, which holds them by kind.

    They come in an order that mixes the kinds, so that a run which ends early leaves none of them out.
    """
    whole = len(questions)
    drawn = list(questions) if whole <= count else [questions[number * whole // count] for number in range(count)]
    random.Random(count).shuffle(drawn)
    return drawn


def ask_all(peer: Peer, questions: Iterable[Item], kept: Path, seconds: float | None = None) -> dict[str, Item]:
    """The answers by question id, each with its `seconds`; those that `kept` holds already are not asked for again.

    Stops, with what there is by then, at the first question that would be asked after `seconds`.
    A question on which a peer fails has an empty answer and says why in `failed`.
    """
    held = {item["id"]: item for item in _lines(kept)}
    started = time.monotonic()
    wanted = list(questions)
    with kept.open("a", encoding="utf-8") as out:
        for question in wanted:
            if question["id"] in held:
                continue
            if seconds is not None and time.monotonic() - started > seconds:
                break
            held[question["id"]] = answer = _answered(peer, question)
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
            out.flush()
    return {question["id"]: held[question["id"]] for question in wanted if question["id"] in held}


def _answered(peer: Peer, question: Item) -> Item:
    started = time.perf_counter()
    try:
        answer = peer.answer(question)
    except PeerError as error:
        answer = {"id": question["id"], "answer": "", "abstained": False, "citations": [], "failed": str(error)}
    return answer | {"seconds": time.perf_counter() - started}


def _lines(path: Path) -> Iterator[Item]:
    if path.exists():
        yield from (json.loads(line) for line in path.read_text("utf-8").splitlines())


def why_wrong(question: Item, answer: Item, aliases: Aliases, *, flagged: bool) -> list[str]:
    """Why an answer is wrong; `flagged` where its `abstained` is the contestant's own word and counts."""
    if not flagged and not question["abstain"]:
        answer = answer | {"abstained": False}
    return judge(question, answer, aliases)


def row(
    peer: Peer, questions: Sequence[Item], answers: Mapping[str, Item], aliases: Aliases, *, ours: bool = False
) -> Row:
    """A contestant's line: its share of right answers, its median seconds, on how many it failed, its settings."""
    asked = [question for question in questions if question["id"] in answers]
    if not asked:
        return Row(name=peer.name, ours=ours, cells=("", "", f"not reached before the clock ended; {peer.settings}"))
    figure = share(
        (cluster_of(question), not why_wrong(question, answers[question["id"]], aliases, flagged=ours))
        for question in asked
    )
    seconds = sorted(answers[question["id"]]["seconds"] for question in asked)
    failed = sum("failed" in answers[question["id"]] for question in asked)
    cells = (f"{seconds[len(seconds) // 2]:.2f}", str(failed), peer.settings)
    return Row(name=peer.name, ours=ours, figure=figure, cells=cells)


COLUMNS = ("seconds (median)", "failed", "settings")
