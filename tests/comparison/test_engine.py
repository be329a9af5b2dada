"""Comparisons over the sample notices: nobody dropped, every fact cited, silence named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pytest

from assistant.answering.passages import PassageFinder
from assistant.comparison.engine import Comparer
from assistant.comparison.model import Comparison, Fact
from assistant.errors import UnknownReportError
from assistant.records import RecordStore


def facts_of(comparison: Comparison) -> list[Fact]:
    return [
        *(fact for section in comparison.sections for fact in section.profile),
        *(fact for section in comparison.sections for item in section.items for fact in item.facts),
        *(fact for way in (*comparison.common, *comparison.only) for fact in way.examples),
        *(practice.fact for practice in comparison.practices),
    ]


@pytest.mark.parametrize(
    "topic", [None, "procurement", "人才与干部队伍", "医保", "食堂", "绩效 分配", "没有人写过的事"]
)
def test_every_notice_is_there_and_every_fact_has_its_words(
    comparer: Comparer, store: RecordStore, topic: str | None
) -> None:
    comparison = comparer.compare(topic)

    assert [section.source for section in comparison.sections] == store.sources()
    assert {section.source for section in (*comparison.speaking, *comparison.silent)} == set(store.sources())
    for fact in facts_of(comparison):
        assert fact.citations
        assert all(1 <= number <= len(comparison.citations) for number in fact.citations)
    for citation in comparison.citations:
        assert store.text(citation.source)[citation.start : citation.end] == citation.quote


def test_a_topic_code_takes_every_record_of_the_topic(comparer: Comparer, store: RecordStore) -> None:
    found = {(s.source, i.ordinal) for s in comparer.compare("procurement").sections for i in s.main}

    assert found == {
        (row.source, row.finding.ordinal) for row in store.findings() if "procurement" in row.finding.topics
    }


def test_words_find_titles_whole_and_mentions_in_passing(comparer: Comparer) -> None:
    comparison = comparer.compare("食堂")
    mining = next(section for section in comparison.sections if section.hospital == "霁河矿业总医院")

    assert [item.title for item in mining.main] == ["食堂、绿化等服务外包未公开招标"]
    assert "标题含" in mining.main[0].reason
    assert {fact.kind for fact in mining.main[0].facts} >= {"problem", "status", "measure", "remaining"}
    for item in (item for section in comparison.sections for item in section.passing):
        assert all("食堂" in fact.text for fact in item.of("mention"))
    silent = next(section for section in comparison.sections if section.hospital == "江岭大学附属医院")
    assert not silent.speaks


def test_hospitals_are_taken_by_any_name_in_the_order_given(comparer: Comparer) -> None:
    comparison = comparer.compare("drugs", ["霁河矿业总医院", "澄阳"])

    assert [section.hospital for section in comparison.sections] == ["霁河矿业总医院", "澄阳县人民医院"]


def test_a_hospital_without_a_notice_is_said(comparer: Comparer) -> None:
    with pytest.raises(UnknownReportError) as raised:
        comparer.compare(None, ["飞来峰医院"])

    assert raised.value.message_zh is not None
    assert "飞来峰医院" in raised.value.message_zh


def test_only_one_is_said_where_no_other_touches_the_matter(comparer: Comparer, store: RecordStore) -> None:
    comparison = comparer.compare(None)

    assert comparison.common
    for way in comparison.only:
        assert len(way.hospitals) == 1
    assert not any(way.name == "培训学习" for way in comparison.only)


@dataclass(frozen=True)
class Hit:
    source: str
    finding: int | None
    why: Sequence[tuple[str, int]]


class Search:
    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = hits

    def search(self, query: str, k: int, sources: Collection[str] | None = None) -> Sequence[Hit]:
        return self._hits


def test_what_only_meaning_finds_is_set_apart(store: RecordStore) -> None:
    source = store.sources()[0]
    hits = [Hit(source, 2, (("dense", 1), ("lexical", 3))), Hit(source, 3, (("dense", 2),)), Hit(source, None, ())]

    comparison = Comparer(store, PassageFinder(store), Search(hits)).compare("没有人写过的事")

    section = comparison.sections[0]
    assert [near.ordinal for near in section.near] == [2]
    assert "语义相近" in section.near[0].reason
    assert not section.speaks
