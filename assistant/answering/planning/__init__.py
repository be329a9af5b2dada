"""A second reading of a question by a model, where the first one is unsure: proposed by the model, settled by code."""

from assistant.answering.planning.planner import Planner, Proposed, Proposer
from assistant.answering.planning.proposal import Conversation, PlanProposal
from assistant.answering.planning.second import SecondReader, Worked

__all__ = ["Conversation", "PlanProposal", "Planner", "Proposed", "Proposer", "SecondReader", "Worked"]
