from __future__ import annotations

from qa.conversation import Conversations


def test_turns_are_kept_in_order_and_bounded() -> None:
    kept = Conversations()
    for number in range(120):
        kept.add("c", f"q{number}", f"a{number}")
    turns = kept.turns("c")
    assert len(turns) == 100
    assert (turns[-2].content, turns[-1].content) == ("q119", "a119")
    assert kept.turns("other") == ()


def test_the_oldest_conversation_gives_way() -> None:
    kept = Conversations()
    for number in range(1_001):
        kept.add(str(number), "q", "a")
    assert kept.turns("0") == ()
    assert kept.turns("1000")
