"""What a reader that has learnt to read follow-ups is asked: the question as it was typed, with the turn before it."""

from __future__ import annotations

from typing import Final

_TYPED: Final = 30
"""Words from which on a question is taken to say enough itself; with a turn more it would not fit into a window."""
_BEFORE: Final = 200
_ANSWER: Final = 300
"""Characters of the question before and of its answer, at most. The reader cuts what it has no room for at the end."""


def with_turn_before(typed: str, before: str, answer: str, earlier: str = "", earlier_answer: str = "") -> str:
    """Give a question with the one before it in brackets, so that it stands alone, and what was answered ("" for
    nothing); "" for a question that is too long.

    Where nothing was answered, what is spoken of may stand in the turn before that: the last one that was answered,
    `earlier`, comes in brackets behind.
    """
    asked = typed.split()
    if len(asked) > _TYPED:
        return ""
    turns = [_bracketed(before, answer), *([_bracketed(earlier, earlier_answer)] if earlier else [])]
    return " ".join([*asked, *turns])


def _bracketed(question: str, answer: str) -> str:
    return f"({' '.join(f'{question[:_BEFORE]} {answer[:_ANSWER]}'.split())})"
