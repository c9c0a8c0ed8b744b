"""An observation or nuisance that no likelihood could take cannot be made."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

from osteotwin.errors import ParameterError
from osteotwin.observing.observation import Nuisance, Observation

GOOD: dict[str, Any] = {
    "what": "ctx", "day": -3.0, "output": "ctx", "sees": "level", "value": 0.4, "log_sd": 0.16,
}  # fmt: skip


def test_a_good_one_is_made() -> None:
    assert Observation(**GOOD).censored == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 0.0}, {"value": -1.0}, {"value": nan}, {"value": inf}, {"log_sd": 0.0}, {"log_sd": nan},
        {"output": "dkk1"}, {"sees": "blood"}, {"censored": "left"},
    ],
    ids=str,
)  # fmt: skip
def test_what_no_likelihood_can_take_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match="no likelihood"):
        Observation(**(GOOD | wrong))


@pytest.mark.parametrize(("mean", "sd"), [(nan, 0.1), (0.0, -0.1), (inf, 0.1), (0.0, inf)])
def test_a_nuisance_has_a_mean_and_a_spread(mean: float, sd: float) -> None:
    with pytest.raises(ParameterError, match="nuisance 'ctx'"):
        Nuisance("ctx", mean, sd)
