from __future__ import annotations

from dataclasses import replace

from qa.web.cards import PREVIEW, card, cards, chip, origin
from tests.qa.web.making import cite, document, read

NASTY = "<script>alert(1)</script>\"'<img src=x onerror=alert(1)> [a](javascript:x)"
SOURCE = document("Ana Ruiz signed the lease. " * 40)
CITED = cite(SOURCE, "Ana Ruiz signed the lease.", 2, who="the clerk")


def test_a_chip_is_a_link_to_the_cited_place_that_says_what_it_is() -> None:
    link = read(chip(CITED, "t1")).one("a", "rq-chip")
    assert link.text == "[2]"
    assert link.attrs["href"] == "?document=id-Minutes&start=0&end=26"
    assert link.attrs["aria-label"] == "Citation 2, Minutes"
    assert (link.attrs["data-turn"], link.attrs["data-number"]) == ("t1", "2")


def test_a_chip_carries_its_quote_for_the_bubble_a_long_one_shortened() -> None:
    assert read(chip(CITED, "t1")).one("a").attrs["data-quote"] == CITED.quote
    long = cite(SOURCE, SOURCE.text)
    quote = read(chip(long, "t1")).one("a").attrs["data-quote"]
    assert quote.endswith("…")
    assert long.quote.startswith(quote[:-1])
    assert len(quote) <= PREVIEW + 1


def test_a_card_has_number_quote_document_page_and_who_says_so() -> None:
    shown = read(card(replace(CITED, page=7), "t1", "citations"))
    assert shown.one("span", "rq-number").text == "2"
    assert shown.one("q", "rq-quote").text == CITED.quote
    assert shown.one("span", "rq-from").text == "Minutes · page 7 · according to the clerk"
    assert shown.one("button").attrs["data-copy-link"] == "?document=id-Minutes&start=0&end=26"


def test_an_origin_leaves_out_what_is_not_known() -> None:
    assert origin(replace(CITED, source=None)) == "Minutes"


def test_a_passage_that_is_no_citation_has_no_number() -> None:
    assert read(card(CITED, "t1", "considered")).all("span", "rq-number") == []


def test_many_cards_fold_away_one_left_over_does_not() -> None:
    def folded(count: int) -> int:
        shown = read(cards([replace(CITED, number=n) for n in range(1, count + 1)], "t1", "citations"))
        assert len(shown.all("li", "rq-card")) == count
        return sum(len(d.all("li", "rq-card")) for d in shown.all("details"))

    assert [folded(n) for n in (1, 3, 4, 5, 9)] == [0, 0, 0, 2, 6]


def test_nothing_of_a_citation_becomes_markup() -> None:
    hostile = cite(document(NASTY, title=NASTY), NASTY, who=NASTY)
    shown = read(chip(hostile, NASTY) + card(hostile, NASTY, "citations"))
    assert shown.one("q").text == NASTY
    assert shown.one("a", "rq-chip").attrs["data-quote"] == NASTY
    assert not {"script", "img"} & {e.tag for e in shown.all()}
    assert all(not name.startswith("on") for e in shown.all() for name in e.attrs)
