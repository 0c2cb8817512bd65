"""Whether all that a sentence tells took place, for sure, on the days that it names or takes over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from index import _scene
from index.document import Sentence
from index.tense import past_word, tells_future, tells_past
from index.times import TimeMention, find_times

_BEFORE_THAT: Final = re.compile(
    r"\b(?:had|having|has|have|earlier|before|after|previously|already|since|later|until|till|then|ago|once)\b|['’](?:d|ve)\b",
    re.IGNORECASE,
)
"""What may have been at another time than the one that is told."""
_AND: Final = re.compile(r"\b(?:and|but|or)\s{1,4}(?P<next>(?:\w{1,20}\s{1,4}){1,4})", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def surely_dated(sentence: Sentence) -> bool:
    """Say whether it is sure that what a sentence tells took place on its days, named or taken over, or at the times
    that it names.

    Not where it tells of two times, or of what went before ("had fled", "two days earlier"), nor where its day belongs
    to something else ("the guard, who was hired in 2019, …"), nor where it speaks of what is or will be.
    """
    mentions = find_times(sentence.text)
    if not tells_past(sentence.text) or tells_future(sentence.text):
        return False
    if any(mention.joined or mention.relation != "on" for mention in mentions) or len(mentions) > 1:
        return False
    if not mentions:
        return bool(sentence.carried) and _BEFORE_THAT.search(sentence.text) is None
    return _sets_all(sentence, mentions)


def _sets_all(sentence: Sentence, mentions: Sequence[TimeMention]) -> bool:
    text, mention = sentence.text, mentions[0]
    rest = text[: mention.start] + text[mention.end :]
    if not (mention.intervals or sentence.carried) or _BEFORE_THAT.search(rest) is not None:
        return False
    if _scene.is_fronted(text, mention):
        return True
    if mention not in _scene.scene_of(text, mentions):
        return False
    parts = (match["next"].split() for match in _AND.finditer(text))
    return not any(past_word(word) for part in parts for word in part)
