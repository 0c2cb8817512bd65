from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Document, build_index, text_document
from qa.evidence.stretches import JOINED, stretches_of
from qa.evidence.windows import Piece

if TYPE_CHECKING:
    from index import Index, Settings

pytestmark = pytest.mark.slow

SHORT = text_document("Short", "On 4 July 2021 it rained on pier 4. On the same day Ana Ruiz signed. Nobody saw it.")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Iterator[Index]:
    """An index of a few reports in small passages."""
    lines = [f"Report {n} came in. {'Guards fired at the bridge. ' * (n % 7)}Nobody was hurt." for n in range(12)]
    sections = "\n\n".join(f"## Part {n}\n\nIt snowed on day {n}. The road was closed." for n in range(4))
    documents = [
        SHORT,
        text_document("Long", "\n".join(lines)),
        Document("sections", "Sections", sections, media_type="text/markdown"),
        text_document("Wide", "word " * 400 + "ended."),
    ]
    small = settings.model_copy(update={"passage_characters": 200})
    with build_index(documents, tmp_path_factory.mktemp("stretches") / "index", settings=small) as made:
        yield made


@settings(deadline=None)
@given(st.data())
def test_stretches_hold_the_passages_sentences_in_order_and_one_document_each(
    index: Index, data: st.DataObject
) -> None:
    passages = data.draw(st.lists(st.sampled_from(list(index.passages())), unique=True))
    stretches = list(stretches_of(index, passages))
    expected = sorted(
        (passage.document_id, number)
        for passage in passages
        for number in range(passage.first_sentence, passage.last_sentence + 1)
    )
    assert [(s.document_id, s.number) for stretch in stretches for s in stretch.sentences] == expected
    firsts = {(passage.document_id, passage.first_sentence): passage for passage in passages}
    for stretch in stretches:
        first, last = stretch.sentences[0], stretch.sentences[-1]
        assert {sentence.document_id for sentence in stretch.sentences} == {first.document_id}
        numbers = [sentence.number for sentence in stretch.sentences]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        alone = firsts[first.document_id, first.number]
        assert last.end - first.start <= JOINED or alone.last_sentence == last.number
        assert [piece.text for piece in stretch.pieces] == [sentence.text for sentence in stretch.sentences]


def test_neighbours_are_joined_as_far_as_a_window_holds_them(index: Index) -> None:
    stretches = list(stretches_of(index, list(index.passages())))
    assert len(stretches) < index.passage_count / 2
    for one, other in pairwise(stretches):
        if one.sentences[0].document_id == other.sentences[0].document_id:
            assert other.sentences[0].end - one.sentences[0].start > JOINED / 2


def test_the_context_is_the_section_and_the_sentence_before(index: Index) -> None:
    sections = list(index.passages("sections"))
    (stretch,) = stretches_of(index, [sections[-1]])
    assert stretch.context.startswith("Part 3 · ")
    long = [passage for passage in index.passages() if index.document(passage.document_id).title == "Long"]
    (first,) = stretches_of(index, long[:1])
    assert first.context == ""
    (second,) = stretches_of(index, long[1:2])
    assert second.context == index.sentences(long[0].document_id)[long[1].first_sentence - 1].text


def test_a_day_that_is_taken_over_is_said_before_its_sentence(index: Index) -> None:
    (stretch,) = stretches_of(index, list(index.passages(SHORT.id)))
    assert stretch.pieces[0].note == ""
    assert stretch.pieces[1] == Piece("On the same day Ana Ruiz signed.", "(July 4, 2021)")


def test_nothing_found_is_nothing_to_read(index: Index) -> None:
    assert list(stretches_of(index, [])) == []
