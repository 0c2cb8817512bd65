"""Is everything there that should be, and as it should be?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from corpus.card import card_is_current
from corpus.checks.finding import Finding
from corpus.reading import Corpus

WORDS: Final = range(250, 901)
"""So many words a report has."""

LARGEST: Final = 5_000_000
"""So many bytes the whole corpus has at most, uncompressed."""

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


def check_files(corpus: Corpus) -> Iterator[Finding]:
    """Check the licence, the card, the listing and the reports' files."""
    yield from _papers(corpus)
    yield from _listing(corpus)
    for file, text in corpus.texts.items():
        yield from (Finding(file, message) for message in _report(corpus, file, text))
    kept = (path for path in corpus.folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    size = sum(path.stat().st_size for path in kept)
    if size > LARGEST:
        yield Finding(".", f"the corpus has {size:,} bytes, more than {LARGEST:,}")


def _papers(corpus: Corpus) -> Iterator[Finding]:
    for name in ("LICENSE", "README.md"):
        path = corpus.folder / name
        if not path.is_file():
            yield Finding(name, "there is no such file")
        elif LICENCE not in path.read_text(encoding="utf-8"):
            yield Finding(name, f"does not name the licence, {LICENCE}")
    if not card_is_current(corpus):
        yield Finding("README.md", "its statistics are not those of the corpus: run `python -m corpus stats --write`")


def _listing(corpus: Corpus) -> Iterator[Finding]:
    for file in corpus.texts.keys() - corpus.reports.keys():
        yield Finding("reports.json", f"does not list {file}")
    for file in corpus.reports.keys() - corpus.texts.keys():
        yield Finding("reports.json", f"lists {file}, which is not there")
    files = Counter(report.file for report in corpus.listing.reports)
    names = Counter(report.name for report in corpus.reports.values())
    for each, count in (files + names).items():
        if count > 1:
            yield Finding("reports.json", f"{each} stands {count} times; names are unique over all splits")


def _report(corpus: Corpus, file: str, text: str) -> Iterator[str]:
    content = (corpus.folder / file).read_bytes()
    if content != text.encode():
        yield "is not plain UTF-8 without a byte-order mark"
    if b"\r" in content or not content.endswith(b"\n"):
        yield "lines should end in a line feed, the last one too"
    if (count := len(text.split())) not in WORDS:
        yield f"has {count} words, not {WORDS.start} to {WORDS.stop - 1}"
    split, _, document = file.partition("/")
    if not any(line.question.document == document for _, line in corpus.questions(split, "questions")):
        yield "has no questions"
