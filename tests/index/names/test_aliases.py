from __future__ import annotations

import contextlib
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import AliasError
from index.names import Aliases, read_aliases
from tests.index.names.making import found, names_of


def written(folder: Path, text: str) -> Path:
    path = folder / "aliases.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_has_no_aliases() -> None:
    assert read_aliases(None) == Aliases()


def test_aliases_find_the_documents_name_both_ways(tmp_path: Path) -> None:
    aliases = read_aliases(written(tmp_path, '"The Old Man" = ["Umbrella Corp", "The Boss"]\nOther = "Another"\n'))
    names = names_of("They saw the Umbrella Corp there.", aliases=aliases)
    assert found(names, "What did the boss do?") == [("the boss", "Umbrella Corp", "alias")]
    assert found(names, "What did The Old Man do?") == [("The Old Man", "Umbrella Corp", "alias")]
    assert found(names, "What did the Umbrella Corp do?") == []


def test_aliases_of_aliases_mean_the_same(tmp_path: Path) -> None:
    aliases = read_aliases(written(tmp_path, 'A1 = ["B1"]\nB1 = ["C1"]\n'))
    assert aliases.groups == (("A1", "B1", "C1"),)
    assert set(aliases.same_as("c1")) == {"A1", "B1", "C1"}
    assert aliases.same_as("d1") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'A = ["B"]\n\nB = ["A"]',
            'Line 3 of the file of aliases {}: "A" is made an alias of "B", which line 1 makes an',
        ),
        ('A = [\n  "B",\n  "a"]', 'Line 3 of the file of aliases {}: "a" is made an alias of itself; take it out.'),
        (
            'A = ["B"]\nB = ["C"]\nC = ["A"]',
            'Line 3 of the file of aliases {}: "A" is made an alias of "C", which line 2',
        ),
        (
            'A = ["X"]\n"B" = ["x"]',
            'Line 2 of the file of aliases {}: "x" is an alias of "B" here and of "A" in line 1',
        ),
        ("\nA = 3", 'Line 2 of the file of aliases {}: the aliases of "A" must be a list of names'),
        ("A = [3]", 'Line 1 of the file of aliases {}: the aliases of "A" must be a list of names'),
        ('[A]\nb = "c"', 'Line 1 of the file of aliases {}: the aliases of "A" must be a list of names'),
        ('A = ["..."]', 'Line 1 of the file of aliases {}: "..." has no letters and cannot be a name.'),
        ('A = ["B"', "The file of aliases {} is not written in TOML: "),
        ('A = ["B"]\nA = ["C"]', "The file of aliases {} is not written in TOML: "),
    ],
)
def test_errors_are_named_by_line_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(AliasError) as error:
        read_aliases(path)
    assert str(error.value).startswith(said.format(path))
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(AliasError, match="cannot be read"):
        read_aliases(tmp_path / "none.toml")


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_bytes(b'A = ["\xff"]')
    with pytest.raises(AliasError, match="cannot be read"):
        read_aliases(path)


@given(
    st.dictionaries(
        st.text("abAB. -'\"é", max_size=4), st.lists(st.text("abAB. -'\"é", max_size=4), max_size=3), max_size=4
    )
)
def test_any_table_is_read_or_refused(table: dict[str, list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), "".join(f"{json.dumps(k)} = {json.dumps(v)}\n" for k, v in table.items()))
        with contextlib.suppress(AliasError):
            assert all(len(group) > 1 for group in read_aliases(path).groups)
