"""The documents that a question set is about, and where in them its gold quotes stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.errors import QuestionSetError
from eval.question_set import Question


def find_document(name: str, *, beside: Path, folder: Path | None = None) -> Path:
    """Find the file that a question's `document` names.

    Looked for, in this order: in `folder`; relative to the set; relative to the working folder; as the shipped report
    by its name ("report.txt", "data/report.txt" or "report").

    Args:
        name: the question's `document`.
        beside: the path of the question set.
        folder: where to look first, if anywhere; there the bare file name does as well.

    Raises:
        QuestionSetError: no such file; says where it was looked for.
    """
    places = [] if folder is None else [folder / name, folder / Path(name).name]
    places += [beside.parent / name, Path(name), *_shipped(name)]
    for place in places:
        if place.is_file():
            return place.resolve()
    looked = f"{folder}, " if folder is not None else ""
    raise QuestionSetError(
        f"the document {name!r} is not in {looked}{beside.parent or '.'} or the working folder, and it is not a "
        "shipped one; say where it is with --documents DIR"
    )


def _shipped(name: str) -> Iterator[Path]:
    from qa.shipped import report_path

    report = report_path()
    if name in {report.name, report.stem, f"data/{report.name}"}:
        yield report


def read_document(path: Path, encoding: str | None = None) -> str:
    """Give the text that offsets count in: what the loader of its format makes of the file.

    Args:
        path: the file.
        encoding: what it is read as where it is not in UTF-8, see `index.Settings.encoding`.

    Raises:
        index.errors.LoadError: the file cannot be read as text.
    """
    from index.load import load_document

    return load_document(path, encoding).text


def locate(question: Question, text: str) -> tuple[tuple[int, int], ...]:
    """Give the offsets of a question's gold quotes in the document's `text`.

    Raises:
        ValueError: a quote is not where its offsets say or, having none, does not occur exactly once.
    """
    return tuple(_place(gold.quote, gold.start, gold.end, text) for gold in question.gold)


def _place(quote: str, start: int | None, end: int | None, text: str) -> tuple[int, int]:
    found = list(_occurrences(quote, text))
    if start is None or end is None:
        if len(found) == 1:
            return found[0], found[0] + len(quote)
        if not found:
            raise ValueError(f"gold quote {_shown(quote)} is not in the document; it must be verbatim")
        places = f"{len(found)} places ({_listed(found)})"
        raise ValueError(f"gold quote {_shown(quote)} stands in {places}: give start and end")
    if start >= 0 and text[start:end] == quote:
        return start, end
    where = f"it starts at {_listed(found)}" if found else "it is nowhere in the document"
    raise ValueError(
        f"gold quote {_shown(quote)} is not at {start}:{end}, where the document has "
        f"{_shown(text[max(start, 0) : max(end, 0)])}; {where}"
    )


def _occurrences(quote: str, text: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _listed(places: list[int]) -> str:
    return ", ".join(map(str, places[:5])) + (", …" if len(places) > 5 else "")


def _shown(text: str, length: int = 60) -> str:
    return repr(text if len(text) <= length else text[: length - 1] + "…")
