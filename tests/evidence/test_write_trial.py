"""What is written of a trial is read as the same trial."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from tests.every import every
from tests.trial_documents import trial_files

from osteotwin.endpoints import TRIAL_ENDPOINTS
from osteotwin.errors import InputError
from osteotwin.evidence import Trial, load_trial, load_trials
from osteotwin.evidence.files.result_types import RESULT_TYPES, canonical_unit, read_unit
from osteotwin.evidence.files.write_trial import trial_to_toml, write_trial

SHIPPED = load_trials().trials


def again(trial: Trial, folder: Path) -> Trial:
    write_trial(trial, folder / "again.toml")
    return replace(load_trial(folder / "again.toml"), file=trial.file)


@pytest.mark.parametrize("trial", SHIPPED, ids=[trial.id for trial in SHIPPED])
def test_every_shipped_trial_is_written_and_read_as_the_same(trial: Trial, tmp_path: Path) -> None:
    assert again(trial, tmp_path) == trial


@pytest.mark.slow
@given(document=trial_files())
def test_any_trial_that_was_read_is_written_and_read_as_the_same(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "trial.toml").write_text(tomlkit.dumps(document), encoding="utf-8")
    trial = load_trial(folder / "trial.toml")
    assert again(trial, folder) == trial


@every("result_type, endpoint", [*product(RESULT_TYPES, TRIAL_ENDPOINTS)])
def test_the_unit_in_which_a_value_is_kept_reads_as_itself(endpoint: str, result_type: str) -> None:
    quantity = TRIAL_ENDPOINTS[endpoint].quantity
    unit = canonical_unit(result_type, quantity) or "N"
    assert read_unit(unit, result_type, quantity) == (unit, 1.0)


def test_a_trial_with_mistakes_is_not_written(tmp_path: Path) -> None:
    text = trial_to_toml(SHIPPED[0]).replace("value = ", "valeu = ", 1)
    (tmp_path / "trial.toml").write_text(text, encoding="utf-8")
    (trial,) = load_trials(tmp_path).trials
    with pytest.raises(InputError) as caught:
        trial_to_toml(trial)
    assert caught.value.problems == trial.mistakes
    assert tomllib.loads(text)["id"] == trial.id
