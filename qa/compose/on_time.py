"""What is left to answer from where a question names a time, and what is said where nothing is told of that time."""

from __future__ import annotations

from dataclasses import replace

from index.dates import spoken_days
from qa.compose.choice import Choice
from qa.compose.confidence import log_odds
from qa.evidence.reading import Reading
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


def told_at_another_time(asked: AskedTime, reading: Reading, subject: str) -> tuple[str, tuple[str, ...]]:
    """Say that the documents (`subject`: "The document", "The documents") tell what is asked of another time alone.

    Returns:
        The sentence, and notes: of which days the sentence that comes nearest tells.
    """
    does = "do" if subject.endswith("s") else "does"
    text = f"{subject} {does} not say that {spoken_time(asked)}."
    sentence = reading.ranked[0].sentence
    days = sentence.days or sentence.carried
    return text, (f"The nearest that is found is told for {spoken_days(days)}.",) if days else ()
