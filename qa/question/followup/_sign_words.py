"""The words by which a question shows that it leans on what was said before, and those that only seem to."""

from __future__ import annotations

import re
from typing import Final

LEAD: Final = re.compile(
    r"^\W{0,3}(?:(?:and|but|so|then|or|also|ok(?:ay)?|well|hm+|right|now|please|sorry|oh|ah|yes|yeah|fine|alright|"
    r"thanks?|thank you|i see|last (?:one|thing|question)|(?:ok |one )?(?:other|another|more) (?:thing|question)|"
    r"not so important|never ?mind"
    r"|(?:oh (?:no|my|god)|dear(?: me)?|wow|ouch|great|cool|nice|perfect|excellent|interesting|good|got it|understood)"
    r"(?=\s*[,.:;!–—]))\b[\s,.:;!–—-]*)+",
    re.IGNORECASE,
)
"""Words that lead to a question and say nothing of it."""
ASIDE: Final = re.compile(r"^\W{0,3}(?:(?:by the way|btw|anyway|anyhow)\b[\s,.:;!–—-]*)+", re.IGNORECASE)
"""Words that lead to a question off the topic."""
GOES_ON: Final = re.compile(
    r"^\W{0,3}(?:ok |so |then |well )?(?:and|but|so|then|or|also|(?:what|how) about|what of)\b", re.IGNORECASE
)
ABOUT: Final = re.compile(
    r"^\W{0,3}(?:(?:what|how) about|what of|and for|as for|same for|the same for|regarding)\s+", re.IGNORECASE
)
"""What leads to a fragment, and asks nothing."""

_TO_DO: Final = r"to\s+(?-i:(?!(?:the|an?|his|her|its|their|this|that|these|those|any|some|one)\b)[a-z])"
"""What opens an infinitive, and leads to no place or person."""
IDLE: Final = re.compile(
    # "it" and "there" that stand for nothing, "that" that opens a clause, "this report", "this year".
    r"\b(?:is|was|has|had|does|did|will|would|could|can|be|been)(?:n['’]?t)?\s+it\s+(?:really\s|now\s|ever\s"
    r"|already\s|yet\s|also\s|still\s)?"
    r"\s*(?:(?:been|be|not)\s+)?\w+(?:ed|en|ue|ain|ear|ible|nown|aid|ely|ct|ght|oven|doubt|case|fact|wn|nd)\b"
    rf"(?=\s+{_TO_DO}"
    r"|[^?]{0,200}\b(?:that|who|whom|what|when|where|which|why|how|whether|if)\b\s+\w)"
    r"|\b(?:is|was)\s+it\s+(?:that|to|because|the case|who)\b|\bit['’]?s?\s+(?:is|was)?\s*\w+ (?:(?:that|whether|who)\b"
    rf"|{_TO_DO})"
    r"|\bput it about\b|\bfor it that\b|\bhow (?:is|was) it that\b|\bgo about it\b|\bit all\b"
    r"|\b(?:is|are|was|were|be|been)n?['’]?t?\s+there\b(?!\W*$|\s+(?:now|then|too|already|before)\W*$)"
    r"|\bthere\s+(?:is|are|was|were|been|any|has|have|had|be|a|no|will|really|could|can|may)\b|\bthere['’]s\b"
    r"|\bthere and then\b|\bis it true\b(?= \w)|\bit (?:was|is) (?:getting|becoming|raining|snowing)\b"
    r"|\b(?:this|these|the) (?:report|article|document|text|file|log|memo|paper|conversation|letter|audit|contract)s?\b"
    r"|\bthis (?:\w+ )?(?:year|week|month|season|morning|evening|afternoon|summer|winter|spring|autumn|jan|feb"
    r"|march|april|may|june"
    r"|july|august|sept|octo|nov|dec)\w*|\bthese days\b|\b(?:this|that)(?= year['’]s)"
    r"|\b(?:how long|what time|what day|how far|how much) (?:did|does|was|is|will|would|had) it (?:take\w*|cost to)\b"
    r"|\bwhat time is it\b|\bthat (?:is|was) to say\b|\bi\.e\.",
    re.IGNORECASE,
)
OTHER: Final = re.compile(
    r"\b(?:the|any|some|which|what|whose|who|what['’]s|that)\s+(?:two\s+|three\s+|\w+est\s+|big\s+"
    r"|small\s+)?(?:other|others|else|latter|former|2nd|3rd|1st|second|first|third|fourth|last|same|next|previous)\s+"
    r"(?:ones?|two|three|four|five|men|man|guy|woman|person|people|side|party|group|half|figure|version|story|report"
    r"|point|possibilit\w+)\b"
    r"|\ban? (?:\w+th|second|third|other) one\b|\b(?:that|this) one\b|\bthe \w+ one\b(?=\W*$)"
    r"|\bthe (?:other|others|latter|former|rest|same|second|third|first|opposite)\b(?=\s*(?:[,?.!:;]|$|and\b|is\b"
    r"|are\b|was\b|were\b|did\b|does\b|one\b))"
    r"|\bany(?:one|body|thing)? (?:others?|else|more)\b(?=\W*$)|\bany others\b|\bwhich (?:of (?:the|those|these"
    r"|them)\b.{0,12}?)?(?:ones?|two)\b|\bwh?ich ones?\b|\bthe \w+(?:est|er) one\b|\bsuch an?\b"
    r"|\b(?:ones|the one)\b(?=\W*$)|\bwh?ich (?:one )?(?:is|was|are|were) (?:better|best|worse|worst|higher|lower"
    r"|bigger|larger|older|newer|first|last|right|true)\b"
    r"|\bthe (?:two|three|four)\b(?=\W*$)|\b(?:both|neither|either) of (?:them|these|those)\b|\bdo the same\b"
    r"|\btoo\W*$",
    re.IGNORECASE,
)
DEFINES: Final = re.compile(
    r"^\W*(?:define|explain|what(?:['’]?s| is| are| does| do)|who(?:['’]?s| is| are))\s+\W*"
    r"(?!\w+ing\b)(?!(?:(?:so|that|then|it"
    r"|this|there|he|"
    r"she|they|next|else|wrong|known|left|missing|new|happening|going|meant|said|allowed)\b))\w",
    re.IGNORECASE,
)
SET_OFF: Final = re.compile(
    r"(?:the|that|those|these|this) [\w'’ -]{2,40}[,.:] (?=(?:\w+ ){1,5}?(?:he|she|it|they|his|her|their|its)\b)",
    re.IGNORECASE,
)
WHOLE: Final = re.compile(
    r"\b(?:happened|happens|summar\w+|overview|tell me (?:about|all)|everything|main points?|what can you do|help)\b",
    re.IGNORECASE,
)
THAT_CLAUSE: Final = re.compile(
    r"(?:said|says|say|claim\w*|report\w*|true|confirm\w*|know\w*|den\w+|state\w*|believ\w*|think\w*|mean\w*"
    r"|announc\w*|"
    r"admit\w*|fact|sure|agree\w*|argu\w+|explain\w*|insist\w*|warn\w*|suggest\w*|certain|clear|written|so|story"
    r"|rumou?r"
    r"|news|view|idea|evidence|proof|hint|sign|people|men|women|those|all|anything|something|everything|nothing|group|"
    r"person|man|woman|one)\s*$",
    re.IGNORECASE,
)
