"""Every error the product raises on purpose.

AssistantError
├── ConfigurationError        a setting is missing or contradicts another
├── ReadingError              a file cannot be turned into text
│   └── NotANoticeError       it is text, but no rectification notice
├── QuoteError                a value points at words that the source does not hold there
├── StoreError                the records or the vectors cannot be read or written
│   └── DuplicateReportError  the same file is stored under another name
├── ExportError               an export cannot be written where it was asked for
├── UnknownReportError        no report of that name is stored
├── ModelError                the language model cannot be reached or used
│   ├── ModelMissingError     the embedded model is not installed
│   └── ModelCorruptError     the embedded model is not the file it should be
├── AccessError               a user cannot be added, changed or found
├── PromptError               a prompt file is malformed, or its variables do not match
└── QuestionError             a question that cannot be taken (empty, too long)

Messages are in plain English, name the file or record, and say what to do. `message_zh` carries what a user of the
page reads; faces fall back to the English text where it is None.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Base of all errors that are meant for a user."""

    def __init__(self, message: str, *, message_zh: str | None = None) -> None:
        super().__init__(message)
        self.message_zh = message_zh


class ConfigurationError(AssistantError):
    """A setting is missing, malformed or contradicts another."""


class ReadingError(AssistantError):
    """A file cannot be turned into text."""


class NotANoticeError(ReadingError):
    """The text was read, but no numbered finding was recognised in it."""


class QuoteError(AssistantError):
    """A value points at words that the source does not hold at that place."""


class StoreError(AssistantError):
    """The records or the vectors cannot be read or written."""


class DuplicateReportError(StoreError):
    """The same file is stored under another name: taken in twice, it would be counted twice."""

    def __init__(self, source: str, stored: str) -> None:
        super().__init__(
            f"{source!r} is the same file as {stored!r}, which is stored: it is not counted twice; "
            f"to rename it, `assistant delete {stored}` first",
            message_zh=f"“{source}”与已导入的“{stored}”内容完全相同，未重复导入；如需改名，请先删除“{stored}”。",
        )
        self.source = source
        self.stored = stored


class ExportError(AssistantError):
    """An export cannot be written where it was asked for."""


class UnknownReportError(AssistantError):
    """No report of that name is stored."""


class ModelError(AssistantError):
    """The language model cannot be reached or used."""


class ModelMissingError(ModelError):
    """The embedded model is not installed."""


class ModelCorruptError(ModelError):
    """The embedded model's parts do not join to the file that was verified."""


class AccessError(AssistantError):
    """A user cannot be added, changed or found."""


class PromptError(AssistantError):
    """A prompt file is malformed, or the variables given are not the ones it declares."""


class QuestionError(AssistantError):
    """A question that cannot be taken: empty, or longer than the limit."""
