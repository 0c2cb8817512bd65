"""From a question and what was said before it to a question that stands alone: which rule, in which order."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from qa.question.followup import clarify
from qa.question.followup._sign_words import ABOUT, LEAD, OTHER
from qa.question.followup.antecedents import Base, claim_of
from qa.question.followup.asking_back import chosen
from qa.question.followup.contrasts import contrasted, only_refuses
from qa.question.followup.events import is_open
from qa.question.followup.fragments import completed
from qa.question.followup.gist import gist_of, missing_from, parted, things_of, unmarked, unstopped, whole
from qa.question.followup.in_context import with_turn_before
from qa.question.followup.items import with_item
from qa.question.followup.onward import onward
from qa.question.followup.passing_over import asked_before
from qa.question.followup.phrases import phrases
from qa.question.followup.pronouns import resolved
from qa.question.followup.remarks import corrected, put_in, remark, reply
from qa.question.followup.said import Exchange, exchanges
from qa.question.followup.signs import signs_of
from qa.question.intent import is_talk
from qa.words import content_words

if TYPE_CHECKING:
    from index.names import Names
    from qa.question.contextualise import Turn

LONGEST: Final = 400
"""Characters from which on a question is taken to say itself what it is about."""
_KEPT: Final = 1_024
_BACK: Final = re.compile(
    r"^\W*(?:(?:ok|okay|sorry|now|and|so|well|but)\b[\s,]*)*(?:(?:let['’]?s )?(?:go(?:ing)? )?back (?:to|on)"
    r"|return(?:ing)? to|again about|coming back to)\s+"
    r"(?P<what>[^.:;,?!–—]{2,60})(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NAMED_BEFORE: Final = re.compile(
    r"(?P<thing>(?:(?:the|that|these|those|this) |(?P<name>(?-i:(?=[^\W\d_a-z]))))[\w'’ -]{2,50}?)"
    r"\s?(?:[,:.]| [–—-]) (?P<asked>(?:\w+ )?(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does"
    r"|did|has|have|had|can|could|will|would)\b.{3,200})",
    re.IGNORECASE | re.DOTALL,
)
_NAMED_AFTER: Final = re.compile(r", (?P<thing>the [\w'’ -]{2,50})\W*$", re.IGNORECASE)
_PRONOUN: Final = re.compile(r"\b(?:he|she|it|they|him|them|his|their|its)\b", re.IGNORECASE)
_OPEN_STILL: Final = re.compile(
    r"\b(?:do|did|does|done)\s+(?:it|that|this|so)\W*$|\b(?:he|she|they|him|them)\b", re.IGNORECASE
)
"""What a question with a pronoun resolved leaves open: what was done, and another pronoun."""
_IN: Final = re.compile(r"(?:in|at|near|around)\s", re.IGNORECASE)
_DOUBLED: Final = re.compile(r"\b(\w{1,40})\s+\1\b", re.IGNORECASE)
_SHORT: Final = 6
"""Words in brackets where the answer was quotes."""
_kept: OrderedDict[tuple[Exchange, ...], str] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as it was understood.

    standalone: the question in a form that stands alone. changed: it differs from what was typed. clarify: it cannot
    be told what is meant; then `choices` are complete questions that may be, at most four, or none. in_context: a
    question that comes after another as it was typed, with the turn before it in brackets, for a reader that knows how
    to read that (some lean on it in ways that no rule tells); "" of a first one, or one that is asked back.
    """

    standalone: str
    choices: tuple[str, ...] = ()
    changed: bool = False
    clarify: bool = False
    in_context: str = ""


def understand(
    question: str, history: Sequence[Turn], names: Names | Callable[[], Names | None] | None = None
) -> Understanding:
    """Make a question stand alone; one that does is given back letter for letter.

    Args:
        question: as it was typed.
        history: what was said before, oldest first; the last eight questions are looked at.
        names: those of the documents, or what gives them, called only where a first question speaks of "him": they
            make the choices then.
    """
    if len(question) > LONGEST:
        return Understanding(question)
    before = exchanges(history)
    if is_talk(question, later=bool(before)):
        return Understanding(question)
    if not before:
        choices = clarify.without_history(question, names)
        return Understanding(question, choices or (), clarify=choices is not None)
    bases = _bases(before)
    last = bases[-1]
    if only_refuses(question, last):
        return Understanding(question, clarify=True)
    set_off = _told_plainly(question) != question
    if not last.exchange.asks_back and not _repaired(question) and not set_off:
        choices = clarify.with_history(question, last, bases[:-1])
        if choices is not None:
            return Understanding(question, choices, clarify=True)
    standalone = _standalone(question, bases)
    return Understanding(
        standalone, changed=standalone != question, in_context=_in_context(_chosen(question, bases) or question, bases)
    )


def forget() -> None:
    """Forget the questions worked out so far; only measuring needs it."""
    with _lock:
        _kept.clear()


def _bases(before: Sequence[Exchange]) -> list[Base]:
    """Work out, turn by turn, what the earlier questions were; each is built on those before it."""
    bases: list[Base] = []
    for number, exchange in enumerate(before, 1):
        key = tuple(before[:number])
        with _lock:
            known = _kept.get(key)
        if known is None:
            known = (None if exchange.asks_back else exchange.standalone) or (
                _standalone(exchange.question, bases) if bases else exchange.question
            )
            with _lock:
                _kept[key] = known
                while len(_kept) > _KEPT:
                    _kept.popitem(last=False)
        bases.append(Base(known, exchange))
    return bases


def _repaired(question: str) -> bool:
    return corrected(question) is not None


def _standalone(question: str, bases: Sequence[Base]) -> str:
    if len(question) > LONGEST:
        return question
    bases = asked_before(question, bases)
    done = _correction(question, bases) or _return(question, bases) or onward(question, bases)
    done = done or _follow_up(question, bases[-1])
    if _doubled(parted(done)[0]) - _doubled(f"{question} {bases[-1].standalone} {bases[-1].exchange.answer}"):
        done = _within(question, bases[-1])
    return done if done == question or done.count("“") == done.count("”") else re.sub("[“”]", "", done)


def _doubled(text: str) -> set[str]:
    """Give the words that stand twice in a row."""
    return {word.casefold() for word in _DOUBLED.findall(text)}


def _correction(question: str, bases: Sequence[Base]) -> str | None:
    """Rewrite "no, I meant …", and the reply to a question for what was meant."""
    last = bases[-1]
    if only_refuses(question, last):
        return last.standalone  # It was asked back what is meant, and the reply puts that question right.
    choice = _chosen(question, bases) or contrasted(question, last)
    if choice is not None:
        return choice
    said = corrected(question)
    if said is None and last.exchange.asks_back:
        said = reply(question)
    if said is None:
        return None
    meant, rest = said
    before = bases[-2] if len(bases) > 1 and last.exchange.asks_back else last
    if rest and not meant:
        return onward(rest, [before]) or _follow_up(rest, before)
    if rest:
        asked = _of(meant, rest)
        return _within(asked, before) if len(content_words(asked)) <= 4 else asked
    if not content_words(meant):
        return None
    unclear = _unclear(last)
    other = OTHER.search(unclear) if last.exchange.asks_back else None
    if other is not None and other[0].casefold().startswith("the "):
        return f"{unclear[: other.start()]}{meant}{unclear[other.end() :]}"
    done = put_in(meant, unclear, last)
    short = before is not last and len(content_words(done)) <= 4
    return _within(done, before) if short and not only_refuses(last.exchange.question, before) else done


def _chosen(question: str, bases: Sequence[Base]) -> str | None:
    """Give the question that was offered where the last turn asked back, and is taken: "the second one"."""
    last = bases[-1].exchange
    if not last.asks_back:
        return None
    # Where only the text of the conversation is known, what was offered is worked out again.
    offered = clarify.with_history(last.question, bases[-2], bases[:-2]) if len(bases) > 1 else None
    return chosen(question, last.choices or offered or ())


def _unclear(last: Base) -> str:
    """Give the question that is put right: where it was asked back whom it meant, with the word that told nobody."""
    typed = last.exchange.question
    signs = signs_of(typed)
    return typed if last.exchange.asks_back and (signs.pronouns or signs.other) else last.standalone


def _return(question: str, bases: Sequence[Base]) -> str | None:
    """Rewrite "back to …": the question is built on the turn that spoke of it."""
    match = _BACK.match(question)
    if match is None:
        return None
    base = _spoken_of(match["what"], bases)
    known = _speaks_of(match["what"], base)
    rest = match["rest"].strip(" .:;,?!–—")
    what = match["what"].strip()
    if not rest:
        added = missing_from(what, gist_of(base.standalone)) if known else ""
        return f"{what[:1].upper()}{what[1:]}?" + (f" ({added})" if added else "")
    plain = _told_plainly(f"{what}: {rest}")
    if plain != f"{what}: {rest}":
        return _within(plain, base) if known else f"{plain[:1].upper()}{plain[1:]}"
    if not known:
        return f"{what[:1].upper()}{what[1:]}: {rest}" if signs_of(rest).leans else rest
    if signs_of(rest).leans:
        chosen = with_item(f"{what}: {rest}", base)
        return _within(chosen or f"{what}: {rest}", base)
    return _within(rest, base, 8) if len(content_words(rest)) <= 3 else rest


def _spoken_of(what: str, bases: Sequence[Base]) -> Base:
    """Give the turn that has most words in common with something, the latest of several; the last where none has."""
    ranked = sorted(range(len(bases)), key=lambda place: (_speaks_of(what, bases[place]), place))
    return bases[ranked[-1]] if _speaks_of(what, bases[ranked[-1]]) else bases[-1]


def _speaks_of(what: str, base: Base) -> int:
    """Count the words of a turn that something is named by."""
    wanted = {word.key for word in content_words(what)}
    return sum(word.key in wanted for word in content_words(f"{base.standalone} {base.exchange.answer}"))


def _in_context(question: str, bases: Sequence[Base]) -> str:
    """Give a question with the turn that it goes on from: the last, unless it asked back, or that it goes back to; and
    where that one found nothing, with the last that did.
    """
    back = _BACK.match(question)
    answered = [base for base in bases if not base.exchange.asks_back] or list(bases)
    base = _spoken_of(back["what"], answered) if back else answered[-1]
    if not base.exchange.silent:
        return with_turn_before(question, base.standalone, _answer(base))
    known = [each for each in answered[: answered.index(base)] if not each.exchange.silent][-1:]
    earlier = [(each.standalone, _answer(each)) for each in known]
    return with_turn_before(question, base.standalone, "", *(earlier[0] if earlier else ()))


def _answer(base: Base) -> str:
    """Give what was answered: the sentences that were cited; of a text, the lines that are quotes, or all of them."""
    lines = [line.strip(" •") for line in base.exchange.answer.splitlines()]
    lines = [line for line in lines if line[:1] == "“" and line[-1:] == "”"] or lines
    return " ".join(unmarked(line) for line in lines)


def _follow_up(question: str, last: Base) -> str:
    done = remark(question, last) or completed(question, last)
    if done is not None:
        return done
    signs = signs_of(question)
    if not signs.leans:
        return question
    chosen = with_item(_told_plainly(question), last)
    plain = chosen or _told_plainly(question)
    text = resolved(plain, last)
    known = text != plain and not signs_of(text).pronouns
    return _within(text, last, answer=not last.exchange.silent, resolved=known)


def _told_plainly(question: str) -> str:
    """Put what is named before a question, or after it, in its pronoun's place: "the boat, who did it belong to?"."""
    lead = LEAD.match(question)
    rest = question[lead.end() :] if lead else question
    before, after = _NAMED_BEFORE.match(rest), _NAMED_AFTER.search(rest)
    match = before or after
    if match is None:
        return question
    thing = match["thing"].strip()
    if before is not None and before["name"] is not None and not _is_name(thing, led=lead is not None):
        return question
    asked = match["asked"].strip() if before else rest[: match.start()].strip()
    pronoun = _PRONOUN.search(asked)
    if pronoun is None or (after is not None and before is None and not phrases(thing)):
        return question
    ending = "" if pronoun[0].casefold() not in ("his", "their", "its") else "'" if thing.endswith("s") else "'s"
    return f"{asked[: pronoun.start()]}{thing}{ending}{unstopped(asked[pronoun.end() :], ' ?!.,')}?"


def _is_name(thing: str, *, led: bool) -> bool:
    """Say whether what is set off at the beginning is a name; a single word may be large as the first one only."""
    large = [word[:1].isupper() for word in thing.split()]
    return all(large) and len(large) <= 4 and (led or len(large) > 1)


def _within(text: str, base: Base, most: int = 14, *, answer: bool = False, resolved: bool = False) -> str:
    """Add what a question lacks of what it goes on from, in brackets; where its pronouns are `resolved`, that is
    nothing, unless it names nobody and nothing that tells one topic from another.
    """
    lead = LEAD.match(text)
    plain = text[lead.end() :] if lead and lead.end() < len(text.rstrip(" ?!.")) else text
    plain = ABOUT.sub("", plain) if content_words(ABOUT.sub("", plain)) else plain
    plain = f"{plain[:1].upper()}{plain[1:]}"
    main, own = parted(plain)
    held = content_words(main)
    told = len(held) >= 2 and any(word.name for word in held) and not _OPEN_STILL.search(main)
    if resolved and not own and told:
        return f"{main}?"
    gist = gist_of(base.standalone)
    if is_open(base.standalone) and _IN.match(gist) and content_words(main):
        # "Was anyone hurt?" after "What happened in Halden?"
        tail = missing_from(main, gist, most)
        main = f"{main} {tail}" if _IN.match(tail) else main
        if len(content_words(main)) >= 2 and not own:
            return f"{main}?"
    added = missing_from(f"{main} {own}", gist, most)
    if answer:
        claim = claim_of(base)
        more = missing_from(f"{main} {own} {added}", ", ".join(things_of(claim, 14)), 8) if claim else ""
        asked, added = added, ", ".join(part for part in (added, more) if part)
        if "“" in base.exchange.answer and not is_open(base.standalone):
            # Of quotes much more is named than was meant; what was asked stays.
            added = asked if len(asked.split()) >= _SHORT else whole(added, _SHORT)
    if is_open(base.standalone):
        added = whole(added, _SHORT)
    inside = ", ".join(part for part in (own, added) if part)
    return f"{main}? ({inside})" if inside else plain


def _of(meant: str, rest: str) -> str:
    """Ask a question of somebody who is named before it: "the dispatcher. why did she do nothing"."""
    signs = signs_of(rest)
    pronoun = next((p for p in signs.pronouns if p.family in ("he", "she", "they", "it")), None)
    if pronoun is None:
        return f"{meant}: {rest}"
    name = meant + (("'" if meant.endswith("s") else "'s") if pronoun.possessive else "")
    return rest[: pronoun.start] + name + rest[pronoun.end :]
