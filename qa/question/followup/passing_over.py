"""Which turn a question goes on from: what was asked before "are you sure?" and its like, where it can be that."""

from __future__ import annotations

from collections.abc import Sequence

from qa.question.followup.antecedents import Base
from qa.question.followup.events import asks_of_event
from qa.question.followup.fragments import is_fragment
from qa.question.followup.remarks import corrected, is_remark


def asked_before(question: str, bases: Sequence[Base]) -> Sequence[Base]:
    """Leave out "are you sure?" and "who says so?" where a question goes on from what was asked before them: a fragment
    ("and in Oslo?"), one on the same event ("when was that?"), a correction, or another such remark.
    """
    asked = list(bases)
    while len(asked) > 1 and is_remark(asked[-1].exchange.question):
        asked.pop()
    if len(asked) == len(bases):
        return bases
    passes_over = (
        is_remark(question)
        or is_fragment(question)
        or asks_of_event(question) is not None
        or corrected(question) is not None
    )
    return asked if passes_over else bases
