"""Is the answer right, taken as a whole?"""

from __future__ import annotations

from typing import Final

from eval.measures import facts, forbidden, status
from eval.measures.measure import Measure
from eval.measures.outcome import Outcome


def value(outcome: Outcome) -> float:
    """Give 1 where the status is right, every fact is said and nothing forbidden is stated, else 0."""
    good = status.value(outcome) == 1 and facts.complete(outcome) in {1, None} and forbidden.value(outcome) in {0, None}
    return float(good)


RIGHT: Final = Measure(
    name="right",
    label="right",
    definition="share of all questions with the right status, every fact said and no forbidden claim stated",
    source="joint correctness of answering and abstaining, as SQuAD 2.0 scores it: arXiv 1806.03822",
    value=value,
)
