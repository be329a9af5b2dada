"""What a language model adds to an answer: a short summary, of which only verified sentences are shown."""

from assistant.answering.prose.lead import SMALL_MODEL, Bounds, LeadWriter, finished
from assistant.answering.prose.sheet import FactSheet, fact_sheet
from assistant.answering.prose.verification import Verdict, verify

__all__ = ["SMALL_MODEL", "Bounds", "FactSheet", "LeadWriter", "Verdict", "fact_sheet", "finished", "verify"]
