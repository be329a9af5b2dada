"""Questions made of record words alone (a status, a step of the inspection, a contact, a number of findings): whatever
their wording, nothing is left of them to search the prose for, so the records answer.
"""

from assistant.answering.typed.reading import Typed, typed_of

__all__ = ["Typed", "typed_of"]
