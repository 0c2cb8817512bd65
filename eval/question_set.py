"""Reading question sets: JSON Lines, one question a line, as docs/question-sets.md says."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StrictInt, ValidationError, model_validator

from eval.errors import QuestionSetError
from eval.text import normalise
from qa import Status, Verdict

Split = Literal["train", "dev", "test"]

KINDS: Final = (
    "who",
    "what",
    "when",
    "where",
    "how-many",
    "which",
    "why",
    "how",
    "list",
    "count",
    "comparison",
    "yes-no",
    "confirmed",
    "who-says-so",
    "definition",
    "by-date",
    "summary",
)
"""The kinds of question that docs/question-sets.md names."""

SHIPPED: Final = Path(__file__).parent / "questions"
"""Where the question sets lie that come with the package; they can be named without a path."""

CORPUS: Final = Path(__file__).resolve().parent.parent / "corpus"
"""Where the invented reports lie, each split in a folder with its question sets."""


def _one_wording(value: object) -> object:
    """Read a bare string as a list of one wording."""
    return (value,) if isinstance(value, str) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _not_blank(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise ValueError("must not be empty")
    return value


Text = Annotated[str, BeforeValidator(_not_blank)]
Wordings = Annotated[tuple[str, ...], BeforeValidator(_one_wording)]
Verdicts = Annotated[tuple[Verdict, ...], BeforeValidator(_one_wording)]


class Turn(_Strict):
    """An earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str


class Gold(_Strict):
    """Verbatim words of the document that a right answer rests on.

    `start` and `end` are code-point offsets, both None where the set leaves them out: then the quote must occur once.
    """

    quote: Text
    start: StrictInt | None = None
    end: StrictInt | None = None

    @model_validator(mode="after")
    def _both_ends(self) -> Gold:
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end go together: give both or neither")
        return self


class ShortSpan(_Strict):
    """A short answer, a piece of a gold quote, with its code-point offsets in the document."""

    text: Text
    start: StrictInt
    end: StrictInt


class Question(_Strict):
    """One question of a set. The keys mean what docs/question-sets.md says.

    Left out, `history`, `gold`, `facts` and `forbidden` are empty, `source` is None, `kind` is "other", and `split`
    is "test": what says nothing of its split is taken as held out, so that nobody tunes on it by accident.
    `spans` and `standalone` are for training and may be left out. `verdict` are those that are right.
    `facts` and `forbidden` hold one tuple of alternative wordings for each fact and for each forbidden claim.
    `source` may name several, see `sources`.
    """

    id: Text
    document: Text
    question: Text
    status: Status
    kind: Text = "other"
    history: tuple[Turn, ...] = ()
    gold: tuple[Gold, ...] = ()
    facts: tuple[Wordings, ...] = ()
    forbidden: tuple[Wordings, ...] = ()
    source: Text | None = None
    split: Split = "test"
    spans: tuple[ShortSpan, ...] = ()
    verdict: Verdicts = ()
    standalone: Text | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Give those who say it, one by one: in `source` a semicolon stands between them."""
        return tuple(each.strip() for each in (self.source or "").split(";") if each.strip())

    @model_validator(mode="after")
    def _worded(self) -> Question:
        for key in ("facts", "forbidden"):
            for number, wordings in enumerate(getattr(self, key), 1):
                if not wordings or not all(normalise(wording) for wording in wordings):
                    raise ValueError(f"{key}: number {number} needs at least one wording, and none may be empty")
        return self


@dataclass(frozen=True, slots=True)
class Line:
    """A question and the number of its line, from 1."""

    number: int
    question: Question


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a set. `line` is 0 where it is about the file as a whole. A warning breaks nothing."""

    line: int
    message: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A set as it was read. `sha256` is of the file's bytes."""

    path: Path
    sha256: str
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        """Give the name that records are listed under: the file's; in the corpus, where all are alike, its path."""
        path = self.path.resolve()
        return path.relative_to(CORPUS.parent).as_posix() if path.is_relative_to(CORPUS) else path.name


def find_sets(name: str | Path) -> tuple[Path, ...]:
    """Find the sets that a name means: a path, a shipped set ("report"), the corpus ("corpus") or a split of it
    ("corpus/test").

    Raises:
        QuestionSetError: there is no such set; the message lists the shipped ones.
    """
    first, *rest = Path(name).parts or ("",)
    if first == CORPUS.name and len(rest) <= 1 and not Path(name).is_file():
        sets = CORPUS.joinpath(*rest).rglob("*.jsonl")
        if found := sorted(sets, key=lambda path: (path.parent, path.stem != "questions")):
            return tuple(found)
    return (find_set(name),)


def find_set(name: str | Path) -> Path:
    """Find one set by its path or, for a shipped one, by its name ("report").

    Raises:
        QuestionSetError: there is no such set; the message lists the shipped ones.
    """
    path = Path(name)
    for candidate in (path, SHIPPED / path, SHIPPED / f"{path}.jsonl"):
        if candidate.is_file():
            return candidate
    shipped = sorted(each.stem for each in SHIPPED.glob("*.jsonl")) + ([CORPUS.name] if CORPUS.is_dir() else [])
    raise QuestionSetError(
        f"There is no question set {str(name)!r}: "
        f"give the path of a .jsonl file (shipped: {', '.join(shipped) or 'none'})."
    )


def read_set(path: str | Path) -> QuestionSet:
    """Read a question set.

    Raises:
        QuestionSetError: the file cannot be read, or a line of it is wrong; names the first line that is.
    """
    found = find_set(path)
    question_set, problems = parse_set(found)
    if problems:
        more = f" ({len(problems) - 1} more: run `validate`)" if len(problems) > 1 else ""
        raise QuestionSetError(f"{found}, line {problems[0].line}: {problems[0].message}{more}")
    if not question_set.lines:
        raise QuestionSetError(f"{found} holds no questions: write one JSON object a line.")
    return question_set


def parse_set(path: Path) -> tuple[QuestionSet, list[Problem]]:
    """Read what can be read of a set, and say what is wrong with the other lines.

    Raises:
        QuestionSetError: the file cannot be opened or is not UTF-8.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise QuestionSetError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        broken = data.count(b"\n", 0, error.start) + 1
        raise QuestionSetError(f"{path}, line {broken}: not UTF-8; save the file as UTF-8.") from error
    lines, problems = [], []
    # Not splitlines(): JSON strings may hold U+2028 and the like, which end no line of JSON Lines.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                lines.append(Line(number, parse_line(line)))
            except ValueError as error:
                problems.append(Problem(number, str(error)))
    return QuestionSet(path, hashlib.sha256(data).hexdigest(), tuple(lines)), problems


def parse_line(line: str) -> Question:
    """Read one line.

    Raises:
        ValueError: says in a sentence what is wrong with it.
    """
    try:
        data = json.loads(line, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    if not isinstance(data, dict):
        raise ValueError("a question is a JSON object, {…}")
    try:
        return Question.model_validate(data)
    except ValidationError as error:
        raise ValueError("; ".join(_told(each["loc"], each["type"], each["msg"]) for each in error.errors())) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice in one object, of which JSON would silently keep the last."""
    data = dict(pairs)
    if len(data) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} stands twice in one object")
    return data


def _told(place: tuple[int | str, ...], kind: str, message: str) -> str:
    """Say in words what pydantic found, and where."""
    path = ".".join(str(part) for part in place)
    if kind == "missing":
        return f"the key {path!r} is missing"
    if kind == "extra_forbidden":
        close = get_close_matches(str(place[-1]), Question.model_fields, n=1)
        return f"unknown key {path!r}" + (f" (did you mean {close[0]!r}?)" if close else "")
    message = message.removeprefix("Value error, ")
    return f"{path}: {message}" if path else message
