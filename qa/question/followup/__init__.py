"""Follow-ups: what in a question leans on the conversation, and how it is made to stand alone.

`said` reads the history, `signs` tells what leans, `antecedents`, `fragments`, `items`, `remarks` and `pronouns` each
mend one way of leaning, `clarify` decides when to ask back, `understand` says which comes first, and `in_context` keeps
the words that were typed.
"""

from __future__ import annotations

from qa.question.followup.clarify import asked_back
from qa.question.followup.understand import Understanding, forget, understand

__all__ = ["Understanding", "asked_back", "forget", "understand"]
