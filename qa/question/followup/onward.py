"""Going on from an answer: "tell me more", "the second one", "when was that?", "and in Oslo?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index.times import find_times
from qa.question.followup._sign_words import LEAD
from qa.question.followup.antecedents import Base
from qa.question.followup.events import asks_of_event, event_of, is_open, told
from qa.question.followup.fragments import brings_place, completed
from qa.question.followup.gist import clean, parted, quoted, things_of, unstopped
from qa.question.followup.items import listed, numbered
from qa.question.followup.phrases import phrases
from qa.question.followup.signs import signs_of
from qa.words import content_words

_LED: Final = r"^\W*(?:(?:and|but|so|ok(?:ay)?|hm+|well|wait|then|yes|please)\b[\s,.!]*)*"
_MORE: Final = re.compile(
    _LED + r"(?:(?:please |can you |could you )?(?:tell me|say|explain|give me|show me)(?: a (?:bit|little))? more"
    r"(?: (?:about (?:that|this|it)|details?|information))*|(?:any |some )?more (?:details?|information|info)|details?"
    r"|go on|continue|elaborate|what else(?: (?:do (?:you|we) know|is (?:known|said|there|told|reported)|happened))?"
    r"|(?:is there )?anything (?:else|more))(?: (?:about (?:that|this|it)|please|then|there))*\W*$",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(
    _LED + r"(?:(?:can|could|would|will) you )?(?:please )?(?:repeat(?: (?:that|it|this|the (?:last )?answer))?"
    r"|(?:say|tell me) (?:that|it|this) (?:again|once more)|come again|pardon(?: me)?|what did you say"
    r"|what was (?:that|it|the answer) again)(?: (?:again|once more|please))*\W*$",
    re.IGNORECASE,
)
"""What asks for the last answer again."""
_ITEM: Final = re.compile(
    _LED + r"(?:(?:what about|how about|tell me(?: more)? about|more (?:about|on)|details? (?:of|on|about)"
    r"|explain|describe|i mean)\s+)?"
    r"(?P<item>the\s+(?:first|1st|second|2nd|third|3rd|fourth|last|latter|former)(?:\s+(?:one|item|point|entry|quote"
    r"|event|attack|incident|of (?:them|these|those)))?)"
    r"(?:\W*$|\s*(?:[:,;.?–—-]|\s-\s)+\s*(?P<rest>\w.{2,200})$)",
    re.IGNORECASE,
)
_WHEN_ITEM: Final = re.compile(
    r"\bthe\s+(?:first|1st|second|2nd|third|3rd|fourth|last|latter|former)(?:\s+(?:one|item|point|quote|event|attack"
    r"|incident))\b",
    re.IGNORECASE,
)
_INTO: Final = re.compile(r"\s+(?:in|at|during|by|after|from)$", re.IGNORECASE)
_TOPIC: Final = 9
"""Words of what is asked on about."""


def onward(question: str, bases: Sequence[Base]) -> str | None:
    """Rewrite what goes on from the last answer; None where it is nothing of the kind."""
    last = bases[-1]
    if _MORE.match(question):
        return f"What else is told about {topic(last)}?"
    if _AGAIN.match(question) and not last.exchange.asks_back:
        return last.standalone
    return _item(question, last) or _of_event(question, bases) or _elsewhere(question, bases)


def topic(base: Base) -> str:
    """Say in a few words what the last question and its answer were about."""
    event = event_of(base) if is_open(base.standalone) else None
    if event is not None:
        return event.named
    first = things_of(parted(base.standalone)[0], _TOPIC)
    answer = "" if base.exchange.silent or base.exchange.asks_back else clean((quoted(base.exchange.answer) or [""])[0])
    added = parted(base.standalone)[1] or answer
    more = things_of(added, _TOPIC - len(" ".join(first).split()), but=" ".join(first))
    told_of = [*first, *more[: 3 - min(len(first), 2)]]
    return _row(told_of) if told_of else parted(base.standalone)[0]


def _item(question: str, last: Base) -> str | None:
    """Rewrite "the second one" after a list: a question about that item, or the one that follows it, asked of it."""
    match = _ITEM.match(question)
    inside = None if match else _WHEN_ITEM.search(question)
    found = quoted(last.exchange.answer) if "“" in last.exchange.answer else listed(last)
    if (match is None and inside is None) or len(found) < 2:
        return None
    number = numbered((match["item"] if match else inside[0] if inside else ""), len(found))
    if number is None or len(found[number].split()) <= 7:
        return None
    chosen = _about(found[number])
    base = Base(f"What is told about {chosen}?", replace(last.exchange, answer=found[number], spans=(), silent=False))
    if inside is not None:
        asked = f"{question[: inside.start()]}that{question[inside.end() :]}"
        event = _of_event(asked, [base])
        before = question[: inside.start()].rstrip()
        led = _INTO.search(before)
        if led is not None and not question[inside.end() :].strip(" ?!."):
            return f"{before[:1].upper()}{before[1 : led.start()]}? ({chosen})"
        plain = f"{before} {chosen}{question[inside.end() :]}"
        return event or f"{plain[:1].upper()}{plain[1:]}"
    rest = match["rest"] if match else None
    if not rest:
        return base.standalone
    if not signs_of(rest).leans and len(content_words(rest)) > 2:
        return rest
    return _of_event(rest, [base]) or f"{unstopped(rest)[:1].upper()}{unstopped(rest)[1:]}? ({chosen})"


def _about(quote: str) -> str:
    event = told(quote)
    return event.named if event else _row(things_of(clean(quote), 9)) or clean(quote)


def _row(things: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(things[:-1]), *things[-1:]) if part)


def _of_event(question: str, bases: Sequence[Base]) -> str | None:
    """Rewrite "when was that?" and "by whom?" after "What happened …?", or after another of their kind."""
    asking = asks_of_event(question)
    root = _root(bases)
    event = event_of(root) if asking and root else None
    if event is None or asking is None or root is None:
        return None
    asked = event.asked(asking)
    if asked is None:
        return None
    main = parted(root.standalone)[0]
    # The place that was asked about, where the sentence itself takes it for known.
    places = [p for p in phrases(main) if p.sort == "place" and not p.keys & {w.key for w in content_words(asked)}]
    within = main[places[0].start : places[0].end] if places and asking != "Where" else ""
    return f"{asked[:-1]} in {within}?" if within and places[0].named else asked


def _elsewhere(question: str, bases: Sequence[Base]) -> str | None:
    """Ask what happened in another place, or on another day, where the question before it asked for one event."""
    root = _root(bases)
    if root is None or root is bases[-1]:
        return None
    lead = LEAD.match(question)
    rest = question[lead.end() if lead else 0 :]
    return completed(question, root) if brings_place(rest) or find_times(rest) else None


def _root(bases: Sequence[Base]) -> Base | None:
    """Give the question for what happened that the last ones were about."""
    for base in reversed(bases):
        if is_open(base.standalone):
            return base
        if asks_of_event(base.exchange.question) is None:
            return None
    return None
