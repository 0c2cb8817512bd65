"""Questions on the last answer itself: who says so, is it sure, is there more; and corrections of the last one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from qa.question.followup.antecedents import Base, claim_of
from qa.question.followup.claims import tells
from qa.question.followup.fragments import brings_place, completed, has_verb
from qa.question.followup.gist import decapitalised, gist_of, missing_from, parted, things_of, unstopped
from qa.question.followup.phrases import Phrase, phrases
from qa.question.followup.signs import signs_of
from qa.question.whether import asks_whether
from qa.words import content_words, words

_SETTLED: Final = re.compile(
    r"\b(?:settled|confirm(?:ed)?|established|pro(?:of|ven|ved)|verif(?:y|ied)|true|right|correct)\b", re.IGNORECASE
)
_OPENS_OPEN: Final = re.compile(r"(?:he|she|it|they|his|her|its|their|this|that|these|those)\b", re.IGNORECASE)
"""What a claim begins with that it does not say itself what it is about."""
_LED: Final = r"^\W*(?:(?:and|but|so|ok(?:ay)?|hm+|well|really|wait|then|sorry)\b[\s,.!]*)*"
_WHO_SAYS: Final = re.compile(
    _LED + r"(?:(?:who|which (?:one|source)) (?:said|says|say|reported|reports|claims|claimed|told|wrote"
    r"|is saying|stated|states|confirmed|announced)"
    r"(?: (?:so|that|this|it|them|such a thing))?|according to (?:whom?|which source)(?: (?:is|was) (?:that|this|it))?"
    r"|(?:what(?:['’]s| is| was) the )?source(?: (?:of|for) (?:that|this|it))?|who (?:is|was) the source(?: (?:of"
    r"|for) (?:that|this|it))?"
    r"|says who|whose (?:word|claim|version|account) is (?:that|this|it)|where (?:does|did) (?:that|this|it"
    r"|you get (?:that|this|it)) (?:come )?from)(?: exactly| then)?\W*$",
    re.IGNORECASE,
)
_SURE: Final = re.compile(
    _LED + r"(?:are you (?:really |quite |absolutely )?(?:sure|certain|serious|positive)(?: (?:about|of) (?:that"
    r"|this|it))?|really|seriously|for sure"
    r"|(?:(?:is|was|has) (?:that|this|it|any of (?:it|this|that))|that(?:['’]?s| is)|it(?:['’]s| is))(?: really"
    r"| now| been| all)* (?:true|settled|confirmed|correct|right|certain|sure|proven|proved|verified|a fact"
    r"|established|so)(?: now| then| yet| though)?"
    r"|is (?:that|this|it) (?:really )?(?:known )?for (?:sure|certain)|(?:can|could) (?:that|this|it"
    r"|you) (?:be )?(?:proved|proven|verified|verify|confirm(?:ed)?)(?: (?:that|this|it))?"
    r"|(?:any|is there any) (?:proof|evidence)(?: (?:of|for) (?:that|this|it))?|how (?:do|can) (?:you|we"
    r"|they) know(?: (?:that|this))?|(?:true|confirmed|sure|no|yes|right|correct))\W*$",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    _LED
    + r"(?:(?:any|some) (?:others?|more|else)|(?:are|were) there (?:any )?(?:others?|more)|others|who else|where else"
    r"|when else|which others?)(?: (?:please|then|there))*\W*$",
    re.IGNORECASE,
)
_THAT_IS_ALL: Final = re.compile(
    _LED + r"(?:(?:(?:is|was) )?(?:that|it|this)(?:['’]?s| is| was)?(?: really)? (?:all|it|everything)"
    r"(?: (?:of (?:it|them)|there is))?|all)\s*\?\W*$",
    re.IGNORECASE,
)
_CORRECTS: Final = re.compile(
    r"^\W*(?:(?:no|nope|sorry|wait|oh|actually|not (?:him|her|them|it|that|this)(?: one)?|i don['’]?t mean (?:him"
    r"|her|them|it|that))\b[\s,.!–—-]*)*"
    r"(?:(?:i|what i) (?:actually |really )?(?:meant|mean(?: is)?|was asking (?:about|for)|am asking (?:about|for)"
    r"|(?:clearly |just )?(?:said(?! (?:that|so|it|this|no|yes|nothing|thanks?|please|hello)\b)"
    r"|asked (?:about|for|(?=(?:who|what|when|where|why|how|which|whether|if)\b))))"
    r"|rather|typo|i['’]m asking (?:about|for))\b[\s,:]*(?P<meant>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_REFUSES: Final = re.compile(
    r"^\W*(?:no|nope|sorry)\b[\s,]*(?:not (?:him|her|them|it|that|this|the [\w ]{1,30}?)\b)[\s,.:;–—-]+(?P<meant>.+)$",
    re.I | re.DOTALL,
)
_PREPOSITION: Final = r"(?:in|at|near|on|from|to|around|by|with|for|of|after|before|during|since|until)"
_INSTEAD: Final = re.compile(
    r"^\W{0,3}(?:(?:(?P<no>no|nope|sorry)|oh|actually|wait)\b(?:[\s]*[,.:;!–—-]+\s*"
    rf"|\s+(?=(?:the|an?|his|her|its|their|{_PREPOSITION})\s|(?-i:[A-Z]))))+"
    r"(?P<meant>[^,.;:?!]{2,60})(?P<end>\W*)$",
    re.IGNORECASE,
)
"""What is put right by naming it: "no, the car"."""
_MEANT_LAST: Final = re.compile(
    r"^\W{0,3}(?:(?:no|nope|sorry|oh|actually|wait)\b[\s,.]*)*(?P<meant>[^,.;:?!]{2,60}?),? i (?:mean|meant)\W*$",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    r"^\W*(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|has|have|had|can|could|will"
    r"|would)\b",
    re.IGNORECASE,
)
_LED_TO: Final = re.compile(rf"^{_PREPOSITION}\s+", re.IGNORECASE)
_QUESTION_IN: Final = re.compile(
    r"[.;:,?!–—]\s+(?=(?:\w+\s+){0,2}(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did"
    r"|has|have|had|can|could|will|would|his|her|their|its)\b)",
    re.IGNORECASE,
)


def remark(question: str, base: Base) -> str | None:
    """Rewrite a question on the last answer; None where it is none."""
    _, added = parted(base.standalone)
    claim = claim_of(base, bare=True)
    about = f" ({added or gist_of(base.standalone)})" if claim else ""
    if claim and not tells(claim):
        about, claim = f", {claim}", ""
    elif _OPENS_OPEN.match(claim):
        # "He" may be who says it, or somebody else.
        told = claim_of(base)
        sayer = missing_from(about, ", ".join(things_of(told, 7)[:1])) if told != claim else ""
        about = f"{about[:-1]}, {sayer})" if sayer else about
    elif len(words(claim)) > 12 or "“" in base.exchange.answer:
        about = ""
    if _WHO_SAYS.match(question):
        return (
            f"Who says that {decapitalised(claim)}?{about}"
            if claim
            else f"Who says so? ({gist_of(base.standalone)}{about})"
        )
    if _SURE.match(question):
        return _doubted(question, base, claim, about)
    if _THAT_IS_ALL.match(question):
        return f"Is that all? ({gist_of(base.standalone)})"  # "Any others?" has yes and no the other way round.
    if _OTHERS.match(question):
        asked = unstopped(question)
        return f"{asked}? ({gist_of(base.standalone)})"
    return None


def is_remark(question: str) -> bool:
    """Say whether a question doubts an answer, or asks who says it or whether that is all: a later one goes on from
    what was asked before it.
    """
    return any(form.match(question) for form in (_WHO_SAYS, _SURE, _THAT_IS_ALL))


def _doubted(question: str, base: Base, claim: str, about: str) -> str | None:
    """Ask whether what was claimed is sure; where nothing was, or the claim tells that itself ("has it been settled?"
    after "It has not been settled."), a word of the question's own is asked, and without one the last question again.
    """
    own = {word.key for found in _SETTLED.findall(question) for word in words(found)}
    if claim:
        said = own & {word.key for word in words(claim)}
        return None if said else f"Is it confirmed that {decapitalised(claim)}?{about}"
    asked = parted(base.standalone)[0]
    return None if own and not asks_whether(f"{asked}?") else base.standalone


def corrected(question: str) -> tuple[str, str] | None:
    """Take a correction apart: what is meant, and the question that goes on from it, if any; None where it is none.

    Where it is another question that was meant, nothing else is: ("", that question).
    """
    match = _CORRECTS.match(question) or _REFUSES.match(question)
    if match is not None:
        meant = match["meant"]
        return ("", meant.strip()) if _ASKS.match(meant) else _apart(meant)
    match = _INSTEAD.match(question)
    if match is not None and (match["no"] or "?" not in match["end"]) and is_thing(match["meant"]):
        return _bare(match["meant"]), ""
    match = _MEANT_LAST.match(question)
    return (_bare(match["meant"]), "") if match is not None and is_thing(match["meant"]) else None


def reply(question: str) -> tuple[str, str] | None:
    """Take a reply to a question for what is meant apart in the same way; None where it is a question itself."""
    meant, rest = _apart(question)
    whole = not any(p.family in ("he", "she", "they", "it") for p in signs_of(rest).pronouns)
    if (rest and whole and len(content_words(question)) >= 4) or (not rest and len(content_words(meant)) > 3):
        return None  # It stands alone; whatever it was that was not understood is given up.
    if len(words(meant)) > 8 or re.match(
        r"^\W*(?:who|what|when|where|why|how|which|is|are|was|were|did|does|do)\b", meant, re.I
    ):
        return None
    return meant, rest


def put_in(meant: str, asked: str, base: Base) -> str:
    """Ask the last question of somebody or something else. `asked` is that question; `base` what was before it."""
    thing = _thing(meant)
    signs = signs_of(asked)
    led = _LED_TO.match(meant)
    if led is not None or thing.sort == "time":
        return _placed(meant, asked, base)
    if signs.pronouns:
        pronoun = signs.pronouns[0]
        ending = ("'" if thing.written.endswith("s") else "'s") if pronoun.possessive else ""
        written = thing.written if thing.written != f"the {meant}" else meant  # It may be a name in small letters.
        return asked[signs.lead : pronoun.start] + written + ending + asked[pronoun.end :]
    main, added = parted(asked)
    if any(phrase.keys == thing.keys for phrase in phrases(main)):
        return asked  # "I said the boat": it was asked of that.
    old = [phrase for phrase in phrases(main) if phrase.sort != "time" and not thing.keys <= phrase.keys]
    # What the last follow-up brought is what is corrected.
    brought = {w.key for w in content_words(base.exchange.question)} if brings_place(base.exchange.question) else set()
    like = [phrase for phrase in phrases(main) if phrase.keys & brought]
    like = like or [phrase for phrase in old if phrase.head == thing.head]
    like = like or [phrase for phrase in old if phrase.sort == thing.sort and phrase.named == thing.named]
    like = like or [p for p in old if p.sort == thing.sort or {p.sort, thing.sort} <= {"person", "thing", "people"}]
    if like:
        place = like[-1] if thing.sort == "place" else like[0]
        before = main[: place.start]
        if place.keys & brought and not thing.named:
            before = re.sub(r"\bin $", "at ", before)
        elif place.sort == "place" and thing.named and thing.sort == "place":
            before = re.sub(r"\bat $", "in ", before)
        return f"{before}{thing.written}{main[place.end :]}?" + (f" ({added})" if added else "")
    return f"{main} – {thing.written}?" + (f" ({added})" if added else "")


def _placed(meant: str, asked: str, base: Base) -> str:
    """Ask the last question of another place or time, told with its preposition: "I meant in York"."""
    signs = signs_of(asked)
    there = next((pronoun for pronoun in signs.pronouns if pronoun.family == "there"), None)
    if there is not None:
        return f"{asked[signs.lead : there.start]}{meant}{asked[there.end :]}"
    done = completed(meant, replace(base, standalone=asked))
    if done is not None:
        return done
    main, added = parted(asked[signs.lead :])
    return f"{main} {meant}?" + (f" ({added})" if added else "")


def is_thing(meant: str) -> bool:
    """Say whether a text names one thing or time, and tells nothing of it."""
    said = _LED_TO.sub("", meant.strip())
    found = phrases(f"about {said}")
    return len(found) == 1 and not has_verb(said) and {w.key for w in content_words(said)} <= found[0].keys


def _apart(text: str) -> tuple[str, str]:
    found = _QUESTION_IN.search(text)
    if found is None:
        return _bare(text), ""
    return _bare(text[: found.start()]), text[found.end() :].strip()


def _bare(text: str) -> str:
    return unstopped(text.lstrip(" .?!,"), " .?!,")


def _thing(meant: str) -> Phrase:
    lead = "about "
    found = phrases(lead + meant)
    if not found and is_thing(f"the {meant}"):
        meant = f"the {meant}"  # "typo: consulate"
        found = phrases(lead + meant)
    if found:
        whole = _bare(meant)
        first = found[0]
        written = decapitalised(whole) if len(whole.split()) <= 6 else first.written
        return Phrase(written, 0, len(written), first.sort, first.plural, first.named, first.gender)
    return Phrase(meant, 0, len(meant), "thing")
