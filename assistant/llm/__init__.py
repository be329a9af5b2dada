"""Language models behind one port: a configured endpoint, the embedded model, or none."""

from assistant.llm.opening import ModelChoice, choose_model, open_chat, without_waiting
from assistant.llm.port import ChatModel, Completion, Message, TextDelta, Usage

__all__ = [
    "ChatModel",
    "Completion",
    "Message",
    "ModelChoice",
    "TextDelta",
    "Usage",
    "choose_model",
    "open_chat",
    "without_waiting",
]
