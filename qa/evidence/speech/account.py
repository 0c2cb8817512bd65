"""Who says each sentence of a document, told from the sentence and from what stands before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from index.document import Sentence
from qa.evidence.announced import announces_statement, is_statement
from qa.evidence.speech.addressed import addressed_in
from qa.evidence.speech.facts import facts_of, people_of, subject_of
from qa.evidence.speech.lexicon import BODIES, DOCUMENTS, FIRMS, PEOPLE
from qa.evidence.speech.naming import Role
from qa.evidence.speech.pronouns import FIRST_PERSON, PRONOUNS, fits, suits
from qa.evidence.speech.quoting import LONGEST, OPENING, is_header, quotations, stands_in_marks, writers
from qa.evidence.speech.scopes import Claim

_FAR: Final = 5
"""Sentences looked back for whom a pronoun stands for."""
_ON: Final = 6
"""Sentences looked ahead for who has spoken a quotation that opens without a speaker."""
_LONG: Final = 1_000
"""Characters of a sentence in which a pronoun's antecedent is looked for; none is longer when an index has cut it."""
_CLAIMS: Final = 20
"""Claims of one sentence looked back for it."""
_REQUESTS: Final = frozenset({"please", "kindly"})
_BEFORE_CUE: Final = 40
_IDLE: Final = re.compile(
    r"\bit(?:['’]s| (?:is|was|has been|remains|seems|may be|should be))\b[^,;:.]*$", re.IGNORECASE
)
"""An "it" that stands for nobody, up to the word that would tell a claim: "it is worth noting"."""
_AS: Final = re.compile(r"\bas\s+\w+\s+$")
_BARE: Final = frozenset("the mr mrs ms miss dr prof sir lady col gen capt lt sgt cllr sra sr mme herr frau".split())
_NAME: Final = r"[^\W\d_a-z][\w'’.-]*(?:\s+(?:van|von|de|der|den|di|da|el|al|bin|ibn|of|[^\W\d_a-z][\w'’.-]*)){1,4}"
_BEHIND: Final = re.compile(r"\s(\w+)")
_BYLINE: Final = re.compile(
    rf"(?:\bBy|, by|\b(?:Author|From|FROM|[Dd]rafter|Written by|Prepared by)\s*:?)\s+(?P<name>{_NAME})"
)
_SIGNED: Final = re.compile(rf"(?:Signed:?\s+)?(?P<name>{_NAME})(?:,[^.!?]{{0,60}})?\.?")


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody's part of a sentence: `source` in the document's words, None where nobody is named; `start`, `end` as
    offsets in the sentence's text. main: it is no part of another's. quoted: the whole sentence stands between
    quotation marks, which leave no doubt that somebody says it.
    """

    source: str | None
    start: int
    end: int
    main: bool = True
    quoted: bool = False


class Account:
    """The sentences of one document, and who says each.

    What it gives for a sentence depends on the document alone, not on what was asked before.
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Take all sentences of a document, in order."""
        self._sentences = sentences
        self._told: dict[int, tuple[Told, ...]] = {}

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
            return self._fuller(number, text[start:end])
        return self._source(number, Claim(None, pronoun, start, len(text), start, leading=True, main=True))

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
            if _asked_for(text, claim) or _idle(text, claim):
                continue
            source = self._source(number, claim)
            if source is not None or claim.pronoun not in FIRST_PERSON:
                nobody = False
                yield Told(source, claim.start, claim.end, claim.main)
        if facts.line is not None:
            name = text[facts.line.start : facts.line.end]
            if facts.line.sure or self._is_somebody(name):
                nobody = False
                yield Told(self._fuller(number, name), 0, len(text))
        speaker = self._speaker(number) if nobody else None
        if speaker is not None:
            quoted = stands_in_marks(self._sentences, self._quotations, number)
            yield Told(speaker, 0, len(text), quoted=quoted)

    def _source(self, number: int, claim: Claim) -> str | None:
        if claim.source is not None:
            name = self._sentences[number].text[claim.source[0] : claim.source[1]]
            return self._fuller(number, name) if name.strip() else None
        if claim.pronoun in FIRST_PERSON:
            return self.writer(number) or self._author
        before = self._antecedent(number, claim)
        return None if before is None else self._fuller(number, before)

    # Names told short

    def _fuller(self, number: int, name: str) -> str:
        """Give the fuller naming that stands before: "the operator, Vale Ferries" for "the company", "Ana Ruiz" for
        "Ruiz"; the name itself where there is none, or more than one.
        """
        parts = name.split()
        if not parts or len(parts) > 2 or (len(parts) == 2 and parts[0].lower().strip(".") not in _BARE):
            return name
        word = parts[-1]
        the = parts[0].lower() == "the" and len(parts) == 2
        if not word[:1].isupper():
            return (self._by_role(number, word) or name) if the else name
        return self._by_name(number, word, held=the) or name

    def _by_role(self, number: int, noun: str) -> str | None:
        """Find the one who was named as a driver, for "the driver"; as a firm of any kind, for "the company"."""
        for nouns in ((noun,), FIRMS) if noun in FIRMS else ((noun,),):
            known = [entry for each in nouns for entry in self._roles.get(each, ()) if entry[0] < number]
            if known:
                one = len({role.name.casefold() for _, role in known}) == 1
                return max(known, key=lambda entry: entry[0])[1].text if one else None
        return None

    def _by_name(self, number: int, word: str, *, held: bool) -> str | None:
        """Find the one longer name that ends in a name told alone, or holds it ("the League")."""
        if not held and word.lower() in PEOPLE | BODIES | FIRMS:
            return None
        known = [
            name
            for place, name in self._names.get(word.casefold(), ())
            if place < number and (held or _last_word(name) == word.casefold())
        ]
        return known[0] if len({name.casefold() for name in known}) == 1 else None

    def _is_somebody(self, name: str) -> bool:
        """Say whether a name is a person's: one with a calling has it, or a longer one that ends in it."""
        word = _last_word(name)
        named = (role.name for noun in PEOPLE for _, role in self._roles.get(noun, ()))
        return any(_last_word(each) == word for each in named)

    @cached_property
    def _roles(self) -> dict[str, list[tuple[int, Role]]]:
        found: dict[str, list[tuple[int, Role]]] = {}
        for number, sentence in enumerate(self._sentences):
            for role in facts_of(sentence.text).roles:
                found.setdefault(role.noun, []).append((number, role))
        return found

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
    def _author(self) -> str | None:
        """Give who signs the whole document, for what is said in the first person."""
        for sentence in self._sentences[:3]:
            match = _BYLINE.search(sentence.text)
            if match is not None and not match["name"].isupper():
                return match["name"]
        signed = _SIGNED.fullmatch(self._sentences[-1].text) if self._sentences else None
        return None if signed is None or signed["name"].isupper() else signed["name"]

    # Pronouns

    def _antecedent(self, number: int, claim: Claim) -> str | None:
        """Find whom the pronoun stands for that a claim names its speaker by: in the sentence, then in those before."""
        if not claim.pronoun:
            return None
        own = self._in_sentence(self._sentences[number].text, claim)
        if own is not None:
            return own
        paragraph = self._sentences[number].paragraph
        for back in range(number - 1, max(-1, number - 1 - _FAR), -1):
            sentence = self._sentences[back]
            if sentence.paragraph < paragraph - 1:
                break
            found = None if is_header(sentence.text) else self._in_former(back, claim.pronoun)
            if found is not None:
                return found
        return None

    def _in_sentence(self, text: str, claim: Claim) -> str | None:
        claims = facts_of(text).claims
        place = bisect_left(claims, claim.cue, key=lambda each: each.cue)
        for other in claims[max(0, place - _CLAIMS) : place]:
            name = None if other.source is None else text[other.source[0] : other.source[1]]
            if name and self._fits(claim.pronoun, name):
                return name
        if not claim.leading and not _AS.search(text, max(0, claim.cue - 12), claim.cue):
            return None  # what stands before an aside is what is said
        if claim.cue > _LONG:
            return None
        subject = subject_of(text, claim.cue)
        if subject is not None and self._fits(claim.pronoun, subject):
            return subject
        return next((name for name in reversed(people_of(text, claim.cue)) if self._fits(claim.pronoun, name)), None)

    def _in_former(self, number: int, pronoun: str) -> str | None:
        told = sorted(self.told(number), key=lambda each: (not each.main, -each.start))
        for each in told:
            if each.source is not None and self._fits(pronoun, each.source):
                return each.source
        text = self._sentences[number].text
        addressed = next((name for name in addressed_in(text).names if fits(pronoun, name)), None)
        if addressed is not None:
            return addressed
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
    def _writers(self) -> dict[int, str]:
        return writers(self._sentences)


def _asked_for(text: str, claim: Claim) -> bool:
    """Say whether a claim is none, but asked of the reader: "please tell the council that …"."""
    return claim.source is not None and text[slice(*claim.source)].casefold() in _REQUESTS


def _idle(text: str, claim: Claim) -> bool:
    """Say whether the "it" by which a claim names its speaker stands for nobody: "it is worth noting that …"."""
    return claim.pronoun == "it" and _IDLE.search(text, max(0, claim.cue - _BEFORE_CUE), claim.cue) is not None


def _last_word(name: str) -> str:
    return name.split()[-1].casefold() if name.split() else ""
