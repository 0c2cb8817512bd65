"""The items of an answer, so that "the second one" and "the other one" find theirs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from qa.question.followup.antecedents import Base
from qa.question.followup.gist import sentences, short, unstopped
from qa.question.followup.lexicon import is_verb
from qa.question.followup.phrases import Phrase, phrases
from qa.words import content_words, words

_ORDINALS: Final = {
    "first": 0,
    "1st": 0,
    "former": 0,
    "second": 1,
    "2nd": 1,
    "latter": -1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "last": -1,
}
_NTH: Final = re.compile(
    r"\b(?:the|that|those|these|of)\s+(?P<nth>first|1st|former|second|2nd|latter|third|3rd|fourth|last)\b"
    r"(?P<noun>\s+(?:ones?|two|three|point|version|figure|option|possibility|explanation|story|account|reason|claim"
    r"|part|group|man|woman|person|of (?:them|those|these|the two)))?",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(r"\b(?:the|that) other(?:\s+(?:one|man|woman|person|side|party|half|guy))?\b", re.IGNORECASE)
_FIRST_SECOND: Final = re.compile(r"\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?)[,:]\s*", re.IGNORECASE)
_EITHER: Final = re.compile(r"\beither (?P<one>[^.;\n]{3,120}?),? or (?P<other>[^.;,\n]{3,120})", re.IGNORECASE)
_ACCOUNT: Final = re.compile(
    r"\b(?:versions?|figures?|accounts?|explanations?|stor(?:y|ies)|claims?|reasons?)\b", re.IGNORECASE
)
_LED: Final = re.compile(
    r"(?:in|at|on|by|to|from|for|with|near|he|she|it|they|we|you|i|there|that|this|who|which|because)\b", re.IGNORECASE
)
"""What begins no thing that another word can stand for."""
_TITLE: Final = re.compile(r"“[^“”\n]{1,60}”|\"[^\"\n]{1,60}\"")
_SAID_OF: Final = re.compile(r"\s+(?:by|of|from|in|at|on|with|for)\s+(?:the\s+)?", re.IGNORECASE)
_LIST: Final = re.compile(r"\s*(?:,\s*(?:and|or)\s+|,\s+|\s+and\s+|\s+or\s+|\s+against\s+)", re.IGNORECASE)


def with_item(question: str, base: Base) -> str | None:
    """Put the item that is meant by "the second one" or "the other one" in its place; None where none is meant."""
    match = _NTH.search(question)
    other = _OTHER.search(question)
    found = items(base, clauses=_ACCOUNT.search(question) is not None)
    if len(found) < 2:
        return None
    if match is not None and not match["noun"] and _before_noun(question[match.end() :]):
        return None  # "the latter half"
    if match is not None:
        number = _ORDINALS[match["nth"].casefold()]
        if number >= len(found):
            return None
        item, start, end = found[number], match.start(), match.end()
    elif other is not None:
        asked = {key for phrase in base.asked for key in phrase.keys}
        rest = [item for item in found if not {w.key for w in content_words(item)} & asked]
        if len(rest) != 1 or len(found) != 2:
            return None
        item, start, end = rest[0], other.start(), other.end()
    else:
        return None
    if len(item.split()) <= 7 and not _LED.match(item) and not any(is_verb(w) for w in item.split()):
        return question[:start] + item + question[end:]
    return f"{unstopped(question)}? ({short(item, 12)})"


def items(base: Base, *, clauses: bool = False) -> list[str]:
    """Give the items that the last answer, or else the last question, sets out; [] where it sets out none.

    clauses: its sentences are what is meant ("the second version"), not the things in a row in one of them.
    """
    exchange = base.exchange
    if _of_one_sort(exchange.items):
        return list(exchange.items)
    lines = listed(base)
    if len(lines) > 1:
        return lines
    either = _EITHER.search(exchange.answer)
    if either is not None:
        return [short(either["one"], 12), short(either["other"], 12)]
    numbered = [part.strip(" .;") for part in _FIRST_SECOND.split(exchange.answer)[1:] if part.strip(" .;")]
    if len(numbered) > 1:
        return numbered
    for text in () if clauses else (*sentences(exchange.answer)[:3], base.standalone):
        row = _row(text)
        if len(row) > 1:
            return row
    return [part.rstrip(" .;") for part in sentences(exchange.answer)] if len(sentences(exchange.answer)) > 1 else []


def numbered(said: str, count: int) -> int | None:
    """Give the place of "the second one" among so many items; None where there are not so many."""
    match = _NTH.search(said)
    number = None if match is None else _ORDINALS[match["nth"].casefold()]
    return None if number is None or number >= count else number % count


def listed(base: Base) -> list[str]:
    """Give the items of an answer that is a list with bullets."""
    return [line.lstrip("• ").rstrip(" .;") for line in base.exchange.answer.splitlines() if line.startswith("•")]


def _of_one_sort(texts: tuple[str, ...]) -> bool:
    """Say whether short answers are all persons, all things and so on; days are nobody's items."""
    sorts = {next((phrase.sort for phrase in phrases(f"about {text}")), None) for text in texts}
    return len(sorts) == 1 and not sorts & {None, "time"}


def _before_noun(rest: str) -> bool:
    """Say whether a noun follows, so that "the first" is no item but the first of its kind."""
    following = next(iter(words(rest)), None)
    adjoins = following is not None and rest[: following.start].isspace()
    return adjoins and following is not None and not following.stop and not is_verb(following.text.casefold())


def _units(text: str) -> list[Phrase]:
    """Give the phrases of a text and the titles quoted in it; what follows with "by" or "of" is part of what it is said
    of ("a lamp by Anna Weil"), unless it is itself the first of a row ("the mayors of Halden, York and Leeds").
    """
    titles = [Phrase(match[0], match.start(), match.end(), "thing") for match in _TITLE.finditer(text)]
    plain = [p for p in phrases(text) if not any(p.start < title.end and title.start < p.end for title in titles)]
    every = sorted([*titles, *plain], key=lambda phrase: phrase.start)
    units: list[Phrase] = []
    for place, phrase in enumerate(every):
        following = every[place + 1] if place + 1 < len(every) else None
        led = units and _SAID_OF.fullmatch(text[units[-1].end : phrase.start])
        like = (
            following is not None
            and following.named == phrase.named
            and (phrase.named or following.sort == phrase.sort)
        )
        like = like and not (units and units[-1].named and phrase.named)
        in_row = like and following is not None and _LIST.fullmatch(text[phrase.end : following.start])
        if led and not in_row:
            units[-1] = replace(units[-1], end=phrase.end)
        else:
            units.append(phrase)
    return units


def _row(text: str) -> list[str]:
    """Give the members of the longest row of phrases in a sentence: "A, B and C"."""
    best: list[Phrase] = []
    row: list[Phrase] = []
    last = 0
    if -1 < text.find("”") < text.find("“"):
        text = f"“{text}"  # A short answer that begins inside the marks of its first title.
    for phrase in _units(text):
        if row and _LIST.fullmatch(text[last : phrase.start]):
            row.append(phrase)
        else:
            row = [phrase]
        best = row if len(row) > max(1, len(best)) else best
        last = phrase.end
    if len(best) > 2 and best[0].plural and not best[0].named and all(phrase.named for phrase in best[1:]):
        best = best[1:]  # "Two guards, Tom Hale and Ben Cross": those two are the items.
    return [phrase.written for phrase in best]
