from __future__ import annotations

import pytest

from index.document import Sentence
from qa.answer import Span, Verdict
from qa.compose.standing import is_denier, may_stand_first, opening, standing, teller_of
from qa.evidence.attribution import attribution_of, parts_of
from qa.evidence.reading import EvidenceSentence

BOTH = "The captain insists it was an accident, while the sailors say that Ode was pushed."
COUNTS = "The union says that three died, but the army denied it."
RELATIVE = "The guard testified that Krell took the money, which Krell denies."


def evidence(text: str, short: str) -> tuple[EvidenceSentence, Span]:
    sentences = (Sentence("d", 0, 0, len(text), text, 0),)
    start = text.rindex(short)
    span = Span(short, "d", start, start + len(short), 0.9)
    return EvidenceSentence(
        sentence=sentences[0],
        relevance=0.9,
        attribution=attribution_of(sentences, 0),
        spans=(span,),
        short_attribution=attribution_of(sentences, 0, (span.start, span.end)),
        parts=parts_of(sentences, 0),
    ), span


@pytest.mark.parametrize(
    ("question", "text", "short", "expected"),
    [
        ("Who set the fire?", "It is unlikely that Ode set the fire.", "Ode", False),
        ("When did troops cross?", "The clerk would not confirm that troops crossed on 4 May.", "4 May", False),
        ("Who shelled the town?", "He denied that the guard shelled the town.", "the guard", False),
        ("Who shelled the town?", "Berg denied that the guard shelled the town.", "the guard", True),
        ("What did he deny?", "He denied that the guard shelled the town.", "the guard shelled the town", True),
        ("Who says that Krell was there?", "Dr. Keel doubts that Krell was there.", "Dr. Keel", False),
        ("Who doubts that Krell was there?", "Dr. Keel doubts that Krell was there.", "Dr. Keel", True),
        ("Who says that three died?", COUNTS, "The union", True),
        ("Who says that three died?", COUNTS, "the army", False),
        ("Who says that it rained?", "The army denied the claim and said that it rained.", "The army", True),
        ("Who says it was an accident?", BOTH, "the sailors", False),
        ("Who says it was an accident?", BOTH, "The captain", True),
        ("Who says it was an accident?", BOTH, "it was an accident, while the sailors", False),
        ("Who was pushed?", BOTH, "Ode", True),
    ],
)
def test_what_is_not_asserted_does_not_stand_first(question: str, text: str, short: str, expected: bool) -> None:
    assert may_stand_first(question, *evidence(text, short)) == expected


@pytest.mark.parametrize(
    ("text", "short", "source", "words"),
    [
        (COUNTS, "three", "The union", ("According to", ", but denied by the army")),
        (RELATIVE, "Krell took the money", "The guard", ("According to", ", but denied by Krell")),
        ("The cook says Krell beat her, a charge he denies.", "Krell", "The cook", ("According to", ", but denied")),
        ("The police ruled out that Ode set it.", "Ode", "The police", ("Ruled out by", "")),
        ("The governor doubts that Ode set it.", "Ode", "The governor", ("Doubted by", "")),
        ("Berg denied it and said that Ode set it.", "Ode", "Berg", ("According to", "")),
        ("Berg, who denies the charge, was held on 4 May.", "4 May", "Berg", ("According to", "")),
        ("Berg says that Ode set it.", "Ode", "Berg", ("According to", "")),
    ],
)
def test_a_short_answer_is_told_with_who_says_and_who_denies_it(
    text: str, short: str, source: str, words: tuple[str, str]
) -> None:
    assert opening(*evidence(text, short), source) == words


@pytest.mark.parametrize(
    ("question", "text", "source", "words"),
    [
        ("Did three die?", COUNTS, "The union", ("according to", ", but denied by the army")),
        ("Did Krell take the money?", RELATIVE, "The guard", ("according to", ", but denied by Krell")),
        ("Was Lyle hanged?", "Dr. Keel doubts it.", "Dr. Keel", ("doubted by", "")),
        ("Will it collapse?", "The mayor said it is shut and denied that it will collapse.", "The mayor",
         ("denied by", "")),
        ("Is it shut?", "The mayor said it is shut and denied that it will collapse.", "The mayor",
         ("according to", "")),
        ("Is it shut?", "The mayor said it is shut.", "The mayor", ("according to", "")),
    ],
)  # fmt: skip
def test_a_matter_is_told_as_denied_by_none_but_who_denies_that(
    question: str, text: str, source: str, words: tuple[str, str]
) -> None:
    assert standing(question, evidence(text, text[:3])[0], source) == words


def test_who_denies_a_thing_is_nobodys_claim() -> None:
    assert is_denier("Who denies it?", *evidence(RELATIVE, "Krell"))
    assert not is_denier("Who denies it?", *evidence(RELATIVE, "The guard"))
    assert not is_denier("Who took the money?", *evidence(RELATIVE, "Krell"))


@pytest.mark.parametrize(
    ("question", "verdict", "short", "sources"),
    [
        ("Was it an accident?", "unconfirmed", "pushed", ("The captain",)),
        ("Was it an accident?", "no", "pushed", ("the sailors",)),
        ("Was Ode pushed?", "unconfirmed", "accident", ("the sailors",)),
        ("Did it rain?", "unconfirmed", "pushed", ("the sailors",)),
        ("Was Ode on board?", "unconfirmed", "accident", ("The captain",)),
        ("Was somebody pushed by accident?", "unconfirmed", "pushed", ("The captain", "the sailors")),
    ],
)
def test_of_two_who_disagree_he_is_named_who_says_what_is_asked(
    question: str, verdict: Verdict, short: str, sources: tuple[str, ...]
) -> None:
    assert teller_of(question, evidence(BOTH, short)[0], verdict).sources == sources
