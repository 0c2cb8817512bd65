from __future__ import annotations

import pytest

from index._numerals import day_comes_first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 25/7 it rained, on 4/7 it did not.", True),
        ("On 7/25 it rained.", False),
        ("On 25/7/2021 it rained.", True),
        ("On 4/7 it rained.", None),
        ("On 25/7 it rained, on 7/25 it snowed.", None),
        ("On 25.7.2021 it rained.", None),  # Points show nothing of slashes.
        ("Nobody works 24/7.", None),
        ("It never rained.", None),
    ],
)
def test_a_text_shows_which_comes_first(text: str, expected: bool | None) -> None:
    assert day_comes_first(text) is expected
