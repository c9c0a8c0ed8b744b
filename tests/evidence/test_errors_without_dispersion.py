"""A standard error where the source prints P alone, and a value where it prints that nothing changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from osteotwin.endpoints import TRIAL_ENDPOINTS
from osteotwin.evidence import Trial, load_trial, load_trials
from osteotwin.evidence.files.result_types import OF_TWO_ARMS, RESULT_TYPES, canonical_unit
from osteotwin.evidence.scoring.measured import Measured
from osteotwin.evidence.scoring.measured_rows import NO_NUMBER, measured_rows
from osteotwin.evidence.scoring.observation_error import observations_of, standard_error

TRIAL = """
id = "made_up"
title = "Made up"
design = "rct"
read_as = "abstract"
duration_weeks = 52
topics = ["exercise"]
[population]
sex = "male"
age_mean = 60
[[arm]]
id = "treated"
control = false
n = 25
[arm.baseline]
25ohd_ng_ml = 20
bmd_lumbar_spine_g_cm2 = 1.0
{of_arm}
[[arm]]
id = "control"
control = true
n = 16
{of_arms}
"""


def trial(
    folder: Path, keys: str, kind: str, endpoint: str = "bmd_lumbar_spine", unit: str | None = None
) -> Trial:
    unit = unit or canonical_unit(kind, TRIAL_ENDPOINTS[endpoint].quantity)
    row = f'endpoint = "{endpoint}"\nweek = 52\nkind = "{kind}"\nunit = "{unit}"\n{keys}\n'
    of_arm, of_arms = f"[[arm.observation]]\n{row}", ""
    if kind in OF_TWO_ARMS:
        of_arm, of_arms = "", f'[[contrast]]\narm = "treated"\nversus = "control"\n{row}'
    (folder / "trial.toml").write_text(TRIAL.format(of_arm=of_arm, of_arms=of_arms), encoding="utf-8")
    return load_trial(folder / "trial.toml")


def only(found: Trial) -> Measured:
    (row,) = measured_rows(found)
    return row


@pytest.mark.parametrize(
    ("kind", "unit", "keys", "se"),
    [
        ("percent_difference", "percent", "value = -2.45\np = 0.0014", 0.767),
        ("percent_difference", "percent", "value = 2.45\np = 0.0014", 0.767),
        ("percent_change", "percent", "value = 1.959964\np = 0.05", 1.0),
        ("absolute_change", "mg/cm2", "value = 20\np = 0.05", 2.0 / 1.959964),
        ("percent_change_per_year", "percent/year", "value = -1\np = 0.05", 52 * 7 / 365.25 / 1.959964),
        ("ratio_to_baseline", "ratio", "value = 0.9\np = 0.05", 10.0 / 1.959964),
        ("ratio_to_baseline", "percent", "value = 110\np = 0.05", 10.0 / 1.959964),
    ],
)
def test_a_standard_error_by_p_is_the_distance_from_no_effect_over_the_normal_quantile(
    kind: str, unit: str, keys: str, se: float, tmp_path: Path
) -> None:
    row = only(trial(tmp_path, keys, kind, unit=unit))
    assert row.se == pytest.approx(se, rel=1e-3)
    assert (row.se_source, row.output) == ("derived", "bmd_lumbar_spine")
    assert "standard error from P = " in str(row.reason)


@given(
    value=st.floats(-30, 30).filter(lambda v: abs(v) > 0.1),
    p=st.floats(1e-6, 0.99),
    kind=st.sampled_from(["percent_change", "percent_difference"]),
)
def test_the_standard_error_gives_back_its_p(
    tmp_path_factory: pytest.TempPathFactory, value: float, p: float, kind: str
) -> None:
    row = only(trial(tmp_path_factory.getbasetemp(), f"value = {value!r}\np = {p!r}", kind))
    assert row.se is not None
    assert 2 * stats.norm.sf(abs(row.observed) / row.se) == pytest.approx(p)
    assert standard_error(load_trials().trials[0], row) == pytest.approx(max(row.se, 0.2))


def test_a_bound_of_p_gives_the_largest_error_that_agrees_with_it(tmp_path: Path) -> None:
    errors = [
        only(trial(tmp_path, f"value = 3\np = {p}", "percent_change")).se or 0.0 for p in (1e-3, 1e-4, 1e-9)
    ]
    assert errors == sorted(errors, reverse=True)


CHANGES = [row.id for row in RESULT_TYPES.values() if row.no_effect is not None and row.not_scored is None]


@pytest.mark.parametrize("kind", [kind for kind in CHANGES if kind not in ("ratio", "ratio_of_ratios")])
@pytest.mark.parametrize("endpoint", ["bmd_lumbar_spine", "ctx", "estradiol", "25ohd", "igf1"])
def test_no_number_is_no_effect_with_the_error_of_a_value_without_one(
    endpoint: str, kind: str, tmp_path: Path
) -> None:
    found = trial(tmp_path, "no_effect = true", kind, endpoint)
    row = only(found)
    assert str(row.reason).startswith(NO_NUMBER[row.versus is None])
    if row.output is None:
        assert (row.se, row.se_source) == (None, None)
        return
    assert row.observed == row.no_change
    assert row.se_source == "derived"
    assert row.se is not None
    assert row.se > 0
    unknown = replace(row, se=None)
    assert standard_error(found, row) == pytest.approx(standard_error(found, unknown))
    rows = observations_of([(found, row)])
    assert rows.used.all()
    assert rows.effect(rows.observed) == pytest.approx(0.0)


def test_fewer_people_make_a_null_say_less(tmp_path: Path) -> None:
    many, few = (
        only(trial(tmp_path, f"no_effect = true\nn = {n}", "percent_change", "ctx")) for n in (100, 4)
    )
    assert (many.se, few.se) == (pytest.approx(4.0), pytest.approx(20.0))


def test_the_spine_of_men_on_anastrozole_is_compared_with_placebo() -> None:
    found = next(one for one in load_trials().trials if one.id == "burnettbowie2009_anastrozole")
    (spine,) = [row for row in measured_rows(found) if row.versus and row.endpoint == "bmd_lumbar_spine"]
    assert spine.observed == pytest.approx(-2.45, abs=0.02)
    assert spine.se == pytest.approx(0.77, abs=0.01)


def test_no_shipped_trial_has_a_number_and_none_of_one_thing() -> None:
    printed: set[tuple[object, ...]] = set()
    without: set[tuple[object, ...]] = set()
    for found in load_trials().trials:
        for row in measured_rows(found):
            group = without if str(row.reason).startswith(NO_NUMBER) else printed
            group.add((found.id, row.arm, row.versus, row.endpoint, row.week))
    assert not printed & without
    assert {name for name, *_ in without} >= {"burnettbowie2009_anastrozole", "leder2004_anastrozole"}
