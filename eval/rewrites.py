"""What the search finds with a follow-up as it was typed, as the assistant and as a person made it stand alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from eval.measures.outcome import Offsets, Searches

if TYPE_CHECKING:
    from eval.question_set import Question
    from index import Index
    from qa import Answer

PASSAGES: Final = 5


def searches(index: Index, question: Question, answer: Answer, document_id: str) -> Searches | None:
    """Search a document with the three wordings; None for a first question, or one without a human rewrite or gold.

    Args:
        index: what is searched.
        question: as the set has it; its `standalone` is the human rewrite.
        answer: its `standalone_question` is ours.
        document_id: of the document the question is about.
    """
    if not question.history or question.standalone is None or not question.gold:
        return None
    wordings = (question.question, answer.standalone_question, question.standalone)
    # Two wordings are often the same, and a search takes the embedding of its text.
    found = {wording: _passages(index, wording, document_id) for wording in dict.fromkeys(wordings)}
    typed, ours, human = (found[wording] for wording in wordings)
    return Searches(typed, ours, human)


def _passages(index: Index, wording: str, document_id: str) -> tuple[Offsets, ...]:
    best = index.search(wording, PASSAGES, documents=[document_id])
    return tuple((scored.passage.start, scored.passage.end) for scored in best)
