"""What a run will ask: the chosen questions of its sets, with the documents they are about, all checked beforehand."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.conversations import earlier_lines
from eval.documents import find_document, locate, read_document
from eval.errors import QuestionSetError
from eval.measures.outcome import Offsets
from eval.question_set import KINDS, Question, QuestionSet, find_sets, read_set
from index.errors import ReportQAError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Item:
    """A question to ask. `gold` are the offsets of its gold quotes in the text of `document`. `before` has, for each
    user message of its history, the item of the line that asks it, None where no line does.
    """

    set_name: str
    question: Question
    document: Path
    gold: tuple[Offsets, ...]
    before: tuple[Item | None, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What tells the item from all others of its plan."""
        return self.set_name, self.question.id


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a run will ask. `sets` are those asked of, `texts` the documents of its items, by their path."""

    sets: tuple[QuestionSet, ...]
    items: tuple[Item, ...]
    texts: dict[Path, str]


def plan(
    sets: Sequence[str | Path],
    *,
    split: str = "all",
    kinds: Collection[str] = (),
    limit: int | None = None,
    documents: Path | None = None,
    encoding: str | None = None,
) -> Plan:
    """Read the sets, and choose what to ask.

    Args:
        sets: paths, or names of shipped sets, see `find_sets`.
        split: "train", "dev", "test" or "all".
        kinds: ask only questions of these kinds; all where empty.
        limit: ask at most this many, from the first; all where None.
        documents: a folder in which documents are looked for first.
        encoding: of documents that are not in UTF-8.

    Raises:
        QuestionSetError: a set or a document cannot be read, a gold quote is not where it should be, an id stands
            twice, or nothing is left to ask.
    """
    paths = dict.fromkeys(path for each in sets for path in find_sets(each))
    read = tuple(read_set(path) for path in paths)
    names = [each.name for each in read]
    named = {each.name if names.count(each.name) == 1 else str(each.path): each for each in read}
    texts: dict[Path, str] = {}
    items: list[Item] = []
    for name, question_set in named.items():
        items.extend(_items(question_set, name, texts, documents, encoding))
    _refuse_doubles(items)
    _warn_of_kinds(items)
    chosen = [
        each for each in items if split in {"all", each.question.split} and (not kinds or each.question.kind in kinds)
    ][:limit]
    if not chosen:
        raise QuestionSetError(_nothing_left(items, split, kinds))
    asked, asked_of = {each.document for each in chosen}, {each.set_name for each in chosen}
    return Plan(
        sets=tuple(question_set for name, question_set in named.items() if name in asked_of),
        items=tuple(chosen),
        texts={path: text for path, text in texts.items() if path in asked},
    )


def _items(
    question_set: QuestionSet, name: str, texts: dict[Path, str], folder: Path | None, encoding: str | None
) -> list[Item]:
    items: list[Item] = []
    earlier = earlier_lines([line.question for line in question_set.lines])
    for line, places in zip(question_set.lines, earlier, strict=True):
        try:
            path = find_document(line.question.document, beside=question_set.path, folder=folder)
            if path not in texts:
                texts[path] = read_document(path, encoding)
            gold = locate(line.question, texts[path])
        except (ValueError, ReportQAError) as error:
            raise QuestionSetError(f"{question_set.path}, line {line.number}: {error}") from error
        before = tuple(None if place is None else items[place] for place in places)
        items.append(Item(name, line.question, path, gold, before))
    return items


def _refuse_doubles(items: Sequence[Item]) -> None:
    seen: set[tuple[str, str]] = set()
    for item in items:
        if item.key in seen:
            raise QuestionSetError(f"{item.set_name}: the id {item.question.id!r} stands twice; ids must be unique.")
        seen.add(item.key)


def _warn_of_kinds(items: Sequence[Item]) -> None:
    unknown = sorted({each.question.kind for each in items} - set(KINDS))
    if unknown:
        _log.warning("kinds that docs/question-sets.md does not name, listed as they are: %s", ", ".join(unknown))


def _nothing_left(items: Sequence[Item], split: str, kinds: Collection[str]) -> str:
    asked = "" if split == "all" else f" of the split {split!r}"
    if kinds:
        asked += f" of the kind {' or '.join(sorted(kinds))}"
    splits = ", ".join(sorted({each.question.split for each in items}))
    own = ", ".join(sorted({each.question.kind for each in items}))
    return f"There are no questions{asked}: the sets have the splits {splits} and the kinds {own}."
