from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from eval.opening import Opened, opened
from eval.rewrites import PASSAGES, searches
from qa import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.plan import Plan
    from index import Settings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def open_(talks: Plan, settings: Settings) -> Iterator[Opened]:
    with opened(talks.texts, settings=settings) as found:
        yield found


def test_each_wording_is_searched_for(open_: Opened, talks: Plan) -> None:
    index = open_.assistant.index
    (document_id,) = open_.ids.values()
    asked = next(item.question for item in talks.items if item.question.id == "b2")
    ours = "Who closed the fairway?"
    found = searches(index, asked, Answer(asked.question, ours, "answered", "Sand. [1]"), document_id)
    assert found is not None
    for wording, passages in ((asked.question, found.typed), (ours, found.ours), (asked.standalone, found.human)):
        best = index.search(wording or "", PASSAGES, documents=[document_id])
        assert passages == tuple((scored.passage.start, scored.passage.end) for scored in best)
    start, end = found.human[0]
    assert "Piet Vansen" in index.document(document_id).text[start:end]


def test_only_follow_ups_with_a_rewrite_and_gold_are_searched_for(open_: Opened, talks: Plan) -> None:
    (document_id,) = open_.ids.values()
    applies = {}
    for item in talks.items:
        answer = Answer(item.question.question, item.question.question, "answered", "")
        applies[item.question.id] = searches(open_.assistant.index, item.question, answer, document_id) is not None
    assert {id_ for id_, does in applies.items() if does} == {"a2", "a3", "b2", "c2"}
    asked = next(item.question for item in talks.items if item.question.id == "b2")
    bare = asked.model_copy(update={"standalone": None})
    answer = replace(Answer("", "", "answered", ""), standalone_question="with what?")
    assert searches(open_.assistant.index, bare, answer, document_id) is None
