"""The errors that people see: one clear sentence each, saying what to do."""

from __future__ import annotations


class ReportQAError(Exception):
    """The base of every error that Report QA raises on purpose; its message is meant for people."""


class SettingsError(ReportQAError):
    """A setting is unknown or has a value that cannot be used."""


class AliasError(SettingsError):
    """The file of aliases cannot be read or used."""


class LoadError(ReportQAError):
    """A source cannot be read as text."""


class ModelError(ReportQAError):
    """A model is missing, damaged or not the one that is expected."""


class IndexUnusable(ReportQAError):
    """An index cannot be opened or written."""


class IndexMissing(IndexUnusable):
    """There is no index at the path."""


class IndexForeign(IndexUnusable):
    """The path holds something that is not an index of ours."""


class IndexDamaged(IndexUnusable):
    """The index is half-written or its files contradict each other, and it cannot be repaired by itself."""


class IndexTooNew(IndexUnusable):
    """The index was written by a newer version of Report QA."""


class IndexModelMismatch(IndexUnusable):
    """The index was made by another embedding model than the one that is set."""


class IndexReadOnly(IndexUnusable):
    """The index, or the folder for it, cannot be written."""


class IndexBusy(IndexUnusable):
    """Another process is building the index at this path."""


class QuestionError(ReportQAError, ValueError):
    """A question, or the history given with it, cannot be used."""


class ConversationError(ReportQAError):
    """A kept conversation cannot be had, or not in this way."""


class ConversationUnknown(ConversationError, KeyError):
    """There is no conversation of that id, or no such turn in it."""

    def __str__(self) -> str:
        """Give the message as it is; a KeyError would put quotation marks around it."""
        return Exception.__str__(self)


class ConversationInvalid(ConversationError, ValueError):
    """An id, a title, a note, a message or an exported conversation cannot be used."""


class ConversationsUnusable(ConversationError):
    """The file of conversations cannot be opened, read or written; it stays as it is."""
