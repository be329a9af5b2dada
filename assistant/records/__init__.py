"""The records: every report, finding and value, with the words it came from, in SQL."""

from assistant.records.query import FindingQuery, FindingRow, PassageRow, ReportRow
from assistant.records.store import RecordStore

__all__ = ["FindingQuery", "FindingRow", "PassageRow", "RecordStore", "ReportRow"]
