"""The value objects that cross every seam of answering, and their wire form.

Offsets count Unicode code points of the document's text, half-open: ``quote == document.text[start:end]``, always.
Every marker ``[n]`` in `Answer.text` has its citation, and every citation is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal, TypeAlias

SCHEMA_VERSION: Final = 1
"""The version of `Answer.to_dict`; raised when a reader of the old form would misread the new one."""

Status: TypeAlias = Literal["answered", "not_in_documents", "needs_clarification", "no_question"]
Verdict: TypeAlias = Literal["yes", "no", "unconfirmed"]
Certainty: TypeAlias = Literal["reported", "attributed", "uncertain"]


@dataclass(frozen=True, slots=True)
class Span:
    """A short answer, ``text == document.text[start:end]``. `probability` is None where nothing calibrated made it."""

    text: str
    document_id: str
    start: int
    end: int
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and where it stands.

    `number` is the n of the marker ``[n]``; `document` the title people are shown; `page` None where the format has
    none; `context` the paragraph the quote stands in, cut to a readable length; `source` who says it (None: the
    document itself, or not determined); `score` orders evidence for one question (higher is better), it is no
    probability.
    """

    number: int
    document: str
    document_id: str
    page: int | None
    start: int
    end: int
    quote: str
    context: str
    source: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the answer says. `citations` are numbers of `Answer.citations`, empty only where the statement is
    about the documents' silence. `source` is who says it, None for the document itself. `certainty` None means that
    it was not determined.
    """

    text: str
    citations: tuple[int, ...]
    source: str | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says to one question.

    text: Markdown; each marker [n] points at ``citations[n - 1]``.
    spans: the short answers, best first. verdict: for yes/no questions.
    considered: the passages' sentences that came nearest, best first, numbered by rank; not part of the answer.
    choices: what a clarification offers. notes: what the reader should know of how the question was understood.
    confidence: the calibrated probability that this outcome, a refusal included, is right; None where nothing
    calibrated made it. timings: seconds by stage. model: what wrote the text ("extractive", or a chat model's name).
    """

    question: str
    standalone_question: str
    status: Status
    text: str
    spans: tuple[Span, ...] = ()
    verdict: Verdict | None = None
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    considered: tuple[Citation, ...] = ()
    choices: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    confidence: float | None = None
    timings: Mapping[str, float] = field(default_factory=dict)
    model: str = "extractive"

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as plain JSON types, with `schema_version`."""
        plain = asdict(self)
        for name in ("spans", "statements", "citations", "considered", "choices", "notes"):
            plain[name] = list(plain[name])
        for statement in plain["statements"]:
            statement["citations"] = list(statement["citations"])
        return {"schema_version": SCHEMA_VERSION, **plain}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Answer:
        """Read what `to_dict` wrote.

        Raises:
            ValueError: the schema version is not `SCHEMA_VERSION`, or a key is missing or unknown.
        """
        version = data.get("schema_version")
        if version != SCHEMA_VERSION:
            raise ValueError(f"an answer of schema version {version!r} cannot be read, only {SCHEMA_VERSION}")
        fields = {key: value for key, value in data.items() if key != "schema_version"}
        try:
            fields["spans"] = tuple(Span(**span) for span in fields["spans"])
            fields["statements"] = tuple(
                Statement(**{**statement, "citations": tuple(statement["citations"])})
                for statement in fields["statements"]
            )
            for name in ("citations", "considered"):
                fields[name] = tuple(Citation(**citation) for citation in fields[name])
            for name in ("choices", "notes"):
                fields[name] = tuple(fields[name])
            return cls(**fields)
        except (KeyError, TypeError) as error:
            raise ValueError(f"not an answer: {error}") from error


@dataclass(frozen=True, slots=True)
class Understood:
    """First event of a stream: the question as it was understood."""

    standalone_question: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Event of a stream: the citations that the answer rests on."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """Event of a stream: the next piece of `Answer.text`. The pieces, joined, are the text."""

    text: str


Event: TypeAlias = Understood | Evidence | Delta | Answer
