"""Virtual trials: who takes part, who leaves, what is measured, and what the trial makes of it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray as xr
from jsonschema import Draft202012Validator

import osteotwin as ot
from osteotwin.cohort.reference_population import reference_population
from osteotwin.errors import InputError, SimulationError
from osteotwin.parameters import starting_values
from osteotwin.people.twin import ENSEMBLE_ENGINE
from osteotwin.progress import Progress
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training
from osteotwin.studies.trials.adherence import GROUPS, share_of_group
from osteotwin.studies.trials.answer import percent_changes
from osteotwin.studies.trials.comparison import Sample, difference, power
from osteotwin.studies.trials.design import Criterion, TrialArm, TrialDesign
from osteotwin.studies.trials.measured import as_measured, dropout_days
from osteotwin.studies.trials.recruitment import candidates, recruit, value_at_start
from osteotwin.studies.trials.source import TrialSource

YEAR = 365.25
DRUG = Protocol((DrugCourse("letrozole", 2.5, 1.0),))
TRAINED = Protocol((Training("back_squat", 3.0, 25.0, load_fraction_1rm=0.8, adherence=0.7),))
DESIGN = TrialDesign(
    name="A trial",
    days=(0.0, YEAR / 2, YEAR),
    endpoints=("bmd_total_hip", "bmd_lumbar_spine", "ctx"),
    primary="bmd_total_hip",
    people=30,
    sex="male",
    age=70.0,
    age_sd=6.0,
    youngest=60.0,
    oldest=80.0,
    criteria=(Criterion("t_score_total_hip", -2.5, -0.5), Criterion("25ohd", 20.0, float("inf"))),
    dropout=0.2,
    arms=(TrialArm("as before", Protocol()), TrialArm("letrozole", DRUG), TrialArm("training", TRAINED)),
)


def run(design: TrialDesign = DESIGN, **options: Any) -> ot.VirtualTrial:
    return ot.virtual_trial(design, parameters=starting_values(), **options)


@pytest.fixture(scope="module")
def trial() -> ot.VirtualTrial:
    return run()


def of_arm(trial: ot.VirtualTrial, values: np.ndarray, arm: int) -> np.ndarray:
    return values[arm :: len(trial.design.arms)]


def test_every_participant_is_eligible_and_of_the_right_age() -> None:
    design = replace(DESIGN, people=500)
    found = recruit(design, 1500, 3)
    assert len(found.candidates) == 1500
    assert np.all(np.diff(found.candidates) > 0)
    people = TrialSource(
        design, design.profile, found.candidates, 3, starting_values(), ENSEMBLE_ENGINE
    ).people(0, 1500)
    for criterion in design.criteria:
        values = value_at_start(people, criterion.endpoint)
        assert criterion.low <= values.min()
        assert values.max() <= criterion.high
    assert people.fields["age"].min() >= 60
    assert people.fields["age"].max() <= 80
    assert len(np.unique(people.fields["weight_kg"])) == 1500
    assert found.share == pytest.approx(found.eligible / found.asked)
    assert 0.05 < found.share < 0.8
    # So many are asked that it would be said if they were too few.
    assert recruit(design, 8000, 3).asked > 20_480
    everybody = recruit(replace(design, criteria=()), 1500, 3)
    assert everybody.share == 1.0


def test_the_older_have_less_bone_before_anybody_is_chosen() -> None:
    design = replace(DESIGN, sex="female", age=65.0, age_sd=8.0, youngest=45.0, oldest=85.0)
    drawn = candidates(design.profile, 4000, 1)
    age, hip = drawn.fields["age"], drawn.fields["bmd_total_hip"]
    for low, high in ((50, 56), (62, 68), (74, 80)):
        chosen = (low < age) & (age < high)
        usual, sd = reference_population().curve("bmd_total_hip", "female", np.array((low + high) / 2))
        assert hip[chosen].mean() == pytest.approx(float(usual), abs=float(4 * sd / np.sqrt(chosen.sum())))


def test_too_few_eligible_is_one_sentence() -> None:
    nobody = replace(DESIGN, criteria=(Criterion("t_score_total_hip", -8.0, -5.5),))
    with pytest.raises(InputError) as refused:
        run(nobody)
    (problem,) = refused.value.problems
    assert problem.field == "eligibility"
    assert "candidates eligible by total hip T-score: -8 SD to -5.5 SD" in problem.sentence()
    assert "expected at least 1 %" in problem.sentence()
    few = replace(DESIGN, criteria=(Criterion("t_score_total_hip", -5.5, -2.9),))
    with pytest.raises(InputError, match=r"trial: eligibility: [1-9]\d* of [0-9,]+ candidates"):
        recruit(few, 1000, 1)
    with pytest.raises(InputError, match="nobody from 70 to 70 years"):
        run(replace(DESIGN, youngest=70.0, oldest=70.0))


def test_it_says_what_it_is(trial: ot.VirtualTrial) -> None:
    assert repr(trial) == (
        f"VirtualTrial('A trial', 3 arms of 30 people, to day 365.25, parameter set {starting_values().name!r}, seed 1)"
    )


def test_arms_have_people_of_their_own(trial: ot.VirtualTrial) -> None:
    assert len(trial.values["age"]) == 90
    assert len(np.unique(trial.values["age"])) == 90


@pytest.mark.slow
def test_the_same_bits_whatever_the_blocks_and_again(trial: ot.VirtualTrial) -> None:
    for again in (run(), run(block=7), run(block=64)):
        for name, values in trial.values.items():
            assert np.array_equal(values, again.values[name], equal_nan=True), name
        assert again.to_json() | {"timings": {}} == trial.to_json() | {"timings": {}}
    other = run(seed=2)
    assert not np.array_equal(other.values["age"], trial.values["age"])


def test_nobody_changes_as_more_are_recruited(trial: ot.VirtualTrial) -> None:
    more = run(people=50)
    assert more.design.people == 50
    for name, values in trial.values.items():
        assert np.array_equal(values, more.values[name][: len(values)], equal_nan=True), name


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_as_many_leave_within_a_year_as_is_asked(share: float) -> None:
    people = 20_000
    rate = replace(DESIGN, dropout=share).dropout_rate
    left = dropout_days(rate, people, 1)
    error = np.sqrt(share * (1 - share) / people)
    assert np.mean(left <= YEAR) == pytest.approx(share, abs=4 * error)
    # Of those still there as many in the second year as in the first.
    stayed = left[left > YEAR]
    assert np.mean(stayed <= 2 * YEAR) == pytest.approx(share, abs=4 * error / np.sqrt(1 - share))
    assert np.all(np.isinf(dropout_days(0.0, 5, 1)))


def test_who_has_left_is_not_measured(trial: ot.VirtualTrial) -> None:
    left = trial.values["left_on_day"]
    there = np.array(DESIGN.days) < left[:, None]
    assert np.sum(~there) > 0
    assert np.all(there[:, 0])
    for name in DESIGN.endpoints:
        assert np.array_equal(np.isfinite(trial.values[name]), there), name


def test_each_scan_errs_by_itself() -> None:
    values = np.full((20_000, 3), 0.9)
    found = np.log(as_measured(values, "bmd_total_hip", 1) / values)
    cv = 0.013
    assert found.std(axis=0) == pytest.approx([cv] * 3, rel=4 / np.sqrt(2 * 20_000))
    assert np.corrcoef(found.T)[np.triu_indices(3, 1)] == pytest.approx([0.0] * 3, abs=4 / np.sqrt(20_000))
    assert found.mean() == pytest.approx(0.0, abs=4 * cv / np.sqrt(60_000))
    assert np.array_equal(as_measured(values, "ctx", 1), values)


@pytest.mark.parametrize("mean", [0.3, 0.75, 0.97, 1.0])
def test_adherence_has_the_mean_that_is_asked(mean: float) -> None:
    shares = [share_of_group(mean, group) for group in range(GROUPS)]
    assert np.mean(shares) == pytest.approx(mean, abs=1e-6)
    assert shares == sorted(shares)
    assert shares[0] > 0
    assert shares[-1] <= 1


def test_participants_train_each_by_a_share_of_their_own(trial: ot.VirtualTrial) -> None:
    assert np.all(of_arm(trial, trial.values["adherence"], 0) == 1)
    shares = of_arm(trial, trial.values["adherence"], 2)
    assert len(np.unique(shares)) == GROUPS
    assert shares.mean() == pytest.approx(0.7, abs=4 * shares.std() / np.sqrt(len(shares)))


def test_who_trains_more_gains_more() -> None:
    design = replace(DESIGN, people=400, dropout=0.0, criteria=(), arms=(DESIGN.arms[2], DESIGN.arms[0]))
    found = run(design)
    shares = of_arm(found, found.values["adherence"], 0)
    change = of_arm(found, percent_changes(found.values["bmd_total_hip"])[:, -1], 0)
    little, much = change[shares < 0.5], change[shares > 0.9]
    assert much.mean() > little.mean()


@pytest.mark.slow
def test_an_arm_that_does_nothing_differs_by_chance_alone() -> None:
    """The p-values of many trials without an effect are uniform; a fault is found at the level of 1 in 1,000."""
    from scipy.stats import kstest

    design = replace(
        DESIGN,
        arms=(TrialArm("a", Protocol()), TrialArm("b", Protocol())),
        criteria=(),
        people=20,
        dropout=0.0,
    )
    found = [run(design, seed=seed) for seed in range(30)]
    for trial in found[:2]:
        for effects in trial.models.values():
            assert np.all(effects == 0)
    p = [one.to_json()["comparisons"][0]["endpoints"]["bmd_total_hip"][-1]["p"] for one in found]
    assert kstest(p, "uniform").pvalue > 0.001


def test_the_answer_is_what_was_measured(trial: ot.VirtualTrial) -> None:
    answer = trial.to_json()
    Draft202012Validator.check_schema(ot.schema("virtual_trial"))
    Draft202012Validator(ot.schema("virtual_trial")).validate(answer)
    change = percent_changes(trial.values["bmd_total_hip"])[:, -1]
    samples = [Sample.of(of_arm(trial, change, arm)) for arm in range(3)]
    for arm, sample in zip(answer["arms"], samples, strict=True):
        last = arm["change"]["bmd_total_hip"][-1]
        assert (last["n"], last["mean"]) == (sample.n, pytest.approx(sample.mean, rel=1e-5))
        assert arm["left"] == arm["started"] - sample.n
    for comparison, sample in zip(answer["comparisons"], samples[1:], strict=True):
        row = comparison["endpoints"]["bmd_total_hip"][-1]
        found = difference(sample, samples[0])
        assert row["difference"] == pytest.approx(found.value, rel=1e-5)
        assert row["p"] == pytest.approx(found.p, rel=1e-4)
        widths = [row[part]["hi95"] - row[part]["lo95"] for part in ("sampling", "model", "together")]
        assert widths[2] >= widths[0]
    assert [row["n"] for row in answer["power"][0]["by_n"]] == [10, 20, 50, 100, 200, 500, 1000]


@pytest.mark.slow
def test_more_people_narrow_sampling_and_not_the_model() -> None:
    design = replace(DESIGN, arms=DESIGN.arms[:2], dropout=0.0)
    few, many = (
        run(design, people=people).to_json()["comparisons"][0]["endpoints"]["bmd_total_hip"][-1]
        for people in (50, 800)
    )

    def width(row: Any, part: str) -> float:
        return row[part]["hi95"] - row[part]["lo95"]

    assert width(many, "sampling") / width(few, "sampling") == pytest.approx(0.25, rel=0.3)
    assert width(many, "model") == pytest.approx(width(few, "model"), rel=0.15)
    assert width(many, "model") > 0


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_power_counts_on_as_many_leaving_in_either_direction(order: tuple[int, int]) -> None:
    design = replace(DESIGN, arms=tuple(DESIGN.arms[k] for k in order), dropout=0.5, people=300)
    found = run(design)
    change = percent_changes(found.values["bmd_total_hip"])[:, -1]
    control, treated = (Sample.of(of_arm(found, change, arm)) for arm in (0, 1))
    (row,) = found.to_json()["power"]
    kept = treated.n / 300, control.n / 300
    assert max(kept) < 0.7
    effect = abs(treated.mean - control.mean)
    assert (treated.mean > control.mean) == (order == (1, 0))  # letrozole costs bone
    for one in row["by_n"]:
        expected = power(effect, treated.sd, control.sd, *(one["n"] * share for share in kept))
        assert one["power"] == pytest.approx(float(expected), rel=1e-4)
        draws = found.models["bmd_total_hip"][1, :, -1]
        along = np.sign(treated.mean - control.mean) * (
            treated.mean - control.mean + draws - np.median(draws)
        )
        shares = power(along, treated.sd, control.sd, *(one["n"] * share for share in kept))
        assert one["assurance"] == pytest.approx(float(np.mean(shares)), rel=1e-4)


def test_power_grows_with_people(trial: ot.VirtualTrial) -> None:
    for row in trial.to_json()["power"]:
        known = [one for one in row["by_n"] if one["power"] is not None]
        assert [one["power"] for one in known] == sorted(one["power"] for one in known)
        if row["needed"]["80"] is not None and row["needed"]["90"] is not None:
            assert row["needed"]["80"] <= row["needed"]["90"]


def test_too_many_who_fail_leave_no_result() -> None:
    """Of a dose far beyond use nobody lives in the one arm; the sentence names the arm."""
    poisoned = replace(
        DESIGN,
        arms=(DESIGN.arms[0], TrialArm("too much", Protocol((DrugCourse("teriparatide", 1e6, 1.0),)))),
    )
    with pytest.raises(SimulationError, match='of 30 people in the arm "too much" failed'):
        run(poisoned)


def test_a_drug_that_is_not_in_the_model_is_named() -> None:
    plan = Protocol((DrugCourse("finasteride", 1.0, 1.0),))
    found = run(replace(DESIGN, people=4, arms=(DESIGN.arms[0], TrialArm("finasteride", plan))))
    assert found.to_json()["notes"][0].startswith("Finasteride or dutasteride has no effect here: ")
    assert not any("has no effect here" in note for note in run(people=4).to_json()["notes"])


@pytest.mark.slow
def test_progress_rises_to_the_end() -> None:
    seen: list[Progress] = []
    run(replace(DESIGN, people=600), on_progress=seen.append, block=128)
    fractions = [now.fraction for now in seen]
    assert fractions == sorted(fractions)
    assert fractions[0] < 0.9
    assert fractions[-1] == 1.0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"people": 1}, "people"),
        ({"people": 2.5}, "people"),
        ({"block": 0}, "block"),
        ({"seed": -1}, "seed"),
        ({"design": replace(DESIGN, arms=DESIGN.arms[:1])}, "arms"),
        ({"design": replace(DESIGN, arms=(DESIGN.arms[0], DESIGN.arms[0]))}, "arms"),
        ({"design": replace(DESIGN, endpoints=("bmd_total_hip", "height"))}, "endpoints"),
        ({"design": replace(DESIGN, primary="p1np")}, "primary"),
        ({"design": replace(DESIGN, days=(0.0, 100.0, 90.0))}, "days"),
        ({"design": replace(DESIGN, days=(10.0, 100.0))}, "days"),
        ({"design": replace(DESIGN, dropout=1.0)}, "dropout"),
        ({"design": replace(DESIGN, youngest=71.0)}, "age"),
    ],
)
def test_numbers_that_cannot_be(options: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as refused:
        run(**options)
    assert [problem.field for problem in refused.value.problems] == [said]


def test_the_dataset_holds_everybody(trial: ot.VirtualTrial, tmp_path: Path) -> None:
    dataset = trial.to_dataset()
    assert dataset.bmd.dims == ("person", "site", "day")
    assert dataset.ctx.dims == ("person", "day")
    assert dict(dataset.bmd.attrs)["units"] == "g/cm^2"
    assert dataset.arm.values.tolist() == ["as before", "letrozole", "training"] * 30
    for name in dataset.variables:
        assert "long_name" in dataset[name].attrs, name
    read = {
        ".nc": lambda path: xr.load_dataset(path, engine="scipy"),
        ".zarr": lambda path: xr.open_zarr(path, chunks=None).load(),
    }
    for ending, opened in read.items():
        again = opened(trial.save(tmp_path / f"trial{ending}"))
        xr.testing.assert_equal(again, dataset)
        assert again.bmd.attrs == dataset.bmd.attrs
        assert again.attrs == dataset.attrs


def test_the_table_has_a_line_for_each_visit(trial: ot.VirtualTrial, tmp_path: Path) -> None:
    path = trial.save(tmp_path / "trial.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 90 * 3
    for k, row in enumerate(rows):
        value = trial.values["bmd_total_hip"][k // 3, k % 3]
        assert row["bmd_total_hip"] == ("" if np.isnan(value) else f"{value:.6g}")
    assert [row["arm"] for row in rows[::3]] == trial.to_dataset().arm.values.tolist()


def test_what_cannot_be_written_is_said(trial: ot.VirtualTrial, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"expected a name that ends in \.zarr, \.nc or \.csv"):
        trial.save(tmp_path / "trial.xlsx")
    trial.save(tmp_path / "trial.zarr")
    with pytest.raises(InputError, match="which is there already"):
        trial.save(tmp_path / "trial.zarr")


@pytest.mark.slow
def test_the_same_bits_on_a_cluster(trial: ot.VirtualTrial, socket_enabled: None) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        far = run(client=cluster.scheduler_address, block=16)
    for name, values in trial.values.items():
        assert np.array_equal(values, far.values[name], equal_nan=True), name
