from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index import build_index, text_document
from qa.evidence.calibration import EVIDENCE_COLUMNS
from qa.evidence.model import ReaderModel, WindowLogits
from qa.evidence.reader import READ, TWICE, EvidenceReader
from qa.question.intent import intent_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index import Index, Settings
    from qa.evidence.reading import Reading
    from qa.evidence.windows import Window

MINUTES = (
    "The lease of pier 4 was signed by Ana Ruiz, the harbour master, on 3 May 2021. It runs for ten years. "
    "On the same day the crane was sold to Bekker & Sons.\nThe buyer paid 40,000 euros. Nobody asked about the shed. "
    "On 9 May 2021 the shed was let to a rowing club.\nThe club will paint it green."
)


def read(index: Index, question: str) -> Reading:
    return EvidenceReader(index).read(question, intent_of(question), index.search(question, k=10))


@pytest.fixture
def minutes(tmp_path: Path, settings: Settings) -> Index:
    return build_index([text_document("Minutes", MINUTES)], tmp_path / "index", settings=settings)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who signed the lease of pier 4?", "Ana Ruiz"),
        ("How much did the buyer of the crane pay?", "40,000 euros"),
        ("Who is the shed let to?", "rowing club"),
    ],
)
def test_the_short_answer_is_read_where_it_stands(minutes: Index, question: str, short: str) -> None:
    with minutes:
        reading = read(minutes, question)
        best = reading.ranked[0]
        assert short in best.spans[0].text
        assert MINUTES[best.spans[0].start : best.spans[0].end] == best.spans[0].text
        assert reading.calibrated


def test_a_question_that_is_answered_is_held_for_likelier_answered_than_one_that_is_not(minutes: Index) -> None:
    with minutes:
        told = read(minutes, "Who signed the lease of pier 4?").answerable
        silent = read(minutes, "Which airline sponsored the marathon in Lima?").answerable
        assert told > 0.5 > silent


@pytest.mark.parametrize(
    "question",
    [
        "Who signed the lease of pier 4?",
        "When was the lease of pier 4 signed?",
        "To whom was the crane sold?",
        "How much did the buyer pay?",
        "Who was the shed let to?",
    ],
)
def test_a_plain_question_in_the_text_s_own_words_is_answered(minutes: Index, question: str) -> None:
    with minutes:
        assert read(minutes, question).answerable > 0.5


def test_every_estimate_is_a_probability_and_the_best_come_first(minutes: Index) -> None:
    with minutes:
        reading = read(minutes, "What happened on 3 May 2021?")
        relevance = [evidence.relevance for evidence in reading.ranked]
        assert relevance == sorted(relevance, reverse=True)
        spans = [span.probability for evidence in reading.ranked for span in evidence.spans]
        assert all(0 <= value <= 1 for value in (*relevance, *spans, reading.answerable) if value is not None)


def test_a_day_of_which_nothing_is_said_has_no_answer(minutes: Index) -> None:
    with minutes:
        told = read(minutes, "What was let on 9 May 2021?").answerable
        silent = read(minutes, "What was let on 17 August 2021?").answerable
        assert silent < told


def test_the_right_event_on_another_day_is_no_answer(minutes: Index) -> None:
    with minutes:
        told = read(minutes, "What was let on 9 May 2021?").answerable
        other_day = read(minutes, "What was let on 3 May 2021?").answerable
        assert other_day < told


def test_sentences_of_the_day_asked_for_are_told_from_others(minutes: Index) -> None:
    with minutes:
        measured = EvidenceReader(minutes).measure("What happened on 3 May 2021?", minutes.search("lease", k=10))
        marks = {
            s.text[:12]: (bool(on), bool(off))
            for s, on, off in zip(measured.sentences, measured.on_time, measured.elsewhen, strict=True)
        }
        assert marks["The lease of"] == (True, False)
        assert marks["On the same "] == (True, False)
        assert marks["On 9 May 202"] == (False, True)


def test_a_follow_up_is_read_in_context_as_well(minutes: Index) -> None:
    typed, context = "and who to?", "and who to? (When was the shed let? On 9 May 2021 the shed was let.)"
    found = minutes.search("shed", k=10)
    with minutes:
        reader = EvidenceReader(minutes)
        bare, beside, alone = (
            reader.measure(*asked) for asked in ((typed, found), (typed, found, context), (context, found))
        )
        place = next(number for number, each in enumerate(bare.sentences) if "rowing club" in each.text)
        assert bare.rows[place, 0] < alone.rows[place, 0]
        both = [number for number, looks in enumerate(zip(bare.again, alone.again, strict=True)) if all(looks)]
        columns = [EVIDENCE_COLUMNS.index(name) for name in ("evidence", "evidence_alone")]
        mean = (bare.rows + alone.rows) / 2
        assert both
        assert beside.rows[:, 0] == pytest.approx(mean[:, 0])
        assert beside.rows[both][:, columns] == pytest.approx(mean[both][:, columns])


def test_a_model_that_was_not_taught_context_is_asked_without_it(minutes: Index) -> None:
    class Another:
        """A model that is not the packaged one, though it reads likewise."""

        def __init__(self) -> None:
            self.maker = ReaderModel.load().maker
            self.logits = ReaderModel.load().logits

    with minutes:
        reader = EvidenceReader(minutes, Another())
        found = minutes.search("shed", k=10)
        plain, beside = (reader.measure("and who to?", found, context) for context in ("", "and who to? (the shed)"))
        assert np.array_equal(plain.rows, beside.rows)


def test_nothing_found_is_nothing_read(minutes: Index) -> None:
    with minutes:
        reading = EvidenceReader(minutes).read("Who?", intent_of("Who?"), [])
        assert (reading.ranked, reading.answerable) == ((), 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 10_000 + "Ana Ruiz signed the lease.",
        "\x00\x01\x02 \x1f\x7f Ana\x00Ruiz signed.",
        "حضر الحارس عند البوابة. وقعت آنا رويس العقد في الثالث من مايو.",
        "אנה חתמה. \u202eReversed\u202c text.",
        "。".join("港务局长签署了租约" for _ in range(40)),
        "\u0301\u0301\u0301 ﬁne ﬀ ½ ²",
    ],
    ids=["long", "control", "arabic", "hebrew", "no spaces", "marks"],
)
@pytest.mark.slow
def test_odd_texts_are_read_with_right_offsets(tmp_path: Path, settings: Settings, text: str) -> None:
    with build_index([text_document("Odd", text)], tmp_path / "index", settings=settings) as index:
        stored = index.documents[0].text
        reading = read(index, "Who signed the lease?")
        for evidence in reading.ranked:
            for span in evidence.spans:
                assert stored[span.start : span.end] == span.text != ""


@pytest.mark.slow
def test_thousands_of_passages_cost_no_more_than_the_best_few(tmp_path: Path, settings: Settings) -> None:
    text = "\n".join(f"In year {n} the gate was shut. Rain fell. Guard {n} left." for n in range(1_500))
    with build_index([text_document("Log", text)], tmp_path / "index", settings=settings) as index:
        question = "Who left in year 700?"
        everything = index.search(question, k=2_000)
        reading = EvidenceReader(index).read(question, intent_of(question), everything)
        assert len(reading.ranked) <= READ * index.settings.passage_sentences


def test_who_says_the_best_sentences_is_asked_once_of_each(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "The shed burned. Army: it was a gas cylinder. The miller was asleep. Rain fell at noon. The roof is gone."
    windows: list[int] = []
    plain = ReaderModel.logits

    def counted(model: ReaderModel, given: Sequence[Window]) -> list[WindowLogits]:
        windows.append(len(given))
        return plain(model, given)

    monkeypatch.setattr(ReaderModel, "logits", counted)
    with build_index([text_document("Log", text)], tmp_path / "index", settings=settings) as index:
        reader = EvidenceReader(index)
        question, found = "What burned the shed?", index.search("What burned the shed?", k=10)
        first, second = (reader.read(question, intent_of(question), found) for _ in range(2))
        assert first == second
        assert windows == [1, 2 * TWICE, 1, TWICE]
        claim = next(evidence for evidence in first.ranked if "gas" in evidence.sentence.text)
        assert (claim.attribution.source, claim.attribution.certainty) == ("Army", "attributed")
        assert all(evidence.attribution.source is None for evidence in first.ranked if evidence is not claim)


def test_who_says_a_sentence_is_remembered_of_the_newest_alone(minutes: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.evidence.reader.KEPT", 3)
    with minutes:
        reader = EvidenceReader(minutes)
        for question in ("Who signed the lease of pier 4?", "Who is the shed let to?"):
            reader.read(question, intent_of(question), minutes.search(question, k=10))
        assert len(reader._heard) == 3
