from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.document import Sentence
from index.load import text_document
from index.segment import sentences_of
from qa.evidence.attribution import Attribution, attribution_of, attribution_of_text
from qa.evidence.sayer import Heard


def sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(sentences_of(text_document("report", text)))


def told(text: str) -> list[str | None]:
    found = sentences(text)
    return [attribution_of(found, number).source for number in range(len(found))]


@pytest.mark.parametrize(
    ("sentence", "source", "certainty"),
    [
        # The document's own account.
        ("The bridge was closed on Monday.", None, "reported"),
        ("The theft was reported to the police at nine.", None, "reported"),
        ("A confirmed case has fever and a positive test.", None, "reported"),
        ("The case was confirmed by the laboratory.", None, "reported"),
        ("The council approved the final report on Monday.", None, "reported"),
        ("The goods did not match those described in the invoice.", None, "reported"),
        ("The member states agreed on a treaty.", None, "reported"),
        ("The court declared the mill bankrupt.", None, "reported"),
        # Said by somebody.
        ("According to the harbour office, the ferry sank.", "the harbour office", "attributed"),
        ("Two men were hurt, according to the Vale Herald.", "the Vale Herald", "attributed"),
        ("The mayor, Ana Ruiz, said that the school would close.", "The mayor, Ana Ruiz", "attributed"),
        ("Ana Ruiz, the mayor, told reporters that it would close.", "Ana Ruiz, the mayor", "attributed"),
        ("The firm, which owns the mill, insists that nobody was hurt.", "The firm", "attributed"),
        ("The man who owns the mill says that it burned.", "The man", "attributed"),
        ("Dr. A. Orr of St. Brice believes that it will last.", "Dr. A. Orr of St. Brice", "attributed"),
        ("Police reported three arrests.", "Police", "attributed"),
        ("On Tuesday 4 May at 0715 hours the guard reported a fire.", "the guard", "attributed"),
        ("The bridge was old, the engineer noted.", "the engineer", "attributed"),
        ("The bridge, said the engineer, was old.", "the engineer", "attributed"),
        ("The story is baseless, said the director, Ana Ruiz.", "the director, Ana Ruiz", "attributed"),
        ('"The bridge was old," said the engineer.', "the engineer", "attributed"),
        ("“The bridge was old,” the engineer said.", "the engineer", "attributed"),
        ("«Nobody», the warden replied, «was asked».", "the warden", "attributed"),
        ("As the warden put it, nobody slept.", "the warden", "attributed"),
        ("In the words of the fire captain, they were lucky.", "the fire captain", "attributed"),
        ("In the opinion of the surveyors, the wall will fall.", "the surveyors", "attributed"),
        ("Ruiz's own view is that the wall will fall.", "Ruiz", "attributed"),
        ("The warden is of the opinion that it rained.", "The warden", "attributed"),
        ("The guard is certain that he locked it.", "The guard", "attributed"),
        ("The story is denied by her office.", "her office", "attributed"),
        ("Forty shells fell, as reported by the site Vale Now.", "the site Vale Now", "attributed"),
        ("A survey by the club found 35 minutes.", "the club", "attributed"),
        ("It will not pay, the airline argued.", "the airline", "attributed"),
        ("The airline will not pay, arguing that it rained.", "The airline", "attributed"),
        ("The insurer puts the loss at 268,000 crowns.", "The insurer", "attributed"),
        ("The union speaks of half.", "The union", "attributed"),
        ("Police counted two.", "Police", "attributed"),
        ("The Board regards a short circuit as the cause.", "The Board", "attributed"),
        ("The keeper does not believe that it was a gull.", "The keeper", "attributed"),
        ("The US Navy announced that nobody was hurt.", "The US Navy", "attributed"),
        # Speakers' lines.
        ("Skipper: the pump is choked.", "Skipper", "attributed"),
        ("Answer of the rescue centre: not before noon.", "the rescue centre", "attributed"),
        ("0048 CCTV desk: camera 3 was dark.", "CCTV desk", "attributed"),
        ("Mrs Orr, by telephone: not ours.", "Mrs Orr", "attributed"),
        ("Root cause: the cache.", None, "reported"),
        ("Rosehill Market: opened late.", None, "reported"),
        # Documents that say a thing.
        ("The log says that the gate was open.", "The log", "attributed"),
        ("An anonymous letter received in May alleges fraud.", "An anonymous letter", "attributed"),
        ("The clerk's statement reads: “They burned.”", "The clerk's statement", "attributed"),
        ("According to the register, nine keys were returned.", "the register", "attributed"),
        # Sources without a name.
        ("Two drivers told the court that the lamp was dark.", "Two drivers", "attributed"),
        ("A nurse who asked not to be named spoke of six.", "A nurse who asked not to be named", "attributed"),
        ("Some say that the linen was foul.", "Some", "attributed"),
        ("She said that it was late.", None, "attributed"),
        # Translated by machine.
        ("The ministry has declare that the bridge is closed.", "The ministry", "attributed"),
        ("The spokesman of army express that the road is open.", "The spokesman of army", "attributed"),
        # Not said.
        ("The minister did not say when he would leave.", None, "reported"),
        ("The firm would not comment.", None, "reported"),
        ("The line is shut until the board has reported.", None, "reported"),
        # Not sure.
        ("The fire appears to have started in the store.", None, "uncertain"),
        ("Whether the pump failed is unclear.", None, "uncertain"),
        ("The militia is suspected, but the truth is uncertain.", None, "uncertain"),
        ("The number of the dead has not been confirmed.", None, "uncertain"),
        ("It is said that the mayor fled.", None, "uncertain"),
        ("The mayor reportedly fled.", None, "uncertain"),
        ("According to witnesses, the driver was probably asleep.", "witnesses", "uncertain"),
        ("Orr said that the militia was believed to be there.", "Orr", "uncertain"),
    ],
)
def test_source_and_certainty_are_told_from_the_sentence(sentence: str, source: str | None, certainty: str) -> None:
    found = attribution_of_text(sentence)
    assert (found.source, found.certainty) == (source, certainty)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        # Pronouns.
        ("The mayor, Ana Ruiz, resigned. She said that she was tired.", [None, "The mayor, Ana Ruiz"]),
        ("Mr Orr met Ms Vale. She denies it.", [None, "Ms Vale"]),
        (
            "The airline Merle Air cancelled all. Passengers slept. It cites rain.",
            [None, None, "The airline Merle Air"],
        ),
        ("Ana Ruiz came late. By her account the gate was open.", [None, "Ana Ruiz"]),
        # Names told short.
        ("Ines Orr led it. Nobody else did. Orr says that it rained.", [None, None, "Ines Orr"]),
        ("The mine belongs to the firm Orr Gold. The company says it has fuel.", [None, "the firm Orr Gold"]),
        ("The firm Orr Gold left. The firm Vale Oil came. The company says no.", [None, None, "The company"]),
        # Quotations.
        ('The mayor came. "We shall build," he said. "It takes long. Stay here."', [None, "The mayor", "The mayor"]),
        ("Orr said: “We shall build. It takes long. Stay.” Then it rained.", ["Orr", None]),
        # Statements that are announced.
        ("Orr issued the following statement:\nWe deny this. We were away.", ["Orr", "Orr", "Orr"]),
        ("Orr issued the following statement:\nThe road was closed.", ["Orr", None]),
        # Messages.
        (
            "From: Ana Ruiz\nSent: Monday\nThe pump is old.\nFrom: Ben Orr\nBuy another. Vale says it is cheap.",
            [None, None, "Ana Ruiz", None, "Ben Orr", "Vale"],
        ),
        ("From: Ana Ruiz\nTo: all\nThe pump is old.", [None, None, None]),
        ("Field report, by Ana Ruiz, Orrland\nThe pump is old. I think that it will break.", [None, None, "Ana Ruiz"]),
        # Whoever speaks in a log.
        ("0130 Search led by foreman Ulf Eng.\n0247 Eng: clear, but the padlock is gone.", [None, "Ulf Eng"]),
    ],
)
def test_source_is_told_from_what_stands_before(text: str, sources: list[str | None]) -> None:
    assert told(text) == sources


def apart(*parts: str | tuple[str, ...]) -> list[str | None]:
    """Give who says each of these sentences; those of a tuple make a paragraph."""
    made: list[Sentence] = []
    for paragraph, part in enumerate(parts):
        for text in (part,) if isinstance(part, str) else part:
            start = made[-1].end + 1 if made else 0
            made.append(Sentence("d", len(made), start, start + len(text), text, paragraph))
    return [attribution_of(tuple(made), number).source for number in range(len(made))]


def test_a_quotation_runs_on_over_sentences_until_it_is_closed() -> None:
    assert apart(("Orr said: “We shall build.", "It takes long.", "Stay.”", "Then it rained.")) == [*["Orr"] * 3, None]
    assert apart(('"We shall build.', "It takes long.", 'Stay," said the mayor.', "It rained.")) == [
        *["the mayor"] * 3,
        None,
    ]
    assert apart(('He paid 5" of it.', "It rained.")) == [None, None]


def test_a_quotation_runs_on_over_paragraphs_that_open_with_its_mark_again() -> None:
    assert apart("Orr said: “We shall build.", "“It takes long.”", "It rained.") == ["Orr", "Orr", None]
    assert apart("Orr said: “We shall build.", "It takes long.", "It rained.") == ["Orr", None, None]


def test_several_who_say_parts_of_a_sentence_are_all_told() -> None:
    found = attribution_of_text("The union says three died, while the police speak of one.")
    assert found == Attribution("The union", "attributed", ("the police",))
    assert found.sources == ("The union", "the police")


@pytest.mark.parametrize(
    ("answer", "source", "certainty"),
    [("three", "The union", "attributed"), ("one", "the police", "attributed"), ("May", None, "reported")],
)
def test_a_span_is_told_by_whoever_says_its_part(answer: str, source: str | None, certainty: str) -> None:
    text = "It rained. The union says three died; the police counted one; the mill closed in May."
    found = sentences(text)
    start = text.index(answer)
    told_of = attribution_of(found, 1, (start, start + len(answer)))
    assert (told_of.source, told_of.certainty) == (source, certainty)


def test_a_trailing_source_covers_the_whole_sentence() -> None:
    text = "190 will be moved; for the rest there is no plan, according to the union."
    assert attribution_of(sentences(text), 0, (0, 3)).source == "the union"


WORDS = st.sampled_from(
    'The mayor Ana Ruiz , , . . ; : said says that told reported according to who which he she it they I “ ” " ( ) - '
    "and but while claims of in on Monday 12 not is was by the a report estimate opinion view her count From: \n \n\n "
    "believes denied issued following statement as put it company firm League “No” Dr. A. U.S. ’s 's \x00 \u2028".split(
        " "
    )
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=80).map(" ".join))


@example("’s bELIEVE,sAID HE")
@given(TEXTS)
def test_any_text_has_a_certainty_and_a_source_that_stands_in_it(text: str) -> None:
    found = attribution_of_text(text)
    assert found.certainty in ("reported", "attributed", "uncertain")
    assert all(source and source in text for source in found.sources)


@given(TEXTS.filter(str.strip), st.randoms(use_true_random=False))
def test_sources_stand_in_the_document_whatever_was_asked_before(text: str, random: object) -> None:
    document = sentences(text)
    inorder = [attribution_of(document, number) for number in range(len(document))]
    assert all(source and source in text for found in inorder for source in found.sources)
    again = sentences(text)
    backwards = [attribution_of(again, number) for number in reversed(range(len(again)))]
    assert backwards[::-1] == inorder


def test_thousands_of_pronouns_in_a_row_are_followed() -> None:
    document = sentences("The mayor, Ana Ruiz, came. " + "She said that it rained. " * 3_000)
    assert attribution_of(document, len(document) - 1).source == "The mayor, Ana Ruiz"


@pytest.mark.parametrize(
    "piece",
    [
        "said ",
        "the mayor said that ",
        "n ",
        "a, ",
        "“",
        "(",
        "; he said ",
        "and says that ",
        "of the ",
        "who said ",
        "“a” ",
    ],
)
def test_long_sentences_take_time_in_proportion(piece: str) -> None:
    def seconds(length: int) -> float:
        started = time.process_time()
        attribution_of_text((piece * length)[:length])
        return time.process_time() - started

    seconds(1_000)
    assert seconds(50_000) < 10


def heard(text: str, words: str, margin: float = 5.0) -> Heard:
    start = text.index(words)
    return Heard(margin, ((start, start + len(words)),))


def test_whom_the_reader_hears_counts_where_no_rule_finds_anybody() -> None:
    found = sentences("The miller was woken at four. Gas cylinder, by the bakers. Not for her.")
    assert attribution_of(found, 1).source is None
    assert attribution_of(found, 1, heard=heard(found[1].text, "the bakers")) == Attribution("the bakers", "attributed")
    assert attribution_of(found, 1, heard=heard(found[1].text, "the bakers", -1.0)) == Attribution(None, "reported")


def test_whom_the_reader_hears_is_told_by_the_fuller_name() -> None:
    found = sentences("The miller, Ana Ruiz, was woken at four. Gas, for Ruiz. To her, a lamp.")
    assert attribution_of(found, 1, heard=heard(found[1].text, "Ruiz")).source == "Ana Ruiz"
    assert attribution_of(found, 2, heard=heard(found[2].text, "her")).source == "The miller, Ana Ruiz"


def test_whom_the_reader_hears_goes_before_a_rule() -> None:
    found = sentences("The guard said that the union knew.")
    assert attribution_of(found, 0, heard=heard(found[0].text, "the union")).source == "the union"
    assert attribution_of(found, 0, heard=heard(found[0].text, "the union", -1.0)).source == "The guard"
    assert attribution_of(found, 0, heard=heard(found[0].text, "guard")).source == "The guard"


def test_where_the_reader_is_sure_that_nobody_says_it_the_document_does() -> None:
    found = sentences("The guard said that the union knew.")
    assert attribution_of(found, 0, heard=Heard(-8.0, ())) == Attribution(None, "reported")


@pytest.mark.parametrize(
    ("text", "number", "source"),
    [
        ('"The mill is safe," the miller said. "It will stand for 40 years."', 1, "the miller"),
        ("“The mill is safe,” said Ana Ruiz, the miller. “The wheel is old.”", 1, "Ana Ruiz"),
        ('"The mill is safe," the miller said. "It will stand. Nobody need worry."', 1, "the miller"),
        ('The miller said: "The mill is safe.\n\n"It will stand. Nobody need worry."', 1, "The miller"),
        # Not wholly between marks, or in marks that nothing closes: the reader may be right.
        ('"The mill is safe," the miller said. "It will stand." That was all of it.', 2, None),
        ('The miller said: "The mill is safe. It will stand. The river rose by a foot.', 2, None),
        ('The miller said that the mill is safe. The "old wheel" broke in the "great flood".', 1, None),
    ],
)
def test_between_quotation_marks_somebody_speaks_though_the_reader_hears_nobody(
    text: str, number: int, source: str | None
) -> None:
    found = attribution_of(sentences(text), number, heard=Heard(-9.0, ()))
    assert (found.source, found.certainty) == (source, "attributed" if source else "reported")


@pytest.mark.parametrize(
    ("text", "answer", "source"),
    [
        ("According to the union five died, according to the army one did.", "five died", "the union"),
        ("According to the union five died, according to the army one did.", "one did", "the army"),
        ("According to the union, five dead; according to the army, one dead.", "five dead", "the union"),
        ("According to the union, five dead; according to the army, one dead.", "one dead", "the army"),
        (
            'According to a guild five dead, according to the reeve, Jo Ba, "shots and a fallen man".',
            "five dead",
            "a guild",
        ),
        ("Five died according to the union, one according to the army.", "one", "the army"),
    ],
)
def test_each_of_two_accounts_told_in_advance_covers_what_follows_it(text: str, answer: str, source: str) -> None:
    start = text.index(answer)
    assert attribution_of(sentences(text), 0, (start, start + len(answer))).source == source


def test_of_two_who_are_heard_the_one_is_told_who_says_the_part() -> None:
    found = sentences("The union says three; the police counted one.")
    text = found[0].text
    both = Heard(4.0, ((0, len("The union")), (text.index("the police"), text.index(" counted"))))
    assert attribution_of(found, 0, heard=both).sources == ("The union", "the police")
    assert attribution_of(found, 0, (text.index("one"), len(text)), both).sources == ("the police",)


def test_two_who_are_heard_as_one_are_told_apart() -> None:
    found = sentences("A mother complained of pork on the 11th; the baker says that it was beef.")
    text = found[0].text
    run_on = Heard(4.0, ((0, text.index(" says")),))
    assert attribution_of(found, 0, heard=run_on).sources == ("A mother", "the baker")
    voice = sentences("A voice which named itself Orr phoned at nine.")
    named = Heard(4.0, ((0, voice[0].text.index(" phoned")),))
    assert attribution_of(voice, 0, heard=named).source == "A voice which named itself Orr"


def test_a_rule_and_the_reader_may_each_be_right_of_their_part() -> None:
    found = sentences("By the carters it was gas; the miller says that it was oil.")
    carters = heard(found[0].text, "the carters")
    assert attribution_of(found, 0, heard=carters).sources == ("the carters", "the miller")
    start = found[0].text.index("oil")
    assert attribution_of(found, 0, (start, start + 3), carters).sources == ("the miller",)


def test_the_documents_own_part_of_a_sentence_stays_its_own() -> None:
    found = sentences("The mill burned at nine; the union says that three men died.")
    union = heard(found[0].text, "the union")
    assert attribution_of(found, 0, (19, 23), union) == Attribution(None, "reported")
    assert attribution_of(found, 0, None, union).source == "the union"


def test_a_speaker_who_is_heard_and_cannot_be_named_still_makes_it_a_claim() -> None:
    found = sentences("Gas, for him, and no lamp. A lamp, by my reckoning.")
    assert attribution_of(found, 0, heard=heard(found[0].text, "him")) == Attribution(None, "attributed")
    assert attribution_of(found, 1, heard=heard(found[1].text, "my")) == Attribution(None, "reported")


def test_a_word_that_tells_what_a_writing_is_names_nobody() -> None:
    found = sentences("The corps issued a press statement that it would wait.")
    text = found[0].text
    both = Heard(9.0, ((0, len("The corps")), (text.index("press"), text.index(" statement"))))
    assert attribution_of(found, 0, heard=both).sources == ("The corps",)


def test_the_opinion_of_a_writer_who_is_named_is_a_claim() -> None:
    found = sentences("Report on the mill, by Ana Ruiz\n\nThe mill burned. A lamp, to my mind.")
    mine = heard(found[-1].text, "my")
    assert attribution_of(found, len(found) - 1, heard=mine) == Attribution("Ana Ruiz", "attributed")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Mrs Voss walked to the pier with Captain Lind. He thinks the river is too deep.", "Captain Lind"),
        ("The ministry promised a report. It is worth noting that the port is large.", None),
        ("The ministry promised a report. It fears that the port is too large.", "The ministry"),
        ("Please tell Mother that her trunk arrived whole.", None),
        ("Kindly inform the council that we left.", None),
    ],
)
def test_who_stands_near_a_word_of_speech_need_not_say_it(text: str, source: str | None) -> None:
    assert told(text)[-1] == source


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("If you hear from the reeve, tell her that the gate is shut.", "the reeve, tell her"),
        ("Write to the consul, tell him that the boat is late.", "him"),
        ("Please inform the warden, remind her that the lamp is out.", "the warden"),
    ],
)
def test_who_is_to_be_told_does_not_say_it(text: str, name: str) -> None:
    found = sentences(text)
    assert attribution_of(found, 0, heard=heard(text, name)) == Attribution(None, "reported")


def test_a_pronoun_may_stand_for_who_is_to_be_told() -> None:
    text = "Uncle James pays for the guide. Should you hear from Thomas, tell him that I stayed. He claims that I left."
    assert told(text)[-1] == "Thomas"
