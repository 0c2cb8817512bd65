"""What is said when it is asked back, how that is known again, and which of the offered questions a reply takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qa.words import content_words

WHICH_OF_THESE: Final = "More than one could be meant: which of these do you want to know?"
WHOM: Final = "Whom do you mean by “{word}”? Please ask again with the name."
WHAT: Final = "What do you mean exactly? Please ask again in a whole question, with the name of what it is about."

_ASKS_BACK: Final = re.compile(
    r"\b(?:do|did) you mean\b|\byou mean\b|\bwh(?:ich|om?|at) (?:one |of \w+ |\w+ )?(?:do|did) you\b|\bdo you want\b"
    r"|\bmore than one\b.*\?|\bcould you (?:say|be more)\b|\bplease (?:say|specify)\b",
    re.IGNORECASE,
)
_OWN: Final = re.compile(
    "|".join(re.escape(said).replace(re.escape("{word}"), r"[^“”\n]{1,20}") for said in (WHICH_OF_THESE, WHOM, WHAT))
)
_NTH: Final = re.compile(
    r"^\W*(?:(?:the|number|no\.|choice|option|question)\s+)?"
    r"(?:(?P<nth>first|1st|1|second|2nd|2|third|3rd|3|fourth|4th|4|last|latter|former)|(?<=er )(?P<word>one|two|three"
    r"|four))(?:\s+(?:one|choice|option|question|person|man|woman))?(?:,?\s+please)?\W*$",
    re.IGNORECASE,
)
_PLACES: Final = {
    **dict.fromkeys(("first", "1st", "1", "one", "former"), 0),
    **dict.fromkeys(("second", "2nd", "2", "two"), 1),
    **dict.fromkeys(("third", "3rd", "3", "three"), 2),
    **dict.fromkeys(("fourth", "4th", "4", "four"), 3),
    **dict.fromkeys(("last", "latter"), -1),
}


def asks_back(answer: str) -> bool:
    """Say whether an answer, known as text alone, asks for what is meant: in our own words, or in another's."""
    own = _OWN.match(answer.lstrip()) is not None
    return own or (answer.rstrip().endswith("?") and _ASKS_BACK.search(answer) is not None)


def chosen(said: str, choices: Sequence[str]) -> str | None:
    """Give the offered question that a reply takes, by its place or by words that it alone has; None for no one."""
    if len(choices) < 2:
        return None
    nth = _NTH.match(said)
    if nth is not None:
        place = _PLACES[(nth["nth"] or nth["word"]).casefold()]
        return choices[place] if place < len(choices) else None
    keys = {word.key for word in content_words(said)}
    fitting = [choice for choice in choices if keys <= {word.key for word in content_words(choice)}]
    return fitting[0] if keys and len(fitting) == 1 and len(said.split()) <= _MOST else None


_MOST: Final = 8
"""Words of a reply that only names who is meant."""
