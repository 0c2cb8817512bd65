"""Who says each sentence of a document, told from the sentence and from what stands before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from index.document import Sentence
from qa.evidence.announced import announces_statement, is_statement
from qa.evidence.speech.authors import author
from qa.evidence.speech.bearers import Bearers, by_noun
from qa.evidence.speech.facts import facts_of, people_of, subject_of
from qa.evidence.speech.lexicon import BODIES, DOCUMENTS, FIRMS, OPINIONS, PEOPLE, SPEECH_VERBS, TITLES, WITNESSED
from qa.evidence.speech.pronouns import FIRST_PERSON, PRONOUNS, fits, suits
from qa.evidence.speech.quoting import LONGEST, OPENING, is_header, quotations, writers
from qa.evidence.speech.scopes import Claim
from qa.evidence.speech.transcripts import turns

_FAR: Final = 5
"""Sentences looked back for whom a pronoun stands for."""
_ON: Final = 6
"""Sentences looked ahead for who has spoken a quotation that opens without a speaker."""
_LONG: Final = 1_000
"""Characters of a sentence in which a pronoun's antecedent is looked for; none is longer when an index has cut it."""
_CLAIMS: Final = 20
"""Claims of one sentence looked back for it."""
_AS: Final = re.compile(r"\bas\s+\w+\s+$")
_SPELT: Final = 5
"""Letters from which a name can be told by another spelling."""
_NEARLY: Final = 0.8
_OWN: Final = frozenset("i we my our".split())
_LONGEST_WORD: Final = 20
"""Letters of a verb, at most."""
_BARE: Final = frozenset("the mr mrs ms miss dr prof sir lady col gen capt lt sgt cllr sra sr mme herr frau".split())
_TITLED: Final = _BARE | TITLES | PEOPLE
_BEHIND: Final = re.compile(r"\s(\w+)")
_CAPITAL: Final = re.compile(r"(?<=[\w,] )[^\W\d_a-z][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody's part of a sentence: `source` in the document's words, None where nobody is named; `start`, `end` as
    offsets in the sentence's text. main: it is no part of another's. opinion: it is advice, an estimate, said by "I" or
    somebody's turn in a transcript, which is never the document's own.
    """

    source: str | None
    start: int
    end: int
    main: bool = True
    opinion: bool = False


class Account:
    """The sentences of one document, and who says each.

    What it gives for a sentence depends on the document alone, not on what was asked before.
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Take all sentences of a document, in order."""
        self._sentences = sentences
        self._told: dict[int, tuple[Told, ...]] = {}
        self._spelt: dict[str, str] = {}

    def told(self, number: int) -> tuple[Told, ...]:
        """Give who is told to say what in a sentence, in the order of the text; empty where the document speaks."""
        if number not in self._told:
            # Bottom up, since a pronoun may stand for another's antecedent, and so on for thousands of sentences.
            for each in range(self._first_needed(number), number + 1):
                if each not in self._told:
                    self._told[each] = tuple(self._find(each))
        return self._told[number]

    def writer(self, number: int) -> str | None:
        """Give who wrote the message that a sentence stands in, where the document is an exchange of messages."""
        return self._writers.get(number)

    def named(self, number: int, start: int, end: int) -> str | None:
        """Give who is meant by words of a sentence that name a source: a fuller naming that stands before, or whom a
        pronoun stands for; None where that cannot be told, and for a word that only tells what a writing is ("press" of
        "a press statement").
        """
        text = self._sentences[number].text
        behind = _BEHIND.match(text, end)
        if behind is not None and behind[1].lower() in DOCUMENTS and text[start:end].islower():
            return None
        pronoun = text[start:end].lower()
        if pronoun not in PRONOUNS:
            return self._fuller(number, text[start:end], start)
        asides = (each for each in facts_of(text).claims if each.pronoun == pronoun and not each.leading)
        aside = next(asides, None)
        subject = None if aside is None else subject_of(text, start)
        if subject is not None and self._fits(pronoun, subject) and self._suits(pronoun, subject):
            aside = None  # "The mayor went by herself, she says."
        return self._source(number, aside or Claim(None, pronoun, start, len(text), start, leading=True, main=True))

    def is_writer(self, number: int, start: int, end: int) -> bool:
        """Say whether words of a sentence stand for whoever writes it ("I", "our")."""
        return self._sentences[number].text[start:end].lower() in FIRST_PERSON

    def _first_needed(self, number: int) -> int:
        """Give the first sentence that has a say in who says the one asked for."""
        first = place = number
        while place >= first and place >= 0 and place not in self._told:
            claims = facts_of(self._sentences[place].text).claims
            if not claims:
                first = min(first, place - LONGEST - 1)
            elif any(claim.source is None for claim in claims):
                first = min(first, place - _FAR)
            place -= 1
        return max(first, 0)

    def _find(self, number: int) -> Iterator[Told]:
        text = self._sentences[number].text
        facts = facts_of(text)
        nobody = True
        for claim in facts.claims:
            source = self._source(number, claim)
            if source is not None or claim.pronoun not in FIRST_PERSON:
                nobody = False
                opinion = claim.pronoun in _OWN or _is_opinion(text, claim.cue)
                yield Told(source, claim.start, claim.end, claim.main, opinion)
        if facts.line is not None:
            name = text[facts.line.start : facts.line.end]
            if facts.line.sure or self._is_somebody(name):
                nobody = False
                yield Told(self._fuller(number, name, facts.line.start), 0, len(text))
        if not nobody:
            return
        turn = self._turns.get(number)
        if turn is not None:
            yield Told(self._by_name(number, turn, held=False) or turn, 0, len(text), opinion=True)
            return
        speaker = self._speaker(number)
        if speaker is not None:
            yield Told(speaker, 0, len(text))

    def _source(self, number: int, claim: Claim) -> str | None:
        if claim.source is not None:
            name = self._sentences[number].text[claim.source[0] : claim.source[1]]
            return self._fuller(number, name, claim.source[0]) if name.strip() else None
        if claim.pronoun in FIRST_PERSON:
            return self.writer(number) or self._author
        before = self._antecedent(number, claim)
        return None if before is None else self._fuller(number, before, 0)

    # Names told short

    def _fuller(self, number: int, name: str, start: int) -> str:
        """Give the fuller naming that stands before: "the operator, Vale Ferries" for "the company", "Ana Ruiz" for
        "Ruiz"; the name itself where there is none, or more than one. `start` is where it stands in the sentence.
        """
        parts = [part for part in name.split() if part.lower() != "same"]
        if not parts or len(parts) > 2 or (len(parts) == 2 and parts[0].lower().strip(".") not in _TITLED):
            return name
        word = parts[-1]
        the = parts[0].lower() == "the" and len(parts) == 2
        if not word[:1].isupper() or (len(parts) == 1 and self._is_role(word.lower())):
            alone = the or len(parts) == 1
            return (self._by_role(number, word.lower(), start) or name) if alone else name
        return self._by_name(number, word, held=the) or name

    def _is_role(self, word: str) -> bool:
        """Say whether a word tells what somebody is, though a sentence begins with it."""
        return word in PEOPLE | BODIES | FIRMS or word in self._roles

    def _by_role(self, number: int, noun: str, start: int) -> str | None:
        """Find the one who was named as a driver, for "the driver"; as a firm of any kind, for "the company"."""
        for known in (self._roles, self._described):
            for nouns in ((noun,), FIRMS) if noun in FIRMS else ((noun,),):
                before = [each for each in (known[one].before(number, start) for one in nouns if one in known) if each]
                if before:
                    nearest = max(before, key=lambda each: each.place)
                    one = len({each.name for each in before}) == 1 and nearest.name is not None
                    return nearest.text if one or nearest.place[0] == number else None
        return None

    def _by_name(self, number: int, word: str, *, held: bool) -> str | None:
        """Find the one longer name that ends in a name told alone, or holds it ("the League")."""
        for spelt in (word.casefold(), self._otherwise_spelt(word.casefold())):
            known = [
                name
                for place, name in self._names.get(spelt, ())
                if place < number and (held or spelt in _last_words(name))
            ]
            known = [name for name in known if not _is_short(name)] or known
            if known:
                return known[0] if len({name.casefold() for name in known}) == 1 else None
        return None

    def _otherwise_spelt(self, word: str) -> str:
        """Give the one word of a name that is spelt nearly so ("Drusch", "Drush"), as reports from other alphabets
        spell the same name; nothing where there is none, or more.
        """
        if len(word) < _SPELT:
            return ""
        if word not in self._spelt:
            alike = (other for other in self._names if other[0] == word[0] and abs(len(other) - len(word)) < 3)
            near = [other for other in alike if _alike(other, word)]
            self._spelt[word] = near[0] if len(near) == 1 else ""
        return self._spelt[word]

    def _is_somebody(self, name: str) -> bool:
        """Say whether a name is a person's: one with a calling has it, or a longer one that ends in it."""
        word = _last_word(name)
        named = (name for noun in PEOPLE & self._roles.keys() for name in self._roles[noun].names)
        return any(_last_word(each) == word for each in named)

    @cached_property
    def _roles(self) -> dict[str, Bearers]:
        return by_noun(facts_of(sentence.text).roles for sentence in self._sentences)

    @cached_property
    def _described(self) -> dict[str, Bearers]:
        return by_noun(facts_of(sentence.text).described for sentence in self._sentences)

    @cached_property
    def _names(self) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for number, sentence in enumerate(self._sentences):
            facts = facts_of(sentence.text)
            # What a heading names is the document's own maker, whom it calls "the Bureau" ever after.
            if sentence.paragraph == 0 and not facts.verb and not sentence.text.endswith("."):
                continue
            for name in facts.names:
                for word in () if name.isupper() else dict.fromkeys(name.casefold().split()):
                    found.setdefault(word, []).append((number, name))
        return found

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """Give the words that stand with a capital where no sentence begins."""
        return frozenset(word for sentence in self._sentences for word in _CAPITAL.findall(sentence.text))

    @cached_property
    def _author(self) -> str | None:
        return author(self._sentences)

    # Pronouns

    def _antecedent(self, number: int, claim: Claim) -> str | None:
        """Find whom the pronoun stands for that a claim names its speaker by: in the sentence, then in those before."""
        if not claim.pronoun:
            return None
        own = self._in_sentence(self._sentences[number].text, claim)
        if own is not None:
            return own
        doubtful: str | None = None
        paragraph = self._sentences[number].paragraph
        for back in range(number - 1, max(-1, number - 1 - _FAR), -1):
            sentence = self._sentences[back]
            if sentence.paragraph < paragraph - 1:
                break
            found = None if is_header(sentence.text) else self._in_former(back, claim.pronoun)
            if found is not None and self._suits(claim.pronoun, found):
                return found
            doubtful = doubtful or found
        return doubtful

    def _in_sentence(self, text: str, claim: Claim) -> str | None:
        claims = facts_of(text).claims
        place = bisect_left(claims, claim.cue, key=lambda each: each.cue)
        for other in claims[max(0, place - _CLAIMS) : place]:
            name = None if other.source is None else text[other.source[0] : other.source[1]]
            if name is not None and self._fits(claim.pronoun, name):
                return name
        if not claim.leading and not _AS.search(text, max(0, claim.cue - 12), claim.cue):
            return None  # what stands before an aside is what is said
        if claim.cue > _LONG:
            return None
        subject = subject_of(text, claim.cue)
        if subject is not None and self._fits(claim.pronoun, subject) and self._suits(claim.pronoun, subject):
            return subject
        return next((name for name in reversed(people_of(text, claim.cue)) if self._fits(claim.pronoun, name)), None)

    def _in_former(self, number: int, pronoun: str) -> str | None:
        told = sorted(self.told(number), key=lambda each: (not each.main, -each.start))
        for each in told:
            if each.source is not None and self._fits(pronoun, each.source):
                return each.source
        text = self._sentences[number].text
        subject = subject_of(text)
        if subject is not None and not self._fits(pronoun, subject):
            subject = None
        if subject is not None and suits(pronoun, subject):
            return subject
        return next((name for name in reversed(people_of(text)) if self._fits(pronoun, name)), subject)

    def _fits(self, pronoun: str, name: str) -> bool:
        """Say whether a pronoun can stand for a name. "Scientists" is one only where somebody bears it."""
        several = " " not in name and name.endswith("s") and pronoun not in ("they", "their", "them")
        return fits(pronoun, name) and not (several and not self._names.get(name.casefold()))

    def _suits(self, pronoun: str, name: str) -> bool:
        """Say whether a name surely is what a pronoun needs; a single one is where it has its capital in the midst of a
        sentence too ("Orr", not "Blood").
        """
        return suits(pronoun, name) or name in self._capitals

    # Statements and quotations that run over several sentences

    def _speaker(self, number: int) -> str | None:
        """Find who speaks a sentence that stands inside a quotation or a statement and names nobody itself."""
        opened = self._quotations.get(number)
        if opened is not None:
            return self._quoted(opened, number)
        text = self._sentences[number].text
        opens = text[:1] in OPENING and self._quotations.get(number + 1) == number
        if opens or facts_of(text).quoted:
            return self._quoted(number, number)
        return self._announcer(number) if facts_of(text).verb else None

    def _quoted(self, opened: int, number: int) -> str | None:
        """Find who speaks the quotation that opens in the sentence `opened`: named there, at its end or before."""
        if opened < number and self.told(opened):
            return self.told(opened)[-1].source
        closed = number
        while closed - number < _ON and self._quotations.get(closed + 1) == opened:
            closed += 1
        claims = facts_of(self._sentences[closed].text).claims
        if closed > number and claims and not claims[-1].leading:
            return self._source(closed, claims[-1])
        before = opened - 1
        if before < 0 or not (self._in_paragraph(before, opened) or announces_statement(self._sentences[before].text)):
            return None
        told = self.told(before)
        return told[-1].source if told else None

    def _announcer(self, number: int) -> str | None:
        """Find who announced the statement that a sentence stands in ("… said the following:")."""
        for first in range(number, max(0, number - LONGEST), -1):
            before = self._sentences[first - 1]
            if announces_statement(before.text):
                follows = self._in_paragraph(first - 1, first) or is_statement(self._sentences[first].text)
                told = self.told(first - 1) if follows else ()
                return told[-1].source if told else None
            if not self._in_paragraph(first - 1, number):
                break
        return None

    def _in_paragraph(self, one: int, other: int) -> bool:
        return self._sentences[one].paragraph == self._sentences[other].paragraph

    @cached_property
    def _quotations(self) -> dict[int, int]:
        return quotations(self._sentences)

    @cached_property
    def _turns(self) -> dict[int, str]:
        return turns(self._sentences)

    @cached_property
    def _writers(self) -> dict[int, str]:
        return writers(self._sentences)


def _alike(one: str, other: str) -> bool:
    if one.startswith(other) or other.startswith(one):
        return False  # "Orlov" and "Orlova" are two
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEARLY


def _last_words(name: str) -> tuple[str, str]:
    """Give the last word of a name, and the last one before what follows "of"."""
    return _last_word(name), _last_word(name.split(" of ")[0])


def _is_short(name: str) -> bool:
    """Say whether a name is one word and a title before it: "Mr Orr"."""
    parts = name.split()
    return len(parts) == 2 and parts[0].lower().strip(".") in _BARE


def _is_opinion(text: str, cue: int) -> bool:
    """Say whether the word at offset `cue` tells advice or an estimate that is given now, or what somebody heard or
    does not know. What was advised long ago is an event.
    """
    match = _BEHIND.match(" " + text[cue : cue + _LONGEST_WORD])
    word = "" if match is None else match[1].lower()
    verb = SPEECH_VERBS.get(word)
    return word in WITNESSED or (verb is not None and verb.lemma in OPINIONS and verb.form in ("base", "third"))


def _last_word(name: str) -> str:
    return name.split()[-1].casefold() if name.split() else ""
