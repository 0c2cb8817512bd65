from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question.intent import asks_for_whole, focus_of, intent_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who signed the lease?", "who"),
        ("which company sent the second quote", "who"),
        ("When did the ferry leave?", "when"),
        ("on wich day was the bridge shut", "when"),
        ("at what time did the pumps get there", "when"),
        ("Where is the depot?", "where"),
        ("In which village was the clinic set up?", "where"),
        ("How many wells were cleaned?", "how-many"),
        ("death toll of the storm", "how-many"),
        ("number of boats lost", "how-many"),
        ("Why was the lift stopped?", "why"),
        ("what caused the outage", "why"),
        ("How did they get out?", "how"),
        ("how about the mayor of Halden?", "what"),
        ("Did the lift stop?", "yes-no"),
        ("is it true that the mayor resigned", "yes-no"),
        ("The crate, was it opened?", "yes-no"),
        ("For the file: did the lift stop?", "yes-no"),
        ("The clerk says he wrote to everybody. Has that been borne out?", "yes-no"),
        ("I read that the mayor resigned. True?", "yes-no"),
        ("any sailors among them?", "yes-no"),
        ("all of them confirmed?", "yes-no"),
        ("The captain is agreeing with that?", "yes-no"),
        ("so it's the clerk's fault then", "yes-no"),
        ("strike over yet?", "yes-no"),
        ("For the summary: was anybody hurt?", "yes-no"),
        ("Could you tell me whether the mayor resigned?", "yes-no"),
        ("When the lift stopped, did anybody ring?", "yes-no"),
        ("Sum up what the mayor offered, would you?", "summary"),
        ("Who, in the mayor's view, did it?", "who"),
        ("Why did the lift stop, was it ice?", "why"),
        ("captain of the second barge?", "what"),
        ("What did the mayor say about the fire?", "statement"),
        ("What is a probable case?", "definition"),
        ("hibernation = ?", "definition"),
        ("What does DHW stand for?", "definition"),
        ("What happened on 3 May?", "by-date"),
        ("Summarise the report.", "summary"),
        ("What is this report about?", "summary"),
        ("thanks!", "none"),
        ("Hello there", "none"),
        ("???", "none"),
        ("who was the captain when customs came aboard", "who"),
        ("Could you tell me who signed?", "who"),
        ("list all the vessels", "list"),
        ("cargo of the second barge", "what"),
    ],
)
def test_the_form_of_a_question_tells_its_kind(question: str, kind: str) -> None:
    assert intent_of(question).kind == kind


@pytest.mark.parametrize(("question", "agent"), [("Who set the fire?", True), ("Who is the mayor?", False)])
def test_questions_for_an_actor_are_told_apart(question: str, agent: bool) -> None:
    assert intent_of(question).agent is agent


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("casualty figures at the quay: hospital vs police", True),
        ("How do the two surveyors differ on the age of the wall?", True),
        ("What does the baker say about the oven, and what does the mason say?", True),
        ("The baker's version and the mason's: what is each?", True),
        ("Owner and tenants disagree on the rent. What does each want?", True),
        ("share of voters then as against now", True),
        ("Give me all the competing estimates of the harvest", True),
        ("Who signed the lease?", False),
        ("What did the baker say about the two ovens?", False),
        ("Was the match on Sunday called off?", False),
        ("Who won the match with Chile?", False),
        ("What's the number of dead and who's blamed?", False),
        ("What did the parties agree on?", False),
        ("What did the fire destroy and what was saved?", False),
        ("Did police use the same number plates?", False),
        ("Was he convicted on two counts of murder?", False),
        ("Did both sides sign the agreement?", False),
        ("What difference did the dam make?", False),
        ("Why did the vessel leave before the storm?", False),
        ("thanks, both of you", False),
    ],
)
def test_questions_for_two_sides_are_told_apart(question: str, sides: bool) -> None:
    assert intent_of(question).sides is sides


@pytest.mark.parametrize(
    ("words", "kind"),
    [("what do ", "what"), ("a'", "what"), ("what did the say ", "statement"), ("the x's version and ", "what")],
)
def test_a_long_question_of_repeated_words_has_a_kind_too(words: str, kind: str) -> None:
    """A pattern with gaps took 18 seconds over 4,000 characters of the first; over so many it would not end."""
    assert intent_of((words * 20_000)[:20_000]).kind == kind


@given(st.text(max_size=300))
def test_any_text_has_a_kind(text: str) -> None:
    assert intent_of(text).kind


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Summarise the report.", True),
        ("What is this report about?", True),
        ("What is “Harbour log” about?", True),
        ("Summarise what the mayor did in May.", False),
    ],
)
def test_a_summary_of_the_whole_is_told_from_one_of_a_matter(question: str, whole: bool) -> None:
    assert intent_of(question).kind == "summary"
    assert asks_for_whole(question, ["Harbour log"]) is whole


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("Give me the gist of the fire at the mill", "fire at the mill"),
        ("In brief: what did the inspectors find?", "what did the inspectors find?"),
        ("Could you sum up how the strike ended, please?", "how the strike ended"),
        ("Dear colleague, in a sentence or two, what was the cause?", "what was the cause?"),
        ("Summarise the report", "Summarise the report"),
        ("tl;dr", "tl;dr"),
    ],
)
def test_a_summary_is_asked_of_what_is_left_without_the_words_for_it(question: str, focus: str) -> None:
    assert intent_of(question).kind == "summary"
    assert focus_of(question) == focus


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Do I need to boil what comes out of my tap?", "yes-no"),
        ("Do you know who signed?", "who"),
        ("Going by the rules, should the lift have stopped?", "yes-no"),
    ],
)
def test_who_asks_to_be_told_asks_no_yes_or_no(question: str, kind: str) -> None:
    assert intent_of(question).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "ok thank you",
        "hm ok, I see",
        "bye",
        "what can you do?",
        "merci beaucoup",
        "bueno, gracias",
        "thanks, sorry for so many questions",
        "Thank you, you are very kind",
        "ok cheers, that helps",
        "great thx",
    ],
)
def test_small_talk_is_no_question(text: str) -> None:
    assert intent_of(text).kind == "none"


@pytest.mark.parametrize(
    "text",
    [
        "thanks, and on July 7?",
        "Thanks. Who was hurt?",
        "sure?",
        "really?",
        "ok, why?",
        "Who gave thanks to the crew?",
        "thank you, now the fire: where did it start",
        "no, I meant the consulate",
        "that is all wrong",
    ],
)
def test_a_question_beside_thanks_is_one(text: str) -> None:
    assert intent_of(text).kind != "none"


@pytest.mark.parametrize(
    ("understood", "kind"),
    [
        ("All of them confirmed? (number of deaths in the flood)", "yes-no"),
        ("Does the clerk accept it? (and with what words, the audit)", "yes-no"),
        ("And on 5 May? (who broke the lamp)", "who"),
    ],
)
def test_what_was_put_in_brackets_tells_the_kind_only_where_nothing_else_does(understood: str, kind: str) -> None:
    assert intent_of(understood).kind == kind


@pytest.mark.parametrize(
    ("question", "many"),
    [
        ("dates of the raids", True),
        ("What dates does the log give?", True),
        ("On which nights did it burn?", True),
        ("all targets hit inside the harbour, 5-7 July", True),
        ("Which boats went down, in order?", True),
        ("In what order did the stations fall?", True),
        ("Which king dates from that time?", False),
        ("what did they do in order to leave", False),
        ("who all was there at the end", True),
        ("what of all this is known", False),
    ],
)
def test_what_asks_for_several_is_told_apart(question: str, many: bool) -> None:
    assert intent_of(question).many == many


@pytest.mark.parametrize(
    "question", ["Bring me up to speed on the ferry", "what's the latest from the dam?", "where do things stand now"]
)
def test_who_wants_to_be_brought_up_to_date_asks_for_a_summary(question: str) -> None:
    assert intent_of(question).kind == "summary"
