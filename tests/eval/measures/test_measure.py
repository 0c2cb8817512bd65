from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import eval.measures
from eval.intervals import Interval, median
from eval.measures import MEASURES, Measure
from eval.measures.measure import as_array
from eval.question_set import Question
from qa import Answer, Span, Statement, Status
from tests.eval.making import answer, outcome, question, said

STATUSES: list[Status] = ["answered", "not_in_documents", "needs_clarification", "no_question"]
PLACES = st.lists(st.integers(0, 5), max_size=4)
ANSWERS = st.builds(
    lambda text, status, cited, considered, said, seen, spans, confidence: answer(
        text,
        status,
        cited=cited,
        considered=considered,
        statements=[Statement(said, (1,), None, seen)],
        spans=spans,
        confidence=confidence,
    ),
    st.sampled_from(["Ana signed it. [1]", "no", ""]),
    st.sampled_from(STATUSES),
    PLACES,
    PLACES,
    st.sampled_from(["Ben signed it.", "Ana signed it."]),
    st.sampled_from(["reported", "attributed", "uncertain", None]),
    st.sampled_from([(), (Span("Ana signed", "doc", 0, 10),)]),
    st.sampled_from([None, 0.0, 0.7, 1.0]),
)
QUESTIONS = st.builds(
    lambda status, gold, facts, forbidden, source, spans, history: question(
        status, gold=sorted(gold), facts=facts, forbidden=forbidden, source=source, spans=spans, history=history
    ),
    st.sampled_from(STATUSES),
    st.sets(st.integers(0, 5)),
    st.sampled_from([(), (("Ana",),), (("Ana",), ("no",))]),
    st.sampled_from([(), (("Ben signed",),)]),
    st.sampled_from([None, "Ana"]),
    st.sampled_from([(), ({"text": "Ana", "start": 0, "end": 3},)]),
    st.sampled_from([(), said("Who came?", "Ben.")]),
)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_a_measure_says_what_it_is(measure: Measure) -> None:
    assert re.fullmatch(r"[a-z_0-9@]+", measure.name)
    assert measure.definition
    assert "\n" not in measure.definition
    assert measure.source
    assert measure.label


def test_names_and_labels_are_unique() -> None:
    assert len({measure.name for measure in MEASURES}) == len(MEASURES) == len({measure.label for measure in MEASURES})


def test_every_file_of_measures_is_listed() -> None:
    folder = Path(eval.measures.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "measure", "outcome"}
    listed = {measure.value.__module__.rpartition(".")[2] for measure in MEASURES}
    assert listed == files


@given(QUESTIONS, ANSWERS)
def test_shares_stay_between_0_and_1(asked: Question, given_: Answer) -> None:
    found = outcome(asked, given_, seconds=0.5)
    for measure in MEASURES:
        value = measure.value(found)
        if measure.unit == "share":
            assert value is None or 0 <= measure.grade(value) <= 1
        if measure.interval == "wilson":
            assert value in {None, 0, 1}, "Wilson is for yes and no"


@settings(max_examples=30)
@given(st.sampled_from(MEASURES), st.lists(st.sampled_from([0.0, 0.5, 1.0, None]), max_size=12))
def test_a_figure_lies_in_its_interval(measure: Measure, values: list[float | None]) -> None:
    if measure.interval == "wilson" or measure.name == "refusal_f1":
        values = [value for value in values if value != 0.5]
    if measure.name in {"answerable", "token_f1"}:  # values that tell the sort of their question, too
        values = [2.0 if value == 0.5 else value for value in values]
    figure = measure.figure(values)
    assert figure.count == sum(value is not None for value in values)
    if figure.value is None:
        assert figure.interval is None
        assert figure.count == 0 or measure.name in {"answerable", "token_f1"}
    else:
        assert figure.interval is not None
        assert figure.interval.low <= figure.value + 1e-9
        assert figure.value <= figure.interval.high + 1e-9


def test_a_few_perfect_answers_make_no_certainty() -> None:
    mean = next(measure for measure in MEASURES if measure.interval == "bootstrap" and measure.unit == "share")
    figure = mean.figure([1.0, 1.0, 1.0])
    assert figure.value == 1
    assert figure.interval is not None
    assert figure.interval.low < 0.5


def test_seconds_that_are_alike_are_what_they_are() -> None:
    latency = Measure("t", "t", "t", "t", lambda _: None, pool=median, interval="bootstrap", unit="s")
    assert latency.figure([3.0, 3.0]).interval == Interval(3.0, 3.0)


def test_none_is_no_number() -> None:
    assert np.isnan(as_array([None, 1.0])).tolist() == [True, False]


def test_the_documentation_has_every_measure() -> None:
    rows = (Path(eval.measures.__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    assert [f"| `{measure.name}` | {measure.definition} |" for measure in MEASURES] == re.findall(
        r"^\| `[a-z_0-9@]+` \|.*\|$", rows, re.MULTILINE
    )
