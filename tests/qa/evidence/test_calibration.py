from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ModelError
from qa.evidence import calibration
from qa.evidence.calibration import Calibration, Outcomes


def forget() -> None:
    for kept in (Calibration.of_packaged, Outcomes.of_packaged, calibration._fits):
        kept.cache_clear()


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Load afresh within the test, and again after it."""
    forget()
    yield
    forget()


def test_no_fitted_weight_is_negative() -> None:
    fitted, outcomes = Calibration.of_packaged(), Outcomes.of_packaged()
    assert outcomes is not None
    for model in (fitted.evidence, fitted.answerable, fitted.span, outcomes.said, outcomes.refused):
        assert (model.weights >= 0).all()


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("content", [None, "{", "[]", '{"evidence": {"bias": 0}}', '{"evidence": {"bias": "x"}}'])
def test_a_damaged_file_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None) -> None:
    path = tmp_path / "calibration.json"
    if content is not None:
        path.write_text(content)
    monkeypatch.setattr(calibration, "_FILE", path)
    with pytest.raises(ModelError, match="reinstall"):
        Calibration.of_packaged()
