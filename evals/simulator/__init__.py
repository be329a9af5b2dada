"""An OpenAI-compatible endpoint on loopback that plays a model: perfect, noisy, hostile, or recorded.

Claims about how the product behaves with a model need models of known quality. Each simulated one keeps a ledger of
every lie it told; that ledger, not the product's own verification, counts what reached the user.
"""

from evals.simulator.brain import Brain, ChatRequest, Reply, ScriptedBrain
from evals.simulator.hostile import Hostile
from evals.simulator.ledger import Ledger, Lie
from evals.simulator.noisy import Noisy
from evals.simulator.oracle import Oracle, load_gold
from evals.simulator.replay import Forward, Recorder, Replay
from evals.simulator.server import Simulator

__all__ = [
    "Brain",
    "ChatRequest",
    "Forward",
    "Hostile",
    "Ledger",
    "Lie",
    "Noisy",
    "Oracle",
    "Recorder",
    "Replay",
    "Reply",
    "ScriptedBrain",
    "Simulator",
    "load_gold",
]
