"""Made-up notices in any number: records first, then text, gold and questions, all from the same records."""

from evals.synthetic.asking import OPERATORS, ask
from evals.synthetic.casting import cast
from evals.synthetic.gold import gold_of
from evals.synthetic.layouts import write
from evals.synthetic.records import LAYOUTS, Notice

__all__ = ["LAYOUTS", "OPERATORS", "Notice", "ask", "cast", "gold_of", "write"]
