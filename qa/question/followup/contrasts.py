"""Corrections that set what is meant against what is not: "not the embassy, the consulate", "York, not Leeds"."""

from __future__ import annotations

import re
from typing import Final

from qa.question.followup.antecedents import Base
from qa.question.followup.gist import parted, unstopped
from qa.question.followup.phrases import phrases
from qa.question.followup.remarks import is_thing, put_in
from qa.words import content_words

_SPOKEN: Final = r"^\W{0,3}(?:(?:no|nope|sorry|oh|wait|actually|i (?:mean|meant|said))\b[\s,.!–—-]*){0,3}"
_LED: Final = r"(?:in|at|near|on|from|to|around|by|with|for|of|after|before|during|since|until)"
_NOT_BUT: Final = re.compile(
    _SPOKEN + r"not\s+(?P<not>[^,;:.?!–—]{2,60}?)(?:\s*[,;:.!–—]\s*(?:but\s+)?|\s+but\s+|\s+-\s+)"
    r"(?P<meant>[^,;:.?!–—]{2,60})[\s.!]*$",
    re.IGNORECASE,
)
_AND_NOT: Final = re.compile(
    _SPOKEN + r"(?P<meant>[^,;:.?!–—]{2,60}?)(?:\s*[,;–—]\s*(?:and\s+)?|\s+and\s+|\s+-\s+)not\s+"
    r"(?P<not>[^,;:.?!–—]{2,60})[\s.!]*$",
    re.IGNORECASE,
)
_NOT_ALONE: Final = re.compile(_SPOKEN + r"not\s+(?P<not>[^,;:.?!–—]{2,60})[\s.!]*$", re.IGNORECASE)


def contrasted(question: str, base: Base) -> str | None:
    """Ask the last question of what is meant; None where nothing that it spoke of is set against something else.

    With a question mark it is a doubt, and no correction.
    """
    match = _NOT_BUT.match(question) or _AND_NOT.match(question)
    if match is None:
        return None
    meant, refused = unstopped(match["meant"].strip()), match["not"].strip()
    if not is_thing(meant) or not _asked_of(refused, base):
        return None
    main, added = parted(base.standalone)
    keys = {word.key for word in content_words(refused)}
    old = [phrase for phrase in phrases(main) if keys <= phrase.keys]
    if len(old) != 1:
        return put_in(meant, base.standalone, base)
    before = main[: old[0].start]
    if re.match(rf"{_LED}\s", meant, re.IGNORECASE):
        before = re.sub(rf"\b{_LED}\s+$", "", before, flags=re.IGNORECASE)
    return f"{before}{meant}{main[old[0].end :]}?" + (f" ({added})" if added else "")


def only_refuses(question: str, base: Base) -> bool:
    """Say whether a correction names only what is not meant, and leaves open what is: "not the embassy"."""
    match = _NOT_ALONE.match(question)
    return match is not None and is_thing(match["not"]) and _asked_of(match["not"], base)


def _asked_of(thing: str, base: Base) -> bool:
    """Say whether the last question spoke of something."""
    keys = {word.key for word in content_words(thing)}
    return bool(keys) and keys <= {word.key for word in content_words(parted(base.standalone)[0])}
