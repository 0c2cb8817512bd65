from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.names.gazetteer import Gazetteer
from index.names.spelling import folded
from tests.conftest import ROOT
from tests.index.names.making import found, names_of

DATA = ROOT / "index" / "data"


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("The talks in Kiev went on.", "what happened in kyiv", ("kyiv", "Kiev", "exonym")),
        ("They flew on to Peking.", "Who was in Beijing?", ("Beijing", "Peking", "exonym")),
        ("Ministers met in Ivory Coast.", "Who met in Côte d'Ivoire?", ("Côte d'Ivoire", "Ivory Coast", "exonym")),
        ("The Dutch delegates left.", "Did the Netherlands leave?", ("Netherlands", "Dutch", "demonym")),
        ("Soldiers of the US left.", "Did American soldiers leave?", ("American", "US", "demonym")),
        ("Soldiers of the U.S. left.", "Did United States soldiers leave?", ("United States", "U.S.", "acronym")),
        ("It was an American base.", "Is there a US base?", ("US", "American", "demonym")),
        ("Delegates of Portugal came.", "When did the Portuguese come?", ("Portuguese", "Portugal", "demonym")),
        ("The UN said so.", "What did the United Nations say?", ("United Nations", "UN", "acronym")),
        ("They spoke of Hizbollah there.", "What is Hezbollah?", ("Hezbollah", "Hizbollah", "exonym")),
    ],
)
def test_the_world_s_other_names_are_found(text: str, question: str, expected: tuple[str, str, str]) -> None:
    assert found(names_of(text), question) == [expected]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("He spoke to Sipho Cele there.", "What happened in Celje?"),  # a man, not the town
        ("They left San Rocco al Fiume.", "What happened in Rijeka?"),  # a part of another name
        ("Nothing was said.", "What happened in Damascus?"),
        ("The turkey was eaten.", "What did Türkiye say?"),
    ],
)
def test_what_only_looks_like_them_is_not(text: str, question: str) -> None:
    assert found(names_of(text), question) == []


def test_both_words_for_a_country_meet_inside_the_documents() -> None:
    (match,) = names_of("US soldiers left. An American came.").resolve("Who attacked American soldiers?")
    assert (match.found, match.known) == ("US", True)


@given(st.text())
def test_any_key_may_be_looked_up(key: str) -> None:
    for group in Gazetteer.open().groups(folded(key)):
        assert folded(key) in {*group.names, *group.demonyms}
    list(Gazetteer.open().groups(key))


def test_the_data_is_small_and_says_where_it_is_from() -> None:
    assert sum(path.stat().st_size for path in DATA.glob("*.gz")) < 1_500_000
    told = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    assert all(name in told for name in ("GeoNames", "CC BY 4.0", "Unicode", "WordNet", "countryinfo"))


def test_every_line_can_be_read() -> None:
    import gzip

    text = gzip.decompress(Path(DATA / "gazetteer.txt.gz").read_bytes()).decode("ascii")
    for line in filter(None, text.split("\n")):
        names, bar, _ = line.partition("\t|\t")
        assert bar
        assert all(name == folded(name) for name in names.strip("\t").split("\t"))
    assert 200 < len(Gazetteer.open().countries) < 350
