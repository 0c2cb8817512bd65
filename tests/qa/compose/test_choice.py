from __future__ import annotations

from dataclasses import replace

from index.document import Day, Sentence
from qa.answer import Span
from qa.compose.choice import Choice, chosen_of
from qa.evidence.attribution import attribution_of_text
from qa.evidence.reading import EvidenceSentence, Reading
from qa.question.intent import Intent, intent_of

CHOICE = Choice()


def evidence(number: int, text: str, relevance: float, *days: Day) -> EvidenceSentence:
    sentence = Sentence("d", number, number * 1_000, number * 1_000 + len(text), text, number, days=days)
    return EvidenceSentence(sentence, relevance, attribution_of_text(text))


def told(question: str, *ranked: EvidenceSentence, intent: Intent | None = None) -> list[str]:
    asked = intent if intent is not None else intent_of(question)
    return [each.sentence.text for each in chosen_of(question, asked, Reading(ranked, 0.9), CHOICE)]


def test_the_best_comes_first_and_what_is_far_behind_is_left_out() -> None:
    best, next_, far = (
        evidence(3, "Ana signed.", 0.9),
        evidence(1, "Bo paid.", 0.85),
        evidence(2, "Rain fell.", 0.2),
    )
    assert told("Who signed?", best, next_, far) == ["Ana signed.", "Bo paid."]


def test_where_two_sides_are_asked_for_the_other_half_is_cited_though_it_is_doubted() -> None:
    baker, mason = evidence(3, "Ana the baker counts 40 loaves.", 0.9), evidence(8, "Bo the mason counts 25.", 0.2)
    assert told("Which loaves were there?", baker, mason) == [baker.sentence.text]
    assert told("loaves: baker vs mason", baker, mason) == [baker.sentence.text, mason.sentence.text]
    unlike = evidence(9, "Rain fell.", 0.02)
    assert told("loaves: baker vs mason", replace(baker, relevance=0.4), unlike) == [baker.sentence.text]


def test_beside_a_claim_stands_what_another_source_says_of_what_is_often_disputed() -> None:
    guild = evidence(3, "The harbour guild said that 40 boats were lost.", 0.9)
    again = evidence(4, "The harbour guild said that it was a bad day.", 0.3)
    police = evidence(8, "The police said that 25 boats were lost.", 0.2)
    assert told("How many boats were lost?", guild, again, police) == [guild.sentence.text, police.sentence.text]
    assert told("Where were the boats lost?", guild, again, police) == [guild.sentence.text]
    account = evidence(2, "On that day 40 boats were lost.", 0.9)
    assert told("How many boats were lost?", account, police) == [account.sentence.text]


def test_behind_what_leaves_the_actor_open_stands_who_is_said_to_have_done_it() -> None:
    account = replace(evidence(3, "The mill was set on fire by someone.", 0.9), open_actor=True)
    reply = evidence(5, "In response the mill closed its gate, said the miller.", 0.8)
    claim = replace(evidence(4, "According to the guild, rafters set it on fire.", 0.6), names_actor=True)
    for ranked in ((account, reply, claim), (account, claim, reply), (reply, account, claim)):
        assert told("Who set fire to the mill?", *ranked)[:2] == [account.sentence.text, claim.sentence.text]


def test_what_says_the_same_is_cited_once() -> None:
    first = evidence(1, "The depot at Vale burned down on Monday.", 0.9)
    again = evidence(7, "On Monday the depot at Vale burned down.", 0.88)
    assert told("What burned?", first, again) == ["The depot at Vale burned down on Monday."]


def test_several_are_told_in_the_order_of_time() -> None:
    later = evidence(1, "A raid on the port was told on July 9.", 0.9, Day(7, 9))
    early = evidence(5, "On July 2 gunmen raided a mill.", 0.88, Day(7, 2))
    assert told("List all raids", later, early) == [early.sentence.text, later.sentence.text]


def test_without_days_several_are_told_as_in_the_document() -> None:
    late = evidence(9, "A raid on the port followed.", 0.9)
    early = evidence(5, "Gunmen raided a mill.", 0.88, Day(7, 2))
    assert told("List all raids", late, early) == [early.sentence.text, late.sentence.text]


def test_the_first_and_the_last_are_told_by_their_days() -> None:
    second = evidence(1, "The second raid struck the port on July 9.", 0.9, Day(7, 9))
    first = evidence(5, "On July 2 gunmen raided a mill.", 0.87, Day(7, 2))
    assert told("When was the first raid?", second, first)[0] == first.sentence.text
    assert told("When was the last raid?", second, first)[0] == second.sentence.text
    assert told("When was the raid?", second, first)[0] == second.sentence.text


def test_days_without_a_year_are_taken_for_days_of_the_only_year() -> None:
    bridge = evidence(1, "On 3 March 2021 the bridge was raided.", 0.9, Day(3, 3, 2021))
    ferry = evidence(5, "On 12 March the ferry was raided.", 0.88, Day(3, 12))
    assert told("List all raids", ferry, bridge) == [bridge.sentence.text, ferry.sentence.text]
    assert told("What was the first raid?", ferry, bridge)[0] == bridge.sentence.text
    old = evidence(9, "On 1 May 2019 a mill was raided.", 0.87, Day(5, 1, 2019))
    assert told("List all raids", ferry, old, bridge) == [each.sentence.text for each in (bridge, ferry, old)]
    assert told("What was the first raid?", ferry, old, bridge)[0] == ferry.sentence.text


def test_what_somebody_did_elsewhere_is_not_the_account_that_leaves_the_actor_open() -> None:
    bomb = replace(evidence(3, "Talib men exploded the bomb, said the mayor.", 0.9), names_actor=True)
    slogan = replace(evidence(1, "Someone painted a slogan on the pier.", 0.3), open_actor=True)
    assert told("Who exploded a bomb?", bomb, slogan)[0] == bomb.sentence.text
    account = replace(evidence(1, "The bomb was left there by someone.", 0.3), open_actor=True)
    assert told("Who exploded a bomb?", bomb, account)[0] == account.sentence.text


def test_a_first_that_is_far_less_to_the_point_is_not_taken() -> None:
    raid = evidence(1, "The raid struck the port on July 9.", 0.95, Day(7, 9))
    other = evidence(5, "On July 2 it rained.", 0.3, Day(7, 2))
    assert told("When was the first raid?", raid, other)[0] == raid.sentence.text


def test_an_announcement_tells_who_speaks_but_not_what_is_said() -> None:
    announced = replace(evidence(1, "The guild's head, Ana Ruiz, said the following:", 0.9), missing=True)
    other = evidence(5, "Ana Ruiz was born in Lima.", 0.8)
    assert told("Who is Ana Ruiz?", announced, other)[0] == announced.sentence.text
    assert told("What did Ana Ruiz want?", announced, other) == [other.sentence.text]


def test_the_sentence_that_names_the_day_is_not_cited_where_the_short_answer_is_of_another() -> None:
    named = evidence(1, "On 3 May 2020 the board met.", 0.2, Day(5, 3, 2020))
    text = "The next day it dismissed the director, who had joined in 2014."
    best = evidence(2, text, 0.9)
    best = replace(best, sentence=replace(best.sentence, carried=(Day(5, 4, 2020),), carried_from=1))
    start = best.sentence.start + text.index("2014")
    other = replace(best, spans=(Span("2014", "d", start, start + 4, 0.9),))
    assert told("When was he dismissed?", best, named) == [text, named.sentence.text]
    assert told("When did he join?", other, named) == [text]


def test_headings_are_no_items_of_what_is_asked_for_in_the_plural() -> None:
    heading = evidence(1, "Measures", 0.8)
    first, second = evidence(2, "The pier was closed.", 0.9), evidence(3, "Boats were registered.", 0.85)
    assert told("What measures were taken?", first, heading, second) == [first.sentence.text, second.sentence.text]
    assert told("What measures were taken?", heading) == ["Measures"]
