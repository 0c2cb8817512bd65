"""Which part of a sentence each of its claims covers."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from qa.evidence.speech.cue import Cue
from qa.evidence.speech.phrases import REACH, place_of
from qa.evidence.speech.tagging import Tagged


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's claim. Offsets are characters of the sentence.

    source: where who claims is named, None where nobody is. pronoun: what stands for him where only a pronoun does
    ("she", "my"). start, end: the part of the sentence that is claimed, the naming included. cue: where the word stands
    that tells the claim. leading: he is named before what is claimed, and not as an aside in or after it. main: the
    claim is no part of another.
    """

    source: tuple[int, int] | None
    pronoun: str
    start: int
    end: int
    cue: int
    leading: bool
    main: bool


def scoped(words: Tagged, cues: Sequence[Cue]) -> tuple[Claim, ...]:
    """Give each claim the part of the sentence that it covers.

    A sentence turns to another's account at a semicolon, at "while" and at ", but" before a new subject. Within one
    part, a claim told in advance runs until the next; one told as an aside covers what stands before it as well. Two
    sources set against each other ("according to the union five, according to the army one") are both told in advance.
    """
    if not cues:
        return ()
    turns = [0, *_turns(words), len(words.text)]
    set_against = _set_against(words, cues, turns)
    claims = []
    free, last_leading = 0, -1
    for position, cue in enumerate(cues):
        named = cue.named
        at = words.starts[cue.place]
        turn = bisect_right(turns, at)
        start, end = max(free, turns[turn - 1]), turns[turn] if turn < len(turns) else len(words.text)
        main = last_leading < start
        first = min(named.first, cue.place)
        if set_against[position] or (cue.leading and _verb_between(words, start, first)):
            start = words.starts[first]
        told = words.ends[max(named.last - 1, cue.place)]
        if position + 1 < len(cues):
            following = cues[position + 1]
            begins = words.starts[min(following.named.first, following.place)]
            if (following.leading or set_against[position + 1]) and at < begins < end:
                end = begins
            elif not (following.leading or cue.leading or set_against[position]):
                end = min(end, told)
        elif cue.leading:
            end = _quoted_on(words, end, turns)
        elif position == 0 and set(words.tags[max(named.last, cue.place + 1) :]) <= set(".,"):
            start = 0
        if cue.leading:
            last_leading = at
        else:
            free = max(free, end)
        source = place_of(words, named) if named.first < named.last else None
        claims.append(Claim(source, named.pronoun, min(start, at), end, at, cue.leading, main))
    return tuple(claims)


def _set_against(words: Tagged, cues: Sequence[Cue], turns: Sequence[int]) -> list[bool]:
    """Tell of each claim whether it is one of those set against each other: the first opens a part of the sentence, and
    each names its source before something that is told.
    """

    def opens(cue: Cue) -> bool:
        begin = turns[bisect_right(turns, words.starts[cue.place]) - 1]
        before = range(min(cue.named.first, cue.place) - 1, -1, -1)
        inside = itertools.takewhile(lambda each: words.starts[each] >= begin, before)
        return all(words.tags[each] in ",.;:q" for each in inside)

    def tells(cue: Cue) -> bool:
        turn = bisect_right(turns, words.starts[cue.place])
        end = turns[turn] if turn < len(turns) else len(words.text)
        after = range(max(cue.named.last, cue.place + 1), len(words.tags))
        inside = itertools.takewhile(lambda each: words.starts[each] < end, after)
        return any(words.tags[each] not in ",.;:" for each in inside)

    found = [False] * len(cues)
    for position, (one, other) in enumerate(itertools.pairwise(cues)):
        plain = not one.leading and not other.leading
        if plain and (found[position] or opens(one)) and tells(one) and tells(other):
            found[position] = found[position + 1] = True
    return found


def _turns(words: Tagged) -> list[int]:
    found = []
    for place, tag in enumerate(words.tags):
        if tag == ";":
            found.append(words.ends[place])
        elif words.words[place] in ("while", "whereas") or (
            words.words[place] == "but"
            and words.tags[place - 1 : place] == ","
            and words.tags[place + 1 : place + 2] in {"D", "N", "n"}
        ):
            found.append(words.starts[place])
    return found


def _verb_between(words: Tagged, start: int, place: int) -> bool:
    """Say whether the part that begins at offset `start` has a verb before token `place`."""
    for each in range(place - 1, max(-1, place - REACH), -1):
        if words.starts[each] < start:
            return False
        if words.tags[each] in "avVw":
            return True
    return False


def _quoted_on(words: Tagged, end: int, turns: Sequence[int]) -> int:
    """Let a claim run on over a clause after a semicolon in which its words go on in quotation marks."""
    if words.text[end - 1 : end] != ";":
        return end
    following = next((each for each in turns if each > end), end)
    quoted = any(tag in "qQ" and end <= start < following for tag, start in zip(words.tags, words.starts, strict=True))
    return following if quoted else end
