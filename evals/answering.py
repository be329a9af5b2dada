"""What a language model does to answers: one that knows everything, one that errs, one at war, the embedded one.

    python -m evals.answering --reports DIR --questions FILE [--aliases FILE]
        [--llm none|oracle|noisy|hostile|embedded]... [--generations N] [--sample N]

For each model: how many questions are right (the first generation counts), how many sentences it told, how many of them
were shown, how many of its lies were shown, by the simulator's own ledger, and the tokens of a prompt. The simulated
models know the names of all hospitals and see the prompts alone.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import stamina

from assistant.answering import Answerer
from assistant.answering.answer import Answer
from assistant.answering.prose import LeadWriter, finished
from assistant.answering.prose.sentences import sentences_of
from assistant.core import Assistant
from assistant.llm.models import Models
from assistant.records import RecordStore
from assistant.settings import Settings
from evals.questions import Aliases, Item, Score, read_aliases, read_lines, score
from evals.simulator import Brain, Lie, Reply
from evals.simulator.brain import ChatRequest
from evals.simulator.chat import simulated
from evals.simulator.prose import ProseOracle
from evals.simulator.prose_liars import HostileProse, NoisyProse

Mode = Literal["none", "oracle", "noisy", "hostile", "embedded"]
_MODES: tuple[Mode, ...] = ("none", "oracle", "noisy", "hostile", "embedded")
_MARK = re.compile(r"\[[\d,、–-]+\]")


class Remembering:
    """Passes requests to a brain and keeps what it said last."""

    def __init__(self, brain: Brain) -> None:
        self.brain = brain
        self.said = ""

    def reply(self, request: ChatRequest) -> Reply:
        """The brain's answer."""
        reply = self.brain.reply(request)
        self.said = reply.content if reply.status == 200 else ""
        return reply


@dataclass
class Tally:
    """What became of a model's summaries."""

    generations: int = 0
    shown: int = 0
    refused: int = 0
    withheld: list[str] = field(default_factory=list)
    lies: int = 0
    lies_shown: list[Lie] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    tokens: list[int] = field(default_factory=list)
    answers: dict[str, Item] = field(default_factory=dict)


def core_of(sentence: str) -> str:
    """A sentence without marks, white space and punctuation: what it says."""
    return re.sub(r"[\s，。；：、“”「」（）().!！]", "", _MARK.sub("", sentence))


def was_shown(lie: Lie, shown: Iterable[str]) -> bool:
    """Whether a lie stands among the sentences shown; one about the source only if it stands with that source."""
    for sentence in shown:
        if core_of(sentence) != core_of(lie.said):
            continue
        if lie.kind != "foreign citation" or set(_MARK.findall(lie.said)) <= set(_MARK.findall(sentence)):
            return True
    return False


@contextmanager
def answering(reports: Path) -> Iterator[tuple[Answerer, RecordStore]]:
    """The engine over the notices of a folder, read by rules, without a model."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), llm="none", _env_file=None)
        with Assistant.open(settings) as assistant:
            for _ in assistant.ingest([reports], "grammar", index=False):
                pass
        store = RecordStore(settings.records_url).open()
        with closing(store):
            yield Answerer(store), store


def brain_of(mode: Mode, hospitals: Sequence[str], seed: int) -> Brain:
    """A simulated model."""
    if mode == "oracle":
        return ProseOracle(hospitals, seed=seed)
    return NoisyProse(hospitals, 0.2, seed=seed) if mode == "noisy" else HostileProse(hospitals, seed=seed)


def told(mode: Mode, answers: Sequence[Answer], store: RecordStore, generations: int) -> Tally:
    """Every answer extended by a simulated model, `generations` times."""
    names = {row.source: row.fields.hospital for row in store.reports()}
    tally = Tally()
    remembering = Remembering(brain_of(mode, tuple(names.values()), 0))
    with simulated(remembering) as chat:
        writer = LeadWriter(chat)
        for seed in range(generations):
            for answer in answers:
                remembering.brain, remembering.said = brain_of(mode, tuple(names.values()), seed), ""
                concerned = [names[source] for source in answer.plan.get("sources", ()) if source in names]
                extended = finished(writer.extend(answer, concerned, store.text))
                _count(tally, answer, extended, remembering, seed)
    return tally


def _count(tally: Tally, before: Answer, after: Answer, remembering: Remembering, seed: int) -> None:
    if seed == 0:
        tally.answers[str(after.id)] = after.as_json()
    if after.llm is None:
        return
    tally.generations += 1
    said = list(sentences_of([remembering.said]))
    shown = list(sentences_of([after.model_lead]))
    cores = {core_of(sentence) for sentence in shown}
    tally.shown += len(shown)
    tally.refused += after.withheld
    tally.withheld += [f"{before.id} {one}" for one in said if core_of(one) not in cores]
    ledger = getattr(remembering.brain, "ledger", None)
    for lie in ledger.lies if ledger else ():
        tally.lies += 1
        tally.kinds[lie.kind] += 1
        if was_shown(lie, shown):
            tally.lies_shown.append(lie)


def with_embedded(answers: Sequence[Answer], store: RecordStore, sample: int) -> Tally:
    """Every n-th answer extended by the embedded model itself."""
    names = {row.source: row.fields.hospital for row in store.reports()}
    tally = Tally(answers={str(answer.id): answer.as_json() for answer in answers})
    models = Models(Settings(llm="local", _env_file=None))
    with closing(models):
        chat = models.chat()
        writer = LeadWriter(chat, timeout=90) if chat else None
        step = max(1, len(answers) // sample)
        for answer in answers[::step] if writer else ():
            concerned = [names[source] for source in answer.plan.get("sources", ()) if source in names]
            extended = finished(writer.extend(answer, concerned, store.text)) if writer else answer
            tally.answers[str(answer.id)] = extended.as_json()
            if extended.llm is not None:
                shown = list(sentences_of([extended.model_lead]))
                tally.generations += 1
                tally.shown += len(shown)
                tally.refused += extended.withheld
                tally.tokens.append(extended.llm.input_tokens)
    return tally


def report(mode: Mode, tally: Tally, questions: Sequence[Item], aliases: Aliases, show: int) -> str:
    """The figures of one model."""
    total: Score = score(tally.answers, questions, aliases)
    lines = [f"{mode}: {total.right} of {total.n} right ({total.accuracy:.3f})"]
    if tally.generations:
        judged = tally.shown + tally.refused
        share = tally.refused / judged if judged else 0.0
        lines.append(f"  {tally.generations} summaries, {judged} sentences, {tally.refused} withheld ({share:.3f})")
    if tally.lies:
        lines.append(f"  {tally.lies} lies told, {len(tally.lies_shown)} shown: {dict(tally.kinds)}")
        lines += [f"    shown, {lie.kind}: {lie.said} | {lie.truth}" for lie in tally.lies_shown[:show]]
    if tally.tokens:
        lines.append(f"  prompt tokens: mean {sum(tally.tokens) / len(tally.tokens):.0f}, most {max(tally.tokens)}")
    lines += [f"    withheld: {one}" for one in tally.withheld[:show] if mode == "oracle"]
    lines += [f"    wrong: {name}: {'; '.join(why)}" for name, why in total.wrong.items()]
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--gold", type=Path, help="the folder of the questions' aliases.json")
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument(
        "--llm", choices=_MODES, action="append", help="once for each model; default: all simulated ones"
    )
    parser.add_argument("--generations", type=int, default=1)
    parser.add_argument("--sample", type=int, default=12, help="questions put to the embedded model")
    parser.add_argument("--show", type=int, default=0, help="how many lies shown and truths withheld to print")
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    questions = read_lines(given.questions)
    aliases = read_aliases(given.questions, given.gold / "aliases.json" if given.gold else None)
    with answering(given.reports) as (answerer, store), stamina.set_testing(True, attempts=1):
        answers = [answerer.ask(one["turns"][-1], one["turns"][:-1], id=one["id"]) for one in questions]
        for mode in given.llm or _MODES[:-1]:
            if mode == "none":
                tally = Tally(answers={str(answer.id): answer.as_json() for answer in answers})
            elif mode == "embedded":
                tally = with_embedded(answers, store, given.sample)
            else:
                tally = told(mode, answers, store, given.generations)
            sys.stdout.write(report(mode, tally, questions, aliases, given.show) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
