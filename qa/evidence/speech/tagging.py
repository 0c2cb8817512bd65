"""A sentence as a row of tags, one character a token, over which patterns can be laid."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qa.evidence.speech.lexicon import SPEECH_VERBS, TIMES

_TOKEN: Final = re.compile(r"(\d+(?:[:.,/]\d+)+|\w+(?:['’.\-–/&‑]\w+)*)|[^\w\s]")
_QUOTES: Final = frozenset('"“”„«»‹›')
_CLOSERS: Final = {
    "(": re.compile(r"\)"),
    "[": re.compile(r"\]"),
    '"': re.compile('"'),
    "“": re.compile("[”»]"),
    "„": re.compile("[“”»]"),
    "«": re.compile("[»”]"),
    "‹": re.compile("›"),
}
_OPENERS: Final = frozenset(_CLOSERS)
_BEFORE_SENTENCE: Final = frozenset({"", ".", ":", ";", "-"})
_TELLING_TAGS: Final = frozenset({"", ".", ":", ";", "-", "D", "#"})
"""Tags that have a say in what the next word is; all others count as "n"."""
_LONG: Final = 60
"""Characters of a quotation that can still be a name."""
_ALIKE: Final = frozenset({"US", "IT", "WHO", "AM"})
"""Initials that are no pronouns."""
_INITIALS: Final = 8
"""Characters of a quotation that can be a name though a full stop ends it."""
_TITLES: Final = frozenset(
    "mr mrs ms miss dr prof sr sra srta don doña mme mlle m herr frau fr sgt cpl lt col capt cpt gen maj adm cdr insp "
    "det supt rev hon st eng ing cllr sen rep gov pres dir no nos art acc approx ca vs etc min max tel".split()
)


def _words(tag: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), tag)


_CONTRACTED: Final = ("s", "d", "ll", "ve", "re", "m")
_WORD_TAGS: Final = {
    **_words(
        "D",
        "the a an his her its their our my your this these those some several many most few both each every any no "
        "one two three four five six seven eight nine ten eleven twelve another other others certain various all "
        "neither either",
    ),
    **_words("o", "of for in at from on with near behind against within inside outside"),
    **_words("i", "to"),
    **_words(
        "p",
        "by after before during through under over between into onto about without until till since across along "
        "around per via upon despite regarding concerning toward towards beyond above below amid among off up down out "
        "like unlike except than",
    ),
    **_words("c", "and or & plus nor"),
    **_words("h", "he she they it i we you"),
    **dict.fromkeys(
        (
            f"{who}{mark}{end}"
            for who in "he she they it i we you that there here what".split()
            for mark in "'’"
            for end in _CONTRACTED
        ),
        "h",
    ),
    **_words("m", "him them me us himself herself itself themselves myself ourselves"),
    **_words("w", "who which whose whom what"),
    **_words("t", "that"),
    **_words("S", "because while whereas although though as when if but whether so where why how unless once yet"),
    **_words(
        "a",
        "is are was were be been being am has have had having do does did will would shall should can could may might "
        "must cannot ought isn't wasn't aren't weren't hasn't haven't hadn't didn't doesn't don't won't wouldn't can't "
        "couldn't isn’t wasn’t aren’t weren’t hasn’t haven’t hadn’t didn’t doesn’t don’t won’t wouldn’t can’t couldn’t",
    ),
    **_words(
        "r",
        "also later then again not never now still already too even just only however meanwhile therefore soon today "
        "yesterday tonight tomorrow instead moreover nevertheless first ever always often perhaps since once thereupon "
        "afterwards thus hence further furthermore again there here",
    ),
    **_words(
        "v",
        "took made went came got left broke fell rose ran led lost met paid sent set shot sold spent struck won wore "
        "threw kept built bought brought caught chose cut drew drove ate flew fought forgot hid hit hurt let lit meant "
        "rang rode sank sat shook shut slept slid stole swam tore woke withdrew became began bit blew burst cost dealt "
        "dug drank fed fled froze grew hung lent stood stuck swept lies takes makes wants needs remains leaves goes "
        "comes keeps gets becomes begins brings seems appears sits lives owns sells buys stands means rings phones "
        "show shows showed",
    ),
}
_PLACED: Final = frozenset("above behind below inside near outside over under".split())
"""Prepositions that are adjectives after "the" ("the outside reviewer")."""
_NOT_ADVERBS: Final = frozenset("family assembly supply july italy reply rally bully belly daily weekly".split())


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence's tokens. `tags` has one character for each.

    D determiner, N capitalised word, n other content word, X noun that can be a verb of speech, V verb of speech,
    G its form in -ing, v other verb, e form in -ed, g form in -ing, a auxiliary, h and m pronouns (subject, object),
    w who and which, t that, S conjunction, c and, o and p prepositions (o: such as hang on a noun), i to, r adverb,
    # number, q a short quotation such as a name, Q another, b a whole bracket, " a quotation mark that stays open;
    , ; : . and - (a dash) stand for themselves.
    """

    text: str
    tags: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def tagged(text: str, start: int = 0, end: int | None = None) -> Tagged:
    """Take a text, or ``text[start:end]``, apart. Offsets are those of the whole text."""
    stop = len(text) if end is None else end
    tags: list[str] = []
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    unclosed: set[str] = set()
    previous = ""
    skipped = start
    for match in _TOKEN.finditer(text, start, stop):
        span = match.span()
        if span[0] < skipped:
            continue
        tag: str | None
        if match.lastindex:
            word, tag = _word(match[0], previous if previous in _TELLING_TAGS else "n")
        else:
            word = match[0]
            closing = _closing(text, span[0], stop, unclosed) if word in _OPENERS else None
            if closing is None:
                tag = _mark(word, text, span[0], words)
            else:
                skipped = closing
                span = span[0], closing
                tag = "b" if word in "([" else "Q" if _is_speech(text, *span) else "q"
        if tag is not None:
            tags.append(tag)
            words.append(word)
            spans.append(span)
            previous = tag
    for place in range(len(tags) - 1):
        if tags[place] == "t" and words[place + 1] in TIMES:
            tags[place] = "D"
        elif words[place] == "a" and text[spans[place][1]] == ".":
            tags[place] = "N"
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    return Tagged(text, "".join(tags), tuple(words), starts, ends)


def _closing(text: str, start: int, stop: int, unclosed: set[str]) -> int | None:
    """Give where the quotation or bracket that opens at `start` ends, None where it stays open. `unclosed` remembers
    the marks that nothing closes any more, so that a text is not searched again and again.
    """
    mark = text[start]
    if mark in unclosed:
        return None
    found = _CLOSERS[mark].search(text, start + 1, stop)
    if found is None:
        unclosed.add(mark)
        return None
    return found.end()


def _is_speech(text: str, start: int, end: int) -> bool:
    """Say whether a quotation is more than a name in quotation marks."""
    length = end - start
    return length > _LONG or (length > _INITIALS and text[end - 2] in ",.!?;:…")


def _mark(token: str, text: str, place: int, words: list[str]) -> str | None:
    """Give the tag of a mark, None for one that says nothing: the full stop of "Dr.", an apostrophe."""
    if token in ",;:":
        return token
    if token in "—–-":
        return "-" if token == "—" or place == 0 or text[place - 1].isspace() else None
    if token == ".":
        before = words[-1] if words else ""
        after = text[place + 1 : place + 3].lstrip()[:1]
        initials = (len(before) == 1 or "." in before) and before[:1].isalpha()
        short = initials or before in _TITLES or after in ",;:"
        return None if short and after else "."
    return "." if token in "!?…" else '"' if token in _QUOTES else None


@lru_cache(maxsize=65_536)
def _word(token: str, previous: str) -> tuple[str, str]:
    """Give a word in small letters and its tag."""
    word = token.lower()
    return word, _tag(token, word, previous)


def _tag(token: str, word: str, previous: str) -> str:
    """Give the tag of a word after a token tagged `previous`, one of `_TELLING_TAGS` or "n" for any other."""
    if token[0].isdigit():
        return "#"
    if token in _ALIKE:
        return "N"
    capital = token[0].isupper()
    inside = capital and previous not in _BEFORE_SENTENCE
    known = _WORD_TAGS.get(word)
    if known is not None:
        if previous == "D" and word in _PLACED:
            return "n"
        named = word == "a" or (known in "avrSop" and token != "I")
        return "N" if inside and named else known
    verb = SPEECH_VERBS.get(word)
    if verb is not None and not inside:
        if verb.form == "ing":
            return "n" if previous == "D" else "G"
        if verb.noun:
            return "X"
        return "e" if verb.form == "past" and previous and previous in "D#" else "V"
    if capital:
        return "N"
    if len(word) > 4 and word.endswith("ly") and word not in _NOT_ADVERBS:
        return "r"
    if len(word) > 3 and word.endswith("ed"):
        return "e"
    return "g" if len(word) > 4 and word.endswith("ing") else "n"
