"""The corpus as a folder that ``datasets.load_dataset("DIR", "questions")`` reads from disk.

Plain JSON Lines with a card that declares the columns: the library itself (which brings pyarrow and pandas) is not
needed for writing it, so that it is no dependency, not even an optional one. Every line has every column, of one type:
lists of wordings are lists of lists, what is missing is null or empty, and a question carries its report's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from corpus.errors import CorpusError
from corpus.reading import KINDS, SPLITS, Corpus, Kind

_CARD: Final = """\
---
license: cc-by-4.0
language: en
task_categories: [question-answering]
configs:
{configs}
dataset_info:
{info}
---

# Report QA corpus

Written by `python -m corpus export --datasets`. In Python: `datasets.load_dataset("path/of/this/folder", "questions")`,
or `"conversations"`, or `"reports"`; the splits are `train`, `dev` and `test`. `text` is the report that a question is
about; offsets are code points of it.
"""

_STRING: Final = "string"
_OFFSETS: Final = {"start": "int32", "end": "int32"}
_QUESTION: Final[dict[str, Any]] = {
    "id": _STRING,
    "document": _STRING,
    "text": _STRING,
    "question": _STRING,
    "history": [{"role": _STRING, "content": _STRING}],
    "kind": _STRING,
    "status": _STRING,
    "gold": [{"quote": _STRING, **_OFFSETS}],
    "spans": [{"text": _STRING, **_OFFSETS}],
    "facts": [[_STRING]],
    "forbidden": [[_STRING]],
    "source": _STRING,
    "verdict": [_STRING],
    "standalone": _STRING,
}
_REPORT: Final[dict[str, Any]] = {"document": _STRING, "text": _STRING, "genre": _STRING, "noise": [_STRING]}
COLUMNS: Final[dict[str, dict[str, Any]]] = {"questions": _QUESTION, "conversations": _QUESTION, "reports": _REPORT}
"""The columns of each configuration, a list standing for a column of lists."""


def write_datasets(corpus: Corpus, folder: Path) -> None:
    """Write the folder: a file for each configuration and split, and the card that declares them.

    Raises:
        CorpusError: it cannot be written.
    """
    try:
        for split in SPLITS:
            for kind in KINDS:
                _write(folder / kind / f"{split}.jsonl", _questions(corpus, split, kind))
            _write(folder / "reports" / f"{split}.jsonl", _reports(corpus, split))
        (folder / "README.md").write_text(_card(), encoding="utf-8")
    except OSError as error:
        raise CorpusError(f"{folder} cannot be written: {error.strerror or error}.") from error


def _questions(corpus: Corpus, split: str, kind: Kind) -> Iterator[dict[str, Any]]:
    for part, line in corpus.questions(split, kind):
        values = line.question.model_dump(mode="json") | {"text": corpus.text(part, line.question)}
        yield {column: values[column] for column in _QUESTION}


def _reports(corpus: Corpus, split: str) -> Iterator[dict[str, Any]]:
    for file, report in corpus.reports.items():
        if report.split == split and file in corpus.texts:
            noise = list(report.noise)
            yield {"document": Path(file).name, "text": corpus.texts[file], "genre": report.genre, "noise": noise}


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _card() -> str:
    configs, info = [], []
    for name, columns in COLUMNS.items():
        files = [{"split": split, "path": f"{name}/{split}.jsonl"} for split in SPLITS]
        configs.append("- " + json.dumps({"config_name": name, "data_files": files}))
        features = [_feature(column, kind) for column, kind in columns.items()]
        info.append("- " + json.dumps({"config_name": name, "features": features}))
    return _CARD.format(configs="\n".join(configs), info="\n".join(info))


def _feature(name: str, kind: Any) -> dict[str, Any]:
    return {"name": name, **_kind(kind)}


def _kind(kind: Any) -> dict[str, Any]:
    """Write a column's type as the cards of `datasets` do (their YAML, of which JSON is a part)."""
    if isinstance(kind, str):
        return {"dtype": kind}
    if isinstance(kind, dict):
        return {"struct": [_feature(name, inner) for name, inner in kind.items()]}
    (inner,) = kind
    if isinstance(inner, str):
        return {"list": inner}
    if isinstance(inner, dict):
        return {"list": [_feature(name, each) for name, each in inner.items()]}
    return {"list": _kind(inner)}
