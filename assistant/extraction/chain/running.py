"""Runs the chain over a notice's findings: bounded concurrency, progress, token count, resumable.

Resuming needs no state of its own: requests are the same for the same text, and answers are in the response cache, so
a run that was killed asks again only for what was in flight.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from assistant.errors import ModelError
from assistant.extraction.chain.control import Control, control_for, position_of
from assistant.extraction.chain.numbering import NumberedClause, number_clauses
from assistant.extraction.chain.reading import FindingReading
from assistant.llm.port import ChatModel, Completion, Message, Usage
from assistant.llm.prompts import load_prompt
from assistant.schema import TOPIC_ZH, Finding, Report

logger = logging.getLogger(__name__)

PROMPT = "read_finding"
_MAX_TOKENS = 600


@dataclass(frozen=True, slots=True)
class Asked:
    """One finding as it was put to the model."""

    finding: Finding
    clauses: tuple[NumberedClause, ...]
    """As numbered for the model; the control's number is none of theirs."""
    control: Control
    control_number: int
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the model said of one finding; None where it gave no valid answer."""

    asked: Asked
    reading: FindingReading | None


@dataclass(frozen=True, slots=True)
class ChainProgress:
    """`done` of `total` findings are read."""

    done: int
    total: int
    usage: Usage


@dataclass(frozen=True, slots=True)
class ChainFinished:
    """All findings are read, in document order. `prompt` is the prompt's hash, `model` the model's name."""

    told: tuple[Told, ...]
    usage: Usage
    model: str
    prompt: str


def ask(text: str, finding: Finding) -> Asked:
    """A finding as numbered clauses with one control among them."""
    numbered = number_clauses(text, finding)
    body = "".join(text[clause.start : clause.end] for clause in numbered)
    key = f"{finding.ordinal}|{finding.title}|{body}"
    control, at = control_for(key), position_of(key, len(numbered))
    moved = tuple(
        NumberedClause(clause.number + (clause.number >= at), clause.start, clause.end) for clause in numbered
    )
    lines = {clause.number: " ".join(text[clause.start : clause.end].split()) for clause in moved} | {at: control.text}
    messages = load_prompt(PROMPT).render(
        section=finding.section or "（无）",
        title=finding.title,
        clauses="\n".join(f"[{number}] {lines[number]}" for number in sorted(lines)),
        topics="；".join(f"{code} {name}" for code, name in TOPIC_ZH.items()),
    )
    return Asked(finding, moved, control, at, tuple(messages))


def read_findings(
    report: Report, text: str, chat: ChatModel, *, concurrency: int
) -> Iterator[ChainProgress | ChainFinished]:
    """Read every finding; yields progress, and at last what was read.

    Raises:
        ModelError: the model answered for none of the findings, or could not be reached.
    """
    questions = [ask(text, finding) for finding in report.findings]
    told: dict[int, Told] = {}
    usage, failure = Usage(), None
    with ThreadPoolExecutor(max_workers=concurrency, thread_name_prefix="chain") as pool:
        waiting = {pool.submit(_read, chat, question): question for question in questions}
        try:
            while waiting:
                finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in finished:
                    question = waiting.pop(future)
                    reading, used, error = _result(future)
                    usage, failure = usage + used, error or failure
                    told[question.finding.ordinal] = Told(question, reading)
                    yield ChainProgress(len(told), len(questions), usage)
        finally:
            # A caller that stops listening (a closed page, an interrupt) must not leave paid requests queued.
            pool.shutdown(wait=False, cancel_futures=True)
    if failure and all(one.reading is None for one in told.values()):
        raise failure
    prompt = load_prompt(PROMPT).sha256
    yield ChainFinished(tuple(told[key] for key in sorted(told)), usage, chat.name, prompt)


def _read(chat: ChatModel, question: Asked) -> Completion[FindingReading]:
    return chat.structured(question.messages, FindingReading, max_tokens=_MAX_TOKENS)


def _result(future: Future[Completion[FindingReading]]) -> tuple[FindingReading | None, Usage, ModelError | None]:
    try:
        completion = future.result()
    except ModelError as error:
        # One finding that a model cannot read is left to the grammar.
        logger.warning("the model gave no reading of a finding: %s", error)
        return None, Usage(), error
    return completion.value, Usage() if completion.cached else completion.usage, None
