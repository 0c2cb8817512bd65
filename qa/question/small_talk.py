"""Small talk: greetings, thanks, announcements and feelings, which ask nothing of the documents."""

from __future__ import annotations

import re
from typing import Final

_WE: Final = r"(?:i|we)"
_SOME: Final = (
    r"(?:(?:a|one|a few|some|several|a couple of|two|three|many) (?:quick |more |other |further |short |simple )?)"
)
_ABOUT: Final = r"(?:about|on|regarding) (?:(?:this|the|that|your|these) \w+|this|that|it)"
_VERY: Final = r"(?:so |very |really |quite |pretty |just |absolutely )?"
_FELT: Final = (
    r"(?:interesting|sad|terrible|awful|horrible|horrific|dreadful|shocking|amazing|incredible|unbelievable|crazy"
    r"|strange|weird|odd|funny|scary|frightening|tragic|surprising|impressive|fascinating|depressing|worrying"
    r"|disturbing|unfortunate|heartbreaking|awesome|a (?:shame|pity|relief)|(?:good|bad|great|sad) news)"
)
"""Words for what somebody feels about an answer, which ask nothing."""
_TALK: Final = 120
"""Characters of small talk at most."""
_SMALL_TALK: Final = re.compile(
    r"(?:(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day|night)|(?:many "
    r"|no )?thanks?(?: you)?"
    r"(?: (?:so|very) much| a lot| again| anyway| for (?:that|this|now|everything|nothing))?|thx|thanx|ty|ta|tks"
    r"|cheers|merci(?: beaucoup)?"
    r"|(?:muchas |mil )?gracias|(?:vielen )?dank[e]?|grazie|obrigad[oa]|shukran|much appreciated|appreciate it"
    r"|bye(?: bye)?|goodbye|see (?:you|ya)(?: later)?|ok(?:ay)?|okey|k|great|perfect|nice|cool|super|excellent"
    r"|wonderful|good|fine|alright|all right"
    r"|(?:right|sure|yes|no|really|true)(?!\W*\?)|got it|understood|noted|i (?:see|understand|got it|mean)|ah"
    r"|oh|aha|hm+|mhm"
    r"|wow|well|well done|bueno|yes|yeah|yep|no|nope|you(?:'| a)re (?:welcome|great|helpful)|please|there|all"
    r"|everyone|sir|madam|officer|doctor|friend"
    r"|for (?:the|your|all your|all the) (?:help|answers?|time|information|info|patience)|that(?:['’]?s| is"
    r"| was)? (?:helps|helpful|all|enough|it|good|great|fine"
    r"|clear|useful|very helpful|all for now|all i (?:need|needed|wanted))(?: (?:for )?(?:now|today|to know))?"
    r"|very helpful|makes sense|no (?:more|further) questions?"
    r"|sorry(?: for (?:so many|all the|the|my) \w+)?|never ?mind|have a (?:nice|good) \w+|how are you(?: doing"
    r"| today)?|are you there|test(?:ing)?"
    r"|what (?:can|do) you do|who are you|what are you|how (?:do|does) (?:you|this|it) work|can you help(?: me)?|help"
    rf"|(?:(?:may|can|could) (?:i|we)|{_WE}(?:['’]d| would) like to|{_WE} want(?:ed)? to|would like to|let me) ask"
    rf" (?:you )?(?:something|{_SOME}?questions?)(?: {_ABOUT})?"
    rf"|(?:{_WE}(?:['’]d| would) like to|{_WE} want(?:ed)? to|would like to) ask (?:you )?{_ABOUT}"
    rf"|(?:{_WE}(?:['’]ve| have)(?: just| also| still)?(?: got)?|{_WE} got|got|have) {_SOME}questions?(?: for you)?"
    rf"(?: {_ABOUT})?|let['’]?s (?:start|begin|get started)|{_WE}(?:['’]m|['’]re| am| are) an? \w+(?: and)?"
    r"|(?:(?:the |my )?next|another|new|one more|(?:a )?(?:quick|different)) question"
    r"|let me (?:think|see)|(?:one|just a|wait a|give me a) (?:moment|second|sec|minute)|hold on"
    rf"|(?:that(?:['’]?s| is| was)|this is|it(?:['’]s| is| was)|how|what) {_VERY}{_FELT}|(?:so |very |really ){_FELT}"
    r"|interesting|what an? (?:shame|pity|mess|tragedy)|good to know|lol|ha(?:ha)+|omg|ugh|phew|whoa"
    r"|dear(?: me)?|oh my(?: god)?"
    r"|i(?:['’]m| am) (?:new|back|done|good)(?: here)?)"
    r"(?![\w'’])[\s,.!?;:()…–—*-]*)+",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(
    r"\W*(?:(?:ok(?:ay)?|right|great|good|well|all right|alright|perfect|and|many|so|oh|no|yes)\b[\s,.!]*){0,4}"
    r"(?:thanks?(?: you)?|thx|cheers|merci|gracias|much appreciated)\b",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|has|have|can|could|will|would|tell|"
    r"list|name|give|show|about|and (?:on|in|the))\b(?! (?:very |so )?(?:kind|helpful|great|good|nice|all)\b)",
    re.IGNORECASE,
)
_UNHAPPY: Final = re.compile(
    r"\W*(?:(?:no|sorry|hm+|ok(?:ay)?|but|oh|well|wait|and)\b[\s,.!]*){0,3}"
    r"(?:(?:that(?:['’]?s| is| was)|this is|it(?:['’]s| is| was)|(?:the|your|this|that) answer (?:is|was)"
    r"|you(?:['’]re| are))"
    r" (?:wrong|incorrect|not (?:right|correct|helpful)|no help|confusing|unclear)"
    r"|(?:i|we) (?:do not|don['’]?t|did not|didn['’]?t|still don['’]?t|cannot|can['’]?t) (?:understand|get|follow)"
    r"(?: (?:that|it|this|you|the answer|your answer))?|i(?:['’]m| am) (?:confused|lost))[\s.!…]*",
    re.IGNORECASE,
)
"""What is said of an answer that was no help."""


def is_small_talk(text: str) -> bool:
    """Say whether a text asks nothing of the documents."""
    if len(text) > _TALK:
        return False
    return _SMALL_TALK.fullmatch(text) is not None or _is_thanks(text) or is_unhappy(text)


def is_unhappy(text: str) -> bool:
    """Say whether somebody only says that an answer is wrong, or not understood."""
    return len(text) <= _TALK and _UNHAPPY.fullmatch(text) is not None


def _is_thanks(text: str) -> bool:
    """Say whether a text gives thanks and asks nothing: "thank you, you are very kind"."""
    thanks = _THANKS.match(text)
    return thanks is not None and "?" not in text and _ASKS.search(text, thanks.end()) is None
