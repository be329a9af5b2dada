"""The summary under an answer: streamed as it is verified, never in the way of the facts."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from typing import Any

import pytest

from assistant.answering import Answerer
from assistant.answering.answer import Answer, Delta, Done, Planned
from assistant.answering.prose import SMALL_MODEL, LeadWriter
from assistant.errors import ModelError
from assistant.llm.langchain_chat import LangChainChat
from assistant.llm.port import Completion, Message, T, TextDelta, Usage
from evals.simulator import Reply, ScriptedBrain, Simulator

QUESTION = "青屿市第一医院问责了多少人？"
TRUE = "青屿市第一医院第3条「职工收受礼品」共处理7人：政务警告2人、提醒谈话5人[1][2]。"
TRUE_TOO = "青屿市第一医院对2人给予政务警告[1]。"
LIE = "青屿市第一医院对9人给予政务警告[1]。"


class FakeChat:
    """Says what it is given, piece by piece, and notes what became of it."""

    name = identity = "fake"

    def __init__(self, pieces: Iterable[str | Exception]) -> None:
        self.pieces = list(pieces)
        self.asked: list[Sequence[Message]] = []
        self.sent = 0
        self.ended = False

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, timeout: float | None = None
    ) -> Generator[TextDelta, None, None]:
        self.asked.append(messages)
        try:
            for piece in self.pieces:
                if isinstance(piece, Exception):
                    raise piece
                self.sent += 1
                yield TextDelta(piece)
            yield TextDelta("", Usage(300, 40))
        finally:
            self.ended = True

    def structured(
        self, messages: Sequence[Message], schema: type[T], *, max_tokens: int, timeout: float | None = None
    ) -> Completion[T]:
        raise AssertionError

    def close(self) -> None:
        pass


@pytest.fixture
def told(shelf: Any) -> Any:
    def ask(chat: Any, question: str = QUESTION, timeout: float = 20.0) -> tuple[list[Any], Answer]:
        events = list(Answerer(shelf, lead=LeadWriter(chat, timeout=timeout)).stream(question))
        return events, events[-1].answer

    return ask


def test_facts_come_first_then_each_verified_sentence(told: Any, answerer: Answerer) -> None:
    plain = answerer.ask(QUESTION).answer

    events, answer = told(FakeChat([TRUE, LIE, TRUE_TOO]))

    assert isinstance(events[0], Planned)
    assert isinstance(events[-1], Done)
    texts = [event.text for event in events if isinstance(event, Delta)]
    assert "".join(texts) == answer.answer
    assert answer.answer.startswith(plain)
    assert "小结" in answer.answer
    assert (answer.answer.count("共处理7人"), "9人" in answer.answer) == (2, False)
    assert answer.withheld == 1
    assert "另有1句" in answer.answer
    assert answer.llm is not None
    assert (answer.llm.model, answer.llm.input_tokens, answer.llm.output_tokens) == ("fake", 300, 40)


def test_sentences_are_shown_before_the_model_is_done(shelf: Any) -> None:
    chat = FakeChat([TRUE, "青屿市第一医院", TRUE_TOO])
    events = Answerer(shelf, lead=LeadWriter(chat)).stream(QUESTION)

    shown = next(event for event in events if isinstance(event, Delta) and "小结" in event.text)

    assert (shown.text.count("7人"), chat.sent) == (1, 2)
    events.close()  # type: ignore[attr-defined]
    assert (chat.ended, chat.sent) == (True, 2)


def test_closing_before_the_model_began_asks_it_nothing(shelf: Any) -> None:
    chat = FakeChat([TRUE])
    events = Answerer(shelf, lead=LeadWriter(chat)).stream(QUESTION)

    next(events)
    events.close()  # type: ignore[attr-defined]

    assert chat.asked == []


@pytest.mark.parametrize(
    "pieces",
    [[], [""], [ModelError("down")], ["青屿市第一医院对", ModelError("broke off")]],
    ids=["none", "empty", "down", "broken"],
)
def test_answer_stands_when_the_model_fails(told: Any, answerer: Answerer, pieces: list[Any]) -> None:
    _, answer = told(FakeChat(pieces))

    assert answer.answer.split("\n\n（小结的")[0] == answerer.ask(QUESTION).answer


def test_answer_says_how_much_was_withheld_when_nothing_survives(told: Any, answerer: Answerer) -> None:
    _, answer = told(FakeChat([LIE, "一切都已完成。"]))

    assert answer.answer == answerer.ask(QUESTION).answer + "\n\n（小结的2句与出处核对不上，未显示。）"
    assert (answer.model_lead, answer.withheld) == ("", 2)


def test_model_that_is_too_slow_is_given_up(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 5.0, 21.0, 99.0])
    monkeypatch.setattr("assistant.answering.prose.lead.time.monotonic", lambda: next(clock))

    _, answer = told(FakeChat([TRUE + "青", TRUE_TOO]), timeout=20.0)

    assert "共处理7人" in answer.model_lead
    assert "对2人" not in answer.model_lead


def test_model_that_stalls_is_given_up(told: Any, answerer: Answerer) -> None:
    with Simulator(ScriptedBrain([Reply(TRUE, stall=0.6)])) as server:
        chat = LangChainChat(
            "slow", locate=lambda: server.base_url, api_key=_secret(), strategy="json_schema", timeout=60, label="slow"
        )
        _, answer = told(chat, timeout=0.2)
        chat.close()

    assert answer.answer == answerer.ask(QUESTION).answer


def _secret() -> Any:
    from pydantic import SecretStr

    return SecretStr("none")


def test_summary_is_short(told: Any) -> None:
    _, answer = told(
        FakeChat([TRUE, TRUE_TOO, "青屿市第一医院对5人进行提醒谈话[2]。", "青屿市第一医院政务警告2人[1]。"])
    )

    assert answer.model_lead.count("。") <= 3
    assert len(answer.model_lead) <= 160


@pytest.mark.parametrize(
    "question", ["松淮县人民医院的院长是谁？", "How many people were held to account at 青屿市第一医院?"]
)
def test_nothing_is_asked_where_nothing_could_be_verified(told: Any, question: str) -> None:
    chat = FakeChat([TRUE])

    _, answer = told(chat, question)

    assert (chat.asked, answer.llm) == ([], None)


def test_prompt_is_short_and_begins_alike(told: Any) -> None:
    chat = FakeChat([TRUE])

    for question in (QUESTION, "哪些医院还有没完成的整改？", "采购方面有哪些医院有问题？"):
        told(chat, question)

    systems = {messages[0].content for messages in chat.asked}
    assert len(systems) == 1
    assert all(sum(len(message.content) for message in messages) <= 800 for messages in chat.asked)


def test_a_small_model_is_not_asked_to_say_one_fact_again(shelf: Any) -> None:
    chat = FakeChat([TRUE])
    one = "柏湾区中医医院的平均住院日降低到多少天？"

    answer = Answerer(shelf, lead=LeadWriter(chat, bounds=SMALL_MODEL)).ask(one)

    assert not chat.asked
    assert answer.llm is None
