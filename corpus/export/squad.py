"""The corpus in the format of SQuAD 2.0 (Rajpurkar, Jia, Liang 2018, arXiv 1806.03822).

Each report is one context. A question's answers are its short answers or, where it has none, its gold quotes. Several
answers to one question are the items of its answer, all of them due, where SQuAD's are ways to say one: `multi_span`
tells these questions, so that they can be left out or scored by the item. Turns of conversations, which SQuAD knows
nothing of, are there in their standalone form when asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from corpus.reading import Corpus, Kind
from eval.question_set import Question


def to_squad(corpus: Corpus, splits: Collection[str], *, conversations: bool = False) -> dict[str, Any]:
    """Give some splits as SQuAD's JSON.

    Args:
        corpus: the corpus.
        splits: the splits to give.
        conversations: whether the turns of conversations that ask something are given as well.
    """
    kinds: tuple[Kind, ...] = ("questions", "conversations") if conversations else ("questions",)
    asked: dict[str, list[dict[str, Any]]] = {}
    for kind in kinds:
        for part, line in corpus.questions(kind=kind):
            if part.split in splits and line.question.status in {"answered", "not_in_documents"}:
                asked.setdefault(f"{part.split}/{line.question.document}", []).append(_question(line.question))
    data = [
        {"title": file.rpartition(".")[0], "paragraphs": [{"context": corpus.texts[file], "qas": questions}]}
        for file, questions in sorted(asked.items())
        if file in corpus.texts
    ]
    return {"version": "v2.0", "data": data}


def _question(question: Question) -> dict[str, Any]:
    answers = list(_answers(question)) if question.status == "answered" else []
    return {
        "id": question.id,
        "question": question.standalone or question.question,
        "answers": answers,
        "is_impossible": question.status != "answered",
        "multi_span": len(answers) > 1,
    }


def _answers(question: Question) -> Iterator[dict[str, Any]]:
    if question.spans:
        yield from ({"text": span.text, "answer_start": span.start} for span in question.spans)
    else:
        yield from ({"text": gold.quote, "answer_start": gold.start} for gold in question.gold)
