"""The times to which a step by weeks, months or years leads ("the following week", "two years earlier").

They are too wide to be told as days, but mostly enough to tell whether they lie before or after a day, or in a year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index import _date_words as words
from index import _scene
from index.document import Day, Sentence
from index.interval import Interval, moved, real
from index.times import TimeMention, find_times

_REACH: Final = 6
"""Sentences before a step among which the time is looked for that it is taken from."""
_NEAR: Final = 1
"""Paragraphs over which a step reaches back."""
_LONGEST: Final = 31
"""Days of a time from which weeks and months are counted; from a year they are not."""
_STEP: Final = re.compile(
    r"(?:in\s+|during\s+|over\s+)?(?:the\s+)?(?:(?P<next>following|next)|(?P<previous>previous|preceding))\s+(?P<unit>week|month|year)"
    r"|the\s+(?P<whole>week|month|year)\s+(?P<side>before|after)"
    r"|(?P<count>\w{1,12}(?:\s+few)?)\s+(?P<units>week|month|year)s?\s+(?P<way>later|after|earlier|before)"
    r"|(?P<bare>weeks|months|years|days)\s+(?P<where>later|after|earlier|before)",
    re.IGNORECASE,
)
_SPREAD: Final = {"week": (7, 7, 4), "month": (30, 31, 12), "year": (365, 366, 100)}
"""Of each unit how many days it has, at least and at most, and by how many days the word is loosely used."""


def led_to(sentences: Sequence[Sentence], number: int) -> Interval | None:
    """Give the time to which the words of a sentence lead from one told before it; None where they lead to none, or it
    cannot be told.

    Args:
        sentences: all sentences of the document.
        number: which of them.
    """
    sentence = sentences[number]
    if sentence.days or sentence.carried:
        return None
    mentions = find_times(sentence.text)
    if len(mentions) != 1 or mentions[0].relation != "on" or mentions[0].intervals:
        return None
    (mention,) = mentions
    match = _STEP.fullmatch(sentence.text, mention.start, mention.end)
    if match is None or not (
        _scene.is_fronted(sentence.text, mention) or mention in _scene.scene_of(sentence.text, mentions)
    ):
        return None
    if (match["next"] or match["previous"]) and "the " not in match.group().casefold() + " ":
        return None  # "next week" is told from the day of the text.
    base = _told_before(sentences, sentence)
    return None if base is None else _stepped(base, match)


def _told_before(sentences: Sequence[Sentence], sentence: Sentence) -> Interval | None:
    """Find the one time of which the account spoke last."""
    for other in reversed(sentences[max(0, sentence.number - _REACH) : sentence.number]):
        if other.section != sentence.section or sentence.paragraph - other.paragraph > _NEAR:
            return None
        mentions = [mention for mention in find_times(other.text) if not mention.numeric]
        days = other.days or other.carried
        if len(mentions) > 1 or (days and real(days[0]) and other.carried and any(m.intervals for m in mentions)):
            return None
        if days:
            return _from(days[0], days[-1])
        if mentions:
            return _single(mentions[0])
    return None


def _single(mention: TimeMention) -> Interval | None:
    whole = mention.relation == "on" and len(mention.intervals) == 1
    return mention.intervals[0] if whole else None


def _from(first: Day, last: Day) -> Interval | None:
    try:
        return Interval(first, last)
    except ValueError:
        return None


def _stepped(base: Interval, match: re.Match[str]) -> Interval | None:
    first, last, length = base.first, base.last, base.length
    if first is None or last is None or length is None:
        return None
    unit = (match["unit"] or match["whole"] or match["units"] or "").casefold()
    way = (match["side"] or match["way"] or match["where"] or "").casefold()
    forward = match["next"] is not None or way in ("after", "later")
    if unit in ("week", "month") and length > _LONGEST:
        return None
    if match["count"] or match["bare"]:
        count = words.counted(match["count"]) if match["count"] else None
        if count is None:
            return _open(first, last, forward=forward)
        if unit == "year" and _is_year(first, last):
            return _year(first, count if forward else -count)
        least, most, loose = _SPREAD[unit]
        near, far = count * least - loose, count * most + loose
        return _moved(last if forward else first, near, far, forward=forward)
    if unit == "week":
        return _moved(last if forward else first, 1, 13, forward=forward)
    if first.year != last.year or (unit == "month" and first.month != last.month):
        return None
    return _year(first, 1 if forward else -1) if unit == "year" else _month(first, 1 if forward else -1)


def _open(first: Day, last: Day, *, forward: bool) -> Interval | None:
    edge = moved(last, 1) if forward else moved(first, -1)
    if edge is None:
        return None
    return Interval(edge, None) if forward else Interval(None, edge)


def _moved(day: Day, near: int, far: int, *, forward: bool) -> Interval | None:
    ends = (moved(day, near), moved(day, far)) if forward else (moved(day, -far), moved(day, -near))
    return None if ends[0] is None or ends[1] is None else _from(ends[0], ends[1])


def _is_year(first: Day, last: Day) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year is not None


def _year(day: Day, by: int) -> Interval | None:
    if day.year is None or not 0 < day.year + by < 10_000:
        return None
    return Interval(Day(1, 1, day.year + by), Day(12, 31, day.year + by))


def _month(day: Day, by: int) -> Interval | None:
    month, year = day.month + by, day.year
    if not 1 <= month <= 12:
        if year is None:
            return None
        month, year = (1, year + 1) if by > 0 else (12, year - 1)
    ends = (Day(month, number, year) for number in range(31, 27, -1))
    return _from(Day(month, 1, year), next(filter(real, ends)))
