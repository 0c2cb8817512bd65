"""The times of day that a text names ("22:41", "7 a.m.", "07.15 hours"), and those at which its events took place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.document import Day, Sentence
from index.interval import ordinal, real
from index.tense import tells_past

DAY: Final = 24 * 60
_OVERNIGHT: Final = 12 * 60
"""Minutes by which the clock goes back when a new day has begun."""
_ABOUT: Final = 10
"""Minutes by which "about 7 a.m." may be off."""

_CLOCK: Final = re.compile(
    r"(?<![\w.,:/-])(?:"
    r"(?P<hour>\d{1,2})(?:[:.](?P<past>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b"
    r"|(?P<colon>\d{1,2}):(?P<minutes>[0-5]\d)(?!\d|[:.,]\d)"
    r"|(?P<point>\d\d)\.(?P<after>[0-5]\d)(?=\s?(?:hours|hrs|h|o['’]clock)\b)"
    r"|(?P<noon>noon|midday)\b)",
    re.IGNORECASE,
)
_AT: Final = re.compile(
    r"\bat\s{1,4}(?:exactly\s|precisely\s|(?P<about>about|around|approximately|roughly)\s)?\s{0,3}\Z", re.I
)
_FRONT: Final = re.compile(r"[\W_]{0,6}")
_OTHER: Final = re.compile(
    r"\b(?:had|having|earlier|before|after|previously|since|later|until|till|then|ago)\b|['’]d\b", re.IGNORECASE
)
"""What may have been at another time than the one that is told."""
_CLAUSE: Final = re.compile(r"[;(]|\b(?:and|but|who|which|that|when|where|while|because|whether|if)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClockMention:
    """A time of day, ``text[start:end]``. `minute` counts from midnight; `marked`: it cannot be of the other half of
    the day (with a.m. or p.m., "06:40", "22:41"; not "7:15"). `halved`: it is told with a.m. or p.m.
    """

    start: int
    end: int
    minute: int
    marked: bool
    halved: bool = False


@dataclass(frozen=True, slots=True)
class ToldClock:
    """When a sentence's event was: minutes from the beginning of a day that all of a document are counted from.

    sure: nothing in the sentence speaks of another time. loose: by how many minutes it may be off.
    """

    minute: int
    sure: bool
    loose: int = 0


def find_clocks(text: str) -> list[ClockMention]:
    """Find the times of day that a text names."""
    found: list[ClockMention] = []
    for match in _CLOCK.finditer(text):
        if match["noon"]:
            found.append(ClockMention(match.start(), match.end(), DAY // 2, marked=True, halved=True))
            continue
        written = match["hour"] or match["colon"] or match["point"]
        hour, minute = int(written), int(match["past"] or match["minutes"] or match["after"] or 0)
        if match["half"]:
            if not 1 <= hour <= 12:
                continue
            hour = hour % 12 + (12 if match["half"] in "pP" else 0)
        if hour < 24:
            marked = bool(match["half"]) or hour > 12 or written.startswith("0")
            end = match.end() + (match["half"] is not None and text[match.end() : match.end() + 1] == ".")
            found.append(ClockMention(match.start(), end, hour * 60 + minute, marked, bool(match["half"])))
    return found


def told_clocks(sentences: Sequence[Sentence]) -> dict[int, ToldClock]:
    """Tell of a document's sentences (in order) which happened at a time of day that they name, by their numbers.

    Days are counted along: from those that are known, and where the clock goes back by more than half a day. Nothing
    is told where it cannot be known which half of the day is meant.
    """
    named = {sentence.number: _named(sentence.text) for sentence in sentences}
    to_24 = counts_to_24(sentences)
    days = [day for sentence in sentences for day in _days(sentence)]
    with_years = all(day.year is not None for day in days)
    told: dict[int, ToldClock] = {}
    at, minute = 0, 0
    for sentence in sentences:
        each = named[sentence.number]
        if each is None or not (to_24 or each[0].marked):
            continue
        mention, loose = each
        only = _days(sentence)
        if only:
            day = only[0] if with_years else Day(only[0].month, only[0].day)
            at = ordinal(day) if real(day) else at
        elif minute - mention.minute > _OVERNIGHT:
            at += 1
        minute = mention.minute
        rest = sentence.text[: mention.start] + sentence.text[mention.end :]
        told[sentence.number] = ToldClock(at * DAY + minute, _OTHER.search(rest) is None, loose)
    return told


def counts_to_24(sentences: Sequence[Sentence]) -> bool:
    """Say whether a document shows that it counts the hours up to 24, so that its "7:15" is in the morning."""
    found = (clock for sentence in sentences for clock in find_clocks(sentence.text))
    return any(clock.marked and not clock.halved for clock in found)


def _days(sentence: Sentence) -> tuple[Day, ...]:
    days = sentence.days or sentence.carried
    return days if len(days) == 1 else ()


def _named(text: str) -> tuple[ClockMention, int] | None:
    """Find the time of day at which a sentence's event was, and how loosely it is told."""
    clocks = find_clocks(text)
    if not clocks:
        return None
    first = clocks[0]
    if _FRONT.fullmatch(text[: first.start]):
        ranged = re.match(r"\s?(?:-|–|—|to|until)\s?\d", text[first.end :]) is not None
        return None if ranged else (first, 0)
    before = text[: first.start]
    at = _AT.search(before[-40:])
    if len(clocks) > 1 or at is None or not tells_past(text) or _CLAUSE.search(before):
        return None
    return first, _ABOUT if at["about"] else 0
