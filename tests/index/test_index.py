from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from index import Index, Settings, build_index, open_index, text_document
from index.errors import IndexUnusable
from tests.index.making import invented


def first_texts(index: Index, question: str, k: int = 3) -> str:
    return " ".join(found.passage.text for found in index.search(question, k))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What happened to the US embassy in Baghdad?", "a drone approached the US embassy in Baghdad"),
        ("Who attacked the Umar oil field on July 4?", "the bombardment was carried out by"),
        ("What is an Iranian-supported militia?", "is a general term for armed groups"),
        ("Was anyone hurt at Erbil airport?", "no human or property damage"),
        ("who leads the Syrian Democratic Forces", "led by the Democratic Union Party (PYD)"),
        ("third bombing Biden", "carry out a third bombing"),
        ("how many soldiers were injured at Ein Assad", "injuring several Iraqi soldiers"),
        ("smoke columns", "launched multiple smoke columns"),
    ],
)
def test_the_passage_that_answers_is_among_the_first(report_index: Index, question: str, expected: str) -> None:
    assert expected in first_texts(report_index, question)


def test_results_are_ranked_and_say_why(report_index: Index) -> None:
    question = "Where did drones attack?"
    found = report_index.search(question, 5)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({one.passage.id for one in found}) == 5
    vector = report_index.embed([question])[0]
    for one in found:
        assert one.dense == pytest.approx(float(report_index.passage_vectors([one.passage])[0] @ vector), abs=1e-3)
        assert one.lexical is None or one.lexical > 0
    assert any(one.lexical for one in found)


@pytest.mark.parametrize("question", ["", "  \n", "\u200b" * 3, "?", "\U0001f642", "\x00", "x" * 100_000])
def test_odd_questions_are_searched_without_complaint(report_index: Index, question: str) -> None:
    found = report_index.search(question)
    assert len(found) <= 8
    if not question.strip():
        assert found == []


def test_no_more_is_given_than_asked_for(report_index: Index) -> None:
    assert report_index.search("attack", 0) == []
    assert len(report_index.search("attack", 2)) == 2
    assert len(report_index.search("attack", 1000)) == report_index.passage_count
    assert report_index.nearest(report_index.embed(["attack"])[0], 0) == []


def test_documents_restrict_the_search_by_id_or_title(place: Path, settings: Settings) -> None:
    with build_index([invented(1), invented(2), invented(3)], place, settings=settings) as index:
        for name in ("Town 2", invented(2).id):
            found = index.search("What happened at the harbour?", documents=[name])
            assert {one.passage.document_id for one in found} == {invented(2).id}
        assert {one.passage.document_id for one in index.search("harbour", 50, documents=["Town 1", "Town 3"])} == {
            invented(1).id,
            invented(3).id,
        }
        assert index.search("harbour", documents=[]) == []
        with pytest.raises(KeyError, match="no document 'Town 9'"):
            index.search("harbour", documents=["Town 9"])


def test_documents_and_sentences_are_found_by_id(report_index: Index, report: str) -> None:
    (document,) = report_index.documents
    assert document.title == "report.txt"
    assert document.text == report
    assert report_index.document(document.id) is document
    sentences = report_index.sentences(document.id)
    assert "".join("".join(sentence.text.split()) for sentence in sentences) == "".join(report.split())
    assert report_index.sentences(document.id) is sentences
    with pytest.raises(KeyError):
        report_index.document("nobody")
    with pytest.raises(KeyError):
        report_index.sentences("nobody")
    assert list(report_index.passages("nobody")) == []
    assert list(report_index.passages(document.id)) == list(report_index.passages())


def test_sentence_vectors_find_the_sentence(report_index: Index) -> None:
    question = report_index.embed(["Which embassy did a drone approach?"])[0]
    scored = [
        (float(vector @ question), passage.first_sentence + number)
        for passage, vectors in zip(
            report_index.passages(),
            report_index.sentence_vectors(list(report_index.passages())),
            strict=True,
        )
        for number, vector in enumerate(vectors)
    ]
    sentences = report_index.sentences(report_index.documents[0].id)
    assert "embassy" in sentences[max(scored)[1]].text


def test_a_passage_that_is_gone_has_no_vectors(place: Path, tiny: Settings) -> None:
    with build_index([invented(1), invented(2)], place, settings=tiny) as index:
        (gone, *_) = index.passages(invented(1).id)
        index.remove([invented(1).id])
        with pytest.raises(KeyError):
            index.sentence_vectors([gone])
        with pytest.raises(KeyError):
            index.passage_vectors([gone])


def test_many_threads_search_while_others_build(place: Path, tiny: Settings) -> None:
    with build_index(invented(0), place, settings=tiny) as index:
        failures: list[BaseException] = []
        stop = threading.Event()

        def search() -> None:
            try:
                while not stop.is_set():
                    found = index.search("What happened at the harbour of town 0?", 5)
                    assert found
                    for one in found:
                        document = index.document(one.passage.document_id)
                        assert document.text[one.passage.start : one.passage.end] == one.passage.text
                    assert len(index.documents) >= 1
                    assert index.sentences(invented(0).id)
            except BaseException as error:
                failures.append(error)
                raise

        threads = [threading.Thread(target=search) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(1, 8):
            build_index(invented(number), place, settings=tiny).close()
        stop.set()
        for thread in threads:
            thread.join()
        assert failures == []
        assert len(index.documents) == 8
        assert index.generation == 8


def test_an_index_is_searched_through_an_inverted_file_as_well(place: Path, tiny: Settings) -> None:
    cells = tiny.model_copy(update={"exact_below": 20})
    documents = [invented(number) for number in range(30)]
    with build_index(documents[:20], place, settings=cells) as index:
        build_index(documents[20:], place, settings=cells).close()
        assert index.passage_count > 50
        for passage in list(index.passages())[::10]:
            vector = index.passage_vectors([passage])[0]
            assert index.nearest(vector, 1)[0].score == pytest.approx(1, abs=1e-3)
        found = index.search("harbour", 3, documents=["Town 29"])
        assert {one.passage.document_id for one in found} == {documents[29].id}
    with open_index(place, settings=tiny) as index:  # Another setting makes the file anew.
        assert index.nearest(np.ones(32, dtype=np.float32), 5)


@pytest.mark.parametrize("harm", ["gone", "damaged", "card gone", "of another index", "stale"])
def test_a_vector_file_that_does_not_fit_is_built_anew(place: Path, tmp_path: Path, tiny: Settings, harm: str) -> None:
    with build_index([invented(1), invented(2)], place, settings=tiny) as index:
        expected = index.search("What happened at the harbour of town 2?")
    file, card = place / "vectors.faiss", place / "vectors.json"
    if harm == "gone":
        file.unlink()
    elif harm == "damaged":
        file.write_bytes(file.read_bytes()[:-7])
    elif harm == "card gone":
        card.unlink()
    elif harm == "of another index":
        build_index([invented(3), invented(4)], tmp_path / "other", settings=tiny).close()
        for path in (file, card):
            path.write_bytes((tmp_path / "other" / path.name).read_bytes())
    else:
        before = file.read_bytes(), card.read_bytes()
        build_index(invented(5), place, settings=tiny).close()
        with open_index(place, settings=tiny) as index:
            index.remove([invented(5).id])
        file.write_bytes(before[0])
        card.write_bytes(before[1])
    with open_index(place, settings=tiny) as index:
        assert index.search("What happened at the harbour of town 2?") == expected
        state = f'"state": "{index._store.meta().state}"'
    assert state in card.read_text(encoding="utf-8")
    assert file.exists()


def test_closing_twice_does_no_harm(place: Path, tiny: Settings) -> None:
    index = build_index(text_document("A", "It rained."), place, settings=tiny)
    index.close()
    index.close()
    with pytest.raises(IndexUnusable, match="has been closed; open it again"):
        index.search("rain")


def test_indexes_share_the_model(place: Path, tmp_path: Path, tiny: Settings) -> None:
    with (
        build_index(text_document("A", "It rained."), place, settings=tiny) as first,
        build_index(text_document("A", "It rained."), tmp_path / "second", settings=tiny) as second,
    ):
        assert first.embedder is second.embedder


def test_the_folder_is_found_again_from_elsewhere(
    tmp_path: Path, tiny: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with build_index(text_document("A", "It rained."), "here", settings=tiny) as index:
        monkeypatch.chdir("/")
        assert index.remove([text_document("A", "x").id]) == 1


def test_names_of_chosen_documents_are_kept_and_those_of_all_stay(place: Path, tiny: Settings) -> None:
    towns = ("Kyiv", "Lviv", "Odesa", "Poltava", "Sumy", "Rivne", "Lutsk", "Ternopil", "Uzhhorod", "Kherson")
    documents = [text_document(town, f"In May gunmen shelled {town}.") for town in towns]
    with build_index(documents, place, settings=tiny) as index:
        every = index.names
        assert index.names_of([documents[0].id]) is index.names_of(["Kyiv"])
        assert index.names_of(towns) is every
        for town in towns:
            index.names_of([town])
        assert index.names is every
        assert len(index._names) == 9
        index.remove([documents[0].id])
        assert index.names is not every
        with pytest.raises(KeyError, match="Kyiv"):
            index.names_of(["Kyiv"])
        assert [document.title for document in index.resolved(["Lviv"])] == ["Lviv"]
        assert len(index.resolved()) == 9
