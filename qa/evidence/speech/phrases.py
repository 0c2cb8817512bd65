"""Noun phrases over a tagged sentence: who a verb's subject is, whom a name explains."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from qa.evidence.speech.lexicon import TIMES
from qa.evidence.speech.tagging import Tagged

REACH: Final = 40
"""Tokens looked at to the left and right of a word."""

_SIMPLE: Final = r"(?:D{1,3}#?[nNXegq#]{0,9}[nNXq#]|D(?=o)|#?[nNXeq][nNXegq#]{0,9}(?<=[nNXq#])|#[nX])b?"
_PHRASE: Final = rf"{_SIMPLE}(?:[oi](?:{_SIMPLE}|#b?)){{0,3}}"
_WHO: Final = rf"{_PHRASE}(?:c{_PHRASE})?"
_ENDING: Final = re.compile(rf"(?:{_WHO})$")
_FORWARD: Final = re.compile(_WHO)
_RELATIVE: Final = re.compile(r"w[^,;:.\-QwtS\"]{1,9}(?=[,;:.\-Q\"]|$)")
_SHORT_OPENING: Final = re.compile(r"[op]D?#?[nN#e]{1,3}(?=[Dh])")
_TIME_PHRASE: Final = re.compile(r"[op]?D?#?[nN#]{1,4},")

_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december hours hrs am pm a.m p.m".split()
)
_NOBODY: Final = frozenset(
    "nobody none nothing everybody everyone something anything anybody anyone somebody someone all no one thing things "
    "reason result fact question case".split()
)
_UNNAMED: Final = frozenset({"a", "an", "one", "two", "some", "another"})
_RENAMES: Final = frozenset({"called", "calling", "named", "known"})
_VERBAL: Final = frozenset("VvXaer")


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named: the tokens from `first` up to, not including, `last`; or, where these are one, by a pronoun."""

    first: int
    last: int
    pronoun: str = ""


def place_of(words: Tagged, named: Named) -> tuple[int, int]:
    """Give where a name stands in the text, less the possessive that hangs on it."""
    end = words.ends[named.last - 1]
    return words.starts[named.first], end - 2 if words.text[end - 2 : end] in ("'s", "’s") else end


def text_of(words: Tagged, named: Named) -> str:
    """Give the words of a name, less the possessive that hangs on it."""
    start, end = place_of(words, named)
    return words.text[start:end]


def bare_pronoun(word: str) -> str:
    """Give the pronoun of "he'd"."""
    return word.replace("’", "'").split("'")[0]


def head_of(words: Tagged, named: Named) -> str:
    """Give the main noun of a phrase: the last before a preposition, a bracket or a conjunction."""
    end = named.first
    while end < named.last and words.tags[end] not in "oicb,":
        end += 1
    return words.words[max(end - 1, named.first)]


# Phrases


def phrase_ending(words: Tagged, last: int) -> Named | None:
    """Find the longest noun phrase that ends before token `last`."""
    match = _ENDING.search(words.tags, max(0, last - REACH), last)
    return None if match is None else _trimmed(words, match.start(), last)


def phrase_from(words: Tagged, first: int) -> Named | None:
    """Find the noun phrase that begins at token `first`, with the name that explains it ("the mayor, Ana Ruiz") and
    what tells an unnamed one from others ("a guard who asked not to be named").
    """
    match = _FORWARD.match(words.tags, first, min(len(words.tags), first + REACH))
    named = None if match is None else _trimmed(words, first, match.end())
    if named is None:
        return None
    if words.tags[named.last : named.last + 1] == ",":
        explained = _explained(words, named)
        if explained is not None:
            return Named(named.first, explained)
    if words.words[named.first] in _UNNAMED and words.words[named.last : named.last + 1] == ("who",):
        relative = _RELATIVE.match(words.tags, named.last)
        if relative is not None:
            return Named(named.first, relative.end())
    return named


def _explained(words: Tagged, named: Named) -> int | None:
    """Give where the name ends that explains a role before a comma, None where none does."""
    match = _FORWARD.match(words.tags, named.last + 1, min(len(words.tags), named.last + 9))
    if match is None or words.tags[match.end() : match.end() + 1] not in {"", ",", ".", ";", "-", ":"}:
        return None
    role, name = words.tags[named.first : named.last], words.tags[named.last + 1 : match.end()]
    explains = role[0] in "Dn" and "n" in role and name[0] in "ND" and "N" in name and set(name) <= set("Nbo#nD")
    return match.end() if explains else None


def _trimmed(words: Tagged, first: int, last: int) -> Named | None:
    """Leave out a time that stands before a name ("Tuesday the guard", "the same day Judge Orr"); None where nothing
    is left or nobody is named.
    """
    moved = True
    while moved and first < last:
        moved = False
        while first < last and _is_time(words, first):
            first, moved = first + 1, True
        if moved and first < last and words.tags[first] in "oi":
            first += 1
        for place in range(first, min(first + 4, last - 1)):
            if words.words[place] in TIMES and words.tags[first] == "D" and words.tags[place + 1] == "N":
                first, moved = place + 1, True
                break
    if first >= last or words.tags[first] in "oic":
        return None
    named = Named(first, last)
    head = head_of(words, named)
    # "the radio Vale Today" names somebody, "the second of May" does not.
    in_name = words.tags[last - 2 : last] == "NN" and last - first > 1 and words.words[last - 1] not in _CALENDAR
    nobody = (head in TIMES and not in_name) or head in _NOBODY or words.words[first] == "no"
    return None if nobody else named


def _is_time(words: Tagged, place: int) -> bool:
    """Say whether a token that opens a phrase tells when: a weekday, "0715 hours", "12" before a name."""
    if words.words[place] in _CALENDAR:
        return True
    if words.tags[place] != "#":
        return False
    following = place + 1
    counted = words.tags[following : following + 1] in ("n", "X", "e")
    return not counted or words.words[following] in _CALENDAR


# Subjects that stand before their verb


def subject_ending(words: Tagged, last: int) -> Named | None:
    """Find the subject that ends before token `last`: a noun phrase, with a relative clause where one closes it ("the
    man who owns the mill").
    """
    named = phrase_ending(words, last)
    before = words.tags[named.first - 1] if named is not None and named.first else ""
    if named is None or before in set("vegGVpamiow"):
        relative = _before_relative(words, last if named is None else named.first, last)
        if relative is not None:
            return relative
        if named is None or before in set("vVaiw") or (before == "o" and words.tags[named.first] != "D"):
            return None
    return _with_role(words, named)


def _with_role(words: Tagged, named: Named) -> Named:
    """Take in the role that stands before a name without a second comma: "The head of the village, Ana Ruiz said"."""
    if named.first < 2 or words.tags[named.first - 1] != ",":
        return named
    role = phrase_ending(words, named.first - 1)
    if role is None or not _opens_clause(words, role.first):
        return named
    is_name = set(words.tags[named.first : named.last]) <= set("Nb")
    if is_name and words.tags[role.first] == "D" and "n" in words.tags[role.first : role.last]:
        return Named(role.first, named.last)
    return named


def _before_relative(words: Tagged, place: int, last: int) -> Named | None:
    """Find whom a relative clause or a participle hangs on that runs from before `place` to `last`."""
    for each in range(place - 1, max(0, place - 15), -1):
        tag, before = words.tags[each], words.tags[each - 1]
        if tag in ",;:.-":
            return None
        if tag == "e" and before in "nN" and words.tags[each + 1 : each + 2] in ("o", "p"):
            named = phrase_ending(words, each)
            if named is not None and _opens_clause(words, named.first) and words.tags[named.first] in "DN":
                return named
        elif tag in "wt" and before in "nNXqb":
            named = phrase_ending(words, each)
            if named is not None and words.words[named.first] in _UNNAMED and last - named.last <= 9:
                return Named(named.first, last)
            return named
    return None


def _opens_clause(words: Tagged, place: int) -> bool:
    """Say whether a clause, less what is set before its subject, can begin at token `place`."""
    if place == 0 or words.tags[place - 1] in ',;:.-"QcStbr':
        return True
    return words.tags[place] == "D" and words.tags[place - 1] in "nN#"


def subject_before_comma(words: Tagged, comma: int) -> Named | None:
    """Find the subject where something stands between it and its verb: "The mayor, Ana Ruiz, said"; `comma` is the
    last token before the verb.
    """
    if comma >= 2 and words.tags[comma - 1] == "r" and words.tags[comma - 2] == ",":
        return subject_ending(words, comma - 2)
    opening = comma
    for _ in range(4):
        opening = words.tags.rfind(",", max(0, opening - 25), opening)
        if opening <= 0 or not set(words.tags[opening + 1 : comma]).isdisjoint(";:."):
            break
        named = phrase_ending(words, opening)
        if named is None or not _opens_clause(words, named.first):
            continue
        if comma - opening <= 12 and _FORWARD.fullmatch(words.tags, opening + 1, comma):
            return Named(named.first, comma)
        between = words.words[opening + 1 : comma]
        hangs = words.tags[opening + 1 : opening + 2] in set("weoV") or between[:1] == ("being",)
        if hangs or set(words.tags[opening + 1 : comma]).isdisjoint("avVh"):
            renamed = not _RENAMES.isdisjoint(between) and len(between) < 10
            return Named(named.first, comma) if renamed else named
    named = phrase_ending(words, comma)
    if named is not None and named.first == past_opening(words, _clause_start(words, comma), comma):
        return named
    # "The engineer it hired, Ana Ruiz, wrote"
    opening = words.tags.rfind(",", max(0, comma - 12), comma)
    if opening > 0 and words.tags[opening + 1] in "DN" and _FORWARD.fullmatch(words.tags, opening + 1, comma):
        return Named(opening + 1, comma)
    return None


def antecedent_of(words: Tagged, relative: int) -> Named | None:
    """Find whom "who" or "which" at token `relative` stands for."""
    if not relative or words.tags[relative - 1] != ",":
        return subject_ending(words, relative)
    named = phrase_ending(words, relative - 1)
    if named is None or words.tags[named.first] in "e#":  # "one Ana Ruiz, aged 29, who"
        comma = words.tags.rfind(",", max(0, relative - 8), relative - 1)
        return phrase_ending(words, comma) if comma > 0 else None
    return subject_ending(words, relative - 1)


# Subjects that open their clause


def clause_subject(words: Tagged, place: int) -> Named | None:
    """Find the subject of the clause that token `place` stands in, for a second verb of it ("…, and says that")."""
    return subject_at(words, past_opening(words, _clause_start(words, place), place), place)


def _clause_start(words: Tagged, place: int) -> int:
    return max(words.tags.rfind(mark, 0, place) for mark in ";:.") + 1


def subject_at(words: Tagged, start: int, stop: int) -> Named | None:
    """Find the subject that begins at token `start`: a phrase, what explains it, and then a verb before `stop`."""
    if start >= stop:
        return None
    if words.tags[start] == "h":
        return Named(start, start, bare_pronoun(words.words[start]))
    match = _FORWARD.match(words.tags, start, stop)
    named = None if match is None else _trimmed(words, start, match.end())
    if named is None:
        return None
    after = words.tags[named.last : named.last + 1]
    if after in _VERBAL or after == "w":
        return named if after != "r" or named.last - named.first > 1 else None
    if after == ",":
        closing = words.tags.find(",", named.last + 1, min(stop, named.last + 20))
        if closing > 0 and words.tags[closing + 1 : closing + 2] in _VERBAL:
            explained = _FORWARD.fullmatch(words.tags, named.last + 1, closing) is not None
            renamed = not _RENAMES.isdisjoint(words.words[named.last : closing]) and closing - named.last < 10
            return Named(named.first, closing) if explained or renamed else named
    # A word that can be a verb has been taken into the phrase: "The council claims victory".
    shorter = (place for place in range(named.last - 1, named.first, -1) if words.tags[place] in "Xe")
    place = next(shorter, None)
    return None if place is None else Named(named.first, place)


def past_opening(words: Tagged, start: int, stop: int) -> int:
    """Step over what opens a clause before its subject: a bracketed number, "but", "On Monday, 4 May,"."""
    while start < stop and words.tags[start] in "bcSr-.,#":
        if words.tags[start] == "#" and words.tags[start + 1 : start + 2] in ("n", "X"):
            break
        start += 1
    if words.tags[start : start + 2] == "p#":
        return start + 1  # "Around 300 farmers"
    match = _SHORT_OPENING.match(words.tags, start, stop)
    if match is not None:
        return match.end()
    if start < stop and words.tags[start] in "opigeG#":
        comma = words.tags.find(",", start, min(stop, start + 20))
        if comma > 0:
            start = comma + 1
            while (time := _TIME_PHRASE.match(words.tags, start, stop)) is not None:
                if TIMES.isdisjoint(words.words[start : time.end()]):
                    break
                start = time.end()
    return start
