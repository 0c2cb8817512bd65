from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from eval.validate import validate
from qa.conversation import Conversations
from qa.conversation.feedback import feedback_set
from qa.question.contextualise import Turn
from tests.qa.conversation.making import TEXT, answer, cited


def test_votes_become_a_question_set_that_is_valid(kept: Conversations, tmp_path: Path) -> None:
    kept.add("c", answer())
    kept.add("c", answer("And the rent?", "900 euros [1]", citations=(cited(1, "The rent is 900 euros [a month]."),)))
    kept.add("c", answer("Who else?"))
    kept.rate("c", 1, "up", "Quick.")
    kept.rate("c", 2, "down", "It is 950.")

    made = feedback_set(kept)

    up, down = (json.loads(line) for line in made.questions.splitlines())
    assert up["gold"] == [{"quote": "The lease was signed by Ana Ruiz on 3 May.", "start": 0, "end": 42}]
    assert (up["id"], up["history"], up["kind"], up["split"]) == ("c-001", [], "who", "dev")
    assert down == {
        "id": "c-002",
        "document": "minutes.txt",
        "question": "And the rent?",
        "history": [
            {"role": "user", "content": "Who signed the lease?"},
            {"role": "assistant", "content": "**Ana Ruiz** [1]"},
        ],
        "status": "answered",
        "split": "dev",
    }
    assert [json.loads(line)["note"] for line in made.notes.splitlines()] == ["Quick.", "It is 950."]
    (tmp_path / "minutes.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "set.jsonl").write_text(made.questions, encoding="utf-8")
    read, problems = validate(tmp_path / "set.jsonl")
    assert len(read.lines) == 2
    assert {problem.line for problem in problems if not problem.warning} == {2}  # what is right, a person must say


def test_the_file_of_a_document_may_be_told(kept: Conversations) -> None:
    kept.add("c", answer())
    kept.rate("c", 1, "up")
    for documents in ({"m1": "m.txt"}, {"minutes.txt": "m.txt"}):
        assert json.loads(feedback_set(kept, documents).questions)["document"] == "m.txt"


def test_a_refusal_names_the_document_that_came_nearest_or_was_spoken_of(kept: Conversations) -> None:
    silent: dict[str, Any] = {"status": "not_in_documents", "citations": (), "statements": (), "spans": ()}
    kept.add("nothing", answer(text="Hello.", **silent))
    kept.rate("nothing", 1, "up")
    kept.add("near", answer(text="No.", considered=(cited(1, "The lease"),), **silent))
    kept.rate("near", 1, "up")
    kept.add("said", answer())
    kept.add("said", answer(text="No.", **silent))
    kept.rate("said", 2, "up")
    kept.add_messages("plain", [Turn("user", "q"), Turn("assistant", "a")])
    kept.rate("plain", 1, "up")

    lines = [json.loads(line) for line in feedback_set(kept).questions.splitlines()]

    assert [(line["id"], line["gold"]) for line in lines] == [("near-001", []), ("said-002", [])]
