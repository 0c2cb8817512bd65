"""Facts, forbidden claims, verdicts, sources and the whole: what an answer says."""

from __future__ import annotations

import pytest

from eval.measures import attribution, facts, forbidden, right, status, verdict
from qa import Certainty, Statement
from tests.eval.making import answer, outcome, question, refusal


@pytest.mark.parametrize(
    ("text", "required", "share"),
    [
        ("Ana signed it on July 5. [1]", [["ana"], ["5 July", "July 5"]], 1),
        ("Ana signed it. [5]", [["Ana"], ["5"]], 0.5),
        ("Ben.", [["Ana"]], 0),
        ("**Ana** signed", [["Ana signed"]], 1),
    ],
)
def test_facts(text: str, required: list[list[str]], share: float) -> None:
    found = outcome(question(facts=required), answer(text))
    assert facts.share(found) == share
    assert facts.complete(found) == (1 if share == 1 else 0)


def test_a_refusal_says_no_facts_even_where_it_shows_them() -> None:
    assert facts.complete(outcome(question(facts=[["Ana"]]), refusal("Not there; near: Ana."))) == 0


def test_questions_without_facts_or_answer_are_left_out() -> None:
    assert facts.complete(outcome(question(), answer())) is None
    assert facts.share(outcome(question("not_in_documents", facts=[["Ana"]]), answer())) is None


@pytest.mark.parametrize(("certainty", "stated"), [("reported", 1), (None, 1), ("attributed", 0), ("uncertain", 0)])
def test_a_forbidden_claim_counts_where_it_is_stated_plainly(certainty: Certainty | None, stated: int) -> None:
    said = answer("Ben did. [1]", statements=[Statement("BEN  signed it.", (1,), None, certainty)])
    assert forbidden.value(outcome(question(forbidden=[["Cleo"], ["Dan", "ben signed"]]), said)) == stated


def test_a_refusal_may_name_what_the_documents_do_not_say() -> None:
    asked = question("not_in_documents", forbidden=["Ben signed"])
    assert forbidden.value(outcome(asked, refusal("They do not say that Ben signed."))) == 0
    cited = answer("Ben signed [1]", "not_in_documents", statements=[Statement("Ben signed", (1,), None, "reported")])
    assert forbidden.value(outcome(asked, cited)) == 1


def test_a_text_without_statements_is_all_stated() -> None:
    asked = question("not_in_documents", forbidden=["Ben signed"])
    assert forbidden.value(outcome(asked, answer("Ben signed it. [1]"))) == 1
    assert forbidden.value(outcome(asked, refusal())) == 0


def test_nothing_forbidden_nothing_measured() -> None:
    assert forbidden.value(outcome(question(), answer())) is None


@pytest.mark.parametrize(
    ("kind", "required", "given", "value"),
    [
        ("yes-no", [["Yes"], ["Ana"]], "yes", 1),
        ("yes-no", [["no", "unconfirmed"]], "unconfirmed", 1),
        ("confirmed", [["unconfirmed"]], "yes", 0),
        ("yes-no", [["yes"]], None, 0),
        ("yes-no", [["Ana"]], "yes", None),
        ("who", [["no"]], "no", None),
    ],
)
def test_verdict(kind: str, required: list[list[str]], given: str | None, value: float | None) -> None:
    found = outcome(question(kind=kind, facts=required), answer(verdict=given))
    assert verdict.value(found) == value


def test_a_verdict_of_the_sets_own_goes_before_wordings() -> None:
    asked = question(kind="confirmed", verdict=("no", "unconfirmed"))
    assert verdict.value(outcome(asked, answer(verdict="unconfirmed"))) == 1
    assert verdict.value(outcome(asked, answer(verdict="yes"))) == 0
    assert verdict.value(outcome(question(kind="who", verdict=("no",)), answer(verdict="no"))) is None


@pytest.mark.parametrize(
    ("expected", "named", "same"),
    [
        ("Syrian Observatory", "the Syrian Observatory for Human Rights", True),
        ("Syrian Observatory for Human Rights", "Syrian Observatory for Human Right", True),
        ("Syrian Arab News Agency (SANA)", "SANA", True),
        ("Syrian Arab News Agency (SANA)", "state-owned Syrian Arab News Agency", True),
        ("SANA", "Syrian Arab News Agency (SANA)", True),
        ("Iraqi Sumarya Channel", "the Sumarya Channel", True),
        ("Euphrates Post", "Ein Frat", False),
        ("Syrian Observatory for Human Rights", "the Syrian Democratic Forces", False),
        ("the", "Ana", False),
    ],
)
def test_same_source(expected: str, named: str, same: bool) -> None:
    assert attribution.same_source(expected, named) == same


def test_attribution() -> None:
    asked = question(source="Euphrates Post")
    named = answer(statements=[Statement("a", (1,)), Statement("b", (1,), "The Euphrates Post", "attributed")])
    assert attribution.value(outcome(asked, named)) == 1
    assert attribution.value(outcome(asked, answer(statements=[Statement("a", (1,))]))) == 0
    assert attribution.value(outcome(asked, refusal())) == 0
    assert attribution.value(outcome(question(), named)) is None


def test_every_one_of_several_sources_must_be_named() -> None:
    both = [Statement("a", (1,), "Ana", "attributed"), Statement("b", (1,), "the mayor, Ben", "attributed")]
    assert attribution.value(outcome(question(source="Ana; Ben"), answer(statements=both))) == 1
    assert attribution.value(outcome(question(source="Ana; Ben"), answer(statements=both[:1]))) == 0


@pytest.mark.parametrize(
    ("text", "said", "value"), [("Ana [1]", "Ana", 1), ("Ana [1]", "Ben signed", 0), ("Cleo [1]", "Cleo", 0)]
)
def test_right_needs_the_facts_and_nothing_forbidden(text: str, said: str, value: float) -> None:
    asked = question(facts=[["Ana"]], forbidden=["Ben signed"])
    assert right.value(outcome(asked, answer(text, statements=[Statement(said, (1,))]))) == value


def test_right_needs_the_status() -> None:
    assert right.value(outcome(question("not_in_documents"), refusal())) == 1
    assert right.value(outcome(question("not_in_documents"), answer())) == 0
    assert right.value(outcome(question("no_question"), refusal())) == 0
    assert status.value(outcome(question("no_question"), refusal())) == 0
