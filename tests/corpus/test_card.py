from __future__ import annotations

from pathlib import Path

import pytest

from corpus.card import card_is_current, markdown, write_card
from corpus.errors import CorpusError
from corpus.reading import read_corpus
from corpus.stats import Table
from tests.corpus.making import change


def test_a_table_in_markdown() -> None:
    table = Table("Splits", ("", "train"), (("reports", "80"), ("turns", "9")))

    assert markdown(table) == "**Splits**\n\n|  | train |\n| --- | ---: |\n| reports | 80 |\n| turns | 9 |\n"


def test_statistics_go_between_their_lines_and_stay_current(small: Path) -> None:
    assert card_is_current(read_corpus(small))
    card = (small / "README.md").read_text(encoding="utf-8")
    assert "| reports | 1 | 1 | 1 | 3 |" in card
    assert card.startswith("https://creativecommons.org")

    change(small, "questions", 1, kind="which")
    assert not card_is_current(read_corpus(small))

    write_card(read_corpus(small))
    assert card_is_current(read_corpus(small))
    assert len((small / "README.md").read_text(encoding="utf-8")) == len(card)


@pytest.mark.parametrize(("content", "message"), [(None, "There is no card"), ("# Card\n", "needs the lines")])
def test_a_card_without_a_place_for_them_is_told(small: Path, content: str | None, message: str) -> None:
    (small / "README.md").unlink()
    if content is not None:
        (small / "README.md").write_text(content, encoding="utf-8")

    with pytest.raises(CorpusError, match=message):
        write_card(read_corpus(small))
