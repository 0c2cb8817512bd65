"""The errors of the corpus: one clear sentence each, saying what to do."""

from __future__ import annotations

from index.errors import ReportQAError


class CorpusError(ReportQAError):
    """The corpus cannot be read, or what is made of it cannot be written."""
