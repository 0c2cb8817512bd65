"""The names of an index: gathered when asked for, anew after each change, with the user's aliases."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Settings, build_index, open_index, text_document
from index.errors import AliasError


def test_an_index_gathers_its_names_anew_after_a_change(place: Path, tiny: Settings) -> None:
    first = text_document("A", "The hunters of Sankaré met in Konna on Monday.")
    with build_index(first, place, settings=tiny) as index:
        names = index.names
        assert index.names is names
        assert [match.found for match in names.resolve("Who met in Kona?")] == ["Konna"]
        assert names.spellings("Konna") == ()
        build_index(text_document("B", "They left Konna. Later the Conna road was cut."), place, settings=tiny).close()
        assert index.names is not names
        assert index.names.spellings("Konna") == ("Conna",)


def test_the_user_s_aliases_are_read_with_the_settings(place: Path, tiny: Settings, tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text('"Big River" = ["Oued Kebir"]', encoding="utf-8")
    settings = tiny.model_copy(update={"aliases": path})
    with build_index(text_document("A", "They crossed the Oued Kebir."), place, settings=settings) as index:
        (match,) = index.names.resolve("Who crossed the big river?")
    assert (match.asked, match.found, match.kind) == ("big river", "Oued Kebir", "alias")


def test_bad_aliases_are_told_before_anything_is_built(place: Path, tiny: Settings, tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text('A = ["A"]', encoding="utf-8")
    settings = tiny.model_copy(update={"aliases": path})
    with pytest.raises(AliasError, match="Line 1 of the file"):
        build_index(text_document("A", "Nothing."), place, settings=settings)
    assert not place.exists()
    build_index(text_document("A", "Nothing."), place, settings=tiny).close()
    with pytest.raises(AliasError, match="Line 1 of the file"):
        open_index(place, settings=settings)


def test_the_setting_is_a_path_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QA_ALIASES", "~/aliases.toml")
    assert Settings.load().aliases == Path("~/aliases.toml").expanduser()
