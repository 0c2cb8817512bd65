"""Reading the corpus: its reports with what is known of each, and its question sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import CorpusError
from eval.documents import read_document
from eval.question_set import Line, Question, Split, parse_set
from index.errors import ReportQAError

FOLDER: Final = Path(__file__).resolve().parent
"""Where the corpus lies that comes with the package."""

SPLITS: Final[tuple[Split, ...]] = ("train", "dev", "test")

Kind = Literal["questions", "conversations"]
KINDS: Final[tuple[Kind, ...]] = ("questions", "conversations")

Genre = Literal[
    "news",  # dispatches of agencies, newspapers, radio
    "log",  # incident, watch, shift and duty logs
    "situation",  # situation and field reports
    "accident",  # police and accident reports, preliminary findings
    "inquiry",  # commissions of inquiry and hearings
    "minutes",  # minutes of meetings
    "audit",  # audits and inspections
    "post-mortem",  # engineering reviews after an incident
    "bulletin",  # clinical and public-health bulletins
    "memo",  # market letters, policy memos, circulars
    "e-mails",
    "chronicle",
    "explainer",
]
"""What sort of text a report is."""

Noise = Literal[
    "translation",  # the grammar of a machine translation
    "debris",  # stray words and half sentences
    "names",  # one name spelt in several ways
    "lost",  # a page, leaf, table or paragraph is missing, and the text says so
    "announced",  # a statement is announced and does not follow
    "ocr",  # letters and digits misread by a scanner
    "dates",  # dates that contradict each other or cannot be
]
"""In what ways a report is damaged, as real ones are."""


class Report(BaseModel):
    """A report. `file` is its path from the corpus' folder: "train/minutes.txt"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    genre: Genre
    noise: tuple[Noise, ...]

    @property
    def name(self) -> str:
        """Give the name that the ids of its questions begin with."""
        return Path(self.file).stem

    @property
    def split(self) -> str:
        """Give the split that it is of."""
        return Path(self.file).parent.as_posix()


class Listing(BaseModel):
    """What reports.json holds. `places` are real names that reports of several splits may share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reports: tuple[Report, ...]
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The questions or the conversations of a split; `lines` are those that could be read."""

    split: Split
    kind: Kind
    path: Path
    lines: tuple[Line, ...]


@dataclass(frozen=True, eq=False)
class Corpus:
    """The whole corpus. `texts` are the reports' texts by their `file`; two are the same only where they are one."""

    folder: Path
    listing: Listing
    texts: dict[str, str]
    parts: tuple[Part, ...]

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports by their `file`."""
        return {report.file: report for report in self.listing.reports}

    def questions(self, split: str | None = None, kind: Kind | None = None) -> Iterator[tuple[Part, Line]]:
        """Go through the questions of a split and kind, or of all where None is given, with where each stands."""
        for part in self.parts:
            if split in {None, part.split} and kind in {None, part.kind}:
                for line in part.lines:
                    yield part, line

    def text(self, part: Part, question: Question) -> str:
        """Give the text of the report that a question is about; empty where there is no such report."""
        return self.texts.get(f"{part.split}/{question.document}", "")

    def place(self, path: Path, line: int = 0) -> str:
        """Say where something is: the file from the corpus' folder and, where there is one, the line."""
        shown = path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else str(path)
        return f"{shown}:{line}" if line else shown


def read_corpus(folder: Path = FOLDER) -> Corpus:
    """Read a corpus. Lines that are no questions are left out; `corpus.checks` names them.

    Raises:
        CorpusError: the listing, a report or a set is missing or cannot be read.
    """
    folder = folder.resolve()
    listing = _listing(folder / "reports.json")
    try:
        texts = {
            path.relative_to(folder).as_posix(): read_document(path)
            for split in SPLITS
            for path in sorted((folder / split).glob("*.txt"))
        }
        parts = tuple(_part(folder, split, kind) for split in SPLITS for kind in KINDS)
    except ReportQAError as error:
        raise CorpusError(str(error)) from error
    return Corpus(folder, listing, texts, parts)


def _listing(path: Path) -> Listing:
    try:
        return Listing.model_validate_json(path.read_bytes())
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror or error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "it"
        raise CorpusError(f"{path}: {where}: {first['msg']}.") from error


def _part(folder: Path, split: Split, kind: Kind) -> Part:
    path = folder / split / f"{kind}.jsonl"
    return Part(split, kind, path, parse_set(path)[0].lines)
