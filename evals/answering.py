"""What a language model does to answers: one that knows everything, one that errs, one at war.

    python -m evals.answering (--reports DIR | --data-dir DIR) --questions FILE [--gold DIR] [--origins FILE]
        [--llm none|oracle|noisy|hostile]... [--generations N] [--show N]

The model reads again the questions whose first reading is in doubt, calls tools for what is in doubt even then, and
writes the summary under each answer. For each model: how many questions are right (the first generation counts), how
many sentences it wrote, how many of them were shown; how many of its lies were shown and how many of its misreadings
taken, by the simulator's own ledger. The simulated models know the names of all hospitals and see the prompts alone;
the oracle of readings is described in `evals.plan_search`. `--origins`: the questions that FILE's are paraphrases of.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import stamina

from assistant.answering import Answerer
from assistant.answering.answer import Answer
from assistant.answering.passages import PassageSearch
from assistant.answering.planning import Planner
from assistant.answering.prose import LeadWriter, finished
from assistant.answering.prose.sentences import sentences_of
from assistant.answering.research import Researcher
from assistant.core import Assistant
from assistant.records import RecordStore
from assistant.settings import Settings
from evals.plan_search import Proposing, best_readings
from evals.questions import Aliases, Item, Score, read_aliases, read_lines, score
from evals.simulator import Brain, Lie, Reply
from evals.simulator.brain import ChatRequest
from evals.simulator.chat import simulated, simulated_agent
from evals.simulator.plans import HostilePlans, NoisyPlans, PlanOracle
from evals.simulator.prose import ProseOracle
from evals.simulator.prose_liars import HostileProse, NoisyProse
from evals.simulator.searching import Searching
from vectorstore import open_index

Mode = Literal["none", "oracle", "noisy", "hostile"]
_MODES: tuple[Mode, ...] = ("none", "oracle", "noisy", "hostile")
_MARK = re.compile(r"\[[\d,、–-]+\]")
_SEARCHED = "补充查询"
"""Heads, in an answer, what a model with tools found."""
_READ_AGAIN = "模型读作"
"""Stands in the plan line of an answer whose question a model read."""


@dataclass(frozen=True, slots=True)
class Library:
    """The notices that are asked about."""

    store: RecordStore
    search: PassageSearch | None

    @property
    def hospitals(self) -> tuple[str, ...]:
        """Their hospitals."""
        return tuple(row.fields.hospital for row in self.store.reports())


class Twofold:
    """One model for all tasks: what asks for a reading goes to one brain, what asks for words to the other."""

    def __init__(self, plans: Brain, prose: Brain) -> None:
        self.plans = plans
        self.prose = prose
        self.said = ""
        self.read = 0

    def reply(self, request: ChatRequest) -> Reply:
        """The answer of the brain for the task; words are remembered."""
        if request.schema_name == "PlanProposal":
            self.read += 1
            return self.plans.reply(request)
        reply = Searching(self.prose).reply(request) if request.tools else self.prose.reply(request)
        if reply.tool is None:
            self.said = reply.content if reply.status == 200 else ""
        return reply

    @property
    def lies(self) -> tuple[Lie, ...]:
        """The lies of its summaries."""
        ledger = getattr(self.prose, "ledger", None)
        return ledger.lies if ledger else ()

    @property
    def misread(self) -> bool:
        """Whether it falsified a reading."""
        ledger = getattr(self.plans, "ledger", None)
        return bool(ledger and ledger.lies)


@dataclass
class Tally:
    """What became of a model's readings and summaries."""

    readings: int = 0
    taken: int = 0
    misread: int = 0
    misreadings_taken: list[str] = field(default_factory=list)
    searched: int = 0
    generations: int = 0
    shown: int = 0
    refused: int = 0
    withheld: list[str] = field(default_factory=list)
    lies: int = 0
    lies_shown: list[Lie] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
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
def library_of(reports: Path | None, data_dir: Path | None) -> Iterator[Library]:
    """The notices of a folder read by rules, without search by meaning; or those of a data folder, with it."""
    with ExitStack() as stack:
        folder = data_dir or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        settings = Settings(data_dir=folder, llm="none", _env_file=None)
        if data_dir is None:
            with Assistant.open(settings) as assistant:
                for _ in assistant.ingest([reports or Path()], "grammar", index=False):
                    pass
        store = stack.enter_context(closing(RecordStore(settings.records_url).open()))
        index = stack.enter_context(closing(open_index(settings))) if data_dir else None
        yield Library(store, index)


def brains_of(mode: Mode, hospitals: Sequence[str], oracle: PlanOracle, seed: int) -> Twofold:
    """A simulated model."""
    if mode == "oracle":
        return Twofold(oracle, ProseOracle(hospitals, seed=seed))
    if mode == "noisy":
        return Twofold(NoisyPlans(oracle, 0.2, seed=seed), NoisyProse(hospitals, 0.2, seed=seed))
    return Twofold(HostilePlans(oracle, seed=seed), HostileProse(hospitals, seed=seed))


def told(mode: Mode, library: Library, questions: Sequence[Item], oracle: PlanOracle, generations: int) -> Tally:
    """Every question answered with a simulated model, `generations` times, each time by a model of another seed.

    The first time the whole way; after that, what no model had a part in is not worked out anew.
    """
    tally = Tally()
    lent = Twofold(oracle, ProseOracle(library.hospitals))
    names = {row.source: row.fields.hospital for row in library.store.reports()}
    settled: dict[str, Answer] = {}
    plain = Answerer(library.store, library.search)
    with simulated(lent) as chat, simulated_agent(lent) as agent:
        writer = LeadWriter(chat)
        for seed in range(generations):
            answerer = Answerer(
                library.store, library.search, lead=writer, planner=Planner(chat), researcher=Researcher(lambda: agent)
            )
            for item in questions:
                own = brains_of(mode, library.hospitals, oracle, seed)
                lent.plans, lent.prose, lent.said, lent.read = own.plans, own.prose, "", 0
                *history, asked = item["turns"]
                if known := settled.get(item["id"]):
                    concerned = [names[source] for source in known.plan.get("sources", ()) if source in names]
                    answer = finished(writer.extend(known, concerned, library.store.text))
                else:
                    answer = answerer.ask(asked, history, id=item["id"])
                    if not lent.read and generations > 1:
                        settled[item["id"]] = plain.ask(asked, history, id=item["id"])
                _count(tally, answer, lent, seed)
    return tally


def _count(tally: Tally, answer: Answer, model: Twofold, seed: int) -> None:
    if seed == 0:
        tally.answers[str(answer.id)] = answer.as_json()
    taken = _READ_AGAIN in answer.plan_line
    tally.readings += model.read > 0
    tally.taken += taken
    tally.misread += model.misread
    if taken and model.misread:
        tally.misreadings_taken.append(f"{answer.id} {answer.plan_line}")
    said, shown = list(sentences_of([model.said])), list(sentences_of([answer.model_lead]))
    cores = {core_of(sentence) for sentence in shown}
    tally.generations += bool(model.said or answer.llm)
    tally.shown += len(shown)
    tally.refused += answer.withheld
    tally.withheld += [f"{answer.id} {one}" for one in said if core_of(one) not in cores]
    searched = _SEARCHED in answer.answer
    tally.searched += searched
    for lie in model.lies:
        if searched and lie.kind == "foreign citation":
            # The marks of what was looked up are numbered anew, so that a mark no longer tells which was named.
            continue
        tally.lies += 1
        tally.kinds[lie.kind] += 1
        if was_shown(lie, shown):
            tally.lies_shown.append(lie)


def report(mode: Mode, tally: Tally, questions: Sequence[Item], aliases: Aliases, show: int) -> str:
    """The figures of one model."""
    total: Score = score(tally.answers, questions, aliases)
    lines = [f"{mode}: {total.right} of {total.n} right ({total.accuracy:.3f})"]
    if tally.readings:
        lines.append(f"  {tally.readings} questions read again, {tally.taken} readings taken")
    if tally.misread:
        lines.append(f"  {tally.misread} readings falsified, {len(tally.misreadings_taken)} of them taken")
        lines += [f"    taken: {one}" for one in tally.misreadings_taken[:show]]
    if tally.searched:
        lines.append(f"  {tally.searched} answers with words of a model that called tools")
    if tally.generations:
        judged = tally.shown + tally.refused
        share = tally.refused / judged if judged else 0.0
        lines.append(f"  {tally.generations} generations, {judged} sentences, {tally.refused} withheld ({share:.3f})")
    if tally.lies:
        lines.append(f"  {tally.lies} lies told, {len(tally.lies_shown)} shown: {dict(tally.kinds.most_common())}")
        lines += [f"    shown, {lie.kind}: {lie.said} | {lie.truth}" for lie in tally.lies_shown[:show]]
    lines += [f"    withheld: {one}" for one in tally.withheld[:show] if mode == "oracle"]
    lines += [f"    wrong: {name}: {'; '.join(why)}" for name, why in total.wrong.items()]
    return "\n".join(lines)


def oracle_of(
    library: Library, questions: Sequence[Item], aliases: Aliases, origins: Sequence[Item] = ()
) -> PlanOracle:
    """The reader of questions that knows gold."""
    planner = Proposing()
    answerer = Answerer(library.store, library.search, planner=planner)
    texts = [library.store.text(row.source) for row in library.store.reports()]
    by_id = {one["id"]: one for one in origins}
    return PlanOracle(
        best_readings(answerer, planner, questions, aliases, by_id, lambda words: any(words in text for text in texts))
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--reports", type=Path, help="a folder of notices, read by rules")
    where.add_argument("--data-dir", type=Path, help="notices taken in before")
    parser.add_argument("--gold", type=Path, help="the folder of the questions' aliases.json")
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--origins", type=Path, help="the questions of which FILE's are paraphrases")
    parser.add_argument("--llm", choices=_MODES, action="append", help="once for each model; default: all of them")
    parser.add_argument("--generations", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="how many lies shown and truths withheld to print")
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    questions = read_lines(given.questions)
    aliases = read_aliases(given.questions, given.gold / "aliases.json" if given.gold else None)
    origins = read_lines(given.origins) if given.origins else ()
    with library_of(given.reports, given.data_dir) as library, stamina.set_testing(True, attempts=1):
        modes: Sequence[Mode] = given.llm or _MODES
        oracle = oracle_of(library, questions, aliases, origins) if set(modes) - {"none"} else PlanOracle({})
        for mode in modes:
            if mode == "none":
                plain = Answerer(library.store, library.search)
                asked = [plain.ask(one["turns"][-1], one["turns"][:-1], id=one["id"]) for one in questions]
                tally = Tally(answers={str(answer.id): answer.as_json() for answer in asked})
            else:
                tally = told(mode, library, questions, oracle, given.generations)
            sys.stdout.write(report(mode, tally, questions, aliases, given.show) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
