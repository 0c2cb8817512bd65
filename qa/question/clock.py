"""The time of day that a question asks of: "at 22:41", "before 7 a.m.", "between 06:45 and 07:00"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from index.clock import DAY, ClockMention, find_clocks
from index.times import TimeMention
from qa.question.event_time import times_the_event

Way: TypeAlias = Literal["at", "before", "after", "since", "until", "between"]

_LEAD: Final = re.compile(r"\b(?P<word>at|before|after|since|from|until|till|by|between)\s{1,4}\Z", re.IGNORECASE)
_AND: Final = re.compile(r"\s{1,4}(?:and|to|until|till)\s{1,4}(?:at\s)?|\s?[-–]\s?", re.IGNORECASE)
_ONWARD: Final = re.compile(r"\.?\s{1,4}(?:on|onwards?)\b(?!\s+\w)", re.IGNORECASE)
_OPEN: Final = re.compile(
    r"\W*(?:and\s|so\s)?what(?:\s+(?:else|all))?\s+(?:happened|took\s+place|occurred|was\s+going\s+on|events?\s+\w+"
    r"|was\s+(?:reported|logged|noted|recorded|seen|observed))\b",
    re.IGNORECASE,
)
_WAYS: Final[dict[str, Way]] = {"from": "since", "till": "until", "by": "until"}
_BARE: Final = re.compile(
    r"[\W\d]|\b(?:on|at|of|the|in|night|morning|evening|afternoon|and|between|before|after|by|from|since|until|till)\b",
    re.I,
)
_NEARLY: Final = re.compile(
    r"(?:shortly|just|soon|right|long|immediately|only|minutes?|hours?|seconds?|moments?|while)\s{1,4}\Z", re.I
)


@dataclass(frozen=True, slots=True)
class AskedClock:
    """A time of day, or one and the other (minutes from midnight), and how it is meant; `written` as it was asked.

    marked: the half of the day is known. open: nothing more is asked than what happened then.
    """

    way: Way
    first: int
    last: int
    written: str
    marked: bool = True
    open: bool = False

    def holds(self, minute: int, first: int) -> bool:
        """Say whether a minute is meant, where `first` is asked for (both counted from the same day)."""
        last = first + (self.last - self.first) % DAY
        if self.way == "before":
            return minute < first
        if self.way == "after":
            return minute > last
        if self.way == "since":
            return minute >= first
        return minute <= last if self.way == "until" else first <= minute <= last


def asked_clock(question: str) -> AskedClock | None:
    """Tell which time of day a question asks of; None where it names none, several, or one of something that it only
    mentions ("the man who came at 22:41").
    """
    clocks = find_clocks(question)
    if not 1 <= len(clocks) <= 2:
        return None
    lead = _LEAD.search(question[max(0, clocks[0].start - 20) : clocks[0].start])
    before = "" if lead is None else question[: clocks[0].start][-40 : -len(lead.group())]
    if (
        lead is None
        or _NEARLY.search(before)
        or not times_the_event(question, [TimeMention(clock.start, clock.end) for clock in clocks])
    ):
        return None
    word = lead["word"].casefold()
    if len(clocks) == 2:
        if word not in ("between", "from") or _AND.fullmatch(question, clocks[0].end, clocks[1].start) is None:
            return None
        return _asked("between", question, *clocks)
    if word in ("between", "from") and _ONWARD.match(question, clocks[0].end) is None:
        return None
    return _asked(_WAYS.get(word, word), question, clocks[0], clocks[0])  # type: ignore[arg-type]


def asks_all_of_a_time(question: str) -> bool:
    """Say whether nothing more is asked than what happened at a time: "what happened after July 6?"."""
    opening = _OPEN.match(question)
    return opening is not None and not _without_days(question[opening.end() :])


def spoken_clock(asked: AskedClock) -> str:
    """Write the time asked for in words: "for 22:41", "between 06:45 and 07:00"."""
    return f"{'for' if asked.way == 'at' else asked.way} {asked.written}"


def _asked(way: Way, question: str, one: ClockMention, other: ClockMention) -> AskedClock:
    written = question[one.start : one.end]
    if other is not one:
        written += f" and {question[other.start : other.end]}"
    opening = _OPEN.match(question)
    # Nothing more is asked where only days and times of day are left.
    left = "" if opening is None else question[opening.end() : one.start] + question[other.end :]
    bare = opening is not None and not _without_days(left)
    return AskedClock(way, one.minute, other.minute, written, one.marked and other.marked, bare)


def _without_days(text: str) -> str:
    from index.times import find_times

    for mention in reversed(find_times(text)):
        text = text[: mention.start] + text[mention.end :]
    return _BARE.sub("", text)
