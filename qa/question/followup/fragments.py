"""Ellipsis: a few words that take the place of others in the last question, or go on from it."""

from __future__ import annotations

import re
from typing import Final

from index.dates import spoken
from index.interval import moved
from index.names.gazetteer import Gazetteer
from index.names.spelling import folded
from index.times import find_times
from qa.question.followup._sign_words import ABOUT, LEAD
from qa.question.followup.antecedents import Base
from qa.question.followup.gist import parted, unstopped
from qa.question.followup.lexicon import is_plural
from qa.question.followup.phrases import Phrase, phrases
from qa.question.followup.signs import signs_of
from qa.question.followup.subjects import asks_for_subject, with_answer
from qa.words import content_words, words

_ASKING: Final = re.compile(
    r"^(?:(?P<prep>by|from|to|with|for|on|in|at|since|until|till)\s+)?(?P<word>whom?|what|when|where|why|how come|"
    r"how (?:many|much|often|long|far|big|old)|how|which|how so|since when|until when)"
    r"(?:\s+(?:exactly|then|was (?:that|this|it)|is (?:that|this|it)|did (?:that|this|it) happen|so|though))?\W*$",
    re.IGNORECASE,
)
_AUXILIARY: Final = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)(?:n['’]?t)?"
_WH: Final = re.compile(
    rf"^\W*(?:(?:and|so|but)\s+)?(?:(?:by|from|to|on|in|at|with|for|since|until)\s+)?(?:who|whom|when|where|why|how)\s+"
    rf"(?={_AUXILIARY}\b)",
    re.IGNORECASE,
)
_YES_NO: Final = re.compile(rf"^\W*(?:(?:and|so|but)\s+)?(?={_AUXILIARY}\b)", re.IGNORECASE)
_PASSIVE: Final = re.compile(r"^(?:is|are|was|were|has|have|had)\b", re.IGNORECASE)
_TOGETHER: Final = re.compile(r"\s*(?:in|at|near|on|of|from|to|for|by|with|around)\s+(?:the\s+)?", re.IGNORECASE)
_IN: Final = re.compile(r"\b(?:in|at|near|from|around)\s+$", re.IGNORECASE)
_HOW_MANY: Final = re.compile(
    r"^\W*(?:and\s+)?how (?:many|much)\b"
    r"(?![^?]{0,200}\b(?:do|does|did|ha(?:s|ve|d) (?:the|an?|his|her|its|their)|by)\b)",
    re.IGNORECASE,
)
"""How much there is, and not how much somebody did."""
_MOST: Final = 6
"""Words of a fragment, those that lead to it left out."""
_NAMES: Final = re.compile(
    r"^(?:(?:what (?:are|were|is|was) )?(?:their|the|his|her|its)\s+)?names?(?: (?:please|then))?\W*$", re.IGNORECASE
)
_NUMBERED: Final = re.compile(
    r"\bones?\b|\b(?:first|1st|second|2nd|third|3rd|fourth|last|latter|former|others?)\W*$", re.IGNORECASE
)
"""What stands for something that was said, and takes no other's place."""
_IS_ONE_OF: Final = re.compile(
    r"^\W*(?:is|are|was|were)\s+(?P<one>[^,;:?()]{2,60}?)\s+(?:one|part|among|some)\s+(?:of\s+)?(?:them|these|those)$",
    re.IGNORECASE,
)
_ASKED_WHEN: Final = re.compile(rf"^\W*(?:when|on wh\w+ (?:day|date))\s+(?={_AUXILIARY}\b)", re.IGNORECASE)
_LED_BY_DAY: Final = re.compile(r"\b(?:on|since|until|before|after|from|by)\s+$", re.IGNORECASE)
_HAS_VERB: Final = re.compile(
    rf"^\W*(?:please )?(?:list|name|give|show|summari[sz]e|describe|define|explain|tell|compare|quote|find|outline)\b|"
    rf"\b{_AUXILIARY}\b|\b(?:who|whom|whose|what|when|where|why|how|which|wich)(?:['’]?s)?\b",
    re.IGNORECASE,
)


def completed(question: str, base: Base) -> str | None:
    """Complete a fragment from the last question; None where it is none, or no rule says how."""
    main, added = parted(base.standalone)
    led = LEAD.match(question)
    rest = question[led.end() if led else 0 :].strip()
    rest = ABOUT.sub("", rest).strip() or rest
    bare = unstopped(rest)
    if not bare or len(words(bare)) > _MOST:
        return None
    dated = bare if _HAS_VERB.search(bare) else _on_its_day(bare, main, base)
    timed = None if _HAS_VERB.search(bare) else _time(dated, main)
    if dated != bare and _ASKED_WHEN.match(main):
        return f"What happened {dated}?"  # "When was the attack?" – "and the next day?"
    done = timed or _asking(bare, main, base) or _names(bare, base)
    if timed is not None:
        added = ", ".join(part for part in added.split(", ") if not find_times(part))
    if done is None and not _HAS_VERB.search(bare):
        done = _one_of(bare, main) or _exchanged(bare, main)
        placed = _placed(bare, main, base) if done is None else None
        done = done or placed
        if done is not None and (placed is not None or brings_place(rest)):
            added = _elsewhere(main, added, done)
    if done is None:
        return None
    return f"{done}? ({added})" if added else f"{done}?"


def _elsewhere(main: str, added: str, done: str) -> str:
    """Give what a bracket says that is true of another place too: no place, nothing with the old one's name."""
    new = {word.key for word in content_words(done)}
    gone = {word.key for word in content_words(main)} - new
    places = {key for p in phrases(added) if p.named and p.sort == "place" for key in p.keys}
    parts = [part for part in added.split(", ") if part]
    return ", ".join(p for p in parts if not {word.key for word in content_words(p)} & (gone | places))


def is_fragment(question: str) -> bool:
    """Say whether a question is but a few words that name something: "and in Oslo?", "the guards?"."""
    led = LEAD.match(question)
    bare = ABOUT.sub("", question[led.end() if led else 0 :]).strip(" ?!.")
    leans = signs_of(bare).pronouns or _NUMBERED.search(bare) or _HAS_VERB.search(bare)
    return 0 < len(words(bare)) <= _MOST and not leans


def has_verb(fragment: str) -> bool:
    """Say whether a fragment has an auxiliary or a question word, and so asks or tells something itself."""
    return _HAS_VERB.search(fragment) is not None


def brings_place(fragment: str) -> bool:
    """Say whether a fragment is a named place, or what happened in one: "in Oslo?"."""
    bare = ABOUT.sub("", fragment).strip(" ?!.")
    led = _TOGETHER.match(bare)
    said = bare[led.end() if led else 0 :]
    if not said or len(words(bare)) > _MOST or _HAS_VERB.search(bare):
        return False
    found = phrases(f"in {said}")
    return len(found) == 1 and found[0].named and found[0].sort == "place" and (led is not None or _is_place(said))


def _time(bare: str, main: str) -> str | None:
    new, old = find_times(bare), find_times(main)
    if len(new) != 1 or any(not new[0].start <= word.start < new[0].end for word in content_words(bare)):
        return None
    said = bare[new[0].start :].rstrip()
    if len(old) == 1:
        start = old[0].start
        lead = re.match(r"^(?:on|in|at|before|after|since|until|by|from|during)?\s*(?:the\s+)?", bare, re.IGNORECASE)
        own = lead[0].strip() if lead else ""
        before = main[:start]
        if own:
            before = re.sub(
                r"\b(?:on|in|at|before|after|since|until|by|from|during|as of)\s+(?:the\s+)?$", "", before, flags=re.I
            )
            said = bare
        return before + said + main[old[0].end :]
    if old:
        return None
    asked_when = _ASKED_WHEN.match(main)
    clause = main[asked_when.end() :] if asked_when else main
    return f"{clause[:1].upper()}{clause[1:]} {bare}"


def _on_its_day(bare: str, main: str, base: Base) -> str:
    """Write "the next day" as the day that it is, where one day alone was asked about or told."""
    mentions = find_times(bare)
    shift = mentions[0].shift if len(mentions) == 1 else None
    if shift is None or shift.base != "told" or not shift.days:
        return bare
    asked = {mention.days for mention in find_times(main) if mention.days}
    days = asked or {mention.days for mention in find_times(base.exchange.answer) if mention.days}
    only = next(iter(days)) if len(days) == 1 else ()
    day = moved(only[0], shift.days) if len(only) == 1 and shift.days else None
    if day is None:
        return bare
    before = bare[: mentions[0].start]
    return f"{before}{'' if _LED_BY_DAY.search(before) else 'on '}{spoken(day)}{bare[mentions[0].end :]}"


def _asking(bare: str, main: str, base: Base) -> str | None:
    """Answer "why?", "by whom?", "when?": the last question with another question word."""
    match = _ASKING.match(bare)
    if match is None:
        return None
    asking = f"{match['prep'] or ''} {match['word']}".strip()
    asking = asking[0].upper() + asking[1:]
    wh, plain = _WH.match(main), _YES_NO.match(main)
    start = wh.end() if wh else plain.end() if plain else None
    if start is None or (match["prep"] == "by" and not _PASSIVE.match(main[start:])):
        return None
    if asking.casefold() in ("who", "whom", "what", "which") or asking.casefold().startswith("how "):
        return None
    clause = main[start:]
    if wh is not None and asks_for_subject(main):
        answered = with_answer(clause, base.exchange.spans)
        if answered is None:
            return None
        clause = answered
        asking = re.sub(r"^By who$", "By whom", asking)
    return f"{asking} {clause[0].lower()}{clause[1:]}"


def _names(bare: str, base: Base) -> str | None:
    if not _NAMES.match(bare):
        return None
    many = "names" in bare.casefold()
    told = [p for p in (*base.told, *base.asked) if p.sort in (("people",) if many else ("person",)) and not p.named]
    if not told:
        return None
    noun = told[0].written if told[0].written.startswith("the ") else f"the {told[0].written}"
    return f"What {'are the names' if many else 'is the name'} of {noun}"


def _exchanged(bare: str, main: str) -> str | None:
    """Put a name or a thing in the place of its like: "and the consulate?", "in Peru?"."""
    if signs_of(bare).pronouns or _NUMBERED.search(bare):
        return None
    led = _TOGETHER.match(bare)
    lead = led[0] if led else ""
    said = bare[len(lead) :]
    new = [phrase for phrase in phrases(f"about {said}") if phrase.sort != "time"]
    if len(new) != 1 or sum(not w.stop for w in words(said)) > len(new[0].keys):
        return None
    thing = new[0]
    old = [phrase for phrase in phrases(main) if phrase.sort != "time" and not thing.keys <= phrase.keys]
    named_place = bool(lead) or _is_place(said)
    same = [phrase for phrase in old if _alike(thing, phrase, named_place, main)]
    if not same:
        if thing.named and _is_place(said):
            return f"{main} {lead or 'in '}{said}"
        return f"{main} {bare}" if lead and thing.named else None
    # "and the south gate?" after "… the north gate …": what has the same noun is its like before all others.
    place = next((phrase for phrase in reversed(same) if phrase.head == thing.head), same[-1])
    before = main[: place.start]
    if lead and lead.split()[0].casefold() in ("in", "at", "near", "on", "from", "to", "around"):
        before = re.sub(r"\b(?:in|at|near|on|from|to|around)\s+(?:the\s+)?$", "", before, flags=re.I)
        return before + bare + main[place.end :]
    return before + said + main[place.end :]


def _one_of(bare: str, main: str) -> str | None:
    """Ask of another whether it is one of those that were told: "and the red cross?"."""
    match = _IS_ONE_OF.match(main)
    if match is None or signs_of(bare).pronouns or _NUMBERED.search(bare) or _TOGETHER.match(bare) or find_times(bare):
        return None
    return f"{main[: match.start('one')]}{bare}{main[match.end('one') :]}" if content_words(bare) else None


def _placed(bare: str, main: str, base: Base) -> str | None:
    """Put a place that only the answer tells for one in the place of the one that was asked about: "and Tendo?" after
    "How many are in Kisanga?", answered with "twelve, and seven in Tendo". Of what no answer tells it must be asked how
    much there is of it in a place, for which no person's name can stand.
    """
    asked = phrases(main)
    places = [phrase for phrase in asked if phrase.named]
    if len(places) != 1 or places[0].sort != "place" or not _IN.search(main[: places[0].start]):
        return None
    old, named = places[0], [phrase for phrase in phrases(base.exchange.answer) if phrase.named]
    told = {phrase.written.casefold(): phrase.written for phrase in named if phrase.sort == "place"}
    name = told.get(bare.casefold())
    if name is None and _HOW_MANY.match(main) and bare[1:].islower() and not is_plural(bare.casefold()):
        found = phrases(f"about {bare}")
        name = bare if len(found) == 1 and found[0].named and found[0].sort == "thing" else None
        if any(phrase.sort == "person" for phrase in asked) or any(p.keys & found[0].keys for p in named if name):
            return None
    return None if name is None or name == old.written else f"{main[: old.start]}{name}{main[old.end :]}"


def _alike(new: Phrase, old: Phrase, place: bool, main: str) -> bool:
    if new.head == old.head or (_described(new) and new.sort == old.sort and (_described(old) or not old.named)):
        return True
    if place and new.named:
        return old.named and (old.sort == "place" or _is_place(main[old.start : old.end]))
    if new.named:
        return old.named and old.sort in (new.sort, "thing", "person", "people")
    if new.sort in ("person", "people"):
        return old.sort in ("person", "people")
    return old.sort == new.sort and new.named == old.named


def _described(phrase: Phrase) -> bool:
    """Say whether a common noun with a name before it describes something: "the Italian embassy"."""
    return phrase.named and phrase.written.startswith("the ") and phrase.written.split()[-1].islower()


def _is_place(name: str) -> bool:
    return any(True for _ in Gazetteer.open().groups(folded(name)))
