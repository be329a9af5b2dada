"""Made-up notices agree with their gold and questions, and are the same for the same seed."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.questions import judge
from evals.synthetic import LAYOUTS, OPERATORS, ask, cast, gold_of, write
from evals.synthetic.records import SILENT

NOTICES = list(cast(24, 5))


def test_same_seed_same_notices_whatever_the_count() -> None:
    assert list(cast(6, 5)) == NOTICES[:6]
    assert list(cast(6, 6)) != NOTICES[:6]


def test_every_layout_and_only_one_notice_a_hospital() -> None:
    assert {notice.layout for notice in NOTICES} == set(LAYOUTS)
    assert len({notice.hospital for notice in NOTICES}) == len(NOTICES)


@pytest.mark.parametrize("notice", NOTICES[:8], ids=lambda notice: notice.layout)
def test_gold_stands_in_the_text(notice) -> None:
    written = write(notice)
    gold = gold_of(notice, written)

    assert len(gold["findings"]) == len(notice.findings)
    for finding in gold["findings"]:
        assert finding["title"] in written.text
        assert finding["label"] in written.text
        assert finding["section"] in written.text
        assert (finding["status"] == "not_stated") == (notice.layout in SILENT)
        quotes = [each["quote"] for name in ("pending", "accountability", "amounts") for each in finding[name]]
        assert all(quote in written.text for quote in quotes)
        assert all(rule["name"] in written.text for rule in finding["rules"])


def test_declared_total_is_wrong_only_where_gold_says_so() -> None:
    for notice in cast(60, 5):
        wrong = notice.declared is not None and notice.declared != len(notice.findings)
        assert wrong == bool(notice.contradictions)


def test_questions_turn_through_all_operators() -> None:
    questions = list(ask(NOTICES, 300, 5))
    counts = Counter(question["operator"] for question in questions)

    assert set(counts) == set(OPERATORS)
    assert len(OPERATORS) >= 12
    assert len({question["turns"][0] for question in questions}) == len(questions)
    assert list(ask(NOTICES, 300, 5)) == questions


def test_answer_of_the_records_is_right_and_another_is_not() -> None:
    aliases: dict[str, list[str]] = {notice.hospital: [] for notice in NOTICES}
    for question in ask(NOTICES, 120, 5):
        named = "和".join(sorted(question["hospitals"], key=lambda name: name != question.get("first")))
        said = "；".join(group[0] for group in question["must"])
        prefix = [str(place).rsplit("-", 1) for place in question["evidence"]]
        cited = [{"source": f"{p}_n.txt", "finding": None if o == "meta" else int(o)} for p, o in prefix]
        right = {"answer": f"{named}：{said}。", "abstained": question["abstain"], "citations": cited}

        assert judge(question, right, aliases) == []
        assert judge(question, {**right, "answer": f"{named}：7777。"}, aliases)
