"""What part a time plays in its sentence: whether it heads the text, sets the scene, or is only mentioned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from index import _date_words as words
from index.document import Day
from index.tense import tells_future, tells_past
from index.times import TimeMention

Role: TypeAlias = Literal["day", "entry", "dateline"]
"""What a time at the head of something says: the day of all that follows ("DAY 2, Wed 10 May"), that of an entry
("6 February, 05:30 – Hand-over"), or that of the text itself ("Sent: Monday 3 June")."""
OPENING: Final = 3
"""The first sentences of a document, where its own date is looked for."""

_LONGEST_SCENE: Final = 8
"""Days; what happened "between June and August" is not told of each sentence after it."""
_FEW_WORDS: Final = 5
_HEAD: Final = 120
"""Characters within which a heading says its date."""

_HOUR_FIRST: Final = re.compile(
    r"[\W_]{0,4}(?:(?P<colon>\d{1,2}):(?P<minutes>[0-5]\d)|(?P<point>\d\d)\.(?P<past>[0-5]\d)|(?P<plain>[0-2]\d[0-5]\d))"
    r"(?![\d%]|[.,:]\d)(?:\s?(?P<half>[ap])\.?m\.?)?(?=\s|[,;:.\u2013\u2014-]|\Z)"
)
_HOUR_NEXT: Final = re.compile(r"[\s,;(-]{0,4}(?:at\s)?(?:\d{1,2}[:.][0-5]\d|[0-2]\d[0-5]\d)(?!\d)")
_LEADS: Final = re.compile(
    r"\b(?:on|by|since|until|till|before|after|from|to|of|in|and|the|between|for|this|that)\s{1,4}\Z", re.IGNORECASE
)
_DATED: Final = re.compile(
    r"\b(?:dated?|sent|issued|published|released|posted|updated|held|signed|compiled|written|drawn up|adopted|prepared"
    r"|recorded|status|as (?:of|at))\b(?:[^\w]{1,3}\w{1,12}){0,3}[^\w]{1,3}\Z",
    re.IGNORECASE,
)
_DAY_WORDS: Final = re.compile(
    r"[\W\d_]|\b(?:day|the|night|morning|evening|afternoon|entry|part|on|week)\b", re.IGNORECASE
)
_MESSAGE: Final = re.compile(r"\W{0,4}(?P<word>from|sent|date):", re.IGNORECASE)
_PLACE: Final = re.compile(r"\W{0,3}[^\W\d_][^,;:]{1,40},\s{1,4}")
_AFTER_HEAD: Final = re.compile(r"\s{0,3}(?:[\u2013\u2014:.,;|)-]|\n|\Z)")
_FRONT_WORD: Final = (
    r"(?:\d{1,4}|[ap]\.?m|and|but|also|then|so|in|on|at|by|from|between|during|around|about|of|the|an?|early|late|hours?"
    r"|morning|afternoon|evening|night|dawn|dusk|noon|midnight|midday|sunset|sunrise|o['\u2019]clock|however|there|here"
    r"|meanwhile|saint|as|already|again|only|later|just|before|after|shortly|within|course|start|end|beginning|day)"
)
_HOURS_OF: Final = re.compile(
    r"\b(?:day|morning|evening|night|afternoon|dawn|dusk|hours|noon|midnight|eve|course|start|end|close|evening hours)"
    r"\s{1,4}of\s{1,4}(?:the\s{1,4})?\Z",
    re.IGNORECASE,
)
_REFERS: Final = re.compile(
    r"\b(?:of|as|dated|from|due|for|no\.?|bulletin|issue|edition)\s{1,4}(?:the\s{1,4})?\Z", re.IGNORECASE
)
_THE: Final = re.compile(r"\b(?:the|this|that|a)\s{1,4}\Z", re.IGNORECASE)
_CLAUSE: Final = re.compile(
    r"[,;:]\s{1,4}(?:\w{2,15}ed\b|and|but|while|where|which|who|whom|whose|as|after|before|since|because|although|whereas|when|that)\b"
    r"|[;(\[]|\b(?:that|which|who|since|because|although|whereas|whether|if|after [^,]{1,80}|when)\b",
    re.IGNORECASE,
)
_FRONT: Final = re.compile(
    rf"[^,]{{0,40}},\s{{1,4}}(?:{_FRONT_WORD}\W{{1,4}}){{0,8}}|\W{{0,4}}(?:{_FRONT_WORD}\W{{1,4}}){{0,8}}",
    re.IGNORECASE,
)
_STATE: Final = re.compile(r"\W{0,4}as\s{1,4}(?:of|at|on)\s{1,4}(?:\w{1,9}\s{1,4}){0,3}", re.IGNORECASE)
_EVENT: Final = re.compile(
    r"\b(?:the|this|that|these|those|both)\s{1,4}(?:[\w-]{1,20}\s{1,4}){0,2}?(?P<event>(?:attack|bombardment|bombing"
    r"|shelling|strike|airstrike|raid|blast|explosion|fire|crash|collision|accident|incident|clash|shooting|killing"
    r"|murder|abduction|kidnapping|robbery|theft|arrest|protest|riot|earthquake|quake|flood|landslide|avalanche|storm"
    r"|breach|collapse|outage|leak|spill|vote|election|meeting|hearing|session|ceremony|launch|landing|ambush|assault"
    r"|operation|search|rescue|evacuation|sighting|closure)(?:es|s)?)\b",
    re.IGNORECASE,
)

_ENDING: Final = re.compile(r"(?:ings?|ments?|ions?|es|s)\Z")


def hour_of(text: str) -> int | None:
    """Give the minute of the day with which an entry of a log begins ("05:30 – Hand-over"), None where it does not."""
    match = _HOUR_FIRST.match(text)
    if match is None:
        return None
    if match["plain"]:
        hour, minute = int(match["plain"][:2]), int(match["plain"][2:])
    else:
        hour, minute = int(match["colon"] or match["point"]), int(match["minutes"] or match["past"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    return hour * 60 + minute if hour < 24 else None


def head_of(text: str, mentions: Sequence[TimeMention], *, opens: bool, begins: bool) -> tuple[Role, Day] | None:
    """Give the day that heads something, and what.

    opens: the sentence opens a paragraph; begins: it is one of the first of the document.
    """
    found: list[tuple[Role, Day]] = []
    for mention in mentions:
        if not mention.days or mention.start > _HEAD or is_state(text, mention):
            continue
        label = _DATED.search(text[max(0, mention.start - 60) : mention.start]) is not None
        role = _role(text, mention, label, opens, begins)
        if role is not None:
            found[:0] = [(role, mention.days[-1 if role == "dateline" else 0])] if label else []
            found += [] if label else [(role, mention.days[-1 if role == "dateline" else 0])]
    return found[0] if found else None


def _role(text: str, mention: TimeMention, label: bool, opens: bool, begins: bool) -> Role | None:
    before, after = text[: mention.start], text[mention.end :]
    few = len(before.split()) + len(after.split()) <= _FEW_WORDS
    led = _LEADS.search(before) is not None
    if label:
        return "dateline" if few or begins or before.rstrip().endswith(":") else None
    if heads_message(text) and _HOUR_NEXT.match(text, mention.end):
        return "dateline"
    if led or tells_past(before):
        return None
    if (opens or not before) and _HOUR_NEXT.match(text, mention.end):
        return "entry" if len(before.split()) <= _FEW_WORDS else "dateline"
    if few and not tells_past(after):
        if not _DAY_WORDS.sub("", before + after):
            return "day"
        if _PLACE.fullmatch(before):
            return "dateline"
    return "dateline" if begins and _AFTER_HEAD.match(text, mention.end) else None


def heads_message(text: str) -> str | None:
    """Give the word with which a sentence heads a message ("from", "sent"), None where it does not."""
    match = _MESSAGE.match(text)
    return match["word"].casefold() if match else None


def is_month(text: str, mentions: Sequence[TimeMention]) -> bool:
    """Say whether a sentence is a heading that is only a month ("MARCH.", "March 1926")."""
    return (
        len(mentions) == 1
        and len(mentions[0].intervals) == 1
        and not mentions[0].days
        and len(text) - (mentions[0].end - mentions[0].start) <= 9
        and not re.search(r"\w", text[: mentions[0].start] + text[mentions[0].end :])
    )


def is_fronted(text: str, mention: TimeMention) -> bool:
    """Say whether a time stands at the beginning of its sentence: "In Peru, on May 5, two planes flew"."""
    before = text[: mention.start]
    return len(before) <= 60 and not tells_past(before) and _FRONT.fullmatch(before) is not None


def is_state(text: str, mention: TimeMention) -> bool:
    """Say whether a time is that of a state of affairs ("As of 20 June, 8,430 people are in shelters")."""
    return _STATE.fullmatch(text[: min(mention.start, 60)]) is not None


def tells_when(text: str, mention: TimeMention) -> bool:
    """Say whether a day of the week tells when ("on Monday", "Monday evening"), and is not only called so ("the Monday
    list", "he said Monday").
    """
    before = text[max(0, mention.start - 30) : mention.start]
    return (
        mention.joined
        or mention.shift is not None
        or not before.strip()
        or words.LEADS_TO_WEEKDAY.search(before) is not None
        or words.DAY_PART_NEXT.match(text, mention.end) is not None
    )


def scene_of(text: str, mentions: Sequence[TimeMention]) -> list[TimeMention]:
    """Give those times of a sentence at which what it tells took place.

    Not those to come, nor those that only belong to something mentioned ("the letter of 3 May", "since May 4", "the
    May 4 attack"), nor those of a clause beside the main one.
    """
    scene = [mention for mention in mentions if _sets_scene(text, mention)]
    return scene[:1] if scene and is_fronted(text, scene[0]) else scene


def _sets_scene(text: str, mention: TimeMention) -> bool:
    if mention.relation != "on" or any((interval.length or 0) > _LONGEST_SCENE for interval in mention.intervals):
        return False
    if is_state(text, mention):
        return True
    before = text[: mention.start]
    near = before[-40:]
    if tells_future(text) or (_REFERS.search(near) and not _HOURS_OF.search(near) and not mention.joined):
        return False
    if _THE.search(near) and text[mention.start].isalpha() and mention.days:  # "the May 4 attack"
        return False
    if is_fronted(text, mention):
        return True
    return tells_past(text) and not _CLAUSE.search(before)


def speaks_on(text: str, account: str) -> bool:
    """Say whether a sentence speaks on of an event that an account tells of: "the attack" after "was attacked"."""
    told = account.casefold()
    for match in _EVENT.finditer(text):
        stem = _ENDING.sub("", match["event"].casefold())
        if re.search(rf"\b{stem[: max(4, len(stem) - 1)]}\w{{0,6}}\b", told):
            return True
    return False
