"""Who says it, and how sure it is: told from the words of a sentence and from what stands before it.

General cues of English reporting only. What no words tell (a speaker whom the reader must guess) is left undetermined
rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.document import Sentence
from qa.answer import Certainty
from qa.evidence.sayer import Heard
from qa.evidence.speech.account import Account, Told
from qa.evidence.speech.addressed import addressed_in
from qa.evidence.speech.facts import namings_in
from qa.words import words

HEARD_FROM: Final = 2.0
"""Log odds from which it counts whom the reader model names, and not the rules."""
DOUBTED: Final = -6.0
"""Log odds below which nobody says it, whatever the rules find, unless it stands between quotation marks."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a sentence, and how sure it is said to be.

    source: verbatim words of the document, None for the document itself and where nobody is named. others: who else
    says parts of it ("the union says three, the police say one"), or wrote the message that it stands in.
    """

    source: str | None
    certainty: Certainty
    others: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Give all who say it, `source` first."""
        return () if self.source is None else (self.source, *self.others)

    @property
    def named(self) -> str | None:
        """Give all who say it as one string, None where nobody is named."""
        return "; ".join(self.sources) or None


_UNCERTAIN: Final = re.compile(
    r"\b(?:appear(?:s|ed)? to|seem(?:s|ed)? (?:to|that|as)|seemingly|suspect(?:s|ed)?|suspicion|unclear|uncertain|"
    r"not (?:yet )?(?:been )?(?:clear|confirmed|established|verified|known|certain|determined|independently|proven)|"
    r"could not be (?:\w+ )?(?:confirmed|verified|established|reached|determined)|unconfirmed|unproven|inconclusive|"
    r"alleged(?:ly)?|reportedly|supposedly|purported(?:ly)?|rumou?r(?:s|ed)?|hearsay|possibly|perhaps|probabl[ye]|"
    r"presum(?:ed|ably)|apparently|likely|may (?:have|be|well)|might (?:have|be|well)|could have|"
    r"(?:said|believed|thought|reported|understood|feared) to (?:be|have)|"
    r"it (?:is|was) (?:being )?(?:said|claimed|believed|feared|thought) that|"
    r"under investigation|unverified|remains? (?:open|disputed|to be)|cannot be ruled out|"
    r"no one knows|nobody knows|unable to (?:confirm|verify|say)|doubt(?:s|ful|ed)?|disputed|speculat\w+|"
    r"assum(?:ed|ption)|hypothes\w+|preliminary)\b",
    re.IGNORECASE,
)


def attribution_of(
    sentences: Sequence[Sentence], number: int, span: tuple[int, int] | None = None, heard: Heard | None = None
) -> Attribution:
    """Tell who says a sentence of a document, and how sure it is.

    "According to X", "X said that …", "X: …", a quotation whose speaker stands in a neighbouring sentence and kindred
    forms give a source; "appears to", "suspected", "unclear" and kindred words make it uncertain. Both may hold. A
    pronoun is told as the one it stands for, "the company" as the company named before; where nobody can be named, the
    certainty is "attributed" and the source None.

    Args:
        sentences: all of one document, in order; give the same tuple again, and what was worked out is kept.
        number: which of them.
        span: a short answer in it, as offsets in the document's text. Given one, only those are told who say the part
            of the sentence in which it stands; "The union says three; the police counted one" has two such parts.
        heard: what the reader model says to who says it, where it was asked; it finds forms that no rule knows.
    """
    return _attributed(_account(_Same(sentences)), sentences[number], number, span, heard)


def attribution_of_text(text: str) -> Attribution:
    """Tell who says a sentence that stands alone, and how sure it is."""
    sentence = Sentence("", 0, 0, len(text), text, 0)
    return _attributed(Account((sentence,)), sentence, 0, None, None)


def _attributed(
    account: Account, sentence: Sentence, number: int, span: tuple[int, int] | None, heard: Heard | None
) -> Attribution:
    start, end = (0, len(sentence.text)) if span is None else (span[0] - sentence.start, span[1] - sentence.start)
    everywhere = account.told(number)
    if heard is not None and heard.margin < DOUBTED:
        everywhere = tuple(each for each in everywhere if each.quoted)
    told = [each for each in everywhere if span is None or (each.start < end and start < each.end)]
    named = [each.source for each in told if each.source is not None]
    claimed = bool(told)
    if heard is not None and heard.margin >= HEARD_FROM:
        # Only the rules tell one part of a sentence from another.
        apart = [each.source for each in everywhere if each.source is not None and each not in told]
        to = addressed_in(sentence.text)
        heard_names = [place for place in heard.names if not to.holds(place[0])]
        places = [each for place in heard_names for each in namings_in(sentence.text, *place)]
        names = [(account.named(number, *place), place) for place in places]
        names = [each for each in names if each[0] is None or not any(_alike(each[0], other) for other in apart)]
        # An opinion of a writer whom nothing names is the document's own.
        claimed = claimed or any(name is not None or not account.is_writer(number, *place) for name, place in names)
        named = _reconciled(
            told, [(name, place[0]) for name, place in names if name is not None], within=span is not None
        )
    writer = account.writer(number)
    if writer is not None:
        named.append(writer)
    source, *others = dict.fromkeys(named) or (None,)
    certainty: Certainty = "attributed" if claimed else "reported"
    if is_uncertain(sentence.text if span is None else _part(sentence.text, start, end)):
        certainty = "uncertain"
    return Attribution(source, certainty, tuple(each for each in others if each is not None))


def _reconciled(told: Sequence[Told], heard: Sequence[tuple[str, int]], *, within: bool) -> list[str]:
    """Put together whom the rules and the reader model name, the latter with where in the sentence.

    Where both name one, it is in the rules' words, and whomever either of them names beside; `within` a part of the
    sentence, which only the rules can tell from another, nobody beside. Where they disagree over a part of the sentence
    the model is right more often.
    """
    ruled = [each.source for each in told if each.source is not None]
    beside = [(name, place) for name, place in heard if not any(_alike(rule, name) for rule in ruled)]
    if ruled and len(beside) < len(heard):
        return ruled if within else [*ruled, *(name for name, _ in beside)]
    kept = [
        (each.start, each.source)
        for each in told
        if each.source is not None and not any(each.start <= place < each.end for _, place in beside)
    ]
    if within and kept:
        return [source for _, source in kept]
    return [name for _, name in sorted([*((place, name) for name, place in beside), *kept])]


def _alike(one: str, other: str) -> bool:
    """Say whether the words of one naming are all among those of the other: "Ruiz", "the mayor, Ana Ruiz"."""
    left, right = ({word.key for word in words(each) if not word.stop} for each in (one, other))
    return bool(left and right) and (left <= right or right <= left)


@lru_cache(maxsize=8_192)
def is_uncertain(text: str) -> bool:
    """Say whether a text says of itself that it is not sure."""
    return _UNCERTAIN.search(text) is not None


def _part(text: str, start: int, end: int) -> str:
    """Give the part of a sentence between semicolons in which a span stands."""
    after = text.find(";", max(end, 0))
    return text[text.rfind(";", 0, max(start, 0)) + 1 : after if after >= 0 else len(text)]


class _Same:
    """The sentences of a document, known again by being the same object: comparing thousands would take longer."""

    __slots__ = ("sentences",)

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences

    def __hash__(self) -> int:
        return id(self.sentences)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.sentences is self.sentences


@lru_cache(maxsize=16)
def _account(same: _Same) -> Account:
    return Account(same.sentences)
