"""A conversation written out: Markdown for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

from index.errors import ConversationInvalid
from qa.answer import Answer, Citation
from qa.compose.markdown import escaped, quoted
from qa.conversation.kept import Conversation, KeptTurn, one_line, read_id

_T = TypeVar("_T")

FORMAT_VERSION: Final = 1
"""The version of `to_json`; raised when a reader of the old form would misread the new one."""


def to_markdown(conversation: Conversation, turns: Sequence[KeptTurn]) -> str:
    """Write each question, its answer's text, and the numbered sources with document, page and quote."""
    parts = [f"# {escaped(conversation.title or 'Conversation')}"]
    for turn in turns:
        if turn.question:
            parts.append(f"## {turn.number}. {escaped(one_line(turn.question))}")
        if turn.standalone_question != turn.question:
            parts.append(f"*Understood as: {escaped(one_line(turn.standalone_question))}*")
        if turn.text is not None:
            parts.append(turn.text)
        if turn.answer is not None:
            parts += [escaped(note) for note in turn.answer.notes]
            if turn.answer.citations:
                parts.append("Sources:")
                parts.append("\n".join(_sources(turn.answer.citations)))
    return "\n\n".join(parts) + "\n"


def to_json(conversation: Conversation, turns: Sequence[KeptTurn]) -> str:
    """Write all that is kept as JSON, which `read_json` reads; answers are as `Answer.to_dict` gives them."""
    data = {
        "format_version": FORMAT_VERSION,
        "id": conversation.id,
        "title": conversation.title,
        "created": conversation.created.isoformat(),
        "changed": conversation.changed.isoformat(),
        "turns": [
            {
                "number": turn.number,
                "question": turn.question,
                "standalone_question": turn.standalone_question,
                "text": turn.text,
                "answer": None if turn.answer is None else turn.answer.to_dict(),
                "at": turn.at.isoformat(),
                "vote": turn.vote,
                "note": turn.note,
            }
            for turn in turns
        ],
    }
    # Half characters (lone surrogates) cannot stand in a file; JSON's escapes hold them.
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return (text if text.isascii() or _encodable(text) else json.dumps(data, indent=2)) + "\n"


def read_json(text: str) -> tuple[Conversation, tuple[KeptTurn, ...]]:
    """Read what `to_json` wrote.

    Raises:
        ConversationInvalid: it is not that, or of another version.
    """
    try:
        data = json.loads(text)
        version = data["format_version"]
        if version != FORMAT_VERSION:
            raise ConversationInvalid(f"An export of version {version!r} cannot be read, only {FORMAT_VERSION}.")
        turns = tuple(_turn(one) for one in _of(list, data["turns"]))
        created, changed = (datetime.fromisoformat(data[name]) for name in ("created", "changed"))
        return Conversation(read_id(data["id"]), _of(str, data["title"]), created, changed, len(turns)), turns
    except ConversationInvalid:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ConversationInvalid(f"That is no exported conversation: {error}.") from error


def _turn(data: dict[str, Any]) -> KeptTurn:
    text, vote, answer = (data[name] for name in ("text", "vote", "answer"))
    if vote not in ("up", "down", None):
        raise ValueError(f"the vote {vote!r} is none")
    return KeptTurn(
        _of(int, data["number"]),
        _of(str, data["question"]),
        _of(str, data["standalone_question"]),
        None if text is None else _of(str, text),
        None if answer is None else Answer.from_dict(answer),
        datetime.fromisoformat(data["at"]),
        vote,
        _of(str, data["note"]),
    )


def _of(kind: type[_T], value: object) -> _T:
    if not isinstance(value, kind):
        raise ValueError(f"{value!r:.40} stands where a {kind.__name__} belongs")
    return value


def _sources(citations: Sequence[Citation]) -> Iterator[str]:
    for citation in citations:
        page = f", page {citation.page}" if citation.page is not None else ""
        place = f"{escaped(one_line(citation.document))}{page}, characters {citation.start}–{citation.end}"
        yield f"- \\[{citation.number}\\] {place}: {quoted(citation.quote)}"


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
