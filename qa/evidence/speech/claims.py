"""The claims that one sentence tells by itself: who is named as saying what part of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qa.evidence.speech.cue import Cue
from qa.evidence.speech.grammar import by_whom
from qa.evidence.speech.lexicon import CONVINCED, SAID_OF, SPEECH_VERBS, STUDIES
from qa.evidence.speech.nouns import of_conviction, of_noun
from qa.evidence.speech.phrases import Named, head_of, phrase_ending, phrase_from
from qa.evidence.speech.tagging import Tagged
from qa.evidence.speech.verbs import of_verb

_RUMOURS: Final = SAID_OF | {"rumour", "rumor", "story", "tip"}
_YIELDED: Final = frozenset("found finds gave gives put puts showed shows yielded counted says speaks spoke".split())
_PHRASES: Final = STUDIES | {"according", "acc", "as", "came", "comes", "come", "stems", "told"}


def cues_in(words: Tagged) -> Iterator[Cue]:
    """Find the words of a sentence that tell a claim, in order."""
    for place, (tag, word) in enumerate(zip(words.tags, words.words, strict=True)):
        verb = SPEECH_VERBS.get(word) if tag in "VXGev" else None
        cue = of_verb(words, place, verb) if verb is not None else None
        if cue is None:
            if word in SAID_OF:
                named, leading = of_noun(words, place, word), True
            elif word in CONVINCED:
                named, leading = of_conviction(words, place), True
            else:
                named, leading = None, False
            if named is None and word in _PHRASES:
                named, leading = _of_phrase(words, place, word), False
            cue = None if named is None else Cue(place, named, leading)
        if cue is not None:
            yield cue


def _of_phrase(words: Tagged, place: int, word: str) -> Named | None:
    """Find who is named by "according to", "as reported by", "a survey by … found", "comes from" and the like."""
    following = words.words[place + 1] if place + 1 < len(words.words) else ""
    if word in ("according", "acc"):
        return _after_according(words, place + 2) if following == "to" else None
    if word == "told":
        return by_whom(words, place) if words.tags[place - 1 : place] == "a" else None
    if word == "as":
        verb = SPEECH_VERBS.get(following)
        return by_whom(words, place + 1) if verb is not None and verb.form == "past" else None
    if word in STUDIES and following == "by":
        named = phrase_from(words, place + 2)
        if named is not None:
            after = named.last + (words.tags[named.last : named.last + 1] == "m")
            return named if after < len(words.words) and words.words[after] in _YIELDED else None
    if word not in STUDIES and following == "from":
        rumour = phrase_ending(words, place)
        if rumour is not None and head_of(words, rumour) in _RUMOURS:
            return phrase_from(words, place + 2)
    return None


def _after_according(words: Tagged, first: int) -> Named | None:
    if words.tags[first : first + 1] in {"m", "h"} or words.words[first : first + 1] == ("her",):
        return Named(first, first, words.words[first])
    named = phrase_from(words, first)
    if named is not None and words.words[named.last + 1 : named.last + 2] == ("by",):
        return phrase_from(words, named.last + 2) or named  # "according to counts made by the rescuers"
    return named
