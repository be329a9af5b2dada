"""The records as files for other programs, and documents for readers: JSON, CSV, Excel, Word, markdown, plain text."""

from assistant.export.files import PaperFormat, paper_bytes
from assistant.export.folder import file_names, write_file, write_folder
from assistant.export.paper import Paper, with_places
from assistant.export.report_csv import csv_tables
from assistant.export.report_json import report_json
from assistant.export.report_xlsx import xlsx_tables

__all__ = [
    "Paper",
    "PaperFormat",
    "csv_tables",
    "file_names",
    "paper_bytes",
    "report_json",
    "with_places",
    "write_file",
    "write_folder",
    "xlsx_tables",
]
