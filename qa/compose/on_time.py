"""What is left to answer from where a question names a time, and what is said where nothing is told of that time."""

from __future__ import annotations

from dataclasses import replace

from index.clock import find_clocks
from index.dates import spoken_days
from qa.compose.choice import Choice
from qa.compose.confidence import log_odds
from qa.evidence.reading import EvidenceSentence, Reading
from qa.question.clock import AskedClock, asked_clock, asks_all_of_a_time, spoken_clock
from qa.question.time import AskedTime, spoken_time


def told_then(reading: Reading, choice: Choice) -> Reading | None:
    """Leave out the sentences that tell, for sure, of another time than the one asked for; a right event with a wrong
    date is no answer.

    Returns:
        What is left; None where what speaks best to the question is left out, and the rest hardly speaks to it.
    """
    left = tuple(evidence for evidence in reading.ranked if not evidence.elsewhen)
    if len(left) == len(reading.ranked):
        return reading
    if not left:
        return None
    best, next_ = reading.ranked[0], left[0]
    near = log_odds(next_.relevance) >= log_odds(best.relevance) - choice.second_within
    if next_ is not best and not (near and next_.relevance >= choice.least):
        return None
    return replace(reading, ranked=left)


def told_of_days(question: str, reading: Reading, choice: Choice) -> list[EvidenceSentence]:
    """Give, where nothing more is asked than what happened on or after a day, what is told of such days, in order: the
    days tell it then, though a reader that knows words alone takes little of it for an answer.
    """
    if not asks_all_of_a_time(question):
        return []
    told = [
        evidence for evidence in reading.ranked if evidence.on_day and not evidence.elsewhen and not evidence.missing
    ]
    told = told[: choice.most_of_many]
    return sorted(told, key=lambda evidence: (evidence.sentence.document_id, evidence.sentence.number))


def told_at_clock(question: str, reading: Reading, choice: Choice) -> list[EvidenceSentence]:
    """Give, where nothing more is asked than what happened at, before or after a time of day, what is told of it, in
    order: of too much, what lies nearest to that time.
    """
    clock = asked_clock(question)
    if clock is None or not clock.open:
        return []
    told = [evidence for evidence in reading.ranked if evidence.on_clock and not evidence.missing]
    told.sort(key=lambda evidence: (evidence.sentence.document_id, evidence.sentence.number))
    most = choice.most_of_many
    return told[-most:] if clock.way in ("before", "until") else told[:most]


def not_compared(question: str, reading: Reading) -> tuple[str, ...]:
    """Say, where a time of day is asked for and the documents name some that it cannot be compared with, that it was
    not: several days are told, or which half of the day is meant is not known.
    """
    if asked_clock(question) is None or any(evidence.on_clock or evidence.elsewhen for evidence in reading.ranked):
        return ()
    told = any(find_clocks(evidence.sentence.text) for evidence in reading.ranked)
    return ("Times of day could not be compared here.",) if told else ()


def told_at_another_time(
    asked: AskedTime, clock: AskedClock | None, reading: Reading, subject: str
) -> tuple[str, tuple[str, ...]]:
    """Say that the documents (`subject`: "The document", "The documents") tell what is asked of another time alone.

    Returns:
        The sentence, and notes: of which days, or time of day, the sentence that comes nearest tells.
    """
    does = "do" if subject.endswith("s") else "does"
    asked_for = [spoken_time(asked)] if asked.dated else []
    asked_for += [spoken_clock(clock)] if clock is not None else []
    text = f"{subject} {does} not say that {', '.join(asked_for)}."
    sentence = reading.ranked[0].sentence
    days = sentence.days or sentence.carried
    hours = find_clocks(sentence.text) if clock is not None else []
    told = [sentence.text[hours[0].start : hours[0].end]] if hours else []
    told += [spoken_days(days)] if days and asked.dated else []
    return text, (f"The nearest that is found is told for {', '.join(told)}.",) if told else ()
