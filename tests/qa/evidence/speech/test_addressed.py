from __future__ import annotations

import time

import pytest

from qa.evidence.speech.addressed import addressed_in


@pytest.mark.parametrize(
    ("text", "names", "held", "free"),
    [
        ("If you hear from the reeve, tell her that the gate is shut.", ("the reeve",), ("the reeve", "her"), ()),
        ("Should you hear from Thomas, tell him that I stayed.", ("Thomas",), ("Thomas", "him"), ()),
        ("Write to the consul, tell him that the boat is late.", ("the consul",), ("the consul", "him"), ()),
        ("Please inform the warden, remind her of the lamp.", ("the warden",), ("the warden", "her"), ()),
        ("If the consul comes, tell him that the boat is late.", (), ("the consul", "him"), ()),
        ("Tell Aunt Ida Orr that all is well.", ("Aunt Ida Orr",), ("Aunt Ida Orr",), ()),
        ("Remind the old miller of Vale that rent is due.", (), ("the old miller",), ()),
        # Others stand in it as well.
        ("The captain writes: tell the owners that the boat is lost.", (), ("the owners",), ("The captain",)),
        ("Ask the reeve, who says that the gate is shut.", (), (), ("the reeve",)),
        # No orders.
        ("The guards tell the reeve that the gate is shut.", (), (), ("The guards", "the reeve")),
        ("The reeve told the guards that the gate was shut.", (), (), ("The reeve", "the guards")),
        ("Ruiz told reporters: the men came and tell her nothing.", (), (), ("Ruiz",)),
        ("If you ask the reeve, the gate is shut.", (), (), ("the reeve",)),
        ("Let it be said that it rained.", (), (), ()),
    ],
)
def test_who_is_to_be_told_is_found(text: str, names: tuple[str, ...], held: tuple[str, ...], free: tuple[str]) -> None:
    found = addressed_in(text)
    assert found.names == names
    assert all(found.holds(text.index(each)) for each in held)
    assert not any(found.holds(text.index(each)) for each in free)


@pytest.mark.parametrize("piece", ["tell the ", "if you hear from ", "and tell Ida ", ", please ", "Tell Ida Of "])
def test_long_texts_take_no_time(piece: str) -> None:
    start = time.perf_counter()
    addressed_in(piece * 5_000)
    assert time.perf_counter() - start < 1.0
