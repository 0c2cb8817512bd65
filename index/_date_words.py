"""The patterns by which `index.dates` finds times in text.

Every repetition is bounded and takes what it can without giving back (``{0,4}+``), so that searching takes time in
proportion to the text, whatever the text.
"""

from __future__ import annotations

import re
from typing import Final

WORD_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
ORDINALS: Final = {word: number for number, word in enumerate(_ORDINALS, 1)}
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_S = r"\s{1,4}+"
_S0 = r"\s{0,4}+"
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may\.?|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?!\w)"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ANY_WEEKDAY = rf"(?:{_WEEKDAY}|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?)"
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_ORDINAL = rf"(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True)).replace('-', '[- ]')})\b"
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_NO_DAY = r"(?![\w%]|[.,:]\d)"
"""What may not follow the number of a day."""
_NO_HOUR = rf"(?!{_S0}(?:[ap]\.?m\b|o['\u2019]clock|hours\b|h\b))"
_DAY = _NUMBER + _NO_DAY + _NO_HOUR
_LINK = rf"(?:{_S0},?+{_S0}(?<=[\s,])(?:and|or|to|through|until|till){_S}|{_S0}[-\u2013\u2014/]{_S0})(?:the{_S})?+"
_LISTED = rf"(?:(?:{_S0},{_S0}{_DAY}){{0,15}}{_LINK}{_DAY}){{0,6}}"


def _then_year(name: str) -> str:
    return rf"(?:{_S0},?+{_S0}(?<=[\s,])(?:of{_S})?+(?P<{name}>{_YEAR})\b)?"


DATE: Final = re.compile(
    rf"""(?<![\w.])(?:(?P<weekday>{_ANY_WEEKDAY}){_S0},?+{_S0}(?<=[\s,.])(?:the{_S})?+)?+(?:
        (?P<iso>{_YEAR}([-/])(?:0[1-9]|1[0-2])\3(?:0[1-9]|[12]\d|3[01]))(?=T\d|(?![\w-]|/\d))
      | (?P<month_first>{MONTH}){_S}(?:the{_S})?+
        (?:(?P<days_after>{_NUMBER}(?![\w%]|:\d|[.,]\d(?!{_YEAR})){_NO_HOUR}{_LISTED})|(?P<ordinal_after>{_ORDINAL}))
        {_then_year("year_after")}
      | (?:(?P<days_before>{_DAY}{_LISTED}){_S}(?:(?:day{_S})?+of{_S})?+
        |(?P<ordinals_before>{_ORDINAL}(?:{_LINK}{_ORDINAL})?){_S}(?:day{_S})?+of{_S})
        (?P<month_last>{MONTH}){_then_year("year_last")}
    )(?:{_S0}\({_S0}(?P<weekday_after>{_ANY_WEEKDAY}){_S0}\))?""",
    re.IGNORECASE | re.VERBOSE,
)
"""Days beside a month's name, and ISO dates; with the day of the week where one stands beside them."""

NUMERIC: Final = re.compile(
    r"(?<![\w./,:-])(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})"
    r"(?:(?P=mark)(?P<year>(?:19|20|21)\d\d|\d\d)(?!\w|[./-]\d)|(?P<dot>\.)?+(?!\w|[./:-]\d|,\d))"
)
"""What may be a date in digits alone; see `index.dates` for what makes it one."""

MONTHLY: Final = re.compile(
    rf"""(?<![\w.-])(?:(?:the{_S})?+(?P<part>early|mid|middle{_S}of|late|beginning{_S}of|start{_S}of|end{_S}of)[\s-]{{1,4}}+)?
    (?P<month>{MONTH})(?!{_S0}{_NUMBER}(?!\w)){_then_year("year")}""",
    re.IGNORECASE | re.VERBOSE,
)
YEARLY: Final = re.compile(
    rf"\b(?:in|since|during|until|till|by|before|after|from|year){_S}(?:the{_S}year{_S}|early{_S}|late{_S}|mid-)?+"
    rf"(?P<year>{_YEAR})(?![\w%/]|[-.,:]\d|{_S0}(?:h|hrs?|hours|utc|gmt|m|km|kg|metres?|meters?|feet|miles|tons?|tonnes|"
    r"people|persons|men|women|barrels|litres|euros?|dollars|pounds|votes|shares|households|hectares|acres)\b)",
    re.IGNORECASE,
)
WEEKDAY: Final = re.compile(
    rf"""(?<![\w-])(?:(?P<which>last|next|this|the{_S}(?:following|next|previous|preceding)|the
        |(?:every|each|any|a)(?:{_S}(?:usual|normal|typical|single|other))?+){_S})?+
    (?:(?P<weekday>{_WEEKDAY})(?P<plural>s)?+|(?<=\bon\s)(?-i:(?P<short>Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)))\b
    (?:,?{_S}the{_S}(?P<bare>{_NUMBER}(?<=[a-z]){_NO_DAY}|{_ORDINAL}))?(?P<before>{_S}(?:morning{_S}|evening{_S}|night{_S})?+before(?!{_S}\w))?
    (?!{_S0}(?:(?-i:[A-Z][a-z]{{1,20}}+{_S0}(?:Times|News|Post|Mail|Mirror|Express))
        |papers?|newspaper|edition|list|market|school)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
LEADS_TO_WEEKDAY: Final = re.compile(
    r"\b(?:on|since|until|till|by|from|to|before|after|between|and|or|of|late|early|last|next|this|through|due|for)\s{1,9}"
    r"(?:the\s{1,9}|following\s{1,9}|previous\s{1,9}){0,2}\Z",
    re.IGNORECASE,
)
DAY_PART_NEXT: Final = re.compile(
    r"\s{1,4}(?:noon|at|dawn|morning|afternoon|evening|night|midday|midnight)\b", re.IGNORECASE
)
TO: Final = re.compile(r"\b(?:to|through|until|till)\b|[-\u2013\u2014]", re.IGNORECASE)
"""What joins two days to a stretch."""
BARE_DAY: Final = re.compile(
    rf"""\b(?:(?:on|from|since|until|till|by|before|after|of|and|to){_S}the{_S}
        (?P<bare>{_NUMBER}(?<=[a-z]){_NO_DAY}(?:{_LINK}{_NUMBER}(?<=[a-z]){_NO_DAY})?)
    |(?:on|since|until|till|by){_S}the{_S}(?P<ordinal>(?!first|second\b|third\b){_ORDINAL}))
    (?={_S0}(?:\Z|[.,;:!?)\u2013\u2014-]|(?P<next>\w{{1,20}})))""",
    re.IGNORECASE | re.VERBOSE,
)
"""A day whose month is left to the text around it ("on the 14th"); what follows tells it from "the 14th floor"."""

_DAY_PART = r"(?:day|morning|afternoon|evening|night)"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(WORD_NUMBERS, key=len, reverse=True))}|several|some|many|(?:a{_S})?few)"
RELATIVE: Final = re.compile(
    rf"""(?<![\w-])(?:
        (?P<same>(?:the|that){_S}(?:very{_S})?+(?:same|said){_S}(?:date|{_DAY_PART})
            |(?:on|during|later|earlier|of|in|all|by){_S}(?:all{_S})?+that{_S}(?:date|{_DAY_PART})
            |that{_S}(?:same{_S})?+{_DAY_PART}|hours{_S}(?:later|earlier|before))
      | (?P<next>(?:the{_S})?+(?:next|following){_S}{_DAY_PART}|the{_S}{_DAY_PART}{_S}after(?!{_S}(?:tomorrow|\w)))
      | (?P<previous>(?:the{_S})?+(?:previous|preceding){_S}{_DAY_PART}
            |the{_S}{_DAY_PART}{_S}before(?!{_S}(?:yesterday|\w)))
      | (?P<now>(?:the{_S}day{_S}(?P<beyond>after{_S}tomorrow|before{_S}yesterday))|yesterday|tomorrow|today|tonight
            |this{_S}(?:morning|afternoon|evening)|last{_S}night(?!{_S}of\b))
      | (?P<count>{_COUNT}){_S}days?{_S}(?P<way>later|after(?!{_S}\w)|earlier|before(?!{_S}\w)|previously|ago)
      | (?P<week>last|this|next){_S}week(?!['\u2019]s)
      | (?P<other>(?:(?:the|in|of|during|until|since){_S})?+(?:the{_S})?+
            (?:next|following|previous|preceding|last|coming){_S}(?:weeks?|months?|years?|season|century|decade
                |spring|summer|autumn|winter)
            |{_COUNT}{_S}(?:day|night|week|month|year)s?{_S}(?:later|earlier|before|after|ago)
            |the{_S}{_DAY_PART}{_S}(?:before|after)
            |the{_S}(?:week|month|year){_S}(?:before|after)(?!{_S}\w)
            |(?:weeks|months|years|days){_S}(?:later|earlier|before|after|ago)
            |(?:in|since|during|until|before|after){_S}(?:the{_S})?+(?:spring|summer|autumn|winter)
            |(?:over|at|during|on|last|this|next){_S}(?:the{_S})?+weekend
            |(?:on|by|in|during|until|from|after|before|since){_S}(?:the|his|her|its|their){_S}
                (?:{_ORDINAL}|\d{{1,3}}(?:st|nd|rd|th)|last|final|opening){_S}
                (?:full{_S})?+(?:days?|nights?|mornings?|evenings?|weeks?|months?|years?)
                (?={_S}(?:of|out|into|in|at|on|after|since|there|aboard|afloat)\b
                    (?!{_S}(?:the{_S})?+(?:{MONTH}|{_YEAR}\b)))
            |(?:on|by){_S}the{_S}(?!first\b){_ORDINAL}{_S}(?:day|night|morning|evening)
            |(?:on|by|during|until){_S}(?:day|week){_S}(?:{_COUNT})(?={_S}of\b))
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Times told from another time: a day named before, or the day on which the text speaks."""

BEFORE_DATE: Final = re.compile(
    rf"(?<![\w-])(?:the{_S}{_DAY_PART}|(?P<count>{_COUNT}){_S}(?P<unit>days?|weeks?|fortnights?)){_S}"
    rf"(?P<way>before|after|prior{_S}to){_S}(?:the{_S})?+\Z",
    re.IGNORECASE,
)
"""What moves the date that follows it: "the day before", "two weeks after"."""

DAYS_IN: Final = {"day": 1, "week": 7, "fortnight": 14}

_FILLER = (
    r"(?:the|on|of|in|at|about|around|approximately|approx\.?|early|late|start|end|close|beginning|middle|day|day's|local"
    r"|\d{1,2}(?:[:.]\d\d)?|[ap]\.?m\.?|o['\u2019]clock|hours|hrs)"
)
_HOUR = (
    r"(?:noon|midnight|midday|dawn|dusk|sunrise|sunset|daybreak|nightfall|morning|afternoon|evening|night|breakfast)"
)
LEAD: Final = re.compile(
    rf"\b(?P<word>not{_S}before|before|prior{_S}to|ahead{_S}of|after|following|since|as{_S}(?:of|at|from)|from|starting"
    rf"|until|till|up{_S}to|through|by|no{_S}later{_S}than|between|due|dated){_S}"
    rf"(?P<filler>(?:(?:{_FILLER}|{_HOUR}){_S}){{0,6}})\Z",
    re.IGNORECASE,
)
"""The word before a time that says how it is meant, with what may stand between."""
ONWARD: Final = re.compile(r"\s{1,4}(?:on|onwards?|forward)(?!\w|\s+the\b)", re.IGNORECASE)
NO_NOUN: Final = re.compile(
    r"(?:^|[,;:.(\u2013\u2014-]|\b(?:and|but|again|effective|effect|force|starting|running|valid|open|closed|only))\s{0,4}\Z",
    re.IGNORECASE,
)
HOUR: Final = re.compile(rf"\b{_HOUR}\b|\d", re.IGNORECASE)

BETWEEN: Final = re.compile(
    rf"{_S0}(?:,{_S0})?+(?P<word>to|until|till|through|thru|and|-|\u2013|\u2014){_S0}(?:(?:{_FILLER}|{_HOUR})(?:,|{_S}|\Z){_S0}){{0,7}}",
    re.IGNORECASE,
)
"""What joins two times to the time between them."""


def counted(word: str) -> int | None:
    """Read a number in digits or words; None for "several"."""
    lower = word.casefold()
    return int(lower) if lower.isdecimal() else WORD_NUMBERS.get(lower)
