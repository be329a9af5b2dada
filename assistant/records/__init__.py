"""The records: every report, finding and value, with the words it came from, in SQL."""

from assistant.records.query import FindingQuery, FindingRow, Matter, PassageRow, ReportRow, ValueTotal
from assistant.records.store import RecordStore

__all__ = ["FindingQuery", "FindingRow", "Matter", "PassageRow", "RecordStore", "ReportRow", "ValueTotal"]
