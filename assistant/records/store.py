"""The records: what the assistant knows, in tables, behind typed questions.

Safe to share between threads: the engine hands every call a connection of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from assistant.errors import DuplicateReportError, UnknownReportError
from assistant.reading.document import Document, Location
from assistant.records.engine import connect, reading, upgrade, writing
from assistant.records.filters import first_matching, matching
from assistant.records.loading import load_findings, load_passages, load_reports, passage
from assistant.records.query import (
    FindingQuery,
    FindingRow,
    HeldReport,
    PassageRow,
    Ranked,
    ReportRow,
    SeenFile,
    ValueKind,
    ValueTotal,
)
from assistant.records.storing import report_row, rows_of
from assistant.records.tables import (
    DocumentTable,
    DoubtTable,
    FileTable,
    FindingTable,
    LocationTable,
    PassageTable,
    ReportTable,
    RevisionTable,
)
from assistant.records.totals import leading_keys, value_totals
from assistant.schema import Report, Status

_NAMED = 400
"""Reports that are named in a statement; of more, all are read."""
_Kept = tuple[int, str, str]
"""Id, sha256 and version of a stored report: as long as they are the same, so is what they name."""


class _Listing(NamedTuple):
    """All report rows as they were at one revision, by source."""

    revision: int
    rows: dict[_Kept, ReportRow]


class RecordStore:
    """The records at a SQLAlchemy URL: a SQLite file, or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self._engine = connect(url)
        self._listing: _Listing | None = None
        self._listing_lock = threading.Lock()

    def open(self) -> Self:
        """Create or migrate the tables if they are not up to date; call it before anything else."""
        upgrade(self._engine)
        return self

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- changes -------------------------------------------------------------------------------------------------

    def save(self, report: Report, document: Document, version: str = "") -> bool:
        """Put `report` in the place of whatever is stored under its source name; whether anything changed.

        `version` says what read it (extractor and rules). The same bytes read by the same version change nothing.
        Raises DuplicateReportError where the same bytes are stored under another name: counted twice, every count
        over the records would be wrong.
        """
        with self._changing() as connection:
            if self._version_of(connection, report.source, report.sha256) == version:
                return False
            _refuse_twin(connection, report.source, report.sha256)
            connection.execute(delete(ReportTable).where(ReportTable.source == report.source))
            added = connection.execute(
                insert(ReportTable).values(report_row(report, version)).returning(ReportTable.id)
            ).scalar_one()
            for table, rows in rows_of(added, report, document).items():
                if rows:
                    connection.execute(insert(table), rows)
            _count_change(connection)
        return True

    def delete(self, source: str) -> None:
        """Forget the report of that name. Raises UnknownReportError where there is none."""
        with self._changing() as connection:
            if not connection.execute(delete(ReportTable).where(ReportTable.source == source)).rowcount:
                raise _unknown(source)
            _count_change(connection)

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """One transaction that changes the records; others wait at its first statement, whatever the engine."""
        with writing(self._engine) as connection:
            connection.execute(select(RevisionTable.number).with_for_update())
            yield connection

    # --- reports -------------------------------------------------------------------------------------------------

    def version_of(self, source: str, sha256: str) -> str | None:
        """What read the report of exactly these bytes under that name; None where they are not stored."""
        with reading(self._engine) as connection:
            return self._version_of(connection, source, sha256)

    @staticmethod
    def _version_of(connection: Connection, source: str, sha256: str) -> str | None:
        return connection.execute(
            select(ReportTable.version).where(ReportTable.source == source, ReportTable.sha256 == sha256)
        ).scalar_one_or_none()

    def held(self) -> dict[str, HeldReport]:
        """What a run over files must know of every stored report, by source, in one reading."""
        doubts = select(DoubtTable.report_id, func.count().label("n")).group_by(DoubtTable.report_id).subquery()
        findings = select(FindingTable.report_id, func.count().label("n")).group_by(FindingTable.report_id).subquery()
        statement = (
            select(
                ReportTable.source,
                ReportTable.sha256,
                ReportTable.version,
                func.coalesce(findings.c.n, 0),
                ReportTable.declared_findings,
                func.coalesce(doubts.c.n, 0),
            )
            .outerjoin(findings, findings.c.report_id == ReportTable.id)
            .outerjoin(doubts, doubts.c.report_id == ReportTable.id)
        )
        with reading(self._engine) as connection:
            return {source: HeldReport(*values) for source, *values in connection.execute(statement)}

    def seen_files(self) -> dict[str, SeenFile]:
        """The files that were hashed, by path, as they were then."""
        columns = FileTable.path, FileTable.size, FileTable.changed_ns, FileTable.sha256
        with reading(self._engine) as connection:
            return {row.path: SeenFile(*row) for row in connection.execute(select(*columns))}

    def remember_files(self, files: Sequence[SeenFile]) -> None:
        """Keep what files were when they were hashed, in the place of what was known of them; no change of records."""
        if not files:
            return
        rows = [file._asdict() for file in files]
        with writing(self._engine) as connection:
            connection.execute(
                delete(FileTable).where(FileTable.path == bindparam("of")), [{"of": f.path} for f in files]
            )
            connection.execute(insert(FileTable), rows)

    def holds(self, source: str) -> bool:
        """Whether a report is stored under that name."""
        with reading(self._engine) as connection:
            found = connection.execute(select(ReportTable.id).where(ReportTable.source == source))
            return found.scalar_one_or_none() is not None

    def refuse_twin(self, source: str, sha256: str) -> None:
        """Raise DuplicateReportError where these bytes are stored under another name than `source`."""
        with reading(self._engine) as connection:
            _refuse_twin(connection, source, sha256)

    def revision(self) -> int:
        """Grows with every change to the records, by whatever process; 0 for a new store."""
        with reading(self._engine) as connection:
            return _revision(connection)

    def reports(self) -> list[ReportRow]:
        """All reports, by source. Kept, since every answer looks at them; of a change only what changed is read."""
        with reading(self._engine) as connection, self._listing_lock:
            revision = _revision(connection)
            if self._listing is None or self._listing.revision != revision:
                self._listing = _Listing(revision, _listed(connection, self._listing.rows if self._listing else {}))
            return list(self._listing.rows.values())

    def report_row(self, source: str) -> ReportRow:
        """One report without its findings. Raises UnknownReportError where there is none."""
        with reading(self._engine) as connection:
            return _with_parts(connection, [_report_row(connection, source)])[0]

    def versions(self) -> dict[str, str]:
        """By source, what changes whenever the stored report does: the file's sha256 and what read it."""
        with reading(self._engine) as connection:
            rows = connection.execute(
                select(ReportTable.source, ReportTable.sha256, ReportTable.version).order_by(ReportTable.source)
            )
            return {source: _joined(sha256, version) for source, sha256, version in rows}

    def sources(self) -> list[str]:
        """The names of all reports, sorted."""
        with reading(self._engine) as connection:
            return list(connection.execute(select(ReportTable.source).order_by(ReportTable.source)).scalars())

    def report(self, source: str) -> Report:
        """The report of that name, exactly as it was saved. Raises UnknownReportError where there is none."""
        with reading(self._engine) as connection:
            row = _report_row(connection, source)
            parts = load_reports(connection, [row])
            found = load_findings(connection, matching(FindingQuery(sources=(source,))))
            return Report(
                source=row.source,
                sha256=row.sha256,
                fields=parts.fields[row.id],
                findings=tuple(each.finding for each in found),
                passages=load_passages(connection, row.id),
                doubts=parts.doubts.get(row.id, ()),
            )

    def document(self, source: str) -> Document:
        """The file of that name as its reader gave it. Raises UnknownReportError where there is none."""
        with reading(self._engine) as connection:
            row = _report_row(connection, source)
            stored = connection.execute(
                select(DocumentTable.media, DocumentTable.text).where(DocumentTable.report_id == row.id)
            ).one()
            spots = connection.execute(
                select(LocationTable.start_offset, LocationTable.end_offset, LocationTable.place)
                .where(LocationTable.report_id == row.id)
                .order_by(LocationTable.position)
            )
            locations = tuple(Location(*spot) for spot in spots)
            return Document(row.source, row.sha256, stored.text, stored.media, locations)

    def text(self, source: str) -> str:
        """The text that all offsets of that report count in. Raises UnknownReportError where there is none."""
        with reading(self._engine) as connection:
            found = connection.execute(
                select(DocumentTable.text)
                .join(ReportTable, ReportTable.id == DocumentTable.report_id)
                .where(ReportTable.source == source)
            ).scalar_one_or_none()
        if found is None:
            raise _unknown(source)
        return found

    # --- findings and passages -------------------------------------------------------------------------------------

    def findings(self, query: FindingQuery | None = None) -> list[FindingRow]:
        """The findings that meet every condition of `query`, by source and ordinal; without one, all of them."""
        with reading(self._engine) as connection:
            return load_findings(connection, first_matching(query or FindingQuery()))

    def tally(self, query: FindingQuery | None = None) -> dict[str, dict[Status, int]]:
        """How many findings meet `query`, by source and status, without reading them."""
        wanted = matching(query or FindingQuery()).with_only_columns(
            ReportTable.source, FindingTable.status, func.count()
        )
        counted: dict[str, dict[Status, int]] = {}
        with reading(self._engine) as connection:
            statement = wanted.group_by(ReportTable.source, FindingTable.status).order_by(ReportTable.source)
            for source, status, count in connection.execute(statement):
                counted.setdefault(source, {})[status] = count
        return counted

    def value_totals(self, kind: ValueKind, query: FindingQuery) -> list[ValueTotal]:
        """What the findings that meet `query` hold of `kind`, by source, without reading them."""
        with reading(self._engine) as connection:
            return value_totals(connection, kind, query)

    def leading(
        self, query: FindingQuery, by: Ranked, limit: int, holding: ValueKind | None = None
    ) -> list[FindingRow]:
        """The first `limit` of the findings that meet `query`, in the order asked for; see `leading_keys`."""
        with reading(self._engine) as connection:
            keys = tuple(leading_keys(connection, query, by, limit, holding))
            found = load_findings(connection, matching(FindingQuery(ordinals=keys)))
        at = {key: place for place, key in enumerate(keys)}
        return sorted(found, key=lambda row: at[row.source, row.finding.ordinal])

    def passages(self, sources: Collection[str] | None = None) -> list[PassageRow]:
        """The passages outside findings of these reports (None: of all), by source and in document order."""
        statement = (
            select(ReportTable.source, ReportTable.hospital, PassageTable.__table__)
            .join(PassageTable, PassageTable.report_id == ReportTable.id)
            .order_by(ReportTable.source, PassageTable.position)
        )
        if sources is not None:
            statement = statement.where(ReportTable.source.in_(sources))
        with reading(self._engine) as connection:
            return [PassageRow(row.source, row.hospital, passage(row)) for row in connection.execute(statement)]


def version_of(report: Report, version: str) -> str:
    """What `RecordStore.versions` says of a report that was saved with `version`."""
    return _joined(report.sha256, version)


def _joined(sha256: str, version: str) -> str:
    return f"{sha256} {version}"


def _unknown(source: str) -> UnknownReportError:
    return UnknownReportError(
        f"no report named {source!r} is stored: `assistant ingest` takes it in",
        message_zh=f"没有名为“{source}”的报告，请先导入。",
    )


def _revision(connection: Connection) -> int:
    return connection.execute(select(RevisionTable.number)).scalar_one()


def _count_change(connection: Connection) -> None:
    connection.execute(update(RevisionTable).values(number=RevisionTable.number + 1))


def _report_row(connection: Connection, source: str) -> Row[Any]:
    row = connection.execute(select(ReportTable.__table__).where(ReportTable.source == source)).one_or_none()
    if row is None:
        raise _unknown(source)
    return row


def _refuse_twin(connection: Connection, source: str, sha256: str) -> None:
    twin = connection.execute(
        select(ReportTable.source).where(ReportTable.sha256 == sha256, ReportTable.source != source).limit(1)
    ).scalar_one_or_none()
    if twin is not None:
        raise DuplicateReportError(source, twin)


def _listed(connection: Connection, before: Mapping[_Kept, ReportRow]) -> dict[_Kept, ReportRow]:
    """The row of every report, by source; those that are among `before` are not read again."""
    columns = ReportTable.id, ReportTable.sha256, ReportTable.version
    found = connection.execute(select(*columns).order_by(ReportTable.source))
    kept: list[_Kept] = [(id_, sha256, version) for id_, sha256, version in found]
    missing = [key[0] for key in kept if key not in before]
    statement = select(ReportTable.__table__).order_by(ReportTable.source)
    if len(missing) <= _NAMED:
        statement = statement.where(ReportTable.id.in_(missing))
    rows = connection.execute(statement).all() if missing else []
    read = dict(zip((row.id for row in rows), _with_parts(connection, rows), strict=True))
    return {key: read[key[0]] if key[0] in read else before[key] for key in kept}


def _with_parts(connection: Connection, rows: Sequence[Row[Any]]) -> list[ReportRow]:
    parts = load_reports(connection, rows)
    return [
        ReportRow(
            source=row.source,
            sha256=row.sha256,
            fields=parts.fields[row.id],
            findings=sum(parts.statuses.get(row.id, {}).values()),
            status_counts=parts.statuses.get(row.id, {}),
            doubts=parts.doubts.get(row.id, ()),
        )
        for row in rows
    ]
