from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import pytest

from eval.errors import QuestionSetError, ResultsError
from eval.plan import Plan
from eval.progress import Watched
from eval.results import ASSISTANT, Results, read_results
from eval.run import DONE, FAILED, INTERRUPTED, main, run
from qa import Answer, Assistant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index import Settings

pytestmark = pytest.mark.slow
T = TypeVar("T")


def test_every_system_answers_every_question(results: Results, asked: Plan) -> None:
    assert set(results.records) == {ASSISTANT, "always refuse", "nearest sentence"}
    ids = [item.question.id for item in asked.items]
    assert all([each.question.id for each in records] == ids for records in results.records.values())
    assert results.complete
    assert [each.error for each in results.records[ASSISTANT]] == [None] * len(ids)


def test_the_floors_are_where_they_must_be(results: Results) -> None:
    refuse, nearest = (results.summary[name]["all"] for name in ("always refuse", "nearest sentence"))
    assert refuse["refusal_recall"].value == 1
    assert refuse["facts"].value == refuse["citation_recall"].value == 0
    assert refuse["refusal_precision"].value == pytest.approx(4 / 11), "thanks are neither to be answered nor refused"
    assert nearest["refusal_recall"].value == 0
    assert (nearest["sentence_recall@5"].value or 0) > 0.5


def test_the_assistant_is_better_than_its_floors(results: Results) -> None:
    right = {name: sliced["all"]["right"].value or 0 for name, sliced in results.summary.items()}
    assert right[ASSISTANT] >= max(right.values())


def test_citations_are_of_the_document_that_was_asked(results: Results, asked: Plan) -> None:
    text = next(iter(asked.texts.values()))
    for each in results.records[ASSISTANT]:
        for citation in (*each.answer.citations, *each.answer.considered):
            assert text[citation.start : citation.end] == citation.quote


def test_the_provenance_says_what_it_rests_on(results: Results, asked: Plan) -> None:
    origin = results.provenance
    assert origin["sets"] == [{"path": str(asked.sets[0].path), "sha256": asked.sets[0].sha256, "questions": 12}]
    assert len(origin["model"]["fingerprint"]) == 64
    assert origin["settings"]["passage_sentences"] > 0
    assert "cache_dir" not in origin["settings"], "results can be published without telling of the machine"
    assert origin["machine"]["cores"] >= 1
    assert origin["packages"]["numpy"]
    json.dumps(results.to_dict(), allow_nan=False)


class _Stopping(Watched):
    def asking(self, items: Sequence[T]) -> Iterator[T]:
        yield from items[:2]
        raise KeyboardInterrupt


def test_ctrl_c_keeps_what_was_done(asked: Plan, settings: Settings) -> None:
    stopped = run(asked, settings=settings, progress=_Stopping())
    assert not stopped.complete
    assert [len(records) for records in stopped.records.values()] == [2, 2, 2]
    assert stopped.summary[ASSISTANT]["all"]["status"].count == 2


def test_ctrl_c_in_the_middle_of_a_question(asked: Plan, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Assistant.answer

    def pressed(self: Assistant, question: str, **keys: Any) -> Answer:
        if question == asked.items[3].question.question:
            raise KeyboardInterrupt
        return answer(self, question, **keys)

    monkeypatch.setattr(Assistant, "answer", pressed)
    stopped = run(asked, settings=settings, floors=False)
    assert [each.question.id for each in stopped.records[ASSISTANT]] == [each.question.id for each in asked.items[:3]]


def test_a_question_that_fails_counts_as_not_answered(
    small: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = Assistant.answer

    def broken(self: Assistant, question: str, **keys: Any) -> Answer:
        if "airport" in question:
            raise RuntimeError("no good")
        return answer(self, question, **keys)

    monkeypatch.setattr(Assistant, "answer", broken)
    out = tmp_path / "out.json"
    assert main([small], limit=2, floors=False, json_path=out, settings=settings) == FAILED
    first, second = read_results(out)
    assert (first.values["facts"], first.values["right"], first.values["citation_recall"]) == (0, 0, 0)
    assert second.status == "answered"
    assert "1 ended in an error: small-01" in capsys.readouterr().out


def test_main_writes_the_results_and_prints_a_table(
    small: Path, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([small], split="dev", limit=3, kinds=["when", "who"], settings=settings) == DONE
    (written,) = (tmp_path / "results").glob("small-*.json")
    data = json.loads(written.read_text(encoding="utf-8"))
    assert data["provenance"]["options"]["kinds"] == ["when", "who"]
    assert [each["question"]["id"] for each in data["records"][ASSISTANT]] == ["small-01", "small-03", "small-06"]
    assert {each["question"]["split"] for each in data["records"][ASSISTANT]} == {"dev"}
    assert "nearest sentence" in capsys.readouterr().out


def test_json_to_standard_output_is_nothing_but_json(
    small: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([small], limit=1, floors=False, json_path=Path("-"), settings=settings) == DONE
    captured = capsys.readouterr()
    assert json.loads(captured.out)["complete"] is True
    assert "recall@5" in captured.err


def test_stopping_is_told_by_the_exit_code(
    small: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(self: Watched, items: Sequence[T]) -> Iterator[T]:
        yield items[0]
        raise KeyboardInterrupt

    monkeypatch.setattr(Watched, "asking", pressed)
    out = tmp_path / "out.json"
    assert main([small], floors=False, json_path=out, settings=settings) == INTERRUPTED
    assert len(read_results(out)) == 1


def test_a_place_that_cannot_be_written_is_told_before_the_work(
    small: Path, settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(ResultsError, match="is a folder"):
        main([small], json_path=tmp_path, settings=settings)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ResultsError, match="cannot be written"):
        main([small], json_path=tmp_path / "file" / "out.json", settings=settings)


def test_a_missing_set_is_told(settings: Settings) -> None:
    with pytest.raises(QuestionSetError, match="There is no question set"):
        main(["no-such-set"], settings=settings)


def test_conversations_are_asked_after_the_assistants_own_answers(talked: Results, talks: Plan) -> None:
    own = {each.question.id: each for each in talked.records[ASSISTANT]}
    assert [each.error for each in own.values()] == [None] * 8
    history = own["a3"].history
    assert history is not None
    assert [(turn.role, turn.content) for turn in history] == [
        ("user", "Who closed the fairway?"),
        ("assistant", own["a1"].answer.text),
        ("user", "when was that"),
        ("assistant", own["a2"].answer.text),
    ]
    assert {id_ for id_, each in own.items() if each.history is None} == {"a1", "b1", "c2", "lone"}
    assert [each.question for each in own.values()] == [item.question for item in talks.items], "kept as the set has it"


def test_conversations_are_measured(talked: Results) -> None:
    own, floor = (talked.summary[name]["all"] for name in (ASSISTANT, "nearest sentence"))
    assert own["turns_right"].count == 5
    assert own["clarified_in_vain"].count == 8
    assert (own["standalone_changed"].value, own["standalone_changed"].count) == (0, 4)
    typed, ours, human = (own[f"rewrite_recall_{way}"] for way in ("typed", "ours", "human"))
    assert typed.count == ours.count == human.count == 4
    assert human.value == 1, "a log of three passages"
    assert floor["rewrite_recall_ours"].value is None, "only the assistant rewrites"
    turns = {name: each["right"].count for name, each in talked.summary[ASSISTANT].items() if name.startswith("turn ")}
    assert turns == {"turn 1": 2, "turn 2-3": 5}


@pytest.mark.parametrize("history", ["own", "given"])
def test_whose_answers_come_before_can_be_chosen(
    history: Literal["own", "given"],
    talks: Plan,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = Assistant.answer
    heard: dict[str, Any] = {}

    def listening(self: Assistant, question: str, **keys: Any) -> Answer:
        heard[question] = keys["history"]
        return answer(self, question, **keys)

    monkeypatch.setattr(Assistant, "answer", listening)
    out = tmp_path / "out.json"
    code = main([talks.sets[0].path], kinds=["when"], floors=False, json_path=out, settings=settings, history=history)
    assert code == DONE
    assert json.loads(out.read_text(encoding="utf-8"))["provenance"]["options"]["history"] == history
    assert [each.question.id for each in read_results(out)] == ["a2", "lone"], "earlier turns are asked, not measured"
    assert ("Who closed the fairway?" in heard) == (history == "own")
    asked, told = heard["when was that"]
    assert asked == {"role": "user", "content": "Who closed the fairway?"}
    assert told["role"] == "assistant"
    assert (told["content"] == "It was Ms Orrell, the harbour master.") == (history == "given")
