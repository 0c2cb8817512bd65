"""Who says it by a verb of speech: "the mayor said", "…, said the mayor", "was denied by the mayor"."""

from __future__ import annotations

import re
from typing import Final

from qa.evidence.speech.cue import Cue
from qa.evidence.speech.frames import frame_fits, tells_clause, witnesses
from qa.evidence.speech.grammar import BEING, CALLED, by_whom, past_auxiliaries, subject_of
from qa.evidence.speech.lexicon import ASIDES, DOCUMENTS, MEANS, PARTICIPLES, PASSIVES, SpeechVerb
from qa.evidence.speech.phrases import (
    REACH,
    Named,
    bare_pronoun,
    clause_subject,
    head_of,
    phrase_ending,
    phrase_from,
    subject_before_comma,
)
from qa.evidence.speech.tagging import Tagged

_HAVE: Final = frozenset("has have had having".split())
_NEGATIVE: Final = frozenset({"not", "never", "cannot"})
_MODAL: Final = frozenset("would will could can may might must should shall cannot".split())
_SUPPOSED: Final = frozenset("until unless if whether before after".split())
_PLURAL: Final = frozenset("police people men women staff press media children folk".split())
_SINGULAR: Final = _PLURAL | {"works", "news", "headquarters"}
_PARTICIPLE_PHRASE: Final = re.compile(r"[op]D?[nNXe#]{1,4}[av]")
_REST: Final = re.compile(r'[^,;.:\-wqQS"t]*')
_SAYING: Final = frozenset("add argue complain insist reply say think write".split())
"""Verbs that take no thing as their object, so that what follows them between commas is who speaks."""
_BARE: Final = frozenset("accuse argue believe blame cite claim contend deny fear insist say warn".split())
"""Verbs whose -ing form tells a claim whatever follows ("citing the rain")."""


def of_verb(words: Tagged, place: int, verb: SpeechVerb) -> Cue | None:
    """Find who says what the verb of speech at token `place` tells."""
    left, auxiliaries = past_auxiliaries(words, place)
    if _is_noun(words, place, verb, auxiliaries):
        return None
    being = not BEING.isdisjoint(auxiliaries)
    if words.words[place] in PARTICIPLES and _HAVE.isdisjoint(auxiliaries) and not being:
        return None
    if verb.form == "past" and (being or _by_somebody(words, place + 1)):
        named = by_whom(words, place) if being and verb.lemma in PASSIVES else None
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
    named = subject_of(words, left, verb)
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


def _negated(auxiliaries: list[str]) -> bool:
    return any(word in _NEGATIVE or word.endswith(("n't", "n’t")) for word in auxiliaries)


def _is_noun(words: Tagged, place: int, verb: SpeechVerb, auxiliaries: list[str]) -> bool:
    """Say whether a form that can be a noun or an adjective is one here."""
    before = words.tags[place - 1] if place else ""
    if before == "i" and verb.form == "base":
        return CALLED.isdisjoint(words.words[max(0, place - 6) : place - 1])
    if words.tags[place] == "e":
        return True
    if words.tags[place] != "X" or auxiliaries:
        return False
    after = words.tags[place + 1 : place + 2]
    if before == "#" and words.tags[place - 2 : place - 1] in ("N", "n"):
        before = "N"  # "Train 33 reports"
    return before in set("Dop#ibG") or after in set("VvaoXec,)") or (after == "" and before != "h")


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


def _stands_aside(words: Tagged, named: Named) -> bool:
    """Say whether who speaks stands after something that he says: "…, the clerk noted"."""
    if not named.first:
        return False
    return words.tags[named.first - 1] in ',qQ-"b' or words.words[named.first - 1] == "as"


def _ends_aside(words: Tagged, place: int, verb: SpeechVerb) -> bool:
    if verb.lemma in ("tell", "inform", "assure"):
        return True
    return words.tags[place + 1 : place + 2] in set(',.;-)qQbopmr:"N') | {""}


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
