"""The records: every report, finding and value, with the words it came from, in SQL."""

from assistant.records.query import (
    FindingQuery,
    FindingRow,
    HeldReport,
    Matter,
    PassageRow,
    ReportRow,
    SeenFile,
    ValueTotal,
)
from assistant.records.store import RecordStore, version_of

__all__ = [
    "FindingQuery",
    "FindingRow",
    "HeldReport",
    "Matter",
    "PassageRow",
    "RecordStore",
    "ReportRow",
    "SeenFile",
    "ValueTotal",
    "version_of",
]
