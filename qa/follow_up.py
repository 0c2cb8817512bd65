"""Follow-up questions that lie near an answer, each tried before it is offered.

Candidates are made of general forms and of what stands around the cited sentences: their days, the names in them and
beside them, the sources. Of each the chain is run as far as reading; what is not clearly answered, or only by
what was just cited, is not offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeVar

from index.dates import spoken
from qa.answer import Answer, Citation
from qa.suggest import name_in, name_runs

if TYPE_CHECKING:
    from index import Index
    from index.document import Sentence
    from qa.chain import AnswerChain
    from qa.question.contextualise import Turn

_T = TypeVar("_T")

TRIED: Final = 6
"""Candidates that are tried at most: each costs about as much as an answer."""
ANSWERABLE: Final = 0.65
"""What the reader must hold a follow-up for answered with; a question that a person asked is answered from less on
(`qa.compose.choice.Choice.answer_from`)."""
_AROUND: Final = 2
"""Sentences before and after a cited one that are its neighbourhood."""
_CITED: Final = 3
"""Cited sentences whose neighbourhood is looked at."""
_GONE_ON_FROM: Final = ("answered", "not_in_documents")
_MANY_WORDS: Final = 14
_TURNED: Final = re.compile(r"^\W*(?:(?P<ask>when|where|why|how)\s+)?(?P<rest>(?:was|were|did)\s+.+)$", re.I | re.S)


def follow_ups(
    index: Index, chain: AnswerChain, history: Sequence[Turn], n: int = 3, halt: Callable[[], bool] = lambda: False
) -> tuple[str, ...]:
    """Give up to `n` questions to go on with after the last answer of `history`, all of which the documents answer.

    Args:
        index: what is asked.
        chain: what would answer.
        history: what was said so far; its last turn carries the answer that is gone on from.
        n: how many at most.
        halt: is asked before each try; True ends the search with what was found.
    """
    answers = [turn.answer for turn in history if turn.answer is not None]
    if not answers or answers[-1] is not history[-1].answer or answers[-1].status not in _GONE_ON_FROM:
        return ()
    asked = {_bare(q) for answer in answers for q in (answer.question, answer.standalone_question)}
    seen = {_place(citation) for citation in answers[-1].citations}
    kept: list[str] = []
    tried = 0
    for question in candidates(index, answers[-1]):
        if len(kept) >= n or tried >= TRIED or halt():
            break
        if _bare(question) in asked:
            continue
        asked.add(_bare(question))
        tried += 1
        answer = _tried(chain, question, tuple(history))
        fresh = {_place(c) for c in answer.citations} - seen if answer is not None else set()
        if answer is None or not fresh or _bare(answer.standalone_question) in asked - {_bare(question)}:
            continue
        kept.append(question)
        seen |= fresh
    return tuple(kept)


def candidates(index: Index, answer: Answer) -> Iterator[str]:
    """Propose questions near an answer, those that are likeliest to be wanted first, one of each kind and round again.

    None holds a word that is not of a general form, of the question, or of the document.
    """
    cited = (answer.citations or answer.considered)[:_CITED]
    near = [sentence for citation in cited for sentence in _neighbours(index, citation)]
    inside = [s for s in near if any(_covers(citation, s) for citation in cited)]
    said = f"{answer.question} {answer.standalone_question}".casefold()
    days = _different(day for s in inside for day in s.days or s.carried)
    other_days = [day for day in _different(day for s in near for day in s.days or s.carried) if day not in days]
    sources = [name_in(statement.source) for statement in answer.statements if statement.source is not None]
    said += "".join(source for source in sources if source).casefold()
    names = [name for s in (*inside, *near) for name in name_runs(s.text) if name.casefold() not in said]
    kinds = (
        ["Who says so?"] if answer.status == "answered" and not all(s.source for s in answer.statements) else [],
        _turned(answer.standalone_question),
        [f"What {'else ' if answer.citations else ''}happened on {spoken(day)}?" for day in days],
        [f"What is said about {name}?" for name in _different(names)],
        [f"What else does {source} say?" for source in _different(filter(None, sources))],
        [f"What happened on {spoken(day)}?" for day in other_days],
    )
    for row in zip_longest(*kinds):
        yield from (question for question in row if question is not None)


def _tried(chain: AnswerChain, question: str, history: tuple[Turn, ...]) -> Answer | None:
    """Read for a question; None where it is not clearly answered."""
    from qa.chain import State

    state = State(question=question, history=history)
    for name, stage in chain.stages.items():
        state = stage.invoke(state)
        if name == "read" and (state.answer is not None or state.reading.answerable < ANSWERABLE):
            return None
        if name == "compose":
            break
    return state.answer if state.answer is not None and state.answer.status == "answered" else None


def _turned(question: str) -> list[str]:
    """Ask for another side of the same: "Where was it seized?" becomes "When was it seized?" and "Why …?"."""
    match = _TURNED.match(question)
    if match is None or "(" in question or len(question.split()) > _MANY_WORDS:
        return []
    rest = match["rest"][:1].lower() + match["rest"][1:]
    return [f"{ask.title()} {rest}" for ask in ("why", "when", "where") if ask != (match["ask"] or "").lower()]


def _neighbours(index: Index, citation: Citation) -> list[Sentence]:
    sentences = index.sentences(citation.document_id)
    at = [s.number for s in sentences if _covers(citation, s)]
    return list(sentences[max(0, at[0] - _AROUND) : at[-1] + 1 + _AROUND]) if at else []


def _covers(citation: Citation, sentence: Sentence) -> bool:
    same = citation.document_id == sentence.document_id
    return same and citation.start < sentence.end and sentence.start < citation.end


def _place(citation: Citation) -> tuple[str, int]:
    return citation.document_id, citation.start


def _different(found: Iterable[_T]) -> list[_T]:
    return list(dict.fromkeys(found))


def _bare(question: str) -> str:
    return " ".join(question.split()).rstrip("?!. ").casefold()
