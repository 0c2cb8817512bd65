"""Word lists that tell what a noun phrase is: a person, a place, several; and what is a verb and not part of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_ROLES: Final = frozenset(
    """
    chief head boss leader chair president premier minister king queen prince princess judge mate clerk cook guard
    captain colonel general major lieutenant sergeant admiral commander officer brigadier prefect mayor senator deputy
    governor ambassador envoy consul priest monk imam bishop sheikh nurse physician doctor pilot witness victim suspect
    expert author spokesman spokeswoman spokesperson professor engineer technician analyst economist journalist
    scientist chemist artist pharmacist botanist geologist historian technologist lawyer attorney counsel coroner
    treasurer secretary assistant accountant consultant student applicant tenant complainant defendant claimant
    informant civilian politician guardian librarian musician veterinarian vet custodian sailor soldier farmer herder
    shepherd cooper butcher baker driver widow widower brother sister mother father son daughter wife husband uncle
    aunt cousin boy girl man woman child person guy lady gentleman youth neighbour neighbor resident winner loser
    runner-up candidate apprentice trainee deckhand foreman policeman watchman fireman chairman chairwoman headman
    villager passenger patient prisoner refugee owner thief friend colleague partner delegate representative official
    conservator auditor inspector director administrator operator instructor curator editor actor tutor doctor
    manager teacher founder holder keeper storekeeper reporter photographer researcher examiner adviser advisor
    commissioner prosecutor investigator coordinator narrator dispatcher purser ranger hunter trader dealer fisher
    """.split()
)
"""Heads of noun phrases that mean one person; in the plural they mean people."""

_GUARDED: Final = frozenset("coast national home republican revolutionary presidential imperial civil palace".split())
"""What stands before a "guard" that is a force."""

_ROLE_ENDINGS: Final = ("man", "woman", "keeper", "master", "ologist", "owner", "maker", "worker", "leader", "officer")

PEOPLE: Final = frozenset(
    """
    people persons men women children boys girls youths police army militia militias crew staff families villagers
    residents rebels troops forces gunmen militants group groups party company firm agency organisation organization
    committee council board team union ministry authority authorities government court company supplier suppliers
    bank hospital commission office operator association brothers sisters workers team teams unit partners neighbours
    hauliers handlers auditors observers monitors marines soldiers fishermen drivers doctors experts journalists
    """.split()
)
"""Heads that "they" may take up, though they are singular in form, and people in the plural."""

PLACE_HEADS: Final = frozenset(
    """
    base camp city town village region province district area port harbour harbor airport island valley school hospital
    station house building shed church mosque market road street bridge border site field consulate embassy plant
    factory mine office depot quay ramp college clinic country zone quarter square room warehouse store farm river lake
    mountain ford island prison barracks checkpoint yard dam ward
    """.split()
)

FEMALE: Final = frozenset(
    """
    she her hers ms mrs miss mme madame sra senora dona doña lady dame sister woman widow mother wife daughter girl
    queen princess aunt actress chairwoman spokeswoman policewoman businesswoman nun
    """.split()
)
MALE: Final = frozenset(
    """
    he him his mr monsieur sr senor don herr sir brother man widower father husband son boy king prince uncle chairman
    spokesman policeman foreman fireman watchman headman monk imam priest fisherman cameraman
    """.split()
)

_VERBS: Final = frozenset(
    """
    accept accuse admit affect agree allow announce appear approve arrest arrive ask assume attend avoid become begin
    believe belong blame bring build buy call carry catch cause choose collapse come confirm consider contain continue
    contradict cover cut decide declare defend deliver demand deny depend deploy describe destroy die differ disagree
    dismiss dispute eat elect employ end enter escape exist expect explain explode fail fall find finish fire fit fly
    follow forget get give go grant happen head hear help hide hit hold hurt include injure insist intend investigate
    join keep kill know lay lead learn leave let lie live lose lower made maintain make mean meet mention move need
    obtain occur open order owe own pass pay permit prefer prevent promise propose prove provide publish put raise
    reach react read receive recommend recover refuse reject release rely remain remember remove repair reply require
    rescue resign respond resume reveal run say see seem seize sell send serve set shoot show shut sign sit sleep
    speak spend spread stand start state stay stick stop suffer suggest suspect swear switch like take talk teach tell
    think threaten throw touch understand urge use vanish vote want warn wear win withdraw wonder work wound write
    """.split()
)
_NOUNS_TOO: Final = frozenset(
    """
    head order mine fall run lead cover work ramp vote end start stop demand fire cut raise pass state show
    order move
    """.split()
)
_PASTS: Final = frozenset(
    """
    said went came fell won lost took gave got made kept told held left found met paid put sold sent stood thought
    understood wrote spoke saw rose ran sat began became broke brought built bought caught chose drove flew forgot grew
    heard hid hit knew laid led meant read said sank shot shut slept spent stole struck swore taught threw wore withdrew
    lay rang fled burnt learnt blew tore
    taken given seen gone come done known written spoken broken chosen driven fallen hidden stolen sunk sworn torn
    thrown worn shown
    """.split()
)


_IRREGULAR: Final = {
    past: base
    for base, pasts in (
        pair.split(":")
        for pair in """
        say:said go:went,gone come:came fall:fell,fallen win:won lose:lost take:took,taken give:gave,given get:got
        make:made keep:kept tell:told hold:held leave:left find:found meet:met pay:paid put:put sell:sold send:sent
        stand:stood think:thought write:wrote,written speak:spoke,spoken see:saw,seen rise:rose run:ran sit:sat
        begin:began,begun become:became break:broke,broken bring:brought build:built buy:bought catch:caught
        choose:chose,chosen drive:drove,driven fly:flew,flown forget:forgot grow:grew hear:heard hide:hid,hidden
        hit:hit know:knew,known lay:laid lead:led mean:meant sink:sank,sunk shoot:shot shut:shut sleep:slept
        spend:spent steal:stole,stolen strike:struck swear:swore,sworn teach:taught throw:threw,thrown wear:wore,worn
        withdraw:withdrew,withdrawn flee:fled burn:burnt blow:blew,blown tear:tore,torn ring:rang do:done show:shown
        hurt:hurt cut:cut set:set spread:spread burst:burst
        """.split()
    )
    for past in pasts.split(",")
}
_LOSES_E: Final = tuple(
    "v c u iz dg ang arg erg ag id ud ad ir ur as os us is rs ns at ot ut bl pl dl tl gl kl fl zl im ap op ok ak ik"
    " ul or ar".split()
)
"""Ends of stems that, more likely than not, lost an "e" before "-ed"; "oad", "eat" and the like did not."""
_KEEPS: Final = (
    "harbor",
    "monitor",
    "author",
    "focus",
    "visit",
    "limit",
    "credit",
    "deposit",
    "target",
    "pilot",
    "edit",
)

MISSPELT: Final = frozenset(
    "whats wich whos wheres hows didnt doesnt dont isnt wasnt werent wont cant couldnt thats theres im ive btw plz pls "
    "sorry mean meant".split()
)
"""Words that carry nothing of a question and are often written so, beside those that `qa.words` knows."""


def is_role(word: str) -> bool:
    """Say whether a lower-case noun means one person."""
    return word in _ROLES or (len(word) > 5 and word.endswith(_ROLE_ENDINGS))


def is_guard_force(nouns: Sequence[str], head: str) -> bool:
    """Say whether the lower-case nouns of a phrase end in a "guard" that is no person: "the coast guard"."""
    return head == "guard" and any(pair[1] == head and pair[0] in _GUARDED for pair in pairwise(nouns))


def is_verb_too(plural: str) -> bool:
    """Say whether a lower-case noun in the plural has the form of a verb too: "heads", "covers"."""
    return plural.endswith("s") and plural[:-1] in _NOUNS_TOO


def is_verb(word: str) -> bool:
    """Say whether a lower-case word is, more likely than not, a verb where a noun phrase could go on."""
    if word in _PASTS or (word in _VERBS and word not in _NOUNS_TOO):
        return True
    for ending in ("s", "ed", "d", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            if stem in _VERBS and not (
                ending == "s" and stem in _NOUNS_TOO and stem not in ("state", "show", "end", "start", "stop", "demand")
            ):
                return True
            if ending in ("ed", "ing") and (stem + "e" in _VERBS or (stem[-1] == stem[-2] and stem[:-1] in _VERBS)):
                return True
    return False


def is_plural(word: str) -> bool:
    """Say whether a lower-case noun is, by its form, several."""
    if word in {"people", "men", "women", "children", "police", "fishermen", "policemen", "militia"}:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def is_past(word: str) -> bool:
    """Say whether a lower-case word has the form of a past or of its participle."""
    return word in _IRREGULAR or (len(word) > 4 and word.endswith("ed") and not word.endswith("eed"))


def base_form(past: str) -> str:
    """Give the base of a past: "approached" → "approach", "fired" → "fire", "struck" → "strike"; a good guess where
    neither the word lists nor the spelling tells.
    """
    lower = past.casefold()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if not lower.endswith("ed"):
        return lower
    stem = lower[:-2]
    if lower[:-1] in _VERBS:
        return lower[:-1]
    if stem in _VERBS:
        return stem
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if stem[-1] == stem[-2:-1] and stem[-1] not in "lszf":
        return stem[:-1]
    if len(stem) > 2 and stem.endswith(_LOSES_E) and not _two_vowels(stem) and not stem.endswith(_KEEPS):
        return lower[:-1]
    return stem


def _two_vowels(stem: str) -> bool:
    """Say whether its last consonant follows two vowels, as in "load" and "treat", where no "e" is lost."""
    return stem[-1] not in "vcuz" and len(stem) > 2 and stem[-2] in "aeiou" and stem[-3] in "aeio"
