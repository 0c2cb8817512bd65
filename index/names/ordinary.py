"""Words that are no names: what an English text is held together by, titles, and ordinary words."""

from __future__ import annotations

import calendar
import gzip
from functools import lru_cache
from importlib import resources
from typing import Final

CLOSED: Final = frozenset(
    """
    a an the this that these those there here it its itself he him his himself she her hers herself they them their
    theirs themselves we us our ours ourselves you your yours yourself i me my mine myself one ones and or nor but so
    yet if then than as at by for from in into of off on onto out over to up with within without about above after again
    against along also although amid among any anyone anything around are away be because been before behind being below
    beneath beside besides between beyond both can cannot could did do does doing done down during each either else
    enough even ever every everyone everything except few had has have having hence how however inside instead is just
    last later least less let like likewise many may meanwhile might more moreover most much must near neither never
    next no nobody none not nothing now nowhere often once only opposite other others otherwise ought outside own past
    per perhaps quite rather said same several shall should since some somebody someone something still such thereafter
    therefore through throughout thus till together too toward towards under unless unlike until upon upwards very via
    was were what whatever when whence whenever where whereas wherever whether which while who whoever whole whom whose
    why will worth would another all according yes ok okay please tell know give say says hello hi thanks thank
    zero two three four five six seven eight nine ten eleven twelve first second third fourth fifth sixth seventh eighth
    ninth tenth twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half
    today tomorrow yesterday tonight noon midnight morning evening
    """.split()
)
"""Words of the closed classes, numerals, and what stands like them at the beginning of sentences."""

DATES: Final = frozenset(
    name.casefold()
    for name in (
        *calendar.month_name,
        *calendar.month_abbr,
        *calendar.day_name,
        *calendar.day_abbr,
        "Sept",
        "Tues",
        "Thurs",
    )
    if name
)
"""Months and days: written large, but no names of anything."""

TITLES: Final = frozenset(
    """
    mr mrs ms miss mme mlle messrs dr prof rev fr sr capt col gen lt maj sgt cpl cmdr adm brig cllr const insp supt gov
    sen rep hon sir dame lord lady madame monsieur maitre herr frau don dona senor senora sheikh sheik ser pm mp
    """.split()
)
"""Titles that stand before names and are part of none."""

CONNECTORS: Final = frozenset(
    """
    of the de del della delle di da do dos das du des la le les el al van der den ter von zu zur bin ibn ben bint y e i
    ul ez es as ash az ad ed ar er an en et for au aux sur lo los las dei
    """.split()
)
"""Small words that may stand inside a name."""

LOOSE: Final = frozenset({"of", "the", "for"})
"""Those of them after which another name may begin: the "Bridge of Konna" tells nothing of how Konna is called."""


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Read the English words in use and the rare ones."""
    packed = resources.files("index").joinpath("data", "words.txt.gz").read_bytes()
    used, rare = gzip.decompress(packed).decode("ascii").split("\n\n")
    return frozenset(used.split()), frozenset(rare.split())


@lru_cache(maxsize=65_536)
def is_ordinary(word: str) -> bool:
    """Say whether a folded word is an English one in use, whatever its ending; see index/data/SOURCES.md."""
    if word in CLOSED or word in DATES:
        return True
    used, _ = _words()
    return any(form in used for form in _without_endings(word))


@lru_cache(maxsize=65_536)
def is_word(word: str) -> bool:
    """Say whether a folded word is an English one, in use or rare."""
    if is_ordinary(word):
        return True
    _, rare = _words()
    return any(form in rare for form in _without_endings(word))


def _without_endings(word: str) -> list[str]:
    """Give the words that a word may be a form of (the rules of detachment of WordNet's Morphy)."""
    forms = [word]
    for ending, puts in (
        ("s", ("",)),
        ("es", ("", "e")),
        ("ies", ("y",)),
        ("ed", ("", "e")),
        ("ied", ("y",)),
        ("ing", ("", "e")),
        ("er", ("", "e")),
        ("est", ("", "e")),
        ("ly", ("",)),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            forms += [stem + put for put in puts]
            if ending in {"ed", "ing", "er", "est"} and len(stem) > 3 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms
