"""Numbers printed in the prose, each with the words it is said of, and what can be computed from them."""

from assistant.answering.figures.asked import Calculation, calculation_of
from assistant.answering.figures.reckon import reckon
from assistant.answering.figures.results import Reckoning
from assistant.answering.figures.scan import Figure, figures_of

__all__ = ["Calculation", "Figure", "Reckoning", "calculation_of", "figures_of", "reckon"]
