"""What somebody denies, doubts or rules out: the part of a sentence that its speaker says is not so."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from index.tense import past_word
from qa.words import content_words

Denying: TypeAlias = Literal["denied", "doubted", "ruled out"]

_THING: Final = (
    r"(?:claims?|allegations?|accusations?|charges?|reports?|suggestions?|rumou?rs?|versions?|stor(?:y|ies)|accounts?"
    r"|statements?|assertions?|idea|notion|figures?)"
)
_SAID: Final = rf"(?:{_THING}|it|this|that|these|them)\b"
_DENIES: Final = re.compile(
    r"(?P<negated>(?:\bnot|\bnever|\bnor|n['’]t|\bcannot|\bnobody|\bno one|\bnone|\bneither)\s+(?:\w{1,12}\s+)?)?"
    r"\b(?:(?P<denied>(?:den(?:y|ies|ied|ying)|refut(?:e[sd]?|ing)|repudiat(?:e[sd]?|ing))\b"
    r"(?!\s+(?:(?:him|her|it|us|them|me|the|an?)\s+)?(?:access|entry|permission|bail|visas?|aid|leave|care|service)\b)"
    rf"|(?:reject(?:s|ed|ing)?|disput(?:e[sd]?|ing)|dismiss(?:es|ed|ing)?|contradict(?:s|ed|ing)?)\b"
    rf"(?:(?=\s+that\b)|\s+(?:\w+\s+){{0,4}}?{_SAID}))"
    r"|(?P<ruled>rul(?:e[sd]?|ing) out)\b"
    r"|(?P<doubted>(?<!no )(?<!any )(?<!the )(?<!little )(?<!without )(?<!beyond )(?<!in )doubt(?:s|ed|ing)?\b"
    rf"(?:(?=\s+(?:that|whether|if)\b)|\s+(?:\w+\s+){{0,4}}?{_SAID})"
    rf"|question(?:s|ed|ing)?\b(?:(?=\s+(?:whether|if)\b)|\s+(?:the|this|that|these|those)\s+(?:\w+\s+){{0,3}}?{_THING}\b)"
    r"|(?:do|does|did)(?:\s+not|n['’]t)\s+(?:(?:believe|accept|think)\b(?=\s+(?:that|it)\b)"
    r"|(?:believe|think)\b(?=\s+(?:(?:the|any|his|her|their|he|she|they)\b|(?-i:[A-Z]))))))",
    re.IGNORECASE,
)
_CLAIMS: Final = r"(?:claims?|allegations?|accusations?|charges?|reports?|suggestions?|accounts?|versions?|something)"
_BEHIND: Final = rf",\s(?:which|(?:(?:an?|the)\s)?{_CLAIMS}(?:\s(?:that|which))?)\s"
"""What opens a clause in which he who denies stands behind what he denies: "…, an allegation he denies"."""
_ENDS: Final = re.compile(
    rf"(?P<behind>{_BEHIND})|;|,?\s(?:but|while|whereas|although)\s|,\s(?:and|saying|adding|who)\s"
    r"|\sand\s(?:has|have|had|said|says|spoke|put|points?|accuse[sd]?|blame[sd]?|inform(?:s|ed)|call(?:s|ed)|count(?:s|ed)"
    r"|insist(?:s|ed))\s",
    re.IGNORECASE,
)
_TOLD_THAT: Final = re.compile(
    r"\b(?:say|says|said|claim(?:s|ed)?|testif(?:y|ies|ied)|writes?|wrote|report(?:s|ed)?|add(?:s|ed)|state[sd]?|"
    r"announce[sd]?|told (?:\w+ ){1,3}?)\s?that\s",
    re.IGNORECASE,
)
"""A clause that tells another's denial: "the guard said that the mayor denied it"."""
_PRONOUN: Final = re.compile(r"\b(?:he|she|they|it|we|i|who|which)\b", re.IGNORECASE)
_PASSIVE: Final = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w{1,12}\s+)?$", re.IGNORECASE)
_AUXILIARY: Final = re.compile(
    r"(?:\s(?:has|have|had|also|now|later|firmly|strongly|flatly|categorically|repeatedly|still|since|again|always|"
    r"both|all|all of))+$",
    re.IGNORECASE,
)
_ONLY_IT: Final = re.compile(rf"\W*(?:\b(?:all|the|this|that|these|those|it|them|{_THING})\b\W*){{0,4}}", re.IGNORECASE)


_LONG: Final = 120
"""Characters before the words that deny in which he who denies is named, at most."""
_WORDS: Final = 6
"""Words of such a name, at most."""
_NAMED: Final = re.compile(
    r"(?:\b(?:the|an?|his|her|its|their)\s\w+|\b[A-Z][\w.'’-]*(?:\s(?:[A-Z][\w.'’-]*|of|the|de|van|von)){0,5})$"
)


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial in a sentence, as offsets: `start`, `end` of the words that deny, `who` of those that tell who does.

    behind: where the clause opens by which what is denied stands before it ("…, an allegation he denies", "…; the
    mayor denies it"), None where it stands behind the verb. relative: that clause belongs to what is denied.
    """

    how: Denying
    start: int
    end: int
    who: tuple[int, int]
    behind: int | None = None
    relative: bool = False

    def denier(self, text: str) -> str | None:
        """Give who denies it in the words of the sentence, None where no name tells it."""
        if self.who[1] - self.who[0] > _LONG:
            return None
        name = _AUXILIARY.sub("", f" {text[slice(*self.who)].strip()}").strip(" ,“”\"'")
        words = name.split()
        named = 0 < len(words) <= _WORDS and words[-1] != "and" and not any(past_word(word) for word in words)
        return name if named and _PRONOUN.fullmatch(name) is None else None


@lru_cache(maxsize=8_192)
def ends_of_clause(text: str) -> tuple[tuple[int, int], ...]:
    """Find where a sentence turns from one clause to another, each as (start, end) of the words that turn it."""
    return tuple(match.span() for match in _ENDS.finditer(text))


def end_of_clause(text: str, start: int, end: int) -> int:
    """Give where a clause ends that has words at `start` to `end`: an aside ("…, who denies it, …") at a comma."""
    comma = text.rfind(", ", max(0, start - _LONG), start)
    if comma >= 0 and text.startswith((", who ", ", which "), comma):
        closing = text.find(",", end)
        if closing >= 0:
            return closing
    ends = ends_of_clause(text)
    behind = bisect_left(ends, end, key=lambda each: each[0])
    return ends[behind][0] if behind < len(ends) else len(text)


@lru_cache(maxsize=8_192)
def denial_in(text: str) -> Denial | None:
    """Find the first denial of a sentence; None where nobody denies anything, or "does not deny" it."""
    match = _denial(text)
    if match is None:
        return None
    how: Denying = "denied" if match["denied"] else "ruled out" if match["ruled"] else "doubted"
    start, end = match.start(how.split()[0]), match.end()
    turn = next(reversed([*_ENDS.finditer(text, 0, start)]), None)
    opens = 0 if turn is None else turn.end()
    clause = max((told.end() for told in _TOLD_THAT.finditer(text, opens, start)), default=opens)
    if turn is None or clause > opens:
        return Denial(how, start, end, (clause, start))
    if not text[opens:start].strip() and turn.group().lower() in (", who ", ", which "):
        named = _NAMED.search(text, max(0, turn.start() - _LONG), turn.start())
        return Denial(how, start, end, (opens, start) if named is None else named.span())
    relative = turn["behind"] is not None
    _, _, denied = text[start : end_of_clause(text, start, end)].partition(" ")
    whole = relative or _ONLY_IT.fullmatch(denied) is not None
    return Denial(how, start, end, (opens, start), turn.start() if whole else None, relative)


@lru_cache(maxsize=8_192)
def denied_part(text: str) -> tuple[int, int] | None:
    """Find in a sentence what its speaker denies, as offsets: what stands behind "denied" or "rejected the claim".

    None where nobody denies anything, or "does not deny". Empty where what is denied stands before.
    """
    denial = denial_in(text)
    if denial is None:
        return None
    return denial.end, end_of_clause(text, denial.start, denial.end)


def denied_by(text: str, source: str) -> bool:
    """Say whether it is a source of a sentence that denies something there: its name, or a pronoun, stands before the
    denial in the same clause. "The union counts three, which the army denied" is no denial of the union's.
    """
    denial = denial_in(text)
    if denial is None or ";" in source:
        return False
    clause = text[slice(*denial.who)]
    named = {word.key for word in content_words(source)}
    if any(word.key in named for word in content_words(clause)):
        return True
    # Nobody denies in an aside to his own words what he says himself.
    return not denial.relative and _PRONOUN.search(clause) is not None


def _denial(text: str) -> re.Match[str] | None:
    return next(
        (
            match
            for match in _DENIES.finditer(text)
            if match["negated"] is None and _PASSIVE.search(text, max(0, match.start() - _LONG), match.start()) is None
        ),
        None,
    )


def asks_for_denial(question: str, how: Denying | None = None) -> bool:
    """Say whether a question asks whether somebody denies something: "did the mayor reject the claim?"; in the way of
    `how`, where it is given.
    """
    match = _DENIES.search(question)
    return match is not None and (how is None or match[{"ruled out": "ruled"}.get(how, how)] is not None)
