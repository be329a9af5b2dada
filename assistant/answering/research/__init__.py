"""What no plan can say, looked for by a model that calls tools; every sentence it writes is verified."""

from assistant.answering.research.researcher import Researcher

__all__ = ["Researcher"]
