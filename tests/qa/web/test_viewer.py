from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.document import Page
from qa.web.paragraphs import WHOLE
from qa.web.state import Reading
from qa.web.viewer import render_viewer
from tests.qa.web.making import Element, answered, cite, document, quoting, read

NASTY = "<script>alert(1)</script> <img src=x onerror=alert(1)> [a](b:x) ![i](http://x/y.png) &lt;b&gt; **bold**"
MINUTES = document("The hall was full.\nAna Ruiz signed the lease. It runs for a year.\nNobody objected.")


def active(page: Element) -> str:
    return "".join(mark.text for mark in page.all("mark", "rq-active"))


def test_the_cited_sentence_is_marked_in_its_place() -> None:
    citation = cite(MINUTES, "Ana Ruiz signed the lease.")
    page = read(render_viewer(Reading(MINUTES.id, citation.start, citation.end), [MINUTES], None))
    assert active(page) == citation.quote
    assert [p.text for p in page.all("p", "rq-paragraph")] == MINUTES.text.split("\n")


@given(st.text(alphabet=st.sampled_from("ab <>&\"'\n.é🙂")), st.integers(0, 60), st.integers(0, 60))
def test_any_text_is_shown_as_it_is_and_any_range_of_it_marked(text: str, a: int, b: int) -> None:
    start, end = min(a, b), max(a, b)
    shown = read(render_viewer(Reading("id-Minutes", start, end), [document(text)], None))
    assert "".join("".join(p.text.split()) for p in shown.all("p", "rq-paragraph")) == "".join(text.split())
    assert "".join(active(shown).split()) == "".join(text[start:end].split())
    assert {e.tag for e in shown.all()} <= {"header", "h2", "div", "p", "mark"}


def test_nothing_of_a_document_becomes_markup() -> None:
    hostile = document(NASTY, title=NASTY)
    shown = read(render_viewer(Reading(hostile.id, 0, 8), [hostile, MINUTES], None))
    assert shown.one("p", "rq-paragraph").text == NASTY
    assert shown.one("h2").text == NASTY
    assert [option.text for option in shown.all("option")] == [NASTY, "Minutes"]
    assert not {"script", "img", "a", "b", "strong"} & {e.tag for e in shown.all()}


def test_code_points_count_not_utf_16_units() -> None:
    smiling = document("🙂🙂 Ana 🙂 signed. Done.")
    citation = cite(smiling, "Ana 🙂 signed.")
    assert (
        active(read(render_viewer(Reading(smiling.id, citation.start, citation.end), [smiling], None)))
        == citation.quote
    )


def test_the_other_citations_of_the_answer_are_marked_faintly_with_their_numbers() -> None:
    first, second = cite(MINUTES, "The hall was full."), cite(MINUTES, "Nobody objected.", 2)
    turn = answered(quoting("what?", first, second))
    shown = read(render_viewer(Reading(MINUTES.id, second.start, second.end, "t1", number=2), [MINUTES], turn))
    assert [(m.text, m.attrs["data-label"], "rq-active" in m.attrs["class"]) for m in shown.all("mark")] == [
        ("The hall was full.", "1", False),
        ("Nobody objected.", "2", True),
    ]


def test_previous_and_next_walk_through_the_citations() -> None:
    cited = [cite(MINUTES, quote, n) for n, quote in enumerate(("The hall", "the lease", "Nobody"), 1)]
    turn = answered(quoting("what?", *cited))

    def walk(number: int) -> tuple[str, str | None, str | None]:
        citation = cited[number - 1]
        reading = Reading(MINUTES.id, citation.start, citation.end, "t1", number=number)
        nav = read(render_viewer(reading, [MINUTES], turn)).one("nav", "rq-walk")
        back, on = (step.attrs.get("data-number") for step in nav.all("a", "rq-step"))
        return nav.one("span", "rq-position").text, back, on

    assert walk(1) == ("Citation 1 of 3", None, "2")
    assert walk(2) == ("Citation 2 of 3", "1", "3")
    assert walk(3) == ("Citation 3 of 3", "2", None)


def test_a_step_works_as_a_plain_link() -> None:
    cited = [cite(MINUTES, "The hall"), cite(MINUTES, "Nobody", 2)]
    reading = Reading(MINUTES.id, cited[0].start, cited[0].end, "t1", number=1)
    shown = read(render_viewer(reading, [MINUTES], answered(quoting("what?", *cited))))
    assert (
        shown.all("a", "rq-step")[1].attrs["href"] == f"?document=id-Minutes&start={cited[1].start}&end={cited[1].end}"
    )


def test_without_a_turn_there_is_nothing_to_walk() -> None:
    assert read(render_viewer(Reading(MINUTES.id, 0, 3, "t9", number=1), [MINUTES], None)).all("nav") == []


def test_several_documents_can_be_chosen_from_one_cannot() -> None:
    other = document("Nothing here.", title="Annex")
    chooser = read(render_viewer(Reading("id-Annex"), [MINUTES, other], None)).one("select")
    assert [(o.attrs["value"], "selected" in o.attrs) for o in chooser.all("option")] == [
        ("id-Minutes", False),
        ("id-Annex", True),
    ]
    assert read(render_viewer(Reading(), [MINUTES], None)).all("select") == []


def test_two_documents_of_one_title_are_told_apart_by_their_files() -> None:
    twins = [document("a", source="/x/a.txt"), document("b", id="other", source="/x/b.txt")]
    assert [o.text for o in read(render_viewer(Reading(), twins, None)).all("option")] == [
        "Minutes (x/a.txt)",
        "Minutes (x/b.txt)",
    ]


def test_a_link_to_a_document_that_is_gone_says_so_and_shows_the_first() -> None:
    shown = read(render_viewer(Reading("gone", 3, 9), [MINUTES], None))
    assert shown.one("p", "rq-notice").text == "The link points to a document that is not here."
    assert shown.all("mark") == []
    assert shown.one("h2").text == "Minutes"


def test_a_link_past_the_end_is_cut_to_the_text() -> None:
    assert active(read(render_viewer(Reading(MINUTES.id, 60, 10**9), [MINUTES], None))) == MINUTES.text[60:].replace(
        "\n", ""
    )
    assert active(read(render_viewer(Reading(MINUTES.id, 10**8, 10**9), [MINUTES], None))) == ""


def test_no_documents_is_said_plainly() -> None:
    assert read(render_viewer(Reading(), [], None)).text == "There are no documents yet."


def test_pages_are_named_where_they_begin() -> None:
    paged = document("One.\nTwo.\nThree.", pages=(Page(4, 0, 10), Page(5, 10, 16)))
    shown = read(render_viewer(Reading(), [paged], None))
    assert [p.text for p in shown.all("p")] == ["Page 4", "One.", "Two.", "Page 5", "Three."]


def test_of_a_long_document_a_window_is_shown_with_more_on_demand() -> None:
    text = "".join(f"Sentence number {n} stands here.\n" for n in range(20_000))
    long = document(text)
    citation = cite(long, "Sentence number 9000 stands here.")
    html = render_viewer(Reading(long.id, citation.start, citation.end), [long], None)
    shown = read(html)
    assert len(html) < 8 * WHOLE
    assert active(shown) == citation.quote
    earlier, later = shown.all("button", "rq-more")
    assert (earlier.text, later.text) == ("Show earlier text", "Show more text")
    assert int(later.attrs["data-last"]) > citation.end
    assert int(earlier.attrs["data-first"]) < int(later.attrs["data-first"])
