"""The errors of evaluation: one clear sentence each, saying what to do."""

from __future__ import annotations

from index.errors import ReportQAError


class QuestionSetError(ReportQAError):
    """A question set cannot be read; the message names the file and, where there is one, the line."""


class ResultsError(ReportQAError):
    """A file of results cannot be read or written, or two of them cannot be compared."""
