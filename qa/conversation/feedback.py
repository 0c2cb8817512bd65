"""What people think of answers, as a question set to measure with (docs/question-sets.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from qa.answer import Citation
from qa.conversation.kept import KeptTurn
from qa.conversation.store import Conversations
from qa.question.intent import intent_of

_WITH_GOLD: Final = ("answered", "not_in_documents")
"""The outcomes that rest on something in the document."""
_KINDS: Final = {"statement": "what", "none": "what"}
"""Kinds of question that question sets do not tell apart from others."""


@dataclass(frozen=True, slots=True)
class FeedbackSet:
    """Two files of JSON Lines: `questions` is a question set, `notes` what people wrote, by the question's id.

    The format of question sets has no place for notes, hence the second one: ``{"id", "vote", "note"}``, a line for
    each question of the set.
    """

    questions: str
    notes: str


def feedback_set(conversations: Conversations, documents: Mapping[str, str] | None = None) -> FeedbackSet:
    """Make a question set of all turns that have a vote, of the split "dev".

    A turn with thumbs up brings its kind, its outcome and, as gold, its citations. One with thumbs down brings only
    what was asked and the status that was given: what is right, a person must say, and `python -m eval validate` names
    the lines where that is still missing. `documents` gives the file of a document by
    its id or title; without it the title stands for the file. Where an answer cites several documents, the first is the
    question's and only its quotes are gold. A turn that names no document, in its answer, the passages that came
    nearest or an earlier turn's, is left out, since a set has no place for it.
    """
    questions: list[str] = []
    notes: list[str] = []
    for conversation, turn in conversations.rated():
        line = _line(conversations, conversation, turn, documents or {})
        if line is not None:
            questions.append(_json(line))
            notes.append(_json({"id": line["id"], "vote": turn.vote, "note": turn.note}))
    return FeedbackSet("".join(questions), "".join(notes))


def _line(
    conversations: Conversations, conversation: str, turn: KeptTurn, documents: Mapping[str, str]
) -> dict[str, Any] | None:
    if turn.answer is None:
        return None
    before = conversations.turns(conversation, before=turn.number)
    earlier = [one for said in reversed(before) if said.answer is not None for one in said.answer.citations]
    named = (*turn.answer.citations, *turn.answer.considered, *earlier)
    if not named:
        return None
    line: dict[str, Any] = {
        "id": f"{conversation}-{turn.number:03}",
        "document": _file(named[0], documents),
        "question": turn.question,
        "history": [{"role": said.role, "content": said.content} for said in before],
        "status": turn.answer.status,
        "split": "dev",
    }
    if turn.vote == "up":
        line["kind"] = kind_of(turn.standalone_question)
        line["gold"] = [
            {"quote": one.quote, "start": one.start, "end": one.end}
            for one in turn.answer.citations
            if one.document_id == named[0].document_id and turn.answer.status in _WITH_GOLD
        ]
    return line


def _file(citation: Citation, documents: Mapping[str, str]) -> str:
    return documents.get(citation.document_id) or documents.get(citation.document) or citation.document


def _json(line: Mapping[str, Any]) -> str:
    return json.dumps(line) + "\n"


def kind_of(question: str) -> str:
    """Give a question's kind as question sets name them."""
    kind = intent_of(question).kind
    return _KINDS.get(kind, kind)
