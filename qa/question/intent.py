"""What kind of answer a question asks for, told from its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from qa.question.small_talk import is_small_talk
from qa.question.whether import AUXILIARY, FILLER, asks_if_known, asks_in_short, asks_whether, states
from qa.words import content_words

Kind: TypeAlias = Literal[
    "who", "what", "when", "where", "how-many", "which", "why", "how", "list", "yes-no", "statement", "definition",
    "by-date", "summary", "none",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Intent:
    """The kind of answer asked for, and whether several items are wanted (`many`).

    kind: "statement" asks what somebody said; "none" is no question (thanks, greetings, nothing but marks).
    agent: the question asks for who did something ("who attacked …", "by whom"), so that an account that leaves the
    actor open calls for the claims of others beside it. sides: it asks for two accounts or figures to be set side by
    side, so that one of them alone is half an answer. known: it asks whether something has been found out ("do they
    know who …", "has the cause been established?"), so that a sentence that leaves it open answers "no".
    """

    kind: Kind
    many: bool = False
    agent: bool = False
    sides: bool = False
    known: bool = False


def _words(*alternatives: str) -> re.Pattern[str]:
    """Compile alternatives, each matched as whole words and without case."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


_SAY: Final = (
    r"(?:say|said|says|saying|state[ds]?|announce[ds]?|declare[ds]?|claim(?:s|ed)?|comment(?:s|ed)?|tell|told|"
    r"report(?:s|ed)?|argue[ds]?|explain(?:s|ed)?|write|wrote|repl(?:y|ied))"
)
_PLACES: Final = (
    r"(?:place|location|city|country|region|town|area|province|district|village|governorate|site|spot|street|state)"
)
_PEOPLE: Final = (
    r"(?:group|person|people|organi[sz]ation|company|agency|army|force|team|official|source|outlet|media|newspaper|"
    r"journalist|villager|doctor|engineer|firm|party)"
)

_OFFERS: Final = _words(
    "hi", "hello", "hey", "hiya", "howdy", "greetings", r"good (?:morning|afternoon|evening|day|night)", "help", "you",
    "i", "thanks?", "thx", "this work", "it work", r"test(?:ing)?", "bye", "goodbye",
)  # fmt: skip
"""What makes small talk of a text that asks: greetings, and what is asked of the assistant itself."""
_SUMMARY: Final = _words(
    r"summar(?:y|i[sz]e\w*)", "overview", "gist", r"tl;?dr", r"in (?:a nutshell|brief)", "sum up", "recap", "outline",
    r"main (?:points?|ideas?|message|topics?|events|findings|takeaways?)", "brief me", "big picture",
    r"key (?:points?|events|facts|findings|takeaways?)", "bottom line",
    r"what(?:'s| is| was)? (?:this|the|that)(?: \w+)?(?: \w+)? (?:all )?about(?=\W*$)",
    r"what(?:'s| is| was) [“\"].{1,200}?[”\"] about",
    r"what does (?:this|the) (?:report|article|document|text) (?:say|cover|deal with|describe)(?=\W*$)",
    r"(?:bring|get|put) me up to (?:speed|date)", r"what(?:['’]s| is) (?:the latest|new) (?:on|with|about|in|from)",
    r"where (?:do )?things stand", r"boil(?:ed|s)? (?:it |that |this )?down", "digest of",
    "synopsis", "run-?down", "in short", "briefly",
    r"in (?:a|one|two|three|a few)(?: short)? (?:sentence|line|word)s?(?: or (?:two|three|so))?",
    r"^\W*(?:a|one|two|three|a few)(?: short)? (?:sentence|line)s?(?: or (?:two|three|so))?"
    r"(?: (?:for|on|about) .{1,40}?(?=:))?",
)  # fmt: skip
_COURTESY: Final = re.compile(
    r"^(?:\W*\b(?:dear \w+|hi|hello|please|kindly|could|can|would|will|you|i|we|need|want|like|to|have|get|give|me|"
    r"us|write|provide|make|put|tell|let|know|a|an|the|short|quick|brief|one|of|on|about|for|summary|overview|"
    r"colleagues?|friends?|all)\b\W?)*"
    r"|(?:\W*\b(?:please|thanks|thank you|if you can|will you|would you|for me))+\W*$",
    re.IGNORECASE,
)
_LIST: Final = _words(
    "list", "enumerate", r"names? (?:all|every|the|of)", r"all (?:the|of the)", "every", "each of", "each",
    r"which (?:\w+ )?\w+s (?:were|are|did|have|had)", r"what (?:\w+ )?(?:attacks|groups|places|countries|bases|sources|"
    r"events|incidents|companies|people|organi[sz]ations|reasons|measures)", r"who (?:all|else)", "timeline",
    r"chronolog\w+", "sequence of events", r"dates(?! (?:back|from))", r"(?:what|which) (?:days|nights|months|years)",
    r"in (?:what |which )?order(?! (?:to|that)\b)", r"all (?!(?:was|is|has|does|this|thus|yours?)\b)\w{3,}s",
)  # fmt: skip
_SAID: Final = tuple(
    re.compile(rf"\b{words}\b", re.IGNORECASE)
    for words in (r"(?:what|which)", r"(?:did|does|do|has|have|was|were|is|are)", _SAY)
)
"""What stands in this order where it is asked what somebody said. Looked for one after the other: a pattern with gaps
between them takes seconds over a long question.
"""
_SAYING: Final = (
    re.compile(r"\b(?:what|which)\b", re.IGNORECASE),
    re.compile(r"\b(?:statements?|remarks?|comments?|words|announcement|communiqu[eé]s?)\b", re.IGNORECASE),
)
_STATEMENT: Final = re.compile(
    r"\b(?:statements?|remarks|comments?|words|press release|announcement) (?:of|by|from|issued|made)\b"
    r"|\bcontents? of .{0,200}\bstatement\b|^\W*(?:quote|repeat) what\b|\bstatement\W*$",
    re.IGNORECASE,
)
_PREAMBLE: Final = re.compile(rf"^[^:?!.]{{2,60}}[:;–—-]\s*(?={AUXILIARY}\b)", re.IGNORECASE)
"""What stands before the question itself and asks nothing: "For the summary: was …"."""
_OPENED: Final = re.compile(rf"\W{{0,9}}{FILLER}(?:do|does|did|is|was|has|have|had)\b", re.IGNORECASE)
"""An opening that leaves it to the asked whether to say who, or that it is not known: "do they know who …"."""
_ADDED: Final = re.compile(r"\s*\([^()]{1,300}\)\s*(?=\W*$)")
"""What was put in brackets behind a follow-up, so that it stands alone."""
_DEFINITION: Final = re.compile(
    r"^\W*(?:define|definition of|meaning of|explain(?: the term)?)\b|\bstands? for\b|\bmean(?:t|s)? (?:by|when)\b"
    r"|\bwhat (?:do|does) .*\b(?:mean|refer to)\b|\bdef\.?\W*$|^[^?]{2,40}=\s*\?*$"
    r"|^\W*(?:what(?:['’]?s| is| are)|who(?:['’]?s| is| are)) (?:an? |"
    r"the )?[\"“']?[\w\-.'’]+(?:[ \-][\w\-.'’]+){0,3}[\"”']?\s*\??\s*$",
    re.IGNORECASE,
)
_AGENT: Final = re.compile(
    r"\bby (?:whom|who|which)\b|\bwho (?!says?\b|said\b|is\b|are\b|was\b|were\b|did\b|does\b|do\b)\w+"
    r"|\bwho (?:was|is|were|are) (?:behind|responsible|to blame)\b|\bresponsible for\b|\bperpetrat|\bculprit",
    re.IGNORECASE,
)
_WHAT_HAPPENED: Final = _words(
    r"what (?:else )?(?:happened|occurr?ed|took place|went on|(?:was|has been) (?:going on|happening))",
    r"events? (?:of|on)",
    "incidents",
)

_ACCOUNTS: Final = (
    r"(?:accounts?|versions?|figures?|numbers?|counts?|tolls?|tall(?:y|ies)|estimates?|explanations?|stor(?:y|ies)|"
    r"views?|opinions?|sums?|word)"
)
_OWNED: Final = (
    rf"(?!(?:what|who|where|when|how|that|there|here|it|he|she|let)['’])\b\w+(?:['’]s|s['’]) (?:\w+ )?{_ACCOUNTS}\b"
)
_SIDES: Final = _words(
    "versus", "vs", r"compared? (?:to|with|against)", "contrast", "side by side", r"as (?:against|opposed to)",
    r"(?:this|now|today) .{0,40}against .{0,20}(?:last|previous)",
    r"(?:how|where|what|much) .{2,90} (?:differ|disagree|diverge)",
    r"(?:see|value|read|interpret|tell) .{0,60}differently", r"disagree[sd]? (?:about|on|over|as to)",
    r"differ(?:s|ed)? (?:on|over|about|as to|from|in)", r"contradict (?:each other|one another)", "at odds",
    r"how (?:far|wide) apart", r"what (?:do|does|did) (?:.{2,60} )?each", r"what .{2,60} do(?:es)? each",
    r"what (?:do|does|did) (?:the )?(?:two|both) \w+ \w+", "who says what",
    rf"what (?:do|does|did) .{{2,60}}\b(?:{_SAY}|count|want|think|hold|reckon)\b.{{0,60}}"
    r"\band what (?:do(?:es)? |did )?the \w+",
    rf"(?:rival|competing|conflicting|opposing|diverging|differing) (?:{_ACCOUNTS}|reasons?|claims?)",
    r"(?:two|both) (?:versions|tolls|tallies|estimates|explanations|stories|views|opinions)",
    r"(?:tell|give|have) the same (?:account|version|story|figure|number|toll|reason)",
    r"(?:do|does|did) .{2,60} (?:agree|tally|match|square) with",
    r"(?:do|does|did) .{2,60} and .{2,60} (?:agree|tally|match)",
    rf"{_OWNED}.{{0,30}}?\b(?:and|against|next to|or) .{{0,20}}\b\w+(?:['’]s|s['’])(?! \w+ing)",
    rf"{_OWNED} ?/ ?\w+(?:['’]s|s['’])", r"before (?:and|or|versus) (?:after|now)", "depending on whom",
)  # fmt: skip
"""What asks for two accounts or figures beside each other."""

_BY_WORD: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("how-many", _words(
        r"how\s?(?:many|much|often|long|old|far|large|big|high|tall|deep|heavy|"
        r"fast)", r"(?:number|no\.|total|tally) of",
        "count", "percent(?:age)?", "head ?count",
        r"what (?:\w+ )?(?:number|figure|amount|price|sum|share)", "death toll",
    )),
    ("when", _words(
        r"w(?:h)?(?:at|ich) (?:\w+ )?(?:times?|date|day|year|month|hour)", "when", "date of", "dates?", r"\w+ year$",
    )),
    ("where", _words("where", "whereabouts", rf"(?:what|which) (?:\w+ )?{_PLACES}", "location of")),
    ("why", _words("why", r"what (?:caused|led|prompted|triggered|made)", "reason", "cause of", "motive", "how come",
        "purpose",
    )),
    ("who", _words("who", "whom", "whose", rf"(?:what|which) (?:\w+ )?{_PEOPLE}")),
    ("how", _words(r"how(?! about\b)", "by what means", "in what way")),
    ("which", _words("which")),
)  # fmt: skip
"""Kinds told by a word of the question; the one whose word comes first counts, the longer where two begin together."""


def intent_of(question: str) -> Intent:
    """Tell what kind of answer a question asks for.

    Rules on the question's form alone, none on any subject. Keyword queries without a question word are "what". What
    stands in brackets at the end has a say only where the words before it tell nothing.
    """
    text = " ".join(question.split())
    main = _ADDED.sub("", text)
    intent = _told(main)
    if main != text and (intent is None or intent.kind == "none"):
        intent = _told(text)
    intent = intent or Intent("yes-no" if asks_in_short(main) else "what")
    if intent.kind == "none":
        return intent
    known = asks_if_known(main) and (intent.kind == "yes-no" or _OPENED.match(main) is not None)
    return replace(intent, sides=_SIDES.search(text) is not None, known=known)


def is_talk(question: str, *, later: bool = False) -> bool:
    """Say whether a text is small talk and no question.

    later: something was said before, so that "no?" and "that's all?" ask on.
    """
    asks_on = later and question.rstrip(" !.…").endswith("?") and re.search(r"\w", question) is not None
    return intent_of(question).kind == "none" and not (asks_on and _OFFERS.search(question) is None)


def _told(text: str) -> Intent | None:
    """Tell the kind from the words, None where they do not."""
    if not re.search(r"\w", text) or is_small_talk(text):
        return Intent("none")
    if _SUMMARY.search(_PREAMBLE.sub("", text)):
        return Intent("summary", many=True)
    if asks_whether(text):
        return Intent("yes-no")
    agent = _AGENT.search(text) is not None
    many = _LIST.search(text) is not None
    if _STATEMENT.search(text) or _in_order(_SAID, text) or _in_order(_SAYING, text):
        return Intent("statement")
    if _DEFINITION.search(text) and not many:
        return Intent("definition")
    kind = _kind_by_word(text)
    if kind is not None:
        return Intent(kind, many=many and kind != "how-many", agent=agent and kind in ("who", "which"))
    if _WHAT_HAPPENED.search(text):
        return Intent("by-date", many=True)
    if many:
        return Intent("list", many=True)
    return Intent("yes-no") if states(text) else None


def focus_of(question: str) -> str:
    """Give what a summary is asked of: the question without the words that ask for one.

    Where nothing else is said, it is the whole document, and the question is given back as it is.
    """
    rest = _SUMMARY.sub(" ", question)
    if not content_words(rest):
        return question
    rest = _COURTESY.sub(" ", re.sub(r"\s+(?=[,.?!])", "", rest))
    rest = " ".join(rest.split()).strip(" ,:;–—-")
    return rest if content_words(rest) else question


def asks_for_whole(question: str, titles: Iterable[str]) -> bool:
    """Say whether a question for a summary is about a document as a whole, and not about some matter in it."""
    rest = _SUMMARY.sub(" ", question.casefold()) if _SUMMARY.search(question) else question.casefold()
    if any(title.casefold() in question.casefold() for title in titles):
        return True
    return not content_words(rest)


def _in_order(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    """Say whether patterns occur one behind the other, anything between them."""
    place = 0
    for pattern in patterns:
        match = pattern.search(text, place)
        if match is None:
            return False
        place = match.end()
    return True


def _kind_by_word(text: str) -> Kind | None:
    found: list[tuple[int, int, Kind]] = []
    for kind, pattern in _BY_WORD:
        match = pattern.search(text)
        if match:
            found.append((match.start(), -match.end(), kind))
    return min(found)[2] if found else None
