"""How follow-ups are understood, over small invented conversations."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa.answer import Answer, Citation, Span
from qa.question.contextualise import Turn, contextualise, read_history
from qa.question.followup import understand
from qa.question.followup.gist import unstopped
from qa.question.followup.remarks import corrected
from qa.question.intent import intent_of
from qa.words import content_words


def said(*texts: str) -> tuple[Turn, ...]:
    """Make a history of texts, the user's and the assistant's in turn."""
    return tuple(Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(texts))


BRIDGE = said(
    "Who closed the Vale bridge on July 4?", "The county closed the Vale bridge, said the mayor, Anna Reed. [1]"
)
PORT = said(
    "What did the deputy mayor of Halden say about the drone attack on the port?",
    "The deputy mayor, Jon Berg, said that two drones hit the port of Halden on March 3. [1]",
)
EMBASSY = said("When was the embassy in Iraq attacked?", "On July 6 a drone approached the embassy in Iraq.")
GROUPS = said(
    "Which groups claimed the attack on the base at Umar?", "- The Red Brigade [1]\n- The Sons of the River [2]"
)
POLICE = said("Did the police shoot at Msasa?", "The report does not say.")
LATER = (*EMBASSY, *said("How many soldiers were injured at the base in Syria?", "Four soldiers were injured."))

ALONE = [
    "Who closed the Vale bridge on July 4?",
    "How many trucks crossed the river in March?",
    "What does the report say about Halden?",
    "Is it true that the mayor resigned in May?",
    "Is it confirmed that the hunters shelled the camp?",
    "When did the prefect come?",
    "How many of the crew went to the clinic?",
    "do we know who opened the trap",
    "What is a wind-down licence?",
    "Who is Anna Reed?",
    "Were there any arrests after the strike on the depot?",
    "Which minister put his name to the grant?",
    "Who was hurt when the tram left its rails?",
    "How many cases were there this week?",
    "Why did the committee say that the pump was broken?",
    "What time is it said that the ferry left?",
    "Summarise the report.",
    "What happened on July 7?",
    "list all attacks in Syria",
    "WHO ATTACKED THE BASE AT UMAR?",
    "If the bridge was closed, how did the trucks cross it?",
]


@pytest.mark.parametrize("history", [(), BRIDGE, PORT, EMBASSY, GROUPS, POLICE, LATER])
@pytest.mark.parametrize("question", ALONE)
def test_a_question_that_stands_alone_passes_letter_for_letter(question: str, history: tuple[Turn, ...]) -> None:
    understood = understand(question, history)
    assert (understood.standalone, understood.changed, understood.clarify) == (question, False, False)


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (BRIDGE, "And on July 7?", "Who closed the Vale bridge on July 7?"),
        (BRIDGE, "what about July 7?", "Who closed the Vale bridge on July 7?"),
        (EMBASSY, "on July 8?", "Was the embassy in Iraq attacked on July 8?"),
        (EMBASSY, "and in Syria?", "When was the embassy in Syria attacked?"),
        (EMBASSY, "in Syria?", "When was the embassy in Syria attacked?"),
        (EMBASSY, "What about the consulate?", "When was the consulate in Iraq attacked?"),
        (EMBASSY, "no, I meant the consulate", "When was the consulate in Iraq attacked?"),
        (EMBASSY, "by whom?", "By whom was the embassy in Iraq attacked?"),
        (EMBASSY, "where?", "Where was the embassy in Iraq attacked?"),
        (EMBASSY, "why?", "Why was the embassy in Iraq attacked?"),
        (POLICE, "why?", "Why did the police shoot at Msasa?"),
        (POLICE, "and the army?", "Did the army shoot at Msasa?"),
        (PORT, "and the governor?", "What did the governor say about the drone attack on the port?"),
    ],
)
def test_a_fragment_takes_the_place_of_its_like(history: tuple[Turn, ...], question: str, standalone: str) -> None:
    assert understand(question, history).standalone == standalone


@pytest.mark.parametrize(
    ("history", "question", "begins"),
    [
        (PORT, "who is he?", "Who is the deputy mayor of Halden?"),
        (PORT, "what did he say about it?", "What did the deputy mayor of Halden say about it? (drone attack, port"),
        (PORT, "what happened in Halden then? was he there?", "What happened in Halden then? was the deputy mayor"),
        (
            EMBASSY,
            "How many people died there?",
            "How many people died there? (the embassy in Iraq attacked, the drone)",
        ),
        (PORT, "what happened on that day?", "What happened on March 3?"),
        (BRIDGE, "What did she say?", "What did the mayor, Anna Reed say?"),
        (GROUPS, "what does the first one want?", "What does The Red Brigade want?"),
        (GROUPS, "tell me more about the second one", "Tell me more about The Sons of the River?"),
        (EMBASSY, "and the drone, how often was it seen?", "How often was the drone seen?"),
        (BRIDGE, "who says so?", "Who says that the county closed the Vale bridge"),
        (BRIDGE, "who reported that?", "Who says that the county closed the Vale bridge"),
        (BRIDGE, "is that confirmed?", "Is it confirmed that the county closed the Vale bridge"),
        (BRIDGE, "are you sure?", "Is it confirmed that the county closed the Vale bridge"),
    ],
)
def test_what_is_meant_stands_in_the_place_of_the_pronoun(
    history: tuple[Turn, ...], question: str, begins: str
) -> None:
    assert understand(question, history).standalone.startswith(begins)


@pytest.mark.parametrize(
    ("history", "question", "words"),
    [
        (BRIDGE, "when did they do that?", ("Vale", "bridge")),
        (BRIDGE, "Has it been opened again?", ("Vale", "bridge")),
        (BRIDGE, "and the tunnel?", ("tunnel", "Vale")),
        (BRIDGE, "tell me more", ("Vale", "bridge")),
        (EMBASSY, "how did they respond?", ("embassy", "Iraq")),
        (EMBASSY, "who did it?", ("embassy", "attacked")),
        (EMBASSY, "was anyone hurt?", ("embassy", "Iraq")),
        (GROUPS, "any others?", ("Umar", "attack")),
        (GROUPS, "Their leaders?", ("Umar", "attack")),
        (LATER, "back to the embassy: who approached it?", ("embassy", "Iraq")),
        (POLICE, "and how many died?", ("Msasa",)),
        (POLICE, "are you sure?", ("police", "Msasa")),
    ],
)
def test_where_nothing_takes_the_place_the_topic_is_added(
    history: tuple[Turn, ...], question: str, words: tuple[str, ...]
) -> None:
    standalone = understand(question, history).standalone
    assert all(word in standalone for word in words), standalone


@pytest.mark.parametrize(
    ("answer", "question", "standalone"),
    [
        ("No further cases were recorded in May.", "are you sure?", "Is it confirmed that no further cases"),
        ("Nobody was injured.", "who says so?", "Who says that nobody was injured"),
        ("No, the cases were counted in June.", "who says so?", "Who says that the cases were counted in June"),
        ("No. The cases were counted in June.", "who says so?", "Who says that the cases were counted in June"),
    ],
)
def test_what_is_denied_stays_denied(answer: str, question: str, standalone: str) -> None:
    history = said("Were new cases found in May?", answer)
    assert understand(question, history).standalone.startswith(standalone)


BOAT = said("Was the boat found?", "Yes, the boat was found.")


@pytest.mark.parametrize(
    "question", ["was it repaired by the owner?", "was it found in the harbour?", "was it taken to the quay?"]
)
def test_it_that_was_done_something_to_leans(question: str) -> None:
    assert "boat" in understand(question, BOAT).standalone


@pytest.mark.parametrize(
    "question",
    ["is it allowed to smoke on board?", "was it confirmed that the owner left?", "is it known who sold the ring?"],
)
def test_it_that_stands_for_nothing_stays(question: str) -> None:
    assert not understand(question, BOAT).changed


@pytest.mark.parametrize("lead", ["and", "what about", "how about", "And what about"])
def test_what_about_goes_on_as_and_does(lead: str) -> None:
    history = said("When did she resign?", "Mayor Anna Reed resigned in May.")
    assert understand(f"{lead} the council?", history).standalone.startswith("The council? (")


STOLEN = said("Who stole the boat?", "Two boys stole the boat.")
DIED = said("Who died in Leeds?", "Tom Hale died in Leeds.")


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        *(
            (STOLEN, question, "Who stole the car?")
            for question in (
                "no, the car",
                "No. The car.",
                "nope the car",
                "sorry, the car",
                "actually I meant the car",
                "oh i meant the car",
                "the car i mean",
                "no, the car I meant",
            )
        ),
        *((DIED, question, "Who died in York?") for question in ("sorry, I meant in York", "no, in York")),
        (BRIDGE, "no, on July 7", "Who closed the Vale bridge on July 7?"),
        (BRIDGE, "sorry, I meant July 7", "Who closed the Vale bridge on July 7?"),
    ],
)
def test_what_is_put_right_takes_the_place_of_its_like(
    history: tuple[Turn, ...], question: str, standalone: str
) -> None:
    assert understand(question, history).standalone == standalone


def test_a_question_that_was_meant_is_asked() -> None:
    asked = understand("no, I meant who sold it", STOLEN).standalone
    assert asked.startswith("Who sold it? (")
    assert "boat" in asked
    assert understand("no, I meant why", STOLEN).standalone.startswith("Why")


@pytest.mark.parametrize("question", ["no survivors?", "wait, the car?", "oh, the boys left early", "no, thanks"])
def test_what_puts_nothing_right_is_no_correction(question: str) -> None:
    assert corrected(question) is None


@pytest.mark.parametrize("question", ["that's all?", "all?", "that's it?", "is that all?", "ok, that's it?"])
def test_whether_that_is_all_keeps_its_yes_and_no(question: str) -> None:
    assert understand(question, STOLEN).standalone == "Is that all? (stole the boat)"
    assert not understand(question, ()).changed


def test_what_is_doubted_in_a_word_is_no_small_talk() -> None:
    assert understand("no?", STOLEN).standalone.startswith("Is it confirmed that two boys stole the boat")
    everyone = understand("everyone?", STOLEN).standalone
    assert everyone.startswith("Everyone? (")
    assert intent_of(everyone).kind != "none"


@pytest.mark.parametrize("talk", ["no", "yes", "ok.", "hello?", "how are you?", "what can you do?", "that's all", "?"])
def test_small_talk_stays_small_talk_after_an_answer(talk: str) -> None:
    understood = understand(talk, STOLEN)
    assert understood.standalone == talk
    assert intent_of(talk).kind == "none"


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("back to the ferry: was it late?", "Was the ferry late?"),
        ("back to the ferry", "The ferry?"),
        ("And Okafor, what did he find?", "What did Okafor find?"),
        ("the skipper, what did he do?", "What did the skipper do?"),
        ("back to the grant: will Halden be covered by it?", "Will Halden be covered by the grant?"),
    ],
)
def test_what_is_named_first_is_asked_of_and_of_nothing_else(question: str, standalone: str) -> None:
    understood = understand(question, EMBASSY)
    assert not understood.clarify
    assert understood.standalone.partition(" (")[0] == standalone
    assert "embassy" not in understood.standalone or "back" not in question


def test_a_chain_of_follow_ups_keeps_its_topic_and_stays_short() -> None:
    history = EMBASSY
    for question in ("by whom?", "why did they do that?", "who says so?", "when was that?", "is it confirmed?") * 2:
        standalone = understand(question, history).standalone
        assert "embassy in Iraq" in standalone
        assert len(standalone.split()) <= 40
        history = (*history, Turn("user", question), Turn("assistant", "The report does not say."))


def test_a_correction_that_goes_on_asks_of_whom_was_meant() -> None:
    history = said("Why did the driver brake late?", "The driver says that nothing answered.")
    asked = understand("no, I meant the dispatcher. why did she do nothing about the lamp?", history).standalone
    assert asked.startswith("Why did the dispatcher do nothing about the lamp?")


def test_the_reply_to_a_question_for_what_is_meant_completes_the_question_before_it() -> None:
    history = said("what did he say to the police?", "Whom do you mean: the night guard or the manager?")
    assert understand("the night guard", history).standalone == "what did the night guard say to the police?"


@pytest.mark.parametrize(
    "question",
    ["what did he say to the police?", "And what did she answer?", "which one is better?", "and the other one?"],
)
def test_a_first_question_about_nobody_known_is_asked_back(question: str) -> None:
    understood = understand(question, ())
    assert understood.clarify
    assert understood.standalone == question


@pytest.mark.parametrize(
    "question", ["what happened?", "what is this about?", "Who wrote it?", "Is it true that he resigned?"]
)
def test_a_first_question_about_the_document_or_with_a_guess_is_not_asked_back_without_need(question: str) -> None:
    assert understand(question, ()).clarify == ("he resigned" in question)


def test_two_persons_named_in_one_breath_are_offered() -> None:
    history = said("How many of the crew went to the clinic?", "Two went: the mate, Jon Lie, and the cook.")
    understood = understand("is he back already?", history)
    assert understood.choices == ("Is the mate, Jon Lie back already?", "Is the cook back already?")
    assert [understand(choice, history).standalone for choice in understood.choices] == list(understood.choices)


@pytest.mark.parametrize("question", ["is he back already?", "was he hurt?"])
def test_nobody_is_asked_back_where_the_last_question_was_about_one(question: str) -> None:
    history = said("Was the mayor hurt?", "The mayor, Tom Hale, and the driver, Ben Cross, were hurt.")
    understood = understand(question, history)
    assert not understood.clarify
    assert "the mayor" in understood.standalone


@pytest.mark.parametrize(
    "talk",
    ["Thanks!", "ok thank you", "hm ok, I see", "bye", "what can you do?", "thanks, sorry for so many questions"],
)
def test_small_talk_is_no_question_and_is_no_topic(talk: str) -> None:
    assert contextualise(talk, BRIDGE) == talk
    after = (*BRIDGE, Turn("user", talk), Turn("assistant", "You are welcome."))
    assert contextualise("And on July 7?", after) == "Who closed the Vale bridge on July 7?"


def test_a_kept_answer_tells_more_than_its_text() -> None:
    quote = "Two drones hit the port, according to the harbour master, Liv Dahl."
    answer = Answer(
        "and the port?",
        "What hit the port of Halden?",
        "answered",
        "Two drones [1]",
        spans=(Span("Two drones", "d", 0, 10),),
        citations=(Citation(1, "D", "d", None, 0, len(quote), quote, quote, "Liv Dahl"),),
    )

    class Kept:
        """A turn as kept conversations have them."""

        role, content = "assistant", answer.text

        def __init__(self, answer: Answer) -> None:
            self.answer = answer

    history = (Turn("user", "and the port?"), Kept(answer))
    understood = understand("what did she say?", history)  # type: ignore[arg-type]
    assert understood.standalone == "What did the harbour master, Liv Dahl say?"


TALK = st.lists(
    st.tuples(
        st.sampled_from(["user", "assistant"]), st.text(max_size=200) | st.sampled_from([*ALONE, "why?", "and he?"])
    ),
    max_size=8,
)


@given(
    st.text(min_size=1, max_size=120)
    | st.sampled_from(["why?", "and him?", "the second one?", "no, I meant it", "back to x"]),
    TALK,
)
@example("no, I meant ", [("user", "x")])
@example("((((", [("user", "(a)"), ("assistant", "[1] (b")])
@settings(deadline=None)
def test_any_conversation_gives_one_question_and_at_most_four_choices(
    question: str, talk: list[tuple[str, str]]
) -> None:
    history = read_history([{"role": role, "content": content} for role, content in talk])
    understood = understand(question, history)
    assert understood.changed == (understood.standalone != question)
    assert len(understood.choices) <= 4
    assert understood.standalone
    assert understood == understand(question, history)


@given(TALK)
@settings(deadline=None)
def test_a_question_with_names_of_its_own_is_never_changed(talk: list[tuple[str, str]]) -> None:
    history = read_history([{"role": role, "content": content} for role, content in talk])
    question = "How many trucks of the Halden brigade crossed the Vale bridge in March?"
    asked_back = understand(question, history)
    assert asked_back.standalone == question or content_words(asked_back.standalone) == content_words(question)


@pytest.mark.parametrize(
    "unit", ["a", "and ", "he ", "the ", "(", "the first attack, ", "no ", "ok ", "either a or ", "• "]
)
def test_huge_turns_hang_nothing(unit: str) -> None:
    huge = unit * (1_000_000 // len(unit))
    began = time.perf_counter()
    understand("what did he say?", (Turn("user", huge), Turn("assistant", huge)))
    understand(huge[:4_000], (Turn("user", huge), Turn("assistant", huge)))
    understand(huge[:399], (Turn("user", huge), Turn("assistant", huge)))
    assert time.perf_counter() - began < 2


def test_a_follow_up_is_told_in_context_too() -> None:
    understood = understand("and  by whom?", BRIDGE)
    assert understood.changed
    told = "The county closed the Vale bridge, said the mayor, Anna Reed."
    assert understood.in_context == f"and by whom? (Who closed the Vale bridge on July 4? {told})"


def test_what_went_before_is_the_question_as_it_was_understood() -> None:
    first = understand("why?", BRIDGE).standalone
    later = understand("and how?", (*BRIDGE, *said("why?", "The report does not say."))).in_context
    assert later.startswith(f"and how? ({first}) ")


def test_where_the_turn_before_found_nothing_the_last_that_did_is_told_as_well() -> None:
    nothing = said("was anyone hurt at the bridge?", "The report does not say.")
    told = "The county closed the Vale bridge, said the mayor, Anna Reed."
    once = understand("when was that?", (*BRIDGE, *nothing)).in_context
    twice = understand("when was that?", (*BRIDGE, *nothing, *nothing)).in_context
    expected = f"(was anyone hurt at the bridge?) (Who closed the Vale bridge on July 4? {told})"
    assert once == twice == f"when was that? {expected}"
    assert understand("when was that?", nothing).in_context == "when was that? (was anyone hurt at the bridge?)"


def test_an_answer_is_told_alike_as_text_and_as_it_is_kept() -> None:
    quote = "A bomb killed four soldiers near the market on Monday."
    asked = Turn("user", "What happened in Halden?")
    text = Turn("assistant", f"- “{quote}” [1]")
    citation = Citation(1, "Log", "log", None, 0, len(quote), quote, quote)
    answer = Answer(asked.content, asked.content, "answered", text.content, citations=(citation,))
    bare, kept = (understand("who did it?", (asked, turn)).in_context for turn in (text, replace(text, answer=answer)))
    assert bare == kept == f"who did it? (What happened in Halden? {quote})"


def test_who_says_a_quote_is_told_with_it() -> None:
    quote = "“We left at dawn,” said Ode Lunn."
    asked = Turn("user", "When did they leave?")
    citation = Citation(1, "Log", "log", None, 0, len(quote), quote, quote)
    kept = Turn("assistant", "**at dawn** [1]")
    kept = replace(kept, answer=Answer(asked.content, asked.content, "answered", kept.content, citations=(citation,)))
    others = Turn("assistant", f"According to the log: {quote}")
    told = [understand("and why?", (asked, turn)).in_context for turn in (kept, others)]
    assert told == [
        f"and why? (When did they leave? {quote})",
        f"and why? (When did they leave? According to the log: {quote})",
    ]


def test_what_goes_back_to_an_earlier_turn_is_told_with_that() -> None:
    history = (*BRIDGE, *said("What did the ferry Heron hit?", "The Heron hit a rock off Gannet Point."))
    told = understand("back to the bridge: why was it closed?", history).in_context
    assert told.startswith("back to the bridge: why was it closed? (Who closed the Vale bridge on July 4? The county")


def test_a_turn_that_was_asked_back_is_no_context() -> None:
    history = (*PORT, *said("did he leave?", "Whom do you mean?"))
    assert "(What did the deputy mayor of Halden say" in understand("the soldier", history).in_context


@pytest.mark.parametrize("question", ALONE)
def test_a_question_that_no_rule_changes_is_told_in_context_too(question: str) -> None:
    understood = understand(question, EMBASSY)
    assert not understood.changed
    assert understood.in_context.startswith(f"{question} (When was the embassy in Iraq attacked?")


def test_a_first_question_small_talk_and_what_is_asked_back_have_no_context() -> None:
    assert understand("Who closed the bridge?", ()).in_context == ""
    assert understand("thanks!", EMBASSY).in_context == ""
    asked_back = understand("What did she do?", EMBASSY)
    assert asked_back.clarify
    assert asked_back.in_context == ""


@pytest.mark.parametrize("unit", ["word ", "字"])
def test_of_what_went_before_the_beginning_is_told(unit: str) -> None:
    told = understand("and by whom?", said(f"Who closed the bridge? {unit * 900}", f"A. {unit * 900} Z.")).in_context
    assert told.startswith("and by whom? (Who closed the bridge?")
    assert "A." in told
    assert "Z" not in told
    assert len(told) < 600


def test_an_abbreviation_keeps_its_last_stop() -> None:
    history = said("Who attacked the base of the U.S.?", "Militias attacked the base of the U.S. on July 4.")
    assert "the base of the U.S." in understand("why?", history).standalone
    assert understand("did they say sorry to the U.S.?", history).standalone.startswith(
        "Did they say sorry to the U.S.?"
    )
    assert understand("no, I meant the U.K.", history).standalone.endswith("the U.K.?")
    assert understand("the militias, did they flee the U.S.?", history).standalone.startswith(
        "Did the militias flee the U.S.?"
    )


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("to the U.S.?", "to the U.S."),
        ("at 5 p.m.", "at 5 p.m."),
        ("plan B.", "plan B"),
        ("so it is.?!", "so it is"),
        ("and then …", "and then …"),
        ("", ""),
        ("..", ""),
    ],
)
def test_marks_at_the_end_are_left_out(text: str, bare: str) -> None:
    assert unstopped(text) == bare
