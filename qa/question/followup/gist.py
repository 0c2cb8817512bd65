"""What a question or an answer was about, in a few words that can stand in brackets or in another sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from qa.question.followup._sign_words import ASIDE, LEAD
from qa.question.followup.lexicon import PEOPLE, is_role
from qa.question.followup.phrases import phrases
from qa.words import content_words, words

_MOST: Final = 14
"""Words of a gist: the reader has room for some 48 tokens in all."""
_MOST_OF_LATER: Final = 8
"""Words that are kept of a question that was a follow-up itself, and of what it went on from."""
_BRACKET: Final = re.compile(r"\s*\(([^()]{1,300})\)\s*(?=\W*$)")
_ASKING: Final = re.compile(
    r"^\W*(?:(?:and|but|so|then|or|ok|please|now|well)\b[\s,]*){0,3}"
    r"(?:(?:by|from|to|on|in|at|for|with|of|since|until)\s+)?"
    r"(?:who(?:m|se)?|what|when|where|why|which|wich|how(?:\s+(?:many|much|long|big|often|far|old|large|high|fast"
    r"|did it))?)?(?:['’]?s\b)?\s*"
    r"(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|says?|said|there|it|true|confirmed"
    r"|really|"
    r"known|that|the report|happened|been|people say)(?:n['’]?t)?\b\s*){0,5}",
    re.IGNORECASE,
)
_INVERTED: Final = re.compile(
    r"^((?:[\w'’-]+ ){0,3}[\w'’-]+) (?:do|does|did|has|have|had|is|are|was|were|will|would|can|could|should)"
    r"(?= (?:the|an?|this|that|these|those|his|her|its|their|he|she|it|they|we|you)\b| (?-i:[A-Z]))",
    re.IGNORECASE,
)
"""What is asked for, and the verb that a question puts before who does it: "recommendations has the director"."""
_ONE_OF: Final = re.compile(r"(?<=\w)\s(?:one|part|some|among)\s(?:of\s)?(?:them|these|those)$", re.IGNORECASE)
"""What is asked of a thing after "is"; of "the Reds one of them" the Reds are the topic."""
_ABBREVIATED: Final = re.compile(r"(?<![\w.])(?:[^\W\d_]\.)+[^\W\d_]$")
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n")


def unstopped(text: str, marks: str = " ?!.") -> str:
    """Give a text without the marks at its end; an abbreviation of single letters ("the U.S.") keeps its last stop."""
    bare = text.rstrip(marks)
    return f"{bare}." if text[len(bare) :].startswith(".") and _ABBREVIATED.search(bare) else bare


def parted(standalone: str) -> tuple[str, str]:
    """Give a standalone question without what was added to it in brackets, and that."""
    match = _BRACKET.search(standalone)
    if match is None:
        return unstopped(standalone), ""
    return unstopped(standalone[: match.start()] + standalone[match.end() :]), match[1]


@lru_cache(maxsize=1_024)
def gist_of(standalone: str) -> str:
    """Give what a standalone question is about: its words after the asking ones, then the things in its brackets."""
    main, added = parted(standalone)
    for opening in (LEAD, ASIDE):
        lead = opening.match(main)
        main = main[lead.end() :] if lead and content_words(main[lead.end() :]) else main
    core = main[_matched(main) :].strip(" ,:?")
    core = core if content_words(core) else ""
    core = _INVERTED.sub(r"\1,", core, count=1)
    core = _ONE_OF.sub("", core)
    core = _cut(core, _MOST if not added else _MOST_OF_LATER)
    # What has a name tells one topic from another best, and stays longest.
    deep = sorted(added.split(", "), key=lambda part: not any(word.name for word in words(f"of {part}")))
    deeper = missing_from(core, ", ".join(deep), _MOST_OF_LATER) if added else ""
    return ", ".join(part for part in (core, deeper) if part) or main


def missing_from(text: str, gist: str, most: int = _MOST) -> str:
    """Give of a gist what a text does not have already; names and things, in order. "" where that is nothing new."""
    have = {word.key for word in content_words(text)}
    parts = [part.strip() for part in gist.split(", ") if part.strip()]
    kept: list[str] = []
    for part in parts:
        own = {word.key for word in content_words(part)}
        if not own - have:
            continue
        if len(own - have) >= 0.7 * len(own):
            kept.append(part)
        else:
            kept += [phrase.written.removeprefix("the ") for phrase in phrases(part) if not phrase.keys <= have]
        have |= own
    return _cut(", ".join(kept), most)


def whole(gist: str, most: int) -> str:
    """Keep of a gist the parts that fit into so many words; of a first one that is too long, its whole phrases."""
    kept: list[str] = []
    for part in gist.split(", "):
        if sum(len(p.split()) for p in kept) + len(part.split()) <= most:
            kept.append(part)
        elif not kept:
            kept += things_of(part, most)
    return ", ".join(part for part in kept if part)


def sentences(answer: str) -> list[str]:
    """Give the sentences of an answer, clauses after a semicolon apart."""
    lines = "\n".join(unmarked(line.strip(" •")) for line in answer.splitlines())
    return [part.strip(" •") for part in _SENTENCE.split(lines) if part.strip(" •.")]


_PALE: Final = frozenset(
    "regard addition respons fact statement report case time reason way part end result context detail other"
    " number name turn place".split()
)
"""Keys of nouns that say nothing of what is talked about."""


def things_of(text: str, most: int, but: str = "") -> list[str]:
    """Give the things that a text speaks of, whole, in so many words together; without those that `but` has."""
    have = {word.key for word in content_words(but)}
    found: list[str] = []
    for phrase in phrases(text):
        own = phrase.keys
        if phrase.sort == "time" or not own or own <= have or own <= _PALE or len(phrase.written.split()) > most:
            continue
        if sum(len(part.split()) for part in found) + len(phrase.written.split()) > most:
            break
        found.append(phrase.written)
        have |= own
    return found


_QUOTED: Final = re.compile(r"“([^“”\n]{3,1200})”")
_DANGLING: Final = re.compile(
    r"(?:\s+(?:the|an?|its|his|her|their|of|in|on|at|by|to|from|with|and|or|but|for|that|which|who|as|into))+$", re.I
)
_FIRST: Final = frozenset(
    """
    the a an this that these those there it he she they its his her their no some any all both each every one two
    three four five six seven eight nine ten about according by in on at from for as most many several nobody
    neither either only near during after before since until when while late early earlier later meanwhile then
    dozens hundreds thousands
    """.split()
)


def quoted(answer: str) -> list[str]:
    """Give the quotes of an answer without their marks; its lines where it has none."""
    lines = [line.strip(" •") for line in answer.splitlines() if line.strip(" •")]
    found: list[str] = []
    for line in lines:
        bare = unmarked(line)
        found += [bare] if bare != line else [part.strip() for part in _QUOTED.findall(line)]
    return found or lines


def unmarked(line: str) -> str:
    """Give a line without the marks of a quote around all of it; those of a quote within it stay."""
    if line[:1] != "“" or line[-1:] != "”":
        return line
    depth = 0
    for number, sign in enumerate(line):
        depth += (sign == "“") - (sign == "”")
        if depth <= 0:
            return line[1:-1].strip() if number == len(line) - 1 else line
    return line


def clean(sentence: str) -> str:
    """Give a sentence without the marks of a quote around it and without its full stop."""
    text = " ".join(sentence.split()).strip(" •")
    bare = text.rstrip(" .,")
    if bare[:1] == '"' == bare[-1:] and bare.count('"') == 2:
        text = bare[1:-1]
    while text[:1] in ("“", '"') and text[-1:] in ("”", '"', ".", ",") and text[1:].count(text[0]) == 0:
        text = text[1:].rstrip(" .,").removesuffix("”").removesuffix('"').strip()
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    return unstopped(text, " .;,")


def decapitalised(text: str) -> str:
    """Write the beginning of a sentence as it stands inside another: small, unless a name begins it."""
    first = re.match(r"[^\W_]+", text)
    if first is None or not first[0][:1].isupper() or (first[0].isupper() and len(first[0]) > 1):
        return text
    lower = first[0].casefold()
    singular = lower.removesuffix("s")
    common = lower in _FIRST or lower in PEOPLE or is_role(singular) or lower.endswith("men")
    return text[0].lower() + text[1:] if common else text


def short(text: str, most: int = 22) -> str:
    """Cut a sentence at a clause, or at so many words."""
    every = text.split()
    if len(every) <= most:
        return unstopped(text, " .;,")
    head = " ".join(every[:most])
    clause = max(head.rfind(", "), head.rfind("; "), head.rfind(": "))
    kept = unstopped(head[:clause] if clause > len(head) // 2 else head, " .;,:")
    return clean(_DANGLING.sub("", kept))


def _matched(text: str) -> int:
    match = _ASKING.match(text)
    return match.end() if match else 0


def _cut(text: str, most: int = _MOST) -> str:
    every = words(text)
    return text if len(every) <= most else _DANGLING.sub("", text[: every[most - 1].end].rstrip(" ,-–")).rstrip(" ,-–")
