"""What must follow a verb of speech for it to tell a claim, see `qa.evidence.speech.lexicon.Frame`."""

from __future__ import annotations

import re
from typing import Final

from qa.evidence.speech.lexicon import DOCUMENTS, PEOPLE, SpeechVerb
from qa.evidence.speech.phrases import REACH, Named, head_of, phrase_from
from qa.evidence.speech.tagging import Tagged

_CLAUSE: Final = re.compile(
    r"[rb]?(?:[mN]|i[Dm]?[nNX]{0,4}|[op]D?[nNXeGg#]{1,5}|D[nNXe]{1,4}){0,3},?r?[tqQ:\"]"  # "told the paper that"
    r"|r?h[arvVXe]|[wS]"  # "said he would", "asked whether"
    r"|D[nNX]{1,3}[avV]|N{1,3}[avV]"  # "said the pump had"
)
_ANNOUNCED: Final = re.compile(r"[^;.]{0,14}:")
"""What ends by announcing what was said ("stated on this matter as follows:")."""
_NUMBERS: Final = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands dozen dozens "
    "half third quarter none nobody no one single".split()
)
_CLOCK: Final = re.compile(
    r"\d{1,2}|\d{4}|\d{1,2}[.:]\d\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
)
_FIGURES: Final = frozenset("figure figures number numbers toll total count estimate".split())
_ACCOUNTS: Final = frozenset("account version explanation reason reasons assurance".split())
_HEARD: Final = frozenset("witness witnesses case cases appeal appeals testimony evidence argument arguments".split())
"""What a court or an inquiry hears."""
_NO_CLAIM: Final = {
    "insist": (("on",),),
    "report": (("missing",), ("dead",), ("stolen",), ("lost",)),
}
"""What follows a verb that else tells a claim whatever follows, where it tells none ("reported missing")."""
_GUILTY: Final = frozenset({"responsible", "liable", "accountable", "guilty"})
_QUALITY: Final = re.compile(r"(?:al|ous|ful|less|able|ible|ive|ic|ish)$")
_CALLED_SO: Final = re.compile(r"D[nNX]{1,3}?(?=[qD])|D[nNX]{1,2}(?=n)")


def tells_clause(words: Tagged, place: int) -> bool:
    """Say whether a clause, a quotation or the like follows token `place`."""
    return _CLAUSE.match(words.tags, place + 1, place + 1 + REACH) is not None


def frame_fits(words: Tagged, place: int, verb: SpeechVerb) -> bool:
    """Say whether what follows the verb at token `place` is what follows it where it tells a claim."""
    frames = verb.frames
    after = words.tags[place + 1 : place + 1 + REACH]
    following = words.words[place + 1 : place + 13]
    if "any" in frames:
        return following[:1] not in _NO_CLAIM.get(verb.lemma, ())
    return (
        ("clause" in frames and _tells(verb, after))
        or ("figure" in frames and _gives_figure(verb, after, following))
        or ("level" in frames and _gives_level(verb, after, following))
        or ("taken" in frames and _takes(verb, after, following))
        or ("point" in frames and following[:1] in (("to",), ("at",), ("out",)))
        or ("issue" in frames and _issues(after, following))
    )


def witnesses(words: Tagged, place: int, named: Named) -> bool:
    """Say whether the verb at token `place` tells what a person saw or heard."""
    if words.tags[place + 1 : place + 2] not in set("DnN#"):
        return False
    thing = phrase_from(words, place + 1)
    if thing is not None and head_of(words, thing) in _HEARD:
        return False
    tags = words.tags[named.first : named.last]
    return head_of(words, named) in PEOPLE or "NN" in tags or ("N" in tags and "n" in tags)


def _tells(verb: SpeechVerb, after: str) -> bool:
    if (verb.lemma == "agree" and after[:1] == ":") or (verb.lemma == "hold" and after[:1] in {"q", "Q"}):
        return False
    return _CLAUSE.match(after) is not None or _ANNOUNCED.fullmatch(after) is not None


def _is_number(tag: str, word: str) -> bool:
    return tag == "#" or word.split("-")[0] in _NUMBERS


def _until_stop(after: str, most: int) -> int:
    """Give how many of the next tokens, at most `most`, stand before a semicolon or full stop."""
    return next((place for place, tag in enumerate(after[:most]) if tag in ";."), min(most, len(after)))


def _gives_figure(verb: SpeechVerb, after: str, following: tuple[str, ...]) -> bool:
    stop = _until_stop(after, 7)
    near = following[:stop]
    number = any(_is_number(tag, word) for tag, word in zip(after, near, strict=False))
    match verb.lemma:
        case "speak":
            return following[:1] == ("of",)
        case "write":
            return number and (following[:1] == ("of",) or after[:1] == "#")
        case "give":
            if following[:1] == ("no",):
                return False
            return not (_FIGURES | _ACCOUNTS).isdisjoint(near) or (verb.form != "past" and after[:1] == "#")
        case "arrive" | "come":
            at = near.index("at") + 1 if "at" in near[:2] else stop
            return number and at < stop and _CLOCK.fullmatch(near[at]) is None
        case _:
            return number


def _gives_level(verb: SpeechVerb, after: str, following: tuple[str, ...]) -> bool:
    part = following[: _until_stop(after, 12)]
    if verb.lemma in ("lower", "raise") and _FIGURES.isdisjoint(part):
        return False
    if verb.lemma == "put" and after[:1] in set("opir"):
        return False
    if verb.lemma == "put" and part[:1] == ("it",) and after[1:2] in {",", ".", ""}:
        return True  # "as the warden put it"
    for place, word in enumerate(part):
        if word in ("down", "back") and part[place + 1 : place + 2] == ("to",):
            return True
        if word in ("at", "to") and place > 0:
            level = zip(after[place + 1 : place + 5], part[place + 1 :], strict=False)
            return verb.lemma == "date" or any(tag in "qQ" or _is_number(tag, each) for tag, each in level)
    return False


def _takes(verb: SpeechVerb, after: str, following: tuple[str, ...]) -> bool:
    if verb.lemma == "hold":
        return not _GUILTY.isdisjoint(following)
    if verb.lemma == "name":
        return following[:1] in (("it",), ("them",))
    if verb.form == "past" and after[:1] in {"q", "Q"}:
        return False  # "a group called “Free Quays”"
    if after[:1] in {"q", "Q", ".", "h", "t", ""} or following[:1] in (("this",), ("these",), ("him",), ("them",)):
        return True
    match = _CALLED_SO.match(after)
    if match is None or match.end() >= len(following):
        return False
    return after[match.end()] in "qD" or _QUALITY.search(following[match.end()]) is not None


def _issues(after: str, following: tuple[str, ...]) -> bool:
    """Say whether what is issued, made or read is a statement, and one that follows or is told."""
    for place, word in enumerate(following[:9]):
        if word in DOCUMENTS:
            told = after[place + 1 : place + 2] in {"t", "G", ":", "q", "Q"} or _ANNOUNCED.fullmatch(after) is not None
            return told or "following" in following[:place]
    return False
