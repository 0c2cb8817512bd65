from __future__ import annotations

from pathlib import Path

from corpus.export.squad import to_squad
from corpus.reading import Corpus, read_corpus
from tests.corpus.making import change, text


def test_questions_in_the_format_of_squad(small: Path) -> None:
    data = to_squad(read_corpus(small), ["train"])

    assert data == {
        "version": "v2.0",
        "data": [
            {
                "title": "train/alder",
                "paragraphs": [
                    {
                        "context": text("train"),
                        "qas": [
                            {
                                "id": "alder-01",
                                "question": "who put a name to it",
                                "answers": [{"text": "Ada Ruiz", "answer_start": 0}],
                                "is_impossible": False,
                                "multi_span": False,
                            },
                            {
                                "id": "alder-02",
                                "question": "price of the ink",
                                "answers": [],
                                "is_impossible": True,
                                "multi_span": False,
                            },
                        ],
                    }
                ],
            }
        ],
    }


def test_turns_are_asked_in_their_standalone_form(small: Path) -> None:
    change(small, "conversations", 1, status="no_question", gold=[], spans=[], facts=[])
    (report,) = to_squad(read_corpus(small), ["train"], conversations=True)["data"]

    assert [(each["id"], each["question"]) for each in report["paragraphs"][0]["qas"]][2:] == [
        ("alder-cA-2", "and what for did Ada Ruiz sign")
    ]


def test_without_spans_the_gold_answers_and_several_are_told(small: Path) -> None:
    spans = [{"text": "Ada Ruiz", "start": 0, "end": 8}, {"text": "4 May", "start": 34, "end": 39}]
    change(small, "questions", 1, spans=[])
    change(small, "conversations", 1, spans=spans)
    (report,) = to_squad(read_corpus(small), ["train"], conversations=True)["data"]
    first, _, turn, _ = report["paragraphs"][0]["qas"]

    assert first["answers"] == [{"text": "Ada Ruiz signed the alder book on 4 May.", "answer_start": 0}]
    assert turn["multi_span"]


def test_every_answer_of_the_corpus_is_where_it_says(shipped: Corpus) -> None:
    count = 0
    for report in to_squad(shipped, ["train", "dev", "test"], conversations=True)["data"]:
        (paragraph,) = report["paragraphs"]
        for question in paragraph["qas"]:
            assert bool(question["answers"]) is not question["is_impossible"], question["id"]
            for answer in question["answers"]:
                count += 1
                assert paragraph["context"].startswith(answer["text"], answer["answer_start"]), question["id"]
    assert count > 2000
