"""What the pages of all languages share: there is one conversation with a visitor, whatever language it is read in."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.settings import Settings
from assistant.ui.checking import Tally
from assistant.ui.conversations import Conversations
from assistant.ui.eval_runs import EvalRuns
from assistant.ui.feedback import Feedback


@dataclass(frozen=True, slots=True)
class Shared:
    """What is kept beside the records."""

    conversations: Conversations
    feedback: Feedback
    tally: Tally
    runs: EvalRuns


def shared_by_pages(settings: Settings) -> Shared:
    """Over the data folder of `settings`."""
    folder = settings.data_dir
    return Shared(
        Conversations(folder / "conversations.db"),
        Feedback(folder / "feedback.jsonl"),
        Tally(),
        EvalRuns(folder / "evals" / "runs", settings),
    )
