from __future__ import annotations

import pytest

from index.load import text_document
from index.segment import sentences_of
from qa.evidence.attribution import attribution_of, attribution_of_text
from qa.evidence.speech.claims import cues_in
from qa.evidence.speech.gaps import gapped
from qa.evidence.speech.phrases import text_of
from qa.evidence.speech.tagging import tagged


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("The union spoke of 12 dead; the hospital of 3.", ["the hospital"]),
        ("The mayor puts the loss at 54,000 euros, the insurer, Orr Vale, at 31,000.", ["the insurer, Orr Vale"]),
        ("Fishers say 100 drowned; Captain Orr, 20; the Vale Herald, 85.", ["Captain Orr", "the Vale Herald"]),
        ("The union says that he was struck, the police that he fell.", ["the police"]),
        ("The union counted 47 hurt and the ministry counted 19.", []),
        ("The union counted 47 hurt, two of them children, and a guard.", []),
        ("The union said that it rained on 3 May, the day of the fair.", []),
        ("The lorries took 47 loads; the hospital 3.", []),
        ("The union said that it rained; the Chair asked that this remark be minuted.", []),
    ],
)
def test_a_part_takes_its_verb_from_a_claim_before(sentence: str, sources: list[str]) -> None:
    words = tagged(sentence)
    assert [text_of(words, cue.named) for cue in gapped(words, tuple(cues_in(words)))] == sources


def test_each_says_the_part_that_names_him() -> None:
    text = "The union spoke of 12 dead; the hospital of 3."
    assert attribution_of_text(text).sources == ("The union", "the hospital")
    start = text.index("3")
    found = tuple(sentences_of(text_document("report", text)))
    assert attribution_of(found, 0, (start, start + 1)).sources == ("the hospital",)
