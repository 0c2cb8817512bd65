"""Of which days sentences speak: those they name, and where they name none, those that the account has come to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from index import _scene
from index._mentions import read_date
from index._numerals import day_comes_first
from index._weeks import Weeks
from index.dates import days_told
from index.document import Day, Document, Sentence
from index.interval import moved, real
from index.tense import tells_future, tells_past
from index.times import Shift, TimeMention, find_times

_LOG_ENTRIES: Final = 3
"""Sentences that must begin with an hour before a text is taken for a log."""
_MESSAGES: Final = 2
"""Messages that must be headed alike before a text is taken for a correspondence."""
_LONGEST_DAY: Final = 2
"""Days that "the same day" may mean: a night has two, a week of a visit is none."""
_OVERNIGHT: Final = 12 * 60
"""Minutes by which the clock of a log goes back when a new day has begun."""
_NEAR: Final = 1
"""Paragraphs over which "two days later" reaches back."""
_SPEAKS_ON: Final = 2
"""Paragraphs over which "the attack" reaches back; one of them often holds only a statement."""
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


def with_days(sentences: Sequence[Sentence], document: Document, *, day_first: bool = False) -> list[Sentence]:
    """Give the sentences of a document with the days that they name, or that they take over from one before.

    A day is taken over where the text says so ("on the same day"); where it can be reckoned from a day named before
    ("the following morning", "on the 14th", "on Monday") or from the day of the text ("yesterday", "last week"); where
    the account runs on in its paragraph; where a paragraph speaks on of the event that the one before dated ("the
    attack"); in the entries of a log; and where a message of a correspondence says what is.

    Args:
        sentences: all sentences of the document, in order.
        document: the document; its day is `metadata["date"]` (ISO 8601), or the one it is headed with.
        day_first: how dates such as 4/7 are read where the document itself does not show it.
    """
    shown = day_comes_first(document.text)
    order = day_first if shown is None else shown
    mentions = [find_times(sentence.text, day_first=order) for sentence in sentences]
    account = _Account(document, sentences, Weeks(mention for found in mentions for mention in found))
    return [account.dated(sentence, found) for sentence, found in zip(sentences, mentions, strict=True)]


@dataclass(frozen=True, slots=True)
class _Told:
    """Days, and where they are told: the sentence that names them or that they are reckoned from (None: the document
    as a whole), and the paragraph and section up to which they have been spoken of.
    """

    days: tuple[Day, ...]
    source: int | None
    paragraph: int
    section: str | None

    @classmethod
    def by(cls, sentence: Sentence, days: tuple[Day, ...]) -> _Told:
        return cls(days, sentence.number, sentence.paragraph, sentence.section)

    def at(self, sentence: Sentence, days: tuple[Day, ...] | None = None) -> _Told:
        """Give the same, or days reckoned from it, as spoken of in another sentence."""
        kept = self.days if days is None else days
        return replace(self, days=kept, paragraph=sentence.paragraph, section=sentence.section)


@dataclass(frozen=True, slots=True)
class _Running:
    """The days that events are being told of, and the words that set them.

    any_tense: they hold for what is told in the present, too (in a log, in "as of May 4, 300 people are …").
    to_end: they hold until another day is named, not only in their paragraph.
    """

    told: _Told
    words: str = ""
    any_tense: bool = False
    to_end: bool = False


class _Account:
    """Goes through a document and remembers what it has told of time."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], weeks: Weeks) -> None:
        self._weeks = weeks
        self._first = {sentence.paragraph: sentence.number for sentence in reversed(sentences)}
        self._is_log = sum(_scene.hour_of(sentence.text) is not None for sentence in sentences) >= _LOG_ENTRIES
        heads = Counter(_scene.heads_message(sentence.text) for sentence in sentences)
        self._is_correspondence = any(count >= _MESSAGES for word, count in heads.items() if word is not None)

        given = document.metadata.get("date")
        date = read_date(given[:10], has_year=True) if isinstance(given, str) and _ISO.match(given) else None
        self._today = None if date is None else _Told((date,), None, -1, None)
        """The day on which the text speaks."""
        self._month: _Told | None = None
        """The first of the month that is a heading."""
        self._named: _Told | None = None
        """The days named last, in whatever way."""
        self._single: _Told | None = None
        """The last of them that was one day alone."""
        self._scene: _Told | None = None
        """The days at which the account was last."""
        self._running: _Running | None = None
        self._message: _Told | None = None
        """The day of the message at hand."""
        self._entry: _Told | None = None
        """The day of the entry at hand in a log, and the minute with which it began."""
        self._minute = 0

    def dated(self, sentence: Sentence, mentions: Sequence[TimeMention]) -> Sentence:
        """Give a sentence its days; must be called for each sentence in order."""
        days = days_told(mentions)
        if days:
            self._name(sentence, mentions, days)
            return replace(sentence, days=days)
        told = self._taken_over(sentence, mentions)
        return sentence if told is None else replace(sentence, carried=told.days, carried_from=told.source)

    def _name(self, sentence: Sentence, mentions: Sequence[TimeMention], days: tuple[Day, ...]) -> None:
        """Take note of a sentence that names days."""
        told = _Told.by(sentence, days)
        self._keep(told)
        hour = _scene.hour_of(sentence.text)
        begins = sentence.number < _scene.OPENING
        if self._is_log and hour is None and self._entry is None and begins:
            self._entry = replace(told, days=days[:1])
        head = _scene.head_of(sentence.text, mentions, opens=self._opens(sentence), begins=begins)
        if head is not None:
            role, day = head
            self._today = replace(told, days=(day,))
            self._message = self._today if role == "dateline" and self._is_correspondence else None
            self._running = None
            if role != "dateline":
                self._running = _Running(told, any_tense=role == "entry", to_end=role == "day")
                if self._is_log:
                    self._entry, self._minute = self._today, hour or 0
            return
        if self._is_log and hour is not None and self._entry is not None:  # An entry that speaks of another day.
            self._minute = hour
            self._running = _Running(self._entry.at(sentence), any_tense=True)
            return
        scene = [mention for mention in _scene.scene_of(sentence.text, mentions) if mention.days]
        self._running = None
        if scene:
            self._scene = replace(told, days=days_told(scene))
            state = _scene.is_state(sentence.text, scene[0])
            self._running = _Running(self._scene, sentence.text, any_tense=state)

    def _taken_over(self, sentence: Sentence, mentions: Sequence[TimeMention]) -> _Told | None:
        """Find the days that a sentence without any of its own speaks of."""
        hour = _scene.hour_of(sentence.text) if self._is_log else None
        if hour is not None and self._entry is not None:
            return self._next_entry(sentence, hour)
        if _scene.is_month(sentence.text, mentions):
            first = mentions[0].intervals[0].first
            self._month = None if first is None else _Told.by(sentence, (first,))
            self._running = None
            return None
        if _scene.heads_message(sentence.text) is not None:
            self._message = self._running = None
        told = self._reckoned(sentence, mentions)
        if told is not None:
            return told
        if mentions:
            if _scene.is_fronted(sentence.text, mentions[0]):
                self._running = None
            if any(m.relation == "on" and (m.shift or m.weekdays or m.month_days) for m in mentions):
                self._named = self._scene = None  # What "the same day" means from here on is not known.
            return None
        return self._run_on(sentence)

    def _run_on(self, sentence: Sentence) -> _Told | None:
        """Find the days of a sentence that says nothing of time: those that the account is at, if it tells of what
        happened then.
        """
        past, future = tells_past(sentence.text), tells_future(sentence.text)
        running = self._running
        if running is not None and running.told.section == sentence.section:
            here = running.to_end or sentence.paragraph == running.told.paragraph
            if here and (running.any_tense or (past and not future)):
                return running.told
            near = self._opens(sentence) and sentence.paragraph - running.told.paragraph <= _SPEAKS_ON
            if near and not here and _scene.speaks_on(sentence.text, running.words):
                self._running = replace(running, told=running.told.at(sentence))
                return running.told
        return None if past or future else self._message

    def _next_entry(self, sentence: Sentence, hour: int) -> _Told | None:
        """Find the day of an entry in a log that begins with an hour alone."""
        if self._entry is not None and self._minute - hour > _OVERNIGHT:
            day = moved(self._entry.days[0], 1)
            self._entry = None if day is None else replace(self._entry, days=(day,))
        self._minute = hour
        if self._entry is not None:
            self._named = self._entry.at(sentence)
            self._running = _Running(self._named, any_tense=True)
        return self._entry

    def _reckoned(self, sentence: Sentence, mentions: Sequence[TimeMention]) -> _Told | None:
        """Find the days to which a sentence's words lead from others ("on the same day", "two days later")."""
        found: list[tuple[TimeMention, _Told]] = []
        for mention in mentions:
            told = self._led_to(sentence, mention, found[-1][1] if found else None)
            if told is not None and (not found or told.source == found[0][1].source):
                found.append((mention, told))
        if not found:
            return None
        first = found[0][0]
        whole = found[0][1].at(sentence, tuple(dict.fromkeys(day for _, told in found for day in told.days)))
        fronted = _scene.is_fronted(sentence.text, first)
        if first.shift is not None and first.shift.base == "told" and first.shift.days == 0 and not first.weekdays:
            self._running = _Running(whole, sentence.text)
        elif first.shift is not None and first.shift.days < 0 and not fronted:
            pass  # What was before is told in passing.
        elif first in _scene.scene_of(sentence.text, mentions):
            self._keep(whole)
            runs_on = len(whole.days) == 1 and (fronted or first.shift is None)
            self._running = _Running(whole, sentence.text) if runs_on else None
        elif fronted:
            self._running = None
        return whole

    def _led_to(self, sentence: Sentence, mention: TimeMention, just: _Told | None) -> _Told | None:
        """Find the days to which one mention leads; `just` are those told before it in its sentence."""
        if mention.intervals:
            return None
        if mention.month_days:
            return self._of_month(mention)
        if mention.weekdays:
            return self._of_week(sentence, mention)
        if mention.shift is None:
            return None
        if mention.shift.base == "now":
            return None if self._today is None else self._stepped(self._today, mention.shift)
        base = just or self._spoken_of(sentence)
        hours = sentence.text[mention.start : mention.end].casefold().startswith("hours")
        if base is None or ((mention.shift.days or hours) and sentence.paragraph - base.paragraph > _NEAR):
            return None
        return self._stepped(base, mention.shift)

    def _stepped(self, base: _Told, shift: Shift) -> _Told | None:
        if shift.weeks is not None:
            weekday = self._weeks.weekday(base.days[0])
            week = [] if weekday is None else [moved(base.days[0], 7 * shift.weeks - weekday + n) for n in range(7)]
            known = tuple(day for day in week if day is not None)
            return replace(base, days=known) if len(known) == 7 else None
        if shift.days == 0:
            return base if len(base.days) <= _LONGEST_DAY else None
        day = moved(base.days[-1] if shift.days > 0 else base.days[0], shift.days)
        return None if day is None else replace(base, days=(day,))

    def _spoken_of(self, sentence: Sentence) -> _Told | None:
        """Give the days that "the same day" means: those of the account, those named just before, or those at which the
        account was last.
        """
        running, named = self._running, self._named
        if running is not None and running.told.paragraph == sentence.paragraph:
            base: _Told | None = running.told
        elif named is not None and self._scene is not None and sentence.paragraph - named.paragraph > _NEAR:
            base = self._scene
        else:
            base = named
        return base if base is not None and base.section == sentence.section else None

    def _of_month(self, mention: TimeMention) -> _Told | None:
        """Find the month of "the 14th": that of the heading, or of the day named last."""
        known = [told for told in (self._today, self._month, self._named) if told is not None]
        if not known:
            return None
        base = max(known, key=lambda told: -1 if told.source is None else told.source)
        at = base.days[-1]
        days = tuple(day for number in mention.month_days if real(day := Day(at.month, number, at.year)))
        if mention.weekdays and any(self._weeks.weekday(day) not in (None, *mention.weekdays) for day in days):
            return None
        return replace(base, days=days) if days else None

    def _of_week(self, sentence: Sentence, mention: TimeMention) -> _Told | None:
        """Find which Monday is meant: the one nearest to the account, or to the day of the text."""
        if not _scene.tells_when(sentence.text, mention):
            return None
        around = self._around(sentence, mention)
        if around is None or len(around[0].days) != 1:
            return None
        base, low, high = around
        days = [self._weeks.nearest(weekday, base.days[0], low, high) for weekday in mention.weekdays]
        known = tuple(day for day in days if day is not None)
        return replace(base, days=known) if known and len(known) == len(days) else None

    def _around(self, sentence: Sentence, mention: TimeMention) -> tuple[_Told, int, int] | None:
        """Find the days among which a day of the week lies: from so many to so many days after one that is known."""
        shift, running, today = mention.shift, self._running, self._today
        past, future = tells_past(sentence.text), tells_future(sentence.text) or mention.relation == "until"
        if shift is not None and shift.days:
            base = today if shift.base == "now" else self._spoken_of(sentence)
            return None if base is None else (base, *((1, 7) if shift.days > 0 else (-7, -1)))
        here = running is not None and running.told.paragraph == sentence.paragraph
        if running is not None and here and (today is None or running.told.source != today.source):
            return running.told, *((0, 6) if future else (-3, 3))
        if shift is not None:  # "the Monday" of an account that has not been dated.
            return None
        if today is not None:
            return (today, *((0, 6) if future else (-6, 0))) if future or past else None
        return None if self._single is None else (self._single, *((0, 6) if future else (-3, 3)))

    def _keep(self, told: _Told) -> None:
        self._named = told
        if len(told.days) == 1:
            self._single = told

    def _opens(self, sentence: Sentence) -> bool:
        return self._first[sentence.paragraph] == sentence.number
