from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.compare import SAME, WORSE, Change, common, compare, main
from eval.errors import ResultsError
from eval.measures import MEASURES
from eval.results import ASSISTANT, Record, Saved, read_results, record, summarise, write_json
from tests.eval.making import answer, outcome, question, refusal


def row(number: int, *, good: bool, seconds: float = 0.1, due: bool = True, text: str = "Who?") -> Record:
    asked = question("answered" if due else "not_in_documents", question=text, id=f"q{number}", split="dev")
    return record("set.jsonl", outcome(asked, answer() if good == due else refusal(), seconds=seconds))


def saved(rows: Sequence[Record]) -> list[Saved]:
    return [Saved(each.key, each.question, each.values, each.answer.status, each.answer.text) for each in rows]


def by_name(changes: Sequence[Change]) -> dict[str, Change]:
    return {change.measure.name: change for change in changes}


def write(path: Path, rows: Sequence[Record]) -> Path:
    write_json(summarise({}, {ASSISTANT: rows}, complete=True).to_dict(), path)
    return path


def test_what_got_better_and_worse_is_listed() -> None:
    before = saved([row(1, good=True), row(2, good=False), row(3, good=True), row(4, good=True)])
    after = saved([row(4, good=True), row(3, good=True), row(2, good=True), row(1, good=False)])
    change = by_name(compare(before, after))["right"]
    assert (change.before, change.after, change.difference) == (0.75, 0.75, 0)
    assert (change.fixed, change.broken) == (("set.jsonl:q2",), ("set.jsonl:q1",))
    assert change.interval is not None
    assert change.interval.low < 0 < change.interval.high
    assert not change.regression


def test_lower_is_better_where_the_measure_says_so() -> None:
    rows = [record("s", outcome(question(forbidden=["Ana"]), answer(text))) for text in ("Ben [1]", "Ana [1]")]
    change = by_name(compare(saved(rows[:1]), saved(rows[1:])))["forbidden"]
    assert change.regression
    assert change.broken == ("s:q",)
    assert not by_name(compare(saved(rows[1:]), saved(rows[:1])))["forbidden"].regression


def test_confidence_in_what_is_wrong_is_no_gain() -> None:
    given = [answer(confidence=0.6), refusal(confidence=0.6)]
    right, wrong = (saved([record("s", outcome(question(), each))]) for each in given)
    changes = by_name(compare(wrong, right))
    assert (changes["calibration"].fixed, changes["calibration"].broken) == (("s:q",), ())
    assert changes["calibration"].difference == pytest.approx(0.4 - 0.6)
    assert by_name(compare(right, wrong))["calibration"].regression


@pytest.mark.parametrize(("tolerance", "regression"), [(0.0, True), (0.24, True), (0.25, False), (1.0, False)])
def test_a_regression_is_beyond_the_tolerance(tolerance: float, regression: bool) -> None:
    before = saved([row(number, good=True) for number in range(4)])
    after = saved([row(number, good=number > 0) for number in range(4)])
    assert by_name(compare(before, after, tolerance=tolerance))["right"].regression == regression


def test_seconds_are_no_regression() -> None:
    change = by_name(compare(saved([row(1, good=True)]), saved([row(1, good=True, seconds=9)])))["latency_p50"]
    assert change.difference == pytest.approx(8.9)
    assert not change.regression


def test_a_measure_that_applied_to_nothing_before_is_not_judged() -> None:
    change = by_name(compare(saved([row(1, good=True)]), saved([row(1, good=False)])))["refusal_precision"]
    assert (change.before, change.after, change.difference, change.regression) == (None, 0, None, False)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=8))
def test_a_run_does_not_differ_from_itself(outcomes: list[tuple[bool, bool]]) -> None:
    rows = saved([row(number, good=good, due=due) for number, (good, due) in enumerate(outcomes)])
    for change in compare(rows, rows, tolerance=0):
        assert change.difference in {0, None}
        assert not change.regression
        assert (change.fixed, change.broken) == ((), ())


def test_other_questions_are_refused() -> None:
    one, two = row(1, good=True), row(2, good=True)
    with pytest.raises(ResultsError, match=r"1 question is only in the second run \(set.jsonl:q2\)"):
        compare(saved([one]), saved([one, two]))
    with pytest.raises(ResultsError, match=r"only in the first run"):
        compare(saved([one, two]), saved([two]))
    with pytest.raises(ResultsError, match=r"not the same in both sets \(set.jsonl:q1\)"):
        compare(saved([one]), saved([row(1, good=True, text="When?")]))
    with pytest.raises(ResultsError, match="no question in common"):
        compare([], [])


def test_common_keeps_what_both_have() -> None:
    before = saved([row(1, good=True), row(2, good=True), row(3, good=True)])
    after = saved([row(3, good=True, text="When?"), row(2, good=True), row(4, good=True)])
    first, second = common(before, after)
    assert [each.key for each in first] == [each.key for each in second] == ["set.jsonl:q2"]


def test_files_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = write(tmp_path / "a.json", [row(1, good=True), row(2, good=True), row(3, good=True, due=False)])
    bad = write(tmp_path / "b.json", [row(1, good=True), row(2, good=False), row(3, good=True, due=False)])
    assert main(good, bad) == WORSE
    out = capsys.readouterr().out
    assert "REGRESSION" in out
    assert "set.jsonl:q2  Who? (answered \u2192 not_in_documents)" in out
    assert main(bad, good) == SAME
    assert main(good, bad, tolerance=1) == SAME
    assert main(good, good, tolerance=0) == SAME
    assert len(read_results(good)) == 3


def test_files_from_before_a_measure_are_compared_by_the_others(tmp_path: Path) -> None:
    new = write(tmp_path / "new.json", [row(1, good=True), row(2, good=False)])
    data = json.loads(new.read_text(encoding="utf-8"))
    for each in data["records"][ASSISTANT]:
        for name in [measure.name for measure in MEASURES if measure.conversational]:
            del each["values"][name]
        del each["history"]
    old = tmp_path / "old.json"
    write_json(data, old)
    assert main(old, new) == main(new, old) == SAME
    names = set(by_name(compare(read_results(old), read_results(new))))
    assert names == {measure.name for measure in MEASURES if not measure.conversational}


def test_files_over_other_questions_need_common(tmp_path: Path) -> None:
    more = write(tmp_path / "a.json", [row(1, good=True), row(2, good=False)])
    fewer = write(tmp_path / "b.json", [row(1, good=True)])
    with pytest.raises(ResultsError, match="--common"):
        main(more, fewer)
    assert main(more, fewer, only_common=True) == SAME
    with pytest.raises(ResultsError, match="no question in common"):
        main(more, fewer, split="test")
