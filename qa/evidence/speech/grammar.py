"""Who does what a verb tells: its subject, its auxiliaries, and the "by" behind a passive."""

from __future__ import annotations

from typing import Final

from qa.evidence.speech.lexicon import SpeechVerb
from qa.evidence.speech.phrases import (
    Named,
    antecedent_of,
    bare_pronoun,
    clause_subject,
    phrase_from,
    subject_before_comma,
    subject_ending,
)
from qa.evidence.speech.tagging import Tagged

BEING: Final = frozenset("is are was were be been being am get got isn't wasn't aren't weren't isn’t wasn’t".split())
_ALONE: Final = frozenset("some others many several both another most few one two three".split())
CALLED: Final = frozenset("rang rings called calls phoned phones telephoned wrote writes radioed radios".split())


def past_auxiliaries(words: Tagged, place: int) -> tuple[int, list[str]]:
    """Step left over auxiliaries and adverbs; gives the place right of what stands before them, and them."""
    passed: list[str] = []
    left = place
    while left > 0 and words.tags[left - 1] in "arm" and place - left < 6:
        if words.tags[left - 1] == "m" and not words.words[left - 1].endswith(("self", "selves")):
            break
        left -= 1
        passed.append(words.words[left])
    return left, passed


def subject_of(words: Tagged, left: int, verb: SpeechVerb | None = None) -> Named | None:
    """Find who is the subject of the verb whose auxiliaries begin at token `left`."""
    if left == 0:
        return None
    before, word = words.tags[left - 1], words.words[left - 1]
    named: Named | None = None
    if before == "h":
        named = Named(left - 1, left - 1, bare_pronoun(word))
    elif before in "nNXqb#eV":
        if not possessive(words, left - 1):
            named = subject_ending(words, left)
        if named is not None and named.first and words.words[named.first - 1] == "what":
            named = None
    elif before == "D" and word in _ALONE:
        named = Named(left - 1, left) if left < 2 or words.tags[left - 2] not in "opnD" else None
    elif before == ",":
        named = subject_before_comma(words, left - 1)
        if named is None and (verb is None or verb.form != "past"):
            named = clause_subject(words, left - 1)
    elif (before == "w" and word != "what") or (before == "t" and words.tags[left - 2 : left - 1] in ("n", "N", "q")):
        named = antecedent_of(words, left - 1)
    elif word == "to":
        called = next((each for each in range(left - 2, max(-1, left - 6), -1) if words.words[each] in CALLED), None)
        named = None if called is None else subject_of(words, called)
    elif word in ("and", "but", "or", "yet") or (before == ";" and verb is not None and verb.form == "third"):
        named = clause_subject(words, left - 1)
    return named


def possessive(words: Tagged, place: int) -> bool:
    """Say whether a token is somebody's: "Ana's", "the pilots'"."""
    word, end = words.words[place], words.ends[place]
    return word.endswith(("'s", "’s")) or (word.endswith("s") and words.text[end : end + 1] in ("'", "’"))


def by_whom(words: Tagged, place: int) -> Named | None:
    """Find who is named by a "by" that follows token `place` closely."""
    for by in range(place + 1, min(place + 5, len(words.tags))):
        if words.words[by] == "by":
            return phrase_from(words, by + 1)
        if words.tags[by] in ";.,":
            return None
    return None
