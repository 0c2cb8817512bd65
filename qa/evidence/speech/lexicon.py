"""The words by which English reports tell that somebody says, holds or doubts something. General words only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Frame = Literal["any", "clause", "figure", "level", "taken", "point", "witness", "issue"]
"""What must follow a verb for it to tell a claim.

any: whatever follows. clause: a that-clause, a quotation, a colon or a pronoun ("noted that"). figure: a number soon
after ("counted nine"). level: what a figure is put at or a thing is put down to ("puts the loss at"). taken: what a
thing is called or held to be ("calls it", "holds him responsible"). point: "to", "at" or "out" ("points to the rain").
witness: what a person saw or heard ("saw a man"). issue: a statement ("issued the following statement").
"""
Form = Literal["base", "third", "past", "ing"]


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A form of a verb that can tell a claim. `past` is also the participle.

    noun: the form is as often a noun ("reports"). stance: it tells a claim even where it is negated ("does not agree").
    """

    lemma: str
    frames: frozenset[Frame]
    form: Form
    noun: bool
    stance: bool


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FRAMES: Final[dict[Frame, str]] = {
    "any": """
        accuse acknowledge advise affirm allege announce argue ascribe assert assure attribute aver avow believe blame
        boast brag caution cite claim complain condemn confess confirm consider contend contest contradict corroborate
        counter criticise criticize decry deem denounce deny depose describe disagree dispute doubt emphasise emphasize
        estimate explain favor favour fear forecast foresee guess inform insist justify lament maintain mention object
        opine posit predict profess promise propose question rebut recall reckon recommend refute regard reiterate
        remark remember remind report repudiate retort say speculate stress suggest suppose surmise suspect tell
        testify theorise theorize think underline warn
    """,
    "clause": """
        accept add admit admonish agree answer anticipate assume attest calculate certify charge clarify comment
        communicate concede conclude concur conjecture convey cry decide declare demand determine disclose discover
        establish exclaim expect express feel figure find gather grumble hear hint hold hope imply indicate judge know
        lay learn note notify observe offer pledge point post preach presume proclaim publish read recount rejoin
        repeat reply respond reveal rule see shout signal speak specify state submit swear teach threaten tweet
        understand urge volunteer vow warrant whisper write
    """,
    "figure": "arrive calculate come count expect give speak write",
    "level": "assess date estimate lay lower put raise reckon trace value",
    "taken": "brand call hold label name term",
    "point": "point",
    "witness": "hear notice see",
    "issue": "circulate deliver give issue make publish read release write",
}
_STANCES: Final = _set("accept agree believe consider deem expect know recall reckon regard remember suspect think")
_NOUNS: Final = _set(
    """
    answer answers blame boast boasts brag call calls caution charge charges claim claims comment comments conjecture
    contest count counts counter counters cries cry date dates demand demands dispute disputes doubt doubts estimate
    estimates favor favors favour favours fear fears figure figures find finds forecast forecasts guess guesses hint
    hints hold hope hopes issue issues judge judges label labels lament laments lay name names note notes object
    objects offer offers pledge pledges point points post posts promise promises question questions read reads release
    releases remark remarks repeat report reports rule rules signal signals state states stress suspect suspects term
    terms trace traces urge value values vow vows warrant warrants whisper
    """
)
_IRREGULAR: Final = {
    "come": "came", "feel": "felt", "find": "found", "forecast": "forecast", "foresee": "foresaw", "give": "gave",
    "hear": "heard", "hold": "held", "know": "knew", "lay": "laid", "make": "made", "put": "put", "read": "read",
    "say": "said", "see": "saw", "speak": "spoke", "swear": "swore", "teach": "taught", "tell": "told",
    "think": "thought", "understand": "understood", "write": "wrote",
}  # fmt: skip
PARTICIPLES: Final = {
    "given": "give", "known": "know", "seen": "see", "spoken": "speak", "sworn": "swear", "written": "write",
}  # fmt: skip
"""Participles that are no past form as well: they tell a claim only after "has" or "is"."""
_DOUBLED: Final = _set("admit brag concur put rebut submit")


def _forms(lemma: str) -> tuple[tuple[str, Form], ...]:
    root = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    if lemma[-1] == "y" and lemma[-2] not in "aeiou":
        third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch")) else "s")
        past = lemma + "d" if lemma.endswith("e") else root + "ed"
    ing = lemma[:-1] + "ing" if lemma.endswith("e") and not lemma.endswith("ee") else root + "ing"
    return (lemma, "base"), (third, "third"), (_IRREGULAR.get(lemma, past), "past"), (ing, "ing")


def _table() -> dict[str, SpeechVerb]:
    frames: dict[str, set[Frame]] = {}
    for frame, lemmas in _FRAMES.items():
        for lemma in lemmas.split():
            frames.setdefault(lemma, set()).add(frame)
    table: dict[str, SpeechVerb] = {}
    for lemma, own in frames.items():
        for word, form in _forms(lemma):
            # "put" and "read" are past as often as present; the past is what reports are told in.
            if word not in table or form == "past":
                table[word] = SpeechVerb(lemma, frozenset(own), form, word in _NOUNS, lemma in _STANCES)
    for word, lemma in PARTICIPLES.items():
        table[word] = SpeechVerb(lemma, frozenset(frames[lemma]), "past", False, lemma in _STANCES)
    return table


SPEECH_VERBS: Final = _table()
"""Every form of a verb that can tell a claim."""

ASIDES: Final = _set(
    """
    acknowledge add admit affirm allege announce answer argue assert assure believe boast calculate caution claim
    comment complain concede conclude confirm contend cry declare emphasise emphasize estimate exclaim explain fear
    forecast guess hope insist maintain note object observe predict promise reckon recall rejoin remark reply report
    respond retort say shout state stress suppose suspect swear tell testify think tweet underline vow warn write
    """
)
"""Verbs that tell a claim as an aside in or after it ("…, the clerk noted")."""

PASSIVES: Final = _set(
    """
    accuse allege announce blame contest criticise criticize declare deny describe dispute estimate inform
    mention reckon report say state suggest tell
    """
)
"""Verbs whose passive tells a claim ("is denied by her office"): not "confirmed by a test"."""

SAID_OF: Final = _set(
    """
    account admission allegation analysis answer arithmetic assertion assessment belief calculation claim complaint
    contention conviction count description estimate evidence explanation eyes figures finding findings guess
    impression interpretation judgement judgment memory opinion position reckoning recollection reply report reports
    statement suspicion tally telling testimony theory understanding version view wording words
    """
)
"""What somebody's claim is called ("in the opinion of the warden")."""

TELLING: Final = _set(
    """
    account admission assertion belief calculation contention conviction count description estimate eyes interpretation
    judgement judgment memory opinion reckoning recollection telling testimony version view words
    """
)
"""Those of them that a bare "his" or "her" may stand before ("by her account")."""

STUDIES: Final = _set("analysis audit census count examination inquiry investigation poll study survey")
"""What finds something out; whoever made it is the source ("a survey by the club found")."""

CONVINCED: Final = _set(
    "adamant certain confident convinced doubtful persuaded positive satisfied sceptical skeptical sure unsure"
)

DOCUMENTS: Final = _set(
    """
    addendum affidavit answer article bulletin call circular communique communiqué complaint conference e-mail email
    entry footnote interview leaflet letter mail memo memorandum message note notice post postscript press recording
    release remarks reply report speech statement telegram text tweet video
    """
)
"""What a claim can stand in; where somebody is named who made it, he is the source."""

MEANS: Final = _set("e-mail email fax hand letter mail message name phone radio telephone video way wire")
"""By which somebody says a thing ("said by telephone")."""

TIMES: Final = _set(
    """
    day days morning evening night afternoon noon midnight dawn dusk week weeks weekend month months year years hour
    hours minute minutes time times moment occasion date spring summer autumn winter eve today yesterday am pm a.m p.m
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct
    nov dec o'clock o’clock
    """
)
"""What tells when; nobody who speaks."""

TITLES: Final = _set(
    """
    bishop brother captain cllr colonel commander commissioner councillor deputy don doña dr father frau general herr
    inspector judge lady lieutenant lord major mayor minister miss mlle mme mr mrs ms prof professor senator sergeant
    sheikh sir sister sr sra
    """
)

PEOPLE: Final = _set(
    """
    actor adjuster administrator adviser agent ambassador analyst artist assistant attorney auditor author baker barber
    biologist bishop boatman boss boy brigadier brother builder buyer caller camper captain caretaker carpenter chair
    chairman chairperson chairwoman chemist chief citizen cleaner clerk coach colleague colonel commander commissioner
    composer conductor constable consultant contractor controller cook coroner correspondent councillor counsel
    customer cyclist dealer dean delegate deputy designer detective diplomat director dispatcher diver doctor driver
    ecologist economist editor electrician employee engineer envoy epidemiologist expert farmer farmers father
    firefighter fireman fisher fisherman fishermen foreman forester gardener general geologist girl governor guard
    guest guide handler headman headmaster headmistress herder historian hunter hydrologist inspector investigator
    investigators janitor journalist judge keeper king landlady landlord lawmaker lawyer leader lecturer librarian
    lieutenant linesman magistrate major man manager mayor mechanic mediator medic member merchant meteorologist
    midwife miller miner minister monk mother neighbor neighbour neighbours nun nurse observer officer official
    officials operator organiser owner painter passenger pathologist patient pensioner pharmacist photographer
    physician physiotherapist pilot plumber police policeman policewoman politician porter postman premier president
    priest prisoner producer professor prosecutor ranger rector registrar reporter representative researcher resident
    residents reviewer sailor scientist seaman secretary senator sergeant shepherd sheriff shopkeeper sister skipper
    soldier specialist spokesman spokesperson spokeswoman steward stoker storekeeper student superintendent supervisor
    surgeon surveyor survivor teacher technician trader trainer translator treasurer trucker vet veterinarian
    veterinary villager villagers volunteer waiter warden watchman welder widow witness witnesses woman worker writer
    """
)
"""Callings and the like, by which persons are named."""

MEN: Final = _set("brother don father grandfather he herr king lord man monsieur mr prince sir son sr uncle")
WOMEN: Final = _set(
    """
    aunt chairwoman dame daughter doña frau grandmother lady madam midwife miss mme mother mrs ms princess queen sister
    spokeswoman sra widow woman
    """
)

FIRMS: Final = _set(
    """
    airline builder carrier company contractor developer firm insurer maker manufacturer operator owner publisher
    shipyard supplier utility vendor
    """
)
"""What a company is called by after it has been named."""

BODIES: Final = _set(
    """
    administration agency army assembly association authority bank board brigade bureau center centre channel clinic
    club collective commission committee cooperative corporation council court department directorate federation force
    forces foundation front government group hospital inc institute lab laboratory league ltd ministry movement
    municipality newspaper ngo observatory office organisation organization paper parliament party police radio
    secretariat senate service society station team union unit university
    """
)

DESKS: Final = _set(
    """
    base bridge center centre clinic control crew desk dispatch dispatcher headquarters hospital hq office patrol room
    station team tower unit watch
    """
)
"""What speaks in a log by its place ("Crew room: door open")."""
