"""Chinese text as notices print it: matching form, clauses, numbers, dates. Pure functions, no I/O."""

from assistant.text.flat import FlatText

__all__ = ["FlatText"]
