"""How long does an answer take?

By the clock around a call of a warm assistant, one question at a time.
"""

from __future__ import annotations

from typing import Final

from eval.intervals import median, p95
from eval.measures.measure import Measure
from eval.measures.outcome import Outcome

_SOURCE: Final = "quantiles, since means hide the tail: Dean, Barroso 2013, doi:10.1145/2408776.2408794"


def value(outcome: Outcome) -> float:
    """Give the seconds that the answer took."""
    return outcome.seconds


LATENCY_P50: Final = Measure(
    name="latency_p50",
    label="p50",
    definition="seconds within which half of the answers were there, the assistant being warm",
    source=_SOURCE,
    value=value,
    pool=median,
    interval="bootstrap",
    unit="s",
    better="lower",
)

LATENCY_P95: Final = Measure(
    name="latency_p95",
    label="p95",
    definition="seconds within which 95 % of the answers were there, the assistant being warm",
    source=_SOURCE,
    value=value,
    pool=p95,
    interval="bootstrap",
    unit="s",
    better="lower",
    headline=False,
)
