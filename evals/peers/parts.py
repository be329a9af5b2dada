"""The parts of a run: each measures one thing on all contestants and gives one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings
from evals.extraction import load_reports
from evals.peers import made_up, quotes, reach, reading, retrieval
from evals.peers.asking import COLUMNS, ask_all, row, sample
from evals.peers.engines import FRAMEWORKS, NO_MODEL, Engine, Framework
from evals.peers.environments import start
from evals.peers.langextract import SETTINGS, LangExtract
from evals.peers.ours import Ours
from evals.peers.port import Endpoint, Item, Peer, Places, embedded
from evals.peers.results import Row, Table
from evals.peers.whole_document import WholeDocument, about_one
from evals.questions import Aliases, read_aliases, read_lines
from evals.retrieval import load_sources


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is about. `seconds`: of asking that each peer has; None for no end."""

    reports: Path
    gold: Path
    out: Path
    cache: Path
    seconds: float | None
    questions: int
    notices: int
    made_up: int
    made_up_sample: int

    @property
    def settings(self) -> Settings:
        """Of the embedded model."""
        return Settings(_env_file=None)

    @property
    def files(self) -> list[Path]:
        """The real notices that there is gold for."""
        return [self.reports / source for source in load_sources(self.gold).values()]


def quote_gate(run: Run) -> Table:
    """Falsified quotes before our gate and LangExtract's aligner."""
    with start("langextract", run.cache) as worker:
        return quotes.run(run.reports, worker)


def passages(run: Run) -> Table:
    """Searching, ours and others'."""
    with start("bm25s", run.cache) as worker:
        return retrieval.run(run.reports, run.gold, worker)


def shown(run: Run) -> Table:
    """What frameworks would show a model of the evidence, and what ours cites."""
    dev = reach.by_kind(reach.with_evidence(read_lines(run.gold / "qa_dev.jsonl")))
    corpora = [(run.files, dev, "five")]
    if run.made_up:
        notices, asked, _ = made_up.write(run.out, run.made_up)
        corpora.append((notices, {"invented notices": reach.with_evidence(asked)}, f"made-up-{run.made_up}"))
    rows: list[Row] = []
    for files, kinds, corpus in corpora:
        every = [question for chosen in kinds.values() for question in chosen]
        with closing(Ours(run.out / f"{corpus}-store", files, index=corpus == "five")) as ours:
            rows += _reached(run, ours, every, kinds, f"reach-ours-{corpus}", ours=True)
        places = Places(files)
        for framework in FRAMEWORKS:
            with start(framework, run.cache) as worker:
                engine = reach.Shown(Engine(framework, worker, NO_MODEL, places, files))
                rows += _reached(run, engine, every, kinds, f"reach-{framework}-{corpus}")
    return reach.table(rows, run.made_up)


def _reached(
    run: Run, peer: Peer, every: Sequence[Item], kinds: Mapping[str, list[Item]], kept: str, *, ours: bool = False
) -> list[Row]:
    answers = _answers(run, peer, every, kept, anew=ours)
    name = "ours" if ours else peer.name
    return [reach.row(f"{name}: {kind}", each, answers, peer.settings, ours=ours) for kind, each in kinds.items()]


def questions(run: Run) -> Table:
    """The sampled dev questions, put to everyone; the whole-document prompt only those about one notice."""
    asked = sample(read_lines(run.gold / "qa_dev.jsonl"), run.questions)
    single = about_one(asked, load_sources(run.gold))
    aliases, places = read_aliases(run.gold / "qa_dev.jsonl"), Places(run.files)
    with closing(Ours(run.out / "five-store", run.files)) as ours:
        rows = [_asked(run, ours, asked, aliases, "ours", ours=True)]
        alone = _asked(run, ours, single, aliases, "ours-one-notice", ours=True)
    with embedded(run.settings) as model:
        rows += [_framework(run, each, model, places, run.files, asked, aliases, "five") for each in FRAMEWORKS]
        whole = WholeDocument(model, places)
        in_order = sorted(single, key=lambda question: question["source"])
        rows += [
            alone.model_copy(update={"name": "ours, questions about one notice"}),
            _asked(run, whole, in_order, aliases, "whole-document"),
        ]
    return Table(
        name="questions",
        title="Questions over the five notices",
        about=(
            f"{len(asked)} of the dev questions, spread evenly; {len(single)} of them are about one notice. A peer's"
            " chunks all count as cited, and it need not flag that it abstains. A smaller n: the clock ended it."
        ),
        measure="right",
        columns=COLUMNS,
        rows=tuple(rows),
    )


def extraction(run: Run) -> Table:
    """The shortest notices read by LangExtract and by our grammar."""
    notices = sorted(run.files, key=lambda path: path.stat().st_size)[: run.notices]
    gold, places = load_reports(run.gold), Places(notices)
    rows = [reading.row("ours: grammar", reading.read_all(reading.by_grammar, notices), gold, "no model", ours=True)]
    with embedded(run.settings) as model, start("langextract", run.cache) as worker:
        peer = LangExtract(worker, model)
        read = reading.read_all(
            lambda path: peer.read(path.name, places.text(path.name)), notices, run.out / "langextract.jsonl"
        )
    rows.append(reading.row("LangExtract, embedded model", read, gold, SETTINGS))
    return reading.table(rows, [path.name for path in notices])


def lists_and_counts(run: Run) -> Table:
    """Lists, counts and sums over invented notices: ours on all of them, by kind, without a language model."""
    notices, asked, aliases = made_up.write(run.out, run.made_up)
    with closing(_ours_made_up(run, notices)) as ours:
        answers = _answers(run, ours, asked, f"ours-made-up-{run.made_up}", anew=True)
        rows = made_up.rows(asked, answers, aliases, ours.settings)
    return Table(
        name="made-up",
        title=f"Lists, counts and sums over {len(notices)} invented notices",
        about=(
            "Answers computed from the typed records that the notices were made from (`python -m evals.synthetic`),"
            " by code that shares nothing with ours. The language of these notices is plainer than that of real ones."
        ),
        measure="right",
        columns=("seconds (median)", "settings"),
        rows=tuple(rows),
    )


def lists_and_counts_beside(run: Run) -> Table:
    """A sample of the same questions, put to plain retrieval with the embedded model, and to ours."""
    notices, asked, aliases = made_up.write(run.out, run.made_up)
    drawn = sample(made_up.by_operator(asked), run.made_up_sample)
    with closing(_ours_made_up(run, notices)) as ours:
        rows = [_asked(run, ours, drawn, aliases, f"ours-made-up-{run.made_up}-sample", ours=True)]
    with embedded(run.settings) as model:
        places = Places(notices)
        rows.append(_framework(run, "langchain", model, places, notices, drawn, aliases, f"made-up-{run.made_up}"))
    return Table(
        name="made-up-peers",
        title=f"Lists, counts and sums over {len(notices)} invented notices, beside plain retrieval",
        about=f"{len(drawn)} of the {len(asked)} questions, spread over the kinds; a smaller n: the clock ended it.",
        measure="right",
        columns=COLUMNS,
        rows=tuple(rows),
    )


def _ours_made_up(run: Run, notices: list[Path]) -> Ours:
    return Ours(run.out / f"made-up-{run.made_up}-store", notices, index=False)


def _framework(
    run: Run, framework: Framework, model: Endpoint, places: Places, notices: list[Path],
    asked: Sequence[Item], aliases: Aliases, corpus: str,
) -> Row:  # fmt: skip
    with start(framework, run.cache) as worker:
        engine = Engine(framework, worker, model, places, notices)
        return _asked(run, engine, asked, aliases, f"{framework}-{corpus}")


def _asked(run: Run, peer: Peer, questions: Sequence[Item], aliases: Aliases, kept: str, *, ours: bool = False) -> Row:
    return row(peer, questions, _answers(run, peer, questions, kept, anew=ours), aliases, ours=ours)


def _answers(run: Run, peer: Peer, questions: Sequence[Item], kept: str, *, anew: bool) -> Mapping[str, Item]:
    # Ours is quick and changes with the code: asked anew each time. A peer's answers are kept, since they cost minutes.
    path = run.out / f"{kept}.jsonl"
    if anew:
        path.unlink(missing_ok=True)
    return ask_all(peer, questions, path, None if anew else run.seconds)


PARTS: Mapping[str, Callable[[Run], Table]] = {
    "quotes": quote_gate,
    "retrieval": passages,
    "reach": shown,
    "questions": questions,
    "extraction": extraction,
    "made-up": lists_and_counts,
    "made-up-peers": lists_and_counts_beside,
}
"""By name, in the order of the page."""
