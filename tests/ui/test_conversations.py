"""Conversations: found again by their owner, by nobody else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant.answering.answer import Answer
from assistant.ui.conversations import Conversations, Talk, Turn

ANSWER = Answer(answer="两条。", plan_line="按采购查询", suggestions=("还有呢？",))


@pytest.fixture
def conversations(tmp_path: Path) -> Conversations:
    return Conversations(tmp_path / "deep" / "conversations.db")


def test_kept_conversation_is_found_whole(conversations: Conversations) -> None:
    kept = conversations.keep("alice", Talk().with_turn(Turn("第一问", ANSWER)))
    longer = conversations.keep("alice", kept.with_turn(Turn("第二问", ANSWER)))

    assert longer.id == kept.id
    assert conversations.open("alice", str(kept.id)) == longer
    assert [heading.title for heading in conversations.headings("alice")] == ["第一问"]


def test_nobody_else_sees_opens_changes_or_deletes_it(conversations: Conversations) -> None:
    kept = conversations.keep("alice", Talk().with_turn(Turn("第一问", ANSWER)))

    assert conversations.headings("bob") == []
    assert conversations.open("bob", str(kept.id)) == Talk()
    conversations.keep("bob", Talk(kept.id, (Turn("改掉", ANSWER),)))
    conversations.forget("bob", str(kept.id))
    assert conversations.open("alice", str(kept.id)) == kept


def test_owner_deletes_it(conversations: Conversations) -> None:
    kept = conversations.keep("alice", Talk().with_turn(Turn("第一问", ANSWER)))

    conversations.forget("alice", str(kept.id))

    assert conversations.headings("alice") == []


def test_oldest_beyond_fifty_go(conversations: Conversations) -> None:
    for number in range(53):
        conversations.keep("alice", Talk().with_turn(Turn(f"第{number}问", ANSWER)))

    titles = [heading.title for heading in conversations.headings("alice")]

    assert len(titles) == 50
    assert titles[0] == "第52问"


def test_name_of_the_owner_is_not_in_the_database(conversations: Conversations, tmp_path: Path) -> None:
    conversations.keep("a-secret-name", Talk().with_turn(Turn("问", ANSWER)))

    with sqlite3.connect(tmp_path / "deep" / "conversations.db") as database:
        kept = database.execute("SELECT * FROM talk").fetchall()
    database.close()

    assert "a-secret-name" not in str(kept)
    assert (tmp_path / "deep" / "conversations.db").stat().st_mode & 0o077 == 0


def test_conversation_of_another_form_is_an_empty_one(conversations: Conversations, tmp_path: Path) -> None:
    kept = conversations.keep("alice", Talk().with_turn(Turn("问", ANSWER)))
    with sqlite3.connect(tmp_path / "deep" / "conversations.db") as database:
        database.execute("""UPDATE talk SET turns = '[{"question": 1}]'""")
    database.close()

    assert conversations.open("alice", str(kept.id)) == Talk()


def test_talk_is_cut_where_a_question_is_edited() -> None:
    talk = Talk("x", (Turn("一", ANSWER), Turn("二", ANSWER)))

    assert talk.until(1).questions == ["一"]
    assert talk.until(-1).questions == []
