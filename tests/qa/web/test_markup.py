from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qa.web.markup import Range, element, escape, kept, keyed, permalink, segments
from tests.qa.web.making import read

NASTY = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"'`=/![]-\0\r\n;#x")))


@given(NASTY)
def test_escaped_text_reads_back_as_the_text_and_is_no_markup(text: str) -> None:
    html = escape(text)
    assert not set(html) & set("<>\"'")
    assert read(html).text == text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


@given(NASTY, NASTY)
def test_an_attribute_cannot_be_left(value: str, text: str) -> None:
    parsed = read(element("p", escape(text), title=value)).one("p")
    assert set(parsed.attrs) == {"title"}
    assert parsed.all() == []


def test_names_values_and_absences_of_attributes() -> None:
    html = element("a", class_="x", data_turn="t1", tabindex=0, hidden=True, download=False, rel=None)
    assert html == '<a class="x" data-turn="t1" tabindex="0" hidden></a>'


def test_a_void_element_is_not_closed() -> None:
    assert element("br") == "<br>"


def test_a_keyed_element_changes_its_revision_with_its_content_and_its_attributes() -> None:
    def revision(html: str) -> str:
        return read(html).one("p").attrs["data-rev"]

    assert revision(keyed("p", "k", "a")) == revision(keyed("p", "k", "a"))
    assert revision(keyed("p", "k", "a")) != revision(keyed("p", "k", "b"))
    assert revision(keyed("p", "k", "a")) != revision(keyed("p", "k", "a", class_="x"))


def test_a_kept_element_names_its_key_only() -> None:
    assert read(kept("t1")).one("template").attrs == {"data-key": "t1", "data-kept": ""}


def test_a_permalink_survives_any_id() -> None:
    assert permalink('a&b="<c>', 3, 14) == "?document=a%26b%3D%22%3Cc%3E&start=3&end=14"


@given(
    st.integers(0, 50),
    st.integers(0, 50),
    st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120), st.integers(0, 2)), max_size=8),
)
def test_segments_tile_the_text_and_name_the_highest_range(
    start: int, length: int, raw: list[tuple[int, int, int]]
) -> None:
    end = start + length
    ranges = [Range(min(a, b), max(a, b), "", rank) for a, b, rank in raw]
    pieces = list(segments(start, end, ranges))
    assert "".join("x" * (right - left) for left, right, _ in pieces) == "x" * length
    at = start
    for left, right, mark in pieces:
        assert left == at
        at = right
        for place in range(left, right):
            covering = [r.rank for r in ranges if r.start <= place < r.end]
            assert (mark.rank if mark else None) == max(covering, default=None)
    assert at == end or length == 0
