"""`scripts/gazetteer.py` reads its sources as it says it does."""

from __future__ import annotations

import io
import tarfile

from scripts.gazetteer import Group, demonyms_of, other_things, read_wordnet, words_of

NOUNS = """\
  1 This line tells of the licence.
00000001 15 n 01 country 0 000 | a state
00000002 15 n 02 Freedonia 0 Land_of_Spies 0 001 @i 00000001 n 0000 | an invented country
00000003 18 n 01 Freedonian 0 001 #m 00000002 n 0000 | its people
00000004 14 n 02 Freedom_Fighters 0 base 1 001 @i 00000001 n 0000 | a group
"""
ADJECTIVES = "00000005 01 a 01 Freedonic(a) 0 001 \\ 00000002 n 0101 | of Freedonia\n"
SENSES = "country%1:15:00:: 00000001 1 3\nbase%1:14:00:: 00000004 1 0\n"


def archive() -> tarfile.TarFile:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as made:
        for name, text in (("data.noun", NOUNS), ("data.adj", ADJECTIVES), ("index.sense", SENSES)):
            member = tarfile.TarInfo(f"package/dict/{name}")
            member.size = len(text.encode())
            made.addfile(member, io.BytesIO(text.encode()))
    packed.seek(0)
    return tarfile.open(fileobj=packed)


def test_wordnet_gives_names_demonyms_and_words() -> None:
    with archive() as made:
        wordnet = {part: read_wordnet(made, part) for part in ("noun", "adj")}
        used, rare = words_of(made, wordnet)
    assert (used, rare) == ({"country"}, {"base"})
    demonyms = demonyms_of(wordnet)
    assert demonyms == {"00000002": ["Freedonic", "Freedonian"]}
    (group,) = other_things(wordnet["noun"], demonyms, used)
    assert group.line() == "\tfreedonia\tland of spies\t|\tfreedonic\tfreedonian\t\n"


def test_a_group_has_each_name_once_and_folded() -> None:
    group = Group()
    group.add(["São Tomé", "Sao Tome", "北京", "12", ""])
    group.add(["Sao Tome", "Tomean"], group.demonyms)
    assert group.line() == "\tsao tome\t|\ttomean\t\n"
