"""Compose an answer from quotes alone: which sentences to cite, and the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qa.answer import Answer, Citation, Span, Statement, Status, Verdict
from qa.compose.choice import Choice, chosen_of
from qa.compose.confidence import confidence_of
from qa.compose.leads import leads_of, unnamed_source
from qa.compose.markdown import quoted, unbulleted
from qa.compose.on_time import not_compared, told_at_another_time, told_at_clock, told_of_days, told_then
from qa.compose.restated import restated
from qa.compose.silence import spoken_documents, what_is_silent
from qa.compose.verdict import verdict_of
from qa.evidence.reading import EvidenceSentence, Reading
from qa.evidence.summary import summary_sentences
from qa.question.clock import asked_clock
from qa.question.intent import Intent, asks_for_whole
from qa.question.time import asked_time

if TYPE_CHECKING:
    from index import Index

CONSIDERED: Final = 8
"""How many of the nearest sentences an answer carries along."""
_SPANS: Final = 3
CONTEXT: Final = 600
"""Characters of context, about, that a citation carries."""


class ExtractiveComposer:
    """Writes an answer of verbatim quotes; needs no language model."""

    name: Final = "extractive"

    def __init__(self, index: Index, choice: Choice | None = None) -> None:
        self._index = index
        self._choice = choice if choice is not None else Choice()

    def compose(
        self, question: str, standalone: str, intent: Intent, reading: Reading, documents: Sequence[str] | None = None
    ) -> Answer:
        """Write the answer to a question from what was read."""
        whole = intent.kind == "summary" and asks_for_whole(
            standalone, (d.title for d in self._index.resolved(documents))
        )
        if whole:
            chosen = list(summary_sentences(self._index, reading, documents))
            if chosen:
                return self._answered(question, standalone, intent, chosen, reading)
        at_clock = told_at_clock(standalone, reading, self._choice)
        if at_clock:
            return self._answered(question, standalone, intent, at_clock, reading)
        announced = next((e for e in reading.ranked[:3] if e.missing), None)
        if intent.kind == "statement" and announced is not None and _is_meant(announced, reading.ranked[0]):
            return self._announced(question, standalone, announced, reading, documents)
        again = restated(standalone, reading.ranked)
        if again is not None:
            return self._answered(question, standalone, intent, [again[0]], reading, again[1])
        silent = not reading.ranked or reading.answerable < self._choice.answer_from
        on_time = None if silent else told_then(reading, self._choice)
        of_days = told_of_days(standalone, reading, self._choice) if on_time is None else []
        if of_days:
            return self._answered(question, standalone, intent, of_days, reading)
        if silent:
            if (
                announced is not None
                and reading.ranked[0].missing
                and reading.ranked[0].relevance >= self._choice.least
            ):
                return self._announced(question, standalone, announced, reading, documents)
            text, notes = what_is_silent(question, intent, reading, self._index, documents)
            return self._refused(question, standalone, text, reading, notes=notes)
        if on_time is None:
            time = asked_time(standalone, day_first=self._index.settings.day_first)
            subject = spoken_documents(self._index, documents).capitalize()
            text, notes = told_at_another_time(time, asked_clock(standalone), reading, subject)
            return self._refused(question, standalone, text, reading, notes=notes)
        chosen = chosen_of(standalone, intent, on_time, self._choice)
        answer = self._answered(question, standalone, intent, chosen, reading)
        return replace(answer, notes=not_compared(standalone, reading))

    def _answered(
        self,
        question: str,
        standalone: str,
        intent: Intent,
        chosen: Sequence[EvidenceSentence],
        reading: Reading,
        known: Verdict | None = None,
    ) -> Answer:
        citations = tuple(self._citation(number, evidence) for number, evidence in enumerate(chosen, 1))
        verdict = known or verdict_of(standalone, intent, chosen[0])
        statements = [
            Statement(
                text=quoted(unbulleted(citation.quote)),
                citations=(citation.number,),
                source=evidence.attribution.named,
                certainty=evidence.attribution.certainty,
            )
            for evidence, citation in zip(chosen, citations, strict=True)
        ]
        spans = _spans(intent, chosen)
        leads = leads_of(standalone, intent, verdict, chosen, self._choice.short_from)
        lines: list[str] = []
        for place, (statement, evidence) in enumerate(zip(statements, chosen, strict=True), 1):
            said, above = f"{statement.text} [{place}]", leads[place - 1]
            if above is None:
                said = f"{unnamed_source(evidence)}{said}"
            listed = intent.many and len(chosen) > 1
            lines.append((f"{above} [{place}]\n\n" if above else "") + (f"- {said}" if listed else said))
        separator = "\n" if intent.many and len(lines) > 1 else "\n\n"
        return Answer(
            question=question,
            standalone_question=standalone,
            status="answered",
            text=separator.join(lines),
            spans=spans,
            verdict=verdict,
            statements=tuple(statements),
            citations=citations,
            considered=self._considered(reading),
            confidence=confidence_of("answered", reading),
        )

    def _announced(
        self,
        question: str,
        standalone: str,
        announced: EvidenceSentence,
        reading: Reading,
        documents: Sequence[str] | None,
    ) -> Answer:
        citation = self._citation(1, announced)
        where = spoken_documents(self._index, documents)
        text = f"The statement is announced but not contained in {where}: {quoted(citation.quote)}"
        return self._refused(
            question,
            standalone,
            f"{text} [1]",
            reading,
            citations=(citation,),
            statement=Statement(text, (1,), announced.attribution.named, "reported"),
        )

    def _refused(
        self,
        question: str,
        standalone: str,
        text: str,
        reading: Reading,
        *,
        citations: tuple[Citation, ...] = (),
        statement: Statement | None = None,
        notes: tuple[str, ...] = (),
    ) -> Answer:
        status: Status = "not_in_documents"
        return Answer(
            question=question,
            standalone_question=standalone,
            status=status,
            text=text,
            statements=(statement if statement is not None else Statement(text, ()),),
            citations=citations,
            considered=self._considered(reading),
            notes=notes,
            # Nothing was fitted for a statement that is announced and missing.
            confidence=None if citations else confidence_of(status, reading),
        )

    def _considered(self, reading: Reading) -> tuple[Citation, ...]:
        return tuple(self._citation(rank, evidence) for rank, evidence in enumerate(reading.ranked[:CONSIDERED], 1))

    def _citation(self, number: int, evidence: EvidenceSentence) -> Citation:
        sentence = evidence.sentence
        document = self._index.document(sentence.document_id)
        return Citation(
            number=number,
            document=document.title,
            document_id=document.id,
            page=document.page_at(sentence.start),
            start=sentence.start,
            end=sentence.end,
            quote=document.text[sentence.start : sentence.end],
            context=_context(document.text, sentence.start, sentence.end),
            source=evidence.attribution.named,
            score=round(evidence.relevance, 4),
        )


def _context(text: str, start: int, end: int) -> str:
    """Give the paragraph around a quote, cut at about `CONTEXT` characters."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    spare = max(0, CONTEXT - (end - start)) // 2
    return text[max(left, start - spare) : min(right, end + spare)].strip()


def _spans(intent: Intent, chosen: Sequence[EvidenceSentence]) -> tuple[Span, ...]:
    """Gather the short answers: all items where several are asked for, else the likeliest first."""
    if intent.many:
        return tuple(span for evidence in chosen for span in evidence.spans)
    spans = [span for evidence in chosen for span in evidence.spans]
    return tuple(sorted(spans, key=lambda span: -(span.probability or 0.0))[:_SPANS])


def _is_meant(announced: EvidenceSentence, best: EvidenceSentence) -> bool:
    """Say whether a statement that is asked for is one that is announced and missing: the announcement is about as much
    to the point as the best sentence, or the best is but the reporter's own that comes after it.
    """
    here, there = announced.sentence, best.sentence
    follows = (there.document_id, there.number) == (here.document_id, here.number + 1)
    return follows or announced.relevance >= 0.6 * best.relevance
