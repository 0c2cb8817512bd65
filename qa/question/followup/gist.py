"""What a question or an answer was about, in a few words that can stand in brackets or in another sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from qa.question.followup.phrases import phrases
from qa.words import content_words, words

_MOST: Final = 14
"""Words of a gist: the reader has room for some 48 tokens in all."""
_MOST_OF_LATER: Final = 8
"""Words that are kept of a question that was a follow-up itself, and of what it went on from."""
_BRACKET: Final = re.compile(r"\s*\(([^()]{1,300})\)\s*(?=\W*$)")
_ASKING: Final = re.compile(
    r"^\W*(?:(?:and|but|so|then|or|ok|please|now|well)\b[\s,]*){0,3}"
    r"(?:(?:by|from|to|on|in|at|for|with|of|since|until)\s+)?"
    r"(?:who(?:m|se)?|what|when|where|why|which|wich|how(?:\s+(?:many|much|long|big|often|far|old|large|high|fast"
    r"|did it))?)?(?:['’]?s\b)?\s*"
    r"(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|says?|said|there|it|true|confirmed"
    r"|really|"
    r"known|that|the report|happened|been|people say)(?:n['’]?t)?\b\s*){0,5}",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n")


def parted(standalone: str) -> tuple[str, str]:
    """Give a standalone question without what was added to it in brackets, and that."""
    match = _BRACKET.search(standalone)
    if match is None:
        return standalone.rstrip(" ?!."), ""
    return (standalone[: match.start()] + standalone[match.end() :]).rstrip(" ?!."), match[1]


@lru_cache(maxsize=1_024)
def gist_of(standalone: str) -> str:
    """Give what a standalone question is about: its words after the asking ones, then the things in its brackets."""
    main, added = parted(standalone)
    core = main[_matched(main) :].strip(" ,:?")
    core = core if content_words(core) else ""
    core = _cut(core, _MOST if not added else _MOST_OF_LATER)
    # What has a name tells one topic from another best, and stays longest.
    deep = sorted(added.split(", "), key=lambda part: not any(word.name for word in words(f"of {part}")))
    deeper = missing_from(core, ", ".join(deep), _MOST_OF_LATER) if added else ""
    return ", ".join(part for part in (core, deeper) if part) or main


def missing_from(text: str, gist: str, most: int = _MOST) -> str:
    """Give of a gist what a text does not have already; names and things, in order. "" where that is nothing new."""
    have = {word.key for word in content_words(text)}
    parts = [part.strip() for part in gist.split(", ") if part.strip()]
    kept: list[str] = []
    for part in parts:
        own = {word.key for word in content_words(part)}
        if not own - have:
            continue
        if len(own - have) >= 0.7 * len(own):
            kept.append(part)
        else:
            kept += [phrase.written.removeprefix("the ") for phrase in phrases(part) if not phrase.keys <= have]
        have |= own
    return _cut(", ".join(kept), most)


def sentences(answer: str) -> list[str]:
    """Give the sentences of an answer, clauses after a semicolon apart."""
    return [part.strip(" •") for part in _SENTENCE.split(answer) if part.strip(" •.")]


def short(text: str, most: int = 22) -> str:
    """Cut a sentence at a clause, or at so many words."""
    every = text.split()
    if len(every) <= most:
        return text.rstrip(" .;,")
    head = " ".join(every[:most])
    clause = max(head.rfind(", "), head.rfind("; "), head.rfind(": "))
    return (head[:clause] if clause > len(head) // 2 else head).rstrip(" .;,:")


def _matched(text: str) -> int:
    match = _ASKING.match(text)
    return match.end() if match else 0


def _cut(text: str, most: int = _MOST) -> str:
    every = words(text)
    return text if len(every) <= most else text[: every[most - 1].end].rstrip(" ,")
