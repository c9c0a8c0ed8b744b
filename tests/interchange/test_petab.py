"""A trial as a PEtab problem: the field's own library finds no fault, and its likelihood is ours."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

import osteotwin as ot
from osteotwin.cli.main import main
from osteotwin.cohort.cohort import alike
from osteotwin.cohort.initial_state import initialize_cohort
from osteotwin.cohort.parameter_sets import parameters_in_use
from osteotwin.cohort.simulation import day_before
from osteotwin.engine.scipy_engine import SciPyEngine
from osteotwin.evidence.files.load import load_trials
from osteotwin.evidence.forward_model import build, predict
from osteotwin.evidence.scoring.discrepancy_classes import STARTING_DISCREPANCY
from osteotwin.evidence.scoring.observation_error import observations_of
from osteotwin.inference.predictive import independent_variance
from osteotwin.interchange.petab import FitInPetab, TrialInPetab
from osteotwin.parameters.sample import central

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import petab.v1 as petab

TRIAL = "orwoll2003_teriparatide_men"
EXACT = SciPyEngine(relative_tolerance=1e-9, absolute_tolerance=1e-11)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> TrialInPetab:
    return ot.write_petab(TRIAL, tmp_path_factory.mktemp("petab"))


@pytest.fixture(scope="module")
def problems(written: TrialInPetab) -> list[Any]:
    """One for each arm, as the library reads them, each with the shared parameters."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = petab.CompositeProblem.from_yaml(str(written.file))
    for problem in found.problems:
        problem.parameter_df = found.parameter_df
    return list(found.problems)


def test_the_library_finds_no_fault(problems: list[Any]) -> None:
    assert len(problems) == 2
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert [petab.lint_problem(problem) for problem in problems] == [False, False]
        broken = problems[0].measurement_df.assign(observableId="not_there")
        assert petab.lint_problem(
            petab.Problem(
                model=problems[0].model,
                condition_df=problems[0].condition_df,
                measurement_df=broken,
                parameter_df=problems[0].parameter_df,
                observable_df=problems[0].observable_df,
            )
        )


@pytest.mark.slow
def test_its_likelihood_is_ours(
    written: TrialInPetab, problems: list[Any], simulate_sbml: Callable[..., Any]
) -> None:
    theirs = 0.0
    for problem, arm in zip(problems, ("tpt20", "tpt40"), strict=True):
        text = (written.file.parent / f"{arm}.xml").read_text(encoding="utf-8")
        simulated = problem.measurement_df.copy()
        times = np.unique(simulated["time"].to_numpy(float))
        readings = sorted({name.removeprefix("observed_") for name in simulated["observableId"]})
        found = simulate_sbml(text, times, readings)
        for index, row in simulated.iterrows():
            scale, shift = map(float, row["observableParameters"].split(";"))
            reading = readings.index(row["observableId"].removeprefix("observed_"))
            value = found[times.tolist().index(row["time"]), reading]
            simulated.loc[index, "simulation"] = scale * value + shift
        theirs += petab.calculate_llh(
            problem.measurement_df, simulated, problem.observable_df, problem.parameter_df
        )
    used = parameters_in_use()
    (trial,) = [one for one in load_trials().trials if one.id == TRIAL]
    model = build([trial])
    found = predict(model, used.names, central(used).values, engine=EXACT).mean_person[0]
    rows = observations_of(model.measured())
    fitted = used.posterior.discrepancy if used.posterior else {}
    variance = independent_variance(rows, {**STARTING_DISCREPANCY, **fitted}, rows.effect(rows.observed))
    ours = norm.logpdf(rows.observed, rows.on_scale(found), np.sqrt(variance)).sum()
    assert written.measured == len(rows)
    assert theirs == pytest.approx(ours, abs=1e-4)


def test_what_may_be_fitted_leaves_the_start_alone(written: TrialInPetab) -> None:
    used = parameters_in_use()
    (trial,) = [one for one in load_trials().trials if one.id == TRIAL]
    arm = build([trial]).arms[0]
    names = list(written.estimated)
    rows = central(used, len(names) + 1)
    moved = rows.values.copy()
    for k, name in enumerate(names, 1):
        moved[k, used.names.index(name)] *= 1.2
    states = initialize_cohort(
        alike(arm.mean, len(moved)), replace(rows, values=moved), day_before([arm.protocol]), EXACT
    ).states
    assert states[1:] == pytest.approx(np.tile(states[0], (len(names), 1)), rel=1e-6, abs=1e-9)
    assert {name.partition("_")[0] for name in names} == {"teriparatide"}


def test_nominal_values_are_the_sets_and_priors_hold_them(problems: list[Any]) -> None:
    used = parameters_in_use()
    table = problems[0].parameter_df
    for name, row in table.iterrows():
        assert row["nominalValue"] == used.parameters[str(name)].value
        assert row["lowerBound"] < row["nominalValue"] < row["upperBound"]


@pytest.mark.slow
def test_what_cannot_be_in_it_is_named(tmp_path: Path) -> None:
    found = ot.write_petab("smith2009_halt", tmp_path)
    assert "bmd_total_hip, week 156, denosumab and placebo: a difference between arms" in found.left_out
    with pytest.raises(ot.OsteotwinError, match="men and women together"):
        ot.write_petab("nakamura2014_direct", tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_the_command_says_what_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "petab", TRIAL]) == 0
    assert f"{TRIAL}.yaml, 6 measured values" in capsys.readouterr().out
    assert main(["export", "petab", "no_such_trial_at_all"]) == 2
    assert "no_such_trial_at_all" in capsys.readouterr().err


#: Of different drugs, and one that nothing can be written of.
SEVERAL = (TRIAL, "smith2009_halt", "nakamura2014_direct")


@pytest.fixture(scope="module")
def fit(tmp_path_factory: pytest.TempPathFactory) -> FitInPetab:
    """Several trials as one problem."""
    folder = tmp_path_factory.mktemp("trials")
    shipped = files("osteotwin.evidence").joinpath("trials")
    for name in SEVERAL:
        (folder / f"{name}.toml").write_bytes(shipped.joinpath(f"{name}.toml").read_bytes())
    return ot.write_petab_fit(tmp_path_factory.mktemp("fit"), trials=folder)


@pytest.mark.slow
def test_the_library_finds_no_fault_in_several_trials(fit: FitInPetab) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = petab.CompositeProblem.from_yaml(str(fit.file))
        for problem in found.problems:
            problem.parameter_df = found.parameter_df
        assert not any(petab.lint_problem(problem) for problem in found.problems)
    assert len(found.problems) == len(fit.arms)
    assert {arm.partition("/")[0] for arm in fit.arms} == {TRIAL, "smith2009_halt"}
    assert sum(len(problem.measurement_df) for problem in found.problems) == fit.measured
    assert tuple(found.parameter_df.index) == fit.estimated
    for problem in found.problems:
        assert set(fit.estimated) <= set(problem.model.get_parameter_ids())


@pytest.mark.slow
def test_a_trial_of_the_fit_has_the_objective_that_it_has_alone(
    fit: FitInPetab, written: TrialInPetab
) -> None:
    """The models and tables of an arm are the same bytes; what its objective is, is tested above."""
    for ending in ("xml", "observables.tsv", "measurements.tsv", "conditions.tsv"):
        for arm in ("tpt20", "tpt40"):
            alone = (written.file.parent / f"{arm}.{ending}").read_bytes()
            assert (fit.file.parent / TRIAL / f"{arm}.{ending}").read_bytes() == alone


def test_only_what_leaves_every_start_alone_is_to_be_fitted(fit: FitInPetab) -> None:
    assert {name.partition("_")[0] for name in fit.estimated} == {"teriparatide", "gnrh", "denosumab"}
    assert "rankl_rate" in fit.fixed
    assert not set(fit.fixed) & set(fit.estimated)
    assert any(one.startswith("nakamura2014_direct: ") for one in fit.left_out)
