from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.driving import Visit
from tests.browser.slow import Slow
from tests.qa.web.serving import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

    from index import Settings
    from qa import Assistant

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEVENTH = "What happened on July 7?"
SIXTH = "What happened on July 6?"
LOG = (
    "Kwame Mintah, the night guard, saw nobody. Mintah told the police that he slept. Mr Daniel Osae came at six. "
    "Osae told the police that the lock was broken."
)


def questions(visit: Visit) -> list[str]:
    return visit.turns.locator(".rq-asked").all_inner_texts()


def reload(visit: Visit) -> None:
    """Load the page again. What Gradio says of the connection that the old page leaves is no complaint of the new."""
    before = len(visit.complaints)
    visit.page.reload()
    visit.page.wait_for_selector(".rq-turn, .rq-welcome")
    left = ("signal is aborted", "Connection errored out")
    visit.complaints[before:] = [c for c in visit.complaints[before:] if not any(words in c for words in left)]


def entries(visit: Visit) -> Locator:
    return visit.page.locator(".rq-kept-title")


def open_list(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Conversations", exact=True).click()
    visit.page.wait_for_selector(".rq-shelf")


def test_a_conversation_is_there_after_a_reload_and_its_citations_work(visit: Visit) -> None:
    visit.ask(SEVENTH)
    visit.ask("And on July 6?")
    reload(visit)
    visit.page.wait_for_selector(".rq-turn:nth-of-type(2)")
    assert questions(visit) == [SEVENTH, "And on July 6?"]
    chip = visit.turns.first.locator(".rq-chip").first
    chip.click()
    visit.page.wait_for_selector(f".rq-reader[data-start='{chip.get_attribute('data-start')}']")
    assert visit.mark.count() > 0
    assert "July 5" in visit.ask("And on July 5?").locator(".rq-understood").inner_text()


def test_conversations_are_listed_found_opened_renamed_and_deleted(visit: Visit, artifacts: Path) -> None:
    visit.ask(SEVENTH)
    visit.page.get_by_role("button", name="New chat").click()
    visit.page.wait_for_selector(".rq-welcome")
    visit.ask(SIXTH)
    open_list(visit)
    visit.page.wait_for_selector(".rq-kept-item")
    assert entries(visit).all_inner_texts() == [SIXTH, SEVENTH]
    assert visit.page.locator("[data-resume][aria-current]").inner_text().startswith(SIXTH)

    visit.page.locator("[data-resume]").last.click()
    visit.page.wait_for_function("q => document.querySelector('.rq-asked')?.textContent === q", arg=SEVENTH)

    visit.page.locator(".rq-more-menu summary").last.click()
    visit.page.screenshot(path=artifacts / "page-conversations.png")
    visit.page.get_by_role("button", name="Rename").click()
    visit.page.get_by_role("textbox", name="New title").fill("The seventh")
    visit.page.get_by_role("textbox", name="New title").press("Enter")
    visit.page.get_by_role("button", name="The seventh").wait_for()

    search = visit.page.get_by_role("searchbox", name="Search conversations")
    search.fill("seventh")
    visit.page.wait_for_function("document.querySelectorAll('.rq-kept-item').length === 1")
    assert entries(visit).all_inner_texts() == ["The seventh"]
    assert "rq-search" in visit.focused
    search.fill("")
    visit.page.wait_for_function("document.querySelectorAll('.rq-kept-item').length === 2")

    item = visit.page.locator(".rq-kept-item", has_text="The seventh")
    item.locator("summary").click()
    item.get_by_role("button", name="Delete").click()
    item.get_by_text("Delete it for good?").wait_for()
    item.get_by_role("button", name="Delete").last.click()
    visit.page.wait_for_function("document.querySelectorAll('.rq-kept-item').length === 1")
    visit.page.wait_for_selector(".rq-welcome")  # it was the one that was shown
    assert "conversation=" not in visit.page.url


def test_a_conversation_is_taken_away_as_markdown_and_json(visit: Visit) -> None:
    visit.ask(SEVENTH)
    open_list(visit)
    visit.page.locator(".rq-more-menu summary").click()
    for name, starts in (("Markdown", "# What happened"), ("JSON", "{")):
        with visit.page.expect_download() as saved:
            visit.page.get_by_role("link", name=name, exact=True).click()
        text = Path(saved.value.path()).read_text(encoding="utf-8")
        assert text.startswith(starts)
    assert json.loads(text)["turns"][0]["question"] == SEVENTH


def test_a_follow_up_is_offered_and_answered_with_a_click(visit: Visit) -> None:
    visit.ask(SEVENTH)
    offered = visit.page.locator(".rq-follow").first
    offered.wait_for()
    words = offered.inner_text()
    assert visit.page.locator(".rq-follow").count() <= 3
    offered.click()
    visit.page.wait_for_selector(".rq-turn:nth-of-type(2)[data-phase=done]")
    assert questions(visit) == [SEVENTH, words]
    assert visit.turns.last.get_attribute("data-status") == "answered"


def test_what_is_meant_is_chosen_with_a_click(browser: Browser, settings: Settings) -> None:
    from qa import Assistant

    with (
        Assistant.from_texts({"Log": LOG}, settings=settings) as log,
        serving(log) as page,
        Visit.begin(browser, page.url) as visit,
    ):
        assert visit.ask("What did he say to the police?").get_attribute("data-status") == "needs_clarification"
        choice = visit.page.locator(".rq-choice").first
        words = choice.inner_text()
        choice.click()
        visit.page.wait_for_selector(".rq-turn:nth-of-type(2)[data-phase=done]")
        assert questions(visit)[1] == words


def test_an_earlier_question_is_edited_and_the_later_ones_asked_again(visit: Visit) -> None:
    visit.ask(SEVENTH)
    visit.ask("And on July 5?")
    visit.turns.first.hover()
    visit.turns.first.get_by_role("button", name="Edit this question").click()
    visit.page.get_by_role("textbox", name="Edit this question").fill(SIXTH)
    visit.page.get_by_role("button", name="Ask all again").click()
    visit.page.wait_for_selector(".rq-turn:nth-of-type(2)[data-turn=t4][data-phase=done]")
    reload(visit)
    visit.page.wait_for_selector(".rq-turn:nth-of-type(2)")
    assert questions(visit) == [SIXTH, "And on July 5?"]


def test_how_a_question_was_understood_is_put_right(visit: Visit) -> None:
    visit.ask(SEVENTH)
    visit.ask("And on July 5?").get_by_role("button", name="Put right how").click()
    area = visit.page.get_by_role("textbox", name="Put right how")
    assert "July 5" in area.input_value()
    area.fill(SIXTH)
    area.press("Enter")
    visit.page.wait_for_selector(".rq-turn[data-turn=t3][data-phase=done]")
    assert questions(visit) == [SEVENTH, SIXTH]


def test_an_answer_is_rated_and_the_rating_shown_again_and_exported(visit: Visit) -> None:
    turn = visit.ask(SEVENTH)
    turn.get_by_role("button", name="This answer is not good").click()
    turn.get_by_role("textbox", name="Note on this answer").fill("too short")
    turn.get_by_role("button", name="Keep note").click()
    turn.get_by_text("Noted.").wait_for()
    visit.page.wait_for_timeout(300)
    reload(visit)
    assert visit.turns.locator("[data-vote=down][aria-pressed=true]").count() == 1
    assert visit.page.get_by_role("textbox", name="Note on this answer").input_value() == "too short"
    open_list(visit)
    visit.page.get_by_text("Export ratings").click()
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("link", name="Question set").click()
    assert json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))["question"] == SEVENTH


def test_on_a_narrow_screen_conversations_are_a_tab(browser: Browser, report_page: Served, artifacts: Path) -> None:
    with Visit.begin(browser, report_page.url, viewport={"width": 400, "height": 800}, has_touch=True) as visit:
        visit.ask(SEVENTH)
        visit.page.get_by_role("tab", name="Conversations").click()
        visit.page.wait_for_selector(".rq-kept-item")
        assert not visit.box.is_visible()
        visit.page.locator(".rq-more-menu summary").click()
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 400
        visit.page.screenshot(path=artifacts / "page-narrow-conversations.png")
        visit.page.locator("[data-resume]").click()
        assert visit.box.is_visible()


def test_where_conversations_cannot_be_kept_the_answer_is_shown_and_one_sentence(
    browser: Browser, settings: Settings, tmp_path: Path, artifacts: Path
) -> None:
    from qa import Assistant
    from qa.conversation import Conversations

    with Assistant.open(settings=settings) as opened:
        kept = Conversations(tmp_path / "kept.db", timeout=0.2)
        locked = Assistant(opened.index, conversations=kept)
        kept.create("made")
        with serving(locked) as page, Visit.begin(browser, page.url) as visit:
            lock = sqlite3.connect(tmp_path / "kept.db", isolation_level=None)
            lock.execute("BEGIN EXCLUSIVE")
            turn = visit.ask(SEVENTH)
            turn.get_by_text("are locked by another program").wait_for()
            assert turn.get_attribute("data-status") == "answered"
            assert turn.locator(".rq-thumb").count() == 0
            visit.page.screenshot(path=artifacts / "page-locked.png")
            lock.execute("ROLLBACK")
            lock.close()
        kept.close()


def test_an_answer_that_was_under_way_is_there_after_a_reload(browser: Browser, assistant: Assistant) -> None:
    with serving(Slow(assistant)) as page, Visit.begin(browser, page.url) as visit:
        visit.box.fill(SEVENTH)
        visit.box.press("Enter")
        visit.page.wait_for_selector(".rq-turn[aria-busy]")
        reload(visit)
        visit.page.wait_for_selector(".rq-turn[data-phase=done]")
        assert questions(visit) == [SEVENTH]
