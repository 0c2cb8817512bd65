from __future__ import annotations

from pathlib import Path

import pytest

from eval.errors import ResultsError
from eval.results import ASSISTANT, record, summarise, write_json
from eval.show import main
from tests.eval.making import answer, outcome, question, refusal, said


@pytest.fixture
def results(tmp_path: Path) -> Path:
    asked = question(gold=[0], facts=[["Ana", "Ms Ruiz"]], forbidden=["Ben signed"])
    pairs = [
        (asked, answer("Ana did. [1]", cited=[0])),
        (asked.model_copy(update={"id": "wrong"}), answer("Ben signed it. [1]", cited=[1])),
        (asked.model_copy(update={"id": "held-out", "split": "test"}), refusal()),
    ]
    rows = [record("set", outcome(each, given)) for each, given in pairs]
    write_json(summarise({}, {ASSISTANT: rows}, complete=True).to_dict(), tmp_path / "results.json")
    return tmp_path / "results.json"


def test_what_went_wrong_is_shown(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(results) == 0
    shown = capsys.readouterr().out
    assert "set:wrong (who): Who signed it?" in shown
    assert "unsaid: Ana / Ms Ruiz" in shown
    assert "forbidden: Ben signed" in shown
    assert "gold: Ana signed it." in shown
    assert "answer: Ben signed it. [1]" in shown
    assert "1 of 2 questions of dev are imperfect by right." in shown


def test_what_the_assistant_itself_said_before_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = outcome(question(history=said("Who came?", "Cleo.")), refusal())
    rows = [record("a", found, history=said("Who came?", "Dan. [1]")), record("b", found)]
    write_json(summarise({}, {ASSISTANT: rows}, complete=True).to_dict(), tmp_path / "results.json")
    main(tmp_path / "results.json")
    shown = [line for line in capsys.readouterr().out.splitlines() if "before: assistant" in line]
    assert shown == ["  before: assistant: Dan. [1]", "  before: assistant: Cleo."]


def test_what_is_held_out_is_shown_only_when_asked_for(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(results)
    assert "held-out" not in capsys.readouterr().out
    main(results, split="test", measure="citation_recall")
    assert "status: not_in_documents, should be answered" in capsys.readouterr().out


@pytest.mark.parametrize("measure", ["answerable", "token_f1"])
def test_a_right_refusal_is_not_shown(measure: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = question("not_in_documents")
    pairs = [(asked, refusal()), (asked.model_copy(update={"id": "wrong"}), answer("Ben did. [1]"))]
    rows = [record("set", outcome(each, given)) for each, given in pairs]
    write_json(summarise({}, {ASSISTANT: rows}, complete=True).to_dict(), tmp_path / "results.json")
    main(tmp_path / "results.json", measure=measure)
    shown = capsys.readouterr().out
    assert "set:wrong (who)" in shown
    assert f"1 of 2 questions of dev are imperfect by {measure}." in shown


def test_a_measure_that_is_no_share_is_refused(results: Path) -> None:
    with pytest.raises(ResultsError, match="no measure 'latency_p50' to judge by; there are right, "):
        main(results, measure="latency_p50")
