from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from eval.floors import AlwaysRefuse, NearestSentence
from eval.opening import Opened, opened
from tests.eval.making import question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.plan import Plan
    from index import Settings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def open_(asked: Plan, settings: Settings) -> Iterator[Opened]:
    with opened(asked.texts, settings=settings) as found:
        yield found


def test_always_refuse_refuses() -> None:
    given = AlwaysRefuse().answer(question(), "any")
    assert given.status == "not_in_documents"
    assert given.citations == ()


def test_nearest_sentence_quotes_the_nearest_sentence(open_: Opened) -> None:
    index = open_.assistant.index
    document_id = next(iter(open_.sentences))
    asked = question(question="When was the Erbil airport attacked?")
    given = NearestSentence(index).answer(asked, document_id)
    assert given.status == "answered"
    assert "Erbil International Airport" in given.citations[0].quote
    text = index.document(document_id).text
    assert all(text[each.start : each.end] == each.quote for each in given.considered)
    assert [each.number for each in given.considered] == list(range(1, len(given.considered) + 1))
    scores = [each.score for each in given.considered]
    assert scores == sorted(scores, reverse=True)
    assert given.considered[0] == given.citations[0]


def test_every_sentence_has_its_own_vector(open_: Opened) -> None:
    index = open_.assistant.index
    document_id = next(iter(open_.sentences))
    floor = NearestSentence(index)
    sentence = index.sentences(document_id)[4]
    given = floor.answer(question(question=sentence.text), document_id)
    assert given.citations[0].start == sentence.start
    sentences, vectors = floor._sentences(document_id)
    assert vectors.shape[0] == len(sentences) == len(open_.sentences[document_id])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-2)
