"""Saving, replacing, forgetting and reading back reports. The filters have their own file."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import event

from assistant.errors import ConfigurationError, DuplicateReportError, StoreError, UnknownReportError
from assistant.records import FindingQuery, RecordStore
from assistant.records import store as store_module
from assistant.records.engine import reading
from assistant.records.tables import Base

Make = Callable[..., "Notice"]  # noqa: F821 - the conftest's


def test_report_and_document_come_back_exactly(store: RecordStore, notice: Make) -> None:
    saved = notice()

    assert store.save(*saved, version="grammar 1")

    assert store.report("a.txt") == saved.report
    assert store.document("a.txt") == saved.document
    assert store.text("a.txt") == saved.document.text
    assert (store.holds("a.txt"), store.holds("b.txt")) == (True, False)


@pytest.mark.parametrize(
    ("salt", "version", "changed"),
    [("", "1", False), ("edited", "1", True), ("", "2", True)],
    ids=["same file, same rules", "edited file", "same file, other rules"],
)
def test_saving_again_changes_only_what_changed(
    store: RecordStore, notice: Make, salt: str, version: str, changed: bool
) -> None:
    store.save(*notice(), version="1")
    before = store.revision()

    assert store.save(*notice(salt=salt), version=version) is changed

    assert (store.revision() > before) is changed
    assert [row.source for row in store.reports()] == ["a.txt"]


def test_edited_file_replaces_exactly_its_own_rows(store: RecordStore, notice: Make) -> None:
    first, other = notice(), notice("b.txt", "石泉市中医院")
    store.save(*first)
    store.save(*other)
    shorter = first.report.model_copy(update={"findings": first.report.findings[:1], "sha256": "0" * 64})

    store.save(shorter, first.document)

    assert store.report("a.txt") == shorter
    assert store.report("b.txt") == other.report


def test_failure_midway_leaves_what_was_stored(
    store: RecordStore, notice: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = notice()
    store.save(*saved)
    rows_of = store_module.rows_of

    def broken(*args: object) -> dict[type[Base], list[dict[str, object]]]:
        rows = rows_of(*args)
        last = list(rows)[-1]
        return {**rows, last: [{**row, "position": None} for row in rows[last]] or [{"position": None}]}

    monkeypatch.setattr(store_module, "rows_of", broken)

    with pytest.raises(StoreError, match="cannot be read or written"):
        store.save(*notice(salt="edited"))

    assert store.report("a.txt") == saved.report
    assert store.revision() == 1


def test_delete_leaves_no_row_behind(store: RecordStore, notice: Make) -> None:
    store.save(*notice())

    store.delete("a.txt")

    with reading(store._engine) as connection:
        left = {name for name, table in Base.metadata.tables.items() if connection.execute(table.select()).first()}
    assert left == {"revision"}
    assert store.reports() == []


@pytest.mark.parametrize("ask", ["report", "document", "text", "delete"])
def test_unknown_source_is_named(store: RecordStore, ask: str) -> None:
    with pytest.raises(UnknownReportError, match=r"'missing\.txt'"):
        getattr(store, ask)("missing.txt")


def test_same_file_under_another_name_is_refused_and_both_are_named(store: RecordStore, notice: Make) -> None:
    saved = notice()
    store.save(*saved)
    twin = saved.report.model_copy(update={"source": "copy.txt"})

    with pytest.raises(DuplicateReportError, match=r"'copy\.txt'.*'a\.txt'.*delete"):
        store.save(twin, saved.document)

    assert store.sources() == ["a.txt"]


def test_reports_are_listed_by_source_with_their_counts(store: RecordStore, notice: Make) -> None:
    for source in ("c.txt", "a.txt", "b.txt"):
        store.save(*notice(source))

    rows = store.reports()

    assert [row.source for row in rows] == ["a.txt", "b.txt", "c.txt"]
    assert rows[0].fields == notice().report.fields
    assert rows[0].findings == 2
    assert rows[0].status_counts == {"completed": 1, "not_stated": 1}
    assert rows[0].discloses_status
    assert rows[0].doubts == notice().report.doubts


def test_listing_notices_a_change_by_another_store(store: RecordStore, notice: Make, url: str) -> None:
    store.save(*notice())
    store.reports()

    with RecordStore(url).open() as other:
        other.save(*notice("b.txt"))

    assert [row.source for row in store.reports()] == ["a.txt", "b.txt"]


def test_passages_come_by_source(store: RecordStore, notice: Make) -> None:
    for source in ("b.txt", "a.txt"):
        store.save(*notice(source))

    rows = store.passages()

    assert [(row.source, row.hospital, row.passage) for row in rows] == [
        (source, "云岭县人民医院", notice().report.passages[0]) for source in ("a.txt", "b.txt")
    ]
    assert [row.source for row in store.passages(["b.txt"])] == ["b.txt"]
    assert store.passages([]) == []


def test_statements_do_not_grow_with_the_reports(store: RecordStore, notice: Make) -> None:
    def statements() -> int:
        ran: list[str] = []
        note = lambda *args: ran.append(args[2])  # noqa: E731
        event.listen(store._engine, "before_cursor_execute", note)
        store.findings()
        event.remove(store._engine, "before_cursor_execute", note)
        return len(ran)

    store.save(*notice())
    one = statements()
    for number in range(5):
        store.save(*notice(f"more{number}.txt"))

    assert statements() == one


def test_store_is_shared_between_threads(store: RecordStore, notice: Make) -> None:
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            store.save(*notice(f"{number}.txt"))
            assert store.findings(FindingQuery(sources=(f"{number}.txt",)))
            store.reports()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert len(store.reports()) == 8


def test_database_refuses_a_status_it_does_not_know(store: RecordStore, notice: Make) -> None:
    saved = notice()
    wrong = saved.report.findings[0].model_copy(update={"status": "done"})

    with pytest.raises(StoreError, match="ck_finding_status_known"):
        store.save(saved.report.model_copy(update={"findings": (wrong,)}), saved.document)


@pytest.mark.parametrize("wrong", ["sqlite://", "sqlite:///:memory:", "nonsense"])
def test_url_that_cannot_hold_records_is_refused(wrong: str) -> None:
    with pytest.raises(ConfigurationError):
        RecordStore(wrong)
