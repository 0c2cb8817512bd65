from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.driving import Visit
from tests.browser.slow import Slow
from tests.qa.web.serving import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from index import Settings
    from qa import Assistant

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = "Who is suspected of the attacks in Iraq?"
NASTY = (
    '<script>window.pwned = 1</script><img src="x" onerror="window.pwned = 2"> [link](javascript:window.pwned=3) '
    "![image](http://192.0.2.1/x.png) &lt;b&gt;not bold&lt;/b&gt; <b>nor this</b>"
)


def test_ask_click_a_citation_and_see_the_sentence_highlighted(visit: Visit, report: str, artifacts: Path) -> None:
    turn = visit.ask(QUESTION)
    chip = turn.locator(".rq-chip").last
    start, end = (int(chip.get_attribute(f"data-{name}") or -1) for name in ("start", "end"))
    visit.page.locator(".rq-reader").evaluate("pane => pane.scrollTo(0, 0)")
    chip.click()
    visit.page.wait_for_selector(f".rq-reader[data-start='{start}']")
    assert "".join(visit.mark.all_text_contents()) == report[start:end]
    assert visit.in_view(visit.mark)
    assert chip.get_attribute("aria-current") == "true"
    visit.page.wait_for_selector(".rq-follow")
    visit.page.screenshot(path=artifacts / "page.png")


def test_an_example_question_is_answered_with_a_click(visit: Visit) -> None:
    example = visit.page.locator(".rq-suggestion").first
    words = example.inner_text()
    example.click()
    visit.page.wait_for_selector(".rq-turn[data-phase=done]")
    assert visit.turns.locator(".rq-asked").inner_text() == words
    assert visit.turns.get_attribute("data-status") == "answered"


def test_a_chip_shows_its_quote_on_hover_and_on_focus_and_escape_closes_it(visit: Visit) -> None:
    chip = visit.ask(QUESTION).locator(".rq-chip").first
    visit.page.wait_for_timeout(700)
    chip.hover()
    bubble = visit.page.get_by_role("tooltip")
    bubble.wait_for()
    assert (chip.get_attribute("data-quote") or "") in bubble.inner_text()
    visit.page.mouse.move(5, 5)
    bubble.wait_for(state="hidden")
    visit.page.keyboard.press("Tab")
    chip.focus()
    bubble.wait_for()
    visit.page.keyboard.press("Escape")
    bubble.wait_for(state="hidden")


def test_everything_can_be_done_by_keyboard(visit: Visit) -> None:
    visit.page.keyboard.type(QUESTION)  # the box has the focus on arrival
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".rq-turn[data-phase=done]")
    chip = visit.turns.locator(".rq-chip").first
    chip.evaluate("chip => chip.closest('.rq-turn').querySelector('[data-edit]').focus()")
    visit.page.keyboard.press("Tab")
    assert "rq-chip" in visit.focused
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function("document.activeElement.classList.contains('rq-reader')")
    assert visit.in_view(visit.mark)
    visit.page.keyboard.press("Escape")
    assert "rq-chip" in visit.focused
    outline = chip.evaluate("chip => getComputedStyle(chip).outlineStyle + getComputedStyle(chip).outlineWidth")
    assert outline == "solid2px"


def test_previous_and_next_walk_through_the_citations(visit: Visit) -> None:
    turn = visit.ask("What happened on July 7?")
    count = turn.locator(".rq-sources .rq-card").count()
    assert count > 1
    position = visit.page.locator(".rq-position")
    assert position.inner_text() == f"Citation 1 of {count}"
    visit.page.get_by_role("link", name="Next citation").click()
    visit.page.wait_for_function(
        "n => document.querySelector('.rq-position').textContent === n", arg=f"Citation 2 of {count}"
    )
    assert visit.in_view(visit.mark)
    visit.page.get_by_role("link", name="Previous citation").click()
    visit.page.wait_for_function(
        "n => document.querySelector('.rq-position').textContent === n", arg=f"Citation 1 of {count}"
    )


def test_what_is_not_there_looks_like_an_answer_with_the_nearest_passages_a_click_away(visit: Visit) -> None:
    turn = visit.ask("Who won last night's football match?")
    assert turn.get_attribute("data-status") == "not_in_documents"
    card = turn.locator(".rq-considered .rq-card").first
    assert not card.is_visible()
    turn.get_by_text("Nearest passages").click()
    card.locator(".rq-card-link").click()
    visit.page.wait_for_selector("mark.rq-active")
    assert visit.page.locator(".rq-position").inner_text().startswith("Passage 1 of ")


def test_a_link_opens_the_page_at_the_cited_sentence(visit: Visit, browser: Browser, report_page: Served) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = visit.ask(QUESTION).locator(".rq-card").first
    quote = card.locator(".rq-quote").inner_text()
    card.get_by_role("button", name="Copy link").click()
    link = visit.page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(report_page.url + "/?document=")
    with Visit.begin(browser, report_page.url, link.removeprefix(report_page.url + "/")) as later:
        assert " ".join("".join(later.mark.all_text_contents()).split()) == quote
        assert later.in_view(later.mark)


def test_the_address_bar_follows_the_source(visit: Visit) -> None:
    chip = visit.ask(QUESTION).locator(".rq-chip").first
    chip.click()
    assert (chip.get_attribute("href") or "-").removeprefix("?") in visit.page.url


def test_an_answer_is_copied_with_its_sources(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.ask(QUESTION).get_by_role("button", name="Copy the answer with its sources").click()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert "[1]" in copied
    assert "Sources:" in copied


def test_an_earlier_question_is_edited_in_its_place(visit: Visit) -> None:
    visit.ask("What happened on July 7?")
    visit.ask("Who won the football match?")
    visit.turns.first.hover()
    visit.turns.first.get_by_role("button", name="Edit this question").click()
    area = visit.page.get_by_role("textbox", name="Edit this question")
    assert area.input_value() == "What happened on July 7?"
    area.fill("What happened on July 6?")
    visit.page.get_by_role("button", name="Ask, drop the rest").click()
    visit.page.wait_for_function("document.querySelectorAll('.rq-turn').length === 1")
    visit.page.wait_for_selector(".rq-turn[data-phase=done]")
    assert visit.turns.locator(".rq-asked").inner_text() == "What happened on July 6?"


def test_the_last_question_is_asked_again(visit: Visit) -> None:
    visit.ask("What happened on July 7?")
    visit.page.get_by_role("button", name="Ask again").click()
    visit.page.wait_for_selector(".rq-turn[data-turn=t2][data-phase=done]")
    assert visit.turns.count() == 1


def test_a_follow_up_says_how_it_was_understood(visit: Visit) -> None:
    visit.ask("What happened on July 7?")
    assert "Understood as:" in visit.ask("And on July 6?").locator(".rq-understood").inner_text()


def test_a_question_that_cannot_be_answered_is_not_lost(visit: Visit) -> None:
    turn = visit.ask("x" * 100_000)
    assert "100,000 characters" in turn.locator(".rq-problem").inner_text()
    assert len(visit.box.input_value()) == 100_000
    visit.box.fill(" ")
    visit.box.press("Enter")
    visit.page.get_by_text("Type a question first.").wait_for()


def test_a_screen_reader_is_told_the_answer(visit: Visit) -> None:
    turn = visit.ask(QUESTION)
    live = visit.page.locator("[aria-live=polite]#rq-live")
    assert live.text_content() == turn.get_attribute("data-spoken") != ""


def test_an_answer_is_stopped_and_a_new_chat_begun(browser: Browser, assistant: Assistant) -> None:
    with serving(Slow(assistant)) as page, Visit.begin(browser, page.url) as visit:
        visit.box.fill("What happened on July 7?")
        visit.box.press("Enter")
        visit.page.wait_for_selector(".rq-turn[aria-busy]")
        visit.page.get_by_role("button", name="Stop").click()
        visit.page.wait_for_selector(".rq-turn[data-phase=stopped]", timeout=2_000)
        assert visit.box.input_value() == "What happened on July 7?"
        assert "conversation=" not in visit.page.url
        visit.box.fill("a thought")
        visit.page.get_by_role("button", name="Ask again").click()
        visit.page.wait_for_selector(".rq-turn[aria-busy]")
        assert visit.turns.count() == 1
        assert visit.box.input_value() == "a thought"
        visit.page.get_by_role("button", name="New chat").click()
        visit.page.wait_for_selector(".rq-welcome")
        visit.page.wait_for_timeout(1_500)
        assert visit.turns.count() == 0


def test_visitors_have_chats_of_their_own(visit: Visit, browser: Browser, report_page: Served) -> None:
    visit.ask("What happened on July 7?")
    with Visit.begin(browser, report_page.url) as other:
        assert other.turns.count() == 0
        other.ask("What happened on July 6?")
        assert other.turns.locator(".rq-asked").all_inner_texts() == ["What happened on July 6?"]
    assert visit.turns.locator(".rq-asked").all_inner_texts() == ["What happened on July 7?"]


def test_on_a_narrow_screen_chat_and_source_take_turns(browser: Browser, report_page: Served, artifacts: Path) -> None:
    with Visit.begin(browser, report_page.url, viewport={"width": 400, "height": 800}, has_touch=True) as visit:
        turn = visit.ask(QUESTION)
        assert not visit.page.locator(".rq-reader").is_visible()
        visit.page.wait_for_selector(".rq-follow")
        visit.page.screenshot(path=artifacts / "page-narrow.png")
        turn.locator(".rq-chip").first.click()
        visit.mark.first.wait_for()
        assert visit.in_view(visit.mark)
        assert not visit.box.is_visible()
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 400
        visit.page.get_by_role("tab", name="Source").press("ArrowLeft")
        assert visit.box.is_visible()
        assert visit.page.get_by_role("tab", name="Chat").get_attribute("aria-selected") == "true"
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 400


def test_the_page_follows_the_colour_scheme(browser: Browser, report_page: Served, artifacts: Path) -> None:
    with Visit.begin(browser, report_page.url, color_scheme="dark") as visit:
        visit.ask(QUESTION)
        ground = "getComputedStyle(document.body).getPropertyValue('--rq-raised')"
        assert visit.page.evaluate(ground) == "#1b1f23"
        assert visit.in_view(visit.mark)
        visit.page.screenshot(path=artifacts / "page-dark.png")
        visit.page.emulate_media(color_scheme="light")
        visit.page.wait_for_function(f"{ground} === '#ffffff'")


def test_reduced_motion_is_respected(browser: Browser, report_page: Served) -> None:
    with Visit.begin(browser, report_page.url, reduced_motion="reduce") as visit:
        turn = visit.ask(QUESTION)
        visit.page.locator(".rq-reader").evaluate("pane => pane.scrollTo(0, 0)")
        turn.locator(".rq-chip").first.click()
        visit.page.wait_for_function("document.querySelector('.rq-reader').scrollTop > 0")
        there = visit.page.evaluate("document.querySelector('.rq-reader').scrollTop")
        visit.page.wait_for_timeout(300)
        assert visit.page.evaluate("document.querySelector('.rq-reader').scrollTop") == there


def test_text_of_documents_and_of_visitors_is_never_markup(browser: Browser, settings: Settings) -> None:
    from qa import Assistant

    text = f"The harbour master wrote this on May 3: {NASTY}\nThe harbour opened on May 4."
    with (
        Assistant.from_texts({NASTY: text, "Other <i>title</i>": "Nothing."}, settings=settings) as hostile,
        serving(hostile) as page,
        Visit.begin(browser, page.url) as visit,
    ):
        visit.ask(f"What did the harbour master write on May 3? {NASTY}")
        visit.ask("When did the harbour open?")
        visit.page.locator("#rq-document").select_option(index=1)
        visit.page.wait_for_timeout(500)
        visit.page.locator("#rq-document").select_option(index=0)
        visit.page.wait_for_timeout(500)
        assert NASTY in visit.turns.first.locator(".rq-asked").inner_text()
        assert NASTY in visit.page.locator("#rq-source").inner_text()
        assert visit.page.evaluate("window.pwned") is None
        assert visit.page.locator(".gradio-container :is(#rq-chat, #rq-source) :is(script, img, b, i)").count() == 0
        assert visit.page.locator("a[href^='javascript'], a[href^='http']").count() == 0
