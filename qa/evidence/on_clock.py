"""Which sentences tell of the time of day that is asked for, in a log that passes midnight, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from index.clock import DAY, ToldClock, counts_to_24, told_clocks
from index.document import Sentence
from qa.question.clock import AskedClock
from qa.question.time import AskedTime, fits_in

_SAME_DAY: Final = (0,)
_NIGHT: Final = (-1, 0, 1)


def clock_fits(
    asked: AskedClock, sentences: Sequence[Sentence], of_the_day: Mapping[int, bool | None] | None = None
) -> dict[int, bool]:
    """Say of a document's sentences whether they tell of the time of day that is asked for, by their numbers; of those
    that tell of no time of day, or not for sure, nothing is said.

    Args:
        asked: the time of day.
        sentences: all sentences of the document.
        of_the_day: where a day is asked for, too, which sentences are of it: others are left alone.
    """
    told = told_clocks(sentences)
    if of_the_day is not None:
        told = {number: each for number, each in told.items() if of_the_day.get(number)}
    if not told or not (asked.marked or counts_to_24(sentences)):
        return {}
    first = _placed(asked, told)
    if first is None:
        return _at_any_day(asked, told)
    fitting: dict[int, bool] = {}
    for number, each in told.items():
        ways = {asked.holds(each.minute + off, first) for off in (-each.loose, 0, each.loose)}
        if len(ways) == 1 and (each.sure or True in ways):
            fitting[number] = ways.pop()
    return fitting


def fitting(
    time: AskedTime, clock: AskedClock | None, sentences: Sequence[Sentence]
) -> dict[int, tuple[bool | None, bool | None]]:
    """Say of a document's sentences whether they tell of the time that is asked for, and of the time of day."""
    dated = {sentence.number: fits_in(time, sentences, sentence.number) for sentence in sentences}
    if clock is None:
        return {number: (fit, None) for number, fit in dated.items()}
    clocked = clock_fits(clock, sentences, dated if time.dated else None)
    return {
        number: (fit if fit is False or number not in clocked else clocked[number], clocked.get(number))
        for number, fit in dated.items()
    }


def _placed(asked: AskedClock, told: Mapping[int, ToldClock]) -> int | None:
    """Find the very minute that is asked for, on the day or in the night that is told; None where several days are."""
    begins, ends = min(each.minute for each in told.values()), max(each.minute for each in told.values())
    if ends - begins >= DAY:
        return None
    day = begins - begins % DAY
    nights = _SAME_DAY if ends < day + DAY else _NIGHT
    places = [day + night * DAY + asked.first for night in nights]
    return min(places, key=lambda place: max(begins - place, place - ends, 0))


def _at_any_day(asked: AskedClock, told: Mapping[int, ToldClock]) -> dict[int, bool]:
    """Compare where several days are told and none is asked for: what was at that time, on whichever day."""
    if asked.way not in ("at", "between"):
        return {}
    day = DAY * 2
    return {
        number: any(asked.holds(each.minute % DAY + turn, asked.first + day) for turn in (day, day + DAY))
        for number, each in told.items()
        if each.sure and not each.loose
    }
