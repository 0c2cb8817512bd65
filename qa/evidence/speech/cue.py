"""A word that tells a claim, and who makes it."""

from __future__ import annotations

from dataclasses import dataclass

from qa.evidence.speech.phrases import Named


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells a claim, the token `place`, and who claims. leading: he is named before what is claimed, not as
    an aside in or after it.
    """

    place: int
    named: Named
    leading: bool
