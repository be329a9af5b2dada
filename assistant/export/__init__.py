"""The records as files for other programs: JSON a report, CSV tables, the text that offsets count in."""

from assistant.export.folder import file_names, write_folder
from assistant.export.report_csv import csv_tables
from assistant.export.report_json import report_json

__all__ = ["csv_tables", "file_names", "report_json", "write_folder"]
