from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.errors import ConversationError, ConversationInvalid, ConversationUnknown
from qa.conversation import Conversations
from qa.question.contextualise import Turn
from tests.conftest import ROOT
from tests.qa.conversation.making import answer


def test_a_conversation_goes_on_after_a_restart(kept: Conversations, path: Path) -> None:
    kept.add("lease", answer())
    kept.close()
    again = Conversations(path)
    second = answer("And when?", standalone_question="When was the lease signed?")
    assert again.add("lease", second) == 2
    first, turn = again.read("lease")
    again.close()
    assert (first.answer, turn.answer) == (answer(), second)
    assert (turn.question, turn.standalone_question) == ("And when?", "When was the lease signed?")
    assert first.at <= turn.at


def test_the_chain_gets_messages_with_their_answers(kept: Conversations) -> None:
    kept.add("c", answer())
    assert kept.turns("c") == (
        Turn("user", "Who signed the lease?"),
        Turn("assistant", "**Ana Ruiz** [1]", answer()),
    )


def test_a_conversation_that_is_not_known_is_empty_for_the_chain_and_makes_no_file(
    kept: Conversations, path: Path
) -> None:
    assert kept.turns("new") == ()
    assert kept.list() == ()
    assert not kept.has("new")
    assert not path.parent.exists()


def test_the_file_is_for_its_owner_only(kept: Conversations, path: Path) -> None:
    kept.create()
    assert {file.stat().st_mode & 0o077 for file in path.parent.iterdir()} == {0}


@pytest.mark.parametrize(
    "use",
    [
        lambda kept: kept.get("none"),
        lambda kept: kept.read("none"),
        lambda kept: kept.rename("none", "title"),
        lambda kept: kept.export("none"),
        lambda kept: kept.delete("none"),
        lambda kept: kept.truncate("none", 1),
        lambda kept: kept.rate("none", 1, "up"),
        lambda kept: kept.rate("here", 2, "up"),
    ],
)
def test_what_is_not_known_is_told(kept: Conversations, use: Callable[[Conversations], object]) -> None:
    kept.add("here", answer())
    with pytest.raises(ConversationUnknown, match=r"^(There is no conversation “none”|The conversation “here” has no)"):
        use(kept)
    assert issubclass(ConversationUnknown, (ConversationError, KeyError))
    assert [one.id for one in kept.list()] == ["here"]


@pytest.mark.parametrize("wrong", ["", "  ", "a\nb", "a\x00", "x" * 201, "\ud800", 7, None, ["c"]])
def test_an_id_that_cannot_be_used_is_told(kept: Conversations, wrong: Any) -> None:
    uses: list[Callable[[Any], object]] = [kept.turns, kept.get, kept.delete, lambda wrong: kept.add(wrong, answer())]
    for use in uses:
        with pytest.raises(ConversationInvalid, match="printable"):
            use(wrong)
    assert kept.list() == ()


def test_the_title_is_the_first_question_until_it_is_renamed(kept: Conversations) -> None:
    kept.add("c", answer("Who signed the lease of the fourth pier\nof the harbour, and at what time of the day?"))
    assert kept.get("c").title == "Who signed the lease of the fourth pier of the harbour, and…"
    kept.add("c", answer("And when?"))
    assert kept.rename("c", " The \n lease ").title == "The lease"
    assert kept.create().title == ""
    assert kept.create("Mine").title == "Mine"


@pytest.mark.parametrize("title", ["", " \n", "x" * 201, 3])
def test_a_title_that_cannot_be_used_changes_nothing(kept: Conversations, title: str) -> None:
    kept.add("c", answer())
    with pytest.raises(ConversationInvalid, match="title"):
        kept.rename("c", title)
    with pytest.raises(ConversationInvalid, match="title"):
        kept.create(title)
    assert [one.title for one in kept.list()] == ["Who signed the lease?"]


def test_the_last_changed_comes_first(kept: Conversations) -> None:
    for name in ("a", "b", "c", "a"):
        kept.add(name, answer())
    assert [(one.id, one.turns) for one in kept.list()] == [("a", 2), ("c", 1), ("b", 1)]
    assert [one.id for one in kept.list(limit=1)] == ["a"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("RUIZ", {"lease"}),
        ("sign lease", {"lease"}),
        ("who", {"lease", "crane"}),
        ("ÜBER", {"crane"}),
        ("harbour", {"lease"}),
        ("100%", {"crane"}),
        ("_", set()),
        ("nothing", set()),
        ("lease fell", set()),
        ("", {"lease", "crane"}),
    ],
)
def test_words_are_found_in_questions_answers_and_titles(kept: Conversations, search: str, found: set[str]) -> None:
    kept.add("lease", answer())
    kept.rename("lease", "Harbour")
    kept.add("crane", answer("Who says so?", "It fell über the side, 100% broken [1]"))
    assert {one.id for one in kept.list(search)} == found


def test_users_neither_see_nor_touch_each_other(kept: Conversations) -> None:
    ana, ben = kept.of("ana"), kept.of("ben")
    ana.add("c", answer("What does Ana ask of the zebra?"))
    ben.add("c", answer("What does Ben ask?"))
    ana.rate("c", 1, "up")
    assert ben.list("zebra") == kept.list() == ()
    assert ben.rated() == ()
    ben.delete("c")
    assert ana.turns("c")[0].content == "What does Ana ask of the zebra?"
    for use in (ben.get, ben.read, ben.export, ben.delete, kept.get):
        with pytest.raises(ConversationUnknown):
            use("c")


def test_an_earlier_question_is_edited_by_dropping_what_came_after(kept: Conversations) -> None:
    for number in (1, 2, 3):
        kept.add("c", answer(f"q{number}"))
    kept.rate("c", 3, "down")
    kept.truncate("c", 2)
    assert kept.add("c", answer("other")) == 2
    assert [turn.question for turn in kept.read("c")] == ["q1", "other"]
    kept.truncate("c", 9)
    assert kept.get("c").turns == 2
    assert kept.rated() == ()
    with pytest.raises(ConversationInvalid):
        kept.truncate("c", 0)


def test_a_vote_is_changed_and_taken_back(kept: Conversations) -> None:
    kept.add("c", answer())
    kept.rate("c", 1, "up")
    kept.rate("c", 1, "down", " not Ana ")
    ((conversation, turn),) = kept.rated()
    assert (conversation, turn.vote, turn.note) == ("c", "down", "not Ana")
    for wrong in ({"vote": "maybe"}, {"vote": "up", "note": "x" * 5_000}):
        with pytest.raises(ConversationInvalid):
            kept.rate("c", 1, **wrong)  # type: ignore[arg-type]
    assert kept.read("c")[0].note == "not Ana"
    kept.rate("c", 1, None)
    assert kept.rated() == ()


def test_a_long_conversation_is_read_no_further_than_a_short_one(kept: Conversations) -> None:
    kept.add_messages("short", [Turn("user", f"q{n}") for n in range(30)])
    kept.add_messages("long", [Turn("user", f"q{n}") for n in range(1_000)])
    steps = {name: _steps(kept, lambda name=name: kept.turns(name)) for name in ("short", "long")}  # type: ignore[misc]
    assert steps["short"] == steps["long"] > 0
    whole = _steps(kept, lambda: kept.turns("long", most=None))
    assert whole > 20 * steps["long"]
    assert [turn.content for turn in kept.turns("long", most=2)] == ["q998", "q999"]
    assert [turn.content for turn in kept.turns("long", most=1, before=5)] == ["q3"]
    assert kept.get("long").turns == 1_000


def _steps(kept: Conversations, use: Callable[[], object]) -> int:
    """Count the steps of SQLite's machine, of which each row that is read takes some."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    connection = kept._database._connection
    assert connection is not None
    connection.set_progress_handler(step, 1)
    use()
    connection.set_progress_handler(None, 1)
    return count


def test_threads_and_windows_lose_no_turn(path: Path) -> None:
    windows = [Conversations(path), Conversations(path)]
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda n: windows[n % 2].add("c", answer(f"q{n}")), range(60)))
    assert sorted(numbers) == list(range(1, 61))
    assert {turn.question for turn in windows[0].read("c")} == {f"q{n}" for n in range(60)}
    for window in windows:
        window.close()


@pytest.mark.slow
def test_processes_that_begin_at_once_lose_no_turn(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from qa.conversation import Conversations; from tests.qa.conversation.making import answer\n"
        "kept = Conversations(Path(sys.argv[1]), timeout=30)\n"
        "for n in range(20): kept.add('c', answer(f'{sys.argv[2]}-{n}'))\n"
    )
    processes = [subprocess.Popen([sys.executable, "-c", code, str(path), str(n)], cwd=ROOT) for n in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    kept = Conversations(path)
    turns = kept.read("c")
    kept.close()
    assert [turn.number for turn in turns] == list(range(1, 61))
    assert {turn.question for turn in turns} == {f"{p}-{n}" for p in range(3) for n in range(20)}


def test_in_memory_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = Conversations()
    kept.add("c", answer())
    kept.delete("c")
    kept.add("d", answer())
    assert [one.id for one in kept.list()] == ["d"]
    kept.close()
    kept.close()
    assert kept.list() == ()
    assert list(tmp_path.iterdir()) == []


_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from("ab"), st.text(max_size=30)),
        st.tuples(st.just("truncate"), st.sampled_from("ab"), st.integers(1, 4)),
        st.tuples(st.just("delete"), st.sampled_from("ab"), st.none()),
    ),
    max_size=15,
)


@hypothesis_settings(deadline=None, max_examples=60)
@given(acts=_ACTS)
def test_it_holds_what_a_list_would_hold(acts: list[tuple[str, str, str | int | None]]) -> None:
    kept, model = Conversations(), dict[str, list[str]]()
    for act, name, value in acts:
        if act == "add":
            said = answer(text=str(value))
            assert kept.add(name, said) == len(model.setdefault(name, [])) + 1
            model[name].append(str(value))
        elif name in model:
            if act == "truncate":
                assert isinstance(value, int)
                kept.truncate(name, value)
                del model[name][value - 1 :]
            else:
                kept.delete(name)
                del model[name]
    assert {one.id for one in kept.list()} == model.keys()
    for name, texts in model.items():
        turns = kept.read(name)
        assert [turn.number for turn in turns] == list(range(1, len(texts) + 1))
        assert [turn.answer and turn.answer.text for turn in turns] == texts
    kept.close()


def test_half_characters_are_kept_in_the_answer_and_do_no_harm(kept: Conversations) -> None:
    odd = answer("Who\x00?", "a \ud800 b [1]")
    kept.add("c", odd)
    assert kept.read("c")[0].answer == odd
    assert kept.turns("c")[1].content == "a ? b [1]"
    assert kept.export("c", "json").encode()
    assert kept.export("c").encode()
