from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.names import Names, expanded, noted
from tests.index.names.making import found, names_of

REPORT = """\
The council of Sankaré met in Konna on Monday, said Colonel Issa Dembago. The hunters' chief, Modibo Sankaré, denied it.
After the burial, Sancaré left for Deyr Azzour with Nora Quillfeather. They slept at the base of Ein Assad. Near Pärnu
the Old Sabara road was cut. In Labuan Seri the mayor, Anna Müller, spoke of the Kandanists.
"""


@pytest.fixture(scope="module")
def names() -> Names:
    return names_of(REPORT)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When was Ain al-Asad attacked?", ("Ain al-Asad", "Ein Assad", "spelling")),
        ("what of Dayr az-Zawr", ("Dayr az-Zawr", "Deyr Azzour", "spelling")),
        ("what did quilfether say", ("quilfether", "Quillfeather", "spelling")),
        ("What did Quilfeather's brother say?", ("Quilfeather", "Quillfeather", "spelling")),
        ("What did Nora Quillfaether say?", ("Nora Quillfaether", "Nora Quillfeather", "spelling")),
        ("Who is Colonel Dembaggo?", ("Dembaggo", "Dembago", "spelling")),
        ("What happened near Parnu?", ("Parnu", "Pärnu", "spelling")),
        ("number of homes lost in Old Sabbara?", ("Old Sabbara", "Old Sabara", "spelling")),
        ("Who are the Kandanistes?", ("Kandanistes", "Kandanists", "spelling")),
        ("Who lives in LabuanSeri?", ("LabuanSeri", "Labuan Seri", "spelling")),
    ],
)
def test_outside_spellings_find_the_documents(names: Names, question: str, expected: tuple[str, str, str]) -> None:
    assert found(names, question) == [expected]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "When did they meet in Konna?",
        "What did Colonel Issa Dembago say?",
        "What did Peter Mueller say?",  # another first name
        "What did Karl Sankari say?",
        "What did the major do in Rome?",
        "Who counsels the mayors?",
        "Were the Hawks there on May 5?",
        "Is there news of John Smith, Long Beach or Nairobi?",
    ],
)
def test_what_means_nothing_of_theirs_finds_nothing(names: Names, question: str) -> None:
    assert found(names, question) == []


def test_a_spelling_that_they_have_brings_their_others(names: Names) -> None:
    (match,) = names.resolve("What did Sankaré do?")
    assert (match.found, match.known, match.kind) == ("Sancaré", True, "spelling")
    assert names.spellings("Sankaré") == ("Sancaré",)
    assert names.spellings("Konna") == names.spellings("nothing") == ()


def test_of_two_that_are_alike_neither_is_taken() -> None:
    names = names_of("They saw Marenko there. Later Peter Marenka and Karl Marenko met.")
    assert found(names, "What did Marenku say?") == []


def test_the_company_of_a_name_tells_which_is_meant() -> None:
    names = names_of("We met Owen Rasch there. We met Lionel Rusk too.")
    assert found(names, "When was Owen Rusch found?")[0][1] in {"Owen Rasch", "Rasch"}


def test_names_of_nothing_resolve_nothing() -> None:
    assert Names.of([]).resolve("What did Misseri say about the SDF in Damascus?") == ()


def test_without_a_like_name_a_question_stays_as_it_is(names: Names) -> None:
    question = "When did they meet in Konna?"
    assert expanded(question, names.resolve(question)) == question
    assert expanded(question, names.resolve(question), beside=True) == question


@settings(max_examples=200)
@given(st.text() | st.text("ABab .-'’éüqkhw0", max_size=60))
def test_any_question_may_be_asked(names: Names, question: str) -> None:
    last = 0
    for match in names.resolve(question):
        assert match.asked == question[match.start : match.end]
        assert match.start >= last
        assert 0 < match.sureness <= 1
        assert match.found
        noted(match)
        last = match.end
    expanded(question, names.resolve(question))
    expanded(question, names.resolve(question), beside=True)


@settings(max_examples=200)
@given(st.lists(st.text() | st.text("ABCabc .-'’()éüqkhw0\n", max_size=80), max_size=3))
def test_any_text_may_have_names(texts: list[str]) -> None:
    names = names_of(*texts)
    for text in texts:
        names.resolve(text)
    assert all(link.left != link.right and 0 < link.sureness <= 1 for link in names.links)
    assert isinstance(names.acronyms, dict)


@given(st.permutations(REPORT.split(". ")))
def test_links_do_not_depend_on_the_order_of_sentences(parts: list[str]) -> None:
    pairs = {frozenset((link.left, link.right)) for link in names_of(". ".join(parts)).links}
    assert frozenset(("sankare", "sancare")) in pairs


def test_persons_are_told_in_full_by_how_often_they_are_named() -> None:
    told = names_of(
        "Mr Daniel Osae came to Port Halden. Kwame Mintah slept, Mintah said. "
        "Mintah and Osae met Ms Livia Korvath. They saw Korvath leave."
    )
    assert told.people("he", 4) == ("Kwame Mintah", "Daniel Osae")
    assert "Daniel Osae" not in told.people("she", 4)
    assert "Livia Korvath" in told.people("she", 4)
    assert told.people("he", 1) == ("Kwame Mintah",)
