"""The chat without a browser: what grows, what is kept, what an error looks like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from assistant.answering.answer import Answer, AnswerEvent, Delta, Done, Planned, Settled
from assistant.answering.changing import Asked
from assistant.errors import ModelError, QuestionError
from assistant.settings import Settings
from assistant.ui.chat import ChatPage, answering
from assistant.ui.chat_views import examples_html, history_html, messages_of
from assistant.ui.conversations import Heading, Talk, Turn
from assistant.ui.shared import shared_by_pages
from assistant.ui.visitors import owner
from assistant.ui.words import words

W = words("zh")
PLAN = {"operation": "open_items", "question": "几条？", "sources": ["a.txt"], "topics": ["procurement"]}

ANSWER = Answer(answer="共两条。", plan=PLAN, suggestions=("<还有>呢？",))


class Scripted:
    """Gives the events it was given; an exception among them is raised."""

    def __init__(self, *script: AnswerEvent | Exception) -> None:
        self.script = script
        self.asked: list[tuple[str, list[str]]] = []

    def stream(self, question: str, history: Sequence[Any] = (), change: Any = None) -> Iterator[AnswerEvent]:
        self.asked.append((question, [each.question for each in history]))
        for each in self.script:
            if isinstance(each, Exception):
                raise each
            yield each


def grown(service: Any) -> list[tuple[str, Turn | None]]:
    return list(answering(service, W, Asked("几条？"), [Asked("前一问")]))


def test_answer_grows_below_its_plan_line_and_is_kept_once_whole() -> None:
    service = Scripted(Planned("按采购查询", PLAN), Delta("共两"), Delta("条。"), Done(ANSWER))

    steps = grown(service)

    assert service.asked == [("几条？", ["前一问"])]
    assert all("采购与招投标" in html for html, _ in steps)
    assert "正在查阅" in steps[0][0]
    assert "正在查阅" not in steps[1][0]
    assert [turn for _, turn in steps] == [None, None, None, Turn("几条？", ANSWER)]


def test_facts_can_be_opened_while_a_model_still_writes() -> None:
    whole = ANSWER.model_copy(update={"answer": "共两条。\n\n**小结**\n两条。"})
    service = Scripted(
        Planned("按采购查询", PLAN), Delta("共两条。"), Settled(ANSWER), Delta("\n\n**小结**\n两条。"), Done(whole)
    )

    steps = [html for html, _ in grown(service)]

    assert ["模型正在写" in html for html in steps] == [False, False, True, True, False]
    assert all("共两条。" in html for html in steps[1:])
    assert "小结" in steps[3]


def test_error_is_one_sentence_with_a_way_on_and_is_not_kept() -> None:
    for error, said in (
        (QuestionError("too long", message_zh="问题太长。"), "问题太长。"),
        (ModelError("no <answer>"), "no &lt;answer&gt;"),
    ):
        html, turn = grown(Scripted(Planned("按采购查询", PLAN), error))[-1]

        assert said in html
        assert "再试一次" in html
        assert turn is None


def test_conversation_is_shown_as_it_was() -> None:
    messages = messages_of(W, Talk("x", (Turn("<b>问</b>", ANSWER),)))

    assert [message["role"] for message in messages] == ["user", "assistant"]
    assert messages[0]["content"] == "&lt;b&gt;问&lt;/b&gt;"
    assert "&lt;还有&gt;呢？</a>" in messages[1]["content"]


def test_history_lists_conversations_and_marks_the_open_one() -> None:
    html = history_html(W, [Heading("a", "<甲>", 2.0), Heading("b", "乙", 1.0)], "b")

    assert html.count("<li") == 2
    assert html.count('class="current"') + html.count("class=current") == 1
    assert "&lt;甲&gt;" in html
    assert "还没有对话" in history_html(W, [], None)


def test_examples_are_links_that_ask() -> None:
    assert "#ask?question=a%26b" in examples_html(["a&b"])


def test_a_question_before_the_page_knows_who_is_there_is_found_again(tmp_path: Path) -> None:
    service = Scripted(Planned("按采购查询", PLAN), Delta("共两条。"), Done(ANSWER))
    service.reports = list  # type: ignore[attr-defined]
    shared = shared_by_pages(Settings(_env_file=None, data_dir=tmp_path))
    page = ChatPage.__new__(ChatPage)  # what answers, without the layout around it
    page._service, page._shared, page._w = cast(Any, service), shared, W

    *_, (_, talk, state) = page._answer(Asked("几条？"), Talk(), None, cast(Any, None))

    found = shared.conversations.open(owner(state, None), state["talk"])
    assert found.questions == talk.questions == ["几条？"]
