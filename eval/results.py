"""What a run found: a record for each question, the figures over slices of them, and the file both are kept in."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any, Final, TypeAlias

from eval.conversations import asked_until, openings, turn_number
from eval.errors import ResultsError
from eval.measures import MEASURES, Figure, Outcome
from eval.question_set import Question, Turn
from qa import Answer

SCHEMA_VERSION: Final = 1
ASSISTANT: Final = "assistant"
"""The name of the system under measure; the others are floors."""

_TURNS: Final = ((1, "1"), (3, "2-3"), (6, "4-6"), (inf, "7+"))
"""Which turns are taken together, each with the last of them: enough of them to see whether answers get worse."""

Figures: TypeAlias = dict[str, Figure]
"""Figures by the name of their measure."""


@dataclass(frozen=True, slots=True)
class Record:
    """One question as one system answered it. `error` is what went wrong, where something did; `values` has the
    value of every measure, None where it does not apply; `history` what was said before, None where that is the
    question's own history.
    """

    set_name: str
    question: Question
    values: Mapping[str, float | None]
    answer: Answer
    error: str | None = None
    history: tuple[Turn, ...] | None = None

    @property
    def key(self) -> str:
        """What tells the question from all others of the run."""
        return f"{self.set_name}:{self.question.id}"

    def to_dict(self) -> dict[str, Any]:
        """Give the record as plain JSON types."""
        return {
            "set": self.set_name,
            "question": self.question.model_dump(mode="json"),
            "history": None if self.history is None else [turn.model_dump() for turn in self.history],
            "error": self.error,
            "values": dict(self.values),
            "answer": self.answer.to_dict(),
        }


def record(
    set_name: str, outcome: Outcome, error: str | None = None, history: tuple[Turn, ...] | None = None
) -> Record:
    """Measure an outcome; `error` and `history` are those of `Record`."""
    values = {measure.name: measure.value(outcome) for measure in MEASURES}
    return Record(set_name, outcome.question, values, outcome.answer, error, history)


def slices(records: Sequence[Record]) -> dict[str, list[Record]]:
    """Group records: "all", then "split …", "set …" where there are several, "kind …", and the turns of conversations:
    "turn 1", "turn 2-3", "turn 4-6", "turn 7+". Questions outside conversations are no turns.
    """
    groups: dict[str, list[Record]] = {"all": list(records)}
    several = len({each.set_name for each in records}) > 1
    for prefix, names in (
        ("split", [each.question.split for each in records]),
        ("set", [each.set_name for each in records] if several else []),
        ("kind", [each.question.kind for each in records]),
        ("turn", _turns(records)),
    ):
        for name in sorted({name for name in names if name}):
            members = [each for each, own in zip(records, names, strict=True) if own == name]
            groups[f"{prefix} {name}"] = members
    return groups


def _turns(records: Sequence[Record]) -> list[str]:
    """Give for each record the turns among which it counts, "" outside conversations."""
    own: dict[str, list[Question]] = {}
    for each in records:
        own.setdefault(each.set_name, []).append(each.question)
    opened = {name: openings(questions) for name, questions in own.items()}
    names = []
    for each in records:
        number = turn_number(each.question)
        first = (each.question.document, asked_until(each.question)[0])
        alone = number == 1 and first not in opened[each.set_name]
        names.append("" if alone else next(name for last, name in _TURNS if number <= last))
    return names


def figures(records: Iterable[Record], *, seed: int = 0) -> Figures:
    """Pool the values of some records by every measure."""
    kept = list(records)
    return {
        measure.name: measure.figure((each.values[measure.name] for each in kept), seed=seed) for measure in MEASURES
    }


@dataclass(frozen=True, slots=True)
class Results:
    """A run. `records` and `summary` go by the name of the system; the summary by slice and measure below that.
    `complete` is False where the run was stopped early.
    """

    provenance: Mapping[str, Any]
    records: Mapping[str, Sequence[Record]]
    summary: Mapping[str, Mapping[str, Figures]]
    complete: bool

    def to_dict(self) -> dict[str, Any]:
        """Give the run as plain JSON types."""
        return {
            "schema_version": SCHEMA_VERSION,
            "complete": self.complete,
            "provenance": dict(self.provenance),
            "measures": {
                each.name: {
                    "definition": each.definition,
                    "source": each.source,
                    "unit": each.unit,
                    "better": each.better,
                    "interval": each.interval,
                }
                for each in MEASURES
            },
            "summary": {
                system: {name: _plain(each) for name, each in sliced.items()} for system, sliced in self.summary.items()
            },
            "records": {system: [each.to_dict() for each in records] for system, records in self.records.items()},
        }


def summarise(
    provenance: Mapping[str, Any], records: Mapping[str, Sequence[Record]], *, complete: bool, seed: int = 0
) -> Results:
    """Pool the records of every system over every slice."""
    summary = {
        system: {name: figures(members, seed=seed) for name, members in slices(own).items()}
        for system, own in records.items()
    }
    return Results(provenance, records, summary, complete)


def _plain(own: Figures) -> dict[str, Any]:
    return {
        name: {
            "value": figure.value,
            "low": figure.interval and figure.interval.low,
            "high": figure.interval and figure.interval.high,
            "count": figure.count,
        }
        for name, figure in own.items()
    }


def write_json(data: Mapping[str, Any], path: Path) -> None:
    """Write a JSON file whole or not at all.

    Raises:
        ResultsError: the file cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise ResultsError(f"{path} cannot be written: {error.strerror or error}.") from error


@dataclass(frozen=True, slots=True)
class Saved:
    """What a file of results tells of one question: enough to compare, whatever version wrote the answer. `history` is
    that of `Record`.
    """

    key: str
    question: Question
    values: Mapping[str, float | None]
    status: str
    text: str
    history: tuple[Turn, ...] | None = None


def read_results(path: Path) -> tuple[Saved, ...]:
    """Read the assistant's records of a file that `write_json` wrote.

    Raises:
        ResultsError: the file cannot be read, or is no results of this schema version.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ResultsError(f"{path} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:
        raise ResultsError(f"{path} is not JSON: give a file that `eval run` wrote.") from error
    found = data.get("schema_version") if isinstance(data, dict) else None
    if found != SCHEMA_VERSION:
        raise ResultsError(
            f"{path} is no file of results of schema version {SCHEMA_VERSION} (it says {found!r}): run the set again."
        )
    try:
        return tuple(
            Saved(
                key=f"{each['set']}:{each['question']['id']}",
                question=Question.model_validate(each["question"]),
                values={str(name): value for name, value in each["values"].items()},
                status=str(each["answer"]["status"]),
                text=str(each["answer"]["text"]),
                history=_history(each.get("history")),
            )
            for each in data["records"][ASSISTANT]
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ResultsError(f"{path} is damaged: a record misses or garbles {error}; run the set again.") from error


def _history(turns: Sequence[Any] | None) -> tuple[Turn, ...] | None:
    """Read the history of a record; older files have none."""
    return None if turns is None else tuple(Turn.model_validate(turn) for turn in turns)
