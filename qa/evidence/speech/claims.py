"""The claims that one sentence tells by itself: who is named as saying what part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qa.evidence.speech.frames import frame_fits, tells_clause, witnesses
from qa.evidence.speech.lexicon import (
    ASIDES,
    CONVINCED,
    DOCUMENTS,
    MEANS,
    PARTICIPLES,
    PASSIVES,
    SAID_OF,
    SPEECH_VERBS,
    STUDIES,
    TELLING,
    SpeechVerb,
)
from qa.evidence.speech.phrases import (
    REACH,
    Named,
    antecedent_of,
    bare_pronoun,
    clause_subject,
    head_of,
    phrase_ending,
    phrase_from,
    subject_before_comma,
    subject_ending,
)
from qa.evidence.speech.tagging import Tagged

_ALONE: Final = frozenset("some others many several both another most few one two three".split())
_BE: Final = frozenset("is are was were be been being am get got isn't wasn't aren't weren't isn’t wasn’t".split())
_HAVE: Final = frozenset("has have had having".split())
_NEGATIVE: Final = frozenset({"not", "never", "cannot"})
_MODAL: Final = frozenset("would will could can may might must should shall cannot".split())
_SUPPOSED: Final = frozenset("until unless if whether before after".split())
_PLURAL: Final = frozenset("police people men women staff press media children folk".split())
_SINGULAR: Final = _PLURAL | {"works", "news", "headquarters"}
_CALLED: Final = frozenset("rang rings called calls phoned phones telephoned wrote writes radioed radios".split())
_OWNERS: Final = frozenset("his her their its my our".split())
_RUMOURS: Final = SAID_OF | {"rumour", "rumor", "story", "tip"}
_YIELDED: Final = frozenset("found finds gave gives put puts showed shows yielded counted says speaks spoke".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells a claim, the token `place`, and who claims. leading: he is named before what is claimed, not as
    an aside in or after it.
    """

    place: int
    named: Named
    leading: bool


def cues_in(words: Tagged) -> Iterator[Cue]:
    """Find the words of a sentence that tell a claim, in order."""
    for place, (tag, word) in enumerate(zip(words.tags, words.words, strict=True)):
        verb = SPEECH_VERBS.get(word) if tag in "VXGev" else None
        cue = _of_verb(words, place, verb) if verb is not None else None
        if cue is None:
            if word in SAID_OF:
                named, leading = _of_noun(words, place, word), True
            elif word in CONVINCED:
                named, leading = _of_conviction(words, place), True
            else:
                named, leading = None, False
            if named is None and word in _PHRASES:
                named, leading = _of_phrase(words, place, word), False
            cue = None if named is None else Cue(place, named, leading)
        if cue is not None:
            yield cue


# Verbs of speech


def _of_verb(words: Tagged, place: int, verb: SpeechVerb) -> Cue | None:
    left, auxiliaries = _past_auxiliaries(words, place)
    if _is_noun(words, place, verb, auxiliaries):
        return None
    being = not _BE.isdisjoint(auxiliaries)
    if words.words[place] in PARTICIPLES and _HAVE.isdisjoint(auxiliaries) and not being:
        return None
    if verb.form == "past" and (being or _by_somebody(words, place + 1)):
        named = _by_whom(words, place) if being and verb.lemma in PASSIVES else None
        return None if named is None else Cue(place, named, False)
    if verb.form == "ing" and not being:
        named = _of_participle(words, place, verb)
        return None if named is None else Cue(place, named, True)
    if not verb.stance and (not _MODAL.isdisjoint(auxiliaries) or _negated(auxiliaries)):
        return None
    if verb.form == "past" and not auxiliaries and _is_reduced(words, place):
        return None
    if verb.lemma in ASIDES and verb.form != "ing":
        named = _inverted(words, left, place)
        if named is not None and (_set_off(words, place, verb, named) or not _has_subject(words, place)):
            return Cue(place, named, False)
    return _of_active(words, place, verb, left)


def _of_active(words: Tagged, place: int, verb: SpeechVerb, left: int) -> Cue | None:
    named = _subject(words, left, verb)
    if named is None or not _agrees(words, place, verb, named):
        return None
    opening = min(named.first, left)
    supposed = opening > 0 and words.words[opening - 1] in _SUPPOSED
    if supposed and words.tags[place + 1 : place + 2] in ("", ",", ".", ";"):
        return None
    if verb.lemma in ASIDES and _stands_aside(words, named) and _ends_aside(words, place, verb):
        return Cue(place, named, False)
    fits = frame_fits(words, place, verb) or ("witness" in verb.frames and witnesses(words, place, named))
    return Cue(place, named, True) if fits else None


def _past_auxiliaries(words: Tagged, place: int) -> tuple[int, list[str]]:
    """Step left over auxiliaries and adverbs; gives the place right of what stands before them, and them."""
    passed: list[str] = []
    left = place
    while left > 0 and words.tags[left - 1] in "arm" and place - left < 6:
        if words.tags[left - 1] == "m" and not words.words[left - 1].endswith(("self", "selves")):
            break
        left -= 1
        passed.append(words.words[left])
    return left, passed


def _negated(auxiliaries: list[str]) -> bool:
    return any(word in _NEGATIVE or word.endswith(("n't", "n’t")) for word in auxiliaries)


def _is_noun(words: Tagged, place: int, verb: SpeechVerb, auxiliaries: list[str]) -> bool:
    """Say whether a form that can be a noun or an adjective is one here."""
    before = words.tags[place - 1] if place else ""
    if before == "i" and verb.form == "base":
        return _CALLED.isdisjoint(words.words[max(0, place - 6) : place - 1])
    if words.tags[place] == "e":
        return True
    if words.tags[place] != "X" or auxiliaries:
        return False
    after = words.tags[place + 1 : place + 2]
    if before == "#" and words.tags[place - 2 : place - 1] in ("N", "n"):
        before = "N"  # "Train 33 reports"
    return before in set("Dop#ibG") or after in set("VvaoXec,)") or (after == "" and before != "h")


_PARTICIPLE_PHRASE: Final = re.compile(r"[op]D?[nNXe#]{1,4}[av]")


def _is_reduced(words: Tagged, place: int) -> bool:
    """Say whether a participle hangs on the noun before it: "does not match the goods described in the list"."""
    if words.tags[place + 1 : place + 2] not in ("o", "p") or words.tags[place - 1 : place] not in ("n", "N", "X"):
        return False
    if _PARTICIPLE_PHRASE.match(words.tags, place + 1):
        return True
    named = phrase_ending(words, place)
    return named is not None and words.tags[named.first - 1 : named.first] in set("VvaerXop")


def _agrees(words: Tagged, place: int, verb: SpeechVerb, named: Named) -> bool:
    """Say whether subject and verb agree in number, where the verb could be a noun, as in "the final report"."""
    if words.tags[place] != "X" or named.pronoun:
        return verb.lemma != "point" or named.pronoun != "it"
    head = head_of(words, named)
    several = "c" in words.tags[named.first : named.last]
    plural = several or head in _PLURAL or (head.endswith("s") and not head.endswith("ss"))
    if verb.form == "base":
        return plural or words.tags[place + 1 : place + 2] == "t"
    return verb.form != "third" or not plural or words.tags[named.last - 1] in "Nb" or head in _SINGULAR


def _subject(words: Tagged, left: int, verb: SpeechVerb | None = None) -> Named | None:
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
        called = next((each for each in range(left - 2, max(-1, left - 6), -1) if words.words[each] in _CALLED), None)
        named = None if called is None else _subject(words, called)
    elif word in ("and", "but", "or", "yet") or (before == ";" and verb is not None and verb.form == "third"):
        named = clause_subject(words, left - 1)
    return named


def _stands_aside(words: Tagged, named: Named) -> bool:
    """Say whether who speaks stands after something that he says: "…, the clerk noted"."""
    if not named.first:
        return False
    return words.tags[named.first - 1] in ',qQ-"b' or words.words[named.first - 1] == "as"


def _ends_aside(words: Tagged, place: int, verb: SpeechVerb) -> bool:
    if verb.lemma in ("tell", "inform", "assure"):
        return True
    return words.tags[place + 1 : place + 2] in set(',.;-)qQbopmr:"N') | {""}


_REST: Final = re.compile(r'[^,;.:\-wqQS"t]*')


def _inverted(words: Tagged, left: int, place: int) -> Named | None:
    """Find the subject that follows its verb: "…, said the mayor"."""
    if left != place or place == 0 or words.tags[place - 1] not in ',qQ-".':
        return None
    if words.tags[place + 1 : place + 2] == "h":
        aside = words.tags[place + 2 : place + 3] not in set("avVe")
        return Named(place + 1, place + 1, bare_pronoun(words.words[place + 1])) if aside else None
    named = phrase_from(words, place + 1)
    if named is None or words.tags[named.last : named.last + 1] not in set(',.;:wqQ-pobgGrS"ie') | {""}:
        return None
    rest = _REST.match(words.tags, named.last, named.last + REACH)
    return None if rest is not None and not set(rest[0]).isdisjoint("avV") else named


def _has_subject(words: Tagged, place: int) -> bool:
    return words.tags[place - 1] == "," and subject_before_comma(words, place - 1) is not None


def _set_off(words: Tagged, place: int, verb: SpeechVerb, named: Named) -> bool:
    """Say whether verb and speaker stand between commas: "The bridge, said the engineer, was old"."""
    ends = words.tags[named.last : named.last + 1] in ("", ",", ".")
    return ends and verb.lemma in _SAYING and words.tags[named.first] in "DN"


def _by_somebody(words: Tagged, place: int) -> bool:
    """Say whether "by" at token `place` tells who, and not by what means ("said by telephone")."""
    if words.words[place : place + 1] != ("by",) or words.tags[place + 1 : place + 2] in ("g", "G"):
        return False
    named = phrase_from(words, place + 1)
    return named is not None and MEANS.isdisjoint(words.words[named.first : named.last])


def _by_whom(words: Tagged, place: int) -> Named | None:
    """Find who is named by a "by" that follows token `place` closely."""
    for by in range(place + 1, min(place + 5, len(words.tags))):
        if words.words[by] == "by":
            return phrase_from(words, by + 1)
        if words.tags[by] in ";.,":
            return None
    return None


_SAYING: Final = frozenset("add argue complain insist reply say think write".split())
"""Verbs that take no thing as their object, so that what follows them between commas is who speaks."""
_BARE: Final = frozenset("accuse argue believe blame cite claim contend deny fear insist say warn".split())
"""Verbs whose -ing form tells a claim whatever follows ("citing the rain")."""


def _of_participle(words: Tagged, place: int, verb: SpeechVerb) -> Named | None:
    """Find who says it in "…, arguing that" and "a post by the lobby saying that"."""
    if place == 0 or not (verb.lemma in _BARE or tells_clause(words, place)):
        return None
    before = words.tags[place - 1]
    if before in "nNXq":
        named = phrase_ending(words, place)
        if named is None or head_of(words, named) not in DOCUMENTS:
            return named if named is not None and words.tags[named.first] in "DN" else clause_subject(words, place)
        sender = next((each for each in range(named.first, named.last) if words.words[each] == "from"), None)
        return clause_subject(words, named.first) if sender is None else Named(sender + 1, named.last)
    if before not in ",cS":
        return None
    subject = clause_subject(words, place)
    return subject if subject is None or subject.pronoun else _letter(words, subject.last, place) or subject


def _letter(words: Tagged, first: int, last: int) -> Named | None:
    """Find the letter or the like that a participle hangs on: "The visit followed a letter, alleging that"."""
    if any(tag in "VG" for tag in words.tags[first:last]):
        return None  # "issued a statement, saying": the subject speaks
    for place in range(last - 1, max(first, last - 12), -1):
        if words.words[place] in DOCUMENTS:
            return phrase_ending(words, place + 1)
    return None


# Nouns of speech


def _of_noun(words: Tagged, place: int, word: str) -> Named | None:
    """Find whose opinion, account or count is told: "in the opinion of the warden", "by her count", "Ana's view is"."""
    tags = words.tags
    owner = place - 1
    while owner > 0 and tags[owner] in "neg" and place - owner < 3 and not possessive(words, owner):
        owner -= 1
    if owner < 0:
        return None
    before = tags[owner - 1] if owner else ""
    after = tags[place + 1 : place + 2]
    tells = after in {"t", ":", "q", "Q"} or _amounts(words, place + 1)
    if words.words[owner] == "the":
        return _of_the(words, owner, place)
    if words.words[owner] in _OWNERS:
        told = tells or (before in ("o", "p") and word in TELLING)
        return Named(owner, owner, words.words[owner]) if told else None
    named = phrase_ending(words, owner + 1) if possessive(words, owner) else None
    if named is None:
        return None
    if after == "o":
        whole = phrase_from(words, owner + 1)
        tells = whole is not None and _amounts(words, whole.last)
    return named if tells or (named.first > 0 and tags[named.first - 1] in "op") else None


def _of_the(words: Tagged, the: int, place: int) -> Named | None:
    """Find whose it is in "in the opinion of the warden", "the warden is of the opinion that"."""
    before = words.tags[the - 1] if the else ""
    after = words.tags[place + 1 : place + 2]
    if before == "o" and after == "t":
        left, auxiliaries = _past_auxiliaries(words, the - 1)
        return None if _BE.isdisjoint(auxiliaries) else _subject(words, left)
    if words.words[place + 1 : place + 2] != ("of",):
        return None
    named = phrase_from(words, place + 2)
    if named is None:
        return None
    tells = words.tags[named.last : named.last + 1] in {"t", ":"} or words.words[named.last : named.last + 1] in (
        ("is",),
        ("was",),
    )
    return named if tells or (before in ("o", "p", "i") and words.words[place] in TELLING) else None


_AMOUNTS: Final = (("stands", "at"), ("stood", "at"), ("comes", "to"), ("came", "to"), ("lies", "at"))


def _amounts(words: Tagged, place: int) -> bool:
    """Say whether token `place` tells what an opinion or a figure is: "is that", "stands at 4"."""
    if words.words[place : place + 1] in (("is",), ("was",)):
        return words.tags[place + 1 : place + 2] in set("tqQDnS#")
    return words.words[place : place + 2] in _AMOUNTS


def possessive(words: Tagged, place: int) -> bool:
    """Say whether a token is somebody's: "Ana's", "the pilots'"."""
    word, end = words.words[place], words.ends[place]
    return word.endswith(("'s", "’s")) or (word.endswith("s") and words.text[end : end + 1] in ("'", "’"))


# Phrases

_PHRASES: Final = STUDIES | {"according", "acc", "as", "came", "comes", "come", "stems", "told"}


def _of_phrase(words: Tagged, place: int, word: str) -> Named | None:
    """Find who is named by "according to", "as reported by", "a survey by … found", "comes from" and the like."""
    following = words.words[place + 1] if place + 1 < len(words.words) else ""
    if word in ("according", "acc"):
        return _after_according(words, place + 2) if following == "to" else None
    if word == "told":
        return _by_whom(words, place) if words.tags[place - 1 : place] == "a" else None
    if word == "as":
        verb = SPEECH_VERBS.get(following)
        return _by_whom(words, place + 1) if verb is not None and verb.form == "past" else None
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


def _of_conviction(words: Tagged, place: int) -> Named | None:
    """Find who is sure in "the guard is certain that"."""
    if words.tags[place + 1 : place + 2] not in {"t", "o", "h"}:
        return None
    left, auxiliaries = _past_auxiliaries(words, place)
    named = None if _BE.isdisjoint(auxiliaries) else _subject(words, left)
    return None if named is not None and named.pronoun == "it" else named
