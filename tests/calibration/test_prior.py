"""The prior: scores and values, ends of ranges, limits, and the list of what is fitted."""

from __future__ import annotations

import numpy as np
import pytest
from tests.every import every

from osteotwin.calibration.prior import fitted_names, prior, read_fitted, scale_of
from osteotwin.errors import ParameterError
from osteotwin.parameters.parameter import Parameter

BELIEVED = prior()
SCALES = {"logit": lambda v: np.log(v / (1 - v)), "log": np.log, "linear": lambda v: v}


def parameter(name: str) -> Parameter:
    return BELIEVED.parameters.parameters[name]


def test_the_center_is_the_starting_value() -> None:
    assert len(BELIEVED) == len(BELIEVED.fitted) > 50
    found = BELIEVED.values(np.zeros(len(BELIEVED)))
    assert found == pytest.approx([parameter(name).value for name in BELIEVED.fitted], rel=1e-12)


@pytest.mark.parametrize("score", [-1.9, -0.3, 0.7, 1.9])
def test_scores_become_values_and_again_scores(score: float) -> None:
    values = BELIEVED.values(np.full(len(BELIEVED), score))
    assert BELIEVED.scores(values) == pytest.approx(np.full(len(BELIEVED), score), abs=1e-9)


@every("name", BELIEVED.fitted)
def test_a_range_is_twice_1_96_wide_on_the_scale_of_the_parameter(name: str) -> None:
    found = parameter(name)
    low, high = ends(name)
    assert high - low == pytest.approx(2 * 1.96)
    onto = SCALES[scale_of(found)]
    assert BELIEVED.prior_sd(name) == pytest.approx((onto(found.high) - onto(found.low)) / (2 * 1.96))


def ends(name: str) -> tuple[float, float]:
    low, high = (
        BELIEVED.scores(
            [getattr(parameter(n), end) if n == name else parameter(n).value for n in BELIEVED.fitted]
        )
        for end in ("low", "high")
    )
    k = BELIEVED.fitted.index(name)
    assert np.flatnonzero(low).tolist() in ([k], [])
    return float(low[k]), float(high[k])


def test_where_the_value_is_in_the_middle_the_ends_are_at_1_96() -> None:
    centered = 0
    for name in BELIEVED.fitted:
        found = parameter(name)
        onto = SCALES[scale_of(found)]
        middle = (onto(found.low) + onto(found.high)) / 2
        if abs(onto(found.value) - middle) < 1e-3 * BELIEVED.prior_sd(name):
            centered += 1
            assert ends(name) == pytest.approx((-1.96, 1.96), abs=2e-3)
    assert centered >= 5


def test_no_draw_leaves_the_hard_limits_and_no_share_reaches_one() -> None:
    draws = np.random.default_rng(1).uniform(-5, 5, (500, len(BELIEVED)))
    corners = np.array([[-5.0], [5.0]]) * np.ones(len(BELIEVED))
    values = BELIEVED.values(np.concatenate([draws, corners]))
    for k, name in enumerate(BELIEVED.fitted):
        low, high = parameter(name).hard_limits
        assert low <= values[:, k].min() < values[:, k].max() <= high, name
        if scale_of(parameter(name)) == "logit":
            assert 0 < values[:, k].min() < values[:, k].max() < 1, name


def test_more_score_is_more_value() -> None:
    steps = np.linspace(-1.5, 1.5, 7)
    values = BELIEVED.values(np.repeat(steps[:, None], len(BELIEVED), axis=1))
    assert (np.diff(values, axis=0) > 0).all()


def test_a_table_holds_every_parameter_and_moves_only_the_fitted_ones() -> None:
    x = np.full((2, len(BELIEVED)), 0.5)
    x[1] = 0.0
    table = BELIEVED.table(x)
    names = BELIEVED.parameters.names
    assert table.shape == (2, len(names))
    assert {names[k] for k in np.flatnonzero(table[0] != table[1])} == set(BELIEVED.fitted)


def test_the_fitted_ones_are_uncertain_and_not_personal() -> None:
    assert fitted_names() == BELIEVED.fitted
    assert all(parameter(name).is_uncertain and not parameter(name).personal for name in BELIEVED.fitted)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ('["set_point_rate", "no_such_parameter"]', "no_such_parameter"),
        ('["set_point_rate", "accommodation", "set_point_rate"]', "set_point_rate"),
        ("[]", "no name at all"),
    ],
)
def test_a_wrong_list_is_refused_by_name(names: str, message: str) -> None:
    with pytest.raises(ParameterError, match=message) as caught:
        read_fitted(f"schema = 1\nfitted = {names}\n")
    assert "accommodation" not in str(caught.value)


def test_a_certain_or_personal_parameter_cannot_be_fitted() -> None:
    certain = next(n for n, p in BELIEVED.parameters.parameters.items() if not p.is_uncertain)
    with pytest.raises(ParameterError, match=certain):
        read_fitted(f'schema = 1\nfitted = ["{certain}"]\n')
