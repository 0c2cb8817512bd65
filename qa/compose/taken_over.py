"""The days that a sentence takes over from the account, as far as they are those of its short answer."""

from __future__ import annotations

from index.document import Day
from index.times import find_times
from qa.answer import Span
from qa.evidence.reading import EvidenceSentence


def taken_over(evidence: EvidenceSentence, short: Span | None) -> tuple[Day, ...]:
    """Give the days that a sentence takes over, where it names none and its short answer names no other time ("who had
    joined in 2014").
    """
    sentence = evidence.sentence
    if sentence.days or short is None:
        return () if sentence.days else sentence.carried
    start, end = short.start - sentence.start, short.end - sentence.start
    within = (mention for mention in find_times(sentence.text) if mention.start < end and start < mention.end)
    named = [interval for mention in within for interval in mention.meant]
    other = named and not any(interval.holds(day) for interval in named for day in sentence.carried)
    return () if other else sentence.carried
