"""What happened, cut from the sentence that tells it, so that "when was that?" can ask for it in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.times import find_times
from qa.question.followup._sign_words import LEAD
from qa.question.followup.antecedents import Base
from qa.question.followup.gist import clean, decapitalised, parted, quoted
from qa.question.followup.lexicon import base_form, is_past
from qa.words import Word, content_words, words

_LONGEST: Final = 12
"""Words of a subject, and of what follows the verb."""
_NAMED: Final = 10
"""Words of an event as a noun phrase."""
_SAYS: Final = re.compile(
    r"^.{0,120}?\b(?:said|says|reported|reports|stated|states|confirmed|confirms|claimed|claims|announced|added"
    r"|monitored|told [\w ]{1,30}?|wrote|noted)"
    r"(?: (?:in|on|to|of) [^,]{1,50}?)?,? that\s+|^according to [^,]{1,80},\s+",
    re.IGNORECASE,
)
_LEADS: Final = re.compile(
    r"^(?P<lead>(?:on|in|at|near|late|early|earlier|during|after|before|since|meanwhile|also|however|later|today"
    r"|yesterday|overnight)\b[^,]{0,60}),\s+",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"\s*(?:[,;(“”\"]|:(?!\d\d\b)|\s[–—-]\s|\b(?:which|who|whose|that|when|while|where|after|before|as|but|because|amid|without"
    r"|leaving|causing|killing|wounding|injuring|according|including|where)\b)",
    re.IGNORECASE,
)
_HELPER: Final = re.compile(r"\b(?P<helper>was|were|has been|have been|had been)\s+(?:\w+ly\s+)?(?P<verb>\w+)\b", re.I)
_PARTICLE: Final = re.compile(r"\s+(?:down|up|out|off|away)\b", re.IGNORECASE)
_PREPOSITION: Final = re.compile(
    r"\s+(?=(?:in|at|near|on|from|to|into|by|with|around|outside|inside|against|over|under|towards?|through|between"
    r"|for|during|until|since|within|across|along|beside|behind)\s)",
    re.IGNORECASE,
)
_HOUR: Final = re.compile(r"^(?:morning|evening|night|afternoon|noon)\b\s*", re.IGNORECASE)
_IN_PLACE: Final = re.compile(r"^(?:in|at|near|outside|inside|around)\s", re.IGNORECASE)
_OPENERS: Final = frozenset("the a an two three four five six seven eight nine ten several many some its their".split())
_NO_SUBJECT: Final = frozenset("he she it they this that these those there which who we i you one".split())
_OPEN: Final = re.compile(
    r"^\W*what\b.{0,24}\b(?:happen(?:ed|s)?|occurr?ed|took place|went on|going on)\b"
    r"|^\W*what (?:else )?(?:is|was) (?:told|known|reported)\b",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    r"^\W*(?:(?P<by>by whom|who by|by who)|(?P<who>who)|(?:on|at) (?:what|which) (?P<day>day|date|time)"
    r"|what (?P<date>day|date|time)|(?P<word>when|where|why|how)(?: exactly)?(?: come)?)"
    r"(?:\s+(?:(?:was|is|were) (?:that|this|it|behind (?:it|that|this)|responsible(?: for (?:it|that|this))?)"
    r"|did (?:that|this|it)(?: all)? (?:happen|take place|occur)|did (?:that|this|it)|did (?:they|he|she) do"
    r" (?:that|this|it)))?(?: exactly| then| though)?\W*$",
    re.IGNORECASE,
)


_CLOCK: Final = re.compile(r"\b(?:at|around|by|about)?\s*\b\d{1,2}:\d\d\b", re.IGNORECASE)
_COMES_ABOUT: Final = frozenset(
    """
    come begin start happen occur follow fail break burst collapse fall sink rise erupt crash end arise appear vanish
    die burn last
    """.split()
)
"""Verbs, with no object, of what nobody does."""
_DEEDS: Final = frozenset(
    """
    attack assault raid strike shooting bombing explosion blast ambush robbery theft murder killing kidnapping shelling
    break-in incident
    """.split()
)
"""What somebody is behind, though it is said to have come about."""


@dataclass(frozen=True, slots=True)
class Event:
    """A simple clause of the past, without its day.

    helper: "was" and the like where it is passive, "" where it is active. rest: what follows the verb, he who did it
    left out; `agent` is he, "" where he is not named or the clause is active.
    """

    subject: str
    helper: str
    verb: str
    rest: str
    agent: str = ""

    def asked(self, asking: str) -> str | None:
        """Ask for something of it: "When", "Where", "Why", "How", "Who" or "By whom"; None where nobody did it, but it
        came about.
        """
        first, _, second = self.helper.partition(" ")
        if asking in ("Who", "By whom"):
            if not self.helper and self._comes_about:
                deed = words(self.subject)[-1].text.casefold().removesuffix("s") in _DEEDS
                subject = re.sub(r"^an?\s", "the ", self.subject)
                return (
                    _spaced("Who was behind", subject, self.rest.removeprefix("place").strip()) + "?" if deed else None
                )
            if not self.helper:
                return _spaced("Who", self.verb, self.rest) + "?"
            if asking == "Who" and self.verb.split()[0].endswith("ed"):
                return _spaced("Who", self.verb, self.subject, self.rest) + "?"
            return _spaced("By whom", first, self.subject, second, self.verb, self.rest) + "?"
        rest = self.rest
        if asking == "When":
            rest = " ".join(_CLOCK.sub("", rest).split())
        if asking == "Where":
            rest = " ".join(part for part in _PREPOSITION.split(rest) if not _IN_PLACE.match(part))
        if self.helper:
            return _spaced(asking, first, self.subject, second, self.verb, rest) + "?"
        head, _, particle = self.verb.partition(" ")
        return _spaced(asking, "did", self.subject, base_form(head), particle, rest) + "?"

    @property
    def _comes_about(self) -> bool:
        """Say whether it has no doer: "the attack came at noon", and not "rebels began the attack"."""
        verb = base_form(self.verb.split()[0])
        lacks_object = not self.rest or _PREPOSITION.match(f" {self.rest}") is not None
        return (verb in _COMES_ABOUT and lacks_object) or (verb == "take" and self.rest.split()[:1] == ["place"])

    @property
    def named(self) -> str:
        """Give it as a noun phrase: "the airport attacked by a drone", "militiamen that fired rockets"."""
        if not self.helper:
            said = [self.subject, "that", self.verb]
        else:
            said = [self.subject, self.verb, *([f"by {self.agent}"] if self.agent else [])]
        for part in _PREPOSITION.split(f" {self.rest}"):
            if part.strip() and len(" ".join([*said, part]).split()) > _NAMED:
                break
            said.append(part.strip())
        return _spaced(*said)


def is_open(standalone: str) -> bool:
    """Say whether a question asks for whatever happened, so that its answer brings the event."""
    return _OPEN.match(parted(standalone)[0]) is not None


def asks_of_event(question: str) -> str | None:
    """Give the question word of "when was that?", "by whom?", "who did it?"; None where it is no such question."""
    lead = LEAD.match(question)
    match = _ASKS.match(question[lead.end() if lead else 0 :])
    if match is None:
        return None
    if match["by"]:
        return "By whom"
    if match["who"]:
        return "Who" if " " in match[0].strip(" ?!.") else None
    word = match["word"]
    return word.capitalize() if word else "When"


def event_of(base: Base) -> Event | None:
    """Give what the first sentence of an answer tells, where it is a simple clause."""
    exchange = base.exchange
    if exchange.silent or exchange.asks_back:
        return None
    return told(quoted(exchange.answer)[0]) if quoted(exchange.answer) else None


def told(sentence: str) -> Event | None:
    """Cut the main clause out of a sentence; None where it cannot be cut cleanly."""
    text = clean(sentence)
    says = _SAYS.match(text)
    text = text[says.end() :] if says else text
    places: list[str] = []
    while (lead := _LEADS.match(text)) is not None:
        said = _untimed(lead["lead"])
        if _IN_PLACE.match(said) and len(said.split()) <= 6 and content_words(said):
            places.append(decapitalised(said))
        text = text[lead.end() :]
    text = _untimed(text, " ")
    end = _ENDS.search(text, 1)
    clause = (text[: end.start()] if end else text).strip(" .!?")
    event = _parsed(clause)
    if event is None or not places or any(_IN_PLACE.match(part) for part in _PREPOSITION.split(f" {event.rest}")):
        return event
    return Event(event.subject, event.helper, event.verb, _spaced(event.rest, places[0]), event.agent)


def _parsed(clause: str) -> Event | None:
    passive = _HELPER.search(clause)
    if passive is not None and is_past(passive["verb"].casefold()):
        subject, helper, verb = clause[: passive.start()], passive["helper"].casefold(), passive["verb"]
        after = clause[passive.end() :]
        if any(_finite(clause, w) for w in words(subject)):
            return None
    else:
        found = next((word for word in words(clause) if _finite(clause, word)), None)
        if found is None or passive is not None or re.search(r"\b(?:is|are|was|were|has|have|had|did)\b", clause):
            return None
        subject, helper, verb, after = clause[: found.start], "", found.text, clause[found.end :]
    particle = _PARTICLE.match(after)
    if particle:
        verb, after = f"{verb}{particle[0].lower()}", after[particle.end() :]
    after = _one_verb(after)
    if any(_finite(after, word) and after[word.end :].strip() for word in words(after) if word.start):
        return None
    subject = subject.strip()
    if not _is_subject(subject):
        return None
    rest, agent = _rest(after)
    if not helper and not rest:
        return Event(decapitalised(subject), helper, verb, "") if len(content_words(subject)) > 1 else None
    return Event(decapitalised(subject), helper, verb, rest, agent)


def _one_verb(after: str) -> str:
    """Cut off what a second verb tells: "left its rails and hit a wall"."""
    for joined in re.finditer(r"\s(?:and|or)\s+(?P<next>\w+)(?:\s(?P<then>\w+))?", after):
        if any(word in ("was", "were") or is_past(word) for word in (joined["next"], joined["then"] or "")):
            return after[: joined.start()]
    return after


def _is_subject(subject: str) -> bool:
    every = words(subject)
    return (
        0 < len(every) <= _LONGEST
        and bool(content_words(subject))
        and every[0].text.casefold() not in _NO_SUBJECT
        and not every[-1].stop
        and not re.search(r"[,;“”\"]", subject)
        and not re.match(r"(?:in|on|at|by|from|with|after|to)\s", subject, re.IGNORECASE)
    )


def _finite(clause: str, word: Word) -> bool:
    """Say whether a word is the verb of its clause, and not a participle before a noun ("two armed men")."""
    if word.name or not is_past(word.text.casefold()) or not word.start:
        return False
    before = words(clause[: word.start])
    if not before or clause[word.start - 1] != " ":
        return False
    last = before[-1].text.casefold()
    return last not in _OPENERS and not before[-1].number and last not in ("and", "of", "with", "by", "newly")


def _rest(after: str) -> tuple[str, str]:
    """Give what follows a verb in whole phrases, and who did it."""
    kept: list[str] = []
    agent = ""
    for number, part in enumerate(_PREPOSITION.split(f" {after.strip()}") if after.strip() else ()):
        piece = part.strip()
        if piece.casefold().startswith("by "):
            agent = agent or piece[3:]
            continue
        if not words(piece) or (number and not content_words(piece)) or words(piece)[-1].stop:
            continue
        if sum(len(p.split()) for p in kept) + len(piece.split()) > _LONGEST:
            break
        kept.append(piece)
    return " ".join(kept), agent if len(agent.split()) <= 5 else ""


def _untimed(text: str, put: str = "") -> str:
    """Take days and hours out of a text, with what leads to them."""
    for mention in reversed(find_times(text)):
        before = re.sub(
            r"\s*\b(?:(?:early|late) )?(?:on|in|at|during|since|until|from|by|of)?\s*(?:the )?(?:(?:morning|evening"
            r"|night|afternoon) of )?$",
            "",
            text[: mention.start],
            flags=re.IGNORECASE,
        )
        text = f"{before}{put}{text[mention.end :].lstrip()}"
    return " ".join(text.replace(" ,", ",").split()).lstrip(" ,")


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)
