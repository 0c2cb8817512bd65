"""Whether a pronoun can stand for a name, as far as words tell."""

from __future__ import annotations

from typing import Final

from qa.evidence.speech.lexicon import BODIES, DOCUMENTS, FIRMS, MEN, PEOPLE, TITLES, WOMEN

FIRST_PERSON: Final = frozenset("i we my our you me us".split())
_HE: Final = frozenset({"he", "his", "him"})
_SHE: Final = frozenset({"she", "her"})
_IT: Final = frozenset({"it", "its"})
PRONOUNS: Final = FIRST_PERSON | _HE | _SHE | _IT | {"they", "them", "their"}
_MANY: Final = frozenset("two three four five several some many most few both these those".split())
_PLURALS: Final = frozenset("men officials passengers people residents soldiers witnesses women".split())
_WRITINGS: Final = DOCUMENTS | {"manifest", "register", "log", "book"}


def fits(pronoun: str, name: str) -> bool:
    """Say whether a pronoun can stand for a name: "she" for no Mr Orr, "it" for no passengers, "he" for no ministry."""
    words = _words(name)
    known = set(words)
    if pronoun not in _HE | _SHE | _IT:
        return True
    if words[0] in _MANY or words[-1] in _PLURALS:
        return False
    if len(words) == 1 and words[0].endswith("s") and not name[:1].isupper():
        return False
    if pronoun in _IT:
        return known.isdisjoint(MEN | WOMEN)
    titled = not (MEN | WOMEN | TITLES).isdisjoint(known)
    body = not known.isdisjoint(BODIES | FIRMS) and "," not in name and " of " not in name
    if not titled and (body or not known.isdisjoint(_WRITINGS)):
        return False
    return known.isdisjoint(WOMEN if pronoun in _HE else MEN)


def suits(pronoun: str, name: str) -> bool:
    """Say whether a name surely is what a pronoun needs: for "she" a person's, by its title, calling or capitals."""
    if pronoun not in _HE | _SHE:
        return True
    return not (TITLES | PEOPLE).isdisjoint(_words(name)) or any(word[:1].isupper() for word in name.split()[1:])


def _words(name: str) -> list[str]:
    return [word.strip(".,'’\"()").lower() for word in name.split()] or [""]
