from __future__ import annotations

from dataclasses import replace

import pytest

from index.document import Sentence
from qa.answer import Verdict
from qa.compose.verdict import verdict_of
from qa.evidence.actors import open_actor
from qa.evidence.attribution import attribution_of_text
from qa.evidence.reading import EvidenceSentence
from qa.question.intent import intent_of


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
        ("Was nobody hurt?", "No person was hurt.", "yes"),
        ("Was nobody hurt?", "Two men were hurt.", "no"),
        ("Is the cause settled?", "The inspectors have not yet established the cause.", "no"),
        ("Do they know why the sums differ?", "The difference could not be explained.", "no"),
        ("Was medicine stolen?", "The audit could not establish whether medicine was stolen.", "unconfirmed"),
        ("Did the ferry sink?", "The crew tried to sink the ferry.", "unconfirmed"),
        ("Did the ferry leave?", "The ferry was to have left on Monday.", "unconfirmed"),
        ("Did the crew try to sink it?", "The crew tried to sink the ferry.", "yes"),
        ("Did the ferry sink?", "The crew tried to sink the ferry, which never sank.", "no"),
        ("Is there a show on Monday?", "The Monday show was cancelled.", "no"),
        ("Is the tap water poisoned?", "The story of poisoned water is false.", "no"),
    ],
)
def test_a_claim_confirms_nothing(question: str, sentence: str, verdict: str) -> None:
    assert verdict_of(question, intent_of(question), evidence(sentence)) == verdict


@pytest.mark.parametrize(
    ("question", "sentence", "verdict"),
    [
        ("Does the mayor agree with the plan?", "The mayor said that she does not agree with the plan.", "no"),
        ("Did the mayor admit the debt?", "The mayor admitted the debt.", "yes"),
        ("Does the mayor deny the debt?", "The mayor denied the debt.", "yes"),
        ("Is the town in debt?", "The mayor said that the town is in debt.", "unconfirmed"),
    ],
)
def test_what_somebody_says_is_decided_by_what_they_say(question: str, sentence: str, verdict: str) -> None:
    assert verdict_of(question, intent_of(question), evidence(sentence)) == verdict


def test_an_unsure_match_gives_no_verdict() -> None:
    assert (
        verdict_of(
            "Did the ferry sink?",
            intent_of("Did the ferry sink?"),
            evidence("The crane fell on Monday.", relevance=0.4),
        )
        is None
    )


@pytest.mark.parametrize(
    ("sentence", "likely", "verdict"),
    [
        ("Both crews were ashore by noon.", {"yes": 0.2, "no": 0.7, "unconfirmed": 0.1}, "no"),
        ("The ferry sank on Monday.", {"yes": 0.8, "no": 0.1, "unconfirmed": 0.1}, "yes"),
        ("According to the guard, the ferry sank.", {"yes": 0.8, "no": 0.1, "unconfirmed": 0.1}, "unconfirmed"),
        ("According to the guard, all came home.", {"yes": 0.1, "no": 0.8, "unconfirmed": 0.1}, "no"),
        ("It is unclear whether the ferry sank.", {"yes": 0.8, "no": 0.1, "unconfirmed": 0.1}, "unconfirmed"),
        ("The ferry appears to be safe.", {"yes": 0.1, "no": 0.8, "unconfirmed": 0.1}, "unconfirmed"),
        ("The story that the ferry sank was false.", {"yes": 0.8, "no": 0.1, "unconfirmed": 0.1}, "no"),
        ("The crew planned to sink the ferry.", {"yes": 0.8, "no": 0.1, "unconfirmed": 0.1}, "unconfirmed"),
        ("The crew planned to sink the ferry.", {"yes": 0.1, "no": 0.8, "unconfirmed": 0.1}, "unconfirmed"),
        ("The ferry was hit by someone.", {"yes": 0.8, "no": 0.1, "unconfirmed": 0.1}, "unconfirmed"),
    ],
)
def test_the_reader_decides_but_confirms_no_claim(sentence: str, likely: dict[Verdict, float], verdict: str) -> None:
    assert (
        verdict_of("Did the ferry sink?", intent_of("Did the ferry sink?"), replace(evidence(sentence), verdict=likely))
        == verdict
    )


def test_what_somebody_says_may_be_a_yes() -> None:
    told = evidence("The mayor said that she accepts the plan.")
    likely: dict[Verdict, float] = {"yes": 0.8, "no": 0.1, "unconfirmed": 0.1}
    assert (
        verdict_of(
            "Does the mayor accept the plan?",
            intent_of("Does the mayor accept the plan?"),
            replace(told, verdict=likely),
        )
        == "yes"
    )


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Do they know who cut the cable?", "no"),
        ("Has anybody found out who cut the cable?", "no"),
        ("Could the inspectors find out who cut the cable?", "no"),
        ("Is it confirmed that a boy cut the cable?", "unconfirmed"),
        ("Was it a boy?", "unconfirmed"),
        ("Who cut the cable?", None),
        ("Could you tell me who cut the cable?", None),
    ],
)
def test_what_is_not_known_is_a_no_to_who_asks_whether_it_is(question: str, verdict: Verdict | None) -> None:
    told = evidence("Who cut the cable could not be established.")
    assert verdict_of(question, intent_of(question), told) == verdict
