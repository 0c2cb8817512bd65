from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from index import Document, Index, Progress, Settings, build_index, open_index, text_document
from index.errors import IndexBusy, LoadError, ModelError
from tests.index.making import invented, start_python

RAIN = text_document("Weather", "On July 5 it rained at the airfield. It was wet.")
SNOW = text_document("Snow", "In January it snowed on the mountain.")


def texts(index: Index) -> dict[str, str]:
    return {document.title: document.text for document in index.documents}


def consistent(index: Index) -> bool:
    """Check that all parts of an index tell of the same documents, and that each passage is found both ways."""
    passages = list(index.passages())
    assert index.passage_count == len(passages)
    assert {passage.document_id for passage in passages} == {document.id for document in index.documents}
    for document in index.documents:
        sentences = index.sentences(document.id)
        own = [passage for passage in passages if passage.document_id == document.id]
        assert [n for passage in own for n in range(passage.first_sentence, passage.last_sentence + 1)] == list(
            range(len(sentences))
        )
        for sentence in sentences:
            assert sentence.text == document.text[sentence.start : sentence.end]
        for passage in own:
            assert passage.text == document.text[passage.start : passage.end]
    vectors = index.passage_vectors(passages)
    for passage, vector, pooled in zip(passages, vectors, index.sentence_vectors(passages), strict=True):
        assert pooled.shape == (passage.last_sentence - passage.first_sentence + 1, vector.shape[0])
        np.testing.assert_allclose(np.linalg.norm(pooled, axis=1), 1, atol=1e-5)
        nearest = index.nearest(vector, 3)
        assert passage.id in {found.passage.id for found in nearest if found.score > 0.999}
        assert passage.id in {found.passage.id for found in index.search(passage.text, 5) if found.lexical is not None}
    return True


def test_an_index_holds_what_was_given_and_what_it_held_before(place: Path, settings: Settings) -> None:
    with build_index(RAIN, place, settings=settings) as index:
        assert texts(index) == {"Weather": RAIN.text}
        assert index.generation == 1
    with build_index([SNOW], place, settings=settings) as index:
        assert texts(index) == {"Weather": RAIN.text, "Snow": SNOW.text}
        assert index.generation == 2
        assert consistent(index)


def test_the_same_content_costs_nothing(place: Path, settings: Settings) -> None:
    build_index([RAIN, SNOW], place, settings=settings).close()
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    told: list[Progress] = []
    build_index([SNOW, RAIN], place, settings=settings, progress=told.append).close()
    assert {progress.stage for progress in told} == {"reading", "saving"}
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before


def test_a_changed_document_takes_the_place_of_the_old(place: Path, settings: Settings) -> None:
    build_index([RAIN, SNOW], place, settings=settings).close()
    changed = text_document("Weather", "The sun shone on the harbour all day.")
    with build_index(changed, place, settings=settings) as index:
        assert texts(index) == {"Weather": changed.text, "Snow": SNOW.text}
        assert consistent(index)
        assert not any("rained" in found.passage.text for found in index.search("Where did it rain?"))
        assert index.document_frequency(["rained", "sun"]) == {"rained": 0, "sun": 1}


def test_files_are_followed_by_their_content(tmp_path: Path, place: Path, settings: Settings) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("A drone fell at the harbour.", encoding="utf-8")
    (folder / "b.md").write_text("# B\n\nTwo rockets landed.", encoding="utf-8")
    with build_index(folder, place, settings=settings) as index:
        assert texts(index).keys() == {"a.txt", "B"}
    os.utime(folder / "a.txt", ns=(0, 0))
    with build_index(folder, place, settings=settings) as index:
        assert index.generation == 1
    (folder / "a.txt").write_text("A drone fell at the market.", encoding="utf-8")
    with build_index(folder, place, settings=settings) as index:
        assert index.generation == 2
        assert texts(index)["a.txt"] == "A drone fell at the market."


def test_documents_can_be_removed(place: Path, settings: Settings) -> None:
    with build_index([RAIN, SNOW], place, settings=settings) as index:
        assert index.remove([RAIN.id, "nobody"]) == 1
        assert texts(index) == {"Snow": SNOW.text}
        assert consistent(index)
        assert index.remove([RAIN.id]) == 0
        assert index.generation == 2
        assert index.remove([SNOW.id]) == 1
        assert index.documents == ()
        assert index.search("snow") == []
        build_index(SNOW, place, settings=settings).close()
        assert [found.passage.text for found in index.search("snow")] == [SNOW.text]


def test_an_open_index_follows_what_is_built(place: Path, settings: Settings) -> None:
    with build_index(RAIN, place, settings=settings) as index:
        assert len(index.search("snow on the mountain")) == 1
        build_index(SNOW, place, settings=settings).close()
        assert index.search("snow on the mountain")[0].passage.text == SNOW.text
        assert index.document(SNOW.id) == SNOW


def test_other_passage_settings_cut_all_documents_anew(place: Path, settings: Settings) -> None:
    report = text_document("Report", "One is here. Two is here. Three is here. Four is here.")
    with build_index([report, RAIN], place, settings=settings) as index:
        assert index.passage_count == 3
    single = settings.model_copy(update={"passage_sentences": 1})
    with build_index(SNOW, place, settings=single) as index:
        assert index.passage_count == 7
        assert consistent(index)


def test_another_reader_changes_nothing_in_the_index(place: Path, settings: Settings) -> None:
    with build_index(RAIN, place, settings=settings) as index:
        generation = index.generation
    with build_index(RAIN, place, settings=settings.model_copy(update={"reader": "other"})) as index:
        assert index.generation == generation


def test_what_a_document_carries_comes_back(place: Path, settings: Settings) -> None:
    from index import Page

    document = Document(
        "id-1",
        "T\u00eftle",
        "\ufefffirst page.\x00 \U0001f642\r\nSecond page. ",
        "/some/where.txt",
        (Page(1, 0, 15), Page(2, 15, 33)),
        "text/plain",
        {"author": "A. B.", "year": 2021, "tags": ["x", None]},
    )
    with build_index(document, place, settings=settings) as index:
        assert index.documents == (document,)
        assert consistent(index)


def test_a_bad_file_in_a_folder_is_left_out_and_told_of(tmp_path: Path, place: Path, settings: Settings) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(b"\x00")
    with pytest.raises(LoadError, match=r"nothing to make an index of: .*bad.txt is not a text file"):
        build_index(folder, place, settings=settings)
    (folder / "good.txt").write_text("It rained.", encoding="utf-8")
    with build_index(folder, place, settings=settings) as index:
        assert texts(index).keys() == {"good.txt"}
        assert [reason.split(" ")[0] for reason in index.skipped] == [str(folder / "bad.txt")]


def test_progress_counts_up_to_its_totals(place: Path, settings: Settings) -> None:
    told: list[Progress] = []
    build_index([invented(number) for number in range(5)], place, settings=settings, progress=told.append).close()
    embedding = [progress for progress in told if progress.stage == "embedding"]
    assert [progress.done for progress in embedding] == list(range(1, len(embedding) + 1))
    assert embedding[-1].done == embedding[-1].total
    assert told[-1] == Progress("saving", 1, 1)


def test_what_progress_raises_stops_the_build_and_nothing_is_lost(place: Path, settings: Settings) -> None:
    build_index(RAIN, place, settings=settings).close()

    def stop(progress: Progress) -> None:
        if progress.stage == "embedding":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(SNOW, place, settings=settings, progress=stop)
    with open_index(place, settings=settings) as index:
        assert texts(index) == {"Weather": RAIN.text}
        assert index.generation == 1
    build_index(SNOW, place, settings=settings).close()


def test_more_documents_than_fit_at_once_are_all_built(place: Path, tiny: Settings) -> None:
    documents = [invented(number, paragraphs=3) for number in range(260)]
    with build_index((document for document in documents), place, settings=tiny) as index:
        assert index.documents == tuple(documents)
        assert index.passage_count >= 520
        assert index.search("What happened in town 259?", documents=["Town 259"])[0].passage.document_id == (
            documents[259].id
        )


def test_an_unknown_model_is_an_error_before_anything_is_made(place: Path, settings: Settings) -> None:
    with pytest.raises(ModelError):
        build_index(RAIN, place, settings=settings.model_copy(update={"model": "no-such-model"}))
    assert not place.exists()


def test_two_threads_cannot_build_at_once_but_one_can_wait(place: Path, settings: Settings) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def pause(progress: Progress) -> None:
        begun.set()
        assert go_on.wait(60)

    first = threading.Thread(
        target=lambda: build_index(RAIN, place, settings=settings, progress=pause).close(), daemon=True
    )
    first.start()
    assert begun.wait(60)
    with pytest.raises(IndexBusy, match="is being built by another process; try again"):
        build_index(SNOW, place, settings=settings)
    threading.Timer(0.3, go_on.set).start()
    with build_index(SNOW, place, settings=settings, wait=60) as index:
        assert texts(index).keys() == {"Weather", "Snow"}
    first.join()


BUILD_AND_PAUSE = """
import sys
from index import Settings, build_index, text_document
def pause(progress):
    if progress.stage == "embedding":
        print("embedding", flush=True)
        sys.stdin.readline() if len(sys.argv) > 2 else __import__("time").sleep(100)
build_index(text_document("Other", "It hailed."), sys.argv[1], settings=Settings(), progress=pause).close()
"""


@pytest.mark.slow
def test_two_processes_cannot_build_at_once(place: Path, settings: Settings, environment: dict[str, str]) -> None:
    build_index(RAIN, place, settings=settings).close()
    with start_python(BUILD_AND_PAUSE, environment, place) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "embedding\n"
        with pytest.raises(IndexBusy):
            build_index(SNOW, place, settings=settings)
        with open_index(place, settings=settings) as index:  # Reading goes on meanwhile.
            assert texts(index).keys() == {"Weather"}
            assert index.search("rain")
        process.kill()
    began = time.perf_counter()
    with build_index(SNOW, place, settings=settings) as index:  # The lock ended with its holder.
        assert texts(index).keys() == {"Weather", "Snow"}
    assert time.perf_counter() - began < 30


def test_digits_are_read_as_the_setting_says_and_read_anew_when_it_changes(place: Path, settings: Settings) -> None:
    from index import Day

    dated = text_document("Digits", "On 4/7 it rained.")
    for day_first, day in ((False, Day(4, 7)), (True, Day(7, 4))):
        changed = settings.model_copy(update={"day_first": day_first})
        with build_index(dated, place, settings=changed) as index:
            assert index.sentences(dated.id)[0].days == (day,)
