from __future__ import annotations

import pytest

from index.document import Sentence
from qa.compose.verdict import verdict_of
from qa.evidence.actors import open_actor
from qa.evidence.attribution import attribution_of_text
from qa.evidence.reading import EvidenceSentence


def evidence(text: str, relevance: float = 0.99) -> EvidenceSentence:
    sentence = Sentence("d", 0, 0, len(text), text, 0)
    return EvidenceSentence(sentence, relevance, attribution_of_text(text), open_actor=open_actor(text))


@pytest.mark.parametrize(
    ("question", "sentence", "verdict"),
    [
        ("Did the ferry sink?", "The ferry sank on Monday.", "yes"),
        ("Was anybody hurt?", "Nobody was hurt.", "no"),
        ("Was nobody hurt?", "Nobody was hurt.", "yes"),
        ("Did the ferry sink?", "According to the guard, the ferry sank.", "unconfirmed"),
        ("Did two boys break it?", "The lamp was broken by someone.", "unconfirmed"),
        ("Was it arson?", "The cause is unclear.", "unconfirmed"),
    ],
)
def test_a_claim_confirms_nothing(question: str, sentence: str, verdict: str) -> None:
    assert verdict_of(question, evidence(sentence)) == verdict


def test_an_unsure_match_gives_no_verdict() -> None:
    assert verdict_of("Did the ferry sink?", evidence("The crane fell on Monday.", relevance=0.4)) is None
