"""Has a model with tools look for what the answer leaves open, and shows of its words what code can verify.

It comes after the answer, which stands as it was: the model adds a paragraph (补充查询), whose every sentence must be
said by what its own queries brought, under the marks it names.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Generator
from datetime import date
from functools import cached_property

from assistant.answering.answer import Answer, Citation, Delta, LlmUse
from assistant.answering.library import Library
from assistant.answering.marks import joined, spread
from assistant.answering.prose.sentences import sentences_of
from assistant.answering.prose.sheet import fact_sheet, is_order
from assistant.answering.prose.verification import verify
from assistant.answering.research.notebook import Execute, Notebook
from assistant.errors import ModelError
from assistant.llm.port import Usage
from assistant.llm.prompts import load_prompt
from assistant.llm.tools import Bounds, Research, ToolCaller

logger = logging.getLogger(__name__)

PROMPT = "research"
_HEADING = "**补充查询**"
_MOST_SENTENCES = 5
_MOST_CHARACTERS = 400
_ANSWERED = 400
"""Characters of the answer that the model is told."""
_NAMED = 30
_NOTHING = "没有查到"
_LONGEST_NOTHING = 12
_MARKS = re.compile(r"\[\d+(?:-\d+)?\]")


class Researcher:
    """Lends records to one model with tools; shared by all conversations, holds nothing of any."""

    def __init__(self, opened: Callable[[], ToolCaller | None], *, seconds: float = 30.0) -> None:
        self._opened = opened
        self._bounds = Bounds(seconds=seconds)
        self._prompt = load_prompt(PROMPT)

    @cached_property
    def _caller(self) -> ToolCaller | None:
        return self._opened()

    def extend(
        self, answer: Answer, library: Library, execute: Execute, text_of: Callable[[str], str], today: date
    ) -> Generator[Delta, None, Answer]:
        """Yield what is added to `answer`; return the answer with it. `execute` carries out a plan, its citations in a
        book of its own; `text_of` gives a source's text.
        """
        named = answer.plan.get("sources", ()) if answer.plan.get("scope") in ("named", "others") else ()
        notebook = Notebook(library, execute, named)
        done = self._research(answer, notebook, today)
        if done is None:
            return answer
        supplement = _Supplement(answer, notebook.evidence, text_of)
        for sentence in sentences_of([done.text]):
            supplement.take(sentence)
        if added := supplement.text:
            yield Delta(added)
        return supplement.whole(done, self._caller.name if self._caller else "")

    def _research(self, answer: Answer, notebook: Notebook, today: date) -> Research | None:
        if self._caller is None:
            return None
        names = [name for name in notebook.hospitals if not is_order(name)]
        messages = self._prompt.render(
            question=str(answer.plan.get("question", "")),
            hospitals="、".join(names[:_NAMED]) + (f"等{len(names)}家" if len(names) > _NAMED else ""),
            answered=_MARKS.sub("", answer.lead)[:_ANSWERED] if not is_order(answer.lead) else "",
            today=today.isoformat(),
        )
        try:
            return self._caller.research(messages, notebook.tools(), self._bounds)
        except ModelError as error:
            logger.warning("no further research: %s", error)
            return None


class _Supplement:
    """The verified sentences, their marks renumbered to go on from those of the answer."""

    def __init__(self, answer: Answer, evidence: Answer, text_of: Callable[[str], str]) -> None:
        self._answer = answer
        self._evidence = evidence
        self._citations = list(answer.citations)
        hospitals = list(dict.fromkeys(citation.hospital for citation in evidence.citations))
        self._sheet = fact_sheet(evidence, hospitals, lambda citation, reach: _around(text_of, citation, reach))
        self._shown: list[str] = []
        self._withheld = 0

    def take(self, sentence: str) -> None:
        """Judge one sentence; that nothing was found is no claim."""
        if _NOTHING in sentence and len(sentence) <= _LONGEST_NOTHING:
            return
        verdict = verify(sentence, self._sheet)
        if not verdict.shown:
            self._withheld += 1
            logger.debug("a sentence was withheld: %s", verdict.refusal)
            return
        room = _MOST_CHARACTERS - sum(map(len, self._shown))
        body = _MARKS.sub("", verdict.shown).strip()
        if len(self._shown) < _MOST_SENTENCES and len(body) <= room and body not in map(_without_marks, self._shown):
            marks = [self._mark(number) for number in spread("".join(_MARKS.findall(verdict.shown)))]
            self._shown.append(f"{body.removesuffix('。')}{joined([f'[{mark}]' for mark in sorted(marks)])}。")

    def _mark(self, number: int) -> int:
        citation = self._evidence.citations[number - 1]
        if citation not in self._citations:
            self._citations.append(citation)
        return self._citations.index(citation) + 1

    @property
    def text(self) -> str:
        """What is added to the answer."""
        if not self._shown:
            note = f"补充查询的{self._withheld}句与出处核对不上，未显示。"
            return f"\n\n（{note}）" if self._withheld else ""
        tail = f"\n（另有{self._withheld}句与出处核对不上，未显示。）" if self._withheld else ""
        return f"\n\n{_HEADING}\n{''.join(self._shown)}{tail}"

    def whole(self, done: Research, model: str) -> Answer:
        """The answer with the supplement."""
        before = self._answer.llm
        spent = done.usage + (Usage(before.input_tokens, before.output_tokens) if before else Usage())
        return self._answer.model_copy(
            update={
                "answer": self._answer.answer + self.text,
                "citations": tuple(self._citations),
                "llm": LlmUse(model=model, input_tokens=spent.input_tokens, output_tokens=spent.output_tokens),
                "model_lead": "".join(self._shown),
                "withheld": self._withheld,
            }
        )


def _without_marks(sentence: str) -> str:
    return _MARKS.sub("", sentence)


def _around(text_of: Callable[[str], str], citation: Citation, reach: int) -> str:
    text = text_of(citation.source)
    return text[max(0, citation.start - reach) : citation.end + reach]
