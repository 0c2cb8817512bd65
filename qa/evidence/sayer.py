"""Who says a sentence, as the reader model finds it when it is asked.

Rules on words (`qa.evidence.attribution`) know the forms of reporting that were thought of; a model that was taught on
labelled reports finds others ("Army: it was a gas cylinder", "by the bakers it was 900"). It is asked of few sentences
only, the best, each on its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qa.evidence.decode import FoundSpan, PieceReading

WHO_SAYS: Final = "Who says so?"
"""What the packaged model is asked of a sentence; it was trained on these very words."""
_MOST: Final = 3
_BESIDE: Final = 3.0
"""Log odds that a second name may lie below the first one's."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the model made of a sentence. margin: the log odds that somebody is named as saying it, against nobody.
    names: where they are named, as offsets in the sentence, in its order.
    """

    margin: float
    names: tuple[tuple[int, int], ...]


def heard_in(piece: PieceReading) -> Heard:
    """Tell who is named, from how a sentence was read for `WHO_SAYS`."""
    if not piece.spans:
        return Heard(piece.margin, ())
    best = piece.spans[0]
    near = [
        span for span in piece.spans[:_MOST] if span.margin >= best.margin - _BESIDE and _is_item(span, piece.items)
    ]
    kept = {(span.start, span.end) for span in (best, *near)}
    return Heard(best.margin, tuple(sorted(kept)))


def _is_item(span: FoundSpan, items: Sequence[FoundSpan]) -> bool:
    """Say whether the tokens of a span were marked as part of an answer too."""
    return any(item.start < span.end and span.start < item.end for item in items)
