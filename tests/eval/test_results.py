from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.errors import ResultsError
from eval.measures import MEASURES
from eval.results import ASSISTANT, Record, read_results, record, slices, summarise, write_json
from tests.eval.making import answer, outcome, question, refusal, said


def records() -> list[Record]:
    good = outcome(question(gold=[0], facts=[["Ana"]]), answer(cited=[0], considered=[0]), seconds=0.25)
    silent = outcome(question("not_in_documents", kind="when", split="test").model_copy(update={"id": "r"}), refusal())
    return [record("a.jsonl", good), record("a.jsonl", silent, error="it broke")]


def test_a_record_has_every_measure() -> None:
    values = records()[0].values
    assert set(values) == {measure.name for measure in MEASURES}
    assert (values["facts"], values["refusal_precision"], values["latency_p50"]) == (1, None, 0.25)


def test_slices() -> None:
    both = records()
    assert {name: len(each) for name, each in slices(both).items()} == {
        "all": 2,
        "split dev": 1,
        "split test": 1,
        "kind when": 1,
        "kind who": 1,
    }
    assert "set b.jsonl" in slices([*both, record("b.jsonl", outcome(question(), answer()))])


def test_turns_of_conversations_are_slices() -> None:
    asked = [question(id="lone", question="Why?")]
    for number in range(8):
        before = said(*("Who?" if place == 0 else "So?" for place in range(2 * number)))
        asked.append(question(id=f"t{number + 1}", question="So?" if number else "Who?", history=before))
    parts = slices([record("a.jsonl", outcome(each, answer())) for each in asked])
    turns = {name: [each.question.id for each in own] for name, own in parts.items() if name.startswith("turn ")}
    assert turns == {
        "turn 1": ["t1"],
        "turn 2-3": ["t2", "t3"],
        "turn 4-6": ["t4", "t5", "t6"],
        "turn 7+": ["t7", "t8"],
    }
    other = [record("b.jsonl", outcome(asked[1], answer())), record("a.jsonl", outcome(asked[2], answer()))]
    assert "turn 1" not in slices(other), "what another set goes on with is no first turn"


def test_what_was_said_before_is_kept_where_it_is_not_the_sets(tmp_path: Path) -> None:
    found = outcome(question(history=said("Who?", "Ana.")), answer())
    own = said("Who?", "Ben. [1]")
    rows = [record("a.jsonl", found, history=own), record("b.jsonl", found)]
    data = summarise({}, {ASSISTANT: rows}, complete=True).to_dict()
    write_json(data, tmp_path / "new.json")
    assert [each.history for each in read_results(tmp_path / "new.json")] == [own, None]
    for each in data["records"][ASSISTANT]:
        del each["history"]
    write_json(data, tmp_path / "old.json")
    assert [each.history for each in read_results(tmp_path / "old.json")] == [None, None]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    results = summarise({"python": "3"}, {ASSISTANT: records()}, complete=True)
    path = tmp_path / "deep" / "results.json"
    write_json(results.to_dict(), path)
    assert [path.name for path in path.parent.iterdir()] == ["results.json"], "nothing else stays behind"
    saved = read_results(path)
    assert [each.key for each in saved] == ["a.jsonl:q", "a.jsonl:r"]
    assert saved[0].question == records()[0].question
    assert saved[0].values == records()[0].values
    assert (saved[1].status, saved[1].text) == ("not_in_documents", "The documents do not say.")
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["summary"][ASSISTANT]["all"]["status"]["value"] == 1
    assert data["summary"][ASSISTANT]["all"]["status"]["count"] == 2
    assert data["summary"][ASSISTANT]["kind who"]["refusal_recall"] == {
        "value": None,
        "low": None,
        "high": None,
        "count": 0,
    }
    assert data["measures"]["mrr"]["source"].startswith("Voorhees")
    assert data["records"][ASSISTANT][1]["error"] == "it broke"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("{", "is not JSON"),
        ("[]", "no file of results of schema version 1"),
        ('{"schema_version": 99}', "it says 99"),
        ('{"schema_version": 1, "records": {}}', "is damaged"),
        ('{"schema_version": 1, "records": {"assistant": [{"set": "a"}]}}', "is damaged"),
    ],
)
def test_what_is_no_result_is_refused(tmp_path: Path, content: str | None, message: str) -> None:
    path = tmp_path / "results.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ResultsError, match=message):
        read_results(path)


def test_a_place_inside_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ResultsError, match="cannot be written"):
        write_json({}, tmp_path / "file" / "results.json")
