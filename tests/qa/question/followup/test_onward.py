"""How follow-ups go on from answers that are quotes, over small invented conversations."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer import Answer, Citation, Span
from qa.question.contextualise import Turn
from qa.question.followup import understand
from qa.question.followup.events import asks_of_event, told
from qa.question.followup.gist import gist_of, whole
from qa.question.followup.lexicon import base_form


def kept(history: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Give the same history as kept conversations have it: with the answers that the texts were cut from."""
    turns: list[Turn] = []
    for turn in history:
        if turn.role == "assistant":
            place = 0
            citations: list[Citation] = []
            for number, quote in enumerate(re.findall(r"“([^“”]+)”", turn.content), 1):
                citations.append(Citation(number, "D", "d", None, place, place + len(quote), quote, quote))
                place += len(quote) + 1
            asked = understand(turns[-1].content, turns[:-1]).standalone
            turn = replace(turn, answer=Answer(asked, asked, "answered", turn.content, citations=tuple(citations)))
        turns.append(turn)
    return tuple(turns)


def said(*texts: str) -> tuple[Turn, ...]:
    """Make a history of texts, the user's and the assistant's in turn."""
    return tuple(Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(texts))


AIRPORT = said(
    "What happened in Halden?",
    "“On May 6, the Halden airport was attacked by a drone.” [1]\n\n"
    "“The troops said that the bomb-laden drone fell near the runway.” [2]",
)
BY_WHOM = (*AIRPORT, *said("by whom?", "“The Halden airport was attacked by a drone.” [1]"))
OSLO = (*BY_WHOM, *said("and in Oslo?", "“On June 2, a drone approached the embassy in Oslo, but was shot down.” [1]"))
TOLD = said(
    "What happened in Oslo?", "“A daily reported on June 3 that on June 2, a drone approached the embassy in Oslo.” [1]"
)
LIST = said(
    "Which attacks are reported?",
    "- “On May 6, the Halden airport was attacked by a drone.” [1]\n"
    "- “Militiamen fired several rockets at the base near Bergen, which hosts soldiers, on May 7.” [2]\n"
    "- “Two convoys were hit by a roadside bomb in Moss.” [3]",
)
NGO = said(
    "What did the Harbour Observatory say?",
    "“The Harbour Observatory said in a statement on May 3 that in this regard the NGO counted five strikes.” [1]",
)
ARMY = said("Why did the army respond to the attacks?", "“The army responded because two soldiers were hurt.” [1]")
IRAQ = (*ARMY, *said("what about Iraq?", "“In Iraq, the army struck two depots.” [1]"))
SHORT = said(
    "How many soldiers were hurt in Halden?", "**Four soldiers** [1]\n\n“Four soldiers were hurt in Halden.” [1]"
)


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (AIRPORT, "when was that?", "When was the Halden airport attacked?"),
        (AIRPORT, "by whom?", "By whom was the Halden airport attacked?"),
        (AIRPORT, "who did it?", "Who attacked the Halden airport?"),
        (AIRPORT, "why?", "Why was the Halden airport attacked?"),
        (TOLD, "when did that happen?", "When did a drone approach the embassy in Oslo?"),
        (TOLD, "who did that?", "Who approached the embassy in Oslo?"),
        (BY_WHOM, "when was that?", "When was the Halden airport attacked?"),
        (BY_WHOM, "and in Oslo?", "What happened in Oslo?"),
        (BY_WHOM, "and on May 9?", "What happened in Halden on May 9?"),
        (AIRPORT, "was anyone hurt there?", "Was anyone hurt in Halden?"),
        (OSLO, "was anyone hurt there?", "Was anyone hurt in Oslo?"),
        (AIRPORT, "was anyone hurt?", "Was anyone hurt in Halden?"),
        (AIRPORT, "tell me more", "What else is told about the Halden airport attacked by a drone?"),
        (ARMY, "go on", "What else is told about the army, the attacks and two soldiers?"),
        (ARMY, "more details please", "What else is told about the army, the attacks and two soldiers?"),
        (LIST, "the first one", "What is told about the Halden airport attacked by a drone?"),
        (LIST, "the last one", "What is told about two convoys hit by a roadside bomb in Moss?"),
        (LIST, "the first one — who did it?", "Who attacked the Halden airport?"),
        (LIST, "when was the second one?", "When did militiamen fire several rockets at the base near Bergen?"),
        (NGO, "when did they say it?", "When did the Harbour Observatory say it? (the NGO, five strikes)"),
        (ARMY, "what about Iraq?", "Why did the army respond to the attacks in Iraq?"),
        (IRAQ, "no, I meant the embassy", "Why did the army respond to the attacks at the embassy?"),
        (IRAQ, "no, I meant the embassy in Iraq", "Why did the army respond to the attacks at the embassy in Iraq?"),
        (SHORT, "are you sure?", "Is it confirmed that four soldiers were hurt in Halden?"),
        (AIRPORT, "is that confirmed?", "Is it confirmed that on May 6, the Halden airport was attacked by a drone?"),
    ],
)
@pytest.mark.parametrize("form", [tuple, kept])
def test_a_follow_up_of_quotes_becomes_a_plain_question(
    history: tuple[Turn, ...], question: str, standalone: str, form: Callable[[tuple[Turn, ...]], tuple[Turn, ...]]
) -> None:
    assert understand(question, form(history)).standalone == standalone


def test_alternative_short_answers_are_no_items() -> None:
    history = kept(said("Who closed the bridge?", "**the county** [1]\n\n“The county closed it, said the mayor.” [1]"))
    answer = history[-1].answer
    assert answer is not None
    spans = (Span("The county", "d", 0, 10), Span("the mayor", "d", 27, 36))
    history = (history[0], replace(history[-1], answer=replace(answer, spans=spans)))
    assert "(" in understand("what does the second one say?", history).standalone
    assert "the mayor say" not in understand("what does the second one say?", history).standalone


@pytest.mark.parametrize(
    ("spans", "standalone"),
    [(("Oslo", "Bergen"), "When did they hit Bergen?"), (("May 2", "May 4"), None)],
)
def test_the_short_answers_of_several_quotes_are_items(spans: tuple[str, str], standalone: str | None) -> None:
    quotes = [f"They hit {span} first, and all who were there left it soon." for span in spans]
    history = kept(said("Which towns did they hit?", "\n".join(f"- “{quote}” [1]" for quote in quotes)))
    answer = history[-1].answer
    assert answer is not None
    marked = tuple(
        Span(text, "d", c.start + 9, c.start + 9 + len(text)) for text, c in zip(spans, answer.citations, strict=True)
    )
    history = (history[0], replace(history[-1], answer=replace(answer, spans=marked)))
    told = understand("when did they hit the second one?", history).standalone
    assert told == standalone or (standalone is None and not told.startswith(f"When did they hit {spans[1]}"))


@pytest.mark.parametrize("question", ["and the second one?", "what about the last?", "the other one?"])
def test_what_is_counted_takes_no_others_place(question: str) -> None:
    history = said("Who stole the boat?", "Two boys stole the boat.")
    assert not understand(question, history).standalone.startswith("Who stole the")


@pytest.mark.parametrize(
    "sentence",
    [
        "It was the first attack.",
        "The troops deployed near Moss attacked the depot.",
        "He was arrested.",
        "The mayor, Anna Reed, was arrested.",
        "",
        "“",
    ],
)
def test_no_event_is_cut_from_what_is_no_simple_clause(sentence: str) -> None:
    assert told(sentence) is None


@pytest.mark.parametrize(
    ("past", "base"),
    [
        *(("approached", "approach"), ("fired", "fire"), ("stopped", "stop"), ("shelled", "shell")),
        *(("carried", "carry"), ("struck", "strike"), ("raided", "raid"), ("targeted", "target"), ("hit", "hit")),
    ],
)
def test_a_past_gives_its_base(past: str, base: str) -> None:
    assert base_form(past) == base


def test_a_place_that_a_follow_up_brings_is_not_told_beside_the_old_one() -> None:
    history = said("Was anyone hurt? (in Halden, the drone, the Halden airport)", "“Nobody was hurt in Halden.” [1]")
    standalone = understand("and in Oslo?", history).standalone
    assert "Oslo" in standalone
    assert "Halden" not in standalone


@pytest.mark.parametrize("question", ["why?", "how many?", "who were they?", "was that so?", "who runs it?"])
@pytest.mark.parametrize("history", [AIRPORT, LIST, NGO, ARMY, SHORT])
def test_a_bracket_is_short_and_holds_no_empty_word(history: tuple[Turn, ...], question: str) -> None:
    standalone = understand(question, history).standalone
    inside = standalone.partition(" (")[2]
    assert len(inside.split()) <= 6
    assert not {"regard", "statement", "addition"} & set(inside.strip(")").replace(",", "").split())
    assert "bomb-laden)" not in standalone


TEXT = st.lists(
    st.sampled_from("the a drone was hit attacked by in Oslo and , on May 6 which “ ” fell troops .".split()),
    max_size=16,
).map(" ".join)


@given(TEXT, st.sampled_from(["when was that?", "by whom?", "tell me more", "the second one", "is that confirmed?"]))
def test_any_quotes_give_one_question_with_balanced_marks(text: str, question: str) -> None:
    history = said("What happened in Halden?", f"- “{text}” [1]\n- “{text}” [2]")
    standalone = understand(question, history).standalone
    assert standalone.endswith(("?", ")")), standalone
    assert standalone.count("“") == standalone.count("”")
    event = told(text)
    if event is not None and asks_of_event(question) == "When":
        assert (event.asked("When") or "").startswith("When ")


@given(TEXT, st.integers(1, 8))
def test_a_gist_cut_whole_keeps_to_its_words(text: str, most: int) -> None:
    assert len(whole(gist_of(text.replace(" ,", ",")), most).split()) <= most


def test_marks_without_words_behind_a_verb_are_passed_over() -> None:
    assert told("drone fell . by the") is None
    found = told("A drone fell . in the harbour")
    assert found is not None
    assert found.rest == "in the harbour"
