"""Compose an answer from quotes alone: which sentences to cite, and the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.dates import spoken
from qa.answer import Answer, Citation, Span, Statement, Status, Verdict
from qa.compose.confidence import confidence_of, log_odds
from qa.compose.markdown import escaped, quoted
from qa.compose.silence import small_talk, what_is_silent
from qa.compose.verdict import verdict_of
from qa.evidence.reading import EvidenceSentence, Reading
from qa.evidence.summary import summary_sentences
from qa.question.intent import Intent, asks_for_whole

if TYPE_CHECKING:
    from index import Index

CONSIDERED: Final = 8
"""How many of the nearest sentences an answer carries along."""
_SPANS: Final = 3
_SHORT_KINDS: Final = frozenset({"who", "when", "where", "how-many", "which", "what"})
"""Kinds of questions that a few words can answer."""
CONTEXT: Final = 600
"""Characters of context, about, that a citation carries."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The thresholds of choosing; chosen on development data, see `training/README.md`.

    answer_from: refuse where the reader holds the question for answered with less than this.
    short_from: a short answer stands first where it is held for right with at least this. second_within: a further
    sentence is cited where the log odds of its relevance are at most this far below the best
    one's, and its relevance at least `least`. `many_within` holds where several items are asked for. The limits count
    sentences.
    """

    answer_from: float = 0.45
    short_from: float = 0.5
    second_within: float = 1.5
    many_within: float = 2.5
    least: float = 0.15
    most: int = 2
    most_of_many: int = 5


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
        if intent.kind == "none":
            return Answer(question, standalone, "no_question", small_talk(question, self._index.documents))
        whole = intent.kind == "summary" and asks_for_whole(standalone, (d.title for d in self._index.documents))
        if whole or (intent.kind == "summary" and reading.answerable >= self._choice.answer_from):
            chosen = list(summary_sentences(self._index, reading, documents))
            if chosen:
                return self._answered(question, standalone, intent, chosen, reading)
        announced = next((e for e in reading.ranked[:3] if e.missing), None)
        if (
            intent.kind == "statement"
            and announced is not None
            and announced.relevance >= 0.6 * reading.ranked[0].relevance
        ):
            return self._announced(question, standalone, announced, reading)
        if not reading.ranked or reading.answerable < self._choice.answer_from:
            if (
                announced is not None
                and reading.ranked[0].missing
                and reading.ranked[0].relevance >= self._choice.least
            ):
                return self._announced(question, standalone, announced, reading)
            text, notes = what_is_silent(question, intent, reading, self._index)
            return self._refused(question, standalone, text, reading, notes=notes)
        return self._answered(question, standalone, intent, self._choose(intent, reading), reading)

    def _choose(self, intent: Intent, reading: Reading) -> list[EvidenceSentence]:
        """Pick the sentences to cite, in the order in which they are told: the best first, lists as in the document."""
        choice = self._choice
        usable = [evidence for evidence in reading.ranked if not evidence.missing] or list(reading.ranked)
        best = self._open_account(intent, usable) or usable[0]
        usable = [best, *(evidence for evidence in usable if evidence is not best)]
        within = choice.many_within if intent.many else choice.second_within
        most = choice.most_of_many if intent.many else choice.most
        bar = log_odds(best.relevance) - within
        chosen = [
            best,
            *(e for e in usable[1:most] if e.relevance >= choice.least and log_odds(e.relevance) >= bar),
        ]
        if best.open_actor and intent.agent:
            claim = self._claim_beside(best, usable)
            if claim is not None and claim not in chosen:
                chosen = [best, claim, *chosen[1 : most - 1]]
        if intent.kind == "when":
            chosen = self._with_day(chosen, usable, most)
        if intent.many:
            chosen.sort(key=lambda evidence: (evidence.sentence.document_id, evidence.sentence.start))
        return chosen

    @staticmethod
    def _with_day(
        chosen: list[EvidenceSentence], usable: Sequence[EvidenceSentence], most: int
    ) -> list[EvidenceSentence]:
        """Cite, beside a sentence that only takes its day over ("on the same day"), the sentence that names it."""
        best = chosen[0].sentence
        if best.days or best.carried_from is None:
            return chosen
        naming = next(
            (e for e in usable if (e.sentence.document_id, e.sentence.number) == (best.document_id, best.carried_from)),
            None,
        )
        return chosen if naming is None or naming in chosen else [chosen[0], naming, *chosen[1 : most - 1]]

    def _open_account(self, intent: Intent, usable: Sequence[EvidenceSentence]) -> EvidenceSentence | None:
        """Find, for a question for an actor, the document's own account that leaves the actor open: it comes first, so
        that a claim is never taken for more than a claim.
        """
        if not intent.agent:
            return None
        bar = log_odds(usable[0].relevance) - self._choice.many_within
        near = (evidence for evidence in usable[:3] if log_odds(evidence.relevance) >= bar)
        return next((evidence for evidence in near if evidence.open_actor), None)

    @staticmethod
    def _claim_beside(best: EvidenceSentence, usable: Sequence[EvidenceSentence]) -> EvidenceSentence | None:
        """Find who is said to have done what the document itself leaves open.

        The nearest sourced sentence behind it that names whom it came from and does not name another day.
        """
        here = best.sentence
        days = here.days or here.carried
        near = [
            evidence
            for evidence in usable
            if evidence.attribution.certainty != "reported"
            and evidence.names_actor
            and evidence.sentence.document_id == here.document_id
            and 0 < evidence.sentence.number - here.number <= 4
            and not (
                days and evidence.sentence.days and not any(d.matches(o) for d in days for o in evidence.sentence.days)
            )
        ]
        return min(near, key=lambda evidence: evidence.sentence.number, default=None)

    def _answered(
        self, question: str, standalone: str, intent: Intent, chosen: Sequence[EvidenceSentence], reading: Reading
    ) -> Answer:
        citations = tuple(self._citation(number, evidence) for number, evidence in enumerate(chosen, 1))
        verdict = verdict_of(standalone, chosen[0]) if intent.kind == "yes-no" else None
        statements = [
            Statement(
                text=quoted(citation.quote),
                citations=(citation.number,),
                source=evidence.attribution.named,
                certainty=evidence.attribution.certainty,
            )
            for evidence, citation in zip(chosen, citations, strict=True)
        ]
        spans = _spans(intent, chosen)
        short = chosen[0].spans[0] if chosen[0].spans else None
        if short is not None and (short.probability or 0.0) < self._choice.short_from:
            short = None
        lines = [
            f"{statement.text} [{citation.number}]" for statement, citation in zip(statements, citations, strict=True)
        ]
        if intent.many and len(lines) > 1:
            lines = [f"- {line}" for line in lines]
        lead = _lead(intent, verdict, chosen[0], short)
        if lead:
            lines[0] = f"{lead} [1]\n\n{lines[0]}"
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

    def _announced(self, question: str, standalone: str, announced: EvidenceSentence, reading: Reading) -> Answer:
        citation = self._citation(1, announced)
        text = f"The statement is announced but not contained in {_name(self._index)}: {quoted(citation.quote)}"
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


def _lead(intent: Intent, verdict: Verdict | None, best: EvidenceSentence, short: Span | None) -> str | None:
    """Give the short answer that stands first, None where the quote alone says it best.

    What is only claimed is never said as if it were so: its source, or that it is uncertain, is told along.
    """
    if intent.agent and best.open_actor:
        return "**The document leaves open who it was:**"
    if verdict is not None:
        said = {
            "yes": "Yes, the document says so:",
            "no": "No, by what the document says:",
            "unconfirmed": "Not confirmed:",
        }
        if verdict == "unconfirmed" and best.attribution.named is not None:
            return f"**Not confirmed; this is what {escaped(best.attribution.named)} says:**"
        return f"**{said[verdict]}**"
    if short is None or intent.many or intent.kind not in _SHORT_KINDS:
        return None
    words = f"**{escaped(' '.join(short.text.split()))}**"
    if intent.kind == "when" and best.sentence.carried and not best.sentence.days:
        words += f" ({', '.join(spoken(day) for day in best.sentence.carried)})"
    teller = best.short_attribution or best.attribution
    if teller.named is not None:
        return f"According to {escaped(teller.named)}: {words}"
    aside = {"reported": "", "attributed": " (so it is said there)", "uncertain": " (uncertain)"}[teller.certainty]
    return words + aside


def _name(index: Index) -> str:
    return "the document" if len(index.documents) == 1 else "the documents"
