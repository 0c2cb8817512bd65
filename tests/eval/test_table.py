from __future__ import annotations

import pytest

from eval.intervals import Interval
from eval.measures import MEASURES, Figure
from eval.question_set import Question
from eval.results import ASSISTANT, record, summarise
from eval.table import cell, number, show_results
from tests.eval.making import answer, outcome, question, refusal, said

BY_NAME = {measure.name: measure for measure in MEASURES}


def test_figures_are_written_in_the_unit_of_tables() -> None:
    assert str(cell(Figure(0.8125, Interval(0.7, 0.9049), 16), BY_NAME["facts"])) == "81.2 [70\u201390]"
    assert str(cell(Figure(0.0123, Interval(0.01, 0.02), 16), BY_NAME["latency_p50"])) == "12 ms [10\u201320]"
    assert str(cell(Figure(None, None, 0), BY_NAME["facts"])) == "\u2013"
    assert str(cell(Figure(0.5, Interval(0, 1), 2), BY_NAME["facts"], interval=False)) == "50.0"
    assert number(-0.031, BY_NAME["facts"], sign=True) == "-3.1"
    assert number(0.031, BY_NAME["latency_p50"], sign=True) == "+31 ms"


def test_a_run_is_told_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    asked = question(gold=[0], facts=[["Ana"]])
    other = question("not_in_documents", kind="when", split="test", id="r")
    pairs = [("a.jsonl", asked, answer(cited=[0], considered=[0])), ("b.jsonl", other, answer())]
    own = [record(name, outcome(each, given, seconds=0.02)) for name, each, given in pairs]
    floor = [record(name, outcome(each, refusal())) for name, each, _ in pairs]
    broken = [own[0], type(own[1])(own[1].set_name, own[1].question, own[1].values, own[1].answer, "it broke")]
    show_results(summarise({}, {ASSISTANT: broken, "always refuse": floor}, complete=False))
    shown = capsys.readouterr().out
    lines = [line.split() for line in shown.splitlines()]
    assert ["measure", "all", "dev", "test", "n", "always", "refuse"] in lines
    assert ["facts", "100.0", "[21\u2013100]", "100.0", "[21\u2013100]", "\u2013", "1", "0.0"] in lines
    assert ["ref.", "recall", "0.0", "[0\u201379]", "\u2013", "0.0", "[0\u201379]", "1", "100.0"] in lines
    assert any(line[:2] == ["when", "1"] for line in lines)
    assert any(line[:2] == ["b.jsonl", "1"] for line in lines)
    assert "Stopped early" in shown
    assert "1 ended in an error: r" in shown
    assert "\x1b" not in shown, "no escape codes in a pipe"
    assert any(line[:2] == ["answerable", "50.0"] and line[-2:] == ["2", "50.0"] for line in lines)
    assert "attribution" not in shown, "a measure that applies to nothing has no row"
    assert "token F1" not in shown, "nor one that is no figure, since no short answers are marked"


def test_one_split_is_one_column(capsys: pytest.CaptureFixture[str]) -> None:
    own = [record("a.jsonl", outcome(question(), answer()))]
    show_results(summarise({}, {ASSISTANT: own}, complete=True), to_stderr=True)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert ["measure", "dev", "n"] in [line.split() for line in captured.err.splitlines()]


def test_a_narrow_terminal_gets_several_tables_of_whole_cells(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.table._PIPE_WIDTH", 60)
    own = [record("a.jsonl", outcome(question(gold=[0], facts=[["Ana"]]), answer(cited=[0], considered=[0])))]
    show_results(summarise({}, {ASSISTANT: own}, complete=True))
    shown = capsys.readouterr().out
    assert shown.count("by kind") > 1
    assert "\u2026" not in shown, "nothing is cut off"


def test_conversations_have_rows_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    def shown(*asked: Question) -> list[list[str]]:
        own = [record("a.jsonl", outcome(each, answer())) for each in asked]
        show_results(summarise({}, {ASSISTANT: own}, complete=True))
        return [line.split() for line in capsys.readouterr().out.splitlines()]

    first, second = question(), question(id="r", history=said("Who signed it?", "Ana."))
    without = shown(first)
    assert not any(line[:1] in (["turns"], ["clarified"], ["standalone"], ["turn"]) for line in without)
    lines = shown(first, second)
    assert ["turns", "right", "100.0", "[21\u2013100]", "1"] in lines
    assert ["clarified", "in", "vain", "\u2193", "0.0", "[0\u201366]", "2"] in lines
    assert ["standalone", "changed", "\u2193", "0.0", "[0\u201379]", "1"] in lines
    assert ["by", "turn"] in lines
    assert [line[:3] for line in lines if line[:1] in (["1"], ["2-3"])] == [["1", "1", "100.0"], ["2-3", "1", "100.0"]]
